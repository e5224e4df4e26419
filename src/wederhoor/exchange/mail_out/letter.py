"""A letter as a mail: every header made safe, since names and subjects come from strangers. Pure but for Django's own writing of it."""

from email.utils import formataddr

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from wederhoor.actions.outbox import Outgoing


class Unmailable(Exception):  # noqa: N818 - named for what is wrong with it
    """No mail can go to this letter's address."""


def as_mail(letter: Outgoing) -> EmailMessage:
    """The letter as a mail to one address. Raises Unmailable for an address that is none."""
    try:
        validate_email(letter.address)
    except ValidationError as fault:
        raise Unmailable("Dit e-mailadres klopt niet.") from fault
    return EmailMessage(
        subject=safe(letter.subject),
        body=letter.body.replace("\x00", ""),
        from_email=formataddr((safe(letter.sender_name), letter.sender)),
        to=[formataddr((safe(letter.name), letter.address))],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": letter.message_id, **({"Auto-Submitted": "auto-generated"} if letter.automatic else {})},
    )


def safe(text: str) -> str:
    """A header's value on one line: no line end and nothing invisible can begin a header of its own."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole).split())
