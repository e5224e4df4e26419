"""Why a date is what it is: the explanation ends on the date that holds, whatever moved it."""

from dataclasses import replace

from tests.core.engine import Case, assigned, decided, filed, proef
from wederhoor.core.explain import explain_duty, explain_right
from wederhoor.core.reckoning import LineKind


def lines(case: Case, duty: str, now: str = "2026-03-02T11:00") -> list[str]:
    """The explanation of a due date; its end must be that date."""
    view = case.duty(duty, now)
    found = explain_duty(view.occurrence, case.matter)
    assert found is not None
    ends = [line.day for line in found.lines if line.kind is LineKind.END]
    assert ends == [found.due]
    return found.as_text()


def test_a_term_is_told_from_its_start_to_its_end() -> None:
    assert lines(filed(), "acknowledge") == [
        "2026-03-02 (maandag 2 maart): 3 werkdagen vanaf deze dag; de dag zelf telt niet mee",
        "2026-03-05 (donderdag 5 maart): uiterste dag, tot middernacht",
        "artikel P-02",
    ]


def test_an_extension_stands_between_the_term_and_the_new_end() -> None:
    case = filed().must("extend", "2026-04-10T10:00", until="2026-05-04", reasons="Drukte", duty="reply")
    told = lines(case, "reply")
    assert told[1:] == [
        "2026-05-04 (maandag 4 mei): verlengd tot deze dag (het bericht was niet tijdig)",
        "2026-05-04 (maandag 4 mei): uiterste dag, tot middernacht",
        "artikel P-03",
    ]


def test_a_notice_in_time_is_told_without_reproach() -> None:
    case = filed().must("extend", "2026-03-10T10:00", until="2026-05-04", reasons="Drukte", duty="reply")
    assert lines(case, "reply")[1] == "2026-05-04 (maandag 4 mei): verlengd tot deze dag"


def test_a_notice_that_moved_nothing_is_told_as_such() -> None:
    case = assigned().must("extend", "2026-03-10T10:00", until="2026-03-24", reasons="x", duty="progress")
    case.must("extend", "2026-03-11T10:00", until="2026-03-31", reasons="x", duty="progress")
    case.must("extend", "2026-03-25T10:00", until="2026-04-30", reasons="x", duty="progress")
    assert lines(case, "progress")[-5:-2] == [
        "2026-03-24 (dinsdag 24 maart): verlengd tot deze dag",
        "2026-03-31 (dinsdag 31 maart): al zo vaak verlengd als mag, dit bericht verschuift niets; genoemd was deze dag",
        "2026-04-30 (donderdag 30 april): bericht kwam na de termijn en verschuift niets; genoemd was deze dag",
    ]


def test_a_promise_is_told_instead_of_the_term() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", states=["steps"], until="2026-04-01")
    assert lines(case, "finish")[0] == "2026-04-01 (woensdag 1 april): in de bevestiging beloofd"


def test_suspension_is_told_with_its_days() -> None:
    case = filed("2026-06-01T10:00").must("suspend", "2026-06-04T10:00").must("resume", "2026-06-15T10:00")
    assert any("tot en met 2026-06-14" in line and "10 dagen" in line for line in lines(case, "reply", "2026-06-16T10:00"))


def test_a_clock_that_still_stands_is_told_up_to_the_day_of_looking() -> None:
    case = filed("2026-06-01T10:00").must("suspend", "2026-06-04T10:00")
    told = lines(case, "reply", "2026-06-15T10:00")
    assert any("tot en met 2026-06-14" in line for line in told)
    assert told[-2].startswith("2026-07-23")


def test_suspension_after_an_extension_is_told_after_it() -> None:
    case = filed("2026-06-01T10:00").must("suspend", "2026-06-02T10:00").must("resume", "2026-06-05T10:00")
    case.must("extend", "2026-06-10T10:00", until="2026-08-03", reasons="x", duty="reply")
    case.must("suspend", "2026-06-15T10:00", duty="reply").must("resume", "2026-06-20T10:00")
    told = lines(case, "reply", "2026-06-21T10:00")
    assert [line for line in told if "evenveel dagen" in line] == [
        "2026-06-16 (dinsdag 16 juni) tot en met 2026-06-19 (vrijdag 19 juni): opgeschort, de nieuwe datum schuift evenveel dagen op"
    ]
    assert told[-2].startswith("2026-08-07")


def test_an_outer_limit_is_told_where_it_bites_and_not_where_it_does_not() -> None:
    early, late = (filed().must("assign", f"2026-03-{day}T10:00", to="h1") for day in ("04", "19"))
    assert lines(late, "visit")[-3] == "2026-03-23 (maandag 23 maart): later kan niet: dit is de uiterste grens"
    assert not any("grens" in line for line in lines(early, "visit"))


def test_a_term_in_hours_ends_at_its_moment() -> None:
    case = filed(channel="phone")
    assert lines(case, "explain")[-2] == "2026-03-03 (dinsdag 3 maart): uiterste tijdstip, 10.00 uur"
    found = explain_duty(case.items("explain")[0], case.matter)
    assert found is not None
    assert str(found.moment) == "2026-03-03 10:00:00+01:00"


def test_what_has_no_date_has_no_explanation() -> None:
    case = filed().must("assess", "2026-03-03T10:00")
    assert explain_duty(case.items("consider")[0], case.matter) is None
    assert explain_duty(case.items("visit")[0], case.matter) is None


def test_without_a_start_the_date_itself_is_told() -> None:
    case = filed()
    found = explain_duty(replace(case.items("reply")[0], start=None), case.matter)
    assert found is not None
    assert found.as_text() == ["2026-04-13 (maandag 13 april): uiterste dag, tot middernacht", "artikel P-03"]


def test_a_date_that_only_notices_made_is_told_by_them() -> None:
    bare = proef(('term = "12 weeks"\nmoved_by', "moved_by"))
    case = filed(procedure=bare).must("acknowledge", "2026-03-03T10:00", "support", states=["steps"], until="2026-04-01")
    assert len(lines(case, "finish")) == 3


def test_the_window_of_a_right_is_told_with_its_article() -> None:
    case = decided()
    found = explain_right(case.right("object", "2026-03-17T10:00").opening, case.matter)
    assert found is not None
    assert (str(found.due), found.as_text()[-1]) == ("2026-04-27", "artikel P-09")


def test_a_right_without_a_window_has_nothing_to_tell() -> None:
    case = filed()
    assert explain_right(case.right("inspect", "2026-03-17T10:00").opening, case.matter) is None
