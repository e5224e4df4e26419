"""A dossier full of words that nobody else may read, a neighbour of it that others may, and everyone who would like to look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.test import Client

from tests.desk.outsider import EEL, Outsider, recorded
from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, send_all
from tests.factories.post import a_letter_in
from wederhoor.actions.absences import report_absence
from wederhoor.actions.record import Actor, Upload
from wederhoor.actions.relating import Sent, link
from wederhoor.actions.settling import join
from wederhoor.actions.values import NewParty, Recorded
from wederhoor.actions.views import save_view
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member, Organisation

MANAGER = "manager-propositie"
#: Of each kind of content a word that stands in the vault and nowhere else.
SENTINELS = (
    *("Zeldzame Zwaan", "Doorwrochte", "zwaan@geheim.example", "0687654321", "Gemompel", "Fluistering", "kluis.txt", "binnenste"),
    *("Antwoordbrief", "Mailtekst", "bijvangst.txt", "Uil Onbekend", "EX-777", "Wervelend"),
)
ZWAAN = {"name": "Zeldzame Zwaan", "email": "zwaan@geheim.example", "phone": "0687654321", "organisation": "Wervelend College"}


@dataclass
class World:
    """An organisation with a manager, a neighbour dossier with an adviser and a handler of its own, and those who would look."""

    organisation: Organisation
    manager: Member
    neighbour: Dossier
    handler_before: Member
    strangers: Mapping[str, Callable[[], Client]]


def a_world() -> World:
    """Everyone is there; the vault is not yet."""
    organisation = an_organisation("klik-onderwijs")
    manager = a_member(organisation, MANAGER, name="Manager Mus")
    neighbour = a_dossier(organisation, at=NOW - DAY)
    people = _strangers(organisation, manager)
    by = Actor(MANAGER, manager)
    recorded(neighbour, "consult", by, of=[f"m-{people['narrow member'].pk}"], question="Wat vindt u?")
    recorded(neighbour, "assign", by, to=f"m-{people['handler next door'].pk}", independent=True)
    recorded(neighbour, "mediate", by, mediator=EEL, outcome="unsolved", account="Even gebeld.")
    save_view(manager, name="Alles", query="", shared=True)
    guest = Outsider(neighbour).comes_in()
    strangers: dict[str, Callable[[], Client]] = {name: _signed_in(member) for name, member in people.items()}
    return World(
        organisation, manager, neighbour, people["handler before"], {**strangers, "guest next door": lambda: guest.client, "nobody": Client}
    )


def _strangers(organisation: Organisation, manager: Member) -> dict[str, Member]:
    """Each by why he may not look. Who moved out of a role, and who was handler, come to that in the vault itself."""
    elsewhere = a_member(an_organisation("klik-onderwijs"), MANAGER)
    names = ("without a role", "narrow member", "handler next door", "stood in until yesterday", "handler before")
    people = {name: a_member(organisation, "medewerker") for name in names}
    people |= {"moved": a_member(organisation, MANAGER), "inactive": a_member(organisation, MANAGER), "elsewhere": elsewhere}
    people["moved"].roles.all().delete()
    Member.objects.filter(pk=people["inactive"].pk).update(active=False)
    today = NOW.date()
    report_absence(manager, since=today - 3 * DAY, until=today - DAY, stand_in=people["stood in until yesterday"], today=today - 3 * DAY)
    return people


def _signed_in(member: Member) -> Callable[[], Client]:
    def client() -> Client:
        found = Client()
        found.force_login(member.user)
        return found

    return client


def a_vault(world: World) -> Dossier:
    """The dossier itself: texts, notes, advice, files, letters, a mail, a colleague who was its handler, a link with its neighbour."""
    by = Actor(MANAGER, world.manager)
    said = {
        "description": "Doorwrochte klacht.",
        "complainant": ZWAAN,
        "grounds": ["Wervelend."],
        "subject": {"class": "product", "product": "EX-777"},
    }
    vault = a_dossier(world.organisation, at=NOW - HOUR, **said)
    recorded(vault, "note", by, text="Gemompel.", files=(Upload("kluis.txt", b"binnenste"),))
    recorded(vault, "consult", by, of=[NewParty(name="Raadgever Ree", email="ree@geheim.example")], question="Fluistering?")
    recorded(vault, "assign", by, to=f"m-{world.handler_before.pk}", independent=True)
    recorded(vault, "assign", by, to=NewParty(name="Uil Onbekend", email="uil@geheim.example"), independent=True)
    recorded(vault, "acknowledge", by, channel="mail", reasons="Antwoordbrief.")
    send_all(vault, at=NOW)
    mail = a_letter_in(
        world.organisation,
        at=NOW,
        subject="Mailtekst",
        body="Mailtekst",
        sender="Zeldzame Zwaan <zwaan@geheim.example>",
        files={"bijvangst.txt": b"binnenste"},
    )
    assert join(mail.pk, by=world.manager, dossier=vault, now=NOW) is None
    done = link(vault, world.neighbour.number, relation="related", by=by, sent=Sent(NOW))
    assert isinstance(done, Recorded), done
    return vault
