"""The values that a form offers: what the vocabulary closes, what the regulation narrows, and whoever can be named."""

from collections.abc import Callable, Mapping
from typing import Final

from wederhoor.core import words as dutch
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.facts import missing
from wederhoor.core.owing import extendable
from wederhoor.core.words.fields import VALUES_OF
from wederhoor.desk.forms import asked as ask
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.lacking import either_said, field_said
from wederhoor.web import words
from wederhoor.web.fields import Choice
from wederhoor.web.words import codes, spoken

#: Fields that name a person.
PERSONS: Final = frozenset({"person", "subject.person", "mediator", "keeper", "agreed_with"})
#: Of these a person may be named who is not in the matter yet: he is described beside it.
MAY_BE_NEW: Final = frozenset({"to", "mediator", "person", "of"})
#: Fields that name persons or functions.
_ASKED_OF: Final = frozenset({"of", "consulted"})
_PERSON_ACTS: Final = frozenset({"take", "pass_on", "assign", "appoint", "refer", "disclose"})
#: Acts about persons who have a part already.
_TO_WHO_IS_HERE: Final = frozenset({"disclose", "correct"})

#: What an objection says of how it came.
_ABOUT_ITSELF: Final = frozenset({"channel", "filed_on", DOCUMENTS})


def choices_of(asked: Asked, name: str) -> tuple[Choice, ...]:
    """What may be chosen in a field; nothing where one types."""
    own = _BY_NAME.get(name)
    if found := asked.offered.get(name) or (own(asked) if own is not None else ()):
        return found
    datum = ask.datum_of(asked, name)
    if names_a_person(asked, name):
        return asked.people
    if name in _ASKED_OF and datum.kind == "reference":
        return (*_functions(asked), *asked.people)
    if name == "of" and datum.kind == "number":
        return asked.entries
    if names_a_product(name):
        return asked.products
    return _codes(asked, name, datum.options) if datum.kind == "code" else ()


def names_a_person(asked: Asked, name: str) -> bool:
    """Whether a field names one person."""
    return name in PERSONS or (name == "to" and asked.act in _PERSON_ACTS)


def names_a_product(name: str) -> bool:
    """Whether a field names products; one that no catalogue knows is called by its name."""
    return name.endswith("product") or name == "products"


def may_be_new(asked: Asked, name: str) -> bool:
    """Whether a person may be named in this field who is not in the matter yet."""
    if name not in MAY_BE_NEW or asked.act in _TO_WHO_IS_HERE:
        return False
    return names_a_person(asked, name) or (name == "of" and ask.datum_of(asked, name).kind == "reference")


def row_choices(asked: Asked, name: str) -> tuple[Choice, ...]:
    """What may be chosen in a field of one member of a body."""
    if name == "person":
        return asked.people
    return _capacities(asked) if name == "capacity" else ()


def _codes(asked: Asked, name: str, options: tuple[str, ...]) -> tuple[Choice, ...]:
    narrowed = asked.rule.values.get(name) if asked.rule else None
    found = options
    if narrowed:
        found = tuple(str(value) for value in narrowed if not options or value in options)
    elif not options and name in VALUES_OF and not (name == "to" and asked.act != "present"):
        found = codes(VALUES_OF[name])
    # Some codes are two names of one thing: what reads the same in Dutch is offered once.
    by_word = {dutch.value_word(name, code): code for code in reversed(found)}
    return tuple((code, _said(asked, name, code)) for code in reversed(by_word.values()))


def _said(asked: Asked, name: str, code: str) -> str:
    if name == "outcome" and asked.seat.against is not None and words.has_word("outcome_objection", code):
        return words.word("outcome_objection", code)
    if name == "kind":
        kind = next((item for item in asked.matter.procedure.kinds if item.id == code), None)
        if kind and kind.name:
            return spoken(kind.name)
    return words.value_word(name, code)


def _kinds(asked: Asked) -> tuple[Choice, ...]:
    return tuple((kind.id, spoken(kind.name) or words.word("kind", kind.id)) for kind in asked.matter.procedure.kinds)


def _duties(asked: Asked) -> tuple[Choice, ...]:
    if asked.act == "explain_lateness":
        # What was met too late is owed no longer, and is just what is to be explained.
        return tuple({item.duty.id: spoken(item.duty.name) for item in asked.scene.occurrences}.items())
    if asked.act in asked.scene.plan.extends:
        return tuple({item.duty.id: spoken(item.duty.name) for item, _rule, _due in extendable(asked.scene, asked.act, {})}.items())
    found = {duty: spoken(asked.scene.plan.duties[duty].name) for duty, _item, _clause in ask.open_duties(asked)}
    return tuple(found.items())


def _items(asked: Asked) -> tuple[Choice, ...]:
    return tuple(dict.fromkeys((item, item) for _duty, item, _clause in ask.open_duties(asked) if item))


def _functions(asked: Asked) -> tuple[Choice, ...]:
    return tuple((role.id, spoken(role.name)) for role in asked.matter.procedure.roles if not role.part)


def _receivers(asked: Asked) -> tuple[Choice, ...]:
    if asked.spec.fields["to"].kind != "code":
        return ()
    if asked.act != "send_copies":
        return () if asked.spec.fields["to"].options else _functions(asked)
    parts = [(role.part, spoken(role.name)) for role in asked.matter.procedure.roles if role.part]
    return tuple(dict(parts).items())


def _lacking(asked: Asked) -> tuple[Choice, ...]:
    """What a complaint must hold, in words: what lacks first, for one may also ask again for what is there but will not do."""
    rest = [datum.field for needed in asked.scene.plan.required for datum in needed.data]
    if not rest:  # the regulation lists nothing for an objection: whatever an objection carries
        rest = [name for name in asked.matter.procedure.specs["object"].fields if name not in _ABOUT_ITSELF]
    found = dict.fromkeys([*(datum.field for datum, _clause in missing(asked.scene)), *rest])
    return tuple((name.split("|")[0], either_said(asked.matter.procedure, name)) for name in found)


def lacking(asked: Asked) -> list[str]:
    """The codes of what lacks now: ticked before one begins."""
    return [datum.field.split("|")[0] for datum, _clause in missing(asked.scene)]


def _capacities(asked: Asked) -> tuple[Choice, ...]:
    persons = asked.rule.persons if asked.rule else None
    return tuple((item.id, spoken(item.name)) for item in persons.capacities) if persons else ()


def _known(asked: Asked) -> tuple[Choice, ...]:
    """What was recorded in this dossier and can have been recorded wrongly."""
    specs = asked.matter.procedure.specs
    found = {name: None for record in asked.scene.records for name in record.data if name in specs[record.act].fields}
    found[DOCUMENTS] = None  # what came with a message, no act names
    return tuple((name, field_said(asked.matter.procedure, name)) for name in found if name not in {"states", "channel"})


_BY_NAME: Final[Mapping[str, Callable[[Asked], tuple[Choice, ...]]]] = {
    "kind": _kinds,
    "duty": _duties,
    "item": _items,
    "to": _receivers,
    "missing": _lacking,
    "capacity": _capacities,
    "field": _known,
}
