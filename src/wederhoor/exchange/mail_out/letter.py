"""A letter as a mail: every header made safe, since names and subjects come from strangers. Pure but for Django's own writing of it.

It leaves in a form that no relay has reason to change, so that a signature over it holds: lines of ASCII, short enough, one address
in To and none in Cc, a sender of the domain that sends, its own date.
"""

from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime, formataddr
from typing import Final

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.timezone import localtime
from django.utils.translation import gettext_noop

from wederhoor.actions.outbox import Outgoing

_IN_ASCII: Final = Charset("utf-8")
_IN_ASCII.body_encoding = QP
#: Letters of a domain that an older and a newer rule (IDNA 2003 and 2008) send to different places.
_TWO_WAYS: Final = frozenset("ßς\u200c\u200d")
#: An encoded word of a subject is at most so long.
_WORD: Final = 64


class Unmailable(Exception):  # noqa: N818 - named for what is wrong with it
    """No mail can go to this letter's address."""


def as_mail(letter: Outgoing) -> EmailMessage:
    """The letter as a mail to one address, with its documents. Raises Unmailable for an address that is none, or a file that is gone."""
    mail = EmailMessage(
        subject=_subject(letter.subject),
        body=letter.body.replace("\x00", ""),
        from_email=formataddr((safe(letter.around.sender_name), letter.around.sender)),
        to=[formataddr((safe(letter.name), destination(letter.address)))],
        reply_to=[letter.around.reply_to] if letter.around.reply_to else None,
        headers=_headers(letter),
    )
    mail.encoding = _IN_ASCII
    for file in letter.files:
        try:
            mail.attach(safe(file.name), file.content(), file.content_type)
        except FileNotFoundError as fault:
            raise Unmailable(gettext_noop("Een bijlage van deze brief is niet te vinden.")) from fault
    return mail


def destination(address: str) -> str:
    """The address as every mail server knows it: a domain with accents by its name in ASCII. Raises Unmailable for one that is none."""
    local, _, domain = address.rpartition("@")
    wrong = gettext_noop("Dit e-mailadres klopt niet.")
    if _TWO_WAYS & set(domain.lower()):
        raise Unmailable(wrong)
    try:
        validate_email(address)
        return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
    except (ValidationError, UnicodeError) as fault:
        raise Unmailable(wrong) from fault


def _subject(text: str) -> str:
    """In words of ASCII that each fit behind the name of the header: its first line is never empty."""
    clean = safe(text)
    return clean if clean.isascii() else Header(clean, "utf-8", maxlinelen=_WORD).encode().replace("\n", "")


def _headers(letter: Outgoing) -> dict[str, str]:
    """What mail programs go by. What answers a mail by itself says so (RFC 3834), so that no machine answers it in turn.

    The language of the words stands here (RFC 3282): a mail is plain text, which holds no other mark for who has it read aloud.
    """
    headers = {"Message-ID": letter.message_id, "Date": format_datetime(localtime(letter.leaves_at))}
    if letter.thread.answers:
        headers["In-Reply-To"] = letter.thread.answers
    if letter.thread.references:
        headers["References"] = " ".join(letter.thread.references)
    if letter.language:
        headers["Content-Language"] = letter.language
    if letter.automatic:
        headers["Auto-Submitted"] = "auto-replied" if letter.thread.answers else "auto-generated"
    return headers


def safe(text: str) -> str:
    """A header's value on one line: no line end and nothing invisible can begin a header of its own."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole).split())
