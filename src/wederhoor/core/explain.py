"""Why a date is what it is: the reckoning of a duty or a right, made only when asked for."""

from datetime import date, datetime

from wederhoor.core.clockwork import Start
from wederhoor.core.norm import Duty
from wederhoor.core.reckoning import Line, LineKind, Reckoning, reckon
from wederhoor.core.state import Due, Matter, Occurrence, Opening
from wederhoor.core.term import Term


def explain_duty(item: Occurrence, matter: Matter) -> Reckoning | None:
    """The reckoning of a duty's due date, extensions and promises included; None where it has no date."""
    if item.due is None:
        return None
    lines: list[Line] = []
    if item.promised is not None:
        lines.append(Line(item.promised, LineKind.EXTENDED, "in de bevestiging beloofd"))
    elif item.duty.term is not None and item.start is not None:
        lines += _term(item.duty.term, item.start, matter, tuple((a, b) for a, b in item.suspended if b is not None)).lines
    for notice in item.moved:
        said = "verlengd tot deze dag" if notice.moved else "bericht kwam na de termijn en verschuift niets; genoemd was deze dag"
        if notice.moved and not notice.timely:
            said += " (het bericht was niet tijdig)"
        lines.append(Line(notice.until, LineKind.EXTENDED, said))
    lines.append(_clause(item.duty))
    return Reckoning(_day(item.due, matter), tuple(lines))


def explain_right(item: Opening, matter: Matter) -> Reckoning | None:
    """The reckoning of the last day of a right; None where it has no window."""
    if item.closes is None or item.right.term is None or item.start is None:
        return None
    lines = (*_term(item.right.term, item.start, matter, ()).lines, Line(None, LineKind.CLAUSE, f"artikel {item.right.clause[0]}"))
    return Reckoning(_day(item.closes, matter), lines)


def _term(term: Term, start: Start, matter: Matter, suspended: tuple[tuple[date, date], ...]) -> Reckoning:
    return reckon(term, start, matter.calendar, suspended=suspended, named=matter.calendars)


def _clause(duty: Duty) -> Line:
    return Line(None, LineKind.CLAUSE, f"artikel {', '.join(duty.clause)}")


def _day(end: Due, matter: Matter) -> date:
    return matter.calendar.local_day(end) if isinstance(end, datetime) else end
