"""What lacks, called by its name: the core refuses by codes, a page shows words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from wederhoor.actions.values import Refused
from wederhoor.core.demand import Refusal
from wederhoor.core.phrase import Code, Count, Phrase, Value
from wederhoor.core.procedure import Procedure
from wederhoor.web import words
from wederhoor.web.words import spoken, told


def field_said(procedure: Procedure, name: str) -> str:
    """How a datum of a complaint is called within a sentence: the procedure's own word for its own field, else that of the vocabulary."""
    own = next((field for field in procedure.fields if field.id == name and "file" in field.acts), None)
    said = spoken(own.label) if own else words.word("field", name)
    return said[:1].lower() + said[1:]


def either_said(procedure: Procedure, code: str, labels: Mapping[str, str] | None = None) -> str:
    """The words of a datum, or of `a|b` of which either will do. `labels`: how the form at hand calls its fields."""
    return _(" of ").join((labels or {}).get(name) or field_said(procedure, name) for name in code.split("|"))


def reason_of(procedure: Procedure, refusal: Refusal | Refused, labels: Mapping[str, str] | None = None) -> str:
    """Why something is refused, with the data that lack called by their names."""
    named = {code: either_said(procedure, code, labels) for code in refusal.missing}
    return told(_renamed(refusal.reason, named))


def _renamed(text: str, named: Mapping[str, str]) -> str:
    if isinstance(text, Phrase):
        return Phrase(text.pattern, {place: _value(value, named) for place, value in text.values.items()})
    return named.get(text, text)


def _value(value: Value, named: Mapping[str, str]) -> Value:
    if isinstance(value, str):
        return _renamed(value, named)
    return tuple(_value(one, named) for one in value) if isinstance(value, list | tuple) and not isinstance(value, Code | Count) else value
