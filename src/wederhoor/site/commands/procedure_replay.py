"""`wederhoor procedure replay`: the engine's public face. A case is tried on a regulation before it is published."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from wederhoor.core.calendar import DEFAULT, Calendar, read_calendar
from wederhoor.core.fault import Unreckonable
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.trial import Malformed, trial
from wederhoor.core.words import day_in_words, moment_in_words, word
from wederhoor.site.commands.procedure_files import find, load
from wederhoor.web.clock import now

FAULTY: Final = 1
USAGE: Final = 2
STOPPED: Final = 3


class Unusable(Exception):  # noqa: N818 - named for what happened
    """Something given to the command cannot be used; the message says what and why."""


def replay(asked: Namespace) -> int:
    """Print what comes of the acts; 1 where the regulation has faults, 2 where something given cannot be used, 3 where --strict stopped."""
    procedure = load(asked.file)
    if isinstance(procedure, tuple):
        for fault in procedure:
            print(f"{asked.file}: {fault}", file=sys.stderr)
        return FAULTY
    try:
        calendar = _calendar(asked.calendar) if asked.calendar else DEFAULT
        calendars = _named_calendars(procedure, asked)
        acts = _acts(asked.acts)
        at = _moment(asked.at, calendar) if asked.at else _now(acts, calendar)
        answer = _tried(procedure, acts, at=at, calendar=calendar, calendars=calendars, strict=asked.strict)
    except Unusable as fault:
        print(fault, file=sys.stderr)
        return USAGE
    stopped = answer.pop("stopped", False)
    print(json.dumps(answer, ensure_ascii=False, indent=2) if asked.json else "\n".join(_summary(procedure, answer)))
    return STOPPED if stopped else 0


def _tried(
    procedure: Procedure,
    acts: Sequence[Mapping[str, object]],
    *,
    at: datetime,
    calendar: Calendar,
    calendars: Mapping[str, Calendar],
    strict: bool,
) -> dict[str, object]:
    try:
        return trial(procedure, acts, at=at, calendar=calendar, calendars=calendars, strict=strict)
    except Malformed as fault:
        raise Unusable(f"handeling {fault.index}: {fault}") from fault
    except Unreckonable as fault:
        raise Unusable(str(fault)) from fault
    except OverflowError as fault:
        raise Unusable("een van de momenten ligt buiten elke kalender") from fault


# Reading what is given -----------------------------------------------------------------------------------------------------


def _text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unusable(f"{name}: dit bestand kan niet worden gelezen ({error.strerror})") from error
    except ValueError as error:
        raise Unusable(f"{name}: dit is geen tekst in UTF-8") from error


def _acts(name: str) -> Sequence[Mapping[str, object]]:
    try:
        acts = json.loads(_text(name))
    except json.JSONDecodeError as error:
        raise Unusable(f"{name}:{error.lineno}: dit is geen geldige JSON ({error.msg})") from error
    except (RecursionError, ValueError) as error:
        raise Unusable(f"{name}: dit is geen leesbare JSON") from error
    if not isinstance(acts, list):
        raise Unusable(f"{name}: hier hoort een lijst van handelingen, [{{...}}, {{...}}]")
    for index, act in enumerate(acts):
        if not isinstance(act, dict):
            raise Unusable(f'{name}: handeling {index}: hier hoort een tabel, zoals {{"act": "file"}}')
    return acts


def _calendar(name: str) -> Calendar:
    found = read_calendar(_text(name))
    if isinstance(found, Calendar):
        return found
    raise Unusable("\n".join(f"{name}: {fault}" for fault in found))


def _named_calendars(procedure: Procedure, asked: Namespace) -> dict[str, Calendar]:
    """The calendars that the regulation's terms name: as given, else the file of that name beside the regulation or the calendar."""
    found = dict(_named_calendar(given) for given in asked.named_calendar)
    places = [place.parent for place in (find(asked.file), Path(asked.calendar or asked.file)) if place is not None]
    for name in procedure.calendars:
        beside = next((path for folder in places if (path := folder / f"{name}.toml").is_file()), None)
        if name not in found and beside is not None:
            found[name] = _calendar(str(beside))
    return found


def _named_calendar(given: str) -> tuple[str, Calendar]:
    name, equals, path = given.partition("=")
    if not (name and equals and path):
        raise Unusable(f"--named-calendar {given}: schrijf NAAM=BESTAND")
    return name, _calendar(path)


def _moment(text: str, calendar: Calendar) -> datetime:
    """A moment; without offset it is local, and a day means its last minute, so that all that happened on it counts."""
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == len("2026-01-01"):
            moment = moment.replace(hour=23, minute=59, second=59)
        return (moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unusable(f"--at {text}: dit is geen moment; schrijf 2026-06-01T12:00") from error


def _now(acts: Sequence[Mapping[str, object]], calendar: Calendar) -> datetime:
    """This moment, or that of the last act if it lies later: whoever tries a case of next year means to see all of it."""
    moments = [now()]
    for act in acts:
        for key in ("at", "recorded_at", "sent"):
            try:
                moments.append(_moment(str(act[key]), calendar))
            except (KeyError, Unusable):
                continue
    return max(moments)


# Saying what came of it ----------------------------------------------------------------------------------------------------


def _summary(procedure: Procedure, answer: Mapping[str, object]) -> Iterator[str]:
    yield f"{spoken(procedure.title)} ({answer['procedure']}), op {_day(answer['at'])}"
    stage = str(answer["stage"] or "")
    own = next((spoken(item.name) for item in procedure.stages if item.id == stage and item.name), "")
    yield f"Fase: {own or (word('stage', stage) if stage else 'nog niet begonnen')}"
    for key, group, what in (("kind", "kind", "Soort"), ("outcome", "outcome", "Oordeel")):
        if answer[key]:
            yield f"{what}: {word(group, str(answer[key]))}"
    yield from _norms("Verplichtingen", "duty_status", _rows(answer, "duties"), {item.id: spoken(item.name) for item in procedure.duties})
    yield from _norms("Rechten", "right_status", _rows(answer, "rights"), {item.id: spoken(item.name) for item in procedure.rights})
    refused = _rows(answer, "refused")
    if refused:
        yield "Geweigerd:"
    for row in refused:
        clause = f" (artikel {row['clause']})" if row["clause"] else ""
        yield f"  {row['index']}. {word('act', str(row['act']))}: {row['reason']}{clause}"


def _rows(answer: Mapping[str, object], key: str) -> list[dict[str, object]]:
    rows = answer[key]
    return rows if isinstance(rows, list) else []


def _norms(title: str, group: str, rows: Sequence[Mapping[str, object]], names: Mapping[str, str]) -> Iterator[str]:
    if rows:
        yield f"{title}:"
    for row in rows:
        name = names.get(str(row["id"]), str(row["id"]))
        until = row.get("due") or row.get("closes")
        day = f", uiterlijk {_day(until)}" if until else ""
        whose = f" [{row['dossier']}]" if row.get("dossier") else ""
        yield f"  {name}{whose}: {word(group, str(row['status']))}{day} (artikel {row['clause']}, {row['holder']})"


def _day(written: object) -> str:
    text = str(written)
    return moment_in_words(datetime.fromisoformat(text), year=True) if "T" in text else day_in_words(date.fromisoformat(text), year=True)
