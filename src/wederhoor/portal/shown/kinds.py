"""What each kind of message means and what happens with it: the regulation's own words, and what a filing of today would bring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from wederhoor.core.act import Value
from wederhoor.core.calendar import Calendar
from wederhoor.core.dossier import Matter, begin, duties, step
from wederhoor.core.log import FIRST, Entry
from wederhoor.core.procedure import Procedure
from wederhoor.portal.articles import article
from wederhoor.portal.forms import asked
from wederhoor.portal.shown import said
from wederhoor.portal.shown.term import day_of
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.words import spoken


@dataclass(frozen=True, slots=True)
class Promise:
    """What someone gets, in a sentence, with its article."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that one may file. `promises`: what he gets who files it whole at this moment; none where nobody owes him a message."""

    name: str
    means: str
    promises: tuple[Promise, ...]


def kinds_told(
    procedure: Procedure, *, calendar: Calendar, now: datetime, calendars: Mapping[str, Calendar] | None = None
) -> tuple[Kind, ...]:
    """Every kind of the regulation that one may file, in its order; none where there is nothing to choose. `calendars`: by name."""
    filed = asked.kinds(procedure)
    if len(filed) < 2:  # noqa: PLR2004 -- a choice is between two
        return ()
    return tuple(
        Kind(
            (spoken(kind.name) or words.word("kind", kind.id)).capitalize(),
            spoken(kind.explanation),
            tuple(_promises(begin(procedure, calendar=calendar, calendars=calendars), kind.id, now)),
        )
        for kind in procedure.kinds
        if kind.id in filed
    )


def _promises(matter: Matter, kind: str, now: datetime) -> Iterator[Promise]:
    procedure, calendar = matter.procedure, matter.calendar
    whole = dict.fromkeys(name for name in asked.required(procedure) if name in procedure.specs["file"].fields)
    data: dict[str, Value] = {name: True for name in (*whole, "description") if procedure.specs["file"].fields[name].kind == "text"}
    data |= {"kind": kind, "channel": "web", "filed_on": calendar.local_day(now).isoformat()}
    if step(matter, Entry("file", now, now, "complainant", None, data, FIRST)) is not None:
        return
    today = calendar.local_day(now)
    once: dict[str, Promise] = {}
    for view in duties(matter, now):
        duty = view.occurrence.duty
        gets = said.gets(matter, duty)
        if not gets:
            continue
        day = day_said(day_of(view.due, calendar), today) if view.due is not None else ""
        text = _("U krijgt uiterlijk {day} {what}.").format(day=day, what=gets) if day else _("U krijgt {what}.").format(what=gets)
        once.setdefault(gets, Promise(text, article(procedure, duty.clause)))
    yield from once.values()
