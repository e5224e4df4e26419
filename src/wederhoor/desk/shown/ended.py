"""A closed dossier in one line: received, judged, answered, closed, kept until."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.core.dossier import DutyView
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.term import day_of
from wederhoor.web import words
from wederhoor.web.days import day_said

_JUDGED: Final = ("rule", "judge")
_ANSWERED: Final = ("reply", "publish_report")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing of a closed dossier: what, when, what more there is to say of it; `late`: it came after its last day."""

    label: str
    day: str
    more: str = ""
    article: str = ""
    late: bool = False


def ended(matter: Matter, dossier: Dossier, duties: Iterable[DutyView], outcome: str, *, now: datetime) -> list[Told]:
    """The line of a closed dossier; nothing while it is open. `outcome`: the word of how it was judged."""
    if not dossier.closed or not dossier.records:
        return []
    views, today = tuple(duties), matter.calendar.local_day(now)
    first = dossier.records[0]
    told = [Told(_("Geopend") if dossier.instance == "year" else _("Ontvangen"), day_said(first.day, today))]
    told += _of(matter, _last(dossier, _JUDGED), views, _("Beoordeeld"), today, more=outcome)
    told += _of(matter, _last(dossier, _ANSWERED), views, _("Beantwoord"), today)
    told += _of(matter, _last(dossier, _closing(dossier)), views, _("Gesloten"), today)
    kept = next((view for view in views if view.id == DESTRUCTION and view.due is not None and view.status != "lapsed"), None)
    if kept is not None and kept.due is not None:
        held = _("vernietigen mag nu niet") if dossier.holds else ""
        label = _("Vernietigd") if kept.occurrence.met_at else _("Bewaard tot")
        day = matter.calendar.local_day(kept.occurrence.met_at) if kept.occurrence.met_at else day_of(kept.due, matter.calendar)
        told.append(Told(label, day_said(day, today), held, first_article(matter.procedure, kept.occurrence.duty.clause)))
    return told


def _of(matter: Matter, record: Record | None, duties: Iterable[DutyView], label: str, today: date, *, more: str = "") -> Iterator[Told]:
    if record is None:
        return
    day = matter.calendar.local_day(record.sent) if record.sent else record.day
    met = next((view for view in duties if view.occurrence.met_by == record.index and view.due is not None), None)
    article = first_article(matter.procedure, met.occurrence.duty.clause) if met else ""
    late = met is not None and met.status == "met_late"
    said = more or (_in_time(matter, met, day) if met else "")
    yield Told(label, day_said(day, today), said, article, late)


def _in_time(matter: Matter, met: DutyView, day: date) -> str:
    last = day_of(met.due, matter.calendar) if met.due is not None else day
    if met.status != "met_late":
        return _("op tijd")
    return _("{n} te laat").format(n=words.count_of(max((day - last).days, 1), "days"))


def _last(dossier: Dossier, acts: Iterable[str]) -> Record | None:
    found = [record for act in acts for record in dossier.by_act.get(act, [])]
    return max(found, key=lambda record: record.index, default=None)


def _closing(dossier: Dossier) -> list[str]:
    """The acts by which this dossier can have been closed."""
    events = (event for event, entered in dossier.plan.stages.items() if any(stage.id == "closed" for stage, _trigger in entered))
    return [event.removesuffix(".sent") for event in events]
