"""A procedure as a value: names, acts of its own, which norm carries which clause."""

import tomllib

from tests.core.engine import TEXT, proef
from wederhoor.core.procedure import Procedure, fold, spoken


def test_a_procedure_is_called_by_its_id_and_version() -> None:
    assert proef().name == "proef@1"


def test_a_role_may_be_called_by_any_of_its_names() -> None:
    names = proef().role_names
    assert {names[fold(name)] for name in ("officer", "Klachtenfunctionaris", "complaints OFFICER", "functionaris")} == {"officer"}


def test_an_act_of_its_own_is_described_by_its_rule() -> None:
    spec = proef().specs["inspect_room"]
    assert (spec.group, spec.letter, spec.back_dated) == ("inquiry", "never", False)


def test_a_field_of_its_own_is_added_to_the_acts_named() -> None:
    specs = proef().specs
    assert specs["assess"].fields["weight"].kind == "number"
    assert "weight" in specs["inspect_room"].fields
    assert "weight" not in specs["judge"].fields


def test_a_field_for_an_act_that_nobody_knows_is_left_out() -> None:
    raw = tomllib.loads(TEXT)
    raw["field"][0]["acts"] = ["unheard_of", "assess"]
    specs = Procedure.model_validate(raw, by_alias=True, by_name=False).specs
    assert ("unheard_of" in specs, "weight" in specs["assess"].fields) == (False, True)


def test_the_complaint_and_the_year_are_always_there() -> None:
    assert proef().instance_ids == ("dossier", "year", "objection", "appeal")


def test_each_clause_is_carried_by_its_norms() -> None:
    carried: dict[str, set[str]] = {}
    for clause, what, _ in proef().norms():
        carried.setdefault(clause, set()).add(what)
    assert carried["P-06"] == {"extension of reply"}
    assert carried["P-04"] == {"act assign", "persons of assign"}
    assert carried["P-05"] == {"required", "need of reply"}
    assert carried["P-07"] == {"suspension"}
    assert carried["P-12"] == {"retention"}


def test_a_procedure_without_retention_claims_none() -> None:
    bare = proef().model_copy(update={"retention": None})
    assert "retention" not in {what for _, what, _ in bare.norms()}


def test_words_are_spoken_in_the_language_asked_else_in_dutch_else_in_any() -> None:
    words = {"nl": "Klacht", "en": "Complaint"}
    assert spoken("Klacht", "en") == "Klacht"
    assert [spoken(words, "en"), spoken(words, "fr"), spoken({"de": "Klage"}), spoken({})] == ["Complaint", "Klacht", "Klage", ""]


def test_a_name_folds_to_small_letters_and_hyphens() -> None:
    assert fold("  Manager_Propositie  Zuid ") == "manager-propositie-zuid"
