"""What each kind means and what follows on it, from the regulation itself."""

from datetime import UTC, datetime

import pytest

from tests.factories.house import NOW
from tests.portal.test_forms import procedure_of
from tests.procedures.sixth import SCHOOL, TEXT
from tests.procedures.support import procedure_of as regulation
from wederhoor.core.calendar import DEFAULT, Calendar
from wederhoor.portal.shown.kinds import Kind, kinds_told


def told(name: str) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds_told(procedure_of(name), calendar=DEFAULT, now=NOW)}


@pytest.mark.clause("EXA-01", "EXA-04")
def test_each_kind_says_what_it_is_and_what_one_gets_by_which_day() -> None:
    complaint = told("exa-men")["Klacht"]
    assert complaint.means.startswith("U bent ontevreden")
    assert any("uiterlijk" in promise.text and promise.article for promise in complaint.promises)


def test_a_kind_that_brings_no_answer_promises_none() -> None:
    kinds = told("extrack")
    assert len(kinds) > 2
    assert kinds["Klacht"].promises
    assert all("U krijgt" in promise.text for kind in kinds.values() for promise in kind.promises)


def test_where_there_is_nothing_to_choose_nothing_is_explained() -> None:
    assert told("klik-onderwijs") == {}


@pytest.mark.parametrize(("calendars", "day"), [({"school": SCHOOL}, "dinsdag 19 mei"), ({}, "woensdag 6 mei")])
def test_a_promise_is_reckoned_in_the_days_of_the_calendar_that_its_term_names(calendars: dict[str, Calendar], day: str) -> None:
    at_once = regulation(TEXT.replace('from = { later_of = ["file.at", "assign.at"] }', 'from = "at"'))
    kinds = kinds_told(at_once, calendar=DEFAULT, calendars=calendars, now=datetime(2026, 4, 13, 8, tzinfo=UTC))
    promised = [promise.text for kind in kinds if kind.name == "Klacht" for promise in kind.promises]
    assert any(day in text for text in promised), promised
