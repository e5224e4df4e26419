"""Correcting how a person is reached: the row changes, the log holds no word of it, and the chain still verifies."""

import pytest

from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation
from wederhoor.actions.record import record
from wederhoor.actions.values import Actor, Answer, Log, Recorded, Refused
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Dossier, Party, Text
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Member:
    return a_member(an_organisation(), "manager-propositie")


@pytest.fixture
def dossier(manager: Member) -> Dossier:
    return a_dossier(manager.organisation)


def corrected(dossier: Dossier, member: Member, **data: object) -> Answer:
    by = Actor("manager-propositie", member)
    return record(Log(dossier.matter_id), "correct", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"reason": "Een tikfout.", **data})


@pytest.mark.clause("EXT-19")
def test_the_row_changes_and_the_log_says_only_that_it_did(dossier: Dossier, manager: Member) -> None:
    assert isinstance(corrected(dossier, manager, person="p-1", contact={"email": "goed@voorbeeld.nl"}), Recorded)
    assert Party.objects.get(matter=dossier.matter_id, ref="p-1").email == "goed@voorbeeld.nl"
    act = Act.objects.get(act="correct")
    assert act.data == {"person": "p-1", "contact.email": True, "reason": True}
    assert not Text.objects.filter(body__contains="goed@").exists()
    assert list(verify()) == []


def test_what_stays_as_it_was_is_not_said_to_have_changed(dossier: Dossier, manager: Member) -> None:
    was = Party.objects.get(matter=dossier.matter_id, ref="p-1")
    corrected(dossier, manager, person="p-1", contact={"email": was.email, "city": "Zutphen"})
    assert set(Act.objects.get(act="correct").data) == {"person", "contact.city", "reason"}


@pytest.mark.parametrize("said", [{"person": "p-1"}, {"person": "p-1", "contact": {"email": ""}}])
def test_a_correction_that_changes_nothing_is_refused(dossier: Dossier, manager: Member, said: dict[str, object]) -> None:
    answer = corrected(dossier, manager, **said)
    assert isinstance(answer, Refused)
    assert answer.reason == "Er is niets veranderd."


def test_it_must_be_said_whose_data_they_are(dossier: Dossier, manager: Member) -> None:
    answer = corrected(dossier, manager, contact={"city": "Zutphen"})
    assert isinstance(answer, Refused)
    assert answer.missing == ("person",)


def test_a_colleague_is_not_renamed_in_a_dossier(dossier: Dossier, manager: Member) -> None:
    corrected(dossier, manager, of=0, field="description", value="Vraag 4, niet vraag 3.")
    own = Party.objects.get(matter=dossier.matter_id, member=manager)
    answer = corrected(dossier, manager, person=own.ref, contact={"name": "Iemand Anders"})
    assert isinstance(answer, Refused)
    assert answer.reason.startswith("De gegevens van een collega")


def test_a_datum_of_the_log_is_corrected_beside_it(dossier: Dossier, manager: Member) -> None:
    corrected(dossier, manager, of=0, field="description", value="Vraag 4, niet vraag 3.")
    act = Act.objects.get(act="correct")
    assert act.data == {"of": 0, "field": "description", "value": True, "reason": True}
    assert Text.objects.get(seq=act.seq, field="value").body == "Vraag 4, niet vraag 3."


def test_a_dash_empties_what_is_known_no_more_but_leaves_a_name(dossier: Dossier, manager: Member) -> None:
    assert isinstance(corrected(dossier, manager, person="p-1", contact={"phone": "-", "name": " - "}), Recorded)
    party = Party.objects.get(matter=dossier.matter_id, ref="p-1")
    assert (party.phone, party.name) == ("", " - ")
    assert list(verify()) == []
