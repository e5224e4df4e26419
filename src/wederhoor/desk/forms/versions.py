"""The versions by which a matter can be reckoned anew: chosen, never typed."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from wederhoor.actions.recalculate import CALENDAR, OWN_CALENDAR, PROCEDURE, versions_beside
from wederhoor.desk.opened import Desk
from wederhoor.web.fields import Choice
from wederhoor.web.words import day_in_words


def version_choices(desk: Desk) -> Mapping[str, tuple[Choice, ...]]:
    """By field of the act: the other versions of its regulation, and the newest calendars that it does not follow yet."""
    local_day = desk.matter.calendar.local_day
    procedures, calendars = versions_beside(desk.shelf)
    version, published = _("versie {number}, geldt vanaf {day}"), _("{name}, van {day}")
    return {
        PROCEDURE: tuple((str(one), version.format(number=one.version, day=_day(one.in_force_from))) for one in procedures),
        CALENDAR: tuple((str(one), published.format(name=_named(one.name), day=_day(local_day(one.published_at)))) for one in calendars),
    }


def _day(day: date) -> str:
    return day_in_words(day, year=True, weekday=False)


def _named(name: str) -> str:
    return _("de kalender van de organisatie") if name == OWN_CALENDAR else name
