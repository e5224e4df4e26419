"""Related dossiers: linked, or merged by a link that can be undone. Nothing is ever moved from one dossier to another.

A link stands in the logs of both, so that each tells it by itself; both acts go through the one door, in one transaction. `same` says
that a dossier is a double of the one it names, `leading` the reverse.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _

from wederhoor.actions.access import Reading, visible_to
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.policy import roles_in
from wederhoor.actions.record import record
from wederhoor.actions.values import Actor, Answer, Log, Recorded, Refused
from wederhoor.core.state import Dossier as Replayed
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Document, Dossier
from wederhoor.organisations.models import Member, roles_of

#: What a link says, and what it says from the other side.
BACK: Final[Mapping[str, str]] = {
    "related": "related",
    "same": "leading",
    "leading": "same",
    "split_from": "split_to",
    "split_to": "split_from",
}
#: What someone can say by hand of two dossiers.
BY_HAND: Final = ("related", "same", "leading")
#: How many dossiers are shown that may be meant by part of a number.
MOST_MEANT: Final = 8


class Undone(Exception):  # noqa: N818 - named for what it does
    """Carries an answer out of a transaction that must not be."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Sent:
    """How a form was sent: the length of the log that the person had before him, and the key that makes a repeat the same call."""

    now: datetime
    seen: int | None = None
    key: str | None = field(default=None)


def links_of(dossier: Replayed) -> dict[str, str]:
    """The dossiers that a dossier is linked to now, by number, with what the link says."""
    found: dict[str, str] = {}
    for one in dossier.records:
        to = str(one.data.get("to") or "")
        if one.act == "link" and to:
            found[to] = str(one.data.get("relation") or "related")
        elif one.act == "split" and to:
            found[to] = "split_to"
        elif one.act == "unlink":
            found.pop(to, None)
    return found


def link(row: Dossier, to: str, *, relation: str, by: Actor, sent: Sent, reason: str = "", reading: Reading | None = None) -> Answer:
    """Links two dossiers, in both logs, or says why not. `to`: a number that `by` may read (`reading`); what he may not does not exist."""
    return _both(row, to, "link", by=by, sent=sent, said={"relation": relation, "reason": reason}, reading=reading)


def unlink(row: Dossier, to: str, *, by: Actor, sent: Sent, reason: str = "", reading: Reading | None = None) -> Answer:
    """Takes a link away again, in both logs: whatever it showed is as it was before."""
    return _both(row, to, "unlink", by=by, sent=sent, said={"reason": reason}, reading=reading)


def _both(row: Dossier, to: str, act: str, *, by: Actor, sent: Sent, said: Mapping[str, str], reading: Reading | None) -> Answer:
    other = visible_to(by.member, reading=reading).filter(number=to).first() if by.member else None
    if other is None:
        return Refused(_("Dit dossier is er niet, of u mag het niet zien."), None, ("to",))
    if other.matter_id == row.matter_id:
        return Refused(_("Deze dossiers horen al bij dezelfde zaak."), None, ("to",))
    try:
        with transaction.atomic():
            shelves = {shelf.row.pk: shelf for shelf in take(sorted({row.matter_id, other.matter_id}), lock=True)}
            here, there = shelves[row.matter_id], shelves[other.matter_id]
            again = sent.key in here.keys
            fault = None if again else _unfit(here, row, there, other, said.get("relation"))
            if fault:
                return fault
            done = taken(row, act, by, sent, {"to": other.number, **said})
            if not again:
                back = {**said, **({"relation": BACK[said["relation"]]} if "relation" in said else {})}
                taken(other, act, as_there(there, other, by, reading), replace(sent, seen=None), {"to": row.number, **back})
            return done
    except Undone as undone:
        return undone.answer


def _unfit(here: Shelf, row: Dossier, there: Shelf, other: Dossier, relation: str | None) -> Refused | None:
    """Why these two cannot be linked so; without a relation, why there is nothing to undo."""
    mine, theirs = (links_of(shelf.replayed().dossiers[one.name]) for shelf, one in ((here, row), (there, other)))
    if relation is None:
        return None if other.number in mine else Refused(_("Er is geen verband met dit dossier."), None, ("to",))
    if relation not in BY_HAND:
        return Refused(_("Kies welk verband er is."), None, ("relation",))
    if mine.get(other.number) == relation:
        return Refused(_("Dit verband is al vastgelegd."), None, ("to",))
    double, leads = (mine, theirs) if relation == "same" else (theirs, mine)
    own, aim = (row.number, other.number) if relation == "same" else (other.number, row.number)
    if relation != "related" and any(said == "same" and to != aim for to, said in double.items()):
        return Refused(_("Dossier {number} is al een dubbele van een ander dossier.").format(number=own), None, ("to",))
    if relation != "related" and "same" in leads.values() and leads.get(own) != "same":
        return Refused(_("Dossier {number} is zelf een dubbele. Kies het dossier dat voorgaat.").format(number=aim), None, ("to",))
    return None


def taken(row: Dossier, act: str, by: Actor, sent: Sent, data: Mapping[str, object]) -> Recorded:
    """One of the acts of several dossiers, within their transaction. Raises Undone where it cannot be."""
    answer = record(Log(row.matter_id, row.name), act, by=by, at=sent.now, now=sent.now, data=data, seen=sent.seen, key=sent.key)
    if not isinstance(answer, Recorded):
        raise Undone(answer)
    return answer


def as_there(shelf: Shelf, row: Dossier, by: Actor, reading: Reading | None = None) -> Actor:
    """The same person in a role that he has in another dossier, or for another by `reading`. Raises Undone where he has none."""
    if by.member is None:
        raise Undone(Refused(_("Dit kan alleen iemand van de organisatie.")))
    members = reading.members if reading is not None else (by.member.pk,)
    refs = {ref for ref, party in shelf.parties.items() if party.member_id in members}
    matter = shelf.replayed()
    roles = roles_in(
        matter, matter.dossiers[row.name], functions={*roles_of(by.member), *(reading.roles if reading is not None else ())}, refs=refs
    )
    if not roles:
        raise Undone(Refused(_("U kunt in het andere dossier niets vastleggen."), None, ("to",)))
    return Actor(by.role if by.role in roles else roles[0], by.member)


# Reading -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Belonging:
    """A message of a dossier, or with a `ref` a document of it."""

    name: str
    at: datetime
    ref: str


def linked_to(member: Member, numbers: Collection[str], *, reading: Reading | None = None) -> QuerySet[Dossier]:
    """Those of these dossiers that a member may read: what he may not read he does not learn of."""
    return visible_to(member, reading=reading).filter(number__in=numbers).only("number", "stage", "received_at")


def belongings_of(rows: Collection[Dossier]) -> dict[int, list[Belonging]]:
    """The messages and documents of dossiers that the caller may read, by dossier, in the order in which they came: one query.

    What was made of a dossier, for a reader or its archive, is no part of it.
    """
    papers = Document.objects.filter(dossier__in=rows, packet=None).values_list("dossier_id", "name", "added_at", "ref")
    mails = Message.objects.filter(dossier__in=rows).values_list(
        "dossier_id", "subject", "received_at", Value("", output_field=CharField())
    )
    found: dict[int, list[Belonging]] = {}
    for dossier, name, at, ref in sorted(papers.union(mails, all=True), key=lambda one: one[2]):
        found.setdefault(dossier, []).append(Belonging(name, at, ref))
    return found


def meant(row: Dossier, member: Member, typed: str, *, reading: Reading | None = None) -> list[Dossier]:
    """The dossiers that a member may read and that someone may mean by part of a number; the very one where it is whole."""
    others = visible_to(member, reading=reading).exclude(matter=row.matter_id)
    exact = others.filter(number=typed)
    found = exact if exact.exists() else others.filter(number__icontains=typed)
    return list(found.order_by("-received_at").only("number", "kind", "received_at")[:MOST_MEANT])
