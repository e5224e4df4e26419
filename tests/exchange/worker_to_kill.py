"""Run as a program beside a mail server: workers are killed at each step of sending, and the next worker takes up what was left.

Prints for each step how its letters stand in the end: Message-ID, state, reason, and how often `sent` is on record.
"""

import json
import os
import signal
import smtplib
from itertools import count
from typing import Final

from wederhoor.site.cli import prepare_django

prepare_django()

from django.core.mail.backends.smtp import EmailBackend  # noqa: E402 - models can be loaded only now
from django.db import connections  # noqa: E402

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation  # noqa: E402
from wederhoor.actions import outbox, sent  # noqa: E402
from wederhoor.actions.record import record  # noqa: E402
from wederhoor.actions.values import Actor, Log, Recorded  # noqa: E402
from wederhoor.correspondence.models import Letter  # noqa: E402
from wederhoor.dossiers.models import Act  # noqa: E402
from wederhoor.exchange.mail_out import post  # noqa: E402
from wederhoor.organisations.models import Organisation  # noqa: E402

ROLE: Final = "manager-propositie"
LETTERS: Final = 3
#: Where a worker dies: what it was about to do, or had just done, with its second letter.
STEPS: Final[dict[str, tuple[object, str, str]]] = {
    "before the claim": (post, "claim", "before"),
    "before it is filled anew": (outbox, "_fresh", "before"),
    "after it is filled anew": (outbox, "_fresh", "after"),
    "between claim and filling": (outbox, "_outgoing", "before"),
    "after the claim": (post, "claim", "after"),
    "before the mail is made": (post, "as_mail", "before"),
    "before the line is opened": (EmailBackend, "open", "before"),
    "after the line is opened": (EmailBackend, "open", "after"),
    "before MAIL": (smtplib.SMTP, "mail", "before"),
    "after MAIL": (smtplib.SMTP, "mail", "after"),
    "after RCPT": (smtplib.SMTP, "rcpt", "after"),
    "after DATA": (smtplib.SMTP, "docmd", "after DATA"),
    "before it is written that it goes over": (post, "handing", "before"),
    "after it is written that it goes over": (post, "handing", "after"),
    "half-way the mail": (smtplib.SMTP, "send", "half"),
    "between the mail and its answer": (smtplib.SMTP, "send", "after mail"),
    "after 250": (post, "left", "before"),
    "before sent is recorded": (sent, "record", "before"),
    "after sent is recorded, before the commit": (sent, "record", "after"),
    "after the commit": (post, "left", "after"),
}


def main() -> None:
    organisation = an_organisation("klik-onderwijs")
    member = a_member(organisation, ROLE)
    member.email = ""  # no mail about a letter that failed: only letters are counted
    member.save()
    by, found = Actor(ROLE, member), {}
    for step in STEPS:
        names = [_letter(organisation, by) for _ in range(LETTERS)]
        connections.close_all()
        killed = _killed(step)
        for after in (outbox.LEASE, DAY / 2):
            post.post_waiting(clock=lambda moment=NOW + after: moment)  # type: ignore[misc]
        found[step] = {"killed": killed, "letters": [_stands(name) for name in names]}
    print(json.dumps(found))


def _letter(organisation: Organisation, by: Actor) -> str:
    dossier = a_dossier(organisation, complainant={"name": "Noor de Wit", "email": "noor@zonland.example"})
    done = record(Log(dossier.matter_id), "acknowledge", by=by, at=NOW, now=NOW, data={"channel": "mail"})
    assert isinstance(done, Recorded), done
    return Letter.objects.get(dossier=dossier).message_id


def _stands(name: str) -> tuple[str, str, str, int]:
    letter = Letter.objects.get(message_id=name)
    return name, letter.state, letter.reason, Act.objects.filter(matter=letter.matter, act="sent").count()


def _killed(step: str) -> bool:
    """A worker in a process of its own that dies at this step; whether it did."""
    child = os.fork()
    if child == 0:
        _arm(*STEPS[step])
        post.post_waiting(clock=lambda: NOW)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _arm(place: object, name: str, when: str) -> None:
    real, calls = getattr(place, name), count(1)

    def deadly(*arguments: object, **named: object) -> object:
        if not _counts(when, arguments) or next(calls) != (1 if name == "open" else 2):
            return real(*arguments, **named)
        if when == "half":
            line, mail = arguments
            real(line, bytes(mail)[: len(bytes(mail)) // 2])  # type: ignore[call-overload]
        elif when != "before":
            real(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    setattr(place, name, deadly)


def _counts(when: str, arguments: tuple[object, ...]) -> bool:
    """Whether this call is one of the kind that is counted: of all that goes over the line the mails, or the word DATA."""
    if when == "after DATA":
        return arguments[1] == "DATA"
    if when in {"half", "after mail"}:
        return isinstance(arguments[1], bytes) and arguments[1].endswith(b"\r\n.\r\n")
    return True


if __name__ == "__main__":
    main()
