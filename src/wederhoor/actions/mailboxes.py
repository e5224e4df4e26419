"""To which mailbox a message came, which regulation has it and what for, and which mailboxes of an organisation are not read well."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Final

from wederhoor.core.procedure import Procedure
from wederhoor.correspondence.models import MailboxCursor, Message
from wederhoor.organisations.models import Organisation, ProcedureVersion
from wederhoor.organisations.regulations import ended, held_each, held_on, load_procedure

#: A mailbox that a worker watches is looked into every few minutes; one that was not for so long has nobody who reads it.
_SILENT: Final = timedelta(hours=1)
_FOLDER: Final = 2
"""Place of the mailbox in the path of a raw message: raw/organisation/mailbox/month/name."""


def mailbox_of(message: Message) -> str:
    """The name of the mailbox that it came to; "" where it came otherwise."""
    parts = PurePosixPath(message.raw).parts
    return parts[_FOLDER] if len(parts) > _FOLDER else ""


def for_objections(procedure: Procedure, mailbox: str) -> bool:
    """Whether the regulation has this mailbox for objections and for nothing else."""
    addresses = [item for item in procedure.addresses if item.mailbox == mailbox]
    return {stage for item in addresses for stage in item.stages} == {"objection"}


def version_for(mailbox: str, organisation: Organisation, versions: Collection[ProcedureVersion], day: date) -> ProcedureVersion | None:
    """Of these versions the one by which falls what came to a mailbox on a day.

    Where one regulation in force names the mailbox and no other does it is that one; else the default one.
    """
    if len({version.procedure for version in versions}) > 1:
        held = [one for one in held_each(versions, day) if one.in_force_from <= day and not ended(organisation, one.procedure, day)]
        naming = [one for one in held if mailbox in {address.mailbox for address in load_procedure(one).addresses}]
        if mailbox and len(naming) == 1:
            return naming[0]
    return held_on(versions, day, organisation.settings.get("default_procedure"))


@dataclass(frozen=True, slots=True)
class Trouble:
    """A mailbox that is not read as it should be.

    `fault`: why the last reading ended early, the name of what went wrong, or ""; `read_at`: when it was last read to its end, None for
    never; `missed`: how many of its messages could not be taken in yet.
    """

    mailbox: str
    fault: str
    read_at: datetime | None
    missed: int


def troubled(organisation: Organisation, *, now: datetime) -> list[Trouble]:
    """The mailboxes of an organisation that cannot be read, miss messages, or are read by nobody any more. One query."""
    rows = MailboxCursor.objects.filter(organisation=organisation).order_by("mailbox", "pk")
    return [Trouble(row.mailbox, row.fault, row.read_at, len(row.missed)) for row in rows if _is_troubled(row, now)]


def _is_troubled(row: MailboxCursor, now: datetime) -> bool:
    silent = row.read_at is not None and now - row.read_at > _SILENT
    return bool(row.fault or row.missed) or silent
