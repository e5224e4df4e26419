"""Proposals in rounds: what was offered when, and what the complainant said to it; the round that is open stands on top."""

from dataclasses import dataclass
from datetime import datetime

from wederhoor.actions.said import Sources, by_whom
from wederhoor.core.state import Dossier, Matter, Record

_ANSWERS = ("accept", "decline")


@dataclass(frozen=True, slots=True)
class Round:
    """One round by its number. `sent`: when the offer left, None while it did not. `answer`: accept, decline, or nothing yet."""

    number: int
    by: str
    at: datetime
    sent: datetime | None
    offered: str
    extra: str
    answer: str = ""
    answered_at: datetime | None = None
    reason: str = ""
    bounced: bool = False


def rounds_of(matter: Matter, dossier: Dossier, sources: Sources) -> list[Round]:
    """The rounds of this dossier, the newest first. A reply that was answered as an offer counts as one (CON-18, CON-19)."""
    offers = sorted((record for act in ("propose", "reply") for record in dossier.by_act.get(act, ())), key=lambda record: record.index)
    ends = [*(record.index for record in offers), matter.length][1:]
    answered = [(offer, _answer(dossier, offer, end)) for offer, end in zip(offers, ends, strict=False)]
    counted = [(offer, answer) for offer, answer in answered if offer.act == "propose" or answer]
    return [_round(matter, number, offer, answer, sources) for number, (offer, answer) in enumerate(counted, start=1)][::-1]


def _answer(dossier: Dossier, offer: Record, end: int) -> Record | None:
    """The first answer between this offer and the next."""
    answers = (record for act in _ANSWERS for record in dossier.by_act.get(act, ()) if offer.index < record.index < end)
    return min(answers, key=lambda record: record.index, default=None)


def _round(matter: Matter, number: int, offer: Record, answer: Record | None, sources: Sources) -> Round:
    said = sources.texts.get(offer.index, {})
    reply = sources.texts.get(answer.index, {}) if answer else {}
    return Round(
        number=number,
        by=by_whom(matter, offer, sources),
        at=offer.at,
        sent=offer.sent,
        offered=said.get("solution") or said.get("reasons", ""),
        extra=said.get("extra", ""),
        answer=answer.act if answer else "",
        answered_at=answer.at if answer else None,
        reason=reply.get("reason", ""),
        bounced=offer.bounced,
    )
