"""The regulation of Exa.men, from receipt to closing: its worked cases, and each clause that the engine carries."""

from typing import Any

import pytest

from tests.procedures.support import act, case, duties, duty, reading_of, refusals, run
from wederhoor.core.calendar import DEFAULT, Calendar

EXA = "exa-men"
B = Calendar(name="B", liberation_day="lustrum")
Acts = list[dict[str, object]]


def replayed(acts: Acts, at: str | None = None) -> dict[str, Any]:
    return run(case(EXA), acts, at)


def filed(at: str = "2026-06-08T09:00", by: str = "complainant", **data: object) -> dict[str, object]:
    return act("file", at, by, **{"kind": "complaint", "channel": "mail", "wants_reply": True, **data})


def acknowledged(at: str = "2026-06-09T10:00", **data: object) -> dict[str, object]:
    return act("acknowledge", at, "support", **{"channel": "mail", **data})


def critical(*products: str) -> dict[str, object]:
    return act("assess", "2026-06-08T10:00", "kernconstructeur", critical=True, products=list(products))


def upheld() -> Acts:
    """A complaint judged, answered and solved, not yet closed."""
    return [
        filed(),
        acknowledged(),
        act("pass_on", "2026-06-09T11:00", "support", to="p-1"),
        act("judge", "2026-06-15T10:00", "kernconstructeur", outcome="upheld", reasons="De opgave klopt niet."),
        act("reply", "2026-06-16T10:00", "kernconstructeur", channel="mail"),
        act("carry_out", "2026-06-17T10:00", "kernconstructeur"),
    ]


def close(at: str = "2026-06-18T10:00", **data: object) -> dict[str, object]:
    return act("close", at, "support", **data)


# EX1: the two terms -------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-03", "EXA-05")
@pytest.mark.parametrize(("calendar", "acknowledgement", "reply"), [(DEFAULT, "2026-05-08", "2026-06-02"), (B, "2026-05-07", "2026-06-01")])
def test_a_complaint_before_kings_day_week_is_acknowledged_and_answered_in_working_days(
    calendar: Calendar, acknowledgement: str, reply: str
) -> None:
    result = run(case(EXA), [filed("2026-04-30T16:00")], calendar=calendar)
    assert duty(result, "acknowledge")["due"] == acknowledgement
    assert duty(result, "acknowledge")["holder"] == "support"
    assert duty(result, "reply")["due"] == reply
    assert duty(result, "reply")["holder"] == "kernconstructeur"


@pytest.mark.clause("EXA-05")
def test_the_other_reading_counts_the_reply_from_passing_on() -> None:
    other = reading_of(EXA, 'from = "file.at"   # andere lezing (vanaf doorzetten): from = "pass_on.at"', 'from = "pass_on.at"')
    acts = [filed("2026-04-30T16:00")]
    assert duty(run(other, acts), "reply")["due"] is None
    assert duty(run(other, [*acts, act("pass_on", "2026-05-06T10:00", "support", to="p-1")]), "reply")["due"] == "2026-06-05"


@pytest.mark.clause("EXA-03")
@pytest.mark.parametrize(
    "intake", [filed(kind="remark", wants_reply=False), filed(by="kernconstructeur", channel="talk"), filed(by="customer")]
)
def test_every_remark_and_every_door_gets_an_acknowledgement(intake: dict[str, object]) -> None:
    assert duty(replayed([intake]), "acknowledge")["due"] == "2026-06-15"


@pytest.mark.clause("EXA-03")
def test_a_late_acknowledgement_stays_visible() -> None:
    assert duty(replayed([filed()], "2026-06-16T00:00"), "acknowledge")["status"] == "overdue"
    assert duty(replayed([filed(), acknowledged("2026-06-16T09:00")]), "acknowledge")["status"] == "met_late"


@pytest.mark.clause("EXA-03")
def test_an_acknowledgement_counts_from_the_moment_it_was_really_sent() -> None:
    waiting = replayed([filed(), acknowledged(sent=None)])
    assert duty(waiting, "acknowledge")["status"] == "on_its_way"
    sent = replayed([filed(), acknowledged(sent="2026-06-10T09:00")])
    assert duty(sent, "acknowledge")["met"] == "2026-06-10T09:00:00+02:00"


@pytest.mark.clause("EXA-03")
def test_only_support_acknowledges_and_never_by_telephone() -> None:
    by_phone = acknowledged(channel="phone")
    by_constructor = act("acknowledge", "2026-06-09T11:00", "kernconstructeur", channel="mail")
    result = replayed([filed(), by_phone, by_constructor])
    assert refusals(result) == [("acknowledge", "EXA-03"), ("acknowledge", "EXA-03")]


# EXA-01, 02, 04, 05: who gets what ------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-01")
def test_a_remark_and_a_complaint_are_kinds_of_their_own() -> None:
    assert replayed([filed(kind="remark")])["kind"] == "remark"
    assert [(kind.id, kind.counts) for kind in case(EXA).kinds] == [("complaint", True), ("remark", False)]
    signal = act("classify", "2026-06-09T10:00", "support", kind="signal")
    assert refusals(replayed([filed(), signal])) == [("classify", "EXA-01")]


@pytest.mark.clause("EXA-02")
def test_what_reached_the_constructor_need_not_be_passed_on_to_him() -> None:
    assert duties(replayed([filed(by="kernconstructeur", channel="phone")]), "pass-on") == []
    assert duty(replayed([filed(by="support")]), "pass-on")["status"] == "open"


@pytest.mark.clause("EXA-04")
@pytest.mark.parametrize(("wish", "owed"), [({"wants_reply": True}, 1), ({"wants_reply": None}, 1), ({"wants_reply": False}, 0)])
def test_a_reply_is_owed_unless_the_filer_wants_none(wish: dict[str, Any], owed: int) -> None:
    result = replayed([filed(**wish)])
    assert len(duties(result, "reply")) == owed
    assert len(duties(result, "pass-on")) == owed


@pytest.mark.clause("EXA-04")
def test_support_may_want_a_reply_of_its_own_motion_by_passing_on() -> None:
    result = replayed([filed(wants_reply=False), act("pass_on", "2026-06-10T10:00", "support", to="p-1")])
    assert (duty(result, "reply")["due"], duty(result, "reply")["status"]) == ("2026-07-06", "open")


@pytest.mark.clause("EXA-05")
@pytest.mark.parametrize("by", ["kernconstructeur", "support"])
def test_the_reply_meets_the_duty_whoever_sends_it(by: str) -> None:
    result = replayed([filed(), act("reply", "2026-06-10T10:00", by, channel="mail")])
    assert duty(result, "reply")["status"] == "met"


@pytest.mark.clause("EXA-05")
@pytest.mark.parametrize(
    "other",
    [
        act("report_progress", "2026-06-10T10:00", "kernconstructeur", channel="mail"),
        act("consult", "2026-06-10T10:00", "kernconstructeur", of=["p-9"]),
        act("reply", "2026-06-10T10:00", "kernconstructeur", channel="mail", sent=None),
    ],
)
def test_neither_progress_nor_a_consultation_nor_an_unsent_letter_is_a_reply(other: dict[str, object]) -> None:
    result = replayed([filed(), other], "2026-07-07T00:00")
    assert duty(result, "reply")["status"] == "overdue"


@pytest.mark.clause("EXA-06")
def test_whoever_is_consulted_owes_an_answer_and_may_give_it() -> None:
    asked = [filed(), act("consult", "2026-06-10T10:00", "kernconstructeur", of=["p-9"], question="Klopt dit?", outside=True)]
    assert duty(replayed(asked), "advise")["holder"] == "adviser"
    answered = [*asked, act("advise", "2026-06-11T10:00", "adviser", person="p-9", advice="Nee.")]
    assert duty(replayed(answered), "advise")["status"] == "met"
    stranger = [*asked, act("advise", "2026-06-11T10:00", "adviser", person="p-8", advice="Nee.")]
    assert refusals(replayed(stranger)) == [("advise", "EXA-06")]


# EX3: a critical error ------------------------------------------------------------------------------------------------------

REPAIR = {"EXA-07": "new-version", "EXA-08": "publish", "EXA-09": "list-change", "EXA-10": "notify-customers"}


@pytest.mark.clause("EXA-07", "EXA-08", "EXA-09", "EXA-10")
def test_a_critical_error_opens_four_duties_without_a_date_for_each_product() -> None:
    result = replayed([filed(), critical("a", "b")])
    assert duty(result, "acknowledge")["due"] == "2026-06-15"
    assert duty(result, "reply")["due"] == "2026-07-06"
    for clause, name in REPAIR.items():
        found = duties(result, name)
        assert [(item["item"], item["clause"], item["due"], item["status"]) for item in found] == [
            ("a", clause, None, "open"),
            ("b", clause, None, "open"),
        ]


@pytest.mark.clause("EXA-07", "EXA-10")
def test_a_dossier_does_not_close_while_one_product_is_unrepaired_or_its_customers_untold() -> None:
    repair = [act("publish_version", f"2026-06-17T1{n}:00", "kernconstructeur", product=p, version="2") for n, p in enumerate("ab")]
    told = [act("notify_customers", f"2026-06-17T1{n}:30", "support", product=p) for n, p in enumerate("ab")]
    acts = [*upheld(), critical("a", "b")]
    assert refusals(replayed([*acts, repair[0], told[0], close()])) == [("close", "EXA-07")]
    assert refusals(replayed([*acts, *repair, told[0], close()])) == [("close", "EXA-10")]
    assert replayed([*acts, *repair, *told, close()])["stage"] == "closed"


@pytest.mark.clause("EXA-07")
def test_a_critical_remark_without_products_first_asks_which_they_are() -> None:
    acts = [filed(kind="remark"), act("assess", "2026-06-08T10:00", "support", critical=True)]
    assert duty(replayed(acts), "open-correction")["status"] == "open"
    assert refusals(replayed([*upheld(), critical(), close()])) == [("close", "EXA-07")]
    listed = replayed([*acts, act("open_correction", "2026-06-08T11:00", "kernconstructeur", products=["a", "b"])])
    assert duty(listed, "open-correction")["status"] == "met"
    assert [item["item"] for item in duties(listed, "new-version")] == ["a", "b"]


@pytest.mark.clause("EXA-07", "EXA-08", "EXA-09", "EXA-10")
@pytest.mark.parametrize("name", REPAIR.values())
def test_withdrawing_does_not_take_away_the_repair_but_finding_no_error_does(name: str) -> None:
    withdrawn = [filed(), critical("a"), act("withdraw", "2026-06-10T10:00", "complainant")]
    assert duty(replayed(withdrawn), name)["status"] == "open"
    no_error = [filed(), critical("a"), act("assess", "2026-06-10T10:00", "kernconstructeur", critical=False)]
    assert duty(replayed(no_error), name)["status"] == "lapsed"


@pytest.mark.clause("EXA-08", "EXA-09")
@pytest.mark.parametrize("name", ["publish", "list-change"])
def test_publishing_a_version_puts_that_product_and_no_other_on_platform_and_list(name: str) -> None:
    acts = [filed(), critical("a", "b"), act("publish_version", "2026-06-09T10:00", "kernconstructeur", product="a", version="2")]
    assert {item["item"]: item["status"] for item in duties(replayed(acts), name)} == {"a": "met", "b": "open"}


@pytest.mark.clause("EXA-10")
def test_a_change_without_a_critical_error_is_told_to_customers_too() -> None:
    acts = [filed(), act("publish_version", "2026-06-17T10:00", "kernconstructeur", product="a", version="2")]
    assert duty(replayed(acts), "notify-change")["item"] == "a"
    assert refusals(replayed([*upheld(), acts[1], close()])) == [("close", "EXA-10")]
    early = act("notify_customers", "2026-06-16T10:00", "support", product="a")
    assert refusals(replayed([filed(), early])) == [("notify_customers", "EXA-10")]


# EXA-11, 12, 13: the yearly list and visits ------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-11")
@pytest.mark.parametrize(("nature", "owed"), [("content", 1), ("form", 1), ("usability", 1), ("technical", 0)])
def test_content_form_and_usability_go_on_the_revision_list(nature: str, owed: int) -> None:
    result = replayed([filed(), act("assess", "2026-06-09T10:00", "support", nature=nature)])
    assert len(duties(result, "defer-to-revision")) == owed


@pytest.mark.clause("EXA-11", "EXA-12")
def test_an_item_on_the_list_is_weighed_within_the_year_also_after_closing() -> None:
    acts = [*upheld(), act("assess", "2026-06-17T11:00", "support", nature="form")]
    assert refusals(replayed([*acts, close()])) == [("close", "EXA-11")]
    listed = [*acts, act("defer_to_revision", "2026-06-17T12:00", "kernconstructeur", product="a", year=2026), close()]
    assert duty(replayed(listed), "weigh-revision")["due"] == "2027-06-17"
    weighed = act("weigh_revision", "2027-03-01T10:00", "kernconstructeur", product="a", adopted=True, reasons="Past erin.")
    assert duty(replayed([*listed, weighed]), "weigh-revision")["status"] == "met"


@pytest.mark.clause("EXA-12")
@pytest.mark.parametrize("data", [{"adopted": True}, {"reasons": "Past niet."}])
def test_an_item_is_adopted_or_refused_with_the_weighing_written_down(data: dict[str, Any]) -> None:
    listed = act("defer_to_revision", "2026-06-09T10:00", "kernconstructeur", product="a", year=2026)
    result = replayed([filed(), listed, act("weigh_revision", "2026-07-01T10:00", "kernconstructeur", product="a", **data)])
    assert refusals(result) == [("weigh_revision", "EXA-12")]


@pytest.mark.clause("EXA-13")
def test_a_planned_visit_stays_on_the_list_until_its_account_is_there() -> None:
    planned = [filed(), act("visit", "2026-06-10T10:00", "kernconstructeur", planned_on="2026-06-20")]
    assert duty(replayed(planned), "visit")["status"] == "open"
    held = act("visit", "2026-06-20T10:00", "kernconstructeur", account="Besproken.")
    assert duty(replayed([*planned, held]), "visit")["status"] == "met"


# EX7: closing ---------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-17")
def test_closing_an_untouched_complaint_names_everything_that_lacks() -> None:
    (refused,) = replayed([filed(), close()])["refused"]
    assert refused["clause"] == "EXA-17"
    for name in ("ontvangstbevestiging", "Gegrond of ongegrond", "Inhoudelijk antwoord", "Datum oplossing"):
        assert name in refused["reason"]


@pytest.mark.clause("EXA-17")
def test_the_register_holds_the_seven_data() -> None:
    names = {item.id.removesuffix("-rejected") for item in case(EXA).registered}
    assert names == {"received", "acknowledged", "reply-term", "correspondence", "outcome", "reply", "solution"}


@pytest.mark.clause("EXA-17")
@pytest.mark.parametrize("lacking", ["acknowledge", "judge", "reply", "carry_out"])
def test_a_complaint_closes_only_with_every_datum(lacking: str) -> None:
    assert replayed([*upheld(), close()])["stage"] == "closed"
    without = [item for item in upheld() if item["act"] != lacking]
    assert refusals(replayed([*without, close()])) == [("close", "EXA-17")]


@pytest.mark.clause("EXA-17")
def test_the_reply_to_a_rejected_complaint_is_its_solution() -> None:
    acts = [item for item in upheld() if item["act"] not in {"judge", "carry_out"}]
    rejected = act("judge", "2026-06-15T10:00", "kernconstructeur", outcome="rejected")
    assert replayed([*acts[:3], rejected, *acts[3:], close()])["stage"] == "closed"


@pytest.mark.clause("EXA-17")
@pytest.mark.parametrize(("outcome", "refused"), [("rejected", 0), ("upheld", 1)])
def test_a_rejected_complaint_that_wants_no_answer_has_no_solution_to_date(outcome: str, refused: int) -> None:
    judged = act("judge", "2026-06-15T10:00", "support", outcome=outcome)
    result = replayed([filed(wants_reply=False), acknowledged(), judged, close()])
    assert refusals(result) == [("close", "EXA-17")] * refused


@pytest.mark.clause("EXA-04", "EXA-17")
def test_a_remark_that_wants_no_answer_closes_once_acknowledged() -> None:
    remark = [filed(kind="remark", wants_reply=False)]
    assert refusals(replayed([*remark, close()])) == [("close", "EXA-17")]
    assert replayed([*remark, acknowledged(), close()])["stage"] == "closed"


@pytest.mark.clause("EXA-17")
@pytest.mark.parametrize(("kind", "outcome", "refused"), [("complaint", "partly", 1), ("complaint", "upheld", 0), ("remark", "upheld", 1)])
def test_a_complaint_is_upheld_or_rejected_and_a_remark_is_not_judged(kind: str, outcome: str, refused: int) -> None:
    result = replayed([filed(kind=kind), act("judge", "2026-06-10T10:00", "kernconstructeur", outcome=outcome)])
    assert refusals(result) == [("judge", "EXA-17")] * refused


@pytest.mark.clause("EXA-17")
def test_the_other_reading_knows_partly_too() -> None:
    line = 'values = { outcome = ["upheld", "rejected"] }   #'
    other = reading_of(EXA, line, 'values = { outcome = ["upheld", "partly", "rejected"] }   #')
    result = run(other, [filed(), act("judge", "2026-06-10T10:00", "kernconstructeur", outcome="partly")])
    assert result["outcome"] == "partly"


@pytest.mark.clause("EXA-05", "EXA-07", "EXA-11", "EXA-17")
@pytest.mark.parametrize(
    ("name", "data", "clause"),
    [
        ("judge", {}, "EXA-17"),
        ("reply", {"channel": "phone"}, "EXA-05"),
        ("open_correction", {}, "EXA-07"),
        ("publish_version", {"version": "2"}, "EXA-07"),
        ("weigh_revision", {"product": "a", "adopted": False, "reasons": "x"}, "EXA-11"),
    ],
)
def test_an_act_carries_what_its_clause_asks(name: str, data: dict[str, object], clause: str) -> None:
    assert refusals(replayed([filed(), act(name, "2026-06-10T10:00", "kernconstructeur", **data)])) == [(name, clause)]
