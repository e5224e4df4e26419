"""The strokes and shapes of a term line, in SVG. Each function gives markup without ids, styles or scripts."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from wederhoor.web.term_values import Axis, Line, Mark, State

RING: Final = 6.5
_HATCH_STEP: Final = 5.0
# Beyond this many days a weekend is thinner than its hatching: the line then shows none.
_HATCHED_DAYS: Final = 200


def track(line: Line, axis: Axis, y: float, last: date) -> SafeString:
    """The line itself: thick up to today, thin after it, broken where the term stood still."""
    today = min(line.today, axis.last)
    past = "".join(_run(axis, a, b, y) for a, b in _without(line.suspended, max(line.start, axis.first), today))
    ahead = "".join(_run(axis, a, b, y) for a, b in _without(line.suspended, max(today, line.start), last))
    caps = "".join(f"M{axis.x(day):.1f} {y - 6:.1f}v12" for span in line.suspended if is_on(axis, span) for day in span)
    return format_html('<path class="t-line" d="{}"/><path class="t-past" d="{}"/><path class="t-gap" d="{}"/>', ahead, past, caps)


def _run(axis: Axis, first: date, last: date, y: float) -> str:
    return f"M{axis.x(first):.1f} {y:.1f}H{axis.x(last):.1f}"


def _without(gaps: tuple[tuple[date, date], ...], first: date, last: date) -> Iterator[tuple[date, date]]:
    """The pieces of first..last that lie outside the gaps."""
    for begin, end in sorted(gaps):
        if begin >= last or end <= first:
            continue
        if first < begin:
            yield first, begin
        first = max(first, end)
    if first < last:
        yield first, last


def is_on(axis: Axis, span: tuple[date, date]) -> bool:
    """Whether any of these days lies on the axis."""
    return span[0] <= axis.last and span[1] >= axis.first


def hatch(line: Line, axis: Axis, top: float, bottom: float) -> SafeString:
    """Diagonal strokes over each run of closed days, reckoned here so that no pattern with an id is needed."""
    if (axis.last - axis.first).days > _HATCHED_DAYS:
        return SafeString("")
    return _hatched(line.closed, axis, top, bottom)


@lru_cache(maxsize=64)
def _hatched(closed: frozenset[date], axis: Axis, top: float, bottom: float) -> SafeString:
    """Kept, for every row of a list has the same."""
    strokes = (stroke for day in axis.days() if day in closed for stroke in _strokes(axis, day, top, bottom))
    return format_html('<path class="t-closed" d="{}"/>', "".join(strokes))


def _strokes(axis: Axis, day: date, top: float, bottom: float) -> Iterator[str]:
    left, right = max(axis.x(day) - axis.step / 2, 0), min(axis.x(day) + axis.step / 2, axis.width)
    reach = (left + top) // _HATCH_STEP * _HATCH_STEP + _HATCH_STEP
    while reach < right + bottom:
        high, low = max(top, reach - right), min(bottom, reach - left)
        if low > high:
            yield f"M{reach - high:.1f} {high:.1f}l{high - low:.1f} {low - high:.1f}"
        reach += _HATCH_STEP


def rings(line: Line, axis: Axis, base: float) -> list[SafeString]:
    """Each duty at its day; duties of one day are stacked upward, never drawn over each other."""
    seen: dict[date, int] = {}
    drawn = []
    for mark in sorted(line.marks, key=lambda mark: mark.day):
        floor = seen.get(mark.day, 0)
        seen[mark.day] = floor + 1
        drawn.append(mark_of(mark, axis, base - 2.2 * RING * floor, line.today, RING))
    return drawn


def mark_of(mark: Mark, axis: Axis, y: float, today: date, r: float) -> SafeString:
    """A duty: its shape, the dashes of its extension, the stretch of its lateness, the day it was met."""
    x = axis.x(mark.day)
    parts = []
    if mark.old_day:
        old = axis.x(mark.old_day)
        parts.append(format_html('<path class="t-extended" d="M{} {}H{}"/>', f"{old:.1f}", f"{y:.1f}", f"{x:.1f}"))
        parts.append(format_html('<circle class="t-old" cx="{}" cy="{}" r="{}"/>', f"{old:.1f}", f"{y:.1f}", f"{r * 0.6:.1f}"))
    late_to = today if mark.state == "late" else mark.met_day
    if late_to and late_to > mark.day:
        parts.append(format_html('<path class="t-late" d="M{} {}H{}"/>', f"{x:.1f}", f"{y:.1f}", f"{axis.x(late_to):.1f}"))
    if mark.met_day and mark.met_day != mark.day:
        parts.append(format_html('<circle class="t-done" cx="{}" cy="{}" r="2.5"/>', f"{axis.x(mark.met_day):.1f}", f"{y:.1f}"))
    parts.append(_shape(mark.state, x, y, r))
    return SafeString("".join(parts))


def _shape(state: State, x: float, y: float, r: float) -> SafeString:
    """A shape for each state, so that colour never says it alone: ticked disc, ring, diamond, struck ring."""
    at = f"{x:.1f} {y:.1f}"
    if state == "late":
        reach = f"{r * 1.2:.1f}"
        return format_html('<path class="t-over" d="M{}m0 -{}l{} {}l-{} {}l-{} -{}z"/>', at, *[reach] * 7)
    circle = format_html('<circle class="t-{}" cx="{}" cy="{}" r="{}"/>', state, f"{x:.1f}", f"{y:.1f}", r)
    if state == "met":
        tick = format_html(
            '<path class="t-tick" d="M{}m-{} 0l{} {}l{} -{}"/>', at, *(f"{r * k:.1f}" for k in (0.45, 0.35, 0.35, 0.6, 0.75))
        )
        return SafeString(circle + tick)
    if state == "waived":
        return SafeString(circle + format_html('<path class="t-struck" d="M{}m-{} {}l{} -{}"/>', at, r, r, f"{2 * r:g}", f"{2 * r:g}"))
    return circle


def start_of(x: float, y: float) -> SafeString:
    """The stroke where the line begins."""
    return format_html('<path class="t-start" d="M{} {}v14"/>', f"{x:.1f}", f"{y - 7:.1f}")


def today_of(x: float, top: float, bottom: float) -> SafeString:
    """The stroke of today."""
    return format_html('<path class="t-today" d="M{} {}V{}"/>', f"{x:.1f}", top, bottom)
