"""What a narrow reader sees of one dossier: what is asked of him, what was put before him, what he did.

Someone from outside whom the regulation gives the whole dossier sees it here too: its grounds, its hearing and who is in it. Every act,
text, letter, document and person on his page was let through by `desk.sight`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wederhoor.actions.entry import refs_of
from wederhoor.actions.grounds import grounds_of
from wederhoor.actions.public import names_of
from wederhoor.actions.said import Sources, done_label, facts_of, function_of, labelled
from wederhoor.core import log
from wederhoor.core.act import Value
from wederhoor.core.dossier import DutyView, label
from wederhoor.core.norm import ActRule
from wederhoor.core.permit import EXPLAINS, rule_for
from wederhoor.core.state import Dossier, Record
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import article, clause_text, first_article
from wederhoor.desk.shown.documents import documents_seen, kind_of
from wederhoor.desk.shown.grounds import tally
from wederhoor.desk.shown.hearing import hearing_of
from wederhoor.desk.shown.now import Act, act_label, now_of
from wederhoor.desk.shown.promise import questions
from wederhoor.desk.shown.term import left_of, line_of
from wederhoor.web.words import quoted, spoken, together, told

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party

SECRECY: Final = "accept_secrecy"
#: Texts that tell where a person is reached.
_REACHED: Final = frozenset({"name", "organisation", "email", "phone", "address", "city"})
#: So many acts are shown at once besides what he owes.
_FEW: Final = 3
_OWED: Final = frozenset({"open", "overdue", "suspended"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that he owes: by when and by which article; `why`: where he says why it is late, while nobody did."""

    label: str
    left: str
    late: bool
    article: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """An act that he may know of: what was done, by whom by function, and of its words what is for him. `mine`: he did it himself."""

    title: str
    at: datetime
    by: str
    article: str
    facts: str
    said: Sequence[tuple[str, str]]
    mine: bool
    seq: int


def narrow(desk: Desk) -> dict[str, Any]:
    """Everything on his page."""
    secret = desk.sight.must_accept
    mine = [view for view in desk.duties if view.occurrence.duty.holder in desk.roles]
    sources = _sources(desk)
    return {
        "number": desk.row.number,
        "roles": [spoken(role.name).lower() for role in desk.matter.procedure.roles if role.id in desk.roles],
        "secrecy": _secrecy(desk) if secret else None,
        "asked": [] if secret else list(_asked(desk, mine)),
        "line": line_of(desk.matter, desk.dossier, mine, desk.seat.now)
        if any(view.due is not None for view in mine) and not secret
        else None,
        **({} if secret else _able(desk, mine)),
        "papers": [(one.name, kind_of(one), one.size, desk.address("document", one.ref)) for one in documents_seen(desk)],
        "letters": [(quoted(one.subject, desk.language), one.sent_at, desk.address("letter", one.pk)) for one in letters_seen(desk)],
        "happened": sorted(_happened(desk, sources), key=lambda item: (item.at, item.seq), reverse=True),
        "people": list(_people(desk)),
        **(_whole(desk, sources) if desk.sight.from_outside else {}),
    }


def _whole(desk: Desk, sources: Sources) -> dict[str, Any]:
    """What someone from outside sees besides, who reads the dossier."""
    grounds = grounds_of(desk.dossier, desk.texts_seen)
    hearing = hearing_of(desk.matter, desk.dossier, sources, ())
    return {"whole": True, "grounds": grounds, "tally": tally(grounds), "hearing": hearing}


def _sources(desk: Desk) -> Sources:
    """Of all that a page is made from what he may see, but for where persons are reached."""
    texts = {seq: {name: body for name, body in said.items() if not _reaches(name)} for seq, said in desk.texts_seen.items()}
    seen = [record for dossier in _near(desk) for record in dossier.records if desk.sight.sees_text(record, "description")]
    names = names_of(desk.seat.organisation, {code for record in seen for code in _products(record.data)})
    return Sources(texts, desk.persons_seen, {}, products=names, now=desk.seat.now, documents=documents_seen(desk))


def letters_seen(desk: Desk) -> list[Any]:
    """The letters that he may read and that left: those to him, or of a dossier that he reads."""
    return [one for one in desk.letters if one.state == "sent" and desk.sight.sees_letter(one.party, one.seq)]


def _asked(desk: Desk, mine: list[DutyView]) -> Iterator[Asked]:
    why = {question.duty: question.href for question in questions(desk)}
    for view in mine:
        if view.status in _OWED and view.occurrence.pending:
            left = left_of(desk.matter, view, now=desk.seat.now)
            clause = first_article(desk.matter.procedure, view.occurrence.duty.clause)
            said = told(label(view.occurrence))
            yield Asked(said, left, view.status == "overdue", clause, why.get(said, ""))


def _able(desk: Desk, mine: list[DutyView]) -> dict[str, list[tuple[Act, str]]]:
    """What he may do now: what he owes, and the rest of it, folded where that is much.

    Secrecy that was accepted needs no second time; why he is late is asked where he is.
    """
    now = now_of(desk.matter, desk.dossier, mine, desk.roles, now=desk.seat.now)
    first, others = (
        [
            (replace(act, label=own_label(rule_for(desk.dossier, act.id), act.id)), desk.address("act", act.id))
            for act in acts
            if act.id not in {SECRECY, EXPLAINS}
        ]
        for acts in (now.first, now.others)
    )
    return {"acts": first, "more": others} if first and len(others) > _FEW else {"acts": first + others, "more": []}


def own_label(rule: ActRule | None, act: str) -> str:
    """What an act is called for him who takes it, where staff would only write it down."""
    own = {"advise": _("Advies geven"), "comment": _("Reageren")}.get(act)
    return own if own and not (rule and rule.name) else act_label(rule, act)


def _secrecy(desk: Desk) -> dict[str, str]:
    """By which article secrecy is asked, in its own words, and where it is promised."""
    rule = rule_for(desk.dossier, SECRECY)
    clause = rule.clause[0] if rule and rule.clause else None
    procedure = desk.matter.procedure
    return {"article": article(procedure, clause), "text": clause_text(procedure, clause), "href": desk.address("act", SECRECY)}


def _near(desk: Desk) -> list[Dossier]:
    return [*desk.dossier.line(), *desk.matter.against(desk.dossier)]


def _happened(desk: Desk, sources: Sources) -> Iterator[Happened]:
    for dossier in _near(desk):
        for record in dossier.records:
            if desk.sight.sees_act(record) and record.by != log.SYSTEM:
                yield _one(desk, dossier, record, sources)


def _one(desk: Desk, dossier: Dossier, record: Record, sources: Sources) -> Happened:
    rule = rule_for(dossier, record.act)
    said = sources.texts.get(record.index, {})
    return Happened(
        title=done_label(rule, record.act),
        at=record.at,
        by=function_of(desk.matter.procedure, record.by),
        article=first_article(desk.matter.procedure, rule.clause) if rule else "",
        facts=together((name + ": " + fact for name, fact in _facts(desk, record, sources)), between=" · "),
        said=labelled(desk.matter, record, said.items(), sources) if len(said) > 1 else [("", text) for text in said.values()],
        mine=record.person in desk.sight.refs,
        seq=record.index,
    )


def _reaches(name: str) -> bool:
    """Whether a text tells who a person is and where he is reached."""
    return name.rpartition(".")[2] in _REACHED


def _facts(desk: Desk, record: Record, sources: Sources) -> Iterator[tuple[str, str]]:
    """The codes, dates and flags of what he sees whole, but for the persons in them that he may not know of."""
    if desk.sight.sees_text(record, "description"):
        data = {name: value for name, value in record.data.items() if set(refs_of([value])) <= sources.parties.keys()}
        yield from facts_of(desk.matter, record.act, data, sources)


def _products(data: Mapping[str, Value]) -> set[str]:
    return {str(data[name]) for name in ("subject.product", "product") if data.get(name)}


def _people(desk: Desk) -> Iterator[tuple[str, str]]:
    """Whom he deals with, by function and name, and where those are reached whom he may reach: never a colleague."""
    for role in desk.matter.procedure.roles:
        for ref in desk.holders(role.part) if role.part else ():
            party = desk.parties.get(ref)
            if party is not None and ref not in desk.sight.refs and desk.sight.sees_party(ref):
                said = dict.fromkeys((party.name, party.organisation_name, *(_reached(party) if desk.sight.sees_contact(ref) else ())))
                yield spoken(role.name), "\n".join(filter(None, said)) or _("geen gegevens")


def _reached(party: "Party") -> tuple[str, ...]:
    return (party.email, party.phone) if party.member_id is None else ()
