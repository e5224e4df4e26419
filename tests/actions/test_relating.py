"""Dossiers linked and merged by a link: both logs say so, nothing is moved, and an unlink undoes it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from tests.actions.test_record_at_once import at_once
from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, refreshed, took
from tests.factories.lives import MANAGER
from wederhoor.actions.absences import report_absence
from wederhoor.actions.access import Reading
from wederhoor.actions.load import opened
from wederhoor.actions.loading import take
from wederhoor.actions.recompute import recompute
from wederhoor.actions.record import Actor, Changed, Recorded, Refused
from wederhoor.actions.relating import Sent, Undone, as_there, link, links_of, unlink
from wederhoor.actions.values import Answer
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Dossier, Text
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
LATER = NOW + 2 * HOUR


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def officer() -> Member:
    return a_member(an_organisation(), MANAGER)


@pytest.fixture
def pair(officer: Member) -> tuple[Dossier, Dossier]:
    return a_dossier(officer.organisation), a_dossier(officer.organisation, at=NOW + HOUR)


def linked(row: Dossier, to: Dossier, by: Member, relation: str = "related", *, at: timedelta = HOUR, key: str | None = None) -> Answer:
    return link(row, to.number, relation=relation, by=Actor(MANAGER, by), sent=Sent(NOW + HOUR + at, key=key))


def links(row: Dossier) -> dict[str, str]:
    return links_of(opened(refreshed(row), LATER + DAY).dossier)


@pytest.mark.parametrize(("relation", "back"), [("related", "related"), ("same", "leading"), ("leading", "same")])
def test_a_link_stands_in_both_logs_and_an_unlink_undoes_both(
    pair: tuple[Dossier, Dossier], officer: Member, relation: str, back: str
) -> None:
    one, two = pair
    done = linked(one, two, officer, relation)
    assert isinstance(done, Recorded), done
    assert (links(one), links(two)) == ({two.number: relation}, {one.number: back})
    undone = unlink(two, one.number, by=Actor(MANAGER, officer), sent=Sent(LATER + HOUR))
    assert isinstance(undone, Recorded), undone
    assert (links(one), links(two), list(verify())) == ({}, {}, [])


def test_a_merged_dossier_keeps_all_that_it_had_and_its_clock_runs_on(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    one, two = pair
    before = (refreshed(one).next_due, refreshed(one).stage, Text.objects.filter(matter=one.matter_id, seq=0).count())
    linked(one, two, officer, "same")
    assert before == (refreshed(one).next_due, refreshed(one).stage, Text.objects.filter(matter=one.matter_id, seq=0).count())
    assert list(recompute()) == []


@pytest.mark.parametrize("number", ["2026-9999", "", "x' OR 1=1"])
def test_what_is_not_there_cannot_be_linked(pair: tuple[Dossier, Dossier], officer: Member, number: str) -> None:
    done = link(pair[0], number, relation="related", by=Actor(MANAGER, officer), sent=Sent(LATER))
    assert done == Refused("Dit dossier is er niet, of u mag het niet zien.", None, ("to",))


def test_a_dossier_of_another_organisation_is_not_there(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    elsewhere = an_organisation()
    others = [a_dossier(elsewhere) for _ in range(3)]
    done = linked(pair[0], others[2], officer)
    assert isinstance(done, Refused)
    assert Act.objects.filter(act="link").count() == 0


def test_a_dossier_that_one_may_not_read_is_not_there(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    done = linked(pair[0], pair[1], a_member(officer.organisation))
    assert done == Refused("Dit dossier is er niet, of u mag het niet zien.", None, ("to",))


def test_nothing_is_linked_to_itself_or_twice(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    one, two = pair
    assert linked(one, one, officer) == Refused("Deze dossiers horen al bij dezelfde zaak.", None, ("to",))
    linked(one, two, officer)
    assert linked(two, one, officer) == Refused("Dit verband is al vastgelegd.", None, ("to",))
    assert linked(one, two, officer, "split_from") == Refused("Kies welk verband er is.", None, ("relation",))
    gone = unlink(one, a_dossier(officer.organisation).number, by=Actor(MANAGER, officer), sent=Sent(LATER))
    assert gone == Refused("Er is geen verband met dit dossier.", None, ("to",))


def test_a_double_has_one_leading_dossier_and_that_is_no_double_itself(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    one, two = pair
    three = a_dossier(officer.organisation)
    linked(one, two, officer, "same")
    again, chain = linked(one, three, officer, "same"), linked(three, one, officer, "same")
    assert again == Refused(f"Dossier {one.number} is al een dubbele van een ander dossier.", None, ("to",))
    assert chain == Refused(f"Dossier {one.number} is zelf een dubbele. Kies het dossier dat voorgaat.", None, ("to",))
    assert isinstance(linked(two, three, officer, "leading"), Recorded)
    assert links(two) == {one.number: "leading", three.number: "leading"}


def test_which_of_two_leads_can_be_turned_round(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    one, two = pair
    linked(one, two, officer, "same")
    assert isinstance(linked(one, two, officer, "leading"), Recorded)
    assert (links(one), links(two)) == ({two.number: "leading"}, {one.number: "same"})


def test_a_form_sent_twice_is_one_link(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    one, two = pair
    assert linked(one, two, officer, key="k") == linked(one, two, officer, key="k")
    assert Act.objects.filter(act="link").count() == 2


def test_what_another_did_meanwhile_stops_both_halves(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    one, two = pair
    took(one, "note", officer, role=MANAGER, at=LATER, text="Intussen")
    done = link(one, two.number, relation="related", by=Actor(MANAGER, officer), sent=Sent(LATER, seen=1))
    assert isinstance(done, Changed)
    assert (links(one), links(two)) == ({}, {})


@pytest.mark.django_db(transaction=True)
def test_two_who_link_the_same_two_at_once_end_with_one_link() -> None:
    officer = a_member(an_organisation(), MANAGER)
    one, two = a_dossier(officer.organisation), a_dossier(officer.organisation)
    answers = at_once([lambda: linked(one, two, officer), lambda: linked(two, one, officer)])
    assert sorted(type(answer).__name__ for answer in answers) == ["Recorded", "Refused"]
    assert (links(one), links(two), list(verify())) == ({two.number: "related"}, {one.number: "related"}, [])


def test_only_someone_of_the_organisation_links(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    del officer
    done = link(pair[0], pair[1].number, relation="related", by=Actor("complainant"), sent=Sent(LATER))
    assert done == Refused("Dit dossier is er niet, of u mag het niet zien.", None, ("to",))


def test_who_can_do_nothing_in_the_other_dossier_links_nothing(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    reader = a_member(officer.organisation, MANAGER)
    with pytest.raises(Undone) as undone:
        as_there(take([pair[1].matter_id])[0], pair[1], Actor(MANAGER, a_member(officer.organisation)))
    assert undone.value.answer == Refused("U kunt in het andere dossier niets vastleggen.", None, ("to",))
    assert as_there(take([pair[1].matter_id])[0], pair[1], Actor("handler", reader)) == Actor(MANAGER, reader)
    with pytest.raises(Undone):
        as_there(take([pair[1].matter_id])[0], pair[1], Actor("complainant"))


def test_who_stands_in_links_what_he_reads_for_another(pair: tuple[Dossier, Dossier], officer: Member) -> None:
    stand_in, by_day = a_member(officer.organisation, "archief"), LATER.date()
    report_absence(officer, since=by_day, until=by_day, stand_in=stand_in, today=by_day)
    reading = Reading(frozenset({MANAGER}), (stand_in.pk, officer.pk))
    by, to = Actor(MANAGER, stand_in), pair[1].number
    assert isinstance(link(pair[0], to, relation="related", by=by, sent=Sent(LATER)), Refused)
    assert isinstance(link(pair[0], to, relation="related", by=by, sent=Sent(LATER), reading=reading), Recorded)
