"""What the tests of procedures share: a shipped regulation read, a case replayed, and short ways to look at what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from wederhoor.core.calendar import DEFAULT, Calendar
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.core.trial import trial

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "wederhoor" / "procedures"
Act = Mapping[str, object]
#: The calendars of the worked cases: the default, 5 May worked but each fifth year, Good Friday free.
A, B, C = DEFAULT, Calendar(liberation_day="lustrum"), Calendar(good_friday=True)


def text_of(name: str) -> str:
    """The file of a shipped regulation, as published."""
    return (SHIPPED / name / "1.toml").read_text(encoding="utf-8")


def procedure_of(text: str) -> Procedure:
    """The regulation that a text describes; its faults fail the test."""
    found = read(text)
    assert isinstance(found, Procedure), "\n".join(map(str, found))
    return found


@lru_cache
def case(name: str) -> Procedure:
    """A shipped regulation."""
    return procedure_of(text_of(name))


def reading_of(name: str, line: str, other: str) -> Procedure:
    """A shipped regulation with one line read the other way."""
    text = text_of(name)
    assert text.count(line) == 1, f"de regel staat er {text.count(line)} keer: {line}"
    return procedure_of(text.replace(line, other))


def act(name: str, at: str, by: str, /, **data: object) -> dict[str, object]:
    """One act of a list; `person`, `sent`, `recorded_at` and `dossier` stand beside the data, all else is data."""
    beside: dict[str, object] = {key: data.pop(key) for key in ("person", "sent", "recorded_at", "dossier") if key in data}
    return {"act": name, "at": at, "by": by, "data": data, **beside}


def run(
    procedure: Procedure,
    acts: Sequence[Act],
    at: str | None = None,
    calendar: Calendar = DEFAULT,
    calendars: Mapping[str, Calendar] | None = None,
) -> dict[str, Any]:
    """A case replayed, seen at a local moment or at its last act. `calendars` are those that terms name."""
    moment = datetime.fromisoformat(at).replace(tzinfo=calendar.zone) if at else None
    return trial(procedure, acts, at=moment, calendar=calendar, calendars=calendars)


def duties(result: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Every occurrence of a duty."""
    return [item for item in result["duties"] if item["id"] == name]


def duty(result: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The last occurrence of a duty; the test fails where there is none."""
    found = duties(result, name)
    assert found, f"geen verplichting {name}"
    return found[-1]


def right(result: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The last occurrence of a right; the test fails where there is none."""
    found: list[dict[str, Any]] = [item for item in result["rights"] if item["id"] == name]
    assert found, f"geen recht {name}"
    return found[-1]


def refusals(result: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """What was refused, with the clause: (act, clause)."""
    return [(item["act"], item["clause"]) for item in result["refused"]]
