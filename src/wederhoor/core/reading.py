"""TOML text -> procedure, or every fault with its line. A file with any fault is refused whole.

Faults come in three sorts: the text is no TOML (one fault, since nothing after it can be trusted), a key or value has the wrong
shape, or names do not fit together (`consistency`, and once all else is right `coverage`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from pydantic import ValidationError

from wederhoor.core import consistency, coverage, shape
from wederhoor.core.fault import Fault
from wederhoor.core.locator import Path, line_of, lines
from wederhoor.core.mending import mended
from wederhoor.core.procedure import Procedure

#: A procedure file is read by people; one longer than this (in characters) is something else.
LONGEST: Final = 1_000_000
#: Tables and lists within each other; the deepest that a procedure needs is well below it.
DEEPEST: Final = 40

#: Of a name such as `duty.term` on one line: the reader of TOML slows down with the square of these.
MOST_DOTS: Final = 100

#: A text is often read again soon: when it is checked, published, and first used. What it says is frozen, so it can be shared.
_KEPT: Final = 32
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_QUOTED: Final = re.compile(r"""'[^']*'|"(?:[^"\\]|\\.)*\"""")
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


@lru_cache(maxsize=_KEPT)
def read(text: str) -> Procedure | tuple[Fault, ...]:
    """The procedure that the text describes, or its faults in the order of their lines. Never raises on any text."""
    text = text.removeprefix("\ufeff")
    raw = _parse(text)
    if isinstance(raw, Fault):
        return (raw,)
    try:
        procedure = Procedure.model_validate(raw, by_alias=True, by_name=False, context={"language": raw.get("language", "nl")})
    except ValidationError as error:
        return _placed((*shape.faults(error, raw), *_also(error, raw)), raw, text)
    found = (*consistency.faults(procedure), *coverage.faults(procedure))
    return _placed(found, raw, text) if found else procedure


def _also(error: ValidationError, raw: Mapping[str, object]) -> Iterator[shape.Wrong]:
    """The names that do not fit together beside faults of shape, save in what the mending itself put there."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    procedure = mended(raw)
    if procedure is None:
        return
    # A clause that lost its norm to the mending would be called forgotten: coverage waits while a key or clause is wrong.
    whole = not any(detail["type"] == "extra_forbidden" or "clause" in detail["loc"] for detail in details)
    for wrong in (*consistency.faults(procedure), *(coverage.faults(procedure) if whole else ())):
        place = shape.resolve(wrong.path, raw)
        if not any(shape.resolve(detail["loc"], raw)[: len(place)] == place for detail in details):
            yield wrong


def _parse(text: str) -> dict[str, object] | Fault:
    if len(text) > LONGEST:
        return Fault(1, "", f"dit bestand is te groot ({len(text)} tekens): een klachtenregeling telt hooguit {LONGEST} tekens.")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS and _QUOTED.sub("", line).count(".") > MOST_DOTS:
            return Fault(number, "", f"op deze regel staan meer dan {MOST_DOTS} punten buiten een tekst; zo is dit bestand niet te lezen.")
    try:
        raw: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax_fault(text, str(error))
    except RecursionError:
        return Fault(1, "", "tabellen of lijsten staan te diep in elkaar; zo is dit bestand niet te lezen.")
    except ValueError:
        # Python refuses numbers of thousands of digits, without telling where.
        return Fault(1, "", "een getal in dit bestand is te lang om te lezen.")
    return _unfit(raw, text) or raw


def _unfit(raw: Mapping[str, object], text: str) -> Fault | None:
    """What would break whoever looks at the values: too deep, or no character."""
    for key, value in raw.items():
        if _deep(value):
            return Fault(line_of((key,), lines(text)), key, f"tabellen of lijsten staan hier meer dan {DEEPEST} diep in elkaar.")
    for path in _unwritable(raw, ()):
        return Fault(line_of(path, lines(text)), _dotted(path), "hier staat een teken dat geen letter is, zoals \\u0000.")
    return None


def _unwritable(value: object, path: Path) -> Iterator[Path]:
    """Where a key or text holds a character that no page, letter or database takes."""
    if isinstance(value, str):
        if _CONTROL.search(value):
            yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unwritable(key, path)
            yield from _unwritable(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unwritable(inner, (*path, index))


def _syntax_fault(text: str, message: str) -> Fault:
    place = _PLACE.search(message)
    end = text.rstrip().count("\n") + 1
    line = int(place[1]) if place and place[1] else end
    reason = _PLACE.sub("", message)
    return Fault(line, "", f"dit is geen geldige TOML: {_REASONS.get(reason, reason)}.")


_REASONS: Final[Mapping[str, str]] = {
    "Invalid value": "hier hoort een waarde; een tekst staat tussen aanhalingstekens",
    "Invalid statement": "deze regel is geen sleutel = waarde en geen [tabel]",
    "Cannot overwrite a value": "deze sleutel staat hier al",
    "Expected '=' after a key in a key/value pair": "na een sleutel hoort een =",
    "Expected newline or end of document after a statement": "na de waarde staat nog iets; begin een nieuwe regel",
    "Unterminated string": "een tekst wordt niet gesloten met een aanhalingsteken",
    "Unclosed array": "een lijst wordt niet gesloten met ]",
    "Unclosed inline table": "een tabel wordt niet gesloten met }",
    "Expected ']' at the end of a table declaration": "de naam van een tabel wordt niet gesloten met ]",
    "Expected ']]' at the end of an array declaration": "de naam van een tabel wordt niet gesloten met ]]",
    "Invalid date or datetime": "deze datum bestaat niet",
}


def _deep(value: object) -> bool:
    level, todo = 0, [value]
    while todo:
        level += 1
        if level > DEEPEST:
            return True
        todo = [inner for outer in todo for inner in _inside(outer)]
    return False


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _placed(found: tuple[shape.Wrong, ...], raw: Mapping[str, object], text: str) -> tuple[Fault, ...]:
    where = lines(text)
    faults = {}
    for wrong in found:
        path = shape.resolve(wrong.path, raw)
        faults[path, wrong.message] = Fault(line_of(path, where), _dotted(path), wrong.message)
    return tuple(sorted(faults.values(), key=lambda fault: fault.line or 0))


def _dotted(path: Path) -> str:
    """A path as people write it: `duty[2].term`, counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
