"""Which figures of a table with totals must be withheld so that no small group can be found, not even by subtraction.

Primary: every group of 1 to k - 1 is withheld, totals too. Secondary: whatever else is needed. The rules hold against a reader
who knows them, and so knows that a withheld figure is at least 1:

1. the figures withheld in one line are not derivable as a sum under k either: together they are k or more, unless the line's
   total is unknown as well;
2. every small group has at least two values that agree with everything shown.

A zero is shown: nobody is in that group, so nobody is found in it. What a zero does tell is that a whole row has its cases
elsewhere; that is told of a group of k or more, or of a group whose row is withheld. An organisation that minds even that
publishes fewer dimensions. Dutch statistics do alike: Statistics Netherlands hides at least one related cell, so that a hidden
value cannot be derived; education surveys drop groups under five.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as a flow between two lines of its table, from `tail` to `head`; in every line what goes in comes out."""

    tail: str
    head: str
    value: int
    total: bool = False


def hide(cells: Sequence[Cell], *, k: int) -> frozenset[int]:
    """The numbers (places in `cells`) of the figures to withhold."""
    small = frozenset(number for number, cell in enumerate(cells) if 0 < cell.value < k)
    hidden = set(small)
    lines = sorted({line for cell in cells for line in (cell.tail, cell.head)})
    while True:
        more = _next_of_a_thin_line(cells, hidden, lines, k)
        if more is None:
            more = _next_beside_a_fixed_one(cells, hidden, small)
        if more is None:
            return frozenset(hidden)
        hidden.add(more)


def fixed(cells: Sequence[Cell], hidden: Iterable[int], number: int) -> bool:
    """Whether a withheld figure has one value only that agrees with all that is shown, every withheld figure being 1 or more.

    The figures that agree with a table's lines form a network flow. Another value exists if and only if the flow can be
    turned by one along a ring through this cell, up or down, with no withheld figure falling below 1.
    """
    onward: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for other in hidden:
        cell = cells[other]
        if other != number:
            onward[cell.tail].append((cell.head, other))
            if cell.value > 1:
                onward[cell.head].append((cell.tail, other))
    cell = cells[number]
    up = _leads(onward, cell.head, cell.tail)
    down = cell.value > 1 and _leads(onward, cell.tail, cell.head)
    return not (up or down)


def _leads(onward: Mapping[str, Sequence[tuple[str, int]]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        line = waiting.pop()
        if line == goal:
            return True
        for following, _ in onward.get(line, ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return False


def _next_of_a_thin_line(cells: Sequence[Cell], hidden: set[int], lines: Sequence[str], k: int) -> int | None:
    # A line has its parts on one side and its total on the other. Parts withheld beside a total that is shown, or that can be
    # found, are together found by subtraction.
    for line in lines:
        for side in ("tail", "head"):
            parts = [number for number, cell in enumerate(cells) if getattr(cell, side) == line]
            whole = [number for number, cell in enumerate(cells) if line in (cell.tail, cell.head) and number not in parts]
            unknown = [number for number in parts if number in hidden]
            thin = 0 < sum(cells[number].value for number in unknown) < k
            if thin and not any(number in hidden and not fixed(cells, hidden, number) for number in whole):
                choice = _smallest(cells, hidden, parts)
                if choice is not None:
                    return choice
    return None


def _next_beside_a_fixed_one(cells: Sequence[Cell], hidden: set[int], small: frozenset[int]) -> int | None:
    for number in sorted(small):
        if fixed(cells, hidden, number):
            ends = {cells[number].tail, cells[number].head}
            near = [other for other, cell in enumerate(cells) if ends & {cell.tail, cell.head}]
            choice = _smallest(cells, hidden, near)
            return _smallest(cells, hidden, range(len(cells))) if choice is None else choice
    return None


def _smallest(cells: Sequence[Cell], hidden: set[int], among: Iterable[int]) -> int | None:
    open_to_it = [number for number in among if number not in hidden and cells[number].value > 0]
    return min(open_to_it, key=lambda number: (cells[number].total, cells[number].value, number), default=None)
