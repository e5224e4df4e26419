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
PERSONS: Final = frozenset({"person", "subject.person", "mediator", "keeper", "agreed_with"})
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
    return _capacities(asked) if name == "capacity" else ()


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
    if asked.act == "explain_lateness":
        # What was met too late is owed no longer, and is just what is to be explained.
        return tuple({item.duty.id: spoken(item.duty.name) for item in asked.scene.occurrences}.items())
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
    rest = (datum for needed in asked.scene.plan.required for datum in needed.data)
    found = dict.fromkeys(datum.field for datum in (*(datum for datum, _clause in missing(asked.scene)), *rest))
    return tuple((name.split("|")[0], _(" of ").join(_field_said(asked, one) for one in name.split("|"))) for name in found)


def lacking(asked: Asked) -> list[str]:
    """The codes of what lacks now: ticked before one begins."""
    return [datum.field.split("|")[0] for datum, _clause in missing(asked.scene)]


def _field_said(asked: Asked, name: str) -> str:
    own = next((field for field in asked.matter.procedure.fields if field.id == name and "file" in field.acts), None)
    said = spoken(own.label) if own else words.word("field", name)
    return said[:1].lower() + said[1:]


def _capacities(asked: Asked) -> tuple[Choice, ...]:
    persons = asked.rule.persons if asked.rule else None
    return tuple((item.id, spoken(item.name)) for item in persons.capacities) if persons else ()


def _known(asked: Asked) -> tuple[Choice, ...]:
    """What was recorded in this dossier and can have been recorded wrongly."""
    specs = asked.matter.procedure.specs
    found = {name: None for record in asked.scene.records for name in record.data if name in specs[record.act].fields}
    return tuple((name, _field_said(asked, name)) for name in found if name not in {"states", "channel"})


_BY_NAME: Final[Mapping[str, Callable[[Asked], tuple[Choice, ...]]]] = {
    "kind": _kinds,
    "duty": _duties,
    "item": _items,
    "to": _receivers,
    "missing": _lacking,
    "capacity": _capacities,
    "field": _known,
}
