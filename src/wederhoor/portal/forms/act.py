"""The form of an act that a complainant may take: only what he himself can tell; the rest follows from the page he is on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy

from wederhoor.core.act import Field as Datum
from wederhoor.core.facts import missing
from wederhoor.core.norm import ActRule
from wederhoor.core.state import Dossier, Matter
from wederhoor.portal.forms import asked, said
from wederhoor.web.fields import Field, Values

#: Acts that add to what was filed, and what each asks beside that which still lacks.
_ADDING: Final[Mapping[str, tuple[str, ...]]] = {
    "complete": ("description",),
    "formalise": ("reasons",),
    "confirm_in_writing": ("description",),
}
_SETTLED: Final = frozenset({"channel", "filed_on", "in_writing", "origin", "party", "until", "anonymous", "kind", "states", "consented"})
#: An act of these says nothing without this text.
_ITSELF: Final[Mapping[str, str]] = {"complete": "description", "comment": "text", "object": "grounds", "reopen": "reason"}
#: By these he writes to us from his own page; a regulation may narrow them.
_WAYS: Final = ("portal", "web", "mail")
_QUESTIONS: Final = {
    ("complete", "description"): gettext_lazy("Wat wilt u toevoegen?"),
    ("confirm_in_writing", "description"): gettext_lazy("Wilt u nog iets toevoegen?"),
    ("formalise", "reasons"): gettext_lazy("Waarom maakt u er een formele klacht van?"),
    ("reopen", "reason"): gettext_lazy("Wat is er nog niet opgelost?"),
    ("decline", "reason"): gettext_lazy("Wat zou voor u wel een oplossing zijn?"),
    ("accept", "reason"): gettext_lazy("Wilt u daar iets bij zeggen?"),
    ("withdraw", "reason"): gettext_lazy("Waarom trekt u in?"),
    ("request_inspection", "text"): gettext_lazy("Wat wilt u inzien?"),
    ("object", "against"): gettext_lazy("Waartegen maakt u bezwaar?"),
}


@dataclass(frozen=True, slots=True)
class Taking:
    """An act as a complainant would take it: from which dossier of his matter, and under which rule."""

    matter: Matter
    dossier: Dossier
    act: str
    rule: ActRule | None

    @property
    def opens(self) -> str:
        """The instance that this act opens; nothing for an act within the dossier."""
        found = [one.id for one in self.matter.procedure.instances if one.opened_by == self.act and one.against == self.dossier.instance]
        return found[0] if found else ""


def fields_of(taking: Taking, known: Mapping[str, str]) -> tuple[Field, ...]:
    """What the act asks. `known`: what the store knows of the complainant, by the names of an objection (`name`, `address`)."""
    return tuple(_field(taking, name, known) for name in dict.fromkeys(_names(taking)))


def data_of(taking: Taking, values: Values, *, now: datetime) -> dict[str, Any]:
    """The data of the act: what was typed, and what the page itself tells."""
    spec = taking.matter.procedure.specs[taking.act]
    data: dict[str, Any] = dict(_told(taking, now))
    for name, value in values.items():
        datum = spec.fields.get(name)
        if datum is not None and value != "":
            data[name] = [part.strip() for part in value.split("\n\n") if part.strip()] if datum.many and isinstance(value, str) else value
    return data


def _told(taking: Taking, now: datetime) -> Iterator[tuple[str, Any]]:
    """What the form need not ask: by which way it came, on which day, that it is in writing, whom it is about."""
    fields = taking.matter.procedure.specs[taking.act].fields
    narrowed = taking.rule.values.get("channel", ()) if taking.rule else ()
    if "channel" in fields:
        ways = [way for way in _WAYS if (not narrowed or way in narrowed) and way in (fields["channel"].options or _WAYS)]
        if ways:
            yield "channel", ways[0]
    if "in_writing" in fields:
        yield "in_writing", True
    if taking.act == "waive_hearing":
        yield "party", "complainant"
    if taking.act == "classify":
        yield "kind", "complaint"
    if taking.act == "consent_extension" and (until := _promised(taking.dossier)):
        yield "until", until
    if "filed_on" in fields:
        yield "filed_on", taking.matter.calendar.local_day(now)


def _promised(dossier: Dossier) -> date | None:
    """The day to which the last notice would move the term."""
    days = [record.data.get("until") for record in dossier.by_act.get("extend", ())]
    return date.fromisoformat(str(days[-1])) if days and days[-1] else None


def _names(taking: Taking) -> Iterator[str]:
    spec = taking.matter.procedure.specs[taking.act]
    if taking.act in _ADDING:
        lacking = [name for datum, _clause in missing(taking.dossier) for name in datum.field.split("|")]
        # What was written before stands; to add to it one writes more.
        yield from (name for name in (*lacking, *_ADDING[taking.act]) if name in spec.fields and name not in _SETTLED)
    elif taking.opens:
        yield from (name for name in asked.required(taking.matter.procedure, taking.opens) if name in spec.fields)
        yield "grounds"
    else:
        yield from (name for name, datum in spec.fields.items() if name not in _SETTLED and _can_be_told(datum))
    if taking.rule:
        yield from (datum.field for datum in taking.rule.requires if datum.field in spec.fields and datum.field not in _SETTLED)


def _can_be_told(datum: Datum) -> bool:
    """References and codes without words are for staff."""
    return datum.kind in {"text", "date", "flag", "number"} or bool(datum.options)


def _field(taking: Taking, name: str, known: Mapping[str, str]) -> Field:
    datum = taking.matter.procedure.specs[taking.act].fields[name]
    required = name == _ITSELF.get(taking.act) or (taking.rule is not None and any(one.field == name for one in taking.rule.requires))
    question = _QUESTIONS.get((taking.act, name))
    label = str(question) if question else said.label(taking.matter.procedure, name, act=taking.act)
    helped = "" if question else said.help_of(name)
    if datum.options:
        return Field(name, "choice", label, helped, required, said.choices(name, datum.options))
    if datum.kind == "flag":
        return Field(name, "flag", label, helped, required, said.yes_no())
    kind = said.text_kind(name) if datum.kind in {"text", "reference", "code"} else "date" if datum.kind == "date" else "number"
    return Field(name, kind, label, helped, required, value=known.get(name, ""), autocomplete=said.AUTOCOMPLETE.get(name, ""))
