"""Someone from outside as tests know him: named by an act, come in by the link that was mailed to him."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.test import Client

from tests.factories.house import NOW
from wederhoor.actions.entry import invite_again
from wederhoor.actions.outbox import claim, left
from wederhoor.actions.record import Actor, Log, Recorded, Upload, record
from wederhoor.actions.values import NewParty
from wederhoor.dossiers.models import Dossier, Party
from wederhoor.organisations.models import Member

EEL = NewParty(name="Adviseur Aal", organisation_name="Bureau Elders", email="aal@elders.example")
LINK = re.compile(r"/bij/link/[\w-]+/")
#: What stands in the complaint of every test, and in nothing else.
COMPLAINED = ("Noor de Wit", "noor@zonland.example", "kan niet kloppen")


def links() -> list[str]:
    """The links in the letters that leave now, in order."""
    found = []
    while (letter := claim(now=NOW + timedelta(days=30))) is not None:
        left(letter, now=NOW + timedelta(days=30))
        found += LINK.findall(letter.body)
    return found


@dataclass
class Outsider:
    """Someone from outside and his browser; `dossier` is the one that his pages are about."""

    dossier: Dossier
    client: Client = field(default_factory=Client)
    name: str = EEL.name

    @property
    def party(self) -> Party:
        """Who he is in the matter."""
        return Party.objects.get(matter_id=self.dossier.matter_id, name=self.name)

    def address(self, rest: str = "") -> str:
        """An address of his."""
        return f"/bij/{self.party.pk}/{self.dossier.number}/{rest}"

    def comes_in(self) -> "Outsider":
        """By the last link that was mailed."""
        assert self.client.post(links()[-1], follow=True).status_code == 200
        return self

    def comes_back(self) -> None:
        """By a new link."""
        invite_again(EEL.email, now=NOW)
        self.comes_in()

    def page(self, rest: str = "") -> str:
        """What stands on a page of his."""
        answer = self.client.get(self.address(rest))
        assert answer.status_code == 200, answer
        return answer.content.decode()

    def does(self, act: str, data: Mapping[str, str]) -> int:
        """Sends the form of an act, letter and all; the status of what came of it, 302 where it was recorded."""
        answer = self.client.post(self.address(f"{act}/"), {**data, "step": "record"})
        if answer.status_code == 200 and "own" in answer.context:
            words = {one.name: one.value for one in answer.context["own"]}
            answer = self.client.post(self.address(f"{act}/"), {**dict(answer.context["kept"]), **words, "step": "send"})
        return answer.status_code


def recorded(dossier: Dossier, act: str, by: Actor, *, at: datetime = NOW, files: tuple[Upload, ...] = (), **data: object) -> Recorded:
    """An act that must succeed."""
    done = record(Log(dossier.matter_id, dossier.name), act, by=by, at=at, now=at, data=data, files=files)
    assert isinstance(done, Recorded), done
    return done


def as_member(member: Member, role: str) -> Actor:
    """A member in a role."""
    return Actor(role, member)
