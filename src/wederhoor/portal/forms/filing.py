"""The public form of a regulation: made from the data that it asks, in four groups; and what was typed as the data of `file`.

What the regulation asks never stops a filing: what lacks is told on the review page, and asked for later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _

from wederhoor.core.calendar import Calendar
from wederhoor.core.dossier import Refusal, begin, step
from wederhoor.core.facts import missing
from wederhoor.core.log import FIRST, Entry, fold_data
from wederhoor.core.norm import OwnField
from wederhoor.core.procedure import Procedure
from wederhoor.portal.articles import article, articles
from wederhoor.portal.forms import asked, grounds, said
from wederhoor.web import words
from wederhoor.web.fields import Choice, Errors, Field, Kind, Posted, Values, filled, read_fields
from wederhoor.web.words import spoken

#: Without this there is nothing to handle.
_BLOCKS: Final = frozenset({"description"})
#: Of a product that one names oneself.
_LONGEST_NAME: Final = 100
_PERSON: Final = ("name", "organisation", "email", "phone", "address", "city")
#: Without a name to write to there is always a name and a mail address to ask.
_ALWAYS_ASKED: Final = frozenset({"complainant.name", "complainant.email", "description"})
_SUBJECT: Final = ("subject.class", "subject.product")
_COMPLAINT: Final = ("description", "reasons", "remedy_sought", "steps_taken")
_CORRESPONDENCE: Final = ("tried_talk", "wants_reply", "prefers")
_TURNING: Final = ("subject.class", "subject.product", "steps_taken", *_CORRESPONDENCE)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together, under one heading, with the articles that ask them."""

    id: str
    title: str
    articles: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FilingForm:
    """The public form of one version of a regulation."""

    procedure: Procedure
    groups: tuple[Group, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every question in order."""
        return tuple(field for group in self.groups for field in group.fields)

    def with_values(self, values: Mapping[str, Any], errors: Errors) -> "FilingForm":
        """The same form with what was typed and what is wrong with it."""
        return replace(self, groups=tuple(replace(group, fields=filled(group.fields, values, errors)) for group in self.groups))


@dataclass(frozen=True, slots=True)
class Lack:
    """A datum that the regulation asks and that was left open: the question, the id of its control, and the article."""

    label: str
    id: str
    article: str


def filing_form(procedure: Procedure, *, products: Sequence[Choice] = (), points: int = 0) -> FilingForm:
    """The empty form. `products`: what the catalogue offers; without them one types its name. `points`: so many points apart."""
    return _form(procedure, tuple(products), points, words.language())


@lru_cache(maxsize=128)
def _form(procedure: Procedure, products: tuple[Choice, ...], points: int, _language: str) -> FilingForm:
    """Made once for each language: a version of a regulation never changes."""
    own = list(asked.own_fields(procedure))
    groups = (
        ("complainant", _("Wie bent u?"), _person_fields(procedure)),
        ("subject", _("Het onderwerp"), _subject_fields(procedure, own, products)),
        ("complaint", _("Uw verhaal"), [*_complaint_fields(procedure, own), *grounds.fields(points)]),
        ("correspondence", _("Contact met u"), _correspondence_fields(procedure)),
    )
    return FilingForm(
        procedure, tuple(Group(code, title, _asking(procedure, fields), tuple(fields)) for code, title, fields in groups if fields)
    )


def read_filing(form: FilingForm, post: Posted) -> tuple[Values, Errors]:
    """What was typed, and what is wrong with it. Only a complaint without a word, or an answer that cannot be read, is wrong."""
    values, errors = read_fields([replace(field, required=field.name in _BLOCKS) for field in form.fields], post)
    if len(str(values.get("subject.product", ""))) > _LONGEST_NAME:
        errors["subject.product"] = (_("Noem alleen de naam, in ten hoogste {n} tekens").format(n=_LONGEST_NAME),)
    return values, errors


def data_of(form: FilingForm, values: Values, *, today: date) -> dict[str, Any]:
    """The data of `file` as nested tables. A form bears the day on which it is sent."""
    data: dict[str, Any] = {"kind": asked.kinds(form.procedure)[0], "channel": "web", "filed_on": today}
    for name in (field.name for field in form.fields):
        # A box that was not ticked says nothing; a question answered with no says no.
        if name in values and not name.startswith(f"{grounds.NAME}.") and (values[name] is not False or name == "wants_reply"):
            table, _dot, last = name.rpartition(".")
            (data.setdefault(table, {}) if table else data)[last] = values[name]
    if points := grounds.told(values):
        data[grounds.NAME] = points
    if data.get("anonymous"):
        data.pop("complainant", None)
    return data


def lacking(form: FilingForm, data: Mapping[str, object], *, now: datetime, calendar: Calendar) -> tuple[Lack, ...] | Refusal:
    """What the regulation asks and these data leave open, as the engine sees it; or why they cannot be filed at all."""
    procedure = form.procedure
    matter = begin(procedure, calendar=calendar)
    folded = fold_data(procedure.specs["file"], data)
    refused = step(matter, Entry("file", now, now, "complainant", None, folded.codes, FIRST))
    if refused is not None or matter.first is None:
        return refused or Refusal("")
    asking = {field.name: field for field in form.fields}
    found = []
    for datum, clause in missing(matter.first):
        names = [name for name in datum.field.split("|") if name in asking]
        label = " / ".join(asking[name].label for name in names) or said.label(procedure, datum.field)
        found.append(Lack(label, asking[names[0]].id if names else "", article(procedure, clause)))
    return tuple(found)


def _person_fields(procedure: Procedure) -> list[Field]:
    names = [name for part in _PERSON if (name := f"complainant.{part}") in _ALWAYS_ASKED or _is_asked(procedure, name)]
    if asked.speaks_of(procedure, "prefers"):
        names += [name for name in ("complainant.address", "complainant.city") if name not in names]
    fields = [_text(procedure, name) for name in names]
    if asked.may_be_nameless(procedure):
        fields.insert(0, Field("anonymous", "flag", said.label(procedure, "anonymous"), help=said.help_of("anonymous")))
    return fields


def _subject_fields(procedure: Procedure, own: list[OwnField], products: tuple[Choice, ...]) -> list[Field]:
    fields = []
    kinds = asked.kinds(procedure)
    if len(kinds) > 1:
        choices = said.kind_choices(procedure, kinds)
        fields.append(Field("kind", "choice", said.label(procedure, "kind"), required=True, choices=choices, value=kinds[0]))
    fields += [_own(procedure, field) for field in own if field.kind != "text"]
    for name in _SUBJECT:
        if _is_asked(procedure, name):
            fields.append(_class(procedure) if name == "subject.class" else _product(procedure, products))
    return fields


def _complaint_fields(procedure: Procedure, own: list[OwnField]) -> list[Field]:
    names = [name for name in _COMPLAINT if name in _ALWAYS_ASKED or _is_asked(procedure, name)]
    return [*(_text(procedure, name) for name in names), *(_own(procedure, field) for field in own if field.kind == "text")]


def _correspondence_fields(procedure: Procedure) -> list[Field]:
    fields = []
    for name in _CORRESPONDENCE:
        if _is_asked(procedure, name):
            flag = procedure.specs["file"].fields[name].kind == "flag"
            options = ("true", "false") if flag else procedure.specs["file"].fields[name].options
            asking = name in asked.always(procedure)
            shown = said.choices(name, options)
            kind: Kind = "flag" if flag else "choice"
            fields.append(Field(name, kind, said.label(procedure, name), said.help_of(name), asking, shown))
    if asked.asks_acceptance(procedure):
        fields.append(Field("accepts_regulation", "flag", said.accepts(procedure)))
    return fields


def _is_asked(procedure: Procedure, name: str) -> bool:
    return name in asked.required(procedure) or (name in _TURNING and asked.speaks_of(procedure, name))


def _text(procedure: Procedure, name: str) -> Field:
    """A text; one that the regulation always asks is not called one that may stay empty."""
    last = name.rpartition(".")[2] if name.startswith("complainant.") else ""
    required = name in asked.required(procedure) and name in asked.always(procedure)
    return Field(
        name,
        said.text_kind(name),
        said.label(procedure, name),
        said.help_of(name),
        required=required or name in _BLOCKS,
        autocomplete=said.AUTOCOMPLETE.get(last, ""),
    )


def _class(procedure: Procedure) -> Field:
    rule = next((rule for rule in procedure.acts if rule.id == "file" and rule.instance == "dossier"), None)
    options = procedure.specs["file"].fields["subject.class"].options
    narrowed = [str(value) for value in rule.values.get("subject.class", ())] if rule else []
    offered = tuple(code for code in options if code in narrowed or not narrowed)
    return Field(
        "subject.class",
        "choice",
        said.label(procedure, "subject.class"),
        required="subject.class" in asked.always(procedure),
        choices=said.choices("subject.class", offered),
    )


def _product(procedure: Procedure, products: tuple[Choice, ...]) -> Field:
    name = "subject.product"
    return Field(
        name,
        "choice" if products else "text",
        said.label(procedure, name),
        _("Staat het er niet bij? Sla de vraag dan over en noem het hieronder.") if products else "",
        required=name in asked.always(procedure),
        choices=products,
    )


def _own(procedure: Procedure, field: OwnField) -> Field:
    label, required = spoken(field.label), field.id in asked.always(procedure)
    if field.kind == "flag":
        return Field(field.id, "flag", label, choices=said.yes_no())
    if field.kind == "code" and field.options:
        choices = said.choices(field.id, field.options)
        return Field(field.id, "choices" if field.many else "choice", label, required=required, choices=choices)
    kind: Kind = "date" if field.kind == "date" else "number" if field.kind == "number" else said.text_kind(field.id)
    return Field(field.id, kind, label, required=required)


def _asking(procedure: Procedure, fields: Sequence[Field]) -> tuple[str, ...]:
    clauses = [clause for field in fields for clause in asked.required(procedure).get(field.name, ())]
    if any(field.name == "accepts_regulation" for field in fields):
        clauses += asked.asks_acceptance(procedure)
    return articles(procedure, clauses)
