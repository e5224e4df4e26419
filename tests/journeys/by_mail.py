"""A complaint by mail from receipt to closing: raw mails in through the command, letters out by SMTP, everybody under one clock."""

import io
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Final
from unittest import mock
from zoneinfo import ZoneInfo

import time_machine
from django.test import override_settings

from tests.exchange.postman import Postman, postman
from tests.factories.house import a_member, an_organisation
from wederhoor.actions.record import record
from wederhoor.actions.values import Actor, Log, Recorded, Refused
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Act, Dossier, DutyRow, RightRow
from wederhoor.organisations.models import Member, Organisation
from wederhoor.site.commands import mail, worker
from wederhoor.web import clock

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
NOOR: Final = "noor@zonland.example"
#: Roles that a person has by his part in a dossier, not by working here.
_PARTS: Final = {"handler"}


@dataclass
class Correspondence:
    """One dossier, those who work on it, and the mail that goes to and fro."""

    organisation: Organisation
    man: Postman
    clock: time_machine.Traveller
    members: dict[str, Member] = field(default_factory=dict)
    mails: int = 0
    name: str = "dossier"

    def at(self, moment: str) -> None:
        """It is now this moment in Amsterdam, and the worker has done its round."""
        self.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM))
        assert worker.work()

    def receives(self, words: str, *, answering: EmailMessage | None = None, subject: str = "Klacht", mailbox: str = "klachten") -> Message:
        """A mail of Noor's, through the command, as her mail program sends it."""
        self.mails += 1
        raw = EmailMessage()
        raw["From"], raw["To"] = f"Noor de Wit <{NOOR}>", str(answering["reply-to"] if answering else "klachten@organisatie.example")
        raw["Subject"], raw["Message-ID"] = subject, f"<{self.mails}@zonland.example>"
        raw["Date"] = clock.now().astimezone(AMSTERDAM)
        if answering:
            raw["In-Reply-To"] = answering["message-id"]
        raw.set_content(words)
        with mock.patch.object(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw.as_bytes()))):
            assert mail.run(["receive", "--organisation", self.organisation.slug, "--mailbox", mailbox]) == 0
        return Message.objects.get(message_id=f"<{self.mails}@zonland.example>")

    def does(self, role: str, act: str, /, **data: object) -> None:
        """Something that a member does, now; it must be allowed."""
        done = self.tries(role, act, **data)
        assert isinstance(done, Recorded), done

    def tries(self, role: str, act: str, /, **data: object) -> object:
        """Something that a member asks for."""
        return self._record(Actor(role, self.member(role)), act, data)

    def says(self, act: str, /, **data: object) -> None:
        """What the complainant's mail means, as it is registered for her."""
        done = self._record(Actor("complainant"), act, data)
        assert isinstance(done, Recorded), done

    def sent(self) -> list[EmailMessage]:
        """The letters that leave to Noor now, by SMTP."""
        before = len(self.man.taken)
        assert worker.work()
        return [letter for letter in self.man.taken[before:] if NOOR in str(letter["to"])]

    def member(self, role: str) -> Member:
        """Who holds a role here; made when first asked for."""
        if role not in self.members:
            self.members[role] = a_member(self.organisation, *(() if role in _PARTS else (role,)), name=f"Collega {role}")
        return self.members[role]

    @property
    def dossier(self) -> Dossier:
        """The row as it is now."""
        return Dossier.objects.get(organisation=self.organisation, name=self.name)

    def duty(self, name: str) -> DutyRow:
        """The last occurrence of a duty."""
        return DutyRow.objects.filter(dossier=self.dossier, duty=name).order_by("-position")[0]

    def due(self, *names: str) -> tuple[str, ...]:
        """The last day of each of these duties."""
        return tuple(str(self.duty(name).due_day) for name in names)

    def met(self, *names: str) -> tuple[str, ...]:
        """When each of these duties was met, by Amsterdam's clock; else its status."""
        rows = [self.duty(name) for name in names]
        return tuple(f"{row.met_at.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M}" if row.met_at else row.status for row in rows)

    def right(self, name: str) -> RightRow:
        """The last occurrence of a right."""
        return RightRow.objects.filter(dossier=self.dossier, right=name).order_by("-position")[0]

    def acts(self) -> list[str]:
        """The log, without what the system tells of letters."""
        acts = Act.objects.filter(matter=self.dossier.matter).exclude(act__in=["sent", "bounced"])
        return list(acts.order_by("seq").values_list("act", flat=True))

    def _record(self, by: Actor, act: str, data: dict[str, object]) -> object:
        now = clock.now()
        done = record(Log(self.dossier.matter_id, self.name), act, by=by, at=now, now=now, data=data)
        assert isinstance(done, Recorded | Refused), done
        return done


@contextmanager
def correspondence(procedure: str, folder: Path, *, begins: str) -> Generator[Correspondence, None, None]:
    """An organisation under a shipped regulation, at a moment in Amsterdam."""
    start = datetime.fromisoformat(begins).replace(tzinfo=AMSTERDAM)
    files = override_settings(DATA_DIR=folder, LETTERS_DIR=folder / "letters")
    with postman() as man, files, time_machine.travel(start, tick=False) as traveller:
        yield Correspondence(an_organisation(procedure), man, traveller)


def words(letter: EmailMessage) -> str:
    """What a letter says, on one line."""
    return " ".join(str(letter.get_content()).split())
