"""An organisation with a shipped procedure published, its members with their roles, its dossiers filed through the one door."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from django.contrib.auth import get_user_model

import wederhoor.procedures
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor, Log, Recorded, Written, record
from wederhoor.actions.regulations import publish_procedure
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member, MemberRole, Organisation, ProcedureVersion

#: A Wednesday, ten o'clock in Amsterdam.
NOW = datetime(2026, 4, 22, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PROCEDURES = ("exa-men", "ecm", "concreet-onderwijsproducten", "extrack", "klik-onderwijs")
_number = count(1)


@cache
def shipped(procedure: str) -> str:
    """The text of a shipped procedure."""
    [folder] = wederhoor.procedures.__path__
    return (Path(folder) / procedure / "1.toml").read_text(encoding="utf-8")


def a_version(text: str, version: int, in_force_from: str) -> str:
    """The same regulation as another version."""
    text = re.sub(r"^version = \d+", f"version = {version}", text, count=1, flags=re.MULTILINE)
    return re.sub(r"^in_force_from = \S+", f"in_force_from = {in_force_from}", text, count=1, flags=re.MULTILINE)


def an_organisation(procedure: str = "klik-onderwijs", *, text: str | None = None, slug: str | None = None) -> Organisation:
    """An organisation that published this procedure."""
    slug = slug or f"organisatie-{next(_number)}"
    organisation = Organisation.objects.create(
        slug=slug, name=f"Organisatie {slug}", settings={"mailboxes": {"klachten": f"klachten@{slug}.example"}}
    )
    published = publish_procedure(organisation, text or shipped(procedure), NOW - 365 * DAY)
    assert isinstance(published, ProcedureVersion), published
    return organisation


def with_two(default: str = "klik-onderwijs", other: str = "ecm", *, slug: str = "twee") -> Organisation:
    """An organisation with two regulations in force, by the first of which one complains who names none."""
    organisation = an_organisation(default, slug=slug)
    assert isinstance(publish_procedure(organisation, shipped(other), NOW), ProcedureVersion)
    return organisation


def a_member(organisation: Organisation, *roles: str, name: str | None = None) -> Member:
    """A member with these roles."""
    number = next(_number)
    user = get_user_model().objects.create(username=f"lid-{number}", password="!")
    member = Member.objects.create(
        organisation=organisation, user=user, name=name or f"Medewerker {number}", email=f"lid-{number}@werk.example"
    )
    MemberRole.objects.bulk_create([MemberRole(member=member, role=role) for role in roles])
    return member


COMPLAINT: Mapping[str, object] = {
    "kind": "complaint",
    "channel": "web",
    "complainant": {
        "name": "Noor de Wit",
        "organisation": "ROC Zonland",
        "email": "noor@zonland.example",
        "phone": "0612345678",
        "address": "Lindelaan 4",
        "city": "Utrecht",
    },
    "subject": {"class": "product", "product": "EX-101"},
    "description": "Vraag 7 van het examen kan niet kloppen.",
    "reasons": "Het antwoordmodel spreekt de vraag tegen.",
    "grounds": ["De vraag is onduidelijk."],
    "remedy_sought": "Een nieuwe beoordeling.",
    "steps_taken": "Gebeld met de helpdesk.",
    "tried_talk": "discussed",
    "wants_reply": True,
    "accepts_regulation": True,
}


def a_filing(
    organisation: Organisation, *, at: datetime = NOW, now: datetime | None = None, key: str | None = None, **more: object
) -> Filed:
    """A complaint that came in by the web form."""
    done = file_complaint(organisation, data={**COMPLAINT, **more}, by=Actor("complainant"), at=at, now=now or at, key=key)
    assert isinstance(done, Filed), done
    return done


def a_dossier(organisation: Organisation, *, at: datetime = NOW, **more: object) -> Dossier:
    """A dossier made by such a complaint."""
    done = file_complaint(organisation, data={**COMPLAINT, **more}, by=Actor("complainant"), at=at, now=at)
    assert isinstance(done, Filed), done
    return done.dossier


def took(dossier: Dossier, act: str, member: Member, *, role: str, at: datetime, letter: Written | None = None, **data: object) -> Recorded:
    """An act of a member that must succeed; letters are in the outbox, not yet sent."""
    done = record(Log(dossier.matter_id, dossier.name), act, by=Actor(role, member), at=at, now=at, data=data, letter=letter)
    assert isinstance(done, Recorded), done
    return done


def send_all(dossier: Dossier, *, at: datetime) -> None:
    """Every letter that waits leaves now."""
    for letter in Letter.objects.filter(dossier=dossier, state="waiting").order_by("pk"):
        mark_sent(letter, at=at, now=at)


def refreshed(dossier: Dossier) -> Dossier:
    """The row as it stands in the store now."""
    return Dossier.objects.get(pk=dossier.pk)
