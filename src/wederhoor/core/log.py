"""The log of a matter: entries as they are recorded, and the fold from what a person typed to what the log may hold.

The log holds no free text and no name (design, section 7): of a text only whether it is filled (True) or answered with
nothing (""). So a log replays the same before and after its texts are destroyed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wederhoor.core.act import ActSpec, Field, Value, flatten

#: Who records what the system does by itself.
SYSTEM: Final = "system"
#: The first dossier of a matter; objections are called by their instance and number, "objection 1".
FIRST: Final = "dossier"


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded act: immutable; a mistake is mended by a later one.

    `at` is when it happened, `recorded_at` when it was written down (both aware, UTC); `by` the role that took it, `person` a
    reference to who bore that role; `data` flat and free of text; `dossier` the dossier of the matter it belongs to.
    """

    act: str
    at: datetime
    recorded_at: datetime
    by: str
    person: str | None
    data: Mapping[str, Value]
    dossier: str = FIRST


@dataclass(frozen=True, slots=True)
class Folded:
    """What an act carries, parted: `codes` go into the log, `texts` into rows of their own; `faults` name what cannot be read."""

    codes: Mapping[str, Value]
    texts: Mapping[str, str]
    faults: tuple[str, ...]


def fold_data(spec: ActSpec, data: Mapping[str, object]) -> Folded:
    """Parts the data of an act into codes and texts; dotted names for nested tables, lists of tables kept as lists.

    A name that the act does not know is kept as a code where it is a plain value, so that a script may say more than is asked.
    """
    codes: dict[str, Value] = {}
    texts: dict[str, str] = {}
    faults: list[str] = []
    for name, value in flatten(data):
        if value is None:
            continue
        for key, code, text, fault in _fold(spec.fields, name, value):
            if fault:
                faults.append(fault)
            else:
                codes[key] = code
                texts.update(text)
    return Folded(codes, texts, tuple(faults))


_Part = tuple[str, Value, Mapping[str, str], str]


def _fold(fields: Mapping[str, Field], name: str, value: object) -> Iterator[_Part]:
    field = fields.get(name)
    if field is None:
        yield _unknown(fields, name, value)
    elif field.many:
        yield _fold_many(field, name, value)
    else:
        code, fault = _code(field, name, value)
        yield name, code, {name: str(value)} if field.kind == "text" and value else {}, fault


def _unknown(fields: Mapping[str, Field], name: str, value: object) -> _Part:
    if isinstance(value, list | tuple):
        rows, texts, faults = [], {}, []
        for number, item in enumerate(value):
            row = _fold_row(fields, name, number, item, texts, faults)
            rows.append(row)
        return name, tuple(rows), texts, "; ".join(faults)
    if isinstance(value, str | int | float | bool):
        return name, value, {}, ""
    return name, str(value), {}, ""


def _fold_row(fields: Mapping[str, Field], name: str, number: int, item: object, texts: dict[str, str], faults: list[str]) -> Value:
    if not isinstance(item, Mapping):
        return item if isinstance(item, str | int | float | bool) else str(item)
    row: dict[str, Value] = {}
    for key, value in flatten(item):
        known = fields.get(f"{name}.{key}", Field("code"))
        row[key], fault = _code(known, f"{name}.{key}", value)
        if fault:
            faults.append(fault)
        if known.kind == "text" and value:
            texts[f"{name}.{number}.{key}"] = str(value)
    return row


def _fold_many(field: Field, name: str, value: object) -> _Part:
    items = value if isinstance(value, list | tuple) else [value]
    if field.kind == "text":
        filled = [str(item) for item in items if item]
        return name, True if filled else "", {f"{name}.{number}": item for number, item in enumerate(filled)}, ""
    if any(isinstance(item, Mapping) for item in items):
        return name, tuple(dict(flatten(item)) if isinstance(item, Mapping) else item for item in items), {}, ""
    codes = [_code(field, name, item) for item in items]
    return name, tuple(code for code, _ in codes), {}, "; ".join(fault for _, fault in codes if fault)


def _code(field: Field, name: str, value: object) -> tuple[Value, str]:
    if field.kind == "text":
        return True if value else "", ""
    if field.kind == "flag":
        return _flag(name, value)
    if field.kind == "date":
        return _date(name, value)
    if field.kind == "number":
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return (value, "") if good else (None, f"{name}: een getal verwacht")  # type: ignore[return-value]
    if not isinstance(value, str | int):
        return None, f"{name}: een code verwacht"
    if field.options and value not in field.options:
        return None, f"{name}: '{value}' is niet een van {', '.join(field.options)}"
    return value, ""


def _flag(name: str, value: object) -> tuple[Value, str]:
    return (value, "") if isinstance(value, bool) else (None, f"{name}: ja of nee verwacht")


def _date(name: str, value: object) -> tuple[Value, str]:
    """Dates stand in the log as ISO text, so that a log read back from a store is the same log."""
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    try:
        return date.fromisoformat(str(value)[:10]).isoformat(), ""
    except ValueError:
        return None, f"{name}: een datum verwacht (jjjj-mm-dd)"
