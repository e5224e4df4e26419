"""The JSON Schema of a procedure file, from the model: what an editor checks while one writes.

The model's own schema describes its values; here the small phrases are described as a file writes them: a string or a table with
free keys. What a schema cannot say (whether names fit together) remains for `procedure check`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from pydantic import BeforeValidator

from wederhoor.core.condition import Moment, Norm
from wederhoor.core.procedure import Procedure

Schema = dict[str, Any]

_ATOM: Final = {"anyOf": [{"type": "string"}, {"type": "boolean"}, {"type": "number"}]}
_ATOMS: Final = {"anyOf": [*_ATOM["anyOf"], {"type": "array", "items": _ATOM}]}


def _one_or_more(name: str) -> dict[str, Any]:
    one = {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [one, {"type": "array", "items": one}]}


_NAMES: Final = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_TERM: Final = {
    "type": "string",
    "pattern": r"^\s*-?[0-9]{1,9}\s+\S.*$",
    "description": "A count and a unit.",
    "examples": ["20 working days", "4 weeks", "3 school days", "5 working days before", "6 weeks rolling"],
}
#: How a file writes the phrases that the model reads with a validator of its own.
_PHRASES: Final[Mapping[str, dict[str, Any]]] = {
    "Trigger": {
        "anyOf": [
            {"type": "string", "examples": ["file", "reply.sent"]},
            {
                "type": "object",
                "properties": {
                    "act": {"type": "string"},
                    "by": _NAMES,
                    "when": {"$ref": "#/$defs/Condition"},
                    "after": {"type": "string"},
                    "from": {"$ref": "#/$defs/Moment"},
                },
                "required": ["act"],
                "additionalProperties": _ATOMS,
            },
        ],
    },
    "Condition": {
        "type": "object",
        "properties": {
            "done": _one_or_more("Trigger"),
            "not_done": _one_or_more("Trigger"),
            "any": {"type": "array", "items": {"$ref": "#/$defs/Condition"}},
            "none": _one_or_more("Condition"),
        },
        "additionalProperties": _ATOMS,
    },
    "Moment": {
        "anyOf": [
            {"type": "string", "examples": ["at", "filed_on", "file.at", "end of reply"]},
            {
                "type": "object",
                "properties": {
                    key: {"type": "array", "items": {"$ref": "#/$defs/Moment"}, "minItems": 2} for key in ("earlier_of", "later_of")
                },
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ],
    },
    "Datum": {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "empty": {"type": "boolean", "default": False},
                    "when": {"$ref": "#/$defs/Condition"},
                },
                "required": ["field"],
                "additionalProperties": False,
            },
        ],
    },
}


#: Validators by which a list may also be written as its only member.
_ALONE: Final = frozenset({"_as_tuple", "_as_list"})
_SENTENCE: Final = re.compile(r"(?<=[.;]) ")


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """The schema of a procedure file, JSON Schema 2020-12; dates and terms are strings in it."""
    made = Procedure.model_json_schema(by_alias=True)
    models: list[type[Norm]] = [Procedure, *_models(Procedure)]
    for model in dict.fromkeys(models):
        place = made if model is Procedure else made["$defs"][model.__name__]
        _describe(model, place)
    made["$defs"] = {name: item for name, item in {**made["$defs"], **_PHRASES, "Term": _TERM}.items() if name != "Unit"}
    top = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Wederhoor: a procedure", **made}
    return {**_tidy(top), "title": top["title"]}


def _models(model: type[Norm]) -> Iterator[type[Norm]]:
    """Every model within a model; a phrase is described by hand, with what it holds."""
    for entry in model.model_fields.values():
        for inner in _models_in(entry.annotation):
            if inner.__name__ not in _PHRASES:
                yield inner
                yield from _models(inner)


def _models_in(annotation: object) -> Iterator[type[Norm]]:
    if isinstance(annotation, type) and issubclass(annotation, Norm):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _describe(model: type[Norm], place: Schema) -> None:
    """Sets right, in the schema of one model, what a file may write otherwise than the model holds it."""
    sentences = _SENTENCE.split(" ".join((model.__doc__ or "").split()))
    properties = place["properties"]
    for name, entry in model.model_fields.items():
        key = entry.alias or name
        found = properties[key]
        if any(isinstance(item, BeforeValidator) and getattr(item.func, "__name__", "") in _ALONE for item in entry.metadata):
            items = found["items"]
            found = properties[key] = {"anyOf": [items, {"type": "array", "items": items}]}
        if isinstance(entry.default, Moment):
            found["default"] = entry.default.name
        said = [sentence for sentence in sentences if f"`{key}`" in sentence or f"`{name}`" in sentence]
        if said:
            found["description"] = " ".join(said)
    if "values" in properties:
        properties["values"]["additionalProperties"] = _ATOMS


def _tidy(value: object) -> Any:  # noqa: ANN401 - any value of JSON
    """Without the titles that only repeat the key, and without null, which TOML does not have."""
    if isinstance(value, list):
        return [_tidy(item) for item in value if item != {"type": "null"}]
    if not isinstance(value, dict):
        return value
    tidied = {key: _tidy(item) for key, item in value.items() if not _idle(key, item)}
    branches = tidied.get("anyOf")
    if isinstance(branches, list) and len(branches) == 1:
        del tidied["anyOf"]
        return {**branches[0], **tidied}
    return tidied


def _idle(key: str, item: object) -> bool:
    return (key == "title" and isinstance(item, str)) or (key == "default" and item in (None, [], {}, ""))
