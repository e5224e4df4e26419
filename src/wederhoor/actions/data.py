"""What a person typed, made fit for the log: cleaned, checked against what the act knows, parted into codes and texts."""

import math
from collections.abc import Iterator, Mapping
from typing import Final

from wederhoor.core.act import INTAKE_ACTS, ActSpec, Value, flatten

#: Characters of a code or reference; whatever is longer is a text, and texts stay out of the log.
LONGEST_CODE: Final = 100
#: Of the data of an intake, what is known of the complainant, and where a party keeps it.
COMPLAINANT: Final[Mapping[str, str]] = {
    f"complainant.{name}": {"organisation": "organisation_name"}.get(name, name)
    for name in ("name", "organisation", "email", "phone", "address", "city")
}
_LENGTHS: Final[Mapping[str, int]] = {
    "name": 200,
    "organisation_name": 200,
    "email": 254,
    "phone": 60,
    "address": 300,
    "city": 120,
}


def cleaned(spec: ActSpec, data: Mapping[str, object]) -> dict[str, object]:
    """The data flat, without characters that no database keeps, and without codes left blank."""
    flat = {name: _clean(value) for name, value in flatten(data)}
    return {name: value for name, value in flat.items() if value is not None and not (value == "" and not _is_text(spec, name))}


def unknown(spec: ActSpec, flat: Mapping[str, object]) -> tuple[str, ...]:
    """Names that the act does not know."""
    return tuple(dict.fromkeys(name for name in _names(spec, flat) if name not in spec.fields))


def unfit(codes: Mapping[str, Value]) -> tuple[str, ...]:
    """Codes that are too long to be one, or hold what a log cannot."""
    return tuple(name for name, value in codes.items() if not _fits(value))


def of_complainant(spec: ActSpec, texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the texts of an intake tell of the complainant, and the other texts."""
    if spec.id not in INTAKE_ACTS or "complainant.name" not in spec.fields:
        return {}, dict(texts)
    known = {COMPLAINANT[name]: body[: _LENGTHS[COMPLAINANT[name]]] for name, body in texts.items() if name in COMPLAINANT}
    return known, {name: body for name, body in texts.items() if name not in COMPLAINANT}


def clean(text: str) -> str:
    """A text without characters that no database keeps."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _clean(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return {name: _clean(item) for name, item in value.items()} if isinstance(value, Mapping) else value


def _is_text(spec: ActSpec, name: str) -> bool:
    return name in spec.fields and spec.fields[name].kind == "text"


def _names(spec: ActSpec, flat: Mapping[str, object]) -> Iterator[str]:
    for name, value in flat.items():
        rows = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []
        if rows and name not in spec.fields:
            for row in rows:
                yield from (f"{name}.{key}" for key, _ in flatten(row))
        else:
            yield name


def _fits(value: Value) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_CODE and value.isprintable()
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, tuple):
        return all(_fits(item) for item in value)
    return all(_fits(item) for item in value.values()) if isinstance(value, Mapping) else True
