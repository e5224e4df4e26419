"""A dossier as the desk opens it: looked up through the access query, replayed once, with everything its pages ask.

Four queries, one more where there is an objection, and one for each of texts, letters and messages where a page asks for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404

from wederhoor.actions.access import log_opening, readable
from wederhoor.actions.load import Opened, shelf_with
from wederhoor.actions.people import FILED_FOR
from wederhoor.desk.seat import Seat
from wederhoor.desk.shown.now import roles_of

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter
    from wederhoor.dossiers.models import Dossier as Row


@dataclass(frozen=True)
class Desk(Opened):
    """A dossier on the desk of whoever sits there."""

    seat: Seat

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
    def roles(self) -> tuple[str, ...]:
        """The roles in which the member acts here."""
        mine = [ref for ref, party in self.parties.items() if party.member_id == self.seat.member.pk]
        return roles_of(self.matter, self.dossier, self.seat.roles, mine)


def find(seat: Seat, number: str) -> "Row":
    """The dossier with this number; what one may not see does not exist."""
    row = readable(seat.member, number, reading=seat.reading)
    if row is None:
        raise Http404
    return row


def put_on_desk(seat: Seat, number: str) -> Desk:
    """Opens a dossier and notes in the access log that it was opened."""
    row = find(seat, number)
    log_opening(row, seat.member, seat.now)
    shelf = shelf_with(row)
    return Desk(row, shelf, shelf.replayed(seat.now), seat.now, seat)
