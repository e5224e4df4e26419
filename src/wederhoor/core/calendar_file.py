"""The keys of a calendar file, checked one by one: what is right becomes a field, what is wrong a fault with its line."""

import re
import tomllib
import zoneinfo
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypedDict, TypeGuard, cast

from wederhoor.core.fault import Fault
from wederhoor.core.public_days import LiberationDay, known_years

Locate = Callable[[str], int | None]

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LIBERATION: Final = ("always", "lustrum", "never")
_KEYS: Final = (
    "name",
    "time_zone",
    "weekend",
    "public_holidays",
    "liberation_day",
    "good_friday",
    "equated_days",
    "closed",
    "open",
    "region",
    "period",
)
_PERIOD_KEYS: Final = ("name", "first", "last", "region")
_LONGEST_PERIOD_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class Period:
    """Days closed in a row under one name, the first and the last included."""

    name: str
    first: date
    last: date


class CalendarFields(TypedDict, total=False):
    """The fields of a calendar that a file sets; the others keep their default."""

    name: str
    time_zone: str
    weekend: frozenset[int]
    public_holidays: str
    liberation_day: LiberationDay
    good_friday: bool
    equated_days: bool
    closed: frozenset[date]
    open: frozenset[date]
    periods: tuple[Period, ...]


class _Sheet:
    """The keys of one file, with the faults found so far."""

    def __init__(self, raw: Mapping[str, object], locate: Locate) -> None:
        self.raw = raw
        self.locate = locate
        self.faults: list[Fault] = []

    def fault(self, key: str, message: str) -> None:
        self.faults.append(Fault(self.locate(key), key, message))

    def text(self, key: str, default: str) -> str:
        value = self.raw.get(key, default)
        if isinstance(value, str):
            return value
        self.fault(key, "hier hoort een tekst tussen aanhalingstekens.")
        return default

    def switch(self, key: str) -> bool:
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, "hier hoort true of false.")
        return value is True

    def days(self, key: str) -> frozenset[date]:
        value = self.raw.get(key, [])
        if isinstance(value, Iterable) and not isinstance(value, str):
            found = list(value)
            if all(_is_day(day) for day in found):
                return frozenset(found)
        self.fault(key, "hier hoort een lijst van dagen, zoals [2026-12-28].")
        return frozenset()


def check(raw: Mapping[str, object], locate: Locate) -> tuple[CalendarFields, tuple[Fault, ...]]:
    """The fields that the keys set, and every fault; the fields are of use only when there is no fault."""
    sheet = _Sheet(raw, locate)
    for key in raw:
        if key not in _KEYS:
            sheet.fault(key, f"deze sleutel bestaat niet; wel: {', '.join(_KEYS)}.")
    fields = CalendarFields(
        name=sheet.text("name", "A"),
        time_zone=_time_zone(sheet),
        weekend=_weekend(sheet),
        public_holidays=_public_holidays(sheet),
        liberation_day=_liberation_day(sheet),
        good_friday=sheet.switch("good_friday"),
        equated_days=sheet.switch("equated_days"),
        closed=sheet.days("closed"),
        open=sheet.days("open"),
        periods=_periods(sheet),
    )
    _check_together(sheet, fields)
    return fields, tuple(sorted(sheet.faults, key=lambda fault: fault.line or 0))


def locator(text: str) -> Locate:
    """The line, counted from 1, on which a key of the text stands; "period.2.first" is that key of the second period."""
    lines: dict[str, int] = {}
    prefix, periods = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\s*\[\[\s*period\s*\]\]", line):
            periods += 1
            prefix = f"period.{periods}"
            lines.setdefault("period", number)
            lines[prefix] = number
        elif match := re.match(r"\s*\[*\s*[\"']?([\w-]+)[\"']?\s*[\]=.]", line):
            lines.setdefault(f"{prefix}.{match[1]}" if prefix else match[1], number)
    return lines.get


def syntax_fault(error: tomllib.TOMLDecodeError) -> Fault:
    """The fault of a text that is no TOML, with its line where the parser tells it."""
    place = re.search(r"at line (\d+)", str(error))
    return Fault(int(place[1]) if place else None, "", f"dit is geen geldige TOML ({error}).")


def _is_day(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


def _time_zone(sheet: _Sheet) -> str:
    name = sheet.text("time_zone", "Europe/Amsterdam")
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        sheet.fault("time_zone", f"de tijdzone {name!r} is niet bekend; schrijf bijvoorbeeld Europe/Amsterdam.")
    return name


def _weekend(sheet: _Sheet) -> frozenset[int]:
    value = sheet.raw.get("weekend", ["saturday", "sunday"])
    found = list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [None]
    if not all(day in _WEEKDAYS for day in found):
        sheet.fault("weekend", f"hier hoort een lijst van dagen uit: {', '.join(_WEEKDAYS)}.")
        return frozenset()
    if len(set(found)) == len(_WEEKDAYS):
        sheet.fault("weekend", "ten minste één dag van de week moet een werkdag zijn.")
    return frozenset(_WEEKDAYS.index(day) + 1 for day in found)


def _public_holidays(sheet: _Sheet) -> str:
    code = sheet.text("public_holidays", "NL")
    if code not in ("", "NL") and known_years(code) is None:
        sheet.fault("public_holidays", f"het land of landsdeel {code!r} is niet bekend; schrijf bijvoorbeeld NL, IE of GB-SCT.")
    return code


def _liberation_day(sheet: _Sheet) -> LiberationDay:
    value = sheet.text("liberation_day", "always")
    if value not in _LIBERATION:
        sheet.fault("liberation_day", f"hier hoort een van: {', '.join(_LIBERATION)}.")
    return cast("LiberationDay", value)


def _periods(sheet: _Sheet) -> tuple[Period, ...]:
    value = sheet.raw.get("period", [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        sheet.fault("period", "hier hoort [[period]] met name, first en last.")
        return ()
    region = sheet.text("region", "")
    found: list[Period] = []
    for number, entry in enumerate(value, 1):
        period = _period(sheet, f"period.{number}", entry)
        if period and entry.get("region", region) == region:
            found.append(period)
    return tuple(found)


def _period(sheet: _Sheet, key: str, entry: Mapping[str, object]) -> Period | None:
    before = len(sheet.faults)
    for unknown in [name for name in entry if name not in _PERIOD_KEYS]:
        sheet.fault(f"{key}.{unknown}", f"deze sleutel bestaat niet; wel: {', '.join(_PERIOD_KEYS)}.")
    name, first, last = entry.get("name"), entry.get("first"), entry.get("last")
    if not isinstance(name, str):
        sheet.fault(f"{key}.name", "een periode heeft een naam nodig, zoals 'zomervakantie'.")
    if not _is_day(first) or not _is_day(last):
        sheet.fault(key, "een periode heeft een eerste en een laatste dag nodig (first en last), zoals 2026-07-18.")
    elif not 0 <= (last - first).days < _LONGEST_PERIOD_DAYS:
        sheet.fault(key, "de laatste dag van een periode ligt op of na de eerste, en niet meer dan een jaar later.")
    elif isinstance(name, str) and len(sheet.faults) == before:
        return Period(name, first, last)
    return None


def _check_together(sheet: _Sheet, fields: CalendarFields) -> None:
    both = fields["closed"] & fields["open"]
    if both:
        sheet.fault("open", f"deze dag staat ook bij closed: {', '.join(day.isoformat() for day in sorted(both))}.")
    if fields["public_holidays"] == "NL":
        return
    asked = [key for key in ("good_friday", "equated_days") if sheet.raw.get(key) is True]
    if sheet.raw.get("liberation_day", "never") != "never":
        asked.append("liberation_day")
    for key in asked:
        sheet.fault(key, 'dit geldt alleen bij public_holidays = "NL"; zet een losse dag bij closed.')
