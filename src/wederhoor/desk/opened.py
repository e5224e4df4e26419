"""A dossier as the desk opens it: looked up through the access query, replayed once, with everything its pages ask.

Seven queries, one more where messages came in and one where there is an objection, however long the log is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404

from wederhoor.actions.access import log_opening, visible_to
from wederhoor.actions.loading import Shelf, frozen, shelf_of
from wederhoor.actions.people import FILED_FOR
from wederhoor.core.dossier import DutyView, RightView, duties, rights
from wederhoor.core.log import Entry
from wederhoor.core.state import Dossier, Matter
from wederhoor.desk.seat import Seat
from wederhoor.desk.shown.now import roles_of

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter, Message
    from wederhoor.dossiers.models import Act, Party
    from wederhoor.dossiers.models import Dossier as Row


@dataclass(frozen=True)
class Desk:
    """A dossier on the desk of whoever sits there. `acts`: the log of the whole matter; `rows`: its dossiers by name."""

    seat: Seat
    row: "Row"
    shelf: Shelf
    matter: Matter
    acts: Sequence["Act"]
    texts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    letters: Mapping[int, "Letter"] = field(default_factory=dict)
    messages: Sequence["Message"] = ()

    @property
    def length(self) -> int:
        """The length of the log that the page shows: what `record` takes as `seen`."""
        return len(self.acts)

    @property
    def parties(self) -> Mapping[str, "Party"]:
        """The persons of the matter, by reference."""
        return self.shelf.parties

    @property
    def rows(self) -> Mapping[str, "Row"]:
        """The dossiers of the matter, by name."""
        return self.shelf.dossiers

    def holders(self, part: str) -> list[str]:
        """Who has a part in this dossier, by reference; the complainant is also he for whom someone else filed."""
        against = self.dossier.against
        found = self.dossier.holders.get(part) or (against.holders.get(part) if against else None) or []
        filed_for = self.acts[0].data.get(FILED_FOR) if self.acts and part in {"complainant", "customer"} else None
        return list(dict.fromkeys([*found, *([str(filed_for)] if filed_for else [])]))

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier itself, within the matter."""
        found = self.matter.named(self.row.name)
        if found is None:
            raise Http404
        return found

    @cached_property
    def duties(self) -> tuple[DutyView, ...]:
        """The duties of this dossier as they stand now."""
        return tuple(view for view in duties(self.matter, self.seat.now) if view.dossier is self.dossier)

    @cached_property
    def rights(self) -> tuple[RightView, ...]:
        """The rights of this dossier as they stand now."""
        return tuple(view for view in rights(self.matter, self.seat.now) if view.dossier is self.dossier)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles in which the member acts here."""
        mine = [ref for ref, party in self.parties.items() if party.member_id == self.seat.member.pk]
        return roles_of(self.matter, self.dossier, self.seat.roles, mine)


def find(seat: Seat, number: str) -> "Row":
    """The dossier with this number; what one may not see does not exist."""
    found = visible_to(seat.member, reading=seat.reading).select_related(
        "matter__procedure_version", "matter__calendar_version", "matter__organisation"
    )
    row = found.defer("matter__procedure_version__text", "matter__calendar_version__text", "facts").filter(number=number).first()
    if row is None:
        raise Http404
    return row


def put_on_desk(seat: Seat, number: str, *, whole: bool = True) -> Desk:
    """Opens a dossier and notes in the access log that it was opened; without `whole` its texts, letters and messages stay away."""
    row = find(seat, number)
    log_opening(row, seat.member, seat.now)
    shelf = shelf_of(row.matter)
    acts = list(row.matter.acts.order_by("seq"))
    shelf.entries.extend(_entry(act) for act in acts)
    shelf.parties.update({party.ref: party for party in row.matter.parties.order_by("pk")})
    shelf.dossiers[row.name] = row
    matter = shelf.replayed(seat.now)
    if len(matter.dossiers) > 1:
        shelf.dossiers.update({other.name: other for other in row.matter.dossiers.defer("facts").order_by("pk")})
    if not whole:
        return Desk(seat, row, shelf, matter, acts)
    texts: dict[int, dict[str, str]] = {}
    for seq, name, body in row.matter.texts.order_by("seq", "pk").values_list("seq", "field", "body"):
        texts.setdefault(seq, {})[name] = body
    letters = {letter.seq: letter for letter in row.letters.order_by("pk") if letter.seq is not None}
    messages = list(row.messages.order_by("received_at", "pk").prefetch_related("attachments"))
    return Desk(seat, row, shelf, matter, acts, texts, letters, messages)


def _entry(act: "Act") -> Entry:
    return Entry(act.act, act.at, act.recorded_at, act.by, act.person or None, frozen(act.data), act.dossier)
