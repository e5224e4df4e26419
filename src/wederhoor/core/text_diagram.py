"""The stages of a regulation and the acts between them, as a drawing and as sentences that say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from wederhoor.core.condition import Trigger
from wederhoor.core.norm import Stage
from wederhoor.core.procedure import BUILT_IN_INSTANCES, Procedure, spoken
from wederhoor.core.text_steps import act_words
from wederhoor.core.words import Language, word

_SAYS: Final = {
    "nl": {
        "title": "Fasen van {name}",
        "begin": "Het begint bij {to}: {acts}.",
        "any": "Uit elke fase naar {to}: {acts}.",
        "move": "Van {source} naar {to}: {acts}.",
        "sent": "{act} (verzonden)",
        "silence": "geen bericht",
    },
    "en": {
        "title": "Stages of {name}",
        "begin": "It begins in {to}: {acts}.",
        "any": "From any stage to {to}: {acts}.",
        "move": "From {source} to {to}: {acts}.",
        "sent": "{act} (sent)",
        "silence": "no message",
    },
}
BEGIN: Final = "begin"
ANY: Final = "any"
_LEFT, _BOX_WIDTH, _BOX_HEIGHT, _GAP, _TOP = 250, 180, 44, 48, 16
_LANE, _LETTER, _LINE = 26, 7, 15
_OPENING: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    'aria-labelledby="{ident}-title {ident}-desc" font-family="sans-serif" font-size="13">'
)
_ARROW: Final = (
    '<defs><marker id="{ident}-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>'
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one stage to another, with the acts that lead along it; `source` may be BEGIN or ANY."""

    source: str
    to: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """The stages of one kind of dossier: (id, name) in order, the edges, and the same in sentences."""

    instance: str
    title: str
    stages: tuple[tuple[str, str], ...]
    edges: tuple[Edge, ...]
    sentences: tuple[str, ...]


def diagrams(procedure: Procedure, *, language: Language = "nl") -> tuple[Diagram, ...]:
    """One diagram for each kind of dossier that has stages."""
    first, *rest = BUILT_IN_INSTANCES
    names = {first: spoken(procedure.title, language), "year": word("term", "year", language=language)}
    names.update({item.id: spoken(item.name, language) for item in procedure.instances})
    order = [first, *(item.id for item in procedure.instances), *rest]
    return tuple(_diagram(procedure, instance, names[instance], language) for instance in order if _stages(procedure, instance))


def _stages(procedure: Procedure, instance: str) -> list[Stage]:
    return [stage for stage in procedure.stages if stage.instance == instance]


def _diagram(procedure: Procedure, instance: str, name: str, language: Language) -> Diagram:
    stages = _stages(procedure, instance)
    named = {stage.id: spoken(stage.name, language) or word("stage", stage.id, language=language) for stage in stages}
    found: dict[tuple[str, str], list[str]] = {}
    for stage in stages:
        for trigger in stage.entered_by:
            said = _trigger_words(procedure, trigger, language)
            for source in _sources(procedure, instance, trigger):
                if source != stage.id and (source in named or source in (BEGIN, ANY)):
                    found.setdefault((source, stage.id), []).append(said)
    edges = tuple(Edge(source, to, tuple(dict.fromkeys(acts))) for (source, to), acts in found.items())
    says = _SAYS[language]
    sentences = tuple(
        says[edge.source if edge.source in (BEGIN, ANY) else "move"].format(
            source=named.get(edge.source, ""), to=named[edge.to], acts=", ".join(edge.acts)
        )
        for edge in edges
    )
    return Diagram(instance, says["title"].format(name=name), tuple(named.items()), edges, sentences)


def _sources(procedure: Procedure, instance: str, trigger: Trigger) -> Sequence[str]:
    """From which stages an act leads on: those the occasion names, else those in which its rule allows it."""
    act = trigger.act.removesuffix(".sent")
    openers = {"file", "open_year", *(item.opened_by for item in procedure.instances if item.id == instance)}
    if act in openers:
        return (BEGIN,)
    if trigger.when and "stage" in trigger.when.facts:
        return [str(stage) for stage in trigger.when.facts["stage"]]
    rule = next((rule for rule in procedure.acts if rule.id == act and rule.instance == instance), None)
    return rule.stages if rule and rule.stages else (ANY,)


def _trigger_words(procedure: Procedure, trigger: Trigger, language: Language) -> str:
    says = _SAYS[language]
    if trigger.act.startswith("silence."):
        return says["silence"]
    said = act_words(procedure, trigger.act.removesuffix(".sent"), language)
    return says["sent"].format(act=said) if trigger.act.endswith(".sent") else said


# Drawing -------------------------------------------------------------------------------------------------------------------


def svg(diagram: Diagram) -> str:
    """The drawing: stages below each other, ways on along the right, entrances on the left. Colours are those of the page."""
    return _drawing(diagram)[0]


def sheet(drawn: Sequence[Diagram]) -> str:
    """Every diagram in one drawing, below each other under their titles."""
    parts: list[str] = []
    width, y = 0, _TOP
    for diagram in drawn:
        drawing, own_width, own_height = _drawing(diagram)
        parts.append(f'<text x="{_TOP}" y="{y + _LINE}" font-weight="bold" fill="currentColor">{escape(diagram.title)}</text>')
        parts.append(drawing.replace("<svg ", f'<svg y="{y + 2 * _LINE}" ', 1).rstrip())
        width, y = max(width, own_width), y + 2 * _LINE + own_height
    titles = escape("; ".join(diagram.title for diagram in drawn))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" width="{width}" height="{y}" '
        f'role="group" aria-label="{titles}" color="#1b1b1b" font-family="sans-serif" font-size="13">'
    )
    return "\n".join([opening, *parts, "</svg>"]) + "\n"


def _drawing(diagram: Diagram) -> tuple[str, int, int]:
    rows = _rows(diagram)
    moves = [edge for edge in diagram.edges if edge.source in rows]
    right = _LEFT + _BOX_WIDTH + _LANE * (len(moves) + 2)
    ident = f"fasen-{escape(diagram.instance)}"
    ways, end = _ways(moves, rows, ident, right)
    width = right + _LETTER * max((len(act) for edge in moves for act in edge.acts), default=0) + _LANE
    height = max(end, max(rows.values()) + _BOX_HEIGHT) + _TOP
    parts = [
        _OPENING.format(ident=ident, width=width, height=height),
        f'<title id="{ident}-title">{escape(diagram.title)}</title>',
        f'<desc id="{ident}-desc">{escape(" ".join(diagram.sentences))}</desc>',
        _ARROW.format(ident=ident),
        *(_box(rows[stage], name) for stage, name in diagram.stages),
        *_entrances(diagram, rows, ident),
        *ways,
        "</svg>",
    ]
    return "\n".join(parts) + "\n", width, height


def _rows(diagram: Diagram) -> dict[str, int]:
    """The top of each stage's box; a stage with many entrances gets the room that their names need."""
    rows: dict[str, int] = {}
    top = _TOP
    for stage, _ in diagram.stages:
        acts = sum(len(edge.acts) for edge in diagram.edges if edge.to == stage and edge.source in (BEGIN, ANY))
        room = max(_BOX_HEIGHT, acts * _LINE)
        rows[stage] = top + (room - _BOX_HEIGHT) // 2
        top += room + _GAP
    return rows


def _box(y: int, name: str) -> str:
    middle = _LEFT + _BOX_WIDTH // 2
    return (
        f'<rect x="{_LEFT}" y="{y}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="4" fill="none" stroke="currentColor"/>'
        f'<text x="{middle}" y="{y + _BOX_HEIGHT // 2 + 4}" text-anchor="middle" fill="currentColor">{escape(name)}</text>'
    )


def _entrances(diagram: Diagram, rows: dict[str, int], ident: str) -> Iterator[str]:
    """What leads into a stage from outside or from any stage: an arrow from the left, dashed for any stage."""
    for stage, y in rows.items():
        middle = y + _BOX_HEIGHT // 2
        into = [edge for edge in diagram.edges if edge.to == stage and edge.source not in rows]
        for edge in into:
            dashed = ' stroke-dasharray="4 3"' if edge.source == ANY else ""
            yield _path(f"M{_LEFT - 30} {middle}H{_LEFT - 2}", ident, dashed)
        acts = [act for edge in into for act in edge.acts]
        yield from _lines(acts, _LEFT - 36, middle, "end")


def _ways(moves: list[Edge], rows: dict[str, int], ident: str, right: int) -> tuple[list[str], int]:
    """The ways between stages, each in a lane of its own with its acts beside it, and where the last of these names ends."""
    parts: list[str] = []
    places: list[tuple[int, int, Edge]] = []
    for lane, edge in enumerate(moves, 1):
        # Ways that leave or reach one box do so below each other.
        shift = 6 + (lane * 7) % (_BOX_HEIGHT - 12)
        start, end, x = rows[edge.source] + shift, rows[edge.to] + shift, _LEFT + _BOX_WIDTH + _LANE * lane
        parts.append(_path(f"M{_LEFT + _BOX_WIDTH} {start}H{x}V{end}H{_LEFT + _BOX_WIDTH + 2}", ident, ""))
        places.append(((start + end) // 2, x, edge))
    free = _TOP
    for number, (middle, x, edge) in enumerate(sorted(places, key=lambda place: place[:2]), 1):
        half = len(edge.acts) * _LINE // 2
        beside = max(middle, free + half)
        free = beside + half + _LINE // 2
        parts.extend(_number(x, middle, number))
        parts.extend(_number(right - _LANE // 2, beside, number))
        parts.extend(_lines(edge.acts, right, beside, "start"))
    return parts, free


def _number(x: int, y: int, number: int) -> tuple[str, str]:
    """The number of a way, on its line and beside its acts."""
    return (
        f'<circle cx="{x}" cy="{y}" r="9" fill="#ffffff" stroke="currentColor"/>',
        f'<text x="{x}" y="{y + 4}" font-size="11" text-anchor="middle" fill="#1b1b1b">{number}</text>',
    )


def _path(d: str, ident: str, more: str) -> str:
    return f'<path d="{d}" fill="none" stroke="currentColor"{more} marker-end="url(#{ident}-arrow)"/>'


def _lines(acts: Sequence[str], x: int, middle: int, anchor: str) -> Iterator[str]:
    top = middle + 4 - (len(acts) - 1) * _LINE // 2
    for index, act in enumerate(acts):
        yield f'<text x="{x}" y="{top + index * _LINE}" text-anchor="{anchor}" fill="currentColor">{escape(act)}</text>'
