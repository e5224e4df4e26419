"""A precomputed table of working days: which is the n-th after a day is a lookup and no loop."""

from collections.abc import Callable, Mapping
from datetime import date

MARGIN_YEARS = 3


class WorkingDays:
    """Open days in order, and for each day how many of them have passed at its end.

    The table starts empty and grows by whole years when asked beyond its end. `opens` and `passed` are read directly by
    the quick path of `term.due`; nothing else may depend on them.
    """

    __slots__ = ("_closed_in", "_first", "_last", "_reach", "_weekend", "closed", "opens", "passed")

    def __init__(
        self,
        *,
        reach: tuple[int, int],
        weekend: frozenset[int],
        closed_in: Callable[[range], tuple[Mapping[date, str], frozenset[date]]],
    ) -> None:
        """`reach`: first and last year; `weekend`: ISO weekdays; `closed_in`: days closed by name and days worked, of some years."""
        self._reach = reach
        self._weekend = weekend
        self._closed_in = closed_in
        self._first, self._last = 0, -1
        self.closed: dict[date, str] = {}
        self.opens: list[date] = []
        self.passed: dict[int, int] = {}

    def holds(self, year: int) -> bool:
        """Whether this year lies in the table, which is grown to hold it if it can."""
        low, high = self._reach
        if not low <= year <= high:
            return False
        if self._last < self._first:
            self._build(max(low, year - 1), min(high, year + MARGIN_YEARS))
        elif not self._first <= year <= self._last:
            self._build(max(low, min(self._first, year - MARGIN_YEARS)), min(high, max(self._last, year + MARGIN_YEARS)))
        return True

    def grow(self, year: int, *, forward: bool) -> bool:
        """Hold this year, or else the next years that are not yet held; False when nothing could be added."""
        if not self.holds(year):
            return False
        if forward and self._last < self._reach[1]:
            return self.holds(min(self._last + MARGIN_YEARS, self._reach[1]))
        if not forward and self._first > self._reach[0]:
            return self.holds(max(self._first - MARGIN_YEARS, self._reach[0]))
        return False

    def _build(self, first: int, last: int) -> None:
        closed, worked = self._closed_in(range(first, last + 1))
        opens: list[date] = []
        passed: dict[int, int] = {}
        weekend = self._weekend
        for ordinal in range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day in worked or ((ordinal - 1) % 7 + 1 not in weekend and day not in closed):
                opens.append(day)
            passed[ordinal] = len(opens)
        self._first, self._last = first, last
        self.closed = {day: name for day, name in closed.items() if day not in worked}
        self.opens, self.passed = opens, passed
