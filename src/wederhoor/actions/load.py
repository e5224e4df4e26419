"""A dossier opened: all that its page shows, in a fixed number of queries however long its log is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from wederhoor.actions.loading import Shelf, take
from wederhoor.core.dossier import DutyView, RightView, duties, rights
from wederhoor.core.log import Entry
from wederhoor.core.state import Dossier as ReplayedDossier
from wederhoor.core.state import Matter as Replayed
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Document, Dossier, Party, Proposal, Text


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier within its matter, at a moment.

    `row`: the dossier asked for; `rows`: all dossiers of the matter by name. `matter`: the replay, silence drawn up to now. `entries`: the
    log of the matter, place by place; `texts`: by place, then field; `parties`: by reference; `letters` and `messages` of this
    dossier, oldest first.
    """

    row: Dossier
    rows: Mapping[str, Dossier]
    shelf: Shelf
    matter: Replayed
    dossier: ReplayedDossier
    entries: Sequence[Entry]
    texts: Mapping[int, Mapping[str, str]]
    parties: Mapping[str, Party]
    letters: Sequence[Letter]
    messages: Sequence[Message]
    documents: Sequence[Document]
    proposals: Sequence[Proposal]
    duties: Sequence[DutyView]
    rights: Sequence[RightView]

    @property
    def length(self) -> int:
        """The length of the log: what `record` takes as `seen`."""
        return len(self.entries)


def opened(dossier: Dossier, now: datetime) -> Opened:
    """Opens a dossier that the caller may read. Nine queries."""
    shelf = take([dossier.matter_id])[0]
    matter = shelf.replayed(now)
    found = matter.dossiers[dossier.name]
    texts: dict[int, dict[str, str]] = {}
    for seq, name, body in Text.objects.filter(matter_id=dossier.matter_id).order_by("seq", "pk").values_list("seq", "field", "body"):
        texts.setdefault(seq, {})[name] = body
    files = Prefetch("attachments", Attachment.objects.order_by("pk"))
    return Opened(
        row=shelf.dossiers[dossier.name],
        rows=shelf.dossiers,
        shelf=shelf,
        matter=matter,
        dossier=found,
        entries=shelf.entries,
        texts=texts,
        parties=shelf.parties,
        letters=list(Letter.objects.filter(dossier=dossier, matter__isnull=False).order_by("pk")),
        messages=list(Message.objects.filter(dossier=dossier).order_by("received_at", "pk").prefetch_related(files)),
        documents=list(Document.objects.filter(dossier=dossier).order_by("pk")),
        proposals=list(Proposal.objects.filter(dossier=dossier, settled_at__isnull=True).order_by("pk")),
        duties=[view for view in duties(matter, now) if view.dossier is found],
        rights=[view for view in rights(matter, now) if view.dossier is found],
    )
