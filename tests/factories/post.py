"""Messages of the inbox as they come in by mail: kept raw and placed by the product itself."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage

from wederhoor.correspondence.models import Message
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.organisations.models import Organisation

#: Makes a mail one that a machine wrote, so that it comes before a person.
BY_MACHINE: Mapping[str, str] = {"Auto-Submitted": "auto-replied"}


def a_letter_in(
    organisation: Organisation,
    number: int = 1,
    *,
    at: datetime,
    sender: str = "Noor de Wit <noor@zonland.example>",
    subject: str = "Klacht over examen",
    body: str = "Vraag 7 van het examen kan niet kloppen.",
    headers: Mapping[str, str] = BY_MACHINE,
    files: Mapping[str, bytes] | None = None,
) -> Message:
    """A mail that came in; unless other headers say so it waits for a person."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "klachten@organisatie.example", subject
    mail["Message-ID"] = f"<{number}@zonland.example>"
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(body)
    for name, content in (files or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    receive(mail.as_bytes(), organisation=organisation.slug, mailbox="klachten", now=at)
    return Message.objects.get(message_id=f"<{number}@zonland.example>")


def unlinked(words: str) -> str:
    """The words of a letter without what opens the page of its complaint: that differs between what is kept and what leaves."""
    plain = re.sub(r"/(?:volg/[\w.]*\w(?: \(code: [\w-]+\))?|dossier/[\w-]+)", "/...", words)
    return plain.replace("\r\n", "\n").strip()
