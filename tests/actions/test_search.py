"""Searching in what a member may read, advice only where every regulation lets him read it."""

import pytest

from tests.factories.house import COMPLAINT, HOUR, NOW, a_dossier, a_member, a_version, an_organisation, shipped, took
from wederhoor.actions import search as searching
from wederhoor.actions.access import Reading, visible_to
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor
from wederhoor.actions.search import search, wanted_by
from wederhoor.dossiers.models import Dossier, Reader
from wederhoor.organisations.models import Member, Organisation, ProcedureVersion

pytestmark = pytest.mark.django_db


def found(member: Member, text: str, *roles: str, little: bool = False) -> list[int]:
    reading = Reading(frozenset(roles), (member.pk,), little)
    hits = search(visible_to(member, reading=reading), wanted_by(member, roles, text), limit=5, reading=reading)
    return [hit.dossier for hit in hits]


@pytest.fixture
def concreet() -> Organisation:
    return an_organisation("concreet-onderwijsproducten")


@pytest.fixture
def advised(concreet: Organisation) -> Dossier:
    officer = a_member(concreet, "klachtenfunctionaris", name="Officier")
    dossier = a_dossier(concreet)
    took(dossier, "advise", officer, role="klachtenfunctionaris", at=NOW + HOUR, advice="Roerdomp")
    return dossier


@pytest.mark.clause("CON-07")
@pytest.mark.parametrize(("role", "finds"), [("klachtenfunctionaris", True), ("directie", True), ("archief", False)])
def test_advice_is_found_by_who_may_read_it_only(concreet: Organisation, advised: Dossier, role: str, finds: bool) -> None:
    member = a_member(concreet, role)
    Reader.objects.get_or_create(dossier=advised, role=role)
    assert found(member, "examen", role) == [advised.pk]
    assert found(member, "roerdomp", role) == ([advised.pk] if finds else [])


def test_where_nothing_restricts_it_advice_is_a_word_like_others() -> None:
    organisation = an_organisation("klik-onderwijs")
    member = a_member(organisation, "manager-propositie")
    assert wanted_by(member, ["manager-propositie"], "advies").restricted


@pytest.mark.clause("CON-07")
@pytest.mark.parametrize("little", [False, True])
@pytest.mark.parametrize("procedure", ["concreet-onderwijsproducten", "klik-onderwijs"])
def test_who_complains_himself_does_not_find_his_dossier_by_words_of_advice(procedure: str, *, little: bool) -> None:
    organisation = an_organisation(procedure)
    role = "klachtenfunctionaris" if procedure.startswith("concreet") else "manager-propositie"
    complains, officer = a_member(organisation, role), a_member(organisation, role)
    others = a_dossier(organisation)
    filed = file_complaint(organisation, data=COMPLAINT, by=Actor("complainant", member=complains), at=NOW, now=NOW)
    assert isinstance(filed, Filed), filed
    for dossier in (others, filed.dossier):
        Reader.objects.get_or_create(dossier=dossier, role=role)
        took(dossier, "advise", officer, role=role, at=NOW + HOUR, advice="Roerdomp")
    advice = [found(member, "roerdomp", role, little=little) for member in (complains, officer)]
    assert advice == [[others.pk], [filed.dossier.pk, others.pk]]
    assert found(complains, "examen", role, little=little) == [filed.dossier.pk, others.pk]


def test_every_version_must_let_him_read_advice(concreet: Organisation, advised: Dossier) -> None:
    text = a_version(shipped("concreet-onderwijsproducten"), 2, "2026-06-01").replace(
        'roles = ["klachtenfunctionaris", "handler", "medewerker", "directie"]\ncontent = ["advice"]',
        'roles = ["klachtenfunctionaris"]\ncontent = ["advice"]',
    )
    ProcedureVersion(
        organisation=concreet,
        procedure="concreet-onderwijsproducten",
        version=2,
        text=text,
        digest="2",
        in_force_from=NOW,
        published_at=NOW,
    ).save()
    assert found(a_member(concreet, "directie"), "roerdomp", "directie") == []
    assert found(a_member(concreet, "klachtenfunctionaris"), "roerdomp", "klachtenfunctionaris") == [advised.pk]


@pytest.mark.parametrize("little", [False, True])
@pytest.mark.parametrize("few", [0, 100])
def test_who_reads_few_finds_the_same_as_who_reads_many(few: int, monkeypatch: pytest.MonkeyPatch, *, little: bool) -> None:
    monkeypatch.setattr(searching, "_FEW", few)
    organisation = an_organisation()
    mine, by_role, _other = (a_dossier(organisation) for _ in range(3))
    member = a_member(organisation, "archief")
    Reader.objects.create(dossier=mine, member=member)
    Reader.objects.create(dossier=by_role, role="archief")
    assert found(member, "examen", "archief", little=little) == [by_role.pk, mine.pk]
    assert found(member, "examen") == [mine.pk]
    assert found(member, "") == []


def test_what_was_put_before_someone_is_not_searched() -> None:
    organisation = an_organisation()
    dossier, member = a_dossier(organisation), a_member(organisation)
    Reader.objects.create(dossier=dossier, member=member, content="disclosed")
    assert found(member, "examen") == []


def test_who_left_finds_nothing() -> None:
    organisation = an_organisation()
    dossier, member = a_dossier(organisation), a_member(organisation)
    Reader.objects.create(dossier=dossier, member=member)
    member.active = False
    assert found(member, "examen") == []


@pytest.mark.clause("CON-07")
def test_whoever_only_handles_a_dossier_finds_it_by_its_advice_and_others_not(concreet: Organisation, advised: Dossier) -> None:
    member, other = a_member(concreet, "archief"), a_dossier(concreet)
    officer = a_member(concreet, "klachtenfunctionaris")
    took(other, "advise", officer, role="klachtenfunctionaris", at=NOW + HOUR, advice="Roerdomp")
    for dossier in (advised, other):
        Reader.objects.get_or_create(dossier=dossier, role="archief")
    assert found(member, "roerdomp", "archief") == []
    Dossier.objects.filter(pk=advised.pk).update(owner=member)
    assert found(member, "roerdomp", "archief") == [advised.pk]
    assert found(member, "examen", "archief") == [other.pk, advised.pk]
