"""A diagram drawn as a way down the page: each stage a station on one line, below it what is done there, by whom and by when.

It fits the width that it is given: a telephone, a column of a page, a sheet of paper. Colours are those of the page around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from textwrap import wrap
from typing import Final

from wederhoor.core.spoken import Spoken, language_in, together
from wederhoor.core.text_diagram import ANY, BEGIN, Diagram, who_by_when
from wederhoor.core.text_steps import Step

#: In units of the drawing, which are pixels where it stands at its own size.
NARROW: Final = 340
WIDE: Final = 640
_LINE_X, _TEXT_X, _GUTTER, _MARGIN = 12, 34, 20, 12
_STAGE, _NAME, _SMALL = 17, 14, 13
_LEADING: Final = 1.35
#: How wide a letter is at most on the whole, as a part of its size: fonts differ, and bold is wider.
_BOLD, _PLAIN = 0.64, 0.57
_SAYS: Final = {
    "nl": {"to": "naar {to}", BEGIN: "hier begint het", ANY: "vanuit elke fase"},
    "en": {"to": "to {to}", BEGIN: "it begins here", ANY: "from any stage"},
}
#: Its title and its description tell it all; browsers would read the words that are drawn as well.
_OPENING: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    '{described}font-family="sans-serif" font-size="{size}">'
    '<title id="{ident}-title"{lang}>{title}</title>{desc}<g aria-hidden="true">'
)


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far, and how far down."""

    width: int
    y: float = _MARGIN
    parts: list[str] = field(default_factory=list)

    def text(self, said: str, x: int, *, room: int, top: float, size: int = _SMALL, look: str = "") -> float:
        """A text in lines that fit the room; gives where the next line would begin."""
        bold = "font-weight" in look
        lines = wrap(said, max(8, int(room / (size * (_BOLD if bold else _PLAIN)))))
        sized = f' font-size="{size}"' if size != _SMALL else ""
        for line in lines:
            self.parts.append(f'<text x="{x}" y="{top + size:g}"{sized}{look} fill="currentColor">{escape(line)}</text>')
            top = round(top + size * _LEADING, 1)
        return top


def pieces(diagram: Diagram, *, width: int = WIDE, part: str = "") -> tuple[str, ...]:
    """A drawing for each stage, `width` units wide; stood below each other they are one line, which a sheet of paper may break between two.

    `part` makes their ids their own where a page shows the same diagram twice.
    """
    return tuple(drawing for drawing, _height in _pieces(diagram, width, part))


def svg(diagram: Diagram) -> str:
    """The whole diagram in one drawing."""
    return sheet((diagram,))


def sheet(drawn: Sequence[Diagram]) -> str:
    """Every diagram in one drawing, below each other under their titles."""
    parts: list[str] = []
    y = _MARGIN
    for diagram in drawn:
        parts.append(
            f'<text x="0" y="{y + _STAGE}" font-size="{_STAGE}" font-weight="bold" fill="currentColor">{escape(diagram.title)}</text>'
        )
        y += 2 * _STAGE
        for drawing, height in _pieces(diagram, WIDE, ""):
            parts.append(drawing.replace("<svg ", f'<svg y="{y}" ', 1).rstrip())
            y += height
        y += _MARGIN
    titles = escape("; ".join(diagram.title for diagram in drawn))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {y}" width="{WIDE}" height="{y}" '
        f'role="group" aria-label="{titles}" color="#1b1b1b" font-family="sans-serif" font-size="{_SMALL}">'
    )
    return "\n".join([opening, *parts, "</svg>"]) + "\n"


def _pieces(diagram: Diagram, width: int, part: str) -> Iterator[tuple[str, int]]:
    last = len(diagram.stages) - 1
    for number, (stage, name) in enumerate(diagram.stages):
        on = _Sheet(width)
        mark = _station(on, diagram, stage, name)
        height = int(on.y)
        begins, ends = mark if number == 0 else 0, mark if number == last else height
        ident, told = f"fase-{escape(diagram.instance)}-{escape(stage)}{part}", _described(diagram, stage)
        opening = _OPENING.format(
            ident=ident,
            described=f'aria-labelledby="{ident}-title" aria-describedby="{ident}-desc" ' if told else "",
            width=width,
            height=height,
            size=_SMALL,
            title=escape(name),
            lang=_lang(name),
            desc=f'<desc id="{ident}-desc"{_lang(told)}>{escape(told)}</desc>' if told else "",
        )
        line = f'<path d="M{_LINE_X} {begins:g}V{ends:g}" class="route-line" stroke="currentColor" stroke-width="2"/>'
        yield "\n".join([opening, line, *on.parts, "</g></svg>"]) + "\n", height


def _described(diagram: Diagram, stage: str) -> str:
    """All of a stage in words; nothing where these are in two languages, which a description cannot tell apart: they stand beside it."""
    told = together(diagram.told[stage], between=" ")
    return told if not isinstance(told, Spoken) or language_in(told) else ""


def _lang(said: str) -> str:
    return f' lang="{escape(language_in(said))}"' if language_in(said) else ""


def _station(on: _Sheet, diagram: Diagram, stage: str, name: str) -> float:
    """One stage with all that belongs to it; gives where its mark stands."""
    mark = on.y + _STAGE * 0.7
    on.parts.append(f'<circle cx="{_LINE_X}" cy="{mark:g}" r="9" class="route-stage" fill="currentColor"/>')
    room = on.width - _TEXT_X
    on.y = on.text(f"{name[:1].upper()}{name[1:]}", _TEXT_X, room=room, top=on.y, size=_STAGE, look=' font-weight="bold"')
    for said in _into(diagram, stage):
        on.y = on.text(said, _TEXT_X, room=room, top=on.y, look=' class="soft"')
    for step in diagram.steps.get(stage, ()):
        _step(on, step, who_by_when(step, diagram.language))
    for said in _onward(diagram, stage):
        on.y += 6
        on.parts.append(
            f'<path d="M{_LINE_X} {on.y + 8:g}h14m-5 -5l5 5l-5 5" fill="none" class="route-way" stroke="currentColor" stroke-width="1.5"/>'
        )
        on.y = on.text(said, _TEXT_X, room=room, top=on.y, look=' class="soft"')
    on.y += _MARGIN
    return mark


def _step(on: _Sheet, step: Step, told: str) -> None:
    """A step: a ring on the line, filled with paper; what is done, and who does it by when beside it or below it."""
    on.y += 10
    ring = on.y + _NAME * 0.6
    dashed = ' stroke-dasharray="2.5 2"' if step.kind == "right" else ""
    shape = (
        f'<circle cx="{_LINE_X}" cy="{ring:g}" r="5.5" class="route-step" fill="#ffffff" stroke="currentColor" stroke-width="2"{dashed}/>'
    )
    on.parts.append(shape)
    told = f"{told[:1].upper()}{told[1:]}"
    if on.width < WIDE:
        below = on.text(step.name, _TEXT_X, room=on.width - _TEXT_X, top=on.y, size=_NAME, look=' font-weight="600"')
        on.y = on.text(told, _TEXT_X, room=on.width - _TEXT_X, top=below, look=' class="soft"')
        return
    half = (on.width - _TEXT_X - _GUTTER) // 2
    left = on.text(step.name, _TEXT_X, room=half, top=on.y, size=_NAME, look=' font-weight="600"')
    on.y = max(left, on.text(told, _TEXT_X + half + _GUTTER, room=half, top=on.y, look=' class="soft"'))


def _into(diagram: Diagram, stage: str) -> Iterator[str]:
    """What leads in from outside or from any stage."""
    says = _SAYS[diagram.language]
    for edge in diagram.edges:
        if edge.to == stage and edge.source in (BEGIN, ANY):
            said = says[edge.source]
            yield f"{said[:1].upper()}{said[1:]}: {', '.join(edge.acts)}"


def _onward(diagram: Diagram, stage: str) -> Iterator[str]:
    names = dict(diagram.stages)
    says = _SAYS[diagram.language]
    for edge in diagram.edges:
        if edge.source == stage:
            said = says["to"].format(to=names[edge.to])
            yield f"{said[:1].upper()}{said[1:]}: {', '.join(edge.acts)}"
