"""Days, moments and remaining time in words.

Pure: today and the reckoning of working days come from the caller. Counting words agree in number: "1 werkdag", "20 werkdagen".
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal

Language = Literal["nl", "en"]
CountWorkingDays = Callable[[date, date], int]

_WEEKDAYS: Final = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Final = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}
_SHORT_MONTHS: Final = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_SHORT_WEEKDAY: Final = {"nl": 2, "en": 3}
_UNITS: Final = {
    "nl": {
        "minutes": ("minuut", "minuten"),
        "hours": ("uur", "uur"),
        "days": ("dag", "dagen"),
        "working days": ("werkdag", "werkdagen"),
        "school days": ("schooldag", "schooldagen"),
        "weeks": ("week", "weken"),
        "months": ("maand", "maanden"),
        "years": ("jaar", "jaar"),
    },
    "en": {
        "minutes": ("minute", "minutes"),
        "hours": ("hour", "hours"),
        "days": ("day", "days"),
        "working days": ("working day", "working days"),
        "school days": ("school day", "school days"),
        "weeks": ("week", "weeks"),
        "months": ("month", "months"),
        "years": ("year", "years"),
    },
}
UNITS: Final = tuple(_UNITS["nl"])
# From two weeks on a term of weeks is told in weeks; below that the days matter more.
_WEEKS_FROM_DAYS: Final = 14
_WEEK: Final = 7


def day_in_words(day: date, *, year: bool = False, weekday: bool = True, short: bool = False, language: Language = "nl") -> str:
    """A day: "dinsdag 2 juni"; with `year` "dinsdag 2 juni 2026"; with `short` "di 2 jun"; without `weekday` "2 juni"."""
    months = _SHORT_MONTHS if short else _MONTHS
    words = [str(day.day), months[language][day.month - 1]]
    if weekday:
        name = _WEEKDAYS[language][day.weekday()]
        words.insert(0, name[: _SHORT_WEEKDAY[language]] if short else name)
    if year:
        words.append(str(day.year))
    return " ".join(words)


def moment_in_words(moment: datetime, *, year: bool = False, weekday: bool = True, short: bool = False, language: Language = "nl") -> str:
    """A local moment: "donderdag 30 april, 16.00 uur"; with `short` "do 30 apr, 16.00". The caller has put it in local time."""
    day = day_in_words(moment.date(), year=year, weekday=weekday, short=short, language=language)
    if language == "en":
        return f"{day}, {moment:%H:%M}"
    return f"{day}, {moment:%H.%M}" + ("" if short else " uur")


def count_of(n: int, unit: str, *, language: Language = "nl") -> str:
    """A number with its unit: "20 werkdagen", "1 werkdag", "24 uur". An unknown unit is a ValueError."""
    if unit not in _UNITS[language]:
        raise ValueError(f"unknown unit: {unit}")
    one, many = _UNITS[language][unit]
    return f"{n} {one if abs(n) == 1 else many}"


def weekdays_between(first: date, last: date) -> int:
    """Mondays to Fridays after `first` up to and including `last`; for use where no calendar is at hand."""
    return sum((first + timedelta(days=n)).weekday() < 5 for n in range(1, (last - first).days + 1))  # noqa: PLR2004


def remaining(
    due: date,
    today: date,
    unit: str = "days",
    working_days: CountWorkingDays = weekdays_between,
    *,
    language: Language = "nl",
) -> str:
    """What is left until the last day `due`, in the unit of the rule: "nog 2 werkdagen", "vandaag", "2 werkdagen te laat".

    `working_days(first, last)` counts the working days after `first` up to and including `last`.
    """
    if due == today:
        return {"nl": "vandaag", "en": "today"}[language]
    if due == today + timedelta(days=1):
        return {"nl": "morgen", "en": "tomorrow"}[language]
    first, last = min(due, today), max(due, today)
    amount = _amount(first, last, unit, working_days, language)
    if due < today:
        return f"{amount} te laat" if language == "nl" else f"{amount} late"
    return f"nog {amount}" if language == "nl" else f"{amount} left"


def remaining_hours(due: datetime, now: datetime, *, language: Language = "nl") -> str:
    """What is left of a term in hours: "nog 3 uur", "nog 20 minuten", "2 uur te laat". Whole hours, rounded down."""
    minutes = int(abs((due - now).total_seconds())) // 60
    hours = minutes // 60
    amount = count_of(hours, "hours", language=language) if hours else count_of(minutes, "minutes", language=language)
    if due < now:
        return f"{amount} te laat" if language == "nl" else f"{amount} late"
    return f"nog {amount}" if language == "nl" else f"{amount} left"


def join_words(words: Sequence[str], *, language: Language = "nl") -> str:
    """A list as one reads it: "a", "a en b", "a, b en c"."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} {'en' if language == 'nl' else 'and'} {words[-1]}"


def _amount(first: date, last: date, unit: str, working_days: CountWorkingDays, language: Language) -> str:
    days = (last - first).days
    n, told = days, "days"
    if unit == "working days":
        counted = working_days(first, last)
        # Between a due Friday and a Saturday lies no working day, yet it is a day late.
        n, told = (counted, unit) if counted else (days, "days")
    elif unit in ("weeks", "months", "years"):
        return _long_amount(first, last, unit, language)
    return count_of(n, told, language=language)


def _long_amount(first: date, last: date, unit: str, language: Language) -> str:
    days = (last - first).days
    if unit == "weeks":
        whole, exact = days // _WEEK, days % _WEEK == 0
        few = days < _WEEKS_FROM_DAYS and not exact
    else:
        whole, exact = _whole_months(first, last)
        if unit == "years":
            if whole < 12:  # noqa: PLR2004
                return _long_amount(first, last, "months", language)
            whole, exact = whole // 12, exact and whole % 12 == 0
        few = whole == 0
    if few:
        return count_of(days, "days", language=language)
    more = "" if exact else {"nl": "ruim ", "en": "over "}[language]
    return more + count_of(whole, unit, language=language)


def _whole_months(first: date, last: date) -> tuple[int, bool]:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day), last.day == first.day
