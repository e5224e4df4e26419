"""ExTrack: what takes a duty away, what brings it back, what stays after closing, and the facts that follow from a filing."""

from datetime import UTC, datetime

import pytest

from tests.procedures.extrack import FULL, OFFICER, bodyless_objection, filed, incomplete, objected, replied
from tests.procedures.support import act, case, duties, refusals, right, run
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin, step
from wederhoor.core.facts import fact
from wederhoor.core.log import Entry, fold_data

EXT = case("extrack")
AT = "2026-05-04T15:00"
QUESTION = act("classify", "2026-05-06T10:00", OFFICER, kind="question", reason="Toch een vraag")
REPLY = act("reply", "2026-05-21T10:00", OFFICER, channel="mail")
ORAL = act("file", AT, "complainant", person="p1", kind="complaint", channel="phone", description="Wat er misging")
INVITED = act("invite", "2026-05-05T10:00", "contactpersoon", channel="mail")
FAILED = act("talk", "2026-05-06T10:00", "contactpersoon", outcome="unsolved")
TAKEN = act("take", "2026-05-05T10:00", OFFICER, reason="Bellen is niet nodig")
UPHELD = act("judge", "2026-05-20T10:00", OFFICER, outcome="upheld")
CLOSE = act("close", "2026-05-22T10:00", OFFICER)
REOPEN = act("reopen", "2026-06-01T10:00", OFFICER, reason="Nieuw feit")
ASKED = act("request_inspection", "2026-05-07T10:00", "complainant", person="p1")
GRANTED = act("grant_inspection", "2026-05-08T10:00", OFFICER, channel="mail")
RULES = act("request_rules", "2026-05-07T10:00", "complainant", person="p1")
RULES_SENT = act("explain_procedure", "2026-05-08T10:00", OFFICER, channel="mail", states=["rules"])
WITHOUT_PHONE = filed(AT, complainant={key: value for key, value in FULL["complainant"].items() if key != "phone"})
YEAR = act("open_year", "2027-01-04T10:00", OFFICER, year=2026)


def later(given: dict[str, object], at: str) -> dict[str, object]:
    return {**given, "at": at}


@pytest.mark.parametrize(
    ("name", "acts", "expected"),
    [
        ("acknowledge", [filed(AT), QUESTION], ["lapsed"]),
        ("progress", [filed(AT), QUESTION], ["lapsed"]),
        ("invite", [filed(AT), REPLY], ["lapsed"]),
        ("hold_talk", [filed(AT), INVITED, QUESTION], ["lapsed"]),
        ("hold_talk", [filed(AT), INVITED, FAILED, later(INVITED, "2026-05-07T10:00")], ["met", "open"]),
        ("point_to_writing", [ORAL, FAILED, act("formalise", "2026-05-07T10:00", "complainant", **FULL)], ["lapsed"]),
        ("ask_completion", [incomplete(AT), act("complete", "2026-05-06T10:00", "complainant", description="x")], ["lapsed"]),
        ("ask_completion", [WITHOUT_PHONE, TAKEN], ["lapsed"]),
        ("take_along", [filed(AT), UPHELD, later({**UPHELD, "data": {"outcome": "rejected"}}, "2026-05-20T11:00")], ["lapsed"]),
        ("inspection", [filed(AT), ASKED, GRANTED, later(ASKED, "2026-05-11T10:00")], ["met", "open"]),
        ("inspection", [filed(AT), ASKED, UPHELD, REPLY, CLOSE], ["open"]),
        ("send_rules", [filed(AT), RULES, RULES_SENT, later(RULES, "2026-05-11T10:00")], ["met", "open"]),
        ("send_rules", [filed(AT), RULES, UPHELD, REPLY, CLOSE], ["open"]),
        ("reply", [filed(AT), UPHELD, REPLY, CLOSE, REOPEN], ["met", "open"]),
        ("take_along", [filed(AT), UPHELD, REPLY, CLOSE], ["open"]),
    ],
)
def test_a_duty_goes_and_comes_with_its_ground(name: str, acts: list[dict[str, object]], expected: list[str]) -> None:
    assert [item["status"] for item in duties(run(EXT, acts), name)] == expected


ALL_SAID_BY_TELEPHONE = filed(AT, channel="phone")


@pytest.mark.parametrize(
    ("first", "then", "clause"),
    [
        (filed(AT), act("refer", "2026-05-06T10:00", OFFICER, channel="mail"), "EXT-03"),
        (filed(AT), act("talk", "2026-05-06T10:00", OFFICER), "EXT-02"),
        (filed(AT), act("judge", "2026-05-06T10:00", OFFICER), "EXT-05"),
        (filed(AT), act("accept", "2026-05-06T10:00", "complainant", person="p1"), "EXT-02"),
        (filed(AT), act("decline", "2026-05-06T10:00", "complainant", person="p1"), "EXT-02"),
        (ALL_SAID_BY_TELEPHONE, later(UPHELD, "2026-05-06T10:00"), "EXT-03"),
        (ALL_SAID_BY_TELEPHONE, later(REPLY, "2026-05-06T10:00"), "EXT-03"),
    ],
    ids=lambda item: str(item.get("act")) if isinstance(item, dict) else None,
)
def test_an_act_that_lacks_its_ground_or_data_is_refused(first: dict[str, object], then: dict[str, object], clause: str) -> None:
    assert refusals(run(EXT, [first, then])) == [(then["act"], clause)]


@pytest.mark.clause("EXT-22", "EXT-24")
def test_an_objection_brings_a_committee_to_appoint_and_once_complete_a_ruling() -> None:
    acts = objected("2026-12-01T10:00", bodyless_objection())
    added = act("complete", "2026-12-03T10:00", "complainant", person="p1", against="De directie")
    first, completed = run(EXT, acts[:3]), run(EXT, [*acts, added])
    names = ("appoint_committee", "rule", "ask_objection_completion")
    assert [[item["status"] for item in duties(first, name)] for name in names] == [["open"], [], ["open"]]
    assert [[item["status"] for item in duties(completed, name)] for name in names] == [["met"], ["open"], ["lapsed"]]


@pytest.mark.clause("EXT-21")
def test_the_upheld_complaints_of_a_year_are_to_be_evaluated() -> None:
    analysed = act("analyse", "2027-01-11T10:00", OFFICER, analysis="Wat wij leerden")
    assert [item["status"] for item in duties(run(EXT, [YEAR]), "evaluate")] == ["open"]
    assert [item["status"] for item in duties(run(EXT, [YEAR, analysed]), "evaluate")] == ["met"]


@pytest.mark.clause("EXT-23")
def test_the_committees_rules_may_be_asked_for_time_and_again() -> None:
    assert right(run(EXT, [*replied(), later(RULES, "2026-06-01T10:00")]), "committee_rules")["status"] == "open"


@pytest.mark.clause("EXT-15")
def test_closing_without_any_handling_names_the_date_and_the_manner() -> None:
    oral = run(EXT, [ORAL, act("close", "2026-05-06T10:00", OFFICER)])
    assert refusals(oral) == [("close", "EXT-15")]
    assert all(name in oral["refused"][0]["reason"] for name in ("datum van afhandeling", "wijze van afhandeling"))


def _fact(name: str, **changed: object) -> object:
    """A fact that follows from a complaint filed with these data."""
    matter = begin(EXT, calendar=DEFAULT)
    at = datetime(2026, 5, 4, 13, tzinfo=UTC)
    data = {key: value for key, value in {**FULL, **changed}.items() if value is not None}
    codes = fold_data(EXT.specs["file"], data).codes
    assert step(matter, Entry("file", at, at, "complainant", "p1", codes)) is None
    assert matter.first is not None
    return fact(matter.first, name)


@pytest.mark.parametrize(
    ("name", "changed", "expected"),
    [
        pytest.param("regulation_accepted", {}, True, marks=pytest.mark.clause("EXT-09")),
        pytest.param("advice_consent", {}, True, marks=pytest.mark.clause("EXT-20")),
        pytest.param("correspondence", {}, "mail", marks=pytest.mark.clause("EXT-13")),
        pytest.param("correspondence", {"prefers": "post"}, "post", marks=pytest.mark.clause("EXT-13")),
        pytest.param("no_solution", {}, None, marks=pytest.mark.clause("EXT-02")),
        pytest.param("no_solution", {"tried_talk": "unable"}, True, marks=pytest.mark.clause("EXT-06")),
        pytest.param("written", {"channel": "phone"}, None, marks=pytest.mark.clause("EXT-03")),
    ],
)
def test_a_fact_follows_from_the_filing(name: str, changed: dict[str, object], expected: object) -> None:
    assert _fact(name, **changed) == expected
