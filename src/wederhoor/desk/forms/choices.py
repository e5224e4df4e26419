"""The values that a form offers: what the vocabulary closes, what the regulation narrows, and whoever can be named."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.core import words
from wederhoor.core.facts import missing
from wederhoor.core.procedure import spoken
from wederhoor.core.words import codes
from wederhoor.core.words.fields import VALUES_OF
from wederhoor.desk.forms import asked as ask
from wederhoor.desk.forms.asked import Asked
from wederhoor.web.fields import Choice

#: Fields that name a person.
PERSONS: Final = frozenset({"person", "mediator", "keeper", "agreed_with"})
#: Of these a person may be named who is not in the matter yet: he is described in fields beside it.
NEW: Final = "new"
MAY_BE_NEW: Final = frozenset({"to", "mediator", "person", "of"})
#: Fields that name persons or functions.
_ASKED_OF: Final = frozenset({"of", "consulted"})
_PERSON_ACTS: Final = frozenset({"take", "pass_on", "assign", "appoint", "refer", "disclose"})


def choices_of(asked: Asked, name: str) -> tuple[Choice, ...]:
    """What may be chosen in a field; nothing where one types."""
    own = _BY_NAME.get(name)
    if own is not None and (found := own(asked)):
        return found
    datum = ask.datum_of(asked, name)
    if names_a_person(asked, name):
        return (*asked.people, *_new(name))
    if name in _ASKED_OF and datum.kind == "reference":
        return (*_functions(asked), *asked.people, *_new(name))
    if name == "of" and datum.kind == "number":
        return asked.entries
    if name.endswith("product") or name == "products":
        return asked.products
    return _codes(asked, name, datum.options) if datum.kind == "code" else ()


def names_a_person(asked: Asked, name: str) -> bool:
    """Whether a field names one person."""
    return name in PERSONS or (name == "to" and asked.act in _PERSON_ACTS)


def may_be_new(asked: Asked, name: str) -> bool:
    """Whether a person may be named in this field who is not in the matter yet."""
    return name in MAY_BE_NEW and (names_a_person(asked, name) or (name == "of" and ask.datum_of(asked, name).kind == "reference"))


def row_choices(asked: Asked, name: str) -> tuple[Choice, ...]:
    """What may be chosen in a field of one member of a body."""
    if name == "person":
        return (*asked.people, *_new("to"))
    if name == "capacity" and asked.rule and asked.rule.persons:
        return tuple((item.id, spoken(item.name)) for item in asked.rule.persons.capacities)
    return ()


def _new(name: str) -> tuple[Choice, ...]:
    return ((NEW, _("iemand anders, hieronder genoemd")),) if name in MAY_BE_NEW else ()


def _codes(asked: Asked, name: str, options: tuple[str, ...]) -> tuple[Choice, ...]:
    narrowed = asked.rule.values.get(name) if asked.rule else None
    found = options
    if narrowed:
        found = tuple(str(value) for value in narrowed if not options or value in options)
    elif not options and name in VALUES_OF and not (name == "to" and asked.act != "present"):
        found = codes(VALUES_OF[name])
    return tuple((code, _said(asked, name, code)) for code in found)


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
    found = {duty: spoken(asked.scene.plan.duties[duty].name) for duty, _item, _clause in ask.open_duties(asked)}
    return tuple(found.items())


def _items(asked: Asked) -> tuple[Choice, ...]:
    return tuple(dict.fromkeys((item, item) for _duty, item, _clause in ask.open_duties(asked) if item))


def _functions(asked: Asked) -> tuple[Choice, ...]:
    return tuple((role.id, spoken(role.name)) for role in asked.matter.procedure.roles if not role.part)


def _receivers(asked: Asked) -> tuple[Choice, ...]:
    if asked.act != "send_copies":
        return ()
    parts = [(role.part, spoken(role.name)) for role in asked.matter.procedure.roles if role.part]
    return tuple(dict(parts).items())


def _lacking(asked: Asked) -> tuple[Choice, ...]:
    found = {datum.field.split("|")[0]: None for datum, _clause in missing(asked.scene)}
    return tuple((name, words.word("field", name)) for name in found)


_BY_NAME: Final[Mapping[str, Callable[[Asked], tuple[Choice, ...]]]] = {
    "kind": _kinds,
    "duty": _duties,
    "item": _items,
    "to": _receivers,
    "missing": _lacking,
}
