"""ExTrack, article by article: what each asks happens, and what it forbids is refused with that article."""

from typing import Any

import pytest

from tests.procedures.extrack import FULL, OFFICER, filed, incomplete, replied
from tests.procedures.support import act, case, duties, duty, refusals, run

EXT = case("extrack")
AT = "2026-05-04T15:00"
JUDGED = [filed(AT), act("judge", "2026-05-20T10:00", OFFICER, outcome="upheld")]
ORAL = act("file", AT, "complainant", person="p1", kind="complaint", channel="phone", description="Wat er misging")


def status(name: str, *acts: dict[str, object], at: str | None = None) -> str | None:
    """The status of a duty after these acts; None if it never arose."""
    found = duties(run(EXT, acts, at), name)
    return found[-1]["status"] if found else None


def refused(*acts: dict[str, object]) -> list[tuple[str, str | None]]:
    return refusals(run(EXT, acts))


@pytest.mark.clause("EXT-01")
def test_the_regulation_trades_under_two_names_and_a_filing_says_which() -> None:
    assert EXT.audience.trades_as == ("ExTrack", "ExTrack Examenleverancier")
    assert run(EXT, [filed(AT, trade_name="extrack-examenleverancier")])["refused"] == []
    assert refused(filed(AT, trade_name="een-ander")) == [("file", "EXT-03")]


@pytest.mark.clause("EXT-02")
@pytest.mark.parametrize(("tried", "expected"), [(None, "open"), ("discussed", None), ("unwilling", None), ("unable", None)], ids=str)
def test_an_invitation_is_owed_unless_a_talk_was_had_or_ruled_out(tried: str | None, expected: str | None) -> None:
    result = run(EXT, [filed(AT, tried_talk=tried)])
    assert [item["status"] for item in duties(result, "invite")] == ([expected] if expected else [])
    assert duty(result, "reply")["due"] == "2026-06-01"


@pytest.mark.clause("EXT-02")
@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (act("invite", "2026-05-05T10:00", "contactpersoon", channel="mail"), "met"),
        (act("invite", "2026-05-05T10:00", "contactpersoon", channel="mail", sent=None), "on_its_way"),
        (act("complete", "2026-05-05T10:00", "complainant", tried_talk="unwilling"), "lapsed"),
    ],
    ids=["invited", "letter not left", "declined"],
)
def test_the_invitation_ends_when_it_left_or_the_complainant_declines(then: dict[str, object], expected: str) -> None:
    assert status("invite", filed(AT), then) == expected


@pytest.mark.clause("EXT-02")
@pytest.mark.parametrize("name", ["decline", "comment", "formalise"])
def test_after_the_invitation_a_complainant_who_declines_is_not_waited_for(name: str) -> None:
    invited = act("invite", "2026-05-05T10:00", "contactpersoon", channel="mail")
    declined = act(name, "2026-05-06T10:00", "complainant", person="p1")
    assert status("hold_talk", filed(AT), invited) == "open"
    assert status("hold_talk", filed(AT), invited, declined) == "lapsed"


@pytest.mark.clause("EXT-06")
def test_after_a_talk_that_failed_an_oral_complainant_is_told_how_to_file() -> None:
    failed = act("talk", "2026-05-06T10:00", "contactpersoon", outcome="unsolved")
    assert status("point_to_writing", ORAL, failed) == "open"
    assert status("point_to_writing", filed(AT), failed) is None


@pytest.mark.clause("EXT-02")
def test_an_oral_complaint_brings_a_talk_and_no_formal_term() -> None:
    result = run(EXT, [ORAL])
    assert ([item["id"] for item in result["duties"]], result["stage"]) == (["invite"], "informal")


@pytest.mark.clause("EXT-02", "EXT-03")
@pytest.mark.parametrize("name", ["formalise", "confirm_in_writing"])
def test_an_oral_complaint_starts_the_formal_terms_once_it_is_on_paper(name: str) -> None:
    result = run(EXT, [ORAL, act(name, "2026-05-11T10:00", "complainant", **FULL)])
    assert (duty(result, "acknowledge")["due"], duty(result, "reply")["due"]) == ("2026-05-13", "2026-06-08")
    assert result["stage"] == "formal"


@pytest.mark.clause("EXT-03")
@pytest.mark.parametrize("name", ["formalise", "confirm_in_writing"])
def test_putting_a_complaint_on_paper_cannot_be_done_by_telephone(name: str) -> None:
    assert refused(ORAL, act(name, "2026-05-11T10:00", "complainant", channel="phone")) == [(name, "EXT-03")]


@pytest.mark.clause("EXT-02")
def test_a_talk_that_solves_it_takes_the_reply_away_and_the_dossier_can_close() -> None:
    talk = act("talk", "2026-05-06T10:00", "contactpersoon", outcome="solved", account="Zo doen we het")
    result = run(EXT, [filed(AT), talk, act("close", "2026-05-07T10:00", OFFICER, reason="Opgelost")])
    assert (duty(result, "reply")["status"], result["stage"], result["refused"]) == ("lapsed", "closed", [])


@pytest.mark.clause("EXT-02")
def test_a_talk_that_solves_nothing_leaves_the_reply_owed() -> None:
    assert status("reply", filed(AT), act("talk", "2026-05-06T10:00", "contactpersoon", outcome="unsolved")) == "open"


@pytest.mark.clause("EXT-03")
def test_a_subject_outside_the_three_classes_is_reclassed_with_a_reason_or_refused() -> None:
    assert refused(filed(AT, subject={"class": "weather"}))[0][0] == "file"
    assert refused(filed(AT), act("classify", "2026-05-05T10:00", OFFICER, kind="question")) == [("classify", "EXT-03")]
    assert status("reply", filed(AT), act("classify", "2026-05-05T10:00", OFFICER, kind="question", reason="Een vraag")) == "lapsed"


@pytest.mark.clause("EXT-03")
def test_what_turns_out_to_be_a_complaint_keeps_its_first_date() -> None:
    question = filed(AT, kind="question")
    result = run(EXT, [question, act("classify", "2026-05-12T10:00", OFFICER, kind="complaint", reason="Toch een klacht")])
    assert duty(result, "reply")["due"] == "2026-06-01"


@pytest.mark.clause("EXT-04")
@pytest.mark.parametrize("by", ["complainant", "customer", "medewerker", "contactpersoon", "directie"])
def test_anyone_may_file(by: str) -> None:
    assert run(EXT, [{**filed(AT), "by": by}])["refused"] == []


@pytest.mark.clause("EXT-05")
def test_the_officer_is_responsible_with_a_stand_in_and_nobody_else_judges() -> None:
    role = next(item for item in EXT.roles if item.id == OFFICER)
    assert role.stand_in == "directie"
    assert duty(run(EXT, [filed(AT)]), "reply")["holder"] == OFFICER
    assert refused(filed(AT), act("judge", "2026-05-05T10:00", "contactpersoon", outcome="upheld"))[0][0] == "judge"


@pytest.mark.clause("EXT-06")
@pytest.mark.parametrize("tried", [None, "discussed", "unwilling", "unable"])
def test_whether_it_was_discussed_never_blocks_filing(tried: str | None) -> None:
    assert run(EXT, [filed(AT, tried_talk=tried)])["stage"] == "formal"


def _without(name: str) -> dict[str, object]:
    if "." not in name:
        return filed(AT, **{name: None})
    part = name.split(".")[1]
    return filed(AT, complainant={key: value for key, value in FULL["complainant"].items() if key != part})


@pytest.mark.clause("EXT-07", "EXT-08")
@pytest.mark.parametrize("name", [*(f"complainant.{part}" for part in FULL["complainant"]), "description", "steps_taken"])
def test_each_datum_asked_for_makes_a_complaint_incomplete_when_it_lacks(name: str) -> None:
    result = run(EXT, [_without(name), act("judge", "2026-05-05T10:00", OFFICER, outcome="upheld")])
    assert refusals(result) == [("judge", "EXT-08")]
    assert name in result["refused"][0]["reason"]


@pytest.mark.clause("EXT-07")
def test_no_steps_taken_and_no_organisation_are_full_answers() -> None:
    private = {**FULL["complainant"], "organisation": ""}
    assert status("reply", filed(AT, steps_taken="", complainant=private)) == "open"


@pytest.mark.clause("EXT-08")
def test_the_officer_may_go_on_without_a_datum_but_not_without_a_reason_or_description() -> None:
    judge = act("judge", "2026-05-06T10:00", OFFICER, outcome="upheld")
    take = act("take", "2026-05-05T10:00", OFFICER, reason="Bellen is niet nodig")
    assert refused(_without("complainant.phone"), take, judge) == []
    assert refused(_without("complainant.phone"), {**take, "data": {}}, judge) == [("judge", "EXT-08")]
    assert refused(_without("description"), take, judge) == [("judge", "EXT-08")]


@pytest.mark.clause("EXT-08")
def test_what_is_missing_is_asked_and_on_completion_the_filer_is_told() -> None:
    completed = act("complete", "2026-04-20T10:00", "complainant", description="Wat er misging")
    ask = act("ask_completion", "2026-04-14T10:00", OFFICER, channel="mail")
    told = act("explain_procedure", "2026-04-21T10:00", OFFICER, channel="mail")
    first = incomplete("2026-04-13T10:00")
    assert status("ask_completion", first) == "open"
    assert status("ask_completion", first, ask) == "met"
    assert (status("tell_start", first, completed), status("tell_start", first, completed, told)) == ("open", "met")


@pytest.mark.clause("EXT-08")
def test_a_complaint_that_was_complete_is_neither_asked_nor_told() -> None:
    added = act("complete", "2026-05-06T10:00", "complainant", remedy_sought="Nieuwe toets")
    assert (status("ask_completion", filed(AT), added), status("tell_start", filed(AT), added)) == (None, None)


@pytest.mark.clause("EXT-09", "EXT-20")
def test_the_letter_of_confirmation_carries_the_version_that_was_accepted() -> None:
    letters = [item for item in EXT.letters if item.act == "acknowledge" and item.instance == "dossier"]
    assert letters
    assert all("{version}" in str(item.body) and "version" in item.states for item in letters)


@pytest.mark.clause("EXT-10")
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"channel": "mail"}, "met"),
        ({"channel": "mail", "sent": None}, "on_its_way"),
        ({"channel": "phone"}, "open"),
        ({"channel": "post"}, "open"),
    ],
    ids=["mail", "mail not left", "call", "post"],
)
def test_only_an_email_that_left_meets_the_confirmation(data: dict[str, Any], expected: str) -> None:
    assert status("acknowledge", filed(AT, prefers="post"), act("acknowledge", "2026-05-05T10:00", OFFICER, **data)) == expected


@pytest.mark.clause("EXT-10")
def test_a_bounce_opens_the_confirmation_again() -> None:
    acknowledged = act("acknowledge", "2026-05-05T10:00", OFFICER, channel="mail")
    bounced = act("bounced", "2026-05-05T11:00", "system", of=1)
    assert status("acknowledge", filed(AT), acknowledged, bounced) == "open"


@pytest.mark.clause("EXT-10")
def test_the_confirmation_is_waived_only_where_no_address_is_known() -> None:
    waive = act("waive", "2026-05-05T10:00", OFFICER, duty="acknowledge", reason="Geen e-mailadres; de brief ging per post")
    assert refused(filed(AT), waive) == [("waive", "EXT-10")]
    assert status("acknowledge", _without("complainant.email"), waive) == "waived"


@pytest.mark.clause("EXT-10", "EXT-08")
@pytest.mark.parametrize(("states", "expected"), [(["missing"], "met"), (["steps"], "open")], ids=["said", "not said"])
def test_the_confirmation_of_an_incomplete_complaint_says_what_is_missing(states: list[str], expected: str) -> None:
    sent = act("acknowledge", "2026-05-05T10:00", OFFICER, channel="mail", states=states)
    assert status("acknowledge", incomplete(AT), sent) == expected


@pytest.mark.clause("EXT-11")
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"channel": "mail"}, "met"),
        ({"channel": "post"}, "met"),
        ({"channel": "phone"}, "open"),
        ({"channel": "post", "sent": None}, "on_its_way"),
    ],
    ids=["mail", "post", "call", "post not left"],
)
def test_only_a_written_reply_that_left_meets_the_four_weeks(data: dict[str, Any], expected: str) -> None:
    assert status("reply", filed(AT), act("reply", "2026-05-20T10:00", OFFICER, **data)) == expected


@pytest.mark.clause("EXT-11")
def test_closing_is_refused_while_the_reply_is_owed() -> None:
    assert refused(*JUDGED, act("close", "2026-05-21T10:00", OFFICER)) == [("close", "EXT-11")]


@pytest.mark.clause("EXT-12")
def test_progress_is_told_every_ten_working_days_until_the_reply_left() -> None:
    told = act("report_progress", "2026-05-11T10:00", OFFICER, channel="mail")
    result = run(EXT, [filed(AT), told])
    assert [(item["due"], item["status"]) for item in duties(result, "progress")] == [("2026-05-20", "met"), ("2026-05-27", "open")]
    assert status("progress", filed(AT), told, act("reply", "2026-05-20T10:00", OFFICER)) == "lapsed"


@pytest.mark.clause("EXT-13")
@pytest.mark.parametrize(("prefers", "expected"), [("post", "on_its_way"), (None, "met")])
def test_letters_go_by_post_where_that_was_preferred(prefers: str | None, expected: str) -> None:
    reply = act("reply", "2026-05-20T10:00", OFFICER, sent=None if prefers else "2026-05-20T10:00")
    assert status("reply", filed(AT, prefers=prefers), reply) == expected


@pytest.mark.clause("EXT-14")
def test_a_notice_by_telephone_does_not_extend() -> None:
    call = act("extend", "2026-05-20T10:00", OFFICER, until="2026-06-22", reasons="Het is druk", channel="phone")
    assert refused(filed(AT), call) == [("extend", "EXT-14")]


@pytest.mark.clause("EXT-15")
def test_closing_is_refused_while_the_manner_of_handling_lacks() -> None:
    result = run(EXT, [*replied(), act("close", "2026-05-22T10:00", OFFICER)])
    assert refusals(result) == [("close", "EXT-15")]
    assert "wijze van afhandeling" in result["refused"][0]["reason"]
