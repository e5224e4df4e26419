"""The days on which most work rests: the Dutch ones by the law, those of other countries by the `holidays` library.

The Dutch days are reckoned here and not taken from the library: its default takes 5 May each fifth year only and Good
Friday as public, and it knows no year before 1966 or after 2100.
"""

import importlib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal

_SUNDAY: Final = 7
_KING_SINCE: Final = 2014
_JULIANA_SINCE: Final = 1949
_SUNDAY_GOES_BACK_SINCE: Final = 1980
_LIBERATED: Final = 1945
_LUSTRUM: Final = 5

LiberationDay = Literal["always", "lustrum", "never"]

# Days put on a par with a holiday by royal decree (Algemene termijnenwet, art. 3 lid 3). Source: the answer of a lawyer
# that quotes both decrees, sterfgeval.nl 70745, read in November 2026; the official publication was not seen. A decree comes
# about once in three years, so this is a table and no rule. None found for 2029 and later.
EQUATED_DAYS: tuple[date, ...] = (
    date(2023, 4, 28),
    date(2023, 5, 19),
    date(2024, 5, 10),
    date(2024, 12, 27),
    date(2025, 5, 30),
    date(2026, 1, 2),
    date(2026, 5, 15),
    date(2027, 5, 7),
    date(2028, 4, 28),
    date(2028, 5, 26),
)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, as printed by Meeus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    lean = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - lean + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def royal_birthday(year: int) -> tuple[date, str]:
    """The day on which the birthday of the King or Queen is kept (Algemene termijnenwet, art. 3 lid 1).

    27 April since 2014, and 26 April when that is a Sunday. Before that 30 April (from 1949) and 31 August; a Sunday
    moved the feast a day on, and since 1980 a day back.
    """
    if year >= _KING_SINCE:
        day, name = date(year, 4, 27), "Koningsdag"
    elif year >= _JULIANA_SINCE:
        day, name = date(year, 4, 30), "Koninginnedag"
    else:
        day, name = date(year, 8, 31), "Koninginnedag"
    if day.isoweekday() == _SUNDAY:
        day += timedelta(days=-1 if year >= _SUNDAY_GOES_BACK_SINCE else 1)
    return day, name


def dutch_days(year: int, *, liberation_day: LiberationDay, good_friday: bool, equated_days: bool) -> dict[date, str]:
    """The generally recognised Dutch holidays of a year, with their Dutch names.

    Algemene termijnenwet, art. 3 lid 1 names them; Easter and Whit Sunday are Sundays anyway. Lid 2 puts Good Friday on a
    par, lid 3 the days of a decree. The law closes 5 May every year; many agreements only each fifth year.
    """
    sunday = easter(year)
    royal, royal_name = royal_birthday(year)
    days = {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday + timedelta(days=1): "Tweede paasdag",
        sunday + timedelta(days=39): "Hemelvaartsdag",
        sunday + timedelta(days=50): "Tweede pinksterdag",
        royal: royal_name,
        date(year, 12, 25): "Eerste kerstdag",
        date(year, 12, 26): "Tweede kerstdag",
    }
    if good_friday:
        days[sunday - timedelta(days=2)] = "Goede Vrijdag"
    if year > _LIBERATED and (liberation_day == "always" or (liberation_day == "lustrum" and year % _LUSTRUM == 0)):
        days.setdefault(date(year, 5, 5), "Bevrijdingsdag")
    if equated_days:
        for day in EQUATED_DAYS:
            if day.year == year:
                days.setdefault(day, "gelijkgestelde dag")
    return days


@cache
def _library() -> Any:  # noqa: ANN401 - a module
    """The `holidays` package, fetched when a calendar names a country that is not ours: loading it costs a tenth of a second."""
    return importlib.import_module("holidays")


def _country(code: str, years: range | None = None) -> Any:  # noqa: ANN401 - the library's own mapping
    country, _, subdivision = code.partition("-")
    library = _library()
    plain = library.country_holidays(country, subdiv=subdivision or None)
    language = "nl" if "nl" in plain.supported_languages else plain.default_language
    return library.country_holidays(country, subdiv=subdivision or None, years=years, language=language, categories=("public",))


@cache
def known_years(code: str) -> tuple[int, int] | None:
    """First and last year that the library knows of this country or subdivision ("IE", "GB-SCT"); None: not known."""
    try:
        country = _country(code)
    except (NotImplementedError, AttributeError, ValueError):
        return None
    return country.start_year, country.end_year


def foreign_days(code: str, years: range) -> Mapping[date, str]:
    """The public holidays of another country or subdivision, as the library names them."""
    return MappingProxyType(dict(_country(code, years).items()))
