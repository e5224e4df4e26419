"""A file with faults of shape, mended just enough to look at its names as well: so that every fault is told at once.

The mended text is never used for anything else.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import Any, Final

from pydantic import ValidationError

from wederhoor.core import shape
from wederhoor.core.locator import Path
from wederhoor.core.procedure import Procedure

_ROUNDS: Final = 3
#: What stands in for a value of which only the shape is wrong, or that is missing.
_STAND_INS: Final[Mapping[str, object]] = {
    "term": "1 day",
    "text": "-",
    "name": "-",
    "reason": "-",
    "subject": "-",
    "body": "-",
    "title": "-",
    "organisation": "-",
    "version": 1,
    "in_force_from": "2000-01-01",
    "arises": "file",
    "met_by": "file",
    "opens": "file",
    "used_by": "file",
    "entered_by": "file",
    "that": {},
    "when": {},
    "from": "at",
    "data": [],
    "sources": ["file.at"],
    "value": True,
}


def mended(raw: Mapping[str, object]) -> Procedure | None:
    """The procedure that this file would be without its faults of shape; None where too little is left to look at."""
    copy: Any = deepcopy(dict(raw))
    for _ in range(_ROUNDS):
        try:
            return Procedure.model_validate(copy, by_alias=True, by_name=False)
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False, include_input=False)
            lacking = [_in_file(detail["loc"], copy) for detail in details if detail["type"] == "missing"]
            _mend(copy, [shape.resolve(detail["loc"], copy) for detail in details if detail["type"] != "missing"], lacking)
    return None


def _mend(raw: Any, places: Iterable[Path], missing: Iterable[Path]) -> None:  # noqa: ANN401 - a tree of TOML
    # The last items of lists go first, so that the places of the others stay true.
    for place in sorted(set(places), key=lambda path: [str(step).rjust(6, "0") for step in path], reverse=True):
        _replace(raw, place)
    for place in missing:
        _replace(raw, place)


def _replace(raw: Any, place: Path) -> None:  # noqa: ANN401 - a tree of TOML
    # What stood inside something that was taken away is gone already.
    with suppress(LookupError, TypeError):
        holder, last = reduce(getitem, place[:-1], raw), place[-1]
        if last in _STAND_INS:
            holder[last] = _STAND_INS[str(last)]
        else:
            del holder[last]


def _has(holder: object, step: str | int) -> bool:
    return step in holder if isinstance(holder, dict) else isinstance(holder, list) and isinstance(step, int) and step < len(holder)


def _in_file(path: Iterable[str | int], raw: object) -> Path:
    """The path in the file of a path in the model; the last key stays, though it may be lacking."""
    steps = tuple(path)
    found: list[str | int] = []
    for step in steps[:-1]:
        if _has(raw, step):
            raw = raw[step]  # type: ignore[index]
            found.append(step)
    return (*found, steps[-1])
