"""What an act must carry, and what closing, destroying, waiving and extending ask of their own."""

from typing import Any

import pytest

from tests.core.engine import FILED, FULL, Case, Given, appointed, assigned, decided, filed, moment, objected, proef
from wederhoor.core.demand import closing_refusal, first, not_yet, together
from wederhoor.core.dossier import Refusal, permitted, refusal, why_not

# Dates ----------------------------------------------------------------------------------------------------------------------


def test_nothing_happens_in_the_future() -> None:
    assert filed().why("note", "2026-03-04T10:00", recorded="2026-03-03T10:00")[0] == "Een handeling kan niet in de toekomst liggen."


@pytest.mark.parametrize("year", ["1909", "2090"])
def test_a_moment_beyond_every_calendar_is_refused(year: str) -> None:
    assert filed().do("note", f"{year}-03-04T10:00") == "Dit moment ligt buiten elke kalender."


@pytest.mark.parametrize(("act", "channel"), [("acknowledge", "mail"), ("acknowledge", None), ("suspend", None), ("inspect_room", None)])
def test_our_own_letters_and_some_acts_may_not_be_dated_back(act: str, channel: str | None) -> None:
    reason, _ = filed().why(act, "2026-03-03T10:00", recorded="2026-03-04T10:00", channel=channel)
    assert reason == "Deze handeling kan niet met een eerdere datum worden vastgelegd."


@pytest.mark.parametrize("channel", ["phone", "talk"])
def test_what_was_told_by_mouth_may_be_registered_later(channel: str) -> None:
    filed().must("acknowledge", "2026-03-03T10:00", "support", channel=channel, recorded="2026-03-04T10:00")


# Data -----------------------------------------------------------------------------------------------------------------------


def test_what_an_act_lacks_is_named_with_its_clause() -> None:
    found = refusal(decided().matter, decided().entry("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1"))
    assert found == Refusal("Ontbreekt: grounds.", "P-09", ("grounds",))


def test_an_empty_answer_is_full_only_where_the_regulation_says_so() -> None:
    case = assigned().must("assess", "2026-03-04T10:00", critical=True)
    assert case.why("judge", "2026-03-05T10:00", "handler", person="h1", reasons="x") == ("Ontbreekt: consulted.", "P-03")
    assert case.why("judge", "2026-03-05T10:00", "handler", person="h1", reasons="", consulted=[]) == ("Ontbreekt: reasons.", "P-03")
    case.must("judge", "2026-03-05T10:00", "handler", person="h1", reasons="x", consulted=[])


def test_a_datum_may_be_asked_only_in_some_cases() -> None:
    assigned().must("judge", "2026-03-05T10:00", "handler", person="h1", reasons="x", outcome="rejected")


@pytest.mark.parametrize(("nameless", "reason"), [(True, "Noem uw naam."), (False, None), (None, None)])
def test_a_first_filing_is_judged_by_what_it_says_itself(nameless: Given, reason: str | None) -> None:
    named = 'needs = [{ clause = "P-01", that = { anonymous = [false, "unknown"] }, reason = "Noem uw naam." }]'
    nobody = Case(proef(('id = "file"\nby = "anyone"', f'id = "file"\nby = "anyone"\n{named}')))
    assert nobody.do("file", FILED, "complainant", **{**FULL, **({} if nameless is None else {"anonymous": nameless})}) == reason


def test_a_value_that_the_regulation_does_not_know_is_refused() -> None:
    case = assigned().must("assess", "2026-03-04T10:00")
    why = case.why("judge", "2026-03-05T10:00", "handler", person="h1", reasons="x", outcome="partly")
    assert why == ("outcome: alleen upheld, rejected.", "P-03")


@pytest.mark.parametrize(("prefers", "reason"), [("post", "channel: alleen mail, phone."), (None, None)])
def test_the_channel_that_would_be_used_is_judged_as_well(prefers: str | None, reason: str | None) -> None:
    assert filed(prefers=prefers).do("notify_customers", "2026-03-03T10:00", "support") == reason


# Closing --------------------------------------------------------------------------------------------------------------------


def test_closing_tells_what_is_not_registered_and_what_is_still_owed_at_once() -> None:
    case = assigned().must("assess", "2026-03-04T10:00", critical=True)
    found = refusal(case.matter, case.entry("close", "2026-03-05T10:00"))
    unregistered = Refusal("Ontbreekt: Antwoord, Aard.", "P-16", ("answered", "nature"))
    owed = Refusal("Eerst nog: Antwoorden.", "P-03", ("reply",))
    both = "Ontbreekt: Antwoord, Aard. Eerst nog: Antwoorden."
    assert found == Refusal(both, "P-16", ("answered", "nature", "reply"), (unregistered, owed))


def test_reasons_told_together_keep_their_clauses_and_one_alone_stays_itself() -> None:
    one, two, three = Refusal("A.", None, ("a",)), Refusal("B.", "P-02", ("b",)), Refusal("C.", "P-03")
    assert together([together([one, two]), three]) == Refusal("A. B. C.", "P-02", ("a", "b"), (one, two, three))
    assert together([two]) is two


def test_closing_tells_what_is_owed_where_all_is_registered() -> None:
    case = decided().must("close", "2026-03-17T10:00").must("reopen", "2026-03-18T10:00")
    assert case.why("close", "2026-03-18T11:00") == ("Eerst nog: Antwoorden.", "P-03")


def test_closing_tells_what_is_not_registered_where_nothing_is_owed() -> None:
    case = filed(kind="signal").must("assess", "2026-03-04T10:00", critical=True)
    assert case.why("close", "2026-03-05T10:00") == ("Ontbreekt: Aard.", "P-16")


@pytest.mark.parametrize("more", [{"nature": "content"}, {"nature": None}])
def test_any_of_several_sources_fills_a_datum_of_the_register(more: dict[str, Any]) -> None:
    anonymous = True if more["nature"] is None else None
    case = filed(kind="complaint", anonymous=anonymous).must("assign", "2026-03-03T10:00", to="h1")
    case.must("assess", "2026-03-04T10:00", critical=True, **more).must("reply", "2026-03-16T10:00", "handler", person="h1")
    case.must("close", "2026-03-17T10:00")


def test_a_duty_that_arose_may_fill_a_datum_of_the_register() -> None:
    other = proef(('blocks = ["close"]\n\n[duty.extension]', "\n[duty.extension]"))
    case = filed(description=None, procedure=other).must("ask_completion", "2026-03-03T10:00", "support", channel="phone")
    assert case.do("close", "2026-03-17T10:00") == "Ontbreekt: Antwoord."
    case.must("close", "2026-03-18T10:00")


def test_closing_waits_for_an_objection() -> None:
    assert objected().why("close", "2026-03-31T10:00") == ("Er loopt nog een bezwaar.", None)


def test_a_refusal_that_names_nothing_lacking_stands_alone() -> None:
    found = Refusal("Dit kan in deze fase niet.")
    assert closing_refusal(assigned().matter, assigned().base, found) is found


def test_where_no_clause_is_named_none_is_given() -> None:
    assert (first(()), first(("P-01", "P-02"))) == (None, "P-01")


# Destroying -----------------------------------------------------------------------------------------------------------------


def closed() -> Case:
    case = filed(kind="signal").must("close", "2026-03-04T10:00")
    return case.must("waive", "2026-03-05T10:00", duty="evaluate", reason="Niet nodig")


@pytest.mark.parametrize(
    ("at", "reason"), [("2027-03-03T23:59", "De bewaartermijn loopt tot donderdag 4 maart 2027."), ("2027-03-04T00:00", None)]
)
def test_a_dossier_is_kept_until_the_end_of_its_retention(at: str, reason: str | None) -> None:
    case = closed()
    assert case.do("destroy", at, "archivist") == reason
    assert case.stage() == ("closed" if reason else "destroyed")


def test_a_dossier_that_was_never_closed_is_not_destroyed() -> None:
    assert filed().why("destroy", "2036-03-04T10:00", "archivist") == ("De bewaartermijn is nog niet begonnen.", "P-12")


def test_a_dossier_that_is_held_is_not_destroyed_until_it_is_released() -> None:
    case = closed().must("hold", "2026-03-06T10:00", reason="Rechtszaak")
    why = case.why("destroy", "2027-03-05T10:00", "archivist")
    assert why == ("Er is een reden vastgelegd om dit dossier niet te vernietigen.", "P-12")
    case.must("release", "2027-03-05T10:00", reason="Voorbij").must("destroy", "2027-03-05T11:00", "archivist")


def test_a_reason_to_keep_that_stands_in_the_objection_holds_the_whole_matter() -> None:
    case = objected().must("hold", "2026-03-31T10:00", dossier="objection 1", reason="Rechtszaak")
    case.must("close", "2026-04-01T10:00", dossier="objection 1").must("close", "2026-04-01T11:00")
    case.must("waive", "2026-04-02T10:00", duty="evaluate", reason="Niet nodig")
    assert case.why("destroy", "2028-03-05T10:00", "archivist")[0].startswith("Er is een reden vastgelegd")


def test_a_dossier_with_an_open_objection_or_appeal_is_not_destroyed() -> None:
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail")
    case.must("close", "2026-04-14T10:00", dossier="objection 1").must("close", "2026-04-14T11:00")
    case.must("waive", "2026-04-14T12:00", duty="evaluate", reason="Niet nodig")
    case.must("appeal", "2026-04-15T10:00", "complainant", person="p1", dossier="appeal 1")
    assert case.why("destroy", "2036-01-01T10:00", "archivist") == ("Er loopt nog een bezwaar.", "P-12")


def test_a_duty_may_stand_in_the_way_of_destruction() -> None:
    case = filed(kind="signal").must("close", "2026-03-04T10:00")
    assert case.why("destroy", "2036-01-01T10:00", "archivist") == ("Eerst nog: Nagaan of het hielp.", "P-14")


def test_without_a_retention_nothing_is_destroyed() -> None:
    case = Case(proef().model_copy(update={"retention": None})).must("file", "2026-03-02T10:00", "complainant", kind="signal")
    case.must("close", "2026-03-04T10:00").must("waive", "2026-03-05T10:00", duty="evaluate", reason="Niet nodig")
    assert case.why("destroy", "2036-01-01T10:00", "archivist") == ("De bewaartermijn is nog niet begonnen.", None)


# Secrecy --------------------------------------------------------------------------------------------------------------------

PROMISED = (
    '[[act]]\nid = "rule"\ninstance = "objection"',
    '[[act]]\nid = "accept_secrecy"\n\n[[act]]\nid = "rule"\ninstance = "objection"',
)
NO_PROMISE = "Geheimhouding kan niemand hier beloven: deze regeling kent dat niet. Vraag het zonder."


@pytest.mark.clause("EXT-20")
@pytest.mark.parametrize(("secrecy", "changes", "reason"), [(True, (), NO_PROMISE), (False, (), None), (True, (PROMISED,), None)])
def test_secrecy_is_asked_only_where_it_can_be_promised(*, secrecy: bool, changes: tuple[tuple[str, str], ...], reason: str | None) -> None:
    assert filed(procedure=proef(*changes)).do("disclose", "2026-03-03T10:00", to="p-9", secrecy=secrecy) == reason


# Waiving --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"duty": "visit"}, ("Ontbreekt: reason.", "P-16")),
        ({"duty": "reply", "reason": "x"}, ("Van deze verplichting kan niet worden afgezien.", "P-03")),
        ({"duty": "notify", "reason": "x"}, ("Deze verplichting staat niet open.", "P-13")),
        ({"reason": "x"}, ("Deze verplichting staat niet open.", None)),
    ],
)
def test_what_may_not_be_waived(data: dict[str, Any], why: tuple[str, str | None]) -> None:
    assert filed().why("waive", "2026-03-03T10:00", **data) == why


def test_a_duty_may_be_waivable_only_in_some_cases() -> None:
    assert filed(origin="internal").why("waive", "2026-03-03T10:00", duty="visit", reason="x")[1] == "P-16"
    filed().must("waive", "2026-03-03T10:00", duty="visit", reason="x")


def test_an_item_that_is_not_owed_cannot_be_waived() -> None:
    case = filed().must("assess", "2026-03-03T10:00", products=["a"])
    assert case.do("waive", "2026-03-04T10:00", duty="notify", item="b", reason="x") == "Deze verplichting staat niet open."


# Extending ------------------------------------------------------------------------------------------------------------------


def extend(case: Case, at: str, until: str | None, **more: Given) -> str | None:
    return case.do("extend", at, until=until, duty="reply", **{"reasons": "Drukte", **more})


@pytest.mark.parametrize(
    ("at", "until", "reason"),
    [
        ("2026-03-10T10:00", "2026-05-11", None),
        ("2026-03-10T10:00", "2026-05-12", "De nieuwe datum ligt verder weg dan de regeling toestaat."),
        ("2026-03-10T10:00", "2026-04-13", "De nieuwe datum ligt niet na de huidige."),
        ("2026-04-13T23:59", "2026-05-04", None),
        ("2026-04-14T00:00", "2026-05-04", "De termijn is al voorbij; verlengen kan niet meer."),
        ("2026-03-10T10:00", None, "Ontbreekt: until."),
    ],
)
def test_how_far_and_until_when_a_term_may_be_extended(at: str, until: str | None, reason: str | None) -> None:
    assert extend(filed(), at, until) == reason


def test_an_extension_without_reasons_is_refused_with_its_clause() -> None:
    assert filed().why("extend", "2026-03-10T10:00", until="2026-05-04", duty="reply") == ("Ontbreekt: reasons.", "P-06")


def test_a_second_extension_needs_consent() -> None:
    case = filed()
    assert extend(case, "2026-03-10T10:00", "2026-05-04") is None
    assert extend(case, "2026-03-11T10:00", "2026-05-20") == "De klager heeft hier nog niet mee ingestemd."
    assert extend(case, "2026-03-12T10:00", "2026-05-20", consented=True) is None


@pytest.mark.parametrize(
    ("agreed", "reason"), [("2026-05-21", None), ("2026-05-19", "De klager heeft hier nog niet mee ingestemd."), (None, None)]
)
def test_consent_reaches_as_far_as_the_date_agreed_to(agreed: str | None, reason: str | None) -> None:
    case = filed()
    extend(case, "2026-03-10T10:00", "2026-05-04")
    case.must("consent_extension", "2026-03-11T10:00", "complainant", person="p1", until=agreed)
    assert extend(case, "2026-03-12T10:00", "2026-05-20") == reason


def test_all_extensions_together_have_an_end_and_a_number() -> None:
    case = filed()
    extend(case, "2026-03-10T10:00", "2026-05-11")
    assert extend(case, "2026-03-11T10:00", "2026-05-26", consented=True) == "De nieuwe datum ligt verder weg dan de regeling toestaat."
    assert extend(case, "2026-03-11T10:00", "2026-05-25", consented=True) is None
    assert extend(case, "2026-03-12T10:00", "2026-06-01", consented=True) == "Deze termijn is al zo vaak verlengd als mag."


def test_consent_may_always_be_needed() -> None:
    always = proef(('consent = "after_first"', 'consent = "always"'))
    assert extend(filed(procedure=always), "2026-03-10T10:00", "2026-05-04") == "De klager heeft hier nog niet mee ingestemd."


def test_where_no_term_runs_nothing_is_extended() -> None:
    assert filed(kind="signal").do("extend", "2026-03-10T10:00", until="2026-05-04") == "Er loopt geen termijn die verlengd kan worden."


def test_a_late_notice_that_is_only_recorded_is_not_measured() -> None:
    case = assigned().must("extend", "2026-03-18T10:00", until="2026-03-10", reasons="x", duty="progress")
    assert case.due("progress") == "2026-03-17"


def test_an_extension_without_limits_goes_as_far_as_it_says() -> None:
    assigned().must("extend", "2026-03-10T10:00", until="2030-01-01", reasons="x", duty="progress")


def test_an_extension_may_rest_on_the_clause_of_its_duty() -> None:
    assert assigned().why("extend", "2026-03-10T10:00", duty="progress")[1] == "P-17"


# Windows --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "reason"), [("2026-04-20T23:59", None), ("2026-04-21T00:00", "De termijn hiervoor is voorbij.")])
def test_an_act_after_a_strict_window_is_refused(at: str, reason: str | None) -> None:
    found = refusal(assigned().matter, assigned().entry("comment", at))
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(("at", "may"), [("2026-04-20T23:59", True), ("2026-04-21T00:00", False)])
def test_what_a_strict_window_refuses_is_not_permitted_then_but_can_still_be_dated_back(at: str, *, may: bool) -> None:
    case, now = assigned(), moment(at)
    assert ("comment" in permitted(case.matter, now=now)["officer"]) is may
    assert (why_not(case.matter, case.base, "comment", now=now) is None) is may
    assert why_not(case.matter, case.base, "comment") is None


def test_time_of_recording_does_not_matter_for_a_window() -> None:
    case = assigned()
    assert refusal(case.matter, case.entry("comment", "2026-04-20T10:00", recorded="2026-05-20T10:00")) is None


# What is not yet, or no longer, to be done ------------------------------------------------------------------------------------


def early(case: Case, act: str, at: str) -> str | None:
    found = not_yet(case.matter, case.base, act, moment(at))
    return found.reason if found else None


def test_extending_ends_with_the_term_and_needs_one() -> None:
    assert early(filed(), "extend", "2026-03-10T10:00") is None
    assert early(filed(), "extend", "2026-06-10T10:00") == "De termijn is al voorbij; verlengen kan niet meer."
    assert early(filed(kind="signal"), "extend", "2026-03-10T10:00") == "Er loopt geen termijn die verlengd kan worden."


def test_closing_and_destroying_wait_for_what_they_ask() -> None:
    assert "Ontbreekt" in str(early(filed(), "close", "2026-03-10T10:00"))
    assert early(filed(), "destroy", "2026-03-10T10:00") == "De bewaartermijn is nog niet begonnen."
    assert early(filed(), "note", "2026-03-10T10:00") is None


def test_what_is_not_yet_to_be_done_is_not_permitted_then() -> None:
    case = filed()
    assert "close" not in permitted(case.matter, now=moment("2026-03-10T10:00"))["officer"]
    assert "extend" not in permitted(case.matter, now=moment("2026-06-10T10:00"))["officer"]
    assert "note" in permitted(case.matter, now=moment("2026-06-10T10:00"))["officer"]
