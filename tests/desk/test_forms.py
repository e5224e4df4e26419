"""The form of every act of every regulation is made from what the act carries, and gives back data that the log takes."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from django.http import QueryDict

import wederhoor.procedures
from wederhoor.actions.values import NewParty
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
    return Asked(matter, dossier, dossier, procedure.specs[act], rule_for(dossier, act), PEOPLE)


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
    return {"date": "2-6-2026", "number": "3", "email": "a@voorbeeld.nl", "phone": "0612345678"}.get(field.kind, "tekst")


@pytest.mark.parametrize(("path", "act", "instance"), list(every_act()), ids=lambda value: getattr(value, "parent", Path(value)).name)
def test_the_form_of_an_act_gives_data_that_its_log_takes(path: Path, act: str, instance: str) -> None:
    asked = asked_of(procedure_of(path), act, instance)
    form = act_form(asked, informing="phone")
    values, errors = read_act(form, posted({field.name: typed_in(field) for field in form.fields}))
    folded = fold_data(asked.spec, data_of(asked, values))
    assert (errors, folded.faults) == ({}, ())
    assert set(asked.spec.fields) - {"states"} <= set(folded.codes) | left_out(asked)


def left_out(asked: Asked) -> set[str]:
    """Names that stand in rows, or that rows stand for."""
    rows = {name for name in asked.spec.fields if name.startswith("members.")}
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


def test_someone_who_is_not_in_the_matter_yet_is_named_beside_the_choice() -> None:
    asked = klik("assign")
    values, errors = read_act(act_form(asked), posted({"to": "new", "to-name": "C. Buiten", "to-email": "c@buiten.nl"}))
    assert (data_of(asked, values)["to"], errors) == (NewParty(name="C. Buiten", email="c@buiten.nl"), {})


def test_someone_else_without_a_name_is_asked_for() -> None:
    _values, errors = read_act(act_form(klik("assign")), posted({"to": "new"}))
    assert list(errors) == ["to-name"]


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
