"""The grounds of a complaint or objection, each with what was found of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wederhoor.core.act import INTAKE_ACTS, Value
from wederhoor.core.findings import findings_of
from wederhoor.core.state import Dossier, Record
from wederhoor.web import words

Texts = Mapping[int, Mapping[str, str]]
#: Acts that find something of each ground.
_FINDING: Final = ("judge", "rule")


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground as it was filed, by its number, with what was last found of it; `outcome` is empty while nothing was."""

    number: int
    text: str
    outcome: str = ""
    reasons: str = ""
    code: str = ""


def grounds_filed(dossier: Dossier, texts: Texts) -> tuple[str, ...]:
    """The grounds in the order in which they were filed; what was added later comes after."""
    found: list[str] = []
    for record in dossier.records:
        if record.act in INTAKE_ACTS:
            said = texts.get(record.index, {})
            numbers = sorted(int(name.partition(".")[2]) for name in said if name.startswith("grounds."))
            found += [said[f"grounds.{number}"] for number in numbers]
    return tuple(found)


def grounds_of(dossier: Dossier, texts: Texts) -> tuple[Ground, ...]:
    """Every ground with its finding."""
    filed = grounds_filed(dossier, texts)
    records = (record for act in _FINDING for record in dossier.by_act.get(act, ()) if record.data.get("findings"))
    last = max(records, key=lambda record: record.index, default=None)
    found = _found(last, texts.get(last.index, {})) if last else {}
    group = "outcome_objection" if dossier.against is not None else "outcome"
    return tuple(
        Ground(number, text, words.word(group, code) if code else "", reasons, code)
        for number, text in enumerate(filed, start=1)
        for code, reasons in [found.get(number, ("", ""))]
    )


def _found(record: Record, said: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """By the number of the ground: the code of the outcome, and the reasons."""
    found: dict[int, tuple[str, str]] = {}
    for place, row in enumerate(findings_of(record.data), start=1):
        number: Value = row.get("number") or place
        if isinstance(number, int):
            found[number] = (str(row.get("outcome") or ""), said.get(f"findings.{place - 1}.reasons", ""))
    return found
