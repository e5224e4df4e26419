"""What a term line is made of: the duties on their days, and the axis that gives each day its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

State = Literal["met", "open", "late", "waived"]
DAY: Final = timedelta(days=1)
_MARGIN: Final = 14.0


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
    """What a term line shows. `closed` days do not count as working days; `suspended` spans run from the first day to the last.

    `running`: it goes on, though everything with a day is settled; today stands on it then.
    """

    start: date
    marks: tuple[Mark, ...]
    today: date
    closed: frozenset[date] = frozenset()
    suspended: tuple[tuple[date, date], ...] = ()
    running: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a day stands: the middle of its own width, between the margins."""

    first: date
    last: date
    width: float

    @property
    def step(self) -> float:
        """The width of a day."""
        return (self.width - 2 * _MARGIN) / max((self.last - self.first).days, 1)

    def x(self, day: date) -> float:
        """Where a day stands; one beyond the ends stands at the end."""
        return _MARGIN + self.step * (min(max(day, self.first), self.last) - self.first).days

    def days(self) -> Iterator[date]:
        """Every day from the first to the last."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
