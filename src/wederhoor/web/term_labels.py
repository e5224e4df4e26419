"""Where the labels under a term line stand: none over another, and no leader through a text. Pure arithmetic, in SVG units."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

_NAME_WIDTH: Final = 7.4  # a bold letter of 12 units, on the wide side
_TEXT_WIDTH: Final = 6.4
_LINE: Final = 15.0
_GAP: Final = 10.0
_FLAG: Final = 5.0
_ROWS: Final = 12
Side = Literal["start", "end"]
_SIDES: Final[tuple[Side, Side]] = ("start", "end")


@dataclass(frozen=True, slots=True)
class Block:
    """The texts of one day: name and date of each duty that ends there."""

    x: float
    texts: tuple[tuple[str, str], ...]

    @property
    def width(self) -> float:
        """The widest line, estimated from its letters."""
        return max(max(len(name) * _NAME_WIDTH, len(text) * _TEXT_WIDTH) for name, text in self.texts)

    @property
    def height(self) -> float:
        """Two lines for each duty."""
        return 2 * _LINE * len(self.texts)


@dataclass(frozen=True, slots=True)
class Written:
    """One line of a label, where it stands."""

    text: str
    css: str
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place: from `left` to `right`, from `top` down; `leader` says whether a stroke runs to its day."""

    block: Block
    left: float
    top: float
    anchor: Literal["start", "middle", "end"]
    from_y: float
    leader: bool

    @property
    def right(self) -> float:
        """Where its widest line ends."""
        return self.left + self.block.width

    @property
    def bottom(self) -> float:
        """The foot of its last line."""
        return self.top + self.block.height

    @property
    def foot(self) -> float:
        """Where its stroke ends: beside a flag at its foot, above a text that stands under its day."""
        return self.top if self.anchor == "middle" else self.bottom - 3

    @property
    def text_x(self) -> float:
        """The point its lines are anchored to."""
        return {"start": self.left, "middle": (self.left + self.right) / 2, "end": self.right}[self.anchor]

    def lines(self) -> Iterator[Written]:
        """Its lines from top to bottom."""
        for n, (name, text) in enumerate(self.block.texts):
            yield Written(name, "t-name", self.top + 2 * n * _LINE + 11)
            yield Written(text, "t-day", self.top + 2 * n * _LINE + 25)


def place(blocks: list[Block], *, width: float, top: float, anchor: float) -> list[Placed]:
    """Each block under its day where there is room; blocks that would touch become flags on rows, each on a stroke from its day.

    `top` is where the first row starts, `anchor` where the strokes start. No text ever lies over another. Where a stroke cannot
    but run through a text (many long names, edge to edge) each block has a row of its own.
    """
    sheet = _Sheet(width, top, anchor)
    ordered = sorted(blocks, key=lambda block: block.x)
    pretty = _in_crowds(ordered, sheet)
    if _sound(pretty, sheet):
        return pretty
    splits = (_split(ordered, at, sheet) for at in range(len(ordered) + 1))
    return min((plan for plan in splits if _sound(plan, sheet)), key=_depth, default=None) or _own_rows(ordered, sheet)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The space under the line, and the ways in which a block can stand on it."""

    width: float
    top: float
    anchor: float

    def centred(self, block: Block) -> Placed:
        middle = min(max(block.x - block.width / 2, 0), max(self.width - block.width, 0))
        return Placed(block, middle, self.top, "middle", self.anchor, leader=False)

    def flag(self, block: Block, row: int, side: Side) -> Placed:
        left = block.x + _FLAG if side == "start" else block.x - _FLAG - block.width
        return Placed(block, left, self.top + row * 2 * _LINE, side, self.anchor, leader=True)

    def holds(self, one: Placed) -> bool:
        return one.left >= 0 and one.right <= self.width


def _in_crowds(ordered: list[Block], sheet: _Sheet) -> list[Placed]:
    placed: list[Placed] = []
    for crowd in sorted(_crowds([sheet.centred(block) for block in ordered]), key=len, reverse=True):
        if len(crowd) == 1:
            placed.append(_alone(crowd[0], sheet, placed))
        else:
            placed += min((_plan(crowd, sheet, placed, side) for side in _SIDES), key=_depth)
    return sorted(placed, key=lambda one: one.block.x)


def _crowds(centred: list[Placed]) -> list[list[Block]]:
    """The blocks in runs that would touch if each stood under its day."""
    runs: list[list[Block]] = []
    reach = -_GAP
    for one in centred:
        if runs and one.left < reach + _GAP:
            runs[-1].append(one.block)
        else:
            runs.append([one.block])
        reach = max(reach, one.right)
    return runs


def _plan(crowd: list[Block], sheet: _Sheet, others: list[Placed], side: Side) -> list[Placed]:
    """A crowd as flags to one side, begun at that side: each next flag hangs lower, so that no stroke meets a text."""
    plan: list[Placed] = []
    for block in reversed(crowd) if side == "start" else crowd:
        tries = [sheet.flag(block, row, side) for row in range(_ROWS)]
        plan.append(_first_free(tries, sheet, [*others, *plan]))
    return plan


def _alone(block: Block, sheet: _Sheet, others: list[Placed]) -> Placed:
    flags = [sheet.flag(block, row, side) for row in range(1, _ROWS) for side in _SIDES]
    return _first_free([sheet.centred(block), *flags], sheet, others)


def _first_free(tries: list[Placed], sheet: _Sheet, others: list[Placed]) -> Placed:
    return next((one for one in tries if sheet.holds(one) and not any(_clash(one, other) for other in others)), tries[-1])


def _split(ordered: list[Block], at: int, sheet: _Sheet) -> list[Placed]:
    """Flags to the right before one block, flags to the left from it on."""
    right = _plan(ordered[:at], sheet, [], "start")
    return [*reversed(right), *_plan(ordered[at:], sheet, right, "end")]


def _own_rows(ordered: list[Block], sheet: _Sheet) -> list[Placed]:
    placed: list[Placed] = []
    top = sheet.top
    for block in ordered:
        placed.append(replace(sheet.centred(block), top=top, leader=True))
        top = placed[-1].bottom
    return placed


def _sound(plan: list[Placed], sheet: _Sheet) -> bool:
    return all(sheet.holds(one) for one in plan) and not any(_clash(one, other) for one, other in combinations(plan, 2))


def _depth(plan: Iterable[Placed]) -> float:
    """How low a plan hangs; one that found no room hangs lowest."""
    return max((one.bottom for one in plan), default=0)


def _clash(one: Placed, other: Placed) -> bool:
    over = one.left < other.right + _GAP and other.left < one.right + _GAP and one.top < other.bottom and other.top < one.bottom
    return over or _crosses(one, other) or _crosses(other, one)


def _crosses(one: Placed, other: Placed) -> bool:
    """Whether the leader of the one runs through the text of the other."""
    return one.leader and other.left - 2 < one.block.x < other.right + 2 and other.top < one.foot and other.bottom > one.from_y
