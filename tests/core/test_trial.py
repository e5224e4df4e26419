"""The JSON face of the engine: a list of acts tried on a regulation."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.engine import FULL, MEMBERS, Given, act, proef, tried
from wederhoor.core.trial import Malformed, trial

FILE = act("file", "2026-03-02T10:00", "complainant", person="p1", **FULL)
ASSIGN = act("assign", "2026-03-03T10:00", "Klachtenfunctionaris", to="h1")
REPLY = act("reply", "2026-03-16T10:00", "handler", person="h1", channel="mail")
OBJECT = act("object", "2026-03-30T10:00", "complainant", person="p1", grounds=["Niet eens"], against="Het antwoord")
ADMIT = act("admit", "2026-04-01T10:00", "officer")
APPOINT = act("appoint", "2026-04-02T10:00", "manager", members=MEMBERS)
RULE = act("rule", "2026-04-13T10:00", "committee", person="c1", channel="mail", outcome="upheld")
APPEAL = act("appeal", "2026-04-14T10:00", "complainant", person="p1")
RULED = (FILE, ASSIGN, REPLY, OBJECT, ADMIT, APPOINT, RULE)


def duty(result: dict[str, Any], name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [item for item in result["duties"] if item["id"] == name]
    return found[-1]


def test_a_case_is_shown_as_the_design_writes_it() -> None:
    shown = tried(FILE)
    assert set(shown) == {"procedure", "at", "kind", "stage", "outcome", "duties", "rights", "permitted", "refused"}
    assert [shown[key] for key in ("procedure", "at", "kind", "stage", "outcome", "refused")] == [
        "proef@1",
        "2026-03-02T10:00:00+01:00",
        "complaint",
        "intake",
        None,
        [],
    ]


def test_a_duty_is_shown_with_its_reckoning() -> None:
    shown = duty(tried(FILE), "acknowledge")
    assert shown.pop("because")[-1] == "artikel P-02"
    assert shown == {
        "id": "acknowledge",
        "clause": "P-02",
        "holder": "support",
        "arose": "2026-03-02T10:00:00+01:00",
        "due": "2026-03-05",
        "status": "open",
        "met": None,
    }


def test_dates_print_as_dates_and_moments_with_their_offset() -> None:
    shown = tried({**FILE, "data": {**FULL, "channel": "phone"}})
    assert [duty(shown, name)["due"] for name in ("reply", "explain", "visit")] == ["2026-04-13", "2026-03-03T10:00:00+01:00", None]


def test_a_duty_without_a_term_says_so() -> None:
    shown = tried(FILE, act("assess", "2026-03-03T10:00", "officer", products=["a"]))
    assert duty(shown, "consider")["because"] == ["artikel P-16: geen termijn genoemd"]
    assert duty(shown, "notify")["item"] == "a"


def test_a_right_is_shown_with_its_window() -> None:
    rights = {item["id"]: item for item in tried(FILE, ASSIGN, REPLY)["rights"]}
    assert [rights["object"][key] for key in ("clause", "holder", "opened", "closes", "status")] == [
        "P-09",
        "complainant",
        "2026-03-16T10:00:00+01:00",
        "2026-04-27",
        "open",
    ]
    assert (rights["inspect"]["closes"], rights["inspect"]["because"]) == (None, [])


def test_a_right_whose_start_is_not_known_is_shown_from_its_occasion() -> None:
    later = proef(('from = "sent"\nterm = "6 weeks"', 'from = "visit.at"\nterm = "6 weeks"'))
    rights = {item["id"]: item for item in tried(FILE, ASSIGN, REPLY, procedure=later)["rights"]}
    assert rights["object"]["opened"] == "2026-03-16T10:00:00+01:00"


def test_an_empty_list_shows_who_may_begin() -> None:
    shown = tried()
    assert (shown["at"], shown["kind"], shown["stage"], shown["duties"]) == ("1970-01-01T01:00:00+01:00", None, "", [])
    assert shown["permitted"]["complainant"] == ["file"]


# When and whether a letter leaves -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "status", "met"),
    [
        ("2026-03-04T10:00", "met", "2026-03-04T10:00:00+01:00"),
        ("2026-03-06T10:00", "met_late", "2026-03-06T10:00:00+01:00"),
        (None, "overdue", None),
        ("", "met", "2026-03-03T10:00:00+01:00"),
    ],
)
def test_a_letter_leaves_at_once_later_or_never(sent: str | None, status: str, met: str | None) -> None:
    letter = act("acknowledge", "2026-03-03T10:00", "support", channel="mail", states=["steps"], sent=sent)
    shown = duty(tried(FILE, letter, at="2026-03-09T10:00"), "acknowledge")
    assert (shown["status"], shown["met"]) == (status, met)


def test_a_letter_leaves_at_once_where_nothing_is_said() -> None:
    letter = act("acknowledge", "2026-03-03T10:00", "support", channel="mail", states=["steps"])
    assert duty(tried(FILE, letter), "acknowledge")["status"] == "met"


def test_a_letter_that_waits_may_be_sent_and_bounce_by_acts_of_their_own() -> None:
    letter = act("acknowledge", "2026-03-03T10:00", "support", channel="mail", states=["steps"], sent=None)
    left = act("sent", "2026-03-04T10:00", "system", of=1)
    back = act("bounced", "2026-03-04T12:00", "system")
    again = act("sent", "2026-03-05T10:00", "system", of=1)
    shown = [duty(tried(FILE, letter, *more), "acknowledge")["status"] for more in ((left,), (left, back), (left, back, again))]
    assert shown == ["met", "open", "met"]


def test_post_about_an_act_that_was_no_letter_is_about_the_last_letter() -> None:
    letter = act("acknowledge", "2026-03-03T10:00", "support", channel="mail", states=["steps"], sent=None)
    assert duty(tried(FILE, letter, act("sent", "2026-03-04T10:00", "system", of=7)), "acknowledge")["status"] == "met"
    assert tried(FILE, act("bounced", "2026-03-04T10:00", "system"))["refused"] == []


def test_a_letter_of_a_refused_act_does_not_leave() -> None:
    shown = tried(FILE, REPLY)
    assert [item["act"] for item in shown["refused"]] == ["reply"]
    assert shown["stage"] == "intake"


# What is refused ------------------------------------------------------------------------------------------------------------


def test_a_refused_act_is_listed_and_skipped() -> None:
    shown = tried(FILE, {**REPLY, "at": "2026-03-02T12:00"}, ASSIGN)
    assert shown["refused"] == [{"index": 1, "act": "reply", "reason": "Dit kan in deze fase niet.", "clause": "P-03"}]
    assert shown["stage"] == "formal"


def test_of_several_reasons_each_names_its_clause_and_the_whole_the_first() -> None:
    shown = tried(FILE, ASSIGN, act("assess", "2026-03-04T10:00", "officer", critical=True), act("close", "2026-03-05T10:00", "officer"))
    told = "Ontbreekt: Antwoord, Aard. (P-16) Eerst nog: Antwoorden. (P-03)"
    assert shown["refused"] == [{"index": 3, "act": "close", "reason": told, "clause": "P-16"}]


def test_the_list_is_taken_in_the_order_of_recording() -> None:
    late = {**ASSIGN, "at": "2026-03-03T10:00", "recorded_at": "2026-03-17T10:00"}
    shown = tried(FILE, late, {**REPLY, "by": "officer"})
    assert [(item["index"], item["act"]) for item in shown["refused"]] == [(2, "reply")]


def test_data_that_cannot_be_read_are_refused() -> None:
    shown = tried({**FILE, "data": {"kind": "gossip"}})
    assert shown["refused"][0]["reason"].startswith("kind: 'gossip' is niet een van")


def test_an_act_that_nobody_knows_is_refused() -> None:
    assert tried(FILE, act("juggle", "2026-03-03T10:00", "officer"))["refused"][0]["act"] == "juggle"


def test_a_strict_run_stops_at_the_first_refusal() -> None:
    shown = tried(FILE, {**REPLY, "at": "2026-03-02T12:00"}, ASSIGN, strict=True)
    assert (shown["stopped"], len(shown["refused"]), shown["stage"]) == (True, 1, "intake")
    assert "stopped" not in tried(FILE, ASSIGN, strict=True)


def test_what_is_recorded_after_the_moment_of_looking_is_not_seen() -> None:
    assert tried(FILE, ASSIGN, REPLY, at="2026-03-10T10:00")["stage"] == "formal"


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (3, "hier staat geen handeling"),
        ({}, "hier staat geen handeling"),
        ({"act": 3}, "hier staat geen handeling"),
        ({"act": "file"}, "'None' is geen moment"),
        ({"act": "file", "at": "morgen"}, "'morgen' is geen moment"),
        ({"act": "file", "at": "9999-12-31"}, "'9999-12-31' ligt buiten elke kalender"),
        ({"act": "file", "at": "2026-03-02", "data": [1]}, "data is geen tabel"),
        ({"act": "file", "at": "2026-03-02", "sent": True}, "'True' is geen moment"),
        ({"act": "file", "at": "2026-03-03", "sent": "2026-03-02"}, "voordat hij is geschreven"),
        ({"act": "file", "at": "2026-03-02", "data": {"a": [[[[[[[[[[1]]]]]]]]]]}}, "meer dan 10 diep"),
    ],
)
def test_what_is_no_act_is_told_with_its_place(item: Given, message: str) -> None:
    with pytest.raises(Malformed, match=message) as told:
        tried(FILE, item)
    assert told.value.index == 1


def test_a_term_that_no_calendar_reaches_is_told_with_its_place() -> None:
    far = proef(('term = "6 weeks"\nagain', 'term = "100 years"\nagain'), ('term = "1 week"\nused', 'term = "5000 working days"\nused'))
    with pytest.raises(Malformed, match="niet te berekenen") as told:
        tried({**FILE, "at": "2088-03-02T10:00"}, {**ASSIGN, "at": "2088-03-03T10:00"}, procedure=far)
    assert told.value.index == 1


# In which dossier -----------------------------------------------------------------------------------------------------------


def test_an_act_goes_to_the_open_objection_if_it_is_permitted_there_else_to_the_complaint() -> None:
    shown = tried(FILE, ASSIGN, REPLY, OBJECT, ADMIT, act("hear", "2026-04-01T11:00", "officer"))
    assert shown["refused"] == []
    assert duty(shown, "rule")["dossier"] == "objection 1"
    assert duty(shown, "rule")["due"] == "2026-05-13"


def test_the_refusal_told_is_that_of_the_dossier_that_knows_the_act() -> None:
    shown = tried(FILE, ASSIGN, REPLY, OBJECT, act("appoint", "2026-04-02T10:00", "manager", members=MEMBERS[:1]))
    assert [(item["act"], item["clause"]) for item in shown["refused"]] == [("appoint", "P-10")]


def test_where_no_dossier_knows_the_act_the_last_refusal_is_told() -> None:
    assert tried(FILE, act("propose", "2026-03-03T10:00", "officer"))["refused"][0]["reason"] == "Deze regeling kent deze handeling niet."


def test_carrying_out_a_ruling_goes_to_the_objection_that_was_ruled_on() -> None:
    done = act("carry_out_ruling", "2026-04-14T10:00", "officer")
    shown = tried(*RULED, done)
    assert (duty(shown, "carry_out")["status"], shown["refused"]) == ("met", [])
    assert tried(FILE, done)["refused"][0]["act"] == "carry_out_ruling"


def test_an_appeal_is_numbered_by_itself_and_refused_before_there_is_an_objection() -> None:
    shown = tried(*RULED, APPEAL)
    assert shown["refused"] == []
    assert shown["stage"] == "objection"
    assert tried(FILE, ASSIGN, REPLY, APPEAL)["refused"] == [
        {"index": 3, "act": "appeal", "reason": "Dit kan pas later.", "clause": "P-11"}
    ]


def test_one_act_may_open_the_appeal_as_well_as_the_objection() -> None:
    one = proef(
        ('opened_by = "appeal"\n', 'opened_by = "object"\n'),
        ('id = "appeal"\nname = "Beroep instellen"\ngroup = "objection"\ninstance = "appeal"', 'id = "object"\ninstance = "appeal"'),
        ('used_by = "appeal"', 'used_by = "object"'),
        ('entered_by = "appeal"', 'entered_by = "object"'),
    )
    second = {**OBJECT, "at": "2026-04-14T10:00"}
    shown = tried(*RULED, second, procedure=one)
    assert (shown["refused"], shown["stage"]) == ([], "objection")
    assert [item["status"] for item in shown["rights"] if item.get("dossier") == "objection 1"] == ["used"]


def test_a_dossier_may_be_named() -> None:
    named = {**OBJECT, "dossier": "objection 4"}
    assert duty(tried(FILE, ASSIGN, REPLY, named), "rule")["dossier"] == "objection 4"
    note = act("note", "2026-03-31T10:00", "officer", dossier="objection 9")
    assert tried(FILE, ASSIGN, REPLY, named, note)["refused"][0]["reason"] == "Er is geen dossier 'objection 9' in deze zaak."


def test_a_year_is_replayed_against_the_yearly_cycle() -> None:
    shown = tried(act("open_year", "2026-01-05T10:00", "manager", year=2026), act("close_year", "2026-02-01T10:00", "manager"))
    assert (shown["kind"], shown["stage"]) == (None, "intake")
    assert [item["reason"] for item in shown["refused"]] == ["Eerst nog: Terugkijken."]


# Whatever comes in ----------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["2026-03-02", "p1", "mail", "complaint"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FIELDS = sorted({name for spec in proef().specs.values() for name in spec.fields} | {"members", "complainant", "subject"})
ITEM = st.fixed_dictionaries(
    {"act": st.sampled_from(sorted(proef().specs)), "at": st.dates().map(str) | st.sampled_from(["2026-03-02T10:00", "2026-04-01"])},
    optional={
        "by": st.sampled_from(["officer", "complainant", "handler", "system", "manager", "support", "archivist"]) | JSON,
        "data": st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4) | JSON,
        "sent": JSON,
        "recorded_at": JSON,
        "dossier": JSON | st.sampled_from(["objection 1", "dossier"]),
        "person": JSON,
    },
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ITEM | JSON, max_size=5), st.booleans())
def test_whatever_the_list_holds_it_is_tried_or_called_malformed(items: list[Any], begun: bool) -> None:
    refused: object = []
    with suppress(Malformed):
        refused = trial(proef(), [FILE, ASSIGN, *items] if begun else items)["refused"]
    assert isinstance(refused, list)
    assert all(item["reason"] for item in refused)


def test_an_act_may_name_the_documents_that_belong_to_it() -> None:
    named = {"act": "note", "at": "2026-06-02T10:00", "by": "officer", "data": {"text": "Met bijlage", "documents": ["d-1", "d-2"]}}
    assert trial(proef(), [FILE, named])["refused"] == []
    wrong = {**named, "data": {"documents": [1.5]}}
    refused = trial(proef(), [FILE, wrong])["refused"]
    assert isinstance(refused, list)
    assert refused[0]["reason"] == "documents: een code verwacht"
