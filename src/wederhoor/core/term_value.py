"""A term as a value, and its words: "20 working days", "6 weken", "3 school days before"."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from wederhoor.core.fault import Fault
from wederhoor.core.words import count_of

_WEEK: Final = 7
_MONTHS_IN_YEAR: Final = 12


class Unit(StrEnum):
    """What a term is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


# Nobody promises more than a hundred years; the bound keeps a slip of the pen from reaching beyond every calendar.
_MOST: Final = {
    Unit.HOURS: 876_600,
    Unit.DAYS: 36_525,
    Unit.WORKING_DAYS: 26_100,
    Unit.WEEKS: 5_218,
    Unit.MONTHS: 1_200,
    Unit.YEARS: 100,
}
# "0 days" is the end of the day itself: told on the day the talks fail (KLI-05).
_LEAST: Final = {Unit.DAYS: 0}


@dataclass(frozen=True, slots=True)
class Term:
    """A count of units, forward from an event or back from it.

    `calendar` names another calendar whose open days are counted (school days), None for the organisation's own; `roll` moves
    a last day that is closed on to the first open day; `back` counts back from the event. The last three are worked out from
    these for the quick road of `due`: the working days, the fixed step or the months, negative when counted back and
    nothing for a term with a calendar of its own.
    """

    count: int
    unit: Unit
    calendar: str | None = None
    roll: bool = False
    back: bool = False
    working: int = field(init=False, repr=False, compare=False)
    step: timedelta | None = field(init=False, repr=False, compare=False)
    months: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not _LEAST.get(self.unit, 1) <= self.count <= _MOST[self.unit]:
            raise ValueError(f"a term has between {_LEAST.get(self.unit, 1)} and {_MOST[self.unit]} {self.unit}, not {self.count}")
        signed = 0 if self.calendar else -self.count if self.back else self.count
        days = signed * {Unit.DAYS: 1, Unit.WEEKS: _WEEK}.get(self.unit, 0)
        object.__setattr__(self, "working", signed if self.unit is Unit.WORKING_DAYS else 0)
        object.__setattr__(self, "step", timedelta(days=days) if days else None)
        object.__setattr__(self, "months", signed * {Unit.MONTHS: 1, Unit.YEARS: _MONTHS_IN_YEAR}.get(self.unit, 0))


_UNIT_WORDS: Final = {
    "hour": Unit.HOURS,
    "hours": Unit.HOURS,
    "uur": Unit.HOURS,
    "uren": Unit.HOURS,
    "day": Unit.DAYS,
    "days": Unit.DAYS,
    "calendar day": Unit.DAYS,
    "calendar days": Unit.DAYS,
    "dag": Unit.DAYS,
    "dagen": Unit.DAYS,
    "kalenderdag": Unit.DAYS,
    "kalenderdagen": Unit.DAYS,
    "working day": Unit.WORKING_DAYS,
    "working days": Unit.WORKING_DAYS,
    "werkdag": Unit.WORKING_DAYS,
    "werkdagen": Unit.WORKING_DAYS,
    "week": Unit.WEEKS,
    "weeks": Unit.WEEKS,
    "weken": Unit.WEEKS,
    "month": Unit.MONTHS,
    "months": Unit.MONTHS,
    "maand": Unit.MONTHS,
    "maanden": Unit.MONTHS,
    "year": Unit.YEARS,
    "years": Unit.YEARS,
    "jaar": Unit.YEARS,
    "jaren": Unit.YEARS,
}
_TERM: Final = re.compile(r"(-?)(\d{1,9})\s+([^\W\d_][\w\- ]*?)(\s+(?:before|terug))?(\s+(?:rolling|doorlopend))?", re.ASCII)
_NAMED_DAYS: Final = re.compile(r"([a-z][\w-]*?)(?: days?|dag(?:en)?)", re.ASCII)


def parse_term(text: str) -> Term | Fault:
    """A term from its words, English or Dutch: "20 working days", "1 week", "3 school days", "2 weken terug", "6 weeks rolling".

    Days of a name that is no unit are the open days of a calendar of that name. A negative count, "before" or "terug" counts
    back; "rolling" or "doorlopend" rolls on at the end.
    """
    match = _TERM.fullmatch(text.strip().lower())
    if match is None:
        return Fault(None, "", f"'{text}' is geen termijn; schrijf bijvoorbeeld '20 working days', '6 weeks' of '3 school days'.")
    minus, digits, words, before, rolling = match.groups()
    unit, calendar = _unit(" ".join(words.split()))
    if unit is None:
        return Fault(None, "", f"'{words}' is geen eenheid; wel: {', '.join(Unit)}, of de dagen van een kalender met een naam.")
    count = int(digits)
    if not _LEAST.get(unit, 1) <= count <= _MOST[unit]:
        return Fault(None, "", f"een termijn in {unit} telt van {_LEAST.get(unit, 1)} tot en met {_MOST[unit]}, niet {count}.")
    back = bool(minus or before)
    if back and rolling:
        # Algemene termijnenwet, art. 1 lid 2.
        return Fault(None, "", "een termijn die wordt teruggerekend, loopt niet door na een vrije dag.")
    return Term(count, unit, calendar, roll=bool(rolling), back=back)


def format_term(term: Term) -> str:
    """The words that `parse_term` reads back as the same term."""
    unit = f"{term.calendar} days" if term.calendar else term.unit.value
    words = [str(term.count), unit.removesuffix("s") if term.count == 1 else unit]
    words += ["before"] * term.back
    words += ["rolling"] * (term.roll and not term.back)
    return " ".join(words)


def term_in_words(term: Term) -> str:
    """The term in plain Dutch: "20 werkdagen", "3 schooldagen". Direction and rolling on are not said."""
    if term.calendar:
        return f"{term.count} {term.calendar}{'dag' if term.count == 1 else 'dagen'}"
    return count_of(term.count, term.unit.value)


def _unit(words: str) -> tuple[Unit | None, str | None]:
    if words in _UNIT_WORDS:
        return _UNIT_WORDS[words], None
    named = _NAMED_DAYS.fullmatch(words)
    return (Unit.WORKING_DAYS, named[1]) if named else (None, None)
