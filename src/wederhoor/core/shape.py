"""What a validation error means, in plain Dutch: where in the file it is, what is wrong there and what was expected."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wederhoor.core.condition import Condition, Moment, Norm, Trigger
from wederhoor.core.locator import Path
from wederhoor.core.procedure import Procedure


class Wrong(NamedTuple):
    """Something wrong at a path of the model; `resolve` finds the path in the file."""

    path: Path
    message: str


_MESSAGES: Final[Mapping[str, str]] = {
    "string_type": "hier hoort een tekst tussen aanhalingstekens.",
    "int_type": "hier hoort een heel getal.",
    "finite_number": "hier hoort een heel getal.",
    "int_parsing": "hier hoort een heel getal.",
    "int_from_float": "hier hoort een heel getal.",
    "float_type": "hier hoort een getal.",
    "float_parsing": "hier hoort een getal.",
    "bool_type": "hier hoort true of false.",
    "bool_parsing": "hier hoort true of false.",
    "date_type": "hier hoort een datum, zoals 2026-07-01.",
    "date_parsing": "hier hoort een datum, zoals 2026-07-01.",
    "date_from_datetime_parsing": "hier hoort een datum, zoals 2026-07-01.",
    "date_from_datetime_inexact": "hier hoort een datum zonder tijd, zoals 2026-07-01.",
    "dict_type": "hier hoort een tabel.",
    "model_type": "hier hoort een tabel.",
    "model_attributes_type": "hier hoort een tabel.",
    "tuple_type": "hier hoort een lijst.",
    "dataclass_type": 'hier hoort een termijn, zoals "20 working days" of "4 weeks".',
}
_WORDS: Final = 'hier hoort een tekst, of een tabel met een tekst per taal, zoals {nl = "...", en = "..."}.'
_SHAPES: Final[Mapping[type[Norm], str]] = {
    Trigger: 'hier hoort een handeling, zoals "file", "reply.sent" of {act = "talk", outcome = "solved"}.',
    Condition: 'hier hoort een voorwaarde, zoals {kind = "complaint"}.',
    Moment: 'hier hoort een moment, zoals "at", "file.at" of "end of reply".',
}


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, as the end of a message: ` Bedoelt u "reply"?`, or nothing."""
    found = difflib.get_close_matches(name, sorted(set(known)), 1, 0.7)
    return f' Bedoelt u "{found[0]}"?' if found else ""


def resolve(path: Iterable[str | int], raw: object) -> Path:
    """The path in the file of a path in the model.

    The model has more levels than the file, since a file may write one thing where a list is allowed and the data of a trigger
    straight among its keys: a step that the file lacks is left out.
    """
    found: list[str | int] = []
    for step in path:
        inside = step in raw if isinstance(raw, Mapping) else isinstance(raw, list) and isinstance(step, int) and step < len(raw)
        if inside:
            raw = raw[step]  # type: ignore[index]
            found.append(step)
    return tuple(found)


def faults(error: ValidationError, raw: Mapping[str, object]) -> tuple[Wrong, ...]:
    """Every fault of shape, one for each place: of a place that may hold one of several, what was nearest to right."""
    details = error.errors(include_url=False, include_context=True)
    places = [resolve(detail["loc"], raw) for detail in details]
    found: dict[Path, list[ErrorDetails]] = {}
    for place, detail in zip(places, details, strict=True):
        deeper = any(len(other) > len(place) and other[: len(place)] == place for other in places)
        if not (deeper and _of_union(detail, place)):
            found.setdefault(place, []).append(detail)
    return tuple(Wrong(place, message) for place, group in found.items() for message in _messages(group))


def _of_union(detail: ErrorDetails, place: Path) -> bool:
    """Whether this says only that a place is not of one of the shapes it may have."""
    return detail["type"] not in ("missing", "extra_forbidden") and detail["loc"][-1:] != place[-1:]


def _messages(group: list[ErrorDetails]) -> Iterator[str]:
    branches = {str(detail["loc"][-1]) for detail in group}
    if {"str", "dict[str,str]"} <= branches:
        yield _WORDS
        return
    if {"str", "bool", "int"} <= branches:
        yield "hier hoort een tekst, een getal, of true of false."
        return
    if {"bool", "Condition"} <= branches:
        yield f"{_SHAPES[Condition].removesuffix('.')}, of true of false."
        return
    for detail in group:
        yield _message(detail)


def _message(detail: ErrorDetails) -> str:
    key, kind, said = str(detail["loc"][-1]), detail["type"], _MESSAGES.get(detail["type"], detail["msg"])
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        said = f'hier ontbreekt "{key}".'
    elif kind == "extra_forbidden":
        known = _keys(_model(detail, outer=True))
        said = f'de sleutel "{key}" bestaat hier niet.{nearest(key, known) or _listed(known)}'
    elif kind == "literal_error":
        expected = context["expected"].replace(" or ", " of ")
        said = f"hier hoort {expected}.{nearest(str(detail['input']), _options(expected))}"
    elif kind == "less_than_equal":
        said = f"hier hoort een getal van {context['le']} of minder."
    elif kind == "greater_than_equal":
        said = f"hier hoort een getal van {context['ge']} of meer."
    elif kind == "value_error":
        said = str(context["error"])
    elif kind in ("dict_type", "model_type"):
        said = _SHAPES.get(_model(detail), said)
    return said


def _listed(known: Iterable[str]) -> str:
    return f" Wel: {', '.join(known)}."


def _options(expected: str) -> list[str]:
    return [option.strip("'") for option in expected.replace(" of ", ", ").split(", ")]


def _keys(model: type[Norm]) -> list[str]:
    return [entry.alias or name for name, entry in model.model_fields.items()]


def _model(detail: ErrorDetails, *, outer: bool = False) -> type[Norm]:
    """The model that holds, or should stand at, the place of an error; `outer` the one around its last key."""
    model: type[Norm] = Procedure
    for step in detail["loc"][:-1] if outer else detail["loc"]:
        for name, entry in model.model_fields.items():
            if step in (name, entry.alias):
                model = next(_models(entry.annotation), model)
                break
    return model


def _models(annotation: object) -> Iterator[type[Norm]]:
    if isinstance(annotation, type) and issubclass(annotation, Norm):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
