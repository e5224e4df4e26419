"""A finding for each ground: the rows that the form of a judgement offers, and what was typed in them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from wederhoor.desk.forms.asked import Asked
from wederhoor.web import words
from wederhoor.web.fields import Choice, Errors, Field, Values, filled

#: Under these names the vocabulary knows the data of one row.
TABLE: Final = "findings."


@dataclass(frozen=True, slots=True)
class Row:
    """A ground as it was filed, by its number from 1, and the fields of what was found of it."""

    number: int
    ground: str
    fields: tuple[Field, ...]

    def with_values(self, values: Mapping[str, Any], errors: Errors) -> "Row":
        """The same with what was typed and what is wrong with it."""
        return replace(self, fields=filled(self.fields, values, errors))


def finding_rows(asked: Asked) -> tuple[Row, ...]:
    """One row for each ground; none where no grounds were filed or the act finds nothing."""
    if f"{TABLE}outcome" not in asked.spec.fields:
        return ()
    choices = _outcomes(asked)
    return tuple(Row(number, ground, _fields(number, choices)) for number, ground in enumerate(asked.grounds, start=1))


def findings_typed(asked: Asked, values: Values) -> list[dict[str, Any]]:
    """The rows in which something was typed, as the act carries them."""
    found = []
    for number in range(1, len(asked.grounds) + 1):
        row = {part: values[name] for part in ("outcome", "reasons") if (name := f"{TABLE}{number}.{part}") in values}
        if row:
            found.append({"number": number, **row})
    return found


def half_found(rows: tuple[Row, ...], values: Values) -> Errors:
    """Whoever finds something of one ground says it of each: a tally that leaves one out would mislead."""
    if not any(name.startswith(TABLE) for name in values):
        return {}
    names = (f"{TABLE}{row.number}.outcome" for row in rows)
    return {name: (_("Zeg dit van elke grond, of van geen enkele"),) for name in names if name not in values}


def _fields(number: int, choices: tuple[Choice, ...]) -> tuple[Field, ...]:
    outcome = Field(f"{TABLE}{number}.outcome", "choice", words.word("field", f"{TABLE}outcome"), choices=choices)
    return (outcome, Field(f"{TABLE}{number}.reasons", "longtext", words.word("field", f"{TABLE}reasons")))


def _outcomes(asked: Asked) -> tuple[Choice, ...]:
    options = asked.spec.fields[f"{TABLE}outcome"].options
    allowed = asked.rule.values.get("outcome", options) if asked.rule else options
    group = "outcome_objection" if asked.seat.against is not None else "outcome"
    return tuple((code, words.word(group, code)) for code in options if code in allowed)
