"""A procedure as data again, in the shapes of its file: what is as by default is left out, and reading it gives the same."""

from collections.abc import Mapping
from datetime import date

from wederhoor.core.condition import Condition, Moment, Norm, Trigger
from wederhoor.core.procedure import Procedure
from wederhoor.core.term import Term, format_term


def as_data(procedure: Procedure) -> dict[str, object]:
    """The procedure in values that JSON knows: dates as texts, terms and moments as a file writes them."""
    return _table(procedure)


def _table(norm: Norm) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, entry in type(norm).model_fields.items():
        value = getattr(norm, name)
        if entry.is_required() or value != entry.get_default():
            # A trigger writes its moment as `from`, without an alias.
            found["from" if name == "moment" else entry.alias or name] = _plain(value)
    free = found.pop("data", None) if isinstance(norm, Trigger) else found.pop("facts", None) if isinstance(norm, Condition) else None
    return {**found, **free} if isinstance(free, Mapping) else found


def _plain(value: object) -> object:
    if isinstance(value, Moment) and not (value.earlier_of or value.later_of):
        return value.name
    if isinstance(value, Norm):
        return _table(value)
    if isinstance(value, Term):
        return format_term(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
