"""The term line: from receipt to the last due date, each duty at its day. Pure: today comes with the line.

`large` stands on a dossier, a status page and in a letter; `small` in a list, where every row shares one axis around today.
Both draw SVG without ids, styles or scripts, so that any number fits on a page under a strict content policy; the large one
carries a list in words beside it, which is what a narrow screen and a screen reader get.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wederhoor.core.words import Language, day_in_words
from wederhoor.web.term_labels import Block, Placed, place

State = Literal["met", "open", "late", "waived"]
_DAY: Final = timedelta(days=1)
_WIDE: Final = 1000.0
_NARROW: Final = 340.0
_MARGIN: Final = 14.0
_HATCH_STEP: Final = 5.0
# Beyond this many days a weekend is thinner than its hatching: the line then shows none.
_HATCHED_DAYS: Final = 200
# The small line shows three weeks to each side of today.
_AXIS_DAYS: Final = 21
_AXIS_WIDTH: Final = 260.0
_AXIS_HEIGHT: Final = 24.0
_RING: Final = 6.5


@dataclass(frozen=True, slots=True)
class Mark:
    """A duty on its day. `old_day` is the day before an extension, `met_day` the day on which it was met."""

    day: date
    label: str
    article: str
    state: State
    old_day: date | None = None
    met_day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What a term line shows. `closed` days do not count as working days; `suspended` spans run from the first day to the last."""

    start: date
    marks: tuple[Mark, ...]
    today: date
    closed: frozenset[date] = frozenset()
    suspended: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a day stands: the middle of its own width, between the margins."""

    first: date
    last: date
    width: float

    @property
    def step(self) -> float:
        return (self.width - 2 * _MARGIN) / max((self.last - self.first).days, 1)

    def x(self, day: date) -> float:
        return _MARGIN + self.step * (min(max(day, self.first), self.last) - self.first).days

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def large(line: Line, *, language: Language = "nl") -> SafeString:
    """The whole line with its labels; on a narrow screen the line without labels, and the list in words."""
    name = _name(line, language)
    return format_html(
        '<div class="term-line">{}{}{}</div>',
        _wide(line, name, language),
        _narrow(line, name),
        _in_words(line, language),
    )


def small(line: Line, *, language: Language = "nl") -> SafeString:
    """One row of a list: three weeks to each side of today, which is always in the middle."""
    axis = _Axis(line.today - _AXIS_DAYS * _DAY, line.today + _AXIS_DAYS * _DAY, _AXIS_WIDTH)
    middle = _AXIS_HEIGHT / 2
    last = max((mark.day for mark in line.marks), default=line.today)
    parts = [_hatch(line, axis, 2, _AXIS_HEIGHT - 2), _track(line, axis, middle, max(last, line.today))]
    parts += [_mark(mark, axis, middle, line.today, 4.5) for mark in line.marks]
    parts.append(_today(axis.x(line.today), 0, _AXIS_HEIGHT))
    return _svg("term term-small", axis.width, _AXIS_HEIGHT, _name(line, language), parts)


def _wide(line: Line, name: str, language: Language) -> SafeString:
    axis, base = _axis(line, _WIDE), 58.0
    placed = place(_blocks(line, axis, language), width=_WIDE, top=base + 17, anchor=base + _RING)
    parts = [_hatch(line, axis, base - 13, base + 13), _track(line, axis, base, axis.last), _start(axis.x(line.start), base)]
    parts += [_leader(one) for one in placed if one.leader]
    parts += _rings(line, axis, base)
    parts += [_gap_name(axis, span, base) for span in line.suspended if _on(axis, span)]
    if line.today <= axis.last:
        parts += [_today(axis.x(line.today), 20, base + 13), _today_name(axis, line.today)]
    parts += [_label(one) for one in placed]
    bottom = max((one.bottom for one in placed), default=base + 14)
    return _svg("term term-wide", _WIDE, bottom + 4, name, parts)


def _narrow(line: Line, name: str) -> SafeString:
    axis, base = _axis(line, _NARROW), 40.0
    parts = [_hatch(line, axis, base - 12, base + 12), _track(line, axis, base, axis.last), _start(axis.x(line.start), base)]
    parts += _rings(line, axis, base)
    if line.today <= axis.last:
        parts += [_today(axis.x(line.today), 18, base + 12), _today_name(axis, line.today)]
    return _svg("term term-narrow", _NARROW, base + 16, name, parts)


def _axis(line: Line, width: float) -> _Axis:
    days = [line.start, *(day for mark in line.marks for day in (mark.day, mark.old_day, mark.met_day) if day)]
    running = not line.marks or any(mark.state in ("open", "late") for mark in line.marks)
    # A settled line ends at its last day: today may be years away by then.
    if running:
        days.append(line.today)
    return _Axis(min(days), max(days) + 2 * _DAY, width)


def _track(line: Line, axis: _Axis, y: float, last: date) -> SafeString:
    """The line itself: thick up to today, thin after it, broken where the term stood still."""
    today = min(line.today, axis.last)
    past = "".join(_run(axis, a, b, y) for a, b in _without(line.suspended, max(line.start, axis.first), today))
    ahead = "".join(_run(axis, a, b, y) for a, b in _without(line.suspended, max(today, line.start), last))
    caps = "".join(f"M{axis.x(day):.1f} {y - 6:.1f}v12" for span in line.suspended if _on(axis, span) for day in span)
    return format_html('<path class="t-line" d="{}"/><path class="t-past" d="{}"/><path class="t-gap" d="{}"/>', ahead, past, caps)


def _run(axis: _Axis, first: date, last: date, y: float) -> str:
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


def _on(axis: _Axis, span: tuple[date, date]) -> bool:
    return span[0] <= axis.last and span[1] >= axis.first


def _hatch(line: Line, axis: _Axis, top: float, bottom: float) -> SafeString:
    """Diagonal strokes over each run of closed days, reckoned here so that no pattern with an id is needed."""
    if (axis.last - axis.first).days > _HATCHED_DAYS:
        return SafeString("")
    strokes = (stroke for day in axis.days() if day in line.closed for stroke in _strokes(axis, day, top, bottom))
    return format_html('<path class="t-closed" d="{}"/>', "".join(strokes))


def _strokes(axis: _Axis, day: date, top: float, bottom: float) -> Iterator[str]:
    left, right = max(axis.x(day) - axis.step / 2, 0), min(axis.x(day) + axis.step / 2, axis.width)
    reach = (left + top) // _HATCH_STEP * _HATCH_STEP + _HATCH_STEP
    while reach < right + bottom:
        high, low = max(top, reach - right), min(bottom, reach - left)
        if low > high:
            yield f"M{reach - high:.1f} {high:.1f}l{high - low:.1f} {low - high:.1f}"
        reach += _HATCH_STEP


def _rings(line: Line, axis: _Axis, base: float) -> list[SafeString]:
    """Each duty at its day; duties of one day are stacked upward, never drawn over each other."""
    seen: dict[date, int] = {}
    rings = []
    for mark in sorted(line.marks, key=lambda mark: mark.day):
        floor = seen.get(mark.day, 0)
        seen[mark.day] = floor + 1
        rings.append(_mark(mark, axis, base - 2.2 * _RING * floor, line.today, _RING))
    return rings


def _mark(mark: Mark, axis: _Axis, y: float, today: date, r: float) -> SafeString:
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


def _start(x: float, y: float) -> SafeString:
    return format_html('<path class="t-start" d="M{} {}v14"/>', f"{x:.1f}", f"{y - 7:.1f}")


def _today(x: float, top: float, bottom: float) -> SafeString:
    return format_html('<path class="t-today" d="M{} {}V{}"/>', f"{x:.1f}", top, bottom)


def _today_name(axis: _Axis, today: date) -> SafeString:
    x = min(max(axis.x(today), 28.0), axis.width - 28.0)
    return format_html('<text class="t-name" x="{}" y="13" text-anchor="middle">{}</text>', f"{x:.1f}", _("vandaag"))


def _gap_name(axis: _Axis, span: tuple[date, date], base: float) -> SafeString:
    x = (axis.x(span[0]) + axis.x(span[1])) / 2
    return format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', f"{x:.1f}", base - 19, _("stilgezet"))


def _blocks(line: Line, axis: _Axis, language: Language) -> list[Block]:
    """What is written under the line: the receipt, and the duties of each day together."""
    texts: dict[date, list[tuple[str, str]]] = {line.start: [(_("ontvangen"), _short(line.start, language))]}
    for mark in sorted(line.marks, key=lambda mark: mark.day):
        texts.setdefault(mark.day, []).append((mark.label, _short(mark.day, language) + (f" · {mark.article}" if mark.article else "")))
    return [Block(axis.x(day), tuple(lines)) for day, lines in sorted(texts.items())]


def _label(placed: Placed) -> SafeString:
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((one.css, f"{placed.text_x:.1f}", f"{one.y:.1f}", placed.anchor, one.text) for one in placed.lines()),
    )


def _leader(placed: Placed) -> SafeString:
    return format_html('<path class="t-leader" d="M{} {}V{}"/>', f"{placed.block.x:.1f}", f"{placed.from_y:.1f}", f"{placed.foot:.1f}")


def _svg(css: str, width: float, height: float, name: str, parts: list[SafeString]) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        css,
        f"{width:g}",
        f"{height:.0f}",
        name,
        mark_safe("".join(conditional_escape(part) for part in parts)),  # noqa: S308 -- each part is escaped or made by format_html
    )


def _name(line: Line, language: Language) -> str:
    """The line in one sentence, for who does not see it."""
    told = [_("ontvangen {day}").format(day=day_in_words(line.start, weekday=False, language=language))]
    told += [f"{mark.label} {_status(mark, language)}" for mark in sorted(line.marks, key=lambda mark: mark.day)]
    return _("Termijnen: {what}").format(what="; ".join(told))


def _status(mark: Mark, language: Language) -> str:
    day = day_in_words(mark.day, language=language)
    if mark.state == "met":
        return _("gedaan {day}").format(day=day_in_words(mark.met_day or mark.day, language=language))
    if mark.state == "late":
        return _("te laat, moest uiterlijk {day}").format(day=day)
    if mark.state == "waived":
        return _("niet van toepassing")
    return _("uiterlijk {day}").format(day=day)


def _in_words(line: Line, language: Language) -> SafeString:
    items = format_html_join(
        "",
        '<li class="term-{}"><span class="term-label">{}</span> <span class="term-status">{}{}</span>{}</li>',
        (
            (mark.state, mark.label, _status(mark, language), _extended(mark, language), _article(mark))
            for mark in sorted(line.marks, key=lambda mark: mark.day)
        ),
    )
    return format_html('<ol class="term-list">{}</ol>', items)


def _extended(mark: Mark, language: Language) -> str:
    return _(", verlengd van {day}").format(day=day_in_words(mark.old_day, weekday=False, language=language)) if mark.old_day else ""


def _article(mark: Mark) -> SafeString:
    return format_html(' <span class="article">{}</span>', mark.article) if mark.article else SafeString("")


def _short(day: date, language: Language) -> str:
    return day_in_words(day, weekday=False, language=language)
