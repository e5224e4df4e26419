"""No small group can be found in a published table, not by subtraction either."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wederhoor.core.figures import TOTAL, Published, Table, publish

K = 5


@st.composite
def tables(draw: st.DrawFn, *, most_rows: int = 3, most_columns: int = 3) -> Table:
    height, width = draw(st.integers(1, most_rows)), draw(st.integers(1, most_columns))
    rows = tuple(f"r{n}" for n in range(height))
    columns = tuple(f"c{n}" for n in range(width)) if draw(st.booleans()) else (TOTAL,)
    numbers = st.one_of(st.integers(0, 6), st.integers(0, 40))
    return Table(rows, columns, {place: draw(numbers) for place in product(rows, columns)})


def with_totals(table: Table, cells: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    whole = Table(table.rows, table.columns, cells)
    totals = {(row, TOTAL): whole.row_total(row) for row in table.rows}
    totals |= {(TOTAL, column): whole.column_total(column) for column in table.columns}
    return {**cells, **totals, (TOTAL, TOTAL): whole.total}


def others_that_agree(table: Table, shown: Published) -> Iterator[dict[tuple[str, str], int]]:
    """Every table near the true one that shows the same. Where another exists at all, one exists that differs by one at most."""
    hidden = [place for place in table.cells if shown.cells[place] is None]
    for steps in product((-1, 0, 1), repeat=len(hidden)):
        moved = dict(zip(hidden, steps, strict=True))
        cells = with_totals(table, {place: number + moved.get(place, 0) for place, number in table.cells.items()})
        if all(cells[place] >= 1 if number is None else cells[place] == number for place, number in shown.cells.items()):
            yield cells


@given(table=tables(most_rows=3, most_columns=2))
@settings(max_examples=300, deadline=None)
def test_no_small_group_can_be_derived_from_what_is_published(table: Table) -> None:
    shown = publish(table, k=K)
    truth = with_totals(table, dict(table.cells))
    possible = list(others_that_agree(table, shown))
    small = [place for place in shown.cells if 0 < truth[place] < K]
    assert [place for place in small if len({cells[place] for cells in possible}) < 2] == []


@given(table=tables(most_rows=6, most_columns=5))
@settings(max_examples=300, deadline=None)
def test_a_published_figure_is_true_and_never_small(table: Table) -> None:
    shown, truth = publish(table, k=K).cells, with_totals(table, dict(table.cells))
    assert set(shown) == set(truth)
    assert all(number is None or (number == truth[place] and (number == 0 or number >= K)) for place, number in shown.items())


@given(table=tables(most_rows=6, most_columns=5))
@settings(max_examples=300, deadline=None)
def test_figures_withheld_beside_a_total_that_is_shown_are_together_no_small_group(table: Table) -> None:
    shown = publish(table, k=K).cells
    for row in (*table.rows, TOTAL):
        parts = [place for place in shown if place[0] == row and place[1] != TOTAL]
        withheld = sum(with_totals(table, dict(table.cells))[place] for place in parts if shown[place] is None)
        assert shown[row, TOTAL] is None or withheld == 0 or withheld >= K


@given(table=tables(most_rows=6, most_columns=5))
def test_nothing_is_withheld_where_no_group_is_small(table: Table) -> None:
    large = Table(table.rows, table.columns, {place: number and number + K for place, number in table.cells.items()})
    assert None not in publish(large, k=K).cells.values()


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((12, 30, 8), (12, 30, 8, 50)),
        ((3, 30, 8), (None, 30, None, 41)),
        ((3, 0, 8), (None, 0, None, 11)),
        ((2, 3, 20), (None, None, 20, 25)),
        ((1, 1, 20), (None, None, None, 22)),
        ((1, 2, 0), (None, None, 0, None)),
        ((0, 0, 0), (0, 0, 0, 0)),
        ((3,), (None, None)),
    ],
)
def test_a_list_is_published_so(numbers: tuple[int, ...], shown: tuple[int | None, ...]) -> None:
    rows = tuple(f"r{n}" for n in range(len(numbers)))
    published = publish(Table(rows, (TOTAL,), {(row, TOTAL): number for row, number in zip(rows, numbers, strict=True)}))
    assert tuple(published.cells[row, TOTAL] for row in published.rows) == shown


def test_a_bridge_between_two_rings_is_not_left_to_be_found() -> None:
    numbers = [[9, 9, 30, 30], [9, 9, 30, 30], [30, 30, 9, 9], [30, 30, 9, 9]]
    numbers[0][2] = 2
    rows, columns = tuple("abcd"), tuple("wxyz")
    table = Table(rows, columns, {(r, c): numbers[i][j] for i, r in enumerate(rows) for j, c in enumerate(columns)})
    shown = publish(table)
    assert shown.cells["a", "y"] is None
    assert len({cells["a", "y"] for cells in others_that_agree(table, shown)}) > 1


def test_the_smallest_group_is_a_setting() -> None:
    table = Table(("a", "b"), (TOTAL,), {("a", TOTAL): 7, ("b", TOTAL): 20})
    assert publish(table, k=5).cells["a", TOTAL] == 7
    assert publish(table, k=10).cells["a", TOTAL] is None
    assert publish(table, k=1).cells["a", TOTAL] == 7
