"""The form of every act of every regulation is made from what the act carries, and gives back data that the log takes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from django.http import QueryDict

import wederhoor.procedures
from wederhoor.actions.values import NewParty
from wederhoor.core.act import Field as Datum
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin
from wederhoor.core.log import BEGINNINGS, fold_data
from wederhoor.core.permit import rule_for
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.core.state import Dossier
from wederhoor.desk.forms import asked as ask
from wederhoor.desk.forms.act import act_form, data_of, read_act
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.choices import choices_of
from wederhoor.desk.forms.sheet import blank, typed
from wederhoor.web.fields import Field

FILES = sorted(Path(wederhoor.procedures.__file__).parent.glob("*/1.toml"))
PEOPLE = (("p-1", "A. de Vries (klager)"), ("m-2", "B. Bakker"))


@cache
def procedure_of(path: Path) -> Procedure:
    found = read(path.read_text(encoding="utf-8"))
    assert isinstance(found, Procedure)
    return found


def asked_of(procedure: Procedure, act: str, instance: str) -> Asked:
    matter = begin(procedure, calendar=DEFAULT)
    dossier = Dossier(name=instance, instance=instance, plan=matter.plans[instance])
    return Asked(matter, dossier, dossier, procedure.specs[act], rule_for(dossier, act), PEOPLE, entries=(("0", "klacht ontvangen"),))


def every_act() -> Iterator[tuple[Path, str, str]]:
    for path in FILES:
        for act, spec in procedure_of(path).specs.items():
            if not spec.system and act not in BEGINNINGS:
                yield path, act, next((rule.instance for rule in procedure_of(path).acts if rule.id == act), "dossier")


def klik(act: str, instance: str = "dossier") -> Asked:
    return asked_of(procedure_of(next(path for path in FILES if path.parent.name == "klik-onderwijs")), act, instance)


def posted(data: Mapping[str, str | list[str]]) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, value in data.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post


def typed_in(field: Field) -> str:
    """Something that the field takes."""
    if field.choices:
        return field.choices[0][0]
    return {
        "code": "kort-1",
        "codes": "kort-1\nkort-2",
        "date": "2-6-2026",
        "number": "3",
        "email": "a@voorbeeld.nl",
        "phone": "0612345678",
    }.get(field.kind, "tekst")


@pytest.mark.parametrize(("path", "act", "instance"), list(every_act()), ids=lambda value: getattr(value, "parent", Path(value)).name)
def test_the_form_of_an_act_gives_data_that_its_log_takes(path: Path, act: str, instance: str) -> None:
    asked = asked_of(procedure_of(path), act, instance)
    form = act_form(asked, informing="phone")
    own = (*form.shown, *form.more, *(field for row in form.rows for field in row))
    values, errors = read_act(form, posted({field.name: typed_in(field) for field in own}))
    folded = fold_data(asked.spec, data_of(asked, values))
    assert (errors, folded.faults) == ({}, ())
    assert set(asked.spec.fields) - {"states", "documents"} <= set(folded.codes) | left_out(asked)


def left_out(asked: Asked) -> set[str]:
    """Names that stand in rows, or that rows stand for; and what the regulation does not let one say here."""
    rows = {name for name in asked.spec.fields if name.startswith(("members.", "findings.", "contact."))}
    persons = asked.rule.persons if asked.rule else None
    rows |= set() if persons and persons.override else {"override"}
    rows |= set() if "accept_secrecy" in asked.seat.plan.rules else {"secrecy"}
    rows |= {"person"} if asked.act == "correct" else set()
    return rows | ({"to", "department", "independent", "outside", "ground", "expertise", "capacity"} if asked.in_rows else set())


def test_what_the_regulation_requires_is_marked() -> None:
    form = act_form(klik("judge"))
    assert {field.name for field in form.fields if field.required} == {"outcome"}


def test_values_that_the_regulation_does_not_know_are_not_offered() -> None:
    field = next(field for field in act_form(klik("reply")).fields if field.name == "channel")
    assert [code for code, _said in field.choices] == ["mail", "post", "portal"]


def test_a_body_is_named_in_three_rows_and_more_when_asked() -> None:
    asked = klik("appoint", "objection")
    assert (len(act_form(asked).rows), len(act_form(asked, rows=5).rows)) == (3, 5)


def test_rows_without_a_person_are_no_members() -> None:
    asked = klik("appoint", "objection")
    post = posted({"members.0.person": "m-2", "members.0.independent": "true", "members.2.department": "verkoop"})
    values, _errors = read_act(act_form(asked), post)
    assert data_of(asked, values)["members"] == [{"person": "m-2", "independent": True}]


@pytest.mark.clause("KLI-10")
def test_someone_from_outside_is_described_beside_the_choice_and_need_not_be_chosen() -> None:
    typed = {"to-name": "C. Buiten", "to-organisation": "Bureau Buiten", "to-email": "c@buiten.nl"}
    values, errors = read_act(act_form(klik("assign")), posted(typed))
    named = NewParty("C. Buiten", "handler", "Bureau Buiten", "c@buiten.nl")
    assert (data_of(klik("assign"), values)["to"], errors) == (named, {})


@pytest.mark.parametrize("typed", [{"to-email": "c@buiten.nl"}, {"to": "m-2", "to-name": "C. Buiten"}])
def test_without_a_name_or_beside_another_person_it_is_not_clear_who_is_meant(typed: dict[str, str]) -> None:
    form = act_form(klik("assign"))
    values, errors = read_act(form, posted(typed))
    assert list(errors) == ["to-name"] or list(errors) == ["to", "to-name"]
    assert form.with_values(values, errors).newcomers["to"].unfolded


def test_of_many_someone_from_outside_comes_besides_those_who_are_chosen() -> None:
    values, errors = read_act(act_form(klik("consult")), posted({"of": ["m-2"], "of-name": "C. Buiten"}))
    assert (data_of(klik("consult"), values)["of"], errors) == (["m-2", NewParty(name="C. Buiten", part="adviser")], {})


@pytest.mark.clause("KLI-15")
def test_members_of_a_body_may_come_from_outside() -> None:
    asked = klik("appoint", "objection")
    post = posted({"members.1.person-name": "C. Buiten", "members.1.ground": "Kent niemand hier."})
    values, _errors = read_act(act_form(asked), post)
    assert data_of(asked, values)["members"] == [{"person": NewParty(name="C. Buiten", part="committee"), "ground": "Kent niemand hier."}]


@pytest.mark.clause("EXT-20")
def test_secrecy_is_asked_only_where_it_can_be_promised() -> None:
    extrack = procedure_of(next(path for path in FILES if path.parent.name == "extrack"))
    asked = {act: {field.name for field in act_form(asked_of(extrack, act, "dossier")).fields} for act in ("consult", "disclose")}
    assert "secrecy" in asked["consult"] & asked["disclose"]
    assert "secrecy" not in {field.name for field in act_form(klik("consult")).fields}


def test_what_is_put_before_someone_is_put_before_a_person_who_has_a_part_already() -> None:
    assert not act_form(klik("disclose")).newcomers


def test_of_two_fields_either_of_which_will_do_neither_is_marked() -> None:
    asked = klik("refuse", "objection")
    fields = {field.name: field for field in act_form(asked).fields}
    assert (fields["reason"].required, fields["reasons"].required) == (False, False)
    assert "redenen" in fields["reason"].hint


def test_told_by_mouth_one_ticks_what_was_said() -> None:
    fields = [field.name for field in act_form(klik("acknowledge"), informing="phone").fields]
    assert "states" in fields
    assert "states" not in [field.name for field in act_form(klik("acknowledge")).fields]


def test_the_duties_that_must_be_stated_are_offered() -> None:
    assert ask.to_state(klik("acknowledge"))[:2] == ("steps", "terms")


def test_what_a_complaint_lacks_is_ticked_beforehand_in_words() -> None:
    field = next(one for one in act_form(klik("ask_completion")).fields if one.name == "missing")
    assert field.widget == "boxes"
    assert ("description", "omschrijving") in field.choices
    assert "description" in field.value


def test_what_was_unticked_does_not_come_back_ticked() -> None:
    form = act_form(klik("ask_completion"))
    field = next(one for one in form.with_values({}, {}).fields if one.name == "missing")
    assert field.chosen == ()


def test_a_field_that_means_something_else_in_an_act_is_called_so() -> None:
    labels = {act: next(one.label for one in act_form(klik(act)).fields if one.name == "to") for act in ("link", "assign")}
    assert labels == {"link": "Welk dossier", "assign": "Naar wie"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_no_field_offers_one_thing_twice(path: Path) -> None:
    procedure = procedure_of(path)
    asked = [asked_of(procedure, rule.id, rule.instance) for rule in procedure.acts if rule.id in procedure.specs]
    offered = [(one.act, field.name, [said for _, said in field.choices]) for one in asked for field in act_form(one).fields]
    assert [(act, name) for act, name, said in offered if len(said) != len(set(said))] == []


@pytest.mark.parametrize(("path", "act", "instance"), list(every_act()), ids=lambda value: getattr(value, "parent", Path(value)).name)
def test_what_one_types_freely_does_not_come_into_the_log_as_a_code(path: Path, act: str, instance: str) -> None:
    asked = asked_of(procedure_of(path), act, instance)
    form = act_form(asked)
    own = (*form.shown, *form.more, *(field for row in form.rows for field in row))
    _values, errors = read_act(form, posted({field.name: "Piet de Vries" for field in own if not field.choices}))
    free = {one.name for one in own if not one.choices and datum_of(asked, one.name).kind in {"code", "reference"}}
    assert free - errors.keys() <= {"product", "products", "subject.product"}


def datum_of(asked: Asked, name: str) -> Datum:
    return asked.spec.fields["members." + name.rpartition(".")[2] if name.startswith("members.") else name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_what_lacks_is_always_chosen_never_typed(path: Path) -> None:
    procedure = procedure_of(path)
    asked = [asked_of(procedure, "ask_completion", rule.instance) for rule in procedure.acts if rule.id == "ask_completion"]
    assert all(len(choices_of(one, "missing")) > 1 for one in asked)


def test_what_a_talk_led_to_is_called_so_and_is_no_judgement() -> None:
    labels = {act: next(one.label for one in act_form(klik(act)).fields if one.name == "outcome") for act in ("talk", "mediate", "judge")}
    assert labels == {"talk": "Uitkomst", "mediate": "Uitkomst", "judge": "Oordeel"}


def test_what_the_letter_promises_to_say_is_marked_as_asked_where_a_letter_leaves() -> None:
    asked = asked_of(procedure_of(next(path for path in FILES if path.parent.name == "ecm")), "reply", "dossier")
    forms = [blank(asked, seen=0, roles=()).form, typed(asked, posted({"channel": "phone"}), length=0, roles=()).form]
    assert [next(one.required for one in form.fields if one.name == "reasons") for form in forms] == [True, False]


def test_a_person_who_is_not_known_yet_is_called_by_his_name() -> None:
    form = act_form(replace(klik("file"), people=()))
    values, errors = read_act(form, posted({"subject.person": "Piet de Vries"}))
    assert (values["subject.person"], "subject.person" in errors) == ("Piet de Vries", False)
