"""The independence guard on the screen: who cannot be named by an act, why and by which article, before anyone is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wederhoor.actions.said import person_said
from wederhoor.core.dossier import Refusal, why_not_named
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import article
from wederhoor.web.fields import Choice
from wederhoor.web.words import filled, told


@dataclass(frozen=True, slots=True)
class Barred:
    """Someone who cannot be named: his name, why, and the article."""

    name: str
    reason: str
    article: str


def marked(desk: Desk, act: str, people: Iterable[Choice]) -> tuple[Choice, ...]:
    """Whom an act can name, those whom the regulation would refuse last, each with the reason beside his name.

    Whoever the complaint is about stands there too where the regulation bars him: so one reads why, instead of missing him.
    """
    offered = tuple(people)
    about = tuple(_concerned(desk, {code for code, _said in offered}))
    refused = {code: why for code, _said in (*offered, *about) if (why := _why_not(desk, act, code)) is not None}
    free = [choice for choice in offered if choice[0] not in refused]
    return (*free, *((code, _not_possible(said, refused[code])) for code, said in (*offered, *about) if code in refused))


def barred(desk: Desk, act: str) -> list[Barred]:
    """Everyone of this matter whom the act cannot name."""
    found = []
    for ref, party in desk.parties.items():
        why = _why_not(desk, act, ref) if party.name or party.organisation_name else None
        if why is not None:
            found.append(Barred(person_said(party, desk.matter.procedure), told(why.reason), article(desk.matter.procedure, why.clause)))
    return found


def _not_possible(said: str, why: Refusal) -> str:
    reason = told(why.reason)
    reason = reason[:1].lower() + (reason[1:-1] if reason.endswith(".") else reason[1:])
    return filled(_("{name}, kan niet: {reason}"), name=said, reason=reason)


def _why_not(desk: Desk, act: str, code: str) -> Refusal | None:
    return why_not_named(desk.matter, desk.dossier, act, code, by=_mine(desk))


def _mine(desk: Desk) -> str:
    """By which code whoever sits here is known: his reference in the matter, else as a member."""
    return next(iter(desk.refs), desk.seat.code)


def _concerned(desk: Desk, known: set[str]) -> Iterable[Choice]:
    for ref in desk.holders("concerned"):
        party = desk.persons_seen.get(ref)
        if party is not None and ref not in known and (party.name or party.organisation_name):
            yield ref, person_said(party, desk.matter.procedure)
