"""The promise guard on a dossier: what the sweep proposed with a draft of it, what was late and wants its reason, who was reminded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.core.dossier import explanation_of, label
from wederhoor.core.owing import DESTRUCTION, extendable
from wederhoor.core.permit import EXPLAINS, allowed_to, impossible
from wederhoor.core.promise import PROGRESS, may_extend, new_date
from wederhoor.core.state import Occurrence
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.now import Act
from wederhoor.desk.shown.term import day_of
from wederhoor.desk.shown.timeline import Item
from wederhoor.web.days import day_said
from wederhoor.web.words import filled, told


@dataclass(frozen=True, slots=True)
class Suggested:
    """A step that was proposed: the button, what the draft says, and where one sets it aside."""

    label: str
    article: str
    said: str
    href: str
    aside: str


@dataclass(frozen=True, slots=True)
class Question:
    """A duty that is late and of which nobody said why yet."""

    duty: str
    article: str
    href: str


def suggested(desk: Desk, acts: Iterable[Act]) -> list[Suggested]:
    """What was proposed and I may do, each with the draft that its form opens with."""
    found = {proposal.act: proposal for proposal in desk.proposals}
    return [
        Suggested(
            act.label,
            act.article,
            _drafted(desk, act.id, item := _item(desk, found[act.id].position)),
            _form_of(desk, act.id, item),
            reverse("desk:set_aside", args=[desk.row.number, found[act.id].pk]),
        )
        for act in acts
        if act.id in found
    ]


def questions(desk: Desk) -> Iterator[Question]:
    """Each duty of mine that is late, until it is explained or done. Of whoever has only a part in it the office is asked."""
    if not _may_explain(desk):
        return
    parts = {role.id for role in desk.matter.procedure.roles if role.part and desk.sight.whole}
    for view in desk.duties:
        item = view.occurrence
        mine = item.duty.holder in desk.roles or item.duty.holder in parts
        if view.status == "overdue" and mine and explanation_of(desk.dossier, item) is None:
            yield Question(
                told(label(item)),
                first_article(desk.matter.procedure, item.duty.clause),
                _form_of(desk, EXPLAINS, item),
            )


def beforehand(desk: Desk, act: str, asked: Mapping[str, str]) -> dict[str, str]:
    """What the form of such an act opens with: the duty that it is about, and for a notice that moves a term the new date."""
    if act == EXPLAINS:
        late = [view.id for view in desk.duties if view.status == "overdue" and explanation_of(desk.dossier, view.occurrence) is None]
        return _one(asked.get("duty"), dict.fromkeys(late))
    now = desk.seat.now
    items = {item.duty.id: item for item, _rule, due in extendable(desk.dossier, act, {}) if may_extend(item, due, desk.matter, now)}
    found = _one(asked.get("duty"), items)
    day = new_date(desk.matter, items[found["duty"]]) if found else None
    return {**found, "until": f"{day:%d-%m-%Y}"} if day else found


def reminded(desk: Desk) -> list[Item]:
    """Who owes something was reminded of it, or told that it is late: on the timeline for everyone to see."""
    return [
        _reminder(desk, item, reminder.kind, reminder.sent_at) for reminder in desk.reminders if (item := _item(desk, reminder.position))
    ]


def among(items: Iterable[Item], others: Iterable[Item]) -> list[Item]:
    """Both on one timeline, the newest first."""
    return sorted((*items, *others), key=lambda item: (item.at, item.seq), reverse=True)


def _may_explain(desk: Desk) -> bool:
    able = [role for role in desk.matter.procedure.roles if role.id in desk.roles and allowed_to(desk.matter, desk.dossier, EXPLAINS, role)]
    return bool(able) and impossible(desk.matter, desk.dossier, EXPLAINS) is None


def _reminder(desk: Desk, item: Occurrence, kind: str, at: datetime) -> Item:
    late = kind == "after"
    return Item(
        title=_("Alarm verstuurd: termijn voorbij") if late else _("Herinnering verstuurd"),
        at=at,
        by=_("het systeem"),
        article=first_article(desk.matter.procedure, item.duty.clause),
        facts=told(label(item)),
        tone="late" if late else "done",
    )


def _item(desk: Desk, position: int) -> Occurrence | None:
    items = desk.dossier.occurrences
    found = items[position] if position < len(items) else None
    return found if found is not None and found.duty.id != DESTRUCTION else None


def _drafted(desk: Desk, act: str, item: Occurrence | None) -> str:
    if item is None or item.due is None:
        return ""
    today, calendar = desk.matter.calendar.local_day(desk.seat.now), desk.matter.calendar
    duty, last = told(label(item)), day_said(day_of(item.due, calendar), today)
    day = new_date(desk.matter, item) if act in desk.dossier.plan.extends else None
    if day is not None:
        said = _("{duty}: de termijn loopt af op {last}. In het concept staat {day}.")
        return filled(said, duty=duty, last=last, day=day_said(day, today))
    if act == PROGRESS:
        return filled(_("{duty}: de termijn loopt af op {last}. Laat weten hoe het ermee staat."), duty=duty, last=last)
    return filled(_("{duty}, uiterlijk {last}"), duty=duty, last=last)


def _form_of(desk: Desk, act: str, item: Occurrence | None) -> str:
    about = f"?{urlencode({'duty': item.duty.id})}" if item is not None else ""
    return f"{desk.seat.address('act', desk.row.number, act)}{about}"


def _one(wanted: str | None, known: Mapping[str, object]) -> dict[str, str]:
    """The duty asked for, else the only one that there is."""
    found = wanted if wanted in known else next(iter(known)) if len(known) == 1 else None
    return {"duty": found} if found else {}
