"""Words of a regulation that are not in the language of the page are marked as what they are in, on every page that says them (WCAG 3.1.2).

The regulation of these tests is there in one language only; all its words bear a sign, and the texts of its dossiers do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.portal.institution import a_complaint, an_institution, signed_in
from tests.support import catalogue
from tests.support.foreign import SIGN, marks_of, spoken_in
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.tracking import code_of, give_code
from wederhoor.dossiers.models import Dossier

#: The language of the pages, and that of the regulation.
LANGUAGES = [("en", "nl"), ("en", "de"), ("nl", "de")]
MANAGER = "manager-propositie"
SAID = f"{SIGN} Vraag 7 klopt niet."
DESK = (
    *("", "?groep=later", "register/", "register/?fase=closed", "register/filters/", "register/weergaven/", "vastleggen/?via=telefoon"),
    *("vastleggen/?via=brief", "postvak/", "jaar/", "mensen/", "agenda/", "hulp/protocol/", "hulp/protocol/gelezen/", "brieven/", "post/"),
    *("instellingen/documenten/", "instellingen/adressen/", "instellingen/huisstijl/", "wijzigingen/"),
)


@dataclass(frozen=True)
class Place:
    """An organisation under this regulation: a complaint with its objection, one that just came in, one of an institution."""

    page_language: str
    language: str
    answered: Dossier
    fresh: Dossier
    objection: str

    def client(self, client: Client | None = None) -> Client:
        """A browser in the language of the pages."""
        found = client or Client()
        found.cookies["taal"] = self.page_language
        return found

    def unmarked(self, client: Client, *addresses: str) -> dict[str, list[str]]:
        """What is wrong on these pages, by address."""
        found = {}
        for address in addresses:
            answer = client.get(address, follow=True)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                found[address] = marks_of(answer.content.decode(), self.language).unmarked
        assert len(found) > len(addresses) / 2
        return {address: texts for address, texts in found.items() if texts}


@pytest.fixture(params=LANGUAGES, ids="-".join)
def place(db: None, request: pytest.FixtureRequest) -> Iterator[Place]:
    catalogue.compiled()
    page_language, language = request.param
    organisation = an_organisation(text=spoken_in(language), slug="klik")
    answered, fresh = (
        a_dossier(organisation, channel=channel, description=SAID, reasons=SAID, grounds=[SAID]) for channel in ("web", "phone")
    )
    objection = decided(answered)
    with time_machine.travel(NOW + DAY, tick=False):
        yield Place(page_language, language, answered, fresh, objection)


def decided(dossier: Dossier) -> str:
    """A complaint that was answered and objected to; the number of its objection."""
    manager, handler = (a_member(dossier.organisation, role) for role in (MANAGER, "medewerker"))
    took(dossier, "acknowledge", manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    took(dossier, "assign", manager, role=MANAGER, at=NOW + HOUR, to=f"m-{handler.pk}", independent=True)
    took(dossier, "hear", handler, role="handler", at=NOW + HOUR, party="complainant", account=SAID)
    took(dossier, "judge", handler, role="handler", at=NOW + HOUR, outcome="upheld", reasons=SAID, consulted=[MANAGER])
    took(dossier, "reply", handler, role="handler", at=NOW + HOUR, channel="mail", reasons=SAID)
    send_all(dossier, at=NOW + HOUR)
    said = {"channel": "portal", "grounds": [SAID]}
    done = record(Log(dossier.matter_id, dossier.name), "object", by=Actor("complainant"), at=NOW + HOUR, now=NOW + HOUR, data=said)
    assert isinstance(done, Recorded), done
    return done.number


def links(client: Client, address: str, pattern: str) -> list[str]:
    """The addresses on a page that look like this."""
    return sorted(set(re.findall(f'href="({pattern})"', client.get(address, follow=True).content.decode())))


def test_on_the_pages_of_a_regulation_and_its_form(place: Place) -> None:
    pages = ("/", "/volgen/", "/klik/", "/klik/versie/1/", "/klik/klacht/", "/klik/privacy/", "/klik/regeling/inbedden/")
    assert place.unmarked(place.client(), *pages) == {}


def test_on_the_page_of_a_complainant_and_its_forms(place: Place) -> None:
    client = place.client()
    for dossier in (place.answered, place.fresh):
        give_code(dossier, NOW)
        start = f"/volgen/{code_of(dossier)}/"
        assert place.unmarked(client, start, *links(client, start, r'/volgen/[^"#?]+/')) == {}


def test_on_the_pages_of_an_institution(place: Place) -> None:
    customer = an_institution(place.answered.organisation)
    number = a_complaint(customer, at=NOW + DAY).number
    start, client = f"/klant/{customer.pk}/", place.client(signed_in(customer, NOW + DAY))
    assert place.unmarked(client, start, f"{start}dossier/{number}/", f"{start}producten/") == {}


def test_on_the_desk(place: Place) -> None:
    client = place.client()
    client.force_login(a_member(place.answered.organisation, MANAGER).user)
    letters = links(client, "/bureau/brieven/", r"/bureau/brieven/klik-onderwijs/[^\"]+/")
    assert place.unmarked(client, *(f"/bureau/{one}" for one in DESK), *letters[:3]) == {}


def test_in_a_dossier_and_all_its_forms(place: Place) -> None:
    client = place.client()
    client.force_login(a_member(place.answered.organisation, MANAGER).user)
    for number in (place.answered.number, place.fresh.number, place.objection):
        start = f"/bureau/dossier/{number}/"
        assert place.unmarked(client, start, *links(client, start, rf"{start}[a-z_/0-9]+/")) == {}


def test_in_the_notice_after_an_act_that_the_regulation_names(place: Place) -> None:
    organisation = an_organisation(text=spoken_in(place.language, "concreet-onderwijsproducten"))
    dossier, client = a_dossier(organisation), place.client()
    client.force_login(a_member(organisation, "klachtenfunctionaris").user)
    address = f"/bureau/dossier/{dossier.number}/report_structural/"
    form = client.get(address).content.decode()
    typed = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    page = client.post(address, typed, follow=True).content.decode()
    notice = re.findall('<p class="notice" role="status">(.*?)</p>', page)
    assert [marks_of(one, place.language).marked for one in notice] == [1], page


@pytest.mark.django_db
def test_nothing_is_marked_where_page_and_regulation_are_in_one_language() -> None:
    an_organisation(text=spoken_in("nl"), slug="klik")
    page = Client().get("/klik/").content.decode()
    assert SIGN in page
    assert 'lang="nl"' not in page.replace('<html lang="nl"', "").replace('aria-current="true" lang="nl"', "")


@pytest.mark.parametrize(
    ("html", "unmarked"),
    [
        (f"<p>{SIGN}</p>", [SIGN]),
        (f'<p lang="de">{SIGN}</p>', []),
        ('<i title="<span">', 1),
        (f"<head><title>{SIGN}</title></head>", [SIGN]),
        (f'<head><title lang="de">{SIGN}</title></head>', []),
        (f"<svg><desc>{SIGN}</desc></svg>", [SIGN]),
        (f'<svg role="img" aria-label="{SIGN}"></svg>', [f"aria-label: {SIGN}"]),
        (f'<svg role="img" aria-label="{SIGN}" lang="de"></svg>', []),
    ],
)
def test_what_is_unmarked_is_seen(html: str, unmarked: list[str] | int) -> None:
    found = marks_of(html, "de").unmarked
    assert found == unmarked or len(found) == unmarked
