from datetime import timedelta

import pytest

from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation, refreshed, took
from tests.factories.lives import MANAGER, Cast, begun, closed, destroyed
from wederhoor.actions.access import one_of, put_before, put_before_party, readable, visible_to
from wederhoor.actions.values import NewParty
from wederhoor.dossiers.models import Dossier, Party, Reader
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"


def rows(dossier: Dossier) -> set[tuple[str, int | None, str, str]]:
    """Who reads it."""
    return set(Reader.objects.filter(dossier=dossier).values_list("role", "member", "party", "content"))


def consulted(cast: Cast, who: object) -> Party:
    """Whom the handler asks for advice."""
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=f"m-{cast.handler.pk}", independent=True)
    took(cast.dossier, "consult", cast.handler, role="handler", at=NOW + HOUR, of=[who], question="Klopt vraag 7?")
    return Party.objects.order_by("pk").last() or pytest.fail("niemand")


def test_a_role_and_a_member_with_a_part_each_have_a_row() -> None:
    cast = begun()
    assert rows(cast.dossier) == {(MANAGER, None, "", "")}
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=f"m-{cast.handler.pk}", independent=True)
    assert rows(cast.dossier) == {(MANAGER, None, "", ""), ("", cast.handler.pk, "", "")}


@pytest.mark.clause("KLI-08")
def test_an_adviser_of_the_organisation_sees_what_was_put_before_him_and_opens_no_whole_dossier() -> None:
    cast = begun()
    adviser = a_member(cast.dossier.organisation, "medewerker")
    consulted(cast, f"m-{adviser.pk}")
    assert ("", adviser.pk, "", "disclosed") in rows(cast.dossier)
    assert readable(adviser, cast.dossier.number) is None
    assert not visible_to(adviser).exists()
    assert list(put_before(adviser)) == [one_of(put_before(adviser), cast.dossier.number)] == [cast.dossier]


def test_who_reads_it_whole_has_nothing_put_before_him_apart() -> None:
    cast = begun()
    second = a_member(cast.dossier.organisation, MANAGER)
    consulted(cast, f"m-{second.pk}")
    assert list(visible_to(second)) == [cast.dossier]
    assert not put_before(second).exists()


def test_someone_from_outside_has_a_row_by_his_reference() -> None:
    cast = begun()
    adviser = consulted(cast, NewParty(name="Das", part="adviser", email="das@elders.example"))
    assert ("", None, adviser.ref, "disclosed") in rows(cast.dossier)
    assert list(put_before_party(adviser)) == [cast.dossier]


@pytest.mark.clause("KLI-10")
def test_a_handler_from_outside_never_reads_all_of_it() -> None:
    cast = begun()
    das = NewParty(name="Das", part="handler")
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=das, independent=True)
    assert ("", None, Party.objects.get(name="Das").ref, "disclosed") in rows(cast.dossier)


def test_another_matter_is_not_before_who_has_the_same_reference_there() -> None:
    cast = begun()
    adviser = consulted(cast, NewParty(name="Das"))
    other = a_dossier(cast.dossier.organisation)
    assert not put_before_party(Party(matter=other.matter, ref=adviser.ref)).exists()
    assert other not in put_before_party(adviser)


def test_a_member_comes_in_as_a_member() -> None:
    cast = begun()
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=f"m-{cast.handler.pk}", independent=True)
    assert not put_before_party(Party.objects.get(member=cast.handler)).exists()


def test_who_left_or_works_elsewhere_has_nothing_before_him() -> None:
    cast = begun()
    adviser = a_member(cast.dossier.organisation, "medewerker")
    consulted(cast, f"m-{adviser.pk}")
    Member.objects.filter(pk=adviser.pk).update(active=False)
    assert not put_before(Member.objects.get(pk=adviser.pk)).exists()
    assert not put_before(a_member(an_organisation(), MANAGER)).exists()


def test_whom_it_is_about_learns_of_it_when_he_is_told_and_not_from_a_list() -> None:
    organisation = an_organisation()
    manager, about = a_member(organisation, MANAGER), a_member(organisation, "medewerker")
    dossier = a_dossier(organisation, subject={"class": "conduct", "person": f"m-{about.pk}"})
    assert not put_before(about).exists()
    took(dossier, "assign", manager, role=MANAGER, at=NOW, to=f"m-{a_member(organisation).pk}", independent=True)
    took(dossier, "inform_concerned", manager, role=MANAGER, at=NOW + HOUR, channel="talk", account="Verteld.")
    assert list(put_before(about)) == [dossier]


def test_a_replaced_handler_has_no_row_any_more() -> None:
    cast = begun()
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=f"m-{cast.handler.pk}", independent=True)
    second = a_member(cast.dossier.organisation, "medewerker")
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{second.pk}", independent=True)
    assert readable(cast.handler, cast.dossier.number) is None
    assert readable(second, cast.dossier.number) == cast.dossier


def test_the_year_is_read_by_who_reads_complaints() -> None:
    cast = closed(NOW - timedelta(days=90))
    assert (MANAGER, None, "", "") in rows(cast.dossier)


def test_what_was_destroyed_has_no_persons_among_its_readers() -> None:
    cast = destroyed(NOW - timedelta(days=2000))
    assert {member for _, member, _, _ in rows(refreshed(cast.dossier))} == {None}
