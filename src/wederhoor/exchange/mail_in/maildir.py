"""A folder of mails on this machine (maildir): read in the order of arrival and left as it is."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from wederhoor.actions.arrival import Kept
from wederhoor.exchange.mail_in.receive import Arrived, receive_all

#: Messages, and bytes of them, that are taken in together.
_AT_ONCE: Final = 50
_HEAVY: Final = 8_000_000


def receive_maildir(folder: Path, *, organisation: str, mailbox: str, now: datetime) -> Iterator[Kept | None]:
    """Takes in every mail of a maildir; says of each what became of it, None where it could not be kept. Done twice it is the same.

    Raises NotADirectoryError where it is no maildir, and LookupError as `receive` does.
    """
    places = [folder / part for part in ("cur", "new")]
    if not all(place.is_dir() for place in places):
        raise NotADirectoryError(f"{folder} is no maildir")
    files = sorted((entry.stat().st_mtime, entry.name, entry.path) for place in places for entry in os.scandir(place) if entry.is_file())
    together: list[Arrived] = []
    for moment, _, path in files:
        together.append(Arrived(Path(path).read_bytes(), min(datetime.fromtimestamp(moment, UTC), now)))
        if len(together) == _AT_ONCE or sum(len(mail.raw) for mail in together) > _HEAVY:
            yield from receive_all(together, organisation=organisation, mailbox=mailbox, now=now)
            together = []
    if together:
        yield from receive_all(together, organisation=organisation, mailbox=mailbox, now=now)
