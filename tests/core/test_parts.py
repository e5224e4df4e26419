"""Persons in a matter: which part an act gives, and who may not be named."""

from typing import Any

import pytest

from tests.core.engine import MEMBERS, Given, assigned, decided, filed, objected, proef
from wederhoor.core.dossier import why_not_named
from wederhoor.core.parts import named_by, with_roles

TIED = "Deze persoon had al een rol in deze zaak."
FILED = "Deze persoon diende de klacht in."
HANDLED = "Deze persoon behandelde deze zaak al."


def test_whoever_files_and_whoever_is_assigned_has_a_part() -> None:
    case = assigned()
    assert case.base.holders["complainant"] == ["p1"]
    assert case.base.holders["handler"] == ["h1"]
    assert case.matter.parts["h1"] == {"handler"}


def test_another_handler_takes_the_place_of_the_first_who_keeps_his_past() -> None:
    case = assigned().must("assign", "2026-03-04T10:00", to="h2")
    assert case.base.holders["handler"] == ["h2"]
    assert case.matter.parts["h1"] == {"handler"}


def test_several_advisers_stand_beside_each_other_once() -> None:
    case = filed().must("consult", "2026-03-03T10:00", of=["a1", "a2"]).must("consult", "2026-03-04T10:00", of=["a1"])
    assert case.base.holders["adviser"] == ["a1", "a2"]


def test_whom_a_complaint_is_about_is_concerned() -> None:
    assert filed(subject={"person": "s1"}).base.holders["concerned"] == ["s1"]


def test_an_act_gives_the_part_that_its_rule_says() -> None:
    other = proef(('id = "consult"\nby = "officer"', 'id = "consult"\nby = "officer"\ngives_part = "committee"'))
    assert filed(procedure=other).must("consult", "2026-03-03T10:00", of="c1").base.holders["committee"] == ["c1"]


def test_any_act_may_give_a_part_to_whom_it_names() -> None:
    other = proef(('id = "visit"\nby = "officer"', 'id = "visit"\nby = "officer"\ngives_part = "handler"'))
    assert filed(procedure=other).must("visit", "2026-03-03T10:00", person="o1", data={"person": "h1"}).base.holders["handler"] == ["h1"]


def test_who_took_an_act_without_a_person_is_known_by_the_role() -> None:
    case = filed().must("note", "2026-03-03T10:00", "manager")
    assert case.matter.parts["manager"] == {"manager"}
    assert case.matter.parts["p1"] == {"complainant"}


@pytest.mark.parametrize(
    ("data", "persons"),
    [
        ({"to": "h1"}, ["h1"]),
        ({"person": "h1"}, ["h1"]),
        ({"mediator": "m1"}, ["m1"]),
        ({"members": ({"person": "c1"}, "c2")}, ["c1", "c2"]),
        ({"to": ("a",)}, []),
        ({"of": ("a1", "a2")}, ["a1", "a2"]),
        ({"of": "a1"}, ["a1"]),
        ({"of": 3}, []),
        ({}, []),
    ],
)
def test_an_act_names_persons_in_several_ways(data: dict[str, Any], persons: list[str]) -> None:
    assert [named.person for named in named_by(data)] == persons


def test_a_recorded_ground_says_that_somebody_is_independent() -> None:
    named = named_by({"members": ({"person": "c1", "ground": True}, {"person": "c2", "ground": True, "independent": False})})
    assert [person.independent for person in named] == [True, False]


def test_a_person_named_counts_with_the_roles_that_he_has() -> None:
    case = filed().must("note", "2026-03-03T10:00", "manager", person="m1")
    found = with_roles(case.matter, {"of": ("m1", "x"), "to": "m1", "person": "x", "product": "manager", "consulted": ({"a": 1},)})
    assert found == {"of": ("m1", "manager", "x"), "to": ("m1", "manager"), "person": "x", "product": "manager", "consulted": ({"a": 1},)}


def test_any_name_of_a_role_counts_as_that_role() -> None:
    assert with_roles(filed().matter, {"of": "Complaints Officer"}) == {"of": ("Complaints Officer", "officer")}


def refused(**data: Given) -> str | None:
    case = filed(subject={"department": "sales"}).must("note", "2026-03-03T09:00", "support", person="s1")
    return case.do("assign", "2026-03-03T10:00", person="o1", **data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"to": "h1"}, None),
        ({"to": "h1", "independent": True, "department": "sales"}, "Deze persoon werkt op de afdeling waar de klacht over gaat."),
        ({"to": "h1", "department": "legal"}, None),
        ({"to": "h1", "independent": False}, "Deze persoon is niet onafhankelijk."),
        ({"to": "p1"}, FILED),
        ({"to": "s1"}, TIED),
        ({"to": "s1", "override": "Er is niemand anders"}, None),
        ({"members": ["h1", "h2"]}, "Er zijn ten hoogste 1 personen mogelijk."),
        ({"members": ["h1", "h1"]}, "Dezelfde persoon is twee keer genoemd."),
        ({"members": []}, "Noem de persoon."),
    ],
)
def test_who_may_not_be_assigned(data: dict[str, Any], reason: str | None) -> None:
    assert refused(**data) == reason


def test_an_act_that_names_nobody_names_whoever_takes_it() -> None:
    assert refused() is None


def test_without_anyone_to_name_the_person_is_asked() -> None:
    assert filed().do("assign", "2026-03-03T10:00") == "Noem de persoon."


def test_a_role_that_acted_without_a_person_may_not_be_named_either() -> None:
    case = filed().must("note", "2026-03-03T10:00", "support")
    assert case.do("assign", "2026-03-03T11:00", to="Klantenservice") == TIED
    assert case.do("assign", "2026-03-03T11:00", to="manager") is None


def board(*changes: dict[str, Any], by: str = "m1") -> str | None:
    """Appoints the usual committee, each member changed as said."""
    case = objected().must("admit", "2026-04-01T10:00", dossier="objection 1")
    members = [{**member, **change} for member, change in zip([*MEMBERS, MEMBERS[1] | {"person": "c3"}], changes, strict=False)]
    return case.do("appoint", "2026-04-02T10:00", "manager", person=by, dossier="objection 1", members=members)


def test_a_committee_of_the_right_composition_is_appointed() -> None:
    assert [board({}, {}), board({}, {}, {})] == [None, None]


@pytest.mark.parametrize(
    ("chair", "member", "reason"),
    [
        ({"person": "h1"}, {}, HANDLED),
        ({"person": "m1"}, {}, "Wie aanwijst, kan niet zichzelf aanwijzen."),
        ({"independent": None}, {}, "Er is niet vastgelegd dat deze persoon onafhankelijk is."),
        ({"independent": None, "ground": "Nooit bij ons gewerkt"}, {}, None),
        ({"outside": False}, {}, "Deze persoon komt niet van buiten de organisatie."),
        ({"outside": None}, {}, None),
        ({"outside": None, "capacity": None, "expertise": "Recht"}, {}, "Er ontbreekt: Voorzitter."),
        ({"capacity": None}, {}, "Er is niet vastgelegd waarin deze persoon deskundig is."),
        ({"capacity": "member"}, {}, "Er ontbreekt: Voorzitter."),
        ({}, {"capacity": "chair"}, "De samenstelling klopt niet met de regeling."),
        ({}, {"capacity": "Lay Member"}, None),
        ({}, {"capacity": "jester"}, "De samenstelling klopt niet met de regeling."),
    ],
)
def test_who_may_not_sit_in_a_committee(chair: dict[str, Any], member: dict[str, Any], reason: str | None) -> None:
    assert board(chair, member) == reason


def test_a_seat_for_somebody_from_outside_is_not_for_an_employee() -> None:
    free = proef(('outside = "not_denied"\n', ""))
    case = decided(procedure=free).must("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    members = [{**MEMBERS[0], "outside": False}, MEMBERS[1]]
    assert case.do("appoint", "2026-04-02T10:00", "manager", dossier="objection 1", members=members) == "Er ontbreekt: Voorzitter."


def test_one_member_is_too_few() -> None:
    assert board({}) == "Er zijn ten minste 2 personen nodig."


def test_that_somebody_comes_from_outside_may_have_to_be_stated() -> None:
    stated = proef(('outside = "not_denied"', 'outside = "stated"'))
    case = decided(procedure=stated).must("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    reason = case.do("appoint", "2026-04-02T10:00", "manager", dossier="objection 1", members=MEMBERS)
    assert reason == "Er is niet vastgelegd dat deze persoon van buiten de organisatie komt."


def test_the_department_complained_of_is_kept_out_of_the_objection_too() -> None:
    case = filed(subject={"department": "sales"}).must("assign", "2026-03-03T10:00", to="h1")
    case.must("reply", "2026-03-16T10:00", "handler", person="h1")
    case.must("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    members = [{**MEMBERS[0], "department": "sales"}, MEMBERS[1]]
    reason = case.do("appoint", "2026-04-02T10:00", "manager", dossier="objection 1", members=members)
    assert reason == "Deze persoon werkt op de afdeling waar de klacht over gaat."


def test_a_reason_lifts_who_may_be_named_but_not_how_many() -> None:
    assert refused(to="s1", override="Er is niemand anders") is None
    assert refused(members=["h1", "h2"], override="Er is niemand anders") == "Er zijn ten hoogste 1 personen mogelijk."


# Before one chooses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "department", "reason"),
    [("h1", None, None), ("p1", None, FILED), ("s1", None, TIED), ("h1", "legal", None), ("h1", "sales", "afdeling")],
)
def test_each_candidate_is_asked_about_before_one_is_chosen(person: str, department: str | None, reason: str | None) -> None:
    case = filed(subject={"department": "sales"}).must("note", "2026-03-03T09:00", "support", person="s1")
    found = why_not_named(case.matter, case.base, "assign", person, department=department)
    assert (found.reason if found else None, found.clause if found else "P-04") == (
        "Deze persoon werkt op de afdeling waar de klacht over gaat." if reason == "afdeling" else reason,
        "P-04",
    )


def test_whoever_handled_the_complaint_is_no_candidate_for_the_committee_nor_is_the_one_who_appoints() -> None:
    case = objected().must("admit", "2026-04-01T10:00", dossier="objection 1")
    objection = case.matter.dossiers["objection 1"]
    found = [why_not_named(case.matter, objection, "appoint", person, by="m1") for person in ("h1", "m1", "c1")]
    assert [one.reason if one else None for one in found] == [HANDLED, "Wie aanwijst, kan niet zichzelf aanwijzen.", None]


@pytest.mark.parametrize("act", ["consult", "pass_on", "object"])
def test_where_no_rule_says_who_anyone_is_a_candidate(act: str) -> None:
    case = objected()
    assert why_not_named(case.matter, case.matter.dossiers["objection 1"], act, "p1") is None
