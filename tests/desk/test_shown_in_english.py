"""Every page of the desk is in English where its reader chose that: what stays Dutch is marked, or was written by people."""

import re
from typing import Final

import pytest
from django.test import Client

from tests.desk.conftest import COMPLAINT, TUESDAY, Office
from tests.desk.outsider import EEL, Outsider, links, recorded
from tests.factories.house import a_dossier, a_member, an_organisation, send_all
from tests.support import catalogue
from tests.support.english import dutch_in
from wederhoor.actions.record import Actor, Upload
from wederhoor.dossiers.models import Dossier

_PAGES: Final = (
    *("", "?groep=late", "?wie=mij", "register/", "register/filters/", "register/weergaven/", "vastleggen/", "postvak/"),
    *("jaar/", "mensen/", "agenda/", "hulp/protocol/", "hulp/toetsen/", "afmelden/"),
)
#: What people wrote, and names.
_WRITTEN: Final = ("Klik Onderwijs", "manager-propositie", str(COMPLAINT["description"]), str(COMPLAINT["reasons"]))


@pytest.fixture
def english(office: Office, desk: Client) -> Client:
    """The manager at his desk, in English; in his office one complaint is decided and another just came in."""
    catalogue.compiled()
    dossier = office.file()
    office.do(dossier, "acknowledge")
    send_all(dossier, at=TUESDAY)
    office.do(dossier, "assign", to=f"m-{office.employee.pk}", independent=True)
    office.file(channel="phone")
    desk.cookies["taal"] = "en"
    return desk


@pytest.mark.parametrize("address", _PAGES)
def test_a_page_of_the_desk_says_nothing_in_dutch(english: Client, address: str) -> None:
    answer = english.get(f"/bureau/{address}")
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "en")
    assert dutch_in(answer.content.decode(), written=_WRITTEN) == []


@pytest.mark.parametrize("place", [0, 1])
def test_a_dossier_and_all_its_forms_say_nothing_in_dutch(english: Client, place: int) -> None:
    number = Dossier.objects.order_by("pk")[place].number
    page = english.get(f"/bureau/dossier/{number}/").content.decode()
    forms = sorted(set(re.findall(rf'href="(/bureau/dossier/{number}/[a-z_]+/)"', page)))
    assert forms
    found = {
        address: dutch_in(english.get(address).content.decode(), written=_WRITTEN) for address in (f"/bureau/dossier/{number}/", *forms)
    }
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_a_colleague_who_acted_in_it_is_named_with_his_function_not_with_its_code(english: Client) -> None:
    number = Dossier.objects.order_by("pk")[0].number
    page = english.get(f"/bureau/dossier/{number}/disclose/").content.decode()
    assert "M. Bakker (proposition manager)" in page
    assert "manager-propositie" not in page


def test_dutch_is_seen() -> None:
    assert dutch_in('<p>Dit is niet klaar.</p><p lang="nl">Een klacht.</p><a aria-label="Naar het begin">x</a>') == [
        "Dit is niet klaar.",
        "Naar het begin",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_the_pages_of_someone_from_outside_say_nothing_in_dutch() -> None:
    catalogue.compiled()
    officer = a_member(an_organisation("extrack"), "klachtenfunctionaris", name="Functionaris Fuut")
    case = Outsider(a_dossier(officer.organisation))
    case.client.cookies["taal"] = "en"
    files = (Upload("vraag-7.txt", b"de opgave"),)
    recorded(
        case.dossier, "consult", Actor("klachtenfunctionaris", officer), of=[EEL], outside=True, question="Klopt vraag 7?", files=files
    )
    [link] = links()
    entrance = case.client.get(link).content.decode()
    case.client.post(link, follow=True)
    pages = [entrance, *(case.page(rest) for rest in ("", "advise/")), case.client.get("/bij/").content.decode()]
    written = (*_WRITTEN, "Klopt vraag 7?", "vraag-7.txt", EEL.name, officer.name, case.dossier.organisation.name)
    assert [dutch_in(page, written=written) for page in pages] == [[]] * len(pages)
