"""ExTrack, from the data that are kept to the objection: articles EXT-16 to EXT-27."""

from typing import Any

import pytest

from tests.procedures.extrack import OFFICER, bodyless_objection, filed, objected, replied
from tests.procedures.support import act, case, duties, duty, refusals, right, run

EXT = case("extrack")
AT = "2026-05-04T15:00"
JUDGED = [filed(AT), act("judge", "2026-05-20T10:00", OFFICER, outcome="upheld")]
CLOSED = [*JUDGED, act("reply", "2026-05-21T10:00", OFFICER), act("close", "2026-05-22T10:00", OFFICER)]
ASKED = act("request_inspection", "2026-06-10T10:00", "complainant", person="p1")
FULL_OBJECTION = {**bodyless_objection(), "against": "De klachtenfunctionaris"}


def status(name: str, *acts: dict[str, object]) -> str | None:
    """The status of a duty after these acts; None if it never arose."""
    found = duties(run(EXT, acts), name)
    return found[-1]["status"] if found else None


def refused(*acts: dict[str, object]) -> list[tuple[str, str | None]]:
    return refusals(run(EXT, acts))


def ruled(outcome: str = "upheld", **data: object) -> list[dict[str, object]]:
    """An objection that was ruled on."""
    return [*objected("2026-12-01T10:00"), act("rule", "2026-12-10T10:00", "committee", person="m1", outcome=outcome, **data)]


@pytest.mark.clause("EXT-16")
@pytest.mark.parametrize(("instance", "readers"), [("dossier", {OFFICER}), ("objection", {OFFICER, "directie"})])
def test_without_a_part_in_it_only_the_officer_reads_and_an_objection_whoever_appoints(instance: str, readers: set[str]) -> None:
    open_to = {role for item in EXT.access if not item.only_part and item.instance == instance for role in item.roles}
    assert open_to == readers


@pytest.mark.clause("EXT-17")
def test_a_dossier_is_not_destroyed_within_a_year_of_closing() -> None:
    early = act("destroy", "2027-05-21T10:00", OFFICER, reason="Bewaartermijn voorbij")
    assert duty(run(EXT, CLOSED), "destroy")["due"] == "2027-05-22"
    assert refused(*CLOSED, early) == [("destroy", "EXT-17")]
    assert run(EXT, [*CLOSED, {**early, "at": "2027-05-22T10:00"}])["stage"] == "destroyed"


@pytest.mark.clause("EXT-17")
def test_the_year_runs_anew_from_the_closing_of_an_objection() -> None:
    acts = [*CLOSED, *ruled("rejected")[2:], act("close", "2026-12-11T10:00", OFFICER)]
    assert duty(run(EXT, acts), "destroy")["due"] == "2027-12-11"


@pytest.mark.clause("EXT-17")
@pytest.mark.parametrize(
    ("then", "clause"),
    [
        (act("hold", "2027-01-04T10:00", OFFICER, reason="Rechtszaak"), "EXT-17"),
        ({**ASKED, "at": "2027-01-04T10:00"}, "EXT-18"),
        (act("object", "2027-01-04T10:00", "complainant", person="p1", **FULL_OBJECTION), "EXT-17"),
    ],
    ids=["hold", "inspection asked", "objection"],
)
def test_destruction_is_refused_while_something_stands_in_its_way(then: dict[str, object], clause: str) -> None:
    destroy = act("destroy", "2028-06-01T10:00", OFFICER, reason="Bewaartermijn voorbij")
    assert refused(*CLOSED, then, destroy) == [("destroy", clause)]


@pytest.mark.clause("EXT-18")
@pytest.mark.parametrize(
    "before",
    [[filed(AT)], JUDGED, replied(), CLOSED, objected("2026-06-01T10:00")],
    ids=["formal", "judged", "decided", "closed", "objection"],
)
def test_the_complainant_may_ask_to_inspect_at_any_time(before: list[dict[str, object]]) -> None:
    result = run(EXT, [*before, ASKED])
    assert result["refused"] == []
    assert (duty(result, "inspection")["due"], duty(result, "inspection")["status"]) == ("2026-07-10", "open")
    assert right(result, "inspect")["status"] == "open"


@pytest.mark.clause("EXT-18")
def test_inspection_is_granted_or_refused_with_a_reason() -> None:
    refuse = act("refuse_inspection", "2026-06-11T10:00", OFFICER)
    assert refused(*CLOSED, ASKED, refuse) == [("refuse_inspection", "EXT-18")]
    assert status("inspection", *CLOSED, ASKED, {**refuse, "data": {"reason": "Gegevens van anderen"}}) == "met"
    assert status("inspection", *CLOSED, ASKED, act("grant_inspection", "2026-06-11T10:00", OFFICER)) == "met"


@pytest.mark.clause("EXT-18", "EXT-17")
def test_after_destruction_nothing_can_be_inspected() -> None:
    destroyed = [*CLOSED, act("destroy", "2027-06-01T10:00", OFFICER, reason="Bewaartermijn voorbij")]
    result = run(EXT, [*destroyed, {**ASKED, "at": "2027-06-02T10:00"}])
    assert refusals(result) == [("request_inspection", "EXT-17")]
    assert right(result, "inspect")["status"] == "lapsed"


@pytest.mark.clause("EXT-19")
def test_a_page_tells_what_is_done_with_data_and_another_exports_those_of_one_person() -> None:
    assert {page.id for page in EXT.pages if "EXT-19" in page.clause} >= {"processing_record", "personal_data_export", "access_log"}


CONSULTED = act("consult", "2026-05-06T10:00", OFFICER, of=["a1"], outside=True, secrecy=True)
SHOWN = act("disclose", "2026-05-08T10:00", OFFICER, party="adviser", to="a1", documents=["d1"])


@pytest.mark.clause("EXT-20")
def test_the_adviser_sees_documents_only_after_accepting_secrecy() -> None:
    accepted = act("accept_secrecy", "2026-05-07T10:00", "adviser", person="a1")
    assert refused(filed(AT), CONSULTED, SHOWN) == [("disclose", "EXT-20")]
    assert refused(filed(AT), CONSULTED, accepted, SHOWN) == []
    assert refused(filed(AT), CONSULTED, {**SHOWN, "data": {"party": "complainant"}}) == []


@pytest.mark.clause("EXT-20")
def test_advice_is_not_asked_without_secrecy_and_secrecy_is_accepted_by_the_adviser_named() -> None:
    open_advice = act("consult", "2026-05-06T10:00", OFFICER, of=["a1"], secrecy=False)
    assert refused(filed(AT), open_advice) == [("consult", "EXT-20")]
    assert refused(filed(AT), CONSULTED, act("accept_secrecy", "2026-05-07T10:00", "adviser", person="a2"))[0][0] == "accept_secrecy"


@pytest.mark.clause("EXT-21")
@pytest.mark.parametrize(("outcome", "expected"), [("upheld", "open"), ("partly", "open"), ("rejected", None), ("inadmissible", None)])
def test_an_upheld_complaint_is_to_be_taken_along(outcome: str, expected: str | None) -> None:
    assert status("take_along", filed(AT), act("judge", "2026-05-20T10:00", OFFICER, outcome=outcome)) == expected


@pytest.mark.clause("EXT-21")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("link", {"measure": "m-1"}),
        ("recommend", {"recommendation": "Anders plannen"}),
        ("recommend", {"none_needed": True, "reason": "Eenmalig"}),
    ],
    ids=["measure", "recommendation", "none needed"],
)
def test_it_is_taken_along_by_a_measure_or_a_reasoned_none_needed(name: str, data: dict[str, Any]) -> None:
    assert status("take_along", *CLOSED, act(name, "2026-05-25T10:00", OFFICER, **data)) == "met"


@pytest.mark.clause("EXT-21")
def test_none_needed_without_a_reason_and_a_link_to_something_else_leave_it_open() -> None:
    assert refused(*CLOSED, act("recommend", "2026-05-25T10:00", OFFICER, none_needed=True)) == [("recommend", "EXT-21")]
    assert status("take_along", *CLOSED, act("link", "2026-05-25T10:00", OFFICER, to="d-2")) == "open"


@pytest.mark.clause("EXT-21")
@pytest.mark.parametrize(("unlinked", "stage"), [(2, "intake"), (0, "closed")])
def test_the_year_closes_only_when_every_upheld_dossier_is_linked(unlinked: int, stage: str) -> None:
    result = run(EXT, [act("open_year", "2027-01-04", OFFICER, year=2026), act("close_year", "2027-02-01", OFFICER, unlinked=unlinked)])
    assert result["stage"] == stage
    assert refusals(result) == ([("close_year", "EXT-21")] if unlinked else [])


@pytest.mark.clause("EXT-22")
def test_an_objection_can_be_made_once_the_handling_is_done() -> None:
    objection = act("object", "2026-05-22T10:00", "complainant", person="p1", **FULL_OBJECTION)
    assert refused(filed(AT), objection) == [("object", "EXT-22")]
    assert refused(*replied(), objection) == []
    assert right(run(EXT, [*replied(), objection]), "object")["status"] == "used"


@pytest.mark.clause("EXT-22")
def test_the_committee_is_appointed_by_management_or_the_officer_and_only_its_members_rule() -> None:
    acts = objected("2026-12-01T10:00")
    assert refusals(run(EXT, [*acts[:3], {**acts[3], "by": "medewerker"}])) == [("appoint", "EXT-22")]
    assert refused(*acts, act("rule", "2026-12-10T10:00", "committee", person="m9", outcome="upheld")) == [("rule", "EXT-26")]
    assert refused(*acts, act("rule", "2026-12-10T10:00", OFFICER, outcome="upheld")) == [("rule", "EXT-26")]


@pytest.mark.clause("EXT-22")
def test_an_objection_is_not_closed_before_the_committee_ruled() -> None:
    assert refused(*objected("2026-12-01T10:00"), act("close", "2026-12-02T10:00", OFFICER, dossier="objection 1")) == [("close", "EXT-22")]


@pytest.mark.clause("EXT-23")
def test_the_committees_rules_are_sent_on_request() -> None:
    asked = act("request_rules", "2026-05-22T10:00", "complainant", person="p1")
    sent = act("explain_procedure", "2026-05-22T11:00", OFFICER, channel="mail", states=["rules"])
    assert status("send_rules", *replied(), asked) == "open"
    assert status("send_rules", *replied(), asked, sent) == "met"


@pytest.mark.clause("EXT-24")
@pytest.mark.parametrize("name", ["name", "address", "city", "against", "grounds"])
def test_an_objection_that_lacks_something_is_asked_to_complete_it_and_not_admitted(name: str) -> None:
    data = {key: value for key, value in FULL_OBJECTION.items() if key != name}
    result = run(EXT, [*objected("2026-12-01T10:00", data), act("admit", "2026-12-02T10:00", OFFICER)])
    assert refusals(result) == [("admit", "EXT-24")]
    assert duty(result, "ask_objection_completion")["status"] == "open"


@pytest.mark.clause("EXT-24")
def test_an_objection_is_refused_only_if_it_stayed_incomplete_after_asking() -> None:
    acts = objected("2026-12-01T10:00", bodyless_objection())
    refuse = act("refuse", "2026-12-20T10:00", "committee", person="m1", reason="Niet aangevuld")
    asked = act("ask_completion", "2026-12-02T10:00", OFFICER, channel="mail")
    assert refused(*acts, refuse) == [("refuse", "EXT-24")]
    assert refused(*acts, asked, refuse) == []


@pytest.mark.clause("EXT-25")
@pytest.mark.parametrize(("channel", "taken"), [("mail", True), ("letter", True), ("portal", True), ("phone", False), ("talk", False)])
def test_an_objection_comes_by_mail_on_paper_or_through_the_portal(channel: str, taken: bool) -> None:
    objection = act("object", "2026-12-01T10:00", "complainant", person="p1", **{**FULL_OBJECTION, "channel": channel})
    assert refused(*replied(), objection) == ([] if taken else [("object", "EXT-25")])


@pytest.mark.clause("EXT-26")
@pytest.mark.parametrize(
    "undoing",
    [
        act("rule", "2026-12-15T10:00", "committee", person="m1", outcome="rejected", dossier="objection 1"),
        act("judge", "2026-12-15T10:00", OFFICER, outcome="rejected", dossier="dossier"),
        act("propose", "2026-12-15T10:00", OFFICER, solution="Minder", dossier="dossier"),
        act("reply", "2026-12-15T10:00", OFFICER, dossier="dossier"),
        act("reopen", "2026-12-15T10:00", OFFICER, reason="Nieuw inzicht", dossier="dossier"),
        act("object", "2026-12-15T10:00", "complainant", person="p1", **FULL_OBJECTION),
    ],
    ids=lambda item: str(item["act"]),
)
def test_after_the_ruling_no_decision_can_set_it_aside(undoing: dict[str, object]) -> None:
    assert refused(*ruled(), undoing) == [(undoing["act"], "EXT-26")]


@pytest.mark.clause("EXT-26")
def test_a_ruling_that_does_not_bind_is_refused() -> None:
    assert refused(*ruled(binding=False)) == [("rule", "EXT-26")]


@pytest.mark.clause("EXT-26")
@pytest.mark.parametrize(
    ("outcome", "data", "expected"),
    [
        ("upheld", {}, "open"),
        ("partly", {}, "open"),
        ("upheld", {"consequences": False}, None),
        ("rejected", {}, None),
        ("rejected", {"consequences": True}, "open"),
    ],
)
def test_a_ruling_with_consequences_is_to_be_carried_out(outcome: str, data: dict[str, Any], expected: str | None) -> None:
    assert status("carry_out_ruling", *ruled(outcome, **data)) == expected


@pytest.mark.clause("EXT-26")
def test_carrying_out_stays_owed_after_closing_until_it_is_done() -> None:
    closed = [*ruled(), act("close", "2026-12-11T10:00", OFFICER)]
    assert status("carry_out_ruling", *closed) == "open"
    assert status("carry_out_ruling", *closed, act("carry_out_ruling", "2026-12-14T10:00", "directie")) == "met"


@pytest.mark.clause("EXT-27")
def test_complaints_and_objections_each_have_their_own_mailbox_and_addressee() -> None:
    places = {item.id: (item.role, item.mailbox) for item in EXT.addresses}
    assert places == {"complaint": (OFFICER, "klachten"), "objection": ("committee", "geschillencommissie")}
