"""Triage on the page of a dossier that has just come in: what it is, who takes it, whether it is on paper, and what it looks like."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wederhoor.actions.similar import About, Like, similar_to
from wederhoor.core.dossier import label
from wederhoor.core.norm import ActRule
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Occurrence
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.choices import choices_of
from wederhoor.desk.opened import Desk
from wederhoor.desk.seat import Seat
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.like import because_of
from wederhoor.desk.shown.now import SPOKEN_FOR, act_label
from wederhoor.web.fields import Choice

#: After one of these a dossier is being handled: triage is over.
_BEYOND: Final = frozenset({"take", "assign", "judge", "reply", "propose", "refer", "talk", "mediate", "close", "withdraw"})
#: Who goes on with it, or that it is not ours.
_WHO: Final = ("take", "pass_on", "refer")
_BY_MOUTH: Final = frozenset({"phone", "talk"})
#: What puts on paper what someone told, and what asks for it.
_WRITING: Final = ("confirm_in_writing", "formalise")
_ASKING: Final = ("ask_completion", "explain_procedure")


@dataclass(frozen=True, slots=True)
class Step:
    """An act as a line with its link and its article."""

    id: str
    label: str
    article: str


@dataclass(frozen=True, slots=True)
class Triage:
    """What stands in the panel.

    `kinds`: what it may be called now; `who`: who goes on with it, as far as no duty says so already; `likes`: earlier dossiers like
    it, each with why.
    """

    kinds: tuple[Choice, ...]
    kind: str
    article: str
    who: tuple[Step, ...]
    asking: tuple[Step, ...]
    writing: tuple[Step, ...]
    likes: tuple[tuple[Like, str], ...]
    seen: int
    key: str

    @property
    def anything(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.kinds or self.who or self.writing or self.likes)


def triage_of(desk: Desk) -> Triage | None:
    """The panel for whoever sits there; None where the dossier is past its intake, or there is nothing to say of it."""
    if not isinstance(desk.seat, Seat) or not in_intake(desk):
        return None
    able = _able(desk)
    oral = _is_oral(desk)
    found = Triage(
        kinds=_kinds(desk, able),
        kind=str(desk.dossier.facts.get("kind") or desk.row.kind),
        article=_article(desk, able.get("classify")),
        who=tuple(step for step in _steps(desk, able, _WHO) if _asked_by(desk, step.id) is None),
        asking=_asking(desk, able) if oral else (),
        writing=_steps(desk, able, _WRITING)[:1] if oral else (),
        likes=_likes(desk, desk.seat),
        seen=desk.length,
        key=secrets.token_hex(12),
    )
    return found if found.anything else None


def in_intake(desk: Desk) -> bool:
    """Whether a dossier stands where it came in, and nobody went on with it."""
    dossier = desk.dossier
    stages = desk.matter.procedure.stages
    first = {one.id for one in stages if one.instance == "dossier" and any(item.act == "file" for item in one.entered_by)}
    return dossier.instance == "dossier" and dossier.stage in first and not _BEYOND & dossier.by_act.keys()


def about_of(desk: Desk) -> About:
    """What is known of the dossier, to find others like it."""
    texts = desk.texts.get(desk.dossier.records[0].index, {})
    party = next((desk.parties[ref] for ref in desk.holders("complainant") if ref in desk.parties), None)
    return About(
        words=texts.get("description", ""),
        name=party.name if party else "",
        email=party.email if party else "",
        institution=party.organisation_name if party else "",
        product=desk.row.product,
        matter=desk.row.matter_id,
    )


def _likes(desk: Desk, seat: Seat) -> tuple[tuple[Like, str], ...]:
    return tuple((like, because_of(like)) for like in similar_to(about_of(desk), seat.member, reading=seat.reading))


def _able(desk: Desk) -> dict[str, ActRule | None]:
    """The acts of triage that whoever sits there may take now, himself or for whoever let it know, with their rules."""
    spoken_for = {role.id for role in desk.matter.procedure.roles if role.part in SPOKEN_FOR and desk.holders(role.part)}
    roles = {*desk.roles, *spoken_for} if desk.roles else set()
    mine = {act for role in roles for act in desk.permitted.get(role, ())}
    return {name: rule_for(desk.dossier, name) for name in ("classify", *_WHO, *_WRITING, *_ASKING) if name in mine}


def _kinds(desk: Desk, able: Mapping[str, ActRule | None]) -> tuple[Choice, ...]:
    if "classify" not in able:
        return ()
    asked = Asked(desk.matter, desk.dossier, desk.dossier, desk.matter.procedure.specs["classify"], able["classify"])
    found = choices_of(asked, "kind")
    return found if len(found) > 1 else ()


def _steps(desk: Desk, able: Mapping[str, ActRule | None], names: tuple[str, ...]) -> tuple[Step, ...]:
    return tuple(Step(name, act_label(able[name], name), _article(desk, able[name])) for name in names if name in able)


def _article(desk: Desk, rule: ActRule | None) -> str:
    return first_article(desk.matter.procedure, rule.clause) if rule else ""


def _is_oral(desk: Desk) -> bool:
    """Whether it was told by word of mouth and nobody put it on paper yet."""
    filing = desk.dossier.records[0].data
    return filing.get("channel") in _BY_MOUTH and not set(_WRITING) & desk.dossier.by_act.keys()


def _asking(desk: Desk, able: Mapping[str, ActRule | None]) -> tuple[Step, ...]:
    """What asks for it in writing, as the duty that wants it is called; nothing where no duty does."""
    for step in _steps(desk, able, _ASKING):
        item = _asked_by(desk, step.id)
        if item is not None:
            return (Step(step.id, label(item), step.article),)
    return ()


def _asked_by(desk: Desk, act: str) -> Occurrence | None:
    """The open duty that this act meets: "what now" puts such an act on top."""
    pending = (item for item in desk.dossier.occurrences if item.pending)
    return next((item for item in pending if any(trigger.act.removesuffix(".sent") == act for trigger in item.duty.met_by)), None)
