"""The log of a matter: entries as they are recorded, and the fold from what a person typed to what the log may hold.

The log holds no free text and no name (design, section 7): of a text only whether it is filled (True) or answered with
nothing (""). So a log replays the same before and after its texts are destroyed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from typing import Final

from wederhoor.core.act import ActSpec, Field, Value, flatten

#: Who records what the system does by itself.
SYSTEM: Final = "system"
#: The first dossier of a matter; objections are called by their instance and number, "objection 1".
FIRST: Final = "dossier"
#: Codes that whoever records adds to an act: who wrote down what another did, whose complaint it is with which a matter begins, and
#: for whom, or for which function, the one who acts stands in.
WRITTEN_BY: Final = "written_by"
FILED_FOR: Final = "filed_for"
STANDS_IN_FOR: Final = "stands_in_for"
#: Which role reads the letter of this act before it leaves; written by whoever records, where the organisation wants a second reader.
SECOND_READER: Final = "second_reader"
#: The same role where nobody but the writer bears it: the letter left unread, and the log says so.
READER_LACKS: Final = "second_reader_lacks"
#: Which dossier of its instance an appeal is against, by its number; left out, the newest.
OBJECTS_TO: Final = "objects_to"
#: Acts by which a matter begins, and the dossier that each begins with.
BEGINNINGS: Final[Mapping[str, str]] = {"open_year": "year", "file": FIRST, "imported": FIRST}
#: Years that a moment or a date may lie in; calendars reach ten years further back and a century further on.
YEARS: Final = range(1910, 2090)
#: What a datum that no act knows may look like to stand in the log; anything else might be a text or a name.
_CODE: Final = re.compile(r"[\w.:+\-]{1,64}")


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

    A name that the act does not know is kept as a code where it looks like one, so that a script may say more than is asked.
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
    if not isinstance(value, list | tuple):
        code, text = _plain(value)
        return name, code, {name: text} if text else {}, ""
    rows: list[Value] = []
    texts: dict[str, str] = {}
    faults: list[str] = []
    for number, item in enumerate(value):
        if isinstance(item, Mapping):
            rows.append(_fold_row(fields, f"{name}.", f"{name}.{number}.", item, texts, faults))
            continue
        code, text = _plain(item)
        rows.append(code)
        if text:
            texts[f"{name}.{number}"] = text
    return name, tuple(rows), texts, "; ".join(faults)


def _fold_row(
    fields: Mapping[str, Field], table: str, place: str, item: Mapping[str, object], texts: dict[str, str], faults: list[str]
) -> Value:
    row: dict[str, Value] = {}
    for key, value in flatten(item):
        if value is None:
            continue
        known = fields.get(f"{table}{key}")
        code, fault = _code(known, f"{table}{key}", value) if known else (_plain(value)[0], "")
        if fault:
            faults.append(fault)
        else:
            row[key] = code
        if value and (known.kind == "text" if known else code is True and value is not True):
            texts[f"{place}{key}"] = str(value)
    return row


def _plain(value: object) -> tuple[Value, str]:
    """A datum that no act knows: as it is where it looks like a code, else a text of which the log holds only that it is there."""
    if value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and (not value or _CODE.fullmatch(value))):
        return value, ""
    return True, str(value)


def _fold_many(field: Field, name: str, value: object) -> _Part:
    items = value if isinstance(value, list | tuple) else [value]
    if field.kind == "text":
        filled = [str(item) for item in items if item]
        return name, True if filled else "", {f"{name}.{number}": item for number, item in enumerate(filled)}, ""
    if field.kind == "reference" and any(isinstance(item, Mapping) for item in items):
        return _unknown({}, name, items)
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
        return _number(field, name, value)
    return _option(field, name, value)


def _option(field: Field, name: str, value: object) -> tuple[Value, str]:
    if not isinstance(value, str | int):
        return None, f"{name}: een code verwacht"
    if field.options and value not in field.options:
        return None, f"{name}: '{value}' is niet een van {', '.join(field.options)}"
    return value, ""


def _number(field: Field, name: str, value: object) -> tuple[Value, str]:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < inf:
        return None, f"{name}: een getal verwacht"
    if field.between and not field.between[0] <= value <= field.between[1]:
        return None, f"{name}: een getal van {field.between[0]} tot en met {field.between[1]} verwacht"
    return value, ""


def _flag(name: str, value: object) -> tuple[Value, str]:
    return (value, "") if isinstance(value, bool) else (None, f"{name}: ja of nee verwacht")


def _date(name: str, value: object) -> tuple[Value, str]:
    """Dates stand in the log as ISO text, so that a log read back from a store is the same log."""
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return None, f"{name}: een datum verwacht (jjjj-mm-dd)"
    if day.year not in YEARS:
        return None, f"{name}: {day.isoformat()} ligt buiten elke kalender"
    return day.isoformat(), ""
