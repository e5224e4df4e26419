"""What a mail is beside a letter that someone wrote to be read: sealed, taking back an earlier one, the answer of a calendar. Pure."""

import re
from collections.abc import Sequence
from email.message import Message
from typing import Final

from wederhoor.actions.mail import CALENDAR, RECALL, SEALED

_SEALS: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_BEGINS: Final = "-----BEGIN PGP MESSAGE-----"
#: How Outlook begins the subject of a mail that takes back an earlier one.
_TAKES_BACK: Final = re.compile(r"(?:recall|intrekken|intrekking|terugroepen|zurückrufen|rückruf|rappel)\s{0,2}:", re.IGNORECASE)


def unusual_of(parts: Sequence[Message], *, subject: str, body: str) -> str:
    """SEALED, RECALL, CALENDAR, or "" for a letter. What is sealed holds its words where only the key of its reader opens them."""
    if body.lstrip().startswith(_BEGINS) or (not body.strip() and any(part.get_content_type() in _SEALS for part in parts)):
        return SEALED
    if _TAKES_BACK.match(subject):
        return RECALL
    return CALENDAR if any(_answers(part) for part in parts) else ""


def _answers(part: Message) -> bool:
    """Whether it says that someone comes or does not (RFC 5546)."""
    return part.get_content_type() == "text/calendar" and str(part.get_param("method", "")).lower() in {"reply", "counter"}
