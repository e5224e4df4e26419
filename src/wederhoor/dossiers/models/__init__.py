"""The rows of matters: the log (what happened), the personal data apart from it, and what is derived from both."""

from wederhoor.dossiers.models.derived import Dossier, DutyRow, Proposal, Reader, Reminder, RightRow
from wederhoor.dossiers.models.log import Act, Anchor, Counter, Matter
from wederhoor.dossiers.models.personal import AccessLog, CustomerTold, Document, EntryLink, Packet, Party, Text, TrackingCode
from wederhoor.dossiers.models.search import SearchText

__all__ = [
    "AccessLog",
    "Act",
    "Anchor",
    "Counter",
    "CustomerTold",
    "Document",
    "Dossier",
    "DutyRow",
    "EntryLink",
    "Matter",
    "Packet",
    "Party",
    "Proposal",
    "Reader",
    "Reminder",
    "RightRow",
    "SearchText",
    "Text",
    "TrackingCode",
]
