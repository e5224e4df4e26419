"""A dossier opened: all that its pages show, each part in one query when it is asked for, however long the log is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from wederhoor.actions.loading import Shelf, take, take_of
from wederhoor.core.dossier import DutyView, RightView, duties, rights
from wederhoor.core.log import Entry
from wederhoor.core.state import Dossier as ReplayedDossier
from wederhoor.core.state import Matter as Replayed
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Document, Dossier, Party, Proposal


@dataclass(frozen=True)
class Opened:
    """A dossier within its matter, at a moment. `row`: its derived row; `matter`: the replay, silence drawn up to now."""

    row: Dossier
    shelf: Shelf
    matter: Replayed
    now: datetime

    @property
    def length(self) -> int:
        """The length of the log: what `record` takes as `seen`."""
        return len(self.shelf.entries)

    @property
    def entries(self) -> Sequence[Entry]:
        """The log of the whole matter, place by place."""
        return self.shelf.entries

    @property
    def rows(self) -> Mapping[str, Dossier]:
        """The dossiers of the matter, by name."""
        return self.shelf.dossiers

    @property
    def parties(self) -> Mapping[str, Party]:
        """The persons of the matter, by reference."""
        return self.shelf.parties

    @property
    def dossier(self) -> ReplayedDossier:
        """The dossier itself, within the matter."""
        return self.matter.dossiers[self.row.name]

    @cached_property
    def texts(self) -> Mapping[int, Mapping[str, str]]:
        """The texts of the matter, by place in the log and field."""
        found: dict[int, dict[str, str]] = {}
        for seq, name, body in self.shelf.row.texts.order_by("seq", "pk").values_list("seq", "field", "body"):
            found.setdefault(seq, {})[name] = body
        return found

    @cached_property
    def letters(self) -> Sequence[Letter]:
        """The letters of acts in this dossier, oldest first."""
        return list(self.row.letters.filter(matter__isnull=False).order_by("pk"))

    @cached_property
    def messages(self) -> Sequence[Message]:
        """What came in, oldest first, with its attachments."""
        return list(self.row.messages.order_by("received_at", "pk").prefetch_related("attachments"))

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The files of this dossier."""
        return list(self.row.documents.order_by("pk"))

    @cached_property
    def proposals(self) -> Sequence[Proposal]:
        """What the sweep proposed and nobody took yet; asked only where the row does not say already that there is nothing."""
        if not getattr(self.row, "proposed", True):
            return []
        return list(self.row.proposals.filter(settled_at__isnull=True).order_by("pk"))

    @cached_property
    def duties(self) -> tuple[DutyView, ...]:
        """The duties of this dossier as they stand now."""
        return tuple(view for view in duties(self.matter, self.now) if view.dossier is self.dossier)

    @cached_property
    def rights(self) -> tuple[RightView, ...]:
        """The rights of this dossier as they stand now."""
        return tuple(view for view in rights(self.matter, self.now) if view.dossier is self.dossier)


def shelf_with(dossier: Dossier) -> Shelf:
    """The matter of a dossier that the caller may read: quicker where it came with its matter."""
    return take_of(dossier) if Dossier._meta.get_field("matter").is_cached(dossier) else take([dossier.matter_id])[0]


def opened(dossier: Dossier, now: datetime) -> Opened:
    """Opens a dossier that the caller may read. Nine queries if everything is asked for, fewer where it came with its matter."""
    shelf = shelf_with(dossier)
    return Opened(shelf.dossiers[dossier.name], shelf, shelf.replayed(now), now)
