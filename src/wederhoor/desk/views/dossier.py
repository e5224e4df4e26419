"""A dossier: what happened, what is owed by when and why, what may be done now and what not, section by section."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from wederhoor.actions.grounds import grounds_of
from wederhoor.actions.said import Sources, function_of
from wederhoor.core.dossier import label
from wederhoor.desk.opened import Desk, open_for
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.archive import archive_of
from wederhoor.desk.shown.closing import register_of, turns_of, unhappy_of
from wederhoor.desk.shown.documents import documents_seen, papers
from wederhoor.desk.shown.ended import ended
from wederhoor.desk.shown.grounds import tally
from wederhoor.desk.shown.heading import kind_of, stage_of, title_of
from wederhoor.desk.shown.hearing import hearing_of
from wederhoor.desk.shown.informal import informal_of
from wederhoor.desk.shown.kept import sections_of
from wederhoor.desk.shown.known import facts_known, log_of, product_names, rights_of
from wederhoor.desk.shown.now import SPOKEN_FOR, Act, Now, now_of
from wederhoor.desk.shown.objection import no_objection, objections, within
from wederhoor.desk.shown.offer import offered
from wederhoor.desk.shown.parties import parts_of
from wederhoor.desk.shown.promise import among, questions, reminded, suggested
from wederhoor.desk.shown.proposals import rounds_of
from wederhoor.desk.shown.reached import reached
from wederhoor.desk.shown.related import related
from wederhoor.desk.shown.term import dated, day_of, left_of, line_of, why_duty
from wederhoor.desk.shown.timeline import sorted_by, timeline
from wederhoor.desk.shown.triage import triage_of
from wederhoor.desk.views.outside import narrow_page
from wederhoor.dossiers.readers import institutions_of
from wederhoor.web import words
from wederhoor.web.words import filled, told

#: Under this name the address says which part of the timeline is shown.
_SORT: Final = "toon"


@at_the_desk
def dossier(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """The page of one dossier; an objection has its own within the matter. Who does not read it whole has a page of his own."""
    desk = open_for(seat, number)
    if not desk.sight.whole:
        return narrow_page(request, desk)
    return render(request, "desk/dossier.html", framed(seat, "", **_page(desk, request.GET.get(_SORT, ""))))


def _page(desk: Desk, sort: str) -> dict[str, Any]:
    matter, item, now = desk.matter, desk.dossier, desk.seat.now
    sources = _sources(desk)
    possible = now_of(matter, item, desk.duties, desk.roles, now=now, spoken_for=_spoken_for(desk), by_role=desk.permitted)
    offer = offered(possible, item, proposals={proposal.act for proposal in desk.proposals})
    outcome = words.word("outcome", desk.row.outcome) if desk.row.outcome else ""
    happened, sorts = sorted_by(among(timeline(matter, item, desk.duties, sources), reminded(desk)), sort)
    return {
        "number": desk.row.number,
        "here": desk.address("dossier"),
        "kind": kind_of(desk),
        "stage": stage_of(desk),
        "outcome": outcome,
        "critical": desk.row.critical,
        "title": title_of(desk),
        "within": within(desk),
        "ended": ended(matter, item, desk.duties, outcome, now=now),
        "line": line_of(matter, item, desk.duties, now),
        "whys": [(told(label(view.occurrence)), why) for view in dated(desk.duties) if (why := why_duty(matter, view.occurrence, now=now))],
        "offer": offer,
        "suggested": suggested(desk, offer.proposed),
        "questions": list(questions(desk)),
        "triage": triage_of(desk),
        "turn": _turn(desk, offer.main),
        "timeline": happened,
        "sorts": sorts,
        **_sections(desk, sources, possible),
        "facts": facts_known(desk, sources),
        "rights": rights_of(desk),
        "objections": objections(desk),
        "no_objection": no_objection(desk),
        "log": log_of(desk),
    }


def _sections(desk: Desk, sources: Sources, possible: Now) -> dict[str, Any]:
    """What the page shows of the matter itself; what holds nothing is left out by its part."""
    matter, item = desk.matter, desk.dossier
    acts = (*possible.first, *possible.others, *possible.for_another)
    names = {act.id: act.label for act in acts}
    grounds = grounds_of(item, desk.texts)
    return {
        "parts": parts_of(matter.procedure, item, desk.holders, desk.parties),
        "may_correct": "correct" in names,
        "institutions": [desk.parties[ref].organisation_name for ref in institutions_of(item) if ref in desk.parties],
        "may_link": "link" in names,
        "informal": informal_of(matter, item, sources, acts),
        "hearing": hearing_of(matter, item, sources, tuple(names.items())),
        "grounds": grounds,
        "tally": tally(grounds),
        "rounds": rounds_of(matter, item, sources),
        "kept": sections_of(matter, item, sources, advice=desk.sight.sees_advice),
        "papers": papers(desk) if sources.documents else [],
        "reached": reached(desk, sources),
        "archive": archive_of(desk, may_archive="archive" in names),
        "related": related(desk),
        "register": register_of(matter, item, names.keys()),
        "turns": turns_of(matter, item, sources),
        "unhappy": unhappy_of(matter, item, names.keys()),
    }


def _sources(desk: Desk) -> Sources:
    names = product_names(desk)
    return Sources(desk.texts_seen, desk.parties, desk.letter_of, desk.messages, names, desk.seat.now, documents_seen(desk))


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
    if main and main.meets == told(label(view.occurrence)):
        return ""
    who = function_of(desk.matter.procedure, view.occurrence.duty.holder)
    said = _("Aan zet: {who}. Het gaat om: {duty}, {left}.")
    return filled(said, who=who, left=left_of(desk.matter, view, now=now), duty=told(label(view.occurrence)).lower())
