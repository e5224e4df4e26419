"""The form of an act that a complainant may take: only what he himself can tell; the rest follows from the page he is on."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy

from wederhoor.core.act import DOCUMENTS
from wederhoor.core.act import Field as Datum
from wederhoor.core.facts import fact, missing
from wederhoor.core.norm import ActRule
from wederhoor.core.state import Dossier, Matter
from wederhoor.portal.awaiting import put_last
from wederhoor.portal.forms import asked, said
from wederhoor.web.fields import Choice, Field, Values

#: Acts that add to what was filed, and what each asks beside that which still lacks.
_ADDING: Final[Mapping[str, tuple[str, ...]]] = {
    "complete": ("description",),
    "formalise": ("reasons",),
    "confirm_in_writing": ("description",),
}
_SETTLED: Final = frozenset({"channel", "filed_on", "in_writing", "origin", "party", "anonymous", "kind", "states", "consented", "of"})
#: An act of these says nothing without this text.
_ITSELF: Final[Mapping[str, str]] = {
    "complete": "description",
    "comment": "text",
    "object": "grounds",
    "reopen": "reason",
    "follow_up": "satisfied",
    "consent_extension": "until",
}
#: With these one tells something that a file can show.
_TELLS: Final = frozenset({"complete", "formalise", "confirm_in_writing", "object", "comment", "decline", "reopen"})
_PRODUCT: Final = "subject.product"
#: What whoever wrote without a name may tell of himself later (ECM-07).
_NAME: Final = "complainant.name"
_HIMSELF: Final = (_NAME, "complainant.email")
_STAYS_UNNAMED: Final = gettext_lazy("U schreef zonder naam. Wilt u dat zo houden? Laat dit dan leeg.")
#: By these he writes to us from his own page; a regulation may narrow them.
_WAYS: Final = ("portal", "web", "mail")


@dataclass(frozen=True, slots=True)
class Taking:
    """An act as a complainant would take it: from which dossier of his matter, and under which rule."""

    matter: Matter
    dossier: Dossier
    act: str
    rule: ActRule | None

    @property
    def takes_files(self) -> bool:
        """Whether files can go along: with what tells something."""
        return self.act in _TELLS and DOCUMENTS in self.matter.procedure.specs[self.act].fields

    @property
    def opens(self) -> str:
        """The instance that this act opens; nothing for an act within the dossier."""
        found = [one.id for one in self.matter.procedure.instances if one.opened_by == self.act and one.against == self.dossier.instance]
        return found[0] if found else ""


def fields_of(taking: Taking, known: Mapping[str, str], *, products: Sequence[Choice] = ()) -> tuple[Field, ...]:
    """What the act asks. `known`: what the store knows of the complainant, by the names of an objection (`name`, `address`).

    `products`: what the catalogue offers where a product is asked.
    """
    fields = (_field(taking, name, known) for name in dict.fromkeys(_names(taking)))
    return tuple(replace(one, kind="choice", choices=tuple(products)) if products and one.name == _PRODUCT else one for one in fields)


def asks_product(taking: Taking) -> bool:
    """Whether a product is asked."""
    return _PRODUCT in _names(taking)


def says_nothing(taking: Taking, values: Values) -> bool:
    """Whether nothing was filled in of an act that is nothing but what it says."""
    return taking.act in _ITSELF and not any(value not in ("", None, []) for value in values.values())


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
    if "filed_on" in fields:
        yield "filed_on", taking.matter.calendar.local_day(now)


def _names(taking: Taking) -> Iterator[str]:
    spec = taking.matter.procedure.specs[taking.act]
    if taking.act in _ADDING:
        lacking = [name for datum, _clause in missing(taking.dossier) for name in datum.field.split("|")]
        # What was written before stands; to add to it one writes more.
        unnamed = _HIMSELF if _is_unnamed(taking.dossier) else ()
        yield from (name for name in (*lacking, *_ADDING[taking.act], *unnamed) if name in spec.fields and name not in _SETTLED)
    elif taking.opens:
        yield from (name for name in asked.required(taking.matter.procedure, taking.opens) if name in spec.fields)
        yield "grounds"
    else:
        yield from (name for name, datum in spec.fields.items() if name not in _SETTLED and _can_be_told(datum))
    if taking.rule:
        yield from (datum.field for datum in taking.rule.requires if datum.field in spec.fields and datum.field not in _SETTLED)


def _is_unnamed(dossier: Dossier) -> bool:
    return fact(dossier, "anonymous") is True and dossier.against is None and fact(dossier, _NAME) is None


def _asks_what_lacks(taking: Taking) -> bool:
    """Whether what still lacks is asked: then nothing need be told besides it."""
    return taking.act in _ADDING and bool(missing(taking.dossier))


def _needed(taking: Taking) -> Container[str]:
    """What the regulation always asks of an objection: it is taken without, and then asked for (EXT-24)."""
    return asked.always(taking.matter.procedure, taking.opens) if taking.opens else ()


def _can_be_told(datum: Datum) -> bool:
    """References and codes without words are for staff."""
    return datum.kind in {"text", "date", "flag", "number"} or bool(datum.options)


def _question(taking: Taking, name: str) -> str:
    put = put_last(taking.dossier) if taking.act == "decline" else None
    return said.question(taking.act, name, put=put.act if put else "")


def _field(taking: Taking, name: str, known: Mapping[str, str]) -> Field:
    datum = taking.matter.procedure.specs[taking.act].fields[name]
    itself = name == _ITSELF.get(taking.act) and not _asks_what_lacks(taking)
    required = itself or (taking.rule is not None and any(one.field == name for one in taking.rule.requires))
    question = _question(taking, name)
    label = question or said.label(taking.matter.procedure, name, act=taking.act)
    helped = "" if question else said.help_of(name)
    if name == _NAME and _is_unnamed(taking.dossier):
        helped = str(_STAYS_UNNAMED)
    if datum.options:
        return Field(name, "choice", label, helped, required, said.choices(name, datum.options))
    if datum.kind == "flag":
        return Field(name, "flag", label, helped, required, said.yes_no())
    wanted = not required and name in _needed(taking)
    kind = said.text_kind(name) if datum.kind in {"text", "reference", "code"} else "date" if datum.kind == "date" else "number"
    filled = known.get(name, "")
    return Field(
        name,
        kind,
        label,
        helped,
        required,
        value=filled,
        wanted=wanted,
        autocomplete=said.AUTOCOMPLETE.get(name, ""),
        between=datum.between,
    )
