"""An organisation's calendar as a value: which days are open, in which time zone, and why a day is closed.

Dutch law does not define a working day, so which days count is each organisation's own choice: every one is a switch or a list.
"""

import hashlib
import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Final

from wederhoor.core.calendar_file import CalendarFields, Locate, Period, check, locator, syntax_fault
from wederhoor.core.fault import Fault, Unreckonable
from wederhoor.core.public_days import LiberationDay, dutch_days, foreign_days, known_years
from wederhoor.core.words import day_in_words
from wederhoor.core.working_days import WorkingDays

__all__ = ["DEFAULT", "FIRST_YEAR", "LAST_YEAR", "Calendar", "Fault", "Period", "Unreckonable", "calendar_from", "read_calendar"]

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Open and closed days of one organisation. Two calendars with the same contents are equal, whatever was asked of them.

    `weekend` holds ISO weekdays (Monday is 1); `public_holidays` a country or subdivision as the holidays library names it, or
    "" for none; the next three are switches for the Netherlands; `closed` own closing days; `periods` longer closings, such as
    school holidays; `open` days worked although they would be closed.
    """

    name: str = "A"
    time_zone: str = "Europe/Amsterdam"
    weekend: frozenset[int] = frozenset({6, 7})
    public_holidays: str = "NL"
    liberation_day: LiberationDay = "always"
    good_friday: bool = False
    equated_days: bool = False
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    periods: tuple[Period, ...] = ()
    zone: zoneinfo.ZoneInfo = field(init=False, repr=False, compare=False)
    table: WorkingDays = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "zone", zoneinfo.ZoneInfo(self.time_zone))
        object.__setattr__(self, "table", WorkingDays(reach=self.reach, weekend=self.weekend, closed_in=self._closed_in))

    @property
    def reach(self) -> tuple[int, int]:
        """First and last year whose holidays are known; asking beyond them is refused."""
        if self.public_holidays in ("", "NL"):
            return FIRST_YEAR, LAST_YEAR
        first, last = known_years(self.public_holidays) or (FIRST_YEAR, LAST_YEAR)
        return max(first, FIRST_YEAR), min(last, LAST_YEAR)

    def reaches(self, day: date) -> bool:
        """Whether this calendar knows the day, so that it can be reckoned from."""
        return self.reach[0] <= day.year <= self.reach[1]

    def is_open(self, day: date) -> bool:
        """Whether the day is a working day."""
        return self.why_closed(day) is None

    def why_closed(self, day: date) -> str | None:
        """The Dutch name of the reason, such as "zaterdag" or "Bevrijdingsdag"; None on a working day.

        A holiday on a Saturday is called by the holiday's name. A day outside the calendar's years raises Unreckonable.
        """
        self._require(day)
        name = self.table.closed.get(day)
        if name is not None:
            return name
        if day.isoweekday() in self.weekend and day not in self.open:
            return day_in_words(day).split()[0]
        return None

    def local_day(self, moment: datetime) -> date:
        """The date of an aware moment where the organisation is. A moment without offset raises ValueError."""
        if moment.tzinfo is None:
            raise ValueError("a moment must bear an offset")
        return moment.astimezone(self.zone).date()

    def local_moment(self, moment: datetime) -> datetime:
        """The moment on the organisation's clock; one without offset is taken to be local already."""
        return moment.replace(tzinfo=self.zone) if moment.tzinfo is None else moment.astimezone(self.zone)

    def start_of_day(self, day: date) -> datetime:
        """The moment, in UTC, at which the day begins: local midnight, or the clock's jump where that night has no midnight."""
        return datetime.combine(day, time_of_day.min, self.zone).astimezone(UTC)

    def end_of_day(self, day: date) -> datetime:
        """The moment, in UTC, at which the day is over: the local midnight that follows it.

        A term runs to the end of its last day (Reg. 1182/71, art. 3 lid 2 says it in so many words for days, weeks, months
        and years). A day has 23 or 25 hours when the clock is changed.
        """
        return self.start_of_day(day + _DAY)

    def working_day_after(self, day: date, n: int) -> date:
        """The n-th working day after the day, which itself does not count; n is at least 1. Beyond the calendar's years: Unreckonable."""
        table = self.table
        while True:
            try:
                return table.opens[table.passed[day.toordinal()] + _at_least_one(n) - 1]
            except LookupError:
                if not table.grow(day.year, forward=True):
                    raise self._beyond(day) from None

    def working_day_before(self, day: date, n: int) -> date:
        """The n-th working day before the day, which itself does not count; n is at least 1. Beyond the calendar's years: Unreckonable."""
        while True:
            self._require(day)
            index = self._passed_before(day) - _at_least_one(n)
            if index >= 0:
                return self.table.opens[index]
            if not self.table.grow(day.year, forward=False):
                raise self._beyond(day)

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative when `last` is earlier."""
        self._require(first)
        self._require(last)
        return self.table.passed[last.toordinal()] - self.table.passed[first.toordinal()]

    def first_open_day(self, day: date) -> date:
        """The day itself when it is open, else the first open day that follows it."""
        return day if self.is_open(day) else self.working_day_after(day, 1)

    def digest(self) -> str:
        """A fingerprint of the contents, for pinning: hexadecimal SHA-256, the same for equal calendars on any machine."""
        parts = (
            self.name,
            self.time_zone,
            sorted(self.weekend),
            self.public_holidays,
            self.liberation_day,
            self.good_friday,
            self.equated_days,
            [day.isoformat() for day in sorted(self.closed)],
            [day.isoformat() for day in sorted(self.open)],
            [(period.name, period.first.isoformat(), period.last.isoformat()) for period in self.periods],
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _passed_before(self, day: date) -> int:
        # Open days before this one: those passed at its end, less the day itself when it is open.
        return self.table.passed[day.toordinal()] - self.is_open(day)

    def _require(self, day: date) -> None:
        if not self.table.holds(day.year):
            raise self._beyond(day)

    def _beyond(self, day: date) -> Unreckonable:
        first, last = self.reach
        return Unreckonable(
            Fault(None, "", f"De kalender {self.name} loopt van {first} tot en met {last}; {day.isoformat()} is niet te berekenen.")
        )

    def _closed_in(self, years: range) -> tuple[Mapping[date, str], frozenset[date]]:
        names: dict[date, str] = {}
        for period in self.periods:
            for ordinal in range(period.first.toordinal(), period.last.toordinal() + 1):
                names[date.fromordinal(ordinal)] = period.name
        names |= dict.fromkeys(self.closed, "eigen sluitingsdag")
        names |= self.holidays(years)
        return names, self.open

    def holidays(self, years: range) -> Mapping[date, str]:
        """The public holidays of these years by name, weekends and own closing days left out."""
        if not self.public_holidays:
            return {}
        if self.public_holidays != "NL":
            return foreign_days(self.public_holidays, years)
        days: dict[date, str] = {}
        for year in years:
            days |= dutch_days(year, liberation_day=self.liberation_day, good_friday=self.good_friday, equated_days=self.equated_days)
        return days


def read_calendar(text: str) -> Calendar | tuple[Fault, ...]:
    """A calendar from the text of a calendar file, or every fault in it with its line."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (syntax_fault(error),)
    return _calendar(raw, locator(text))


def calendar_from(mapping: Mapping[str, object]) -> Calendar | tuple[Fault, ...]:
    """A calendar from the keys of a calendar file, already parsed; its faults bear no line."""
    return _calendar(mapping, lambda _key: None)


def _calendar(raw: Mapping[str, object], locate: Locate) -> Calendar | tuple[Fault, ...]:
    fields, faults = check(raw, locate)
    return faults or _built(fields)


def _built(fields: CalendarFields) -> Calendar:
    return Calendar(**fields)


def _at_least_one(n: int) -> int:
    if n < 1:
        raise ValueError("the first working day after or before a day is number 1")
    return n


DEFAULT: Final = Calendar()
