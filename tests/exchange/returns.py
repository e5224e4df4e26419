"""Reports that a mail was not delivered, as mail servers write them."""

import base64
from collections.abc import Callable

Report = Callable[[str, str, str], str]
"""Of the Message-ID of the mail, the address that it was answered to, the address that it went to."""


def _mail(headers: str, body: str) -> str:
    return f"{headers}\nTo: klachten@organisatie.example\nDate: Wed, 22 Apr 2026 12:00:00 +0200\n{body}"


def _head(message_id: str, answers: str, to: str) -> str:
    return f"From: klachten@organisatie.example\nReply-To: {answers}\nTo: {to}\nMessage-ID: {message_id}\nSubject: Uw klacht\n"


def postfix(message_id: str, answers: str, to: str) -> str:
    """RFC 3464, the whole mail returned."""
    return _mail(
        "From: MAILER-DAEMON@zonland.example (Mail Delivery System)\nReturn-Path: <>\nSubject: Undelivered Mail Returned to Sender\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="p/1"',
        f"\n--p/1\nContent-Type: text/plain\n\nThis is the mail system at host zonland.example.\n\n<{to}>: user unknown\n"
        "\n--p/1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; zonland.example\n\n"
        f"Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\n"
        f"\n--p/1\nContent-Type: message/rfc822\n\n{_head(message_id, answers, to)}\nGeachte heer\n\n--p/1--\n",
    )


def exchange(message_id: str, answers: str, to: str) -> str:
    """Only what it answers names the mail; the report says the address."""
    del answers
    return _mail(
        f"From: MicrosoftExchange329e71ec88ae@zonland.example\nSubject: Onbestelbaar: Uw klacht\nIn-Reply-To: {message_id}\n"
        "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=x",
        "\n--x\nContent-Type: text/html\n\n<p>Uw bericht aan de ontvanger is niet bezorgd</p>\n"
        f"\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;x\n\nFinal-recipient: RFC822;{to}\nAction: failed\n\n--x--\n",
    )


def gmail(message_id: str, answers: str, to: str) -> str:
    """The head of the mail in base64."""
    del message_id
    head = base64.encodebytes(_head("<anders@gmail.example>", answers, to).encode()).decode()
    return _mail(
        f"From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\nX-Failed-Recipients: {to}\n"
        "Subject: Delivery Status Notification (Failure)\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=g",
        "\n--g\nContent-Type: text/plain\n\n** Address not found **\n"
        f"\n--g\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; {to}\nAction: failed\n"
        f"\n--g\nContent-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n{head}\n--g--\n",
    )


def qmail(message_id: str, answers: str, to: str) -> str:
    """One plain text."""
    return _mail(
        "From: MAILER-DAEMON@zonland.example\nReturn-Path: <>\nSubject: failure notice",
        f"\nHi. This is the qmail-send program.\n\n<{to}>:\nSorry, no mailbox here by that name.\n\n"
        f"--- Below this line is a copy of the message.\n\n{_head(message_id, answers, to)}\nGeachte heer\n",
    )


def exim(message_id: str, answers: str, to: str) -> str:
    """Quoted, with a header of its own."""
    quoted = "\n".join(f"> {line}" for line in _head(message_id, answers, to).splitlines())
    return _mail(
        f"From: Mail Delivery System <Mailer-Daemon@zonland.example>\nX-Failed-Recipients: {to}\nSubject: Mail delivery failed",
        f"\nThis message was created automatically.\n\n  {to}\n    host unreachable\n\n{quoted}\n",
    )


REPORTS: dict[str, Report] = {"postfix": postfix, "exchange": exchange, "gmail": gmail, "qmail": qmail, "exim": exim}
