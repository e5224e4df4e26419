"""For whom a packet can be made, and what each of them sees of the dossier by the access rules of the regulation.

Whoever complains, and a body outside, inspects all of the dossier but what stays inside (EXT-18); others see what their part or function
gives them. What stays inside never goes to someone from outside or to a side of the complaint, whoever makes the packet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wederhoor.actions.load import Opened
from wederhoor.actions.visibility import Sight, sight_of
from wederhoor.core.state import Record
from wederhoor.dossiers.before import INSIDE, SIDES, before, holding
from wederhoor.dossiers.readers import BY_CODE, WHOLE, readers_of

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party

#: A body outside that has no part in the dossier: an inspectorate, a court.
OUTSIDE: Final = "outside"
#: Before the name of a function.
ROLE: Final = "role:"


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone for whom the packet is. `code`: a reference of the matter, a function (`role:...`) or `outside`; `sight`: what he sees.

    `complains`: the dossier is his own; `side`: a side of the complaint, or from outside without a part in it.
    """

    code: str
    sight: Sight
    complains: bool = False
    side: bool = False

    @property
    def role(self) -> str:
        """The function that it is for, else nothing."""
        return self.code.removeprefix(ROLE) if self.code.startswith(ROLE) else ""

    def sees(self, record: Record) -> bool:
        """All that an act says, by the regulation."""
        if self.sight.whole:
            return self.sight.sees_advice or record.index not in self.sight.advice
        return record.index in self.sight.some.all_texts

    def never(self, record: Record) -> bool:
        """What this reader may not have of anyone: internal advice, and remarks inside."""
        if self.code == OUTSIDE or record.person in self.sight.refs:
            return False
        if self.sight.whole:
            return not self.sees(record)
        return record.act in INSIDE and (self.side or not self.sees(record))


def readers(opened: Opened) -> list[Reader]:
    """Everyone for whom a packet of this dossier can be made: who complains first, a body outside last."""
    return [found for code in dict.fromkeys(_codes(opened)) if (found := reader_of(opened, code)) is not None]


def reader_of(opened: Opened, code: str) -> Reader | None:
    """One of them; None where this code reads nothing here."""
    matter, dossier = opened.matter, opened.dossier
    if code == OUTSIDE:
        return Reader(code, _inspecting(opened, ()), side=True)
    if code.startswith(ROLE):
        sight = sight_of(matter, dossier, functions=(code.removeprefix(ROLE),), refs=())
        return Reader(code, sight) if sight.whole else None
    party = opened.parties.get(code)
    if party is None:
        return None
    parts = matter.parts.get(code, set()) | _parts(opened, code)
    if parts & BY_CODE:
        return Reader(code, _inspecting(opened, (code,)), complains=True, side=True)
    sight = sight_of(matter, dossier, functions=() if party.member_id is not None else None, refs=(code,))
    return Reader(code, sight, side=bool(parts & SIDES)) if sight.anything and not sight.must_accept else None


def others(opened: Opened, reader: Reader) -> tuple[list["Party"], list["Party"]]:
    """The persons whose data may be another's to this reader, and he himself. Staff who act in their function are known as such."""
    mine = [party for ref, party in opened.parties.items() if ref in reader.sight.refs]
    theirs = [
        party
        for ref, party in opened.parties.items()
        if ref not in reader.sight.refs and (party.member_id is None or opened.matter.parts.get(ref, set()) & SIDES)
    ]
    return theirs, mine


def _inspecting(opened: Opened, refs: Sequence[str]) -> Sight:
    """All of it but what stays inside, as someone from outside sees it whom a regulation gives the whole dossier."""
    some = before(opened.matter, opened.dossier, refs, WHOLE)
    return Sight(WHOLE, sees_advice=False, refs=frozenset(refs), some=some, advice=frozenset(), outside=True)


def _codes(opened: Opened) -> Iterator[str]:
    for part in ("complainant", "customer", "concerned"):
        yield from holding(opened.dossier, part)
    read = readers_of(opened.matter, opened.dossier)
    yield from read.persons
    yield from (f"{ROLE}{role.id}" for role in opened.matter.procedure.roles if role.id in read.roles)
    yield OUTSIDE


def _parts(opened: Opened, ref: str) -> set[str]:
    return {part for part in BY_CODE if ref in holding(opened.dossier, part)}
