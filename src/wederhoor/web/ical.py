"""Days as calendars read them (RFC 5545): a feed that one subscribes to, and an invitation that goes with a letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress

FEED_TYPE = "text/calendar; charset=utf-8"
INVITATION_TYPE = "text/calendar; method=REQUEST"
_MAKER = "-//Wederhoor//Wederhoor//NL"


@dataclass(frozen=True, slots=True)
class Day:
    """Something on a day. `uid` stays the same when the day or the words change; `href`: where one reads more."""

    uid: str
    day: date
    title: str
    about: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who invites, or is invited."""

    name: str
    address: str


def feed(name: str, days: Iterable[Day], *, now: datetime) -> bytes:
    """A calendar of all-day events that leave their reader free to work."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in days:
        event = _event(one, now)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def invitation(day: Day, *, by: Person, to: Person, number: int, now: datetime) -> bytes:
    """An invitation for one person. `number`: higher for each that takes the place of an earlier one with the same uid."""
    calendar = _calendar("REQUEST")
    event = _event(day, now)
    event.add("sequence", number)
    event.add("status", "CONFIRMED")
    event["organizer"] = _address(by)
    guest = _address(to)
    guest.params["ROLE"] = "REQ-PARTICIPANT"
    # Answers to an invitation would come in as mail that says nothing: whoever cannot come answers the letter.
    guest.params["RSVP"] = "FALSE"
    event.add("attendee", guest, encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(one: Day, now: datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", now)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.title)
    if one.about:
        event.add("description", one.about)
    if one.href:
        event.add("url", one.href)
    return event


def _address(person: Person) -> vCalAddress:
    found = vCalAddress(f"mailto:{person.address}")
    # A name is quoted: what would end the quotation is left out.
    found.params["CN"] = "".join(letter for letter in person.name if letter.isprintable() and letter != '"')
    return found
