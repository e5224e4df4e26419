"""The promise guard: by which message a term is kept that is about to lapse, and which date it names."""

from datetime import date

import pytest

from tests.core.engine import Case, assigned, decided, filed, moment, proef
from wederhoor.core.promise import guard, may_extend, new_date

REPLY = "2026-04-13"
"""The last day of the reply: six weeks after Monday 2 March."""


def advice(case: Case, duty: str, now: str = "2026-04-01T10:00") -> str | None:
    return guard(case.matter, case.base, case.items(duty)[-1], moment(now))


def test_a_term_that_may_be_extended_is_extended() -> None:
    assert advice(assigned(), "reply") == "extend"


def test_a_term_that_is_past_is_not_kept_by_any_message() -> None:
    assert advice(assigned(), "reply", "2026-04-14T00:00") is None
    assert not may_extend(assigned().items("reply")[0], date(2026, 4, 13), assigned().matter, moment("2026-04-14T00:00"))


@pytest.mark.parametrize(("duty", "told"), [("acknowledge", None), ("consider", None)])
def test_nobody_waits_for_an_answer_where_the_duty_is_no_answer(duty: str, told: str | None) -> None:
    assert advice(filed().must("assess", "2026-03-03T10:00"), duty, "2026-03-03T11:00") is told


def test_what_was_met_needs_no_message() -> None:
    assert advice(decided(), "reply", "2026-03-17T10:00") is None


def test_without_an_extension_one_tells_how_it_stands() -> None:
    plain = proef(("times = 2", "times = 1"))
    case = filed(procedure=plain).must("assign", "2026-03-03T10:00", to="h1")
    case.must("extend", "2026-03-10T10:00", channel="mail", until="2026-04-20", reasons="Meer tijd nodig")
    assert advice(case, "reply") == "report_progress"


def test_where_no_message_is_possible_none_is_advised() -> None:
    mute = proef(
        ('id = "report_progress"\nby = ["officer", "support"]', 'id = "report_progress"\nby = ["officer", "support"]\nstages = ["closed"]')
    )
    case = filed(procedure=mute)
    case.must("extend", "2026-03-10T10:00", channel="mail", until="2026-04-20", reasons="x")
    case.must("extend", "2026-03-11T10:00", channel="mail", until="2026-04-21", reasons="x", consented=True)
    assert advice(case, "reply") is None


def test_the_draft_names_ten_working_days_on() -> None:
    case = assigned()
    assert case.due("reply") == REPLY
    assert new_date(case.matter, case.items("reply")[0]) == date(2026, 4, 28)


def test_the_draft_names_no_later_date_than_the_regulation_allows() -> None:
    case = filed(procedure=proef(('at_most = "4 weeks"', 'at_most = "1 week"')))
    assert new_date(case.matter, case.items("reply")[0]) == date(2026, 4, 20)


def test_without_limits_the_draft_names_ten_working_days_on() -> None:
    case = filed(procedure=proef(('at_most = "4 weeks"\nin_total = "6 weeks"\n', "")))
    assert new_date(case.matter, case.items("reply")[0]) == date(2026, 4, 28)


def test_what_cannot_be_extended_has_no_new_date() -> None:
    case = assigned()
    assert new_date(case.matter, case.items("acknowledge")[0]) is None
    assert not may_extend(case.items("acknowledge")[0], date(2026, 3, 5), case.matter, moment("2026-03-03T10:00"))
