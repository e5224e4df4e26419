"""Why a date is what it is: the reckoning of a duty or a right, made only when asked for."""

from collections.abc import Iterator
from datetime import date, datetime

from wederhoor.core.clockwork import Start
from wederhoor.core.phrase import Phrase, say
from wederhoor.core.reckoning import Line, LineKind, Reckoning, end_line, reckon
from wederhoor.core.state import Due, Matter, Moved, Occurrence, Opening
from wederhoor.core.term import Term


def explain_duty(item: Occurrence, matter: Matter) -> Reckoning | None:
    """The reckoning of a duty's due date, extensions, promises and outer limit included; None where it has no date."""
    if item.due is None:
        return None
    lines, reached = _run(item, matter)
    for notice in item.moved:
        lines.append(Line(notice.until, LineKind.EXTENDED, _notice_said(notice)))
        if notice.moved:
            reached = notice.until
    lines += _suspended_since(item)
    if item.duty.outer is not None and not item.moved and item.due != reached:
        lines.append(Line(_day(item.due, matter), LineKind.CLIPPED, say("later kan niet: dit is de uiterste grens")))
    lines.append(_end(item.due, matter))
    return Reckoning(_day(item.due, matter), (*lines, _clause(item.duty.clause)), _moment(item.due, matter))


def explain_right(item: Opening, matter: Matter) -> Reckoning | None:
    """The reckoning of the last day of a right; None where it has no window."""
    if item.closes is None or item.right.term is None or item.start is None:
        return None
    found = _term(item.right.term, item.start, matter, ())
    return found.plus(_clause(item.right.clause[:1]))


def _run(item: Occurrence, matter: Matter) -> tuple[list[Line], Due | None]:
    """The lines of the promise or of the term itself without its end, and where they lead."""
    if item.promised is not None:
        return [Line(item.promised, LineKind.EXTENDED, say("in de bevestiging beloofd"))], item.promised
    if item.duty.term is None or item.start is None:
        return [], None
    found = _term(item.duty.term, item.start, matter, item.suspended_days)
    return [line for line in found.lines if line.kind is not LineKind.END], found.moment or found.due


def _notice_said(notice: Moved) -> Phrase:
    if notice.moved:
        return say("verlengd tot deze dag") if notice.timely else say("verlengd tot deze dag (het bericht was niet tijdig)")
    if notice.timely:
        return say("al zo vaak verlengd als mag, dit bericht verschuift niets; genoemd was deze dag")
    return say("bericht kwam na de termijn en verschuift niets; genoemd was deze dag")


def _suspended_since(item: Occurrence) -> Iterator[Line]:
    """Suspension after the last notice that moved the date moves that new date on, day by day."""
    moved = [notice for notice in item.moved if notice.moved]
    for first, last in item.suspended_days if moved else ():
        if first > moved[-1].on:
            yield Line(first, LineKind.SUSPENDED, say("opgeschort, de nieuwe datum schuift evenveel dagen op"), last)


def _term(term: Term, start: Start, matter: Matter, suspended: tuple[tuple[date, date], ...]) -> Reckoning:
    return reckon(term, start, matter.calendar, suspended=suspended, named=matter.calendars)


def _clause(clauses: tuple[str, ...]) -> Line:
    return Line(None, LineKind.CLAUSE, say("artikel {numbers}", numbers=clauses))


def _end(end: Due, matter: Matter) -> Line:
    moment = _moment(end, matter)
    return (
        Line(moment.date(), LineKind.END, say("uiterste tijdstip, {time} uur", time=f"{moment:%H.%M}"))
        if moment
        else end_line(_day(end, matter))
    )


def _moment(end: Due, matter: Matter) -> datetime | None:
    return end.astimezone(matter.calendar.zone) if isinstance(end, datetime) else None


def _day(end: Due, matter: Matter) -> date:
    return matter.calendar.local_day(end) if isinstance(end, datetime) else end
