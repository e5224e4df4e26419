"""`wederhoor term`: when a term ends, and why. Needs no database and loads no Django."""

import json
import re
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from wederhoor.core.calendar import DEFAULT, Calendar, read_calendar
from wederhoor.core.fault import Fault, Unreckonable
from wederhoor.core.reckoning import Reckoning, reckon
from wederhoor.core.term import Term, Unit, parse_term

USAGE: Final = 2
_DESCRIPTION: Final = """\
Reckons the last day of a term. The day it runs from does not count, and a term runs to the end of its last day.

terms: "20 working days", "6 weeks", "10 days", "2 months", "1 year", "24 hours", "3 school days" (open days of the
calendar named school), "10 working days before" (counted back), "6 weeks rolling" (a last day that is closed rolls on).
Dutch units are read too: "20 werkdagen".
"""
_EXAMPLES: Final = """\
examples:
  wederhoor term "20 working days" --from 2026-04-22
  wederhoor term "6 weeks rolling" --from 2026-03-24 --explain
  wederhoor term "24 hours" --from 2026-04-30T16:00 --json
  wederhoor term "3 school days" --from 2026-04-22 --calendar school=school.toml
"""


def run(arguments: Sequence[str]) -> int:
    """Print the due date of the term asked for; 0, or 2 with the faults on standard error."""
    asked = _parser().parse_args(arguments)
    term = parse_term(asked.term)
    calendars = _calendars(asked.calendar)
    faults = [fault for fault in (term, calendars) if isinstance(fault, (Fault, str))]
    if isinstance(term, Fault) or isinstance(calendars, str):
        return _refuse(*faults)
    calendar = calendars.pop("", DEFAULT)
    start = _start(asked.start, term, calendar)
    if isinstance(start, Fault):
        return _refuse(start)
    try:
        reckoning = reckon(term, start, calendar, named=calendars)
    except Unreckonable as refusal:
        return _refuse(refusal.fault)
    print(_as_json(term, start, reckoning) if asked.json else _as_text(reckoning, explain=asked.explain))
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "wederhoor term", description=_DESCRIPTION, epilog=_EXAMPLES, formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("term", help='a count and a unit, such as "20 working days"')
    parser.add_argument(
        "--from",
        dest="start",
        required=True,
        metavar="DATE",
        help="the day of the event, or a moment: 2026-04-22, 2026-04-22T16:00, 2026-04-22T14:00Z; without offset it is local",
    )
    parser.add_argument(
        "--calendar",
        action="append",
        default=[],
        metavar="FILE",
        help="a calendar file; NAME=FILE gives the calendar that a term names; may be repeated",
    )
    parser.add_argument("--explain", action="store_true", help="print the reckoning under the date")
    parser.add_argument("--json", action="store_true", help="print for a machine, reckoning included")
    return parser


def _calendars(given: Sequence[str]) -> dict[str, Calendar] | str:
    found: dict[str, Calendar] = {}
    for argument in given:
        match = re.fullmatch(r"([a-z][a-z0-9_-]*)=(.+)", argument)
        name, path = (match[1], match[2]) if match else ("", argument)
        try:
            calendar = read_calendar(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as fault:
            return f"{path} cannot be read: {getattr(fault, 'strerror', None) or fault}"
        if isinstance(calendar, tuple):
            return "\n".join(f"{path}: {fault}" for fault in calendar)
        found[name] = calendar
    return found


def _start(text: str, term: Term, calendar: Calendar) -> date | datetime | Fault:
    """The local day that the text names, or for a term in hours the moment."""
    try:
        moment = calendar.local_moment(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return Fault(None, "--from", f"'{text}' is geen dag of tijdstip; schrijf 2026-04-22 of 2026-04-22T16:00.")
    if term.unit is not Unit.HOURS:
        return moment.date()
    if "T" not in text and " " not in text:
        return Fault(None, "--from", "een termijn in uren loopt vanaf een tijdstip, zoals 2026-04-22T16:00.")
    return moment


def _as_text(reckoning: Reckoning, *, explain: bool) -> str:
    lines = [_due(reckoning)]
    if explain:
        lines += [f"  {line}" for line in reckoning.as_text()]
    return "\n".join(lines)


def _as_json(term: Term, start: date | datetime, reckoning: Reckoning) -> str:
    answer: Mapping[str, object] = {
        "from": start.isoformat(),
        "count": -term.count if term.back else term.count,
        "unit": f"{term.calendar} days" if term.calendar else term.unit.value,
        "due": _due(reckoning),
        "because": reckoning.as_text(),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _due(reckoning: Reckoning) -> str:
    return (reckoning.moment or reckoning.due).isoformat()


def _refuse(*faults: Fault | str) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    return USAGE
