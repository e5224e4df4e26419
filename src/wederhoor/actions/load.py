"""A dossier opened: all that its pages show, each part in one query when it is asked for, however long the log is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from django.db.models import OuterRef, QuerySet

from wederhoor.actions.loading import Shelf, take, take_of
from wederhoor.core.dossier import DutyView, RightView, duties, rights
from wederhoor.core.log import Entry
from wederhoor.core.state import Dossier as ReplayedDossier
from wederhoor.core.state import Matter as Replayed
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Document, Dossier, Party, Proposal, Reminder, Text
from wederhoor.dossiers.selects import read, values
from wederhoor.dossiers.written import Place, Written, listed, made_of


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
        for seq, name, body in values("seq, field, body", Text, "matter_id = %s ORDER BY seq, id", [self.shelf.row.pk]):
            found.setdefault(seq, {})[name] = body
        return found

    @cached_property
    def letters(self) -> Sequence[Letter]:
        """The letters of acts in this dossier, oldest first."""
        return list(read(Letter, "dossier_id = %s AND matter_id IS NOT NULL ORDER BY id", [self.row.pk]))

    @cached_property
    def messages(self) -> Sequence[Message]:
        """What came in, oldest first, each with its files (`files_of`); asked only where the row does not say that there is nothing."""
        return _MESSAGES(dossier=self.row.pk) if getattr(self.row, "written", True) else []

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The files of this dossier; they may have come with the row."""
        if hasattr(self.row, "filed"):
            return made_of(Document, self.row.filed)
        return list(self.row.documents.order_by("pk"))

    @cached_property
    def proposals(self) -> Sequence[Proposal]:
        """What the sweep proposed and nobody took yet; it may have come with the row."""
        if hasattr(self.row, "proposed"):
            return made_of(Proposal, self.row.proposed)
        return list(self.row.proposals.filter(settled_at__isnull=True).order_by("pk"))

    @cached_property
    def reminders(self) -> Sequence[Reminder]:
        """Who was reminded and warned, oldest first; they may have come with the row."""
        if hasattr(self.row, "reminded"):
            return made_of(Reminder, self.row.reminded)
        return list(self.row.reminders.order_by("sent_at", "pk"))

    @cached_property
    def duties(self) -> tuple[DutyView, ...]:
        """The duties of this dossier as they stand now."""
        return tuple(view for view in duties(self.matter, self.now) if view.dossier is self.dossier)

    @cached_property
    def rights(self) -> tuple[RightView, ...]:
        """The rights of this dossier as they stand now."""
        return tuple(view for view in rights(self.matter, self.now) if view.dossier is self.dossier)


def files_of(message: Message) -> list[Attachment]:
    """What came with a message of `Opened.messages`."""
    return made_of(Attachment, message.files)  # type: ignore[attr-defined]


def _messages(dossier: Place) -> QuerySet[Message]:
    files = Attachment.objects.filter(message=OuterRef("pk")).order_by("pk")
    mine = Message.objects.filter(dossier=dossier).select_related("settled_by").defer("html")
    return mine.annotate(files=listed(files)).order_by("received_at", "pk")


_MESSAGES: Final = Written(_messages)


def shelf_with(dossier: Dossier) -> Shelf:
    """The matter of a dossier that the caller may read: quicker where it came with its matter."""
    return take_of(dossier) if Dossier._meta.get_field("matter").is_cached(dossier) else take([dossier.matter_id])[0]


def opened(dossier: Dossier, now: datetime) -> Opened:
    """Opens a dossier that the caller may read. Nine queries if everything is asked for, fewer where it came with its matter."""
    shelf = shelf_with(dossier)
    return Opened(shelf.dossiers[dossier.name], shelf, shelf.replayed(now), now)
