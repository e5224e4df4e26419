"""Figures from rows of facts."""

from datetime import date

import pytest

from wederhoor.core.figures import (
    TOTAL,
    UNKNOWN,
    Durations,
    Row,
    YearFigures,
    closings,
    count,
    cross,
    durations,
    publish,
    year_figures,
    year_table,
)

D = date.fromisoformat
ROWS: list[Row] = [
    {"kind": "complaint", "outcome": "upheld", "late": True},
    {"kind": "complaint", "outcome": "rejected", "late": False},
    {"kind": "signal", "outcome": None, "late": False},
    {"kind": "complaint", "outcome": "upheld"},
]


def test_rows_are_counted_by_one_dimension_with_their_total() -> None:
    table = count(ROWS, by="kind", known=("complaint", "signal", "remark"))
    assert [table.cells[kind, TOTAL] for kind in table.rows] == [3, 1, 0]
    assert table.total == 4


def test_a_row_without_the_code_counts_as_unknown_and_stands_last() -> None:
    table = count(ROWS, by="outcome")
    assert table.rows == ("rejected", "upheld", UNKNOWN)
    assert table.cells[UNKNOWN, TOTAL] == 1


def test_flags_are_counted_as_yes_and_no() -> None:
    assert dict(count(ROWS, by="late").cells) == {("no", TOTAL): 2, ("yes", TOTAL): 1, (UNKNOWN, TOTAL): 1}


def test_rows_are_counted_by_two_dimensions_with_totals_both_ways() -> None:
    table = cross(ROWS, by="kind", across="outcome", known_across=("upheld", "partly", "rejected"))
    assert table.columns == ("upheld", "partly", "rejected", UNKNOWN)
    assert [table.row_total(row) for row in table.rows] == [3, 1]
    assert [table.column_total(column) for column in table.columns] == [2, 0, 1, 1]


# The yearly report of Exa.men: numbers received and handled.
@pytest.mark.clause("EXA-24")
@pytest.mark.parametrize(
    ("year", "figures"),
    [
        (2025, YearFigures(received=1, handled_of_those=0, handled=0, open_at_end=1)),
        (2026, YearFigures(received=2, handled_of_those=1, handled=2, open_at_end=1)),
        (2027, YearFigures(received=0, handled_of_those=0, handled=0, open_at_end=1)),
        (2024, YearFigures(received=0, handled_of_those=0, handled=0, open_at_end=0)),
    ],
)
def test_a_year_tells_what_came_in_and_what_went_out(year: int, figures: YearFigures) -> None:
    rows: list[Row] = [
        {"received": D("2025-12-30"), "handled": D("2026-01-20")},
        {"received": D("2026-03-02"), "handled": D("2026-03-20")},
        {"received": D("2026-12-22"), "handled": None},
        {"received": None},
    ]
    assert year_figures(rows, year=year) == figures


def test_what_was_handled_after_the_year_was_open_at_its_end() -> None:
    rows = [{"in": D("2026-12-22"), "out": D("2027-01-05")}]
    assert year_figures(rows, year=2026, received="in", handled="out").open_at_end == 1


def test_the_year_is_published_as_one_table_so_that_nothing_is_found_by_subtraction() -> None:
    rows = [{"received": D("2026-03-02"), "handled": D("2026-04-01") if n else None} for n in range(12)]
    shown = publish(year_table(rows, year=2026)).cells
    assert shown["this_year", TOTAL] == 12
    assert shown["this_year", "handled"] is None
    assert shown["this_year", "open"] is None


def timed(*days: int, late: int = 0) -> list[dict[str, object]]:
    return [{"days": number, "in_time": n >= late} for n, number in enumerate(days)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (timed(1, 2, 3, 4), Durations(None, None, None)),
        (timed(1, 2, 3, 4, 9), Durations(5, 3.0, 100)),
        (timed(1, 2, 3, 4, 9, late=1), Durations(5, 3.0, None)),
        (timed(1, 2, 3, 4, 9, late=4), Durations(5, 3.0, None)),
        (timed(1, 2, 3, 4, 9, late=5), Durations(5, 3.0, 0)),
        (timed(*range(10), late=5), Durations(10, 4.5, 50)),
        ([*timed(1, 2, 3, 4, 9), {"days": None, "in_time": True}], Durations(5, 3.0, 100)),
    ],
)
def test_durations_are_told_of_groups_only(rows: list[dict[str, object]], told: Durations) -> None:
    assert durations(rows, of="days", in_time="in_time") == told


def test_no_rows_have_no_duration_whatever_the_smallest_group() -> None:
    assert durations([], of="days", in_time="in_time", k=0) == Durations(None, None, None)


def test_each_closing_counts_once_in_its_own_year() -> None:
    rows: list[dict[str, object]] = [
        {"closed_on": ["2025-12-30", "2026-02-01", "2026-03-01"]},
        {"closed_on": ("2026-05-01",)},
        {"closed_on": []},
        {"closed_on": None},
        {},
    ]
    assert [closings(rows, year=year) for year in (2024, 2025, 2026)] == [0, 1, 3]
