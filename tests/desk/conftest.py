"""An office that works under Klik's regulation: who works there, what came in, and someone signed in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

import wederhoor.procedures
from tests.factories.house import NOW
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.installation import add_member, make_organisation
from wederhoor.actions.record import record
from wederhoor.actions.regulations import publish_procedure
from wederhoor.actions.values import Actor, Log, Recorded
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member, Organisation
from wederhoor.web import mailed_links

#: A Tuesday morning; every test of the desk begins here.
TUESDAY = datetime(2026, 4, 21, 8, 0, tzinfo=UTC)
KLIK = (Path(wederhoor.procedures.__file__).parent / "klik-onderwijs" / "1.toml").read_text(encoding="utf-8")
PASSWORD = "een-lang-wachtwoord"
COMPLAINT: dict[str, Any] = {
    "kind": "complaint",
    "channel": "mail",
    "filed_on": "2026-04-20",
    "complainant": {"name": "A. de Vries", "organisation": "ROC Voorbeeld", "email": "vries@voorbeeld.nl", "phone": "0612345678"},
    "subject": {"class": "product", "product": "VIG-3"},
    "description": "De antwoordsleutel van vraag 3 klopt niet. Er zijn twee goede antwoorden.",
    "reasons": "Studenten kregen ten onrechte geen punten.",
}


@dataclass(frozen=True)
class Office:
    """An organisation with a manager, an employee and someone from outside."""

    organisation: Organisation
    manager: Member
    employee: Member
    outsider: Member

    def file(self, *, at: datetime = TUESDAY - timedelta(hours=2), **data: object) -> Dossier:
        """A complaint that came in."""
        by = Actor("manager-propositie", member=self.manager)
        done = file_complaint(self.organisation, data={**COMPLAINT, **data}, by=by, at=at, now=at)
        assert isinstance(done, Filed), done
        return done.dossier

    def do(self, dossier: Dossier, act: str, *, by: Actor | None = None, at: datetime = TUESDAY, **data: object) -> Recorded:
        """An act in a dossier, by the manager unless said otherwise."""
        actor = by or Actor("manager-propositie", member=self.manager)
        done = record(Log(dossier.matter_id, dossier.name), act, by=actor, at=at, now=at, data=data)
        assert isinstance(done, Recorded), done
        return done


@cache
def hashed() -> str:
    """The password as it is kept: made once, for it is slow on purpose."""
    return make_password(PASSWORD)


def make_office(slug: str = "klik", name: str = "Klik Onderwijs") -> Office:
    """An office with its regulation in force."""
    organisation = make_organisation(slug, name, accent="bos", settings={"mailboxes": {"klachten": "klachten@klik.nl"}})
    publish_procedure(organisation, KLIK, TUESDAY - timedelta(days=400))
    people: tuple[tuple[str, str, list[str]], ...] = (
        ("manager", "M. Bakker", ["manager-propositie"]),
        ("medewerker", "P. Smit", ["medewerker"]),
        ("buiten", "Q. Jansen", []),
    )
    manager, employee, outsider = (
        add_member(organisation, name=who, email=f"{login}@{slug}.nl", sign_in=f"{login}-{slug}", secret=hashed(), roles=roles)
        for login, who, roles in people
    )
    return Office(organisation, manager, employee, outsider)


@pytest.fixture
def moment() -> Iterator[time_machine.Traveller]:
    """The clock stands still on Tuesday until a test moves it."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(db: None, moment: time_machine.Traveller) -> Office:
    """Klik's office."""
    return make_office()


@pytest.fixture
def enter() -> Callable[[Member], Client]:
    """A browser in which this member is signed in."""

    def entered(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return entered


@pytest.fixture
def desk(office: Office, enter: Callable[[Member], Client]) -> Client:
    """The manager at his desk."""
    return enter(office.manager)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Iterator[time_machine.Traveller]:
    """For who comes from outside: the clock stands still, an answer need not take its time, and files have a folder of their own."""
    caches["counts"].clear()
    monkeypatch.setattr(mailed_links, "AT_LEAST", 0.0)
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
