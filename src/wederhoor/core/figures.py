"""From many flat rows of facts to the figures of a report, and what of them may be shown to outsiders.

A row maps names to codes, dates, flags or numbers; it holds no text and no person. Counting knows no secrecy: whoever may open
the dossiers may see every figure. What is published goes through `publish`, which hides small groups (`suppression`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from wederhoor.core.suppression import Cell, hide

__all__ = [
    "SMALLEST_GROUP",
    "TOTAL",
    "UNKNOWN",
    "Durations",
    "Published",
    "Row",
    "Table",
    "YearFigures",
    "closings",
    "count",
    "cross",
    "durations",
    "publish",
    "year_figures",
    "year_table",
]

Row = Mapping[str, object]
SMALLEST_GROUP: Final = 5
UNKNOWN: Final = ""
TOTAL: Final = "*"


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by the code of one dimension (one column, TOTAL) or of two. `cells` has a number for every row and column, zeros too."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]

    def row_total(self, row: str) -> int:
        """All of one row."""
        return sum(self.cells[row, column] for column in self.columns)

    def column_total(self, column: str) -> int:
        """All of one column."""
        return sum(self.cells[row, column] for row in self.rows)

    @property
    def total(self) -> int:
        """All there is."""
        return sum(self.cells.values())


@dataclass(frozen=True, slots=True)
class Published:
    """A table as outsiders may see it: a number, or None where it is withheld. Totals stand under TOTAL."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]


@dataclass(frozen=True, slots=True)
class Durations:
    """How long things took, in the unit of the numbers given, and which part was in time; None where the group is too small to tell."""

    number: int | None
    median: float | None
    percent_in_time: int | None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What came in and went out in a year (Exa.men's yearly report, numbers received and handled)."""

    received: int
    handled_of_those: int
    handled: int
    open_at_end: int


def count(rows: Iterable[Row], *, by: str, known: Sequence[str] = ()) -> Table:
    """Counts by one dimension. `known` codes come first and are there with zero too; a row without the code counts as UNKNOWN."""
    counted = Counter(_code(row, by) for row in rows)
    codes = _codes(known, counted)
    return Table(codes, (TOTAL,), {(code, TOTAL): counted[code] for code in codes})


def cross(rows: Iterable[Row], *, by: str, across: str, known: Sequence[str] = (), known_across: Sequence[str] = ()) -> Table:
    """Counts by two dimensions: `by` down, `across` to the right."""
    counted = Counter((_code(row, by), _code(row, across)) for row in rows)
    down = _codes(known, (code for code, _ in counted))
    right = _codes(known_across, (code for _, code in counted))
    return Table(down, right, {(row, column): counted[row, column] for row in down for column in right})


def publish(table: Table, *, k: int = SMALLEST_GROUP) -> Published:
    """The table with its totals, groups under `k` withheld, and whatever would give them away by subtraction."""
    cells = _flow(table)
    hidden = hide([cell for _, cell in cells], k=k)
    return Published(
        (*table.rows, TOTAL),
        table.columns if table.columns == (TOTAL,) else (*table.columns, TOTAL),
        {place: None if number in hidden else cell.value for number, (place, cell) in enumerate(cells)},
    )


def durations(rows: Iterable[Row], *, of: str, in_time: str, k: int = SMALLEST_GROUP) -> Durations:
    """Median of the numbers under `of`, and the percentage of rows whose flag `in_time` is true, of the rows that have a number.

    Nothing is told of fewer than `k` rows. The percentage is withheld too when those in time, or those late, are fewer than
    `k` but not none: with the number of rows it would give that small group away.
    """
    told = [(value, row.get(in_time) is True) for row in rows if isinstance(value := row.get(of), (int, float))]
    number, good = len(told), sum(flag for _, flag in told)
    if number < max(k, 1):
        return Durations(None, None, None)
    small = 0 < good < k or 0 < number - good < k
    return Durations(number, float(median(value for value, _ in told)), None if small else round(100 * good / number))


def year_figures(rows: Iterable[Row], *, year: int, received: str = "received", handled: str = "handled") -> YearFigures:
    """The four numbers of a year. `received` and `handled` name the rows' local dates; no date of handling: still open.

    "Handled of those" were received and handled within the year; "handled" were handled in it whenever received; "open at the
    end" were received by then and not handled by then.
    """
    table = year_table(rows, year=year, received=received, handled=handled)
    return YearFigures(
        received=table.row_total("this_year"),
        handled_of_those=table.cells["this_year", "handled"],
        handled=table.column_total("handled"),
        open_at_end=table.column_total("open"),
    )


def closings(rows: Iterable[Row], *, year: int, of: str = "closed_on") -> int:
    """How often something was closed in a year: each closing is one, also of what was opened again in between.

    `of` names the days of all closings of a row, as ISO dates. What was handled (`year_figures`) counts a dossier once.
    """
    days = [day for row in rows if isinstance(found := row.get(of), (list, tuple)) for day in found]
    return sum(str(day)[:4] == f"{year:04}" for day in days)


def year_table(rows: Iterable[Row], *, year: int, received: str = "received", handled: str = "handled") -> Table:
    """The same as a table, to be published as one: received this year or earlier, handled in the year or open at its end."""
    facts = [fact for row in rows if (fact := _in_year(row.get(received), row.get(handled), year))]
    return cross(facts, by="received", across="handled", known=("this_year", "earlier"), known_across=("handled", "open"))


def _in_year(received: object, handled: object, year: int) -> Row | None:
    if not isinstance(received, date) or received.year > year:
        return None
    if isinstance(handled, date) and handled.year < year:
        return None
    came = "this_year" if received.year == year else "earlier"
    return {"received": came, "handled": "handled" if isinstance(handled, date) and handled.year == year else "open"}


def _code(row: Row, name: str) -> str:
    value = row.get(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return UNKNOWN if value is None else str(value)


def _codes(known: Sequence[str], found: Iterable[str]) -> tuple[str, ...]:
    later = sorted(set(found) - set(known), key=_unknown_last)
    return (*dict.fromkeys(known), *later)


_unknown_last: Callable[[str], tuple[bool, str]] = lambda code: (code == UNKNOWN, code)  # noqa: E731


def _flow(table: Table) -> list[tuple[tuple[str, str], Cell]]:
    # Each line of a table with its total is a junction where what goes in comes out: a cell flows from its row to its column, a
    # row's total from the totals' column to the row, a column's total from the column to the totals' row, and the grand total
    # closes the ring. So "can be found by subtraction" becomes a question about a network.
    cells = [((row, column), Cell(f"r{row}", f"c{column}", table.cells[row, column])) for row in table.rows for column in table.columns]
    if table.columns != (TOTAL,):
        cells += [((row, TOTAL), Cell(f"c{TOTAL}", f"r{row}", table.row_total(row), total=True)) for row in table.rows]
        cells += [((TOTAL, column), Cell(f"c{column}", f"r{TOTAL}", table.column_total(column), total=True)) for column in table.columns]
        return [*cells, ((TOTAL, TOTAL), Cell(f"r{TOTAL}", f"c{TOTAL}", table.total, total=True))]
    ring = [(place, Cell("all", "sum", cell.value)) for place, cell in cells]
    return [*ring, ((TOTAL, TOTAL), Cell("sum", "all", table.total, total=True))]
