"""Every address of desk and portal, and an office in which each has a page to look at: what a test of all pages goes along."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

from tests.factories.house import a_filing, a_member, send_all, shipped, took
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Town
from tests.portal.institution import a_complaint, an_institution, signed_in, the_contact
from wederhoor.actions.arrival import keep
from wederhoor.actions.changes import Listing, changes, put_on_list
from wederhoor.actions.drafting import Saved, owner_of, save
from wederhoor.actions.filing import Filed
from wederhoor.actions.record import Actor, Log, Recorded, Upload, record
from wederhoor.actions.templates import key_of
from wederhoor.actions.uploads import Waiting, keep_waiting
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Customer
from wederhoor.web import clock

MANAGER: Final = "manager-propositie"
Pages = Mapping[str, Callable[["World"], list[str]]]
#: Addresses that give no page of their own, or whose pages another test of this folder looks at, and why.
NO_PAGE: Final[Mapping[str, str]] = {
    "health": "an answer for machines",
    "language": "only keeps a choice",
    "desk:export": "a file",
    "desk:feed": "a file",
    "desk:document": "a file",
    "desk:packet_file": "a file",
    "portal:packet": "a file",
    **{f"desk:{name}": "looked at by test_inspection" for name in ("packets", "packet", "piece", "give_packet")},
    "portal:document": "a file",
    "portal:regulation_pdf": "a file",
    "portal:edition_pdf": "a file",
    "portal:publication": "a file",
    "portal:theme": "a style sheet",
    "portal:logo": "a picture",
    "desk:identity_theme": "a style sheet",
    "desk:identity_letter": "a picture",
    "desk:original": "a file",
    "desk:letter_pdf": "a file",
    "desk:formatted": "a mail of someone else, in a frame of its own: what it holds is not ours",
    "desk:attachment": "a file",
    "desk:find": "sends on to the register",
    "desk:filters": "sends on to the register",
    "desk:make_account": "makes the account for the archive and sends on to the dossier",
    "desk:set_aside": "sends on to the dossier",
    "desk:choose": "for who works for several organisations",
    "desk:before": "looked at from outside",
    "portal:changes_feed": "a feed",
    **{f"portal:{name}": "sends on to the page of a complaint" for name in ("linked", "named", "opened", "opened_within", "leave")},
    **{f"customer:{name}": "a file" for name in ("export", "paper", "document")},
    **{f"customer:{name}": "sends on" for name in ("file", "choose", "sign_on", "back")},
    **{f"customer:{name}": "looked at as a contact person" for name in ("link", "address")},
    **{f"outside:{name}": "looked at from outside" for name in ("list", "link", "leave", "dossier", "document", "letter", "act")},
}
#: Looked at where dossiers were chosen for it, in `test_searching`.
TOGETHER: Final = {"desk:together"}


@dataclass
class World:
    """An office with a complaint that was answered and objected to, one that just came in, and a mail before a person."""

    town: Town
    manager: Colleague
    answered: Filed
    fresh: Filed
    objection: str
    message: int

    @property
    def customer(self) -> Customer:
        """An institution with a contact person."""
        return Customer.objects.first() or an_institution(self.town.organisation)

    @property
    def theirs(self) -> Dossier:
        """A complaint that was filed for the institution."""
        return Dossier.objects.filter(readers__customer=self.customer).first() or a_complaint(self.customer, at=clock.now())

    def reader(self, pages: "Pages") -> Page:
        """The browser of whom these pages are for: someone of the public, a contact person who is signed in, a colleague."""
        if pages in (DESK, DOSSIERS):
            self.manager.go()
            return self.manager.page
        page = self.town.page()
        if pages is CUSTOMER:
            kept = signed_in(self.customer, clock.now()).cookies
            page.context.add_cookies([{"name": one.key, "value": one.value, "url": self.town.url} for one in kept.values()])
        return page

    @property
    def letter(self) -> int:
        return Letter.objects.filter(dossier=self.answered.dossier).values_list("pk", flat=True)[0]


def a_world(settled: Settled) -> World:
    """This office, on 22 April 2026."""
    town = settled("klik-onderwijs", "Klik Onderwijs", "2026-04-22T10:00")
    manager, at = town.colleague("Berend Manders", MANAGER), clock.now()
    answered, fresh, by_post = (a_filing(town.organisation, at=at) for _ in range(3))
    took(by_post.dossier, "acknowledge", manager.member, role=MANAGER, at=at, channel="post")
    handler, row = a_member(town.organisation, "medewerker", name="Saskia Vries"), answered.dossier
    took(row, "acknowledge", manager.member, role=MANAGER, at=at, channel="mail")
    took(row, "assign", manager.member, role=MANAGER, at=at, to=f"m-{handler.pk}", independent=True)
    took(row, "hear", handler, role="handler", at=at, party="complainant", account="Zij zag het antwoordmodel.")
    took(row, "judge", handler, role="handler", at=at, outcome="upheld", reasons="Terecht.", consulted=[MANAGER])
    took(row, "reply", handler, role="handler", at=at, channel="mail", reasons="U hebt gelijk.")
    send_all(row, at=at)
    said = {"channel": "portal", "grounds": ["Het duurt te lang."]}
    objected = record(Log(row.matter_id, row.name), "object", by=Actor("complainant"), at=at, now=at, data=said)
    assert isinstance(objected, Recorded), objected
    kept = keep(
        b"From: a@b.example\r\n\r\nHoi", organisation=town.organisation.slug, mailbox="klachten", message_id=None, digest="d", now=at
    )
    put_on_list(town.organisation, Listing("EX-1", "2", at.date(), "Opdracht 4 is duidelijker.", (at.year,)), now=at)
    waiting = {
        "state": "tray",
        "reason": "De mail is leeg.",
        "sender": "a@b.example",
        "subject": "Uw examen viel uit tijdens de afname, en dat is al de tweede keer dit schooljaar",
        "body": "Hoi",
    }
    Message.objects.filter(pk=kept.message).update(**waiting)
    return World(town, manager, answered, fresh, objected.number, kept.message)


#: Where each page of the desk stands in this world, by the name of its address.
DESK: Final[Pages] = {
    "desk:today": lambda _: ["/bureau/", "/bureau/?groep=later"],
    "desk:register": lambda _: ["/bureau/register/", "/bureau/register/?fase=closed"],
    "desk:views": lambda _: ["/bureau/register/weergaven/"],
    "desk:intake": lambda _: [f"/bureau/vastleggen/?via={via}" for via in ("telefoon", "gesprek", "brief", "")],
    "desk:calendar": lambda _: ["/bureau/agenda/"],
    "desk:protocol": lambda _: ["/bureau/hulp/protocol/"],
    "desk:identity": lambda _: ["/bureau/instellingen/huisstijl/"],
    "desk:publications": lambda _: ["/bureau/instellingen/documenten/"],
    "desk:addresses": lambda _: ["/bureau/instellingen/adressen/"],
    "desk:protocol_read": lambda _: ["/bureau/hulp/protocol/gelezen/"],
    "desk:keys": lambda _: ["/bureau/hulp/toetsen/"],
    "desk:changes": lambda _: ["/bureau/wijzigingen/"],
    "desk:change_new": lambda _: ["/bureau/wijzigingen/nieuw/"],
    "desk:change": lambda world: [f"/bureau/wijzigingen/{changes(world.town.organisation)[0].pk}/"],
    "desk:letters": lambda _: ["/bureau/brieven/"],
    "desk:letter_template": lambda world: [f"/bureau/brieven/klik-onderwijs/{one}/" for one in letters(world)],
    "desk:post": lambda _: ["/bureau/post/"],
    "desk:years": lambda _: ["/bureau/jaar/"],
    "desk:conformance": lambda _: ["/bureau/naleving/", "/bureau/naleving/?van=2019-01-01&tot=2019-02-01"],
    "desk:team": lambda _: ["/bureau/mensen/"],
    "desk:colleague": lambda world: [f"/bureau/mensen/{world.manager.member.pk}/"],
    "desk:inbox": lambda _: ["/bureau/postvak/"],
    "desk:message": lambda world: [f"/bureau/postvak/{world.message}/"],
    "desk:message_intake": lambda world: [f"/bureau/postvak/{world.message}/vastleggen/"],
    "desk:signout": lambda _: ["/bureau/afmelden/"],
    "desk:customers": lambda _: ["/bureau/afnemers/", "/bureau/afnemers/?zonder=contactpersoon"],
    "desk:customer": lambda world: [f"/bureau/afnemers/{pk}/" for pk in (0, world.customer.pk)],
    "desk:contact_person": lambda world: [f"/bureau/afnemers/{world.customer.pk}/contactpersoon/{the_contact(world.customer).pk}/"],
}
DOSSIERS: Final[Pages] = {
    "desk:dossier": lambda world: (
        [of(world, filed.dossier.number) for filed in (world.answered, world.fresh)] + [of(world, world.objection)]
    ),
    "desk:letter": lambda world: [of(world, world.answered.dossier.number, f"brief/{world.letter}/")],
    "desk:conform": lambda world: [of(world, world.answered.dossier.number, "naleving/"), of(world, world.objection, "naleving/")],
    "desk:contact": lambda world: [of(world, world.fresh.dossier.number, "contact/")],
    "desk:institution": lambda world: [of(world, world.fresh.dossier.number, "instelling/")],
    "desk:link": lambda world: [of(world, world.fresh.dossier.number, "link/")],
    "desk:unlink": lambda world: [of(world, world.fresh.dossier.number, "unlink/")],
    "desk:split": lambda world: [of(world, world.fresh.dossier.number, "split/")],
    "desk:act": lambda world: [
        *(of(world, world.fresh.dossier.number, f"{act}/") for act in ("assign", "acknowledge", "assess", "note", "classify", "disclose")),
        *(of(world, world.objection, f"{act}/") for act in ("appoint", "rule", "extend", "hear")),
    ],
}
PORTAL: Final[Pages] = {
    "portal:organisations": lambda _: ["/"],
    "portal:accessibility": lambda _: ["/toegankelijkheid/"],
    "portal:follow": lambda _: ["/volgen/"],
    "portal:status": lambda world: [f"/volgen/{filed.tracking_code}/" for filed in (world.answered, world.fresh)],
    "portal:receipt": lambda world: [f"/volgen/{world.fresh.tracking_code}/ontvangst/"],
    "portal:act": lambda world: [f"/volgen/{world.fresh.tracking_code}/0/{act}/" for act in ("withdraw", "complete")],
    "portal:message": lambda world: [f"/volgen/{world.fresh.tracking_code}/bericht/"],
    "portal:contact": lambda world: [f"/volgen/{world.fresh.tracking_code}/gegevens/"],
    "portal:link_again": lambda _: ["/volgen/nieuwe-link/"],
    "portal:changes": lambda _: ["/klik-onderwijs/wijzigingen/"],
    "portal:regulation": lambda _: ["/klik-onderwijs/"],
    "portal:embedded": lambda _: ["/klik-onderwijs/regeling/inbedden/"],
    "portal:edition": lambda _: ["/klik-onderwijs/versie/1/"],
    "portal:privacy": lambda _: ["/klik-onderwijs/privacy/"],
    "portal:file": lambda _: ["/klik-onderwijs/klacht/"],
    "portal:draft": lambda world: [a_draft(world)],
    "desk:signin": lambda _: ["/bureau/aanmelden/"],
    "outside:again": lambda _: ["/bij/nieuwe-link/"],
    "customer:enter": lambda _: ["/klant/aanmelden/"],
}


CUSTOMER: Final[Pages] = {
    "customer:list": lambda world: [f"/klant/{world.customer.pk}/", f"/klant/{world.customer.pk}/?fase=closed"],
    "customer:dossier": lambda world: [f"/klant/{world.customer.pk}/dossier/{world.theirs.number}/"],
    "customer:products": lambda world: [f"/klant/{world.customer.pk}/producten/"],
    "customer:team": lambda world: [f"/klant/{world.customer.pk}/contactpersonen/"],
    "customer:data": lambda world: [f"/klant/{world.customer.pk}/gegevens/"],
    "customer:leave": lambda _: ["/klant/afmelden/"],
}


def looked_at(world: World, pages: Pages, language: str = "nl") -> Iterator[tuple[str, Page]]:
    """Each page of a table in the browser of whom it is for, with the name of its address and its place."""
    page = world.reader(pages)
    page.context.add_cookies([{"name": "taal", "value": language, "url": world.town.url}])
    for name, paths in pages.items():
        for path in paths(world):
            answer = page.goto(path)
            assert answer
            assert answer.status in {200, 409}, f"{name}: {path} answers {answer.status}"
            yield f"{name} {path}", page


def letters(_world: World) -> list[str]:
    """The first and the last letter of the regulation, by the key that stands in their address."""
    procedure = read(shipped("klik-onderwijs"))
    assert isinstance(procedure, Procedure)
    return [key_of(procedure.letters[0]), key_of(procedure.letters[-1])]


def a_draft(world: World) -> str:
    """The address of a form that someone put aside, with a file."""
    owner, now = owner_of("a"), clock.now()
    kept = keep_waiting(Upload("foto.png", b"\x89PNG"), owner=owner, now=now)
    assert isinstance(kept, Waiting)
    saved = Saved("a", owner, "klik-onderwijs@1", {"description": ["Half verteld."]}, [kept])
    return f"/klik-onderwijs/klacht/verder/{save(world.town.organisation, saved, to='a@b.example', now=now)}/"


def of(_world: World, number: str, rest: str = "") -> str:
    return f"/bureau/dossier/{number}/{rest}"
