"""The term line: from receipt to the last due date, each duty at its day. Pure: today comes with the line.

`large` stands on a dossier, a status page and in a letter; `small` in a list, where every row shares one axis around today.
Both draw SVG without ids, styles or scripts, so that any number fits on a page under a strict content policy; the large one
carries a list in words beside it, which is what a narrow screen and a screen reader get.
"""

from datetime import date
from typing import Final

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wederhoor.core.phrase import filled
from wederhoor.core.spoken import together
from wederhoor.core.words import Language
from wederhoor.web.days import day_said
from wederhoor.web.term_labels import Block, Placed, place
from wederhoor.web.term_shapes import RING, hatch, is_on, mark_of, rings, start_of, today_of, track
from wederhoor.web.term_values import DAY, Axis, Line, Mark, State

__all__ = ["Line", "Mark", "State", "large", "small"]

_WIDE: Final = 1000.0
_NARROW: Final = 340.0
# On paper the letters are those of the text beside it: narrower, so larger.
_PAPER: Final = 560.0
_INK: Final = (
    "text{font-family:'Libertinus Serif';font-size:12px;fill:#333}.t-name{font-weight:bold;fill:#000}"
    "path{fill:none;stroke:#555;stroke-width:1.5}.t-closed{stroke:#bbb;stroke-width:1}.t-past{stroke:#000;stroke-width:3.5}"
    ".t-today,.t-start{stroke:#000}.t-leader{stroke:#999;stroke-width:1}circle{fill:#fff;stroke:#000;stroke-width:2}"
)
# The small line shows three weeks to each side of today.
_AXIS_DAYS: Final = 21
_AXIS_WIDTH: Final = 260.0
_AXIS_HEIGHT: Final = 24.0
# Browsers read a drawing's own words aloud as well as its name: where the list beside it tells all, the drawing is not read.
_UNHEARD: Final = mark_safe('aria-hidden="true"')


def large(line: Line, *, language: Language = "nl") -> SafeString:
    """The whole line with its labels; on a narrow screen the line without labels, and the list in words."""
    return format_html('<div class="term-line">{}{}{}</div>', _wide(line, language), _narrow(line), _in_words(line, language))


def small(line: Line, *, language: Language = "nl") -> SafeString:
    """One row of a list: three weeks to each side of today, which is always in the middle; the same in a sentence that is only heard.

    An attribute could not say it: the names of duties may be in another language than the rest.
    """
    axis = Axis(line.today - _AXIS_DAYS * DAY, line.today + _AXIS_DAYS * DAY, _AXIS_WIDTH)
    middle = _AXIS_HEIGHT / 2
    last = max((mark.day for mark in line.marks), default=line.today)
    parts = [hatch(line, axis, 2, _AXIS_HEIGHT - 2), track(line, axis, middle, max(last, line.today))]
    parts += [mark_of(mark, axis, middle, line.today, 4.5) for mark in line.marks]
    parts.append(today_of(axis.x(line.today), 0, _AXIS_HEIGHT))
    drawn = _svg("term term-small", axis.width, _AXIS_HEIGHT, _UNHEARD, parts)
    return format_html('{}<span class="visually-hidden">{}</span>', drawn, _name(line, language))


def on_paper(line: Line, *, language: Language = "nl") -> tuple[str, str]:
    """The line for a printer, as SVG with its own strokes, and the same in one sentence for who does not see it."""
    drawn = _wide(line, language, width=_PAPER, today=_("deze brief"))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f"><style>{_INK}</style>", 1), _name(
        line, language
    )


def _wide(line: Line, language: Language, *, width: float = _WIDE, today: str = "") -> SafeString:
    axis, base = _axis(line, width), 58.0
    placed = place(_blocks(line, axis, language), width=width, top=base + 17, anchor=base + RING)
    parts = [hatch(line, axis, base - 13, base + 13), track(line, axis, base, axis.last), start_of(axis.x(line.start), base)]
    parts += [_leader(one) for one in placed if one.leader]
    parts += rings(line, axis, base)
    parts += [_gap_name(axis, span, base) for span in line.suspended if is_on(axis, span)]
    if line.today <= axis.last:
        parts += [today_of(axis.x(line.today), 20, base + 13), _today_name(axis, line.today, today)]
    parts += [_label(one) for one in placed]
    bottom = max((one.bottom for one in placed), default=base + 14)
    return _svg("term term-wide", width, bottom + 4, _UNHEARD, parts)


def _narrow(line: Line) -> SafeString:
    axis, base = _axis(line, _NARROW), 40.0
    parts = [hatch(line, axis, base - 12, base + 12), track(line, axis, base, axis.last), start_of(axis.x(line.start), base)]
    parts += rings(line, axis, base)
    if line.today <= axis.last:
        parts += [today_of(axis.x(line.today), 18, base + 12), _today_name(axis, line.today)]
    return _svg("term term-narrow", _NARROW, base + 16, _UNHEARD, parts)


def _axis(line: Line, width: float) -> Axis:
    days = [line.start, *(day for mark in line.marks for day in (mark.day, mark.old_day, mark.met_day) if day)]
    running = line.running or not line.marks or any(mark.state in ("open", "late") for mark in line.marks)
    # A settled line ends at its last day: today may be years away by then.
    if running:
        days.append(line.today)
    return Axis(min(days), max(days) + 2 * DAY, width)


def _today_name(axis: Axis, today: date, name: str = "") -> SafeString:
    x = min(max(axis.x(today), 28.0), axis.width - 28.0)
    return format_html('<text class="t-name" x="{}" y="13" text-anchor="middle">{}</text>', f"{x:.1f}", name or _("vandaag"))


def _gap_name(axis: Axis, span: tuple[date, date], base: float) -> SafeString:
    x = (axis.x(span[0]) + axis.x(span[1])) / 2
    return format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', f"{x:.1f}", base - 19, _("stilgezet"))


def _blocks(line: Line, axis: Axis, language: Language) -> list[Block]:
    """What is written under the line: the receipt, and the duties of each day together."""
    texts: dict[date, list[tuple[str, str]]] = {line.start: [(_("ontvangen"), _short(line.start, line.today, language))]}
    for mark in sorted(line.marks, key=lambda mark: mark.day):
        texts.setdefault(mark.day, []).append(
            (mark.label, _short(mark.day, line.today, language) + (f" · {mark.article}" if mark.article else ""))
        )
    return [Block(axis.x(day), tuple(lines)) for day, lines in sorted(texts.items())]


def _label(placed: Placed) -> SafeString:
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((one.css, f"{placed.text_x:.1f}", f"{one.y:.1f}", placed.anchor, escape(one.text)) for one in placed.lines()),
    )


def _leader(placed: Placed) -> SafeString:
    return format_html('<path class="t-leader" d="M{} {}V{}"/>', f"{placed.block.x:.1f}", f"{placed.from_y:.1f}", f"{placed.foot:.1f}")


def _svg(css: str, width: float, height: float, heard: SafeString, parts: list[SafeString]) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" {}>{}</svg>',
        css,
        f"{width:g}",
        f"{height:.0f}",
        heard,
        mark_safe("".join(conditional_escape(part) for part in parts)),  # noqa: S308 -- each part is escaped or made by format_html
    )


def _name(line: Line, language: Language) -> str:
    """The line in one sentence, for who does not see it."""
    told = [_("ontvangen {day}").format(day=day_said(line.start, line.today, weekday=False, language=language))]
    marks = sorted(line.marks, key=lambda mark: mark.day)
    told += [together((mark.label, _status(mark, line.today, language)), between=" ") for mark in marks]
    return filled(_("Termijnen: {what}"), what=together(told, between="; "))


def _status(mark: Mark, today: date, language: Language) -> str:
    day = day_said(mark.day, today, language=language)
    if mark.state == "met":
        done = mark.met_day or mark.day
        said = _("te laat gedaan, {day}") if done > mark.day else _("gedaan {day}")
        return said.format(day=day_said(done, today, language=language))
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
            (mark.state, mark.label, _status(mark, line.today, language), _extended(mark, line.today, language), _article(mark))
            for mark in sorted(line.marks, key=lambda mark: mark.day)
        ),
    )
    received = _("ontvangen {day}").format(day=day_said(line.start, line.today, weekday=False, language=language))
    return format_html('<ol class="term-list" aria-label="{}">{}</ol>', _("Termijnen: {what}").format(what=received), items)


def _extended(mark: Mark, today: date, language: Language) -> str:
    if mark.old_day is None:
        return ""
    return _(", verlengd van {day}").format(day=day_said(mark.old_day, today, weekday=False, language=language))


def _article(mark: Mark) -> SafeString:
    return format_html(' <span class="article">{}</span>', mark.article) if mark.article else SafeString("")


def _short(day: date, today: date, language: Language) -> str:
    return day_said(day, today, weekday=False, language=language)
