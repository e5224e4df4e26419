"""What every made-up matter does alike: who takes an act, how letters leave, and when people are at work."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from faker import Faker

from wederhoor.actions.outbox import claim, left
from wederhoor.actions.record import Actor
from wederhoor.core.calendar import Calendar
from wederhoor.core.dossier import Matter
from wederhoor.core.state import Dossier
from wederhoor.site.demo import texts
from wederhoor.site.demo.cast import Stage

#: A letter leaves so long after it was written.
LETTERS_TAKE: Final = timedelta(minutes=15)
#: The part of those who want a reply: of complaints, and of anything else.
_WANTS_REPLY: Final = {True: 0.85, False: 0.4}


def filing(stage: Stage, *, kind: str, channel: str, chance: Random, fake: Faker) -> dict[str, object]:
    """What somebody of one of the customers files about one of the products."""
    code, name = chance.choice(stage.products)
    person, school, mail = chance.choice(stage.customers)
    # Whoever uses the form does so for his institution, signed in as its contact person.
    institution = {"customer": stage.institutions[mail]} if channel == "web" else {}
    return {
        **institution,
        "kind": kind,
        "channel": channel,
        "complainant": {"name": person, "organisation": school, "email": mail, "phone": "0612345678",
                        "address": "Voorbeeldweg 12", "city": fake.city()},
        "subject": {"class": "product", "product": code},
        "description": texts.complaint(chance, name, about_exams=stage.casting.exams),
        "reasons": texts.wish(chance),
        "steps_taken": "Wij hebben gebeld met de contactpersoon.",
        "wants_reply": chance.random() < _WANTS_REPLY[kind == "complaint"],
        "tried_talk": chance.choice(("discussed", "unwilling")),
    }  # fmt: skip


def actor(stage: Stage, role: str) -> Actor:
    """The first member with this role."""
    members = stage.members.get(role)
    return Actor(role=role, member=members[0] if members else None)


def bearer(stage: Stage, matter: Matter, dossier: Dossier, role: str) -> Actor:
    """Who bears a role here: a member, or for a part whoever holds it in the dossier."""
    declared = next(item for item in matter.procedure.roles if item.id == role)
    if not declared.part:
        return actor(stage, role)
    seats = [dossier] if matter.first is None else [dossier, matter.first]
    holders = [person for seat in seats for person in seat.holders.get(declared.part, ())]
    return Actor(role=role, party=next(iter(holders), None))


def post(now: datetime) -> None:
    """The letters that wait leave a little later."""
    moment = now + LETTERS_TAKE
    while (letter := claim(now=moment)) is not None:
        left(letter, now=moment)


def at_office(day: date, calendar: Calendar, chance: Random) -> datetime:
    """A moment within office hours of a day."""
    local = datetime.combine(day, time(chance.randint(9, 16), chance.randint(0, 59)), tzinfo=calendar.zone)
    return local.astimezone(UTC)
