"""A house in which there is as much of everything as is asked: what a test of all pages counts the queries of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client

from tests.desk.outsider import EEL, Outsider, links
from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, a_version, an_organisation, send_all, shipped, took
from tests.factories.pictures import a_pdf
from tests.factories.post import a_letter_in
from tests.portal.institution import a_complaint, an_institution, signed_in
from wederhoor.actions.absences import report_absence
from wederhoor.actions.changes import Listing, put_on_list
from wederhoor.actions.entry import invite_again
from wederhoor.actions.installation import add_product
from wederhoor.actions.load import opened
from wederhoor.actions.packet import begin
from wederhoor.actions.packet_readers import reader_of
from wederhoor.actions.publications import publish_document
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.regulations import publish_procedure
from wederhoor.actions.relating import Sent, link
from wederhoor.actions.settling import join
from wederhoor.actions.values import NewParty, Upload
from wederhoor.actions.views import save_view
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier, Packet
from wederhoor.organisations.models import Customer, Member, Organisation

MANAGER = "manager-propositie"
#: When its pages are looked at: everything in it has happened.
LATER = NOW + HOUR / 2


@dataclass
class House:
    """Klik's office with so many of everything. `dossiers`: one of each kind, by what it is called."""

    times: int
    organisation: Organisation = field(default_factory=an_organisation)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    customer: Customer = field(init=False)
    manager: Member = field(init=False)
    handler: Member = field(init=False)
    stand_in: Member = field(init=False)
    outsider: Outsider = field(init=False)
    mail: Message = field(init=False)
    packet: Packet = field(init=False)

    def each(self, make: Callable[[int], object]) -> None:
        """As often as there is of everything."""
        for number in range(self.times):
            make(number)

    def does(self, dossier: Dossier, act: str, *, by: str = MANAGER, files: int = 0, **data: object) -> Recorded:
        """An act that must succeed; its letter leaves."""
        who = Actor(by, self.handler if by == "handler" else self.manager) if by != "complainant" else Actor(by)
        uploads = [Upload(f"{number}.txt", b"x") for number in range(files)]
        done = record(Log(dossier.matter_id, dossier.name), act, by=who, at=NOW, now=NOW, data=data, files=uploads)
        assert isinstance(done, Recorded), done
        send_all(dossier, at=NOW)
        return done

    def browser(self, who: str) -> Client:
        """Of the manager, whoever stands in for the handler, someone from outside, a contact person, or anyone."""
        if who == "outside":
            invite_again(EEL.email, now=LATER)
            for address in links():
                self.outsider.client.post(address)
            return self.outsider.client
        if who == "customer":
            return signed_in(self.customer, LATER)
        client = Client()
        member = {"manager": self.manager, "handler": self.handler, "stand-in": self.stand_in}.get(who)
        if member is not None:
            client.force_login(member.user)
        return client


def a_house(times: int) -> House:
    """It, filled."""
    house = House(times)
    house.manager = a_member(house.organisation, MANAGER, name="Manager Mus")
    house.handler, house.stand_in = (a_member(house.organisation, "medewerker", name=name) for name in ("Behandelaar Bij", "Vervanger Vos"))
    report_absence(house.handler, since=NOW.date(), until=(NOW + 30 * DAY).date(), stand_in=house.stand_in, today=NOW.date())
    house.each(lambda number: a_member(house.organisation, "medewerker", name=f"Collega {number}"))
    _dossiers(house)
    _brought(house)
    _kept(house)
    return house


def _dossiers(house: House) -> None:
    """Of each kind several, and of each one in which as much happened."""
    for kind, begun in _KINDS.items():
        rows = [a_dossier(house.organisation, at=NOW - HOUR) for _ in range(house.times)]
        for row in rows:
            begun(house, row)
        house.dossiers[kind] = rows[0]
    house.dossiers["objection"] = Dossier.objects.filter(matter=house.dossiers["objected"].matter_id).exclude(name="d").latest("pk")


def _noted(house: House, row: Dossier) -> None:
    """Notes with a document, and letters."""
    house.each(lambda number: house.does(row, "note", text=f"Gebeld, {number}.", files=1))
    took(row, "acknowledge", house.manager, role=MANAGER, at=NOW, channel="mail")
    send_all(row, at=NOW)


def _handled(house: House, row: Dossier) -> None:
    _noted(house, row)
    house.does(row, "assign", to=f"m-{house.handler.pk}", independent=True)
    house.does(row, "consult", of=[EEL], question="Wat vindt u?")
    house.each(lambda number: house.does(row, "consult", of=[NewParty(name=f"Adviseur {number}")], question=f"En dit, {number}?"))


def _closed(house: House, row: Dossier) -> None:
    _handled(house, row)
    house.does(row, "hear", by="handler", party="complainant", account="Zij zag het antwoordmodel.")
    house.does(row, "judge", by="handler", outcome="upheld", reasons="Terecht.", consulted=[MANAGER])
    house.does(row, "reply", by="handler", channel="mail", reasons="U hebt gelijk.")


def _objected(house: House, row: Dossier) -> None:
    _closed(house, row)
    house.does(row, "object", by="complainant", channel="portal", grounds=["Het duurt te lang."])


def _linked(house: House, row: Dossier) -> None:
    """With mails that were joined to it, and dossiers that it is linked with."""
    for number in range(house.times):
        place = 10_000 + 10 * row.pk + number
        mail = a_letter_in(house.organisation, place, at=NOW, sender=f"lezer{place}@elders.example", files={"a.txt": b"x"})
        assert join(mail.pk, by=house.manager, dossier=row, now=NOW) is None
        other = a_dossier(house.organisation, at=NOW - HOUR)
        done = link(row, other.number, relation="related", by=Actor(MANAGER, house.manager), sent=Sent(NOW))
        assert isinstance(done, Recorded), done


def _left(_house: House, _row: Dossier) -> None:
    """As it came in."""


_KINDS = {"fresh": _left, "intake": _noted, "linked": _linked, "handled": _handled, "closed": _closed, "objected": _objected}


def _brought(house: House) -> None:
    """What others bring: mails that wait, complaints of an institution, someone from outside who came in."""
    files = {f"{number}.pdf": b"%PDF-1.7 x" for number in range(house.times)}
    for number in range(house.times):
        house.mail = a_letter_in(house.organisation, number + 1, at=NOW, files=files)
    house.customer = an_institution(house.organisation)
    house.each(lambda number: house.customer.contacts.create(name=f"Bo {number}", email=f"bo{number}@zonland.example"))
    house.each(lambda _number: a_complaint(house.customer, at=NOW - HOUR))
    house.outsider = Outsider(house.dossiers["handled"])


def _kept(house: House) -> None:
    """What the office keeps: products, views, changes, documents, versions, packets, years."""
    organisation = house.organisation
    house.each(lambda number: add_product(organisation, code=f"M-{number}", name=f"Examen {number}"))
    house.each(lambda number: save_view(house.manager, name=f"Mijn {number}", query="fase=closed", shared=True))
    house.each(
        lambda number: put_on_list(organisation, Listing(f"M-{number}", "2", NOW.date(), "Opdracht 4 is duidelijker.", (2026,)), now=NOW)
    )
    house.each(lambda number: publish_document(organisation, title=f"Deel {number}", page="", content=a_pdf(), now=NOW))
    for number in range(house.times):
        publish_procedure(organisation, a_version(shipped("klik-onderwijs"), number + 2, f"2027-0{number + 1}-01"), NOW)
        case = opened(house.dossiers["closed"], NOW + timedelta(minutes=number))
        reader = reader_of(case, "p-1")
        assert reader is not None
        house.packet = begin(case, reader, by=house.manager, now=NOW)
