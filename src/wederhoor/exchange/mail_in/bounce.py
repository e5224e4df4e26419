"""A report that a mail was not delivered: by the rule (RFC 3464), and as Exchange, qmail, Exim and Gmail write it. Pure."""

import re
from collections.abc import Iterable, Sequence
from email.message import Message
from typing import Final

from wederhoor.actions.mail import Bounce
from wederhoor.exchange.mail_in.files import inner_of
from wederhoor.exchange.mail_in.machine import Headers, first, is_away, is_daemon
from wederhoor.exchange.mail_in.words import header_words

TOKEN: Final = re.compile(r"\+([a-z2-7]{16,40})@", re.IGNORECASE)
REFERENCE: Final = re.compile(r"<[!-;=?-~]{1,250}>")
#: Characters of each part in which it is looked for; what was returned stands at its beginning.
_READ: Final = 100_000
#: Parts in which it is looked for: a report has three.
_PARTS: Final = 30
_FAILED: Final = re.compile(r"^Action:[ \t]*failed", re.IGNORECASE | re.MULTILINE)
_RETURNED: Final = re.compile(r"^[> \t]{0,8}Message-ID:\s{0,4}(<[!-;=?-~]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_RECIPIENT: Final = re.compile(r"^(?:Final|Original)-Recipient:[^;\n]{0,40};[ \t]*<?([^\s<>]{3,320})", re.IGNORECASE | re.MULTILINE)
ADDRESS: Final = re.compile(r"[^\s<>,;:\"()\[\]\\]{1,64}@[^\s<>,;:\"()\[\]\\]{1,255}")
_SAYS_SO: Final = re.compile(
    r"undeliver|failure notice|\(failure\)|delivery (?:has )?fail|mail delivery|delivery problem|returned mail|returned to sender"
    r"|onbestelbaar|niet (?:worden )?(?:te )?bezorg|niet afgeleverd|bezorging mislukt|unzustellbar",
    re.IGNORECASE,
)
_ONLY_LATE: Final = re.compile(r"delay|warning|vertraagd|\(vertraging\)", re.IGNORECASE)


def bounce_of(headers: Headers, parts: Sequence[Message], *, subject: str, sender: str) -> Bounce | None:
    """What it reports as not delivered; None where it reports nothing, or only that a mail is late."""
    parts = parts[:_PARTS]
    texts = [_text(part) for part in parts]
    status = [text for part, text in zip(parts, texts, strict=True) if part.get_content_type() == "message/delivery-status"]
    failed = [text for text in status if _FAILED.search(text)]
    if not failed and (status or not _says_so(headers, subject, sender)):
        return None
    answers = [found for name in ("in-reply-to", "references") for found in REFERENCE.findall(first(headers, name))]
    return Bounce(
        message_ids=_once([*(found for text in texts for found in _RETURNED.findall(text)), *answers]),
        tokens=_once(found.lower() for text in texts for found in TOKEN.findall(text)),
        recipients=_once(found.lower() for found in _recipients(headers, failed, texts)),
    )


def _says_so(headers: Headers, subject: str, sender: str) -> bool:
    if "x-failed-recipients" in headers:
        return True
    if is_away(subject):  # it repeats the subject of the letter, and comes from nobody as a report does (RFC 3834)
        return False
    return is_daemon(headers, sender) and bool(_SAYS_SO.search(subject)) and not _ONLY_LATE.search(subject)


def _recipients(headers: Headers, failed: Iterable[str], texts: Iterable[str]) -> list[str]:
    """To whom it was sent: as the report says, else as the header says, else the first address in its text."""
    said = [found for text in failed for found in _RECIPIENT.findall(text)]
    said = said or ADDRESS.findall(first(headers, "x-failed-recipients"))
    if said:
        return said
    found = next((found for text in texts if (found := ADDRESS.search(text))), None)
    return [found.group()] if found else []


def _text(part: Message) -> str:
    """The text of a part; of a mail or report within it, that as it stands."""
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload[:_READ].decode("utf-8", "replace").replace("\r\n", "\n")
    lines = (f"{name}: {header_words(str(value))}" for item in inner_of(part)[:100] for name, value in item.raw_items())
    return "\n".join(lines)[:_READ]


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:50]
