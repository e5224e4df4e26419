"""What is possible now, by whom, in which dossier, and the reason where it is not."""

import pytest

from tests.core.engine import Case, appointed, assigned, decided, filed, objected, proef
from wederhoor.core.dossier import Refusal, permitted
from wederhoor.core.log import SYSTEM
from wederhoor.core.permit import impossible, rule_for, target

PHASE = "Dit kan in deze fase niet."


# In which dossier -----------------------------------------------------------------------------------------------------------


def test_a_matter_begins_with_a_filing_or_a_year() -> None:
    why = Case().why("note", "2026-03-02T10:00")
    assert why == ("Een zaak begint met een ontvangst (file) of een jaar (open_year).", None)


@pytest.mark.parametrize("act", ["file", "open_year", "imported"])
def test_a_matter_begins_once(act: str) -> None:
    assert filed().why(act, "2026-03-03T10:00", "manager")[0] == "Dit dossier is al begonnen."


def test_an_act_that_nobody_knows_is_refused() -> None:
    assert filed().why("juggle", "2026-03-03T10:00")[0] == "'juggle' is geen handeling van deze regeling."


def test_a_dossier_that_is_not_there_is_refused() -> None:
    assert filed().why("note", "2026-03-03T10:00", dossier="objection 9")[0] == "Er is geen dossier 'objection 9' in deze zaak."


@pytest.mark.parametrize("name", ["dossier", "objection", "objection x", "bezwaar 1", "appeal 1", "objection 1", ""])
def test_a_new_objection_is_called_by_its_instance_and_a_free_number(name: str) -> None:
    case = objected()
    found = target(case.matter, case.entry("object", "2026-03-31T10:00", "complainant", dossier=name))
    assert found == Refusal(f"'{name}' kan de naam van dit nieuwe dossier niet zijn.", "P-09")


def test_an_appeal_needs_an_objection() -> None:
    assert decided().why("appeal", "2026-03-31T10:00", "complainant", person="p1", dossier="appeal 1") == ("Dit kan pas later.", "P-11")


def test_an_objection_that_does_not_exist_yet_is_ruled_by_its_own_act_or_that_of_the_complaint() -> None:
    above = proef(('id = "object"\ninstance = "objection"\nby', 'id = "object"\nby'))
    case = decided(procedure=above)
    case.must("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    assert rule_for(case.matter.dossiers["objection 1"], "object") is None


# In which stage, after what -------------------------------------------------------------------------------------------------


def test_an_act_outside_its_stages_is_refused_with_its_clause() -> None:
    assert filed().why("reply", "2026-03-03T10:00") == (PHASE, "P-03")
    assert decided().why("acknowledge", "2026-03-17T10:00", "support") == (PHASE, "P-02")


def test_a_closed_dossier_says_that_it_is_closed() -> None:
    assert filed(kind="signal").must("close", "2026-03-03T10:00").why("talk", "2026-03-04T10:00") == ("Het dossier is gesloten.", "P-03")


def test_a_dossier_with_an_open_objection_may_be_asked_for_by_that_stage() -> None:
    while_open = proef(
        ('id = "talk"\nby = "officer"\nstages = ["intake", "informal"]', 'id = "talk"\nby = "officer"\nstages = ["objection"]')
    )
    case = decided(procedure=while_open)
    assert case.do("talk", "2026-03-17T10:00") == PHASE
    case.must("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    case.must("talk", "2026-03-31T10:00", outcome="solved")


@pytest.mark.parametrize(
    ("act", "dossier"), [("note", "dossier"), ("classify", "dossier"), ("note", "objection 1"), ("object", "objection 2")]
)
def test_after_destruction_nothing_is_possible_in_any_dossier(act: str, dossier: str) -> None:
    case = objected().must("close", "2026-04-01T10:00", dossier="objection 1").must("close", "2026-04-01T11:00")
    case.must("waive", "2026-04-02T10:00", duty="evaluate", reason="x").must("destroy", "2027-04-02T10:00", "archivist")
    assert case.why(act, "2027-04-03T10:00", dossier=dossier) == ("Dit dossier is vernietigd.", "P-12")


def test_what_must_come_first_is_told_in_the_words_of_the_regulation() -> None:
    assert assigned(description=None).why("reply", "2026-03-16T10:00") == ("Nog niet compleet: description.", "P-05")
    other = proef(('id = "judge"\nby = "handler"', 'id = "judge"\nby = "officer"'))
    assert filed(procedure=other).why("judge", "2026-03-03T10:00", reasons="x") == ("Wijs eerst een behandelaar aan.", "P-03")


def test_a_need_may_ask_the_data_of_the_act_itself() -> None:
    case = assigned()
    why = case.why("judge", "2026-03-04T10:00", "handler", person="h1", outcome="upheld", reasons="x")
    assert why == ("Weeg eerst wat er aan de hand is.", "P-13")
    assert impossible(case.matter, case.base, "judge") is None
    case.must("judge", "2026-03-04T10:00", "handler", person="h1", outcome="rejected", reasons="x")


def test_what_a_ruling_binds_goes_before_the_stage() -> None:
    rule = 'stages = ["formal"]\nclause = "P-03"\n'
    bound = proef((rule, f'{rule}\n[[act.needs]]\nthat = {{ "objection.ruled" = "unknown" }}\nreason = "De uitspraak bindt."\n'))
    case = decided(procedure=bound)
    assert case.do("reply", "2026-03-17T10:00") == PHASE
    case.base.facts["objection.ruled"] = True
    assert case.do("reply", "2026-03-17T10:00") == "De uitspraak bindt."


def test_a_right_is_needed_opened_and_not_used_up() -> None:
    new = {"dossier": "objection 2", "person": "p1", "grounds": ["x"]}
    assert assigned().why("object", "2026-03-30T10:00", "complainant", **{**new, "dossier": "objection 1"}) == (PHASE, "P-09")
    free = proef(('by = "complainant"\nstages = ["decided", "closed"]', 'by = "complainant"'))
    early = assigned(procedure=free).why("object", "2026-03-30T10:00", "complainant", **{**new, "dossier": "objection 1"})
    assert early == ("Dit kan pas later.", "P-09")
    case = objected().must("close", "2026-04-01T10:00", dossier="objection 1")
    assert case.why("object", "2026-04-02T10:00", "complainant", **new) == ("Dit is al gedaan.", "P-09")


def test_a_right_that_lapsed_is_told_as_such() -> None:
    assert decided().why("withdraw", "2026-03-17T10:00", "complainant", person="p1") == ("Dit recht is vervallen.", "P-17")


def test_an_act_that_uses_a_right_only_in_some_dossiers_needs_none_elsewhere() -> None:
    both = proef(('used_by = "object"', 'used_by = ["object", { act = "complete", when = { instance = "objection" } }]'))
    filed(procedure=both).must("complete", "2026-03-03T10:00", "complainant", person="p1", steps_taken="Gebeld")


def test_the_same_letter_waits_for_the_one_that_has_not_left() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="mail", sent=None)
    assert case.why("acknowledge", "2026-03-03T11:00", "support") == ("De vorige brief hierover is nog niet verstuurd.", "P-02")
    case.post("2026-03-03T12:00").must("acknowledge", "2026-03-03T13:00", "support")


def test_what_stands_in_the_way_is_named_once_with_its_items() -> None:
    blocking = proef(
        (
            'met_by = "notify_customers"\noptional = true',
            'met_by = "notify_customers"\noptional = true\nblocks = ["reply", "note", "notify_customers"]',
        )
    )
    case = assigned(procedure=blocking).must("assess", "2026-03-04T10:00", products=["a", "b"])
    assert case.why("reply", "2026-03-16T10:00") == ("Eerst nog: Afnemers inlichten (a), Afnemers inlichten (b).", "P-13")
    assert case.do("note", "2026-03-16T10:00") == "Eerst nog: Afnemers inlichten (a), Afnemers inlichten (b)."
    case.must("notify_customers", "2026-03-16T10:00", "support").must("note", "2026-03-16T11:00")


# By whom --------------------------------------------------------------------------------------------------------------------


def test_an_act_is_only_for_the_roles_named() -> None:
    assert filed().why("assign", "2026-03-03T10:00", "support", to="h1") == ("Dit is niet aan de rol 'Klantenservice'.", "P-04")
    assert filed().why("note", "2026-03-03T10:00", "complainant") == ("Dit is niet aan de rol 'Klager'.", None)


@pytest.mark.parametrize("role", ["", "jester"])
def test_a_role_that_nobody_knows_may_do_nothing_but_file(role: str) -> None:
    assert filed().why("note", "2026-03-03T10:00", role)[0] == f"Dit is niet aan de rol '{role}'."
    Case().must("file", "2026-03-02T10:00", role, kind="signal")


@pytest.mark.parametrize("act", ["sent", "bounced"])
def test_only_the_system_notes_the_post(act: str) -> None:
    assert filed().why(act, "2026-03-03T10:00") == ("Dit legt alleen het systeem vast.", None)


def test_the_system_may_take_any_act_that_is_possible() -> None:
    filed(kind="signal").must("close", "2026-03-03T10:00", SYSTEM)


def test_an_imported_matter_begins_by_itself() -> None:
    assert Case().must("imported", "2026-03-03T10:00", SYSTEM, system="front").base.name == "dossier"


def test_a_part_is_held_by_whoever_was_named_for_it() -> None:
    act = ("judge", "2026-03-04T10:00", "handler")
    other = proef(('that = { done = "assign" }', 'that = { done = "file" }'))
    assert filed(procedure=other).why(*act, person="h1", reasons="x") == ("Er is nog geen Behandelaar aangewezen.", "P-03")
    assert assigned().why(*act, person="h2", reasons="x") == ("Deze persoon is niet de Behandelaar in dit dossier.", "P-03")
    assigned().must(*act, person="h1", reasons="x")
    assigned().must(*act, reasons="x")


def test_whoever_complains_takes_that_part_by_acting() -> None:
    case = Case().must("file", "2026-03-02T10:00", "support", kind="signal")
    case.must("withdraw", "2026-03-03T10:00", "complainant", person="p1")
    assert case.base.holders["complainant"] == ["p1"]


@pytest.mark.parametrize("number", [0, 7, "x"])
def test_an_appeal_against_an_objection_that_is_not_there_is_refused(number: int | str) -> None:
    reason, clause = objected().why("appeal", "2026-04-14T10:00", "complainant", person="p1", dossier="appeal 1", objects_to=number)
    assert (reason, clause) == (f"Er is geen dossier 'objection {number}' in deze zaak.", "P-11")


def test_only_the_complainant_objects_and_appeals() -> None:
    new = {"dossier": "objection 1", "grounds": ["x"]}
    why = decided().why("object", "2026-03-30T10:00", "complainant", person="p2", **new)
    assert why == ("Deze persoon is niet de Klager in dit dossier.", "P-09")
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail")
    assert case.do("appeal", "2026-04-14T10:00", "complainant", person="p2", dossier="appeal 1") is not None
    case.must("appeal", "2026-04-14T10:00", "complainant", person="p1", dossier="appeal 1")


# Why it is late -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "data", "reason"),
    [
        ("committee", {"duty": "rule"}, None),
        ("committee", {"duty": "evaluate"}, "Noem wat te laat was en wat u zelf moest doen."),
        ("committee", {}, "Noem wat te laat was en wat u zelf moest doen."),
        ("handler", {"duty": "rule"}, "Dit is niet aan de rol 'Behandelaar'."),
        ("complainant", {"duty": "rule"}, "Dit is niet aan de rol 'Klager'."),
        ("nobody", {"duty": "rule"}, "Dit is niet aan de rol 'nobody'."),
        ("officer", {}, None),
    ],
)
def test_who_owes_something_by_his_part_says_himself_why_that_is_late(by: str, data: dict[str, str], reason: str | None) -> None:
    assert appointed().do("explain_lateness", "2026-05-20T10:00", by, dossier="objection 1", cause="workload", **data) == reason


def test_that_is_offered_to_whoever_owes_something_and_to_no_other_part() -> None:
    case = appointed()
    able = permitted(case.matter, case.matter.dossiers["objection 1"])
    assert [role for role in ("officer", "committee", "handler", "complainant") if "explain_lateness" in able[role]] == [
        "officer",
        "committee",
    ]
