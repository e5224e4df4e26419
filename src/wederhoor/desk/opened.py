"""A dossier as the desk opens it: looked up through the access query, replayed once, with everything its pages ask.

Four queries, one more where there is an objection, and one for each of texts, letters and messages where a page asks for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404

from wederhoor.actions.access import log_opening, one_of, put_before, put_before_party, readable
from wederhoor.actions.load import Opened, shelf_with
from wederhoor.actions.policy import roles_in
from wederhoor.actions.visibility import Sight, sight_of
from wederhoor.core.dossier import permitted
from wederhoor.core.facts import matter_language
from wederhoor.core.log import FILED_FOR
from wederhoor.desk.guest import Guest
from wederhoor.desk.seat import Seat
from wederhoor.web.words import quoted

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter
    from wederhoor.dossiers.models import Dossier as Row
    from wederhoor.dossiers.models import Packet, Party


@dataclass(frozen=True)
class Desk(Opened):
    """A dossier on the desk of whoever sits there, a member or someone from outside."""

    seat: Seat | Guest
    #: The packet that is being given, where an act gives one.
    packet: "Packet | None" = None

    @cached_property
    def language(self) -> str:
        """In which language it is written: its letters, what people wrote in it."""
        return matter_language(self.matter)

    @cached_property
    def texts(self) -> Mapping[int, Mapping[str, str]]:
        """The texts of the matter, by place in the log and field."""
        return {seq: {name: quoted(body, self.language) for name, body in said.items()} for seq, said in super().texts.items()}

    @cached_property
    def letter_of(self) -> Mapping[int, "Letter"]:
        """The letters of this dossier, by the place of their act in the log."""
        return {letter.seq: letter for letter in self.letters if letter.seq is not None}

    def holders(self, part: str) -> list[str]:
        """Who has a part in this dossier, by reference; the complainant is also he for whom someone else filed."""
        against = self.dossier.against
        found = self.dossier.holders.get(part) or (against.holders.get(part) if against else None) or []
        filed_for = self.entries[0].data.get(FILED_FOR) if self.entries and part in {"complainant", "customer"} else None
        return list(dict.fromkeys([*found, *([str(filed_for)] if filed_for else [])]))

    @cached_property
    def refs(self) -> frozenset[str]:
        """The references here of whoever sits there, and of those for whom he stands in."""
        return self.seat.refs_in(self.parties)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles in which he acts here."""
        return roles_in(self.matter, self.dossier, functions=self.seat.functions or (), refs=self.refs)

    @cached_property
    def permitted(self) -> Mapping[str, list[str]]:
        """For every role the acts that it may take here now."""
        return permitted(self.matter, self.dossier)

    @cached_property
    def sight(self) -> Sight:
        """What he sees of it."""
        return sight_of(self.matter, self.dossier, functions=self.seat.functions, refs=self.refs)

    @cached_property
    def persons_seen(self) -> Mapping[str, "Party"]:
        """The persons of whom he may know, by reference."""
        return {ref: party for ref, party in self.parties.items() if self.sight.sees_party(ref)}

    @cached_property
    def texts_seen(self) -> Mapping[int, Mapping[str, str]]:
        """The texts that he may read, by place in the log and field."""
        records = {record.index: record for item in self.matter.dossiers.values() for record in item.records}
        sees = self.sight.sees_text
        return {seq: {name: body for name, body in said.items() if sees(records[seq], name)} for seq, said in self.texts.items()}

    def address(self, page: str, *args: object) -> str:
        """The address of a page about this dossier: itself (`dossier`), or an act, a document or a letter of it."""
        return self.seat.address(page, self.row.number, *args)

    def framed(self, **context: object) -> dict[str, Any]:
        """What a page about it shows, with what every page shows around its own content."""
        return self.seat.framed("", back_href=self.address("dossier"), speaks=self.language, **context)


def find(seat: Seat, number: str) -> "Row":
    """The dossier with this number, for who reads it whole; what one may not see does not exist."""
    row = readable(seat.member, number, reading=seat.reading)
    if row is None:
        raise Http404
    return row


def put_on_desk(seat: Seat, number: str) -> Desk:
    """Opens a dossier for who reads it whole, and notes in the access log that it was opened."""
    return _opened(seat, find(seat, number))


def open_for(seat: Seat, number: str) -> Desk:
    """Opens a dossier for whoever reads it whole, or else sees what was put before him of it."""
    row = readable(seat.member, number, reading=seat.reading)
    return _opened(seat, row) if row is not None else put_before_me(seat, number)


def put_before_me(seat: Seat, number: str) -> Desk:
    """Opens a dossier for who sees no more of it than what was put before him (`Desk.sight`), and notes that in the access log."""
    row = one_of(put_before(seat.member, reading=seat.reading), number)
    if row is None:
        raise Http404
    return _opened(seat, row)


def laid_before(guest: Guest, number: str) -> Desk:
    """Opens a dossier for someone from outside, and notes that in the access log."""
    row = one_of(put_before_party(guest.party), number)
    if row is None:
        raise Http404
    return _opened(guest, row)


def _opened(seat: Seat | Guest, row: "Row") -> Desk:
    log_opening(row, seat.code, seat.now)
    shelf = shelf_with(row)
    return Desk(row, shelf, shelf.replayed(seat.now), seat.now, seat)
