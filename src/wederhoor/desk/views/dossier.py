"""A dossier: what happened, what is owed by when and why, what may be done now and what not."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.public import names_of
from wederhoor.core import words
from wederhoor.core.dossier import RightView, label
from wederhoor.core.procedure import spoken
from wederhoor.desk.opened import Desk, put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.ended import ended
from wederhoor.desk.shown.now import SPOKEN_FOR, Act, now_of
from wederhoor.desk.shown.offer import offered
from wederhoor.desk.shown.people import people_of
from wederhoor.desk.shown.term import dated, day_of, left_of, line_of, why_duty, why_right
from wederhoor.desk.shown.timeline import Sources, done_label, function_of, timeline, value_said
from wederhoor.web.days import day_said

_LONGEST_TITLE: Final = 90
#: The facts of a dossier that its page tells; the rest stands in the timeline and the log.
_TOLD: Final = (
    *("kind", "channel", "filed_on", "subject.class", "subject.product", "subject.version", "subject.department", "prefers"),
    *("wants_reply", "assess.nature", "assess.severity", "assess.structural", "judge.outcome", "rule.outcome", "find_cause.category"),
)


@at_the_desk
def dossier(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """The page of one dossier; an objection has its own within the matter."""
    desk = put_on_desk(seat, number)
    return render(request, "desk/dossier.html", framed(seat, "", **_page(desk)))


def _page(desk: Desk) -> dict[str, Any]:
    matter, item = desk.matter, desk.dossier
    now = desk.seat.now
    sources = Sources(desk.texts, desk.parties, desk.letter_of, desk.messages, names_of(desk.seat.organisation, _products_of(desk)), now)
    possible = now_of(matter, item, desk.duties, desk.roles, now=now, spoken_for=_spoken_for(desk))
    offer = offered(possible, item, proposals={proposal.act for proposal in desk.proposals})
    outcome = words.word("outcome", desk.row.outcome) if desk.row.outcome else ""
    return {
        "number": desk.row.number,
        "kind": kind_of(desk),
        "stage": stage_of(desk),
        "outcome": outcome,
        "critical": desk.row.critical,
        "title": title_of(desk),
        "ended": ended(matter, item, desk.duties, outcome, now=now),
        "line": line_of(matter, item, desk.duties, now),
        "whys": [(label(view.occurrence), why) for view in dated(desk.duties) if (why := why_duty(matter, view.occurrence, now=now))],
        "timeline": timeline(matter, item, desk.duties, sources),
        "offer": offer,
        "turn": _turn(desk, offer.main),
        "facts": _facts(desk, sources),
        "people": people_of(matter.procedure, desk.holders, desk.parties),
        "rights": [_right(desk, view) for view in desk.rights],
        "objections": list(_objections(desk)),
        "within": _within(desk),
        "log": _log(desk),
    }


def _products_of(desk: Desk) -> set[str]:
    """The codes of the products that this dossier is about or that an act in it named."""
    found: set[str] = set()
    for record in desk.dossier.records:
        for name in ("subject.product", "product", "products"):
            value = record.data.get(name)
            found |= {str(item) for item in value} if isinstance(value, tuple) else {str(value)} if value else set()
    return found


def title_of(desk: Desk) -> str:
    """What it is about, in the complainant's own first words."""
    if desk.dossier.instance == "year":
        return _("Het jaar {year}").format(year=desk.dossier.facts.get("open_year.year", ""))
    seq = desk.dossier.records[0].index
    texts = desk.texts.get(seq, {})
    said = next((texts[name] for name in ("description", "against", "grounds.0", "reasons") if texts.get(name)), "")
    line = said.strip().split("\n")[0].split(". ")[0]
    if len(line) > _LONGEST_TITLE:
        line = f"{line[:_LONGEST_TITLE].rsplit(' ', 1)[0]}…"
    return line or _("{kind} zonder omschrijving").format(kind=kind_of(desk).capitalize())


def kind_of(desk: Desk) -> str:
    """The kind as its regulation calls it; for an objection the name of its instance."""
    procedure, item = desk.matter.procedure, desk.dossier
    instance = next((spoken(one.name).lower() for one in procedure.instances if one.id == item.instance), "")
    kind = str(item.facts.get("kind") or ("year" if item.instance == "year" else "complaint"))
    named = next((spoken(one.name).lower() for one in procedure.kinds if one.id == kind and one.name), "")
    return instance or named or words.word("kind", kind)


def stage_of(desk: Desk) -> str:
    """The stage as its regulation calls it; "bezwaar" while one is open."""
    stage = desk.matter.visible_stage(desk.dossier)
    stages = desk.matter.procedure.stages
    named = next((spoken(one.name).lower() for one in stages if one.id == stage and one.instance == desk.dossier.instance and one.name), "")
    return named or words.word("stage", stage)


def _spoken_for(desk: Desk) -> tuple[str, ...]:
    """Roles in whose name staff may write down what their bearer lets know."""
    return tuple(role.id for role in desk.matter.procedure.roles if role.part in SPOKEN_FOR and desk.holders(role.part))


def _turn(desk: Desk, main: Act | None) -> str:
    """Whose turn it is, and how long still, by the most urgent duty; nothing where my own button says so already."""
    owed = [view for view in desk.duties if view.occurrence.pending and view.due is not None and view.id != "destroy"]
    if not owed:
        return ""
    calendar, now = desk.matter.calendar, desk.seat.now
    view = min(owed, key=lambda one: day_of(one.due, calendar) if one.due else now.date())
    if main and main.meets == label(view.occurrence):
        return ""
    who = function_of(desk.matter.procedure, view.occurrence.duty.holder)
    said = _("Aan zet: {who}. Het gaat om: {duty}, {left}.")
    return said.format(who=who, left=left_of(desk.matter, view, now=now), duty=label(view.occurrence).lower())


def _facts(desk: Desk, sources: Sources) -> list[tuple[str, str]]:
    facts = {**desk.dossier.facts}
    own = {field.id: spoken(field.label) for field in desk.matter.procedure.fields}
    shown = []
    for name in (*_TOLD, *own):
        value = facts.get(name)
        if value in (None, "", ()):
            continue
        plain = name.partition(".")[2] if name.split(".")[0] in desk.matter.procedure.specs else name
        said = value_said(desk.matter, plain, value, sources)
        if said:
            shown.append((own.get(name) or words.word("field", plain), said))
    return [*shown, (_("Regeling"), f"{spoken(desk.matter.procedure.title)}, {_('versie')} {desk.matter.procedure.version}")]


def _right(desk: Desk, view: RightView) -> dict[str, Any]:
    status = words.word("right_status", view.status)
    if view.status == "open" and view.closes is not None:
        last = day_said(day_of(view.closes, desk.matter.calendar), desk.matter.calendar.local_day(desk.seat.now))
        status = _("kan tot en met {day}").format(day=last)
    right = view.opening.right
    return {
        "label": spoken(right.name),
        "holder": function_of(desk.matter.procedure, right.holder),
        "said": status,
        "article": first_article(desk.matter.procedure, right.clause),
        "why": why_right(desk.matter, view.opening, now=desk.seat.now),
    }


def _objections(desk: Desk) -> Iterable[dict[str, str]]:
    """The objections against this dossier, each with its own page for whoever may read it."""
    for other in desk.matter.against(desk.dossier):
        row = desk.rows.get(other.name)
        instance = next(one for one in desk.matter.procedure.instances if one.id == other.instance)
        stages = desk.matter.procedure.stages
        stage = next((spoken(one.name).lower() for one in stages if one.id == other.stage and one.instance == other.instance), other.stage)
        received = day_said(other.records[0].day, desk.matter.calendar.local_day(desk.seat.now))
        yield {
            "title": spoken(instance.name),
            "article": first_article(desk.matter.procedure, instance.clause),
            "said": _("Ontvangen {day}. Nu: {stage}.").format(day=received, stage=stage),
            "number": row.number if row else "",
            "href": reverse("desk:dossier", args=[row.number]) if row else "",
        }


def _within(desk: Desk) -> Mapping[str, str] | None:
    """For an objection: the dossier that it is against."""
    against = desk.dossier.against
    row = desk.rows.get(against.name) if against else None
    if row is None:
        return None
    return {"said": _("Tegen de beslissing in dossier"), "number": row.number, "href": reverse("desk:dossier", args=[row.number])}


def _log(desk: Desk) -> list[dict[str, Any]]:
    """Every entry of this dossier as it stands in the chain."""
    rules = desk.dossier.plan.rules
    return [
        {
            "seq": seq,
            "label": done_label(rules.get(entry.act), entry.act),
            "by": function_of(desk.matter.procedure, entry.by),
            "at": entry.at,
            "recorded_at": entry.recorded_at,
            "digest": desk.shelf.digests[seq],
        }
        for seq, entry in enumerate(desk.entries)
        if entry.dossier == desk.dossier.name
    ]
