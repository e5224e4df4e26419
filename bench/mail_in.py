"""Mail taken in from a maildir by one process: parsed, stored, made into dossiers, durable; and what looking into a large mailbox costs.

The messages are of the sizes and shapes of a support mailbox: plain and HTML, some with a photo, some answers without end.
"""

import random
from base64 import encodebytes
from datetime import timedelta
from os import sysconf
from pathlib import Path
from time import perf_counter, process_time

from bench import _django, _store
from tests.exchange.imap import a_box
from tests.factories.house import an_organisation
from tests.support.dovecot import Dovecot, is_here
from wederhoor.correspondence.models import MailboxCursor
from wederhoor.exchange.mail_in.fetch import fetch_over
from wederhoor.exchange.mail_in.fetch_boxes import Box
from wederhoor.exchange.mail_in.fetch_line import Line
from wederhoor.exchange.mail_in.maildir import receive_maildir

MESSAGES = 10_000
MAILBOX = 50_000
NEW = 30
_HALF = MESSAGES // 2
_TEXT = "Vraag zeven van het examen klopt volgens ons niet want het antwoordmodel spreekt de opgave tegen en dat is jammer"
_WORDS = _TEXT.split()


def run() -> dict[str, float | str]:
    """Messages a second; memory between half-way and the end; the cost of a mailbox."""
    organisation = an_organisation("klik-onderwijs", slug="post")
    folder = _maildir(_django.FOLDER / "maildir", MESSAGES)
    began, worked, half, taken = perf_counter(), process_time(), 0.0, 0
    for kept in receive_maildir(folder, organisation=organisation.slug, mailbox="klachten", now=_store.NOW):
        if kept is None or kept.taken.state != "dossier":
            raise RuntimeError(f"a message was not taken in: {kept}")
        taken += 1
        half = _memory() if taken == _HALF else half
    seconds, cpu = perf_counter() - began, process_time() - worked
    return {
        "messages": taken,
        "per_second": round(taken / seconds, 1),
        "processor_ms_each": round(1000 * cpu / taken, 2),
        "memory_half_way_mb": half,
        "memory_at_the_end_mb": _memory(),
        **(_mailbox() if is_here() else {"mailbox": "no Dovecot is installed"}),
    }


def _memory() -> float:
    """Megabytes that the process holds now."""
    return round(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * sysconf("SC_PAGE_SIZE") / 1e6, 1)


def _maildir(folder: Path, count: int) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    chance = random.Random(4)  # noqa: S311 - made-up mail
    for number in range(count):
        (folder / "new" / f"{number:06}").write_bytes(_mail(number, chance))
    return folder


def _mail(number: int, chance: random.Random) -> bytes:
    head = (
        f"Received: from mx{number % 3}.example by here; Wed, 22 Apr 2026 09:30:00 +0200\r\n"
        f"From: Noor de Wit <noor{number}@zonland{number % 97}.example>\r\nTo: klachten@organisatie.example\r\n"
        f"Subject: =?utf-8?q?Klacht_over_examen_{number}?=\r\nDate: Wed, 22 Apr 2026 09:30:00 +0200\r\n"
        f"Message-ID: <{number}@zonland.example>\r\nMIME-Version: 1.0\r\n"
    )
    text = f"Examen {number}. " + " ".join(chance.choices(_WORDS, k=chance.randint(30, 300)))
    if number % 3 == 0:
        return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()
    page = f"<html><body><p>{text}</p><blockquote>{text}</blockquote></body></html>"
    kinds = {"plain": text, "html": page}
    both = "".join(f"--a\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{part}\r\n" for kind, part in kinds.items()) + "--a--\r\n"
    if number % 20:
        return f"{head}Content-Type: multipart/alternative; boundary=a\r\n\r\n{both}".encode()
    photo = encodebytes(b"\x89PNG\r\n\x1a\n" + chance.randbytes(30_000)).decode()
    return (
        f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n{both}"
        f'--b\r\nContent-Type: image/png; name="foto.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n{photo}--b--\r\n'
    ).encode()


def _mailbox() -> dict[str, float]:
    """A mailbox in which all was read before: what it costs to look into it, and to take in what is new."""
    organisation = an_organisation("klik-onderwijs", slug="postvak")
    server = Dovecot()
    try:
        box = a_box(server, server.user(), organisation.slug)
        old = (b"From: a@b.example\r\nSubject: %d\r\n\r\nx\r\n" % number for number in range(MAILBOX))
        server.deliver(box.user, *old, at=_store.NOW - timedelta(days=90))
        with Line(box) as line:
            done = {"uid_validity": line.uid_validity, "last_uid": line.numbers()[-1]}
        MailboxCursor.objects.create(organisation=organisation, mailbox=box.key, place=box.place, **done)
        nothing, few = _look(box)
        chance = random.Random(5)  # noqa: S311 - made-up mail
        server.deliver(box.user, *(_mail(MESSAGES + 3 * number, chance) for number in range(NEW)), at=_store.NOW)
        new, more = _look(box)
    finally:
        server.throw_away()
    return {
        f"mailbox_{MAILBOX}_nothing_new_ms": nothing,
        f"mailbox_{MAILBOX}_nothing_new_commands": few,
        f"mailbox_{MAILBOX}_{NEW}_new_ms": new,
        f"mailbox_{MAILBOX}_{NEW}_new_commands": more,
    }


def _look(box: Box) -> tuple[float, int]:
    """Milliseconds and commands of one reading, from signing in to the end."""
    began = perf_counter()
    with Line(box) as line:
        fetch_over(line, box, clock=lambda: _store.NOW)
        return round(1000 * (perf_counter() - began), 1), line.commands
