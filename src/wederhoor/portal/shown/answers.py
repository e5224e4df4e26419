"""Answers as one checks them before sending: in words, each with the way back to its question; and as they travel along, hidden."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wederhoor.web.fields import Field


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer in words; an empty answer is one that was left open."""

    label: str
    id: str
    text: str


def answers(fields: Iterable[Field]) -> tuple[Answer, ...]:
    """The answers of these questions in order."""
    return tuple(Answer(field.label, field.id, _said(field)) for field in fields)


def carried(fields: Iterable[Field]) -> tuple[tuple[str, str], ...]:
    """Every answer as a hidden field, so that nothing typed is lost on the way."""
    found: list[tuple[str, str]] = []
    for field in fields:
        if field.kind in {"choices", "flag"}:
            found += [(field.name, code) for code in field.chosen if code]
        elif field.shown:
            found.append((field.name, field.shown))
    return tuple(found)


def _said(field: Field) -> str:
    if field.choices:
        return ", ".join(said for code, said in field.choices if code in field.chosen)
    if field.kind == "flag":
        return _("ja") if field.value is True else _("nee")
    return field.shown
