"""Cases as someone outside the house writes them: only the papers, the names of design section 5, and what is told by clause."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.procedures.support import Act, act, case, run
from wederhoor.core.calendar import DEFAULT, Calendar

WHO = {"name": "A. Klager", "organisation": "School", "email": "k@school.example", "phone": "0612345678", "address": "Dam 1", "city": "Ede"}
WHOLE = {
    "kind": "complaint",
    "channel": "mail",
    "complainant": WHO,
    "subject": {"class": "product", "product": "Examen 1", "version": "1"},
    "description": "De uitwerking klopt niet.",
    "reasons": "De btw telt dubbel.",
    "steps_taken": "Gebeld.",
    "tried_talk": "discussed",
    "wants_reply": True,
}


def filed(at: str, by: str = "complainant", **other: object) -> dict[str, object]:
    """A whole complaint by mail; what is None is left out."""
    beside = {"recorded_at": other.pop("recorded_at")} if "recorded_at" in other else {}
    data = {name: value for name, value in {**WHOLE, **other}.items() if value is not None}
    return {"act": "file", "at": at, "by": by, "data": data, **beside}


def bounced(at: str) -> dict[str, object]:
    """The last letter came back; nobody bears that act."""
    return {"act": "bounced", "at": at}


def row(name: str, regulation: str, acts: Sequence[Act], at: str, told: Mapping[str, object], calendar: Calendar = DEFAULT) -> object:
    """One line of a table, marked with the clauses that it asks about."""
    clauses = sorted({question.split()[1] for question in told if " " in question})
    marks = [pytest.mark.clause(*clauses)] if clauses else []
    return pytest.param(regulation, acts, at, calendar, told, id=name, marks=marks)


def answers(regulation: str, acts: Sequence[Act], at: str, calendar: Calendar, told: Mapping[str, object]) -> dict[str, object]:
    """What the engine says to the questions of a row, and which acts it refused, by index."""
    result = run(case(regulation), acts, at, calendar)
    refused = {item["index"]: item["clause"] for item in result["refused"]}
    return {question: refused if question == "refused" else _answer(question, result) for question in {"refused": 0, **told}}


def expected(told: Mapping[str, object]) -> dict[str, object]:
    """The answers that a row wants; where it does not name them, nothing is refused."""
    return {"refused": {}, **told}


def _answer(question: str, result: Mapping[str, Any]) -> object:
    what, _, clause = question.partition(" ")
    if what not in {"duty", "right"}:
        return result[what]
    ends = {"duty": "due", "right": "closes"}[what]
    found = [
        item for item in result[f"{what}s" if what == "right" else "duties"] if item["clause"] == clause and item["status"] != "lapsed"
    ]
    return f"{found[-1][ends] or 'no date'} {found[-1]['status']}" if found else None


def letter(name: str, at: str, by: str, /, **data: object) -> dict[str, object]:
    """An act that informs by mail."""
    return act(name, at, by, **{"channel": "mail", **data})
