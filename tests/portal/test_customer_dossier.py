"""One complaint of an institution: what its complainant reads, and nothing more; on the page, on paper, as a document."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from tests.factories.house import COMPLAINT, HOUR, NOW, a_member, an_organisation, took
from tests.portal.institution import a_complaint, an_institution, mailed, signed_in, the_contact
from tests.portal.visitor import words
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.messages import write
from wederhoor.actions.public import followed
from wederhoor.actions.record import Actor, Log, Recorded, Upload, record
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import AccessLog, Dossier
from wederhoor.organisations.models import Customer

pytestmark = pytest.mark.django_db
MANAGER = "manager-propositie"
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def customer() -> Customer:
    return an_institution(an_organisation())


@pytest.fixture
def complaint(customer: Customer) -> Dossier:
    """A complaint with a note, advice asked, a document put before its complainant and another that stays inside."""
    row = a_complaint(customer)
    manager = a_member(customer.organisation, MANAGER)
    for text, name in (("Geheim gemor.", "geheim.txt"), ("Om te laten zien.", "open.txt")):
        noted(row, manager_note(manager), text, name)
    took(row, "disclose", manager, role=MANAGER, at=NOW + HOUR, party="complainant", documents=["d-2"])
    took(row, "consult", manager, role=MANAGER, at=NOW + HOUR, of=[MANAGER], question="Geheime vraag?")
    return row


def manager_note(manager: object) -> Actor:
    return Actor(MANAGER, manager)  # type: ignore[arg-type]


def noted(row: Dossier, by: Actor, text: str, name: str) -> None:
    files = (Upload(name, text.encode()),)
    done = record(Log(row.matter_id, row.name), "note", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"text": text}, files=files)
    assert isinstance(done, Recorded), done


@pytest.fixture
def browser(customer: Customer) -> Client:
    return signed_in(customer, LATER)


def address(row: Dossier, customer: Customer, rest: str = "") -> str:
    return f"/klant/{customer.pk}/dossier/{row.number}/{rest}"


@pytest.mark.clause("EXA-15")
def test_an_institution_reads_what_its_complainant_reads(customer: Customer, complaint: Dossier, browser: Client) -> None:
    page = words(browser.get(address(complaint, customer)))
    assert "Vraag 7 van het examen kan niet kloppen." in page
    assert "open.txt" in page


@pytest.mark.clause("EXA-15")
def test_what_stays_inside_is_not_on_its_page_nor_on_paper(customer: Customer, complaint: Dossier, browser: Client) -> None:
    paper = PdfReader(io.BytesIO(browser.get(address(complaint, customer, "dossier.pdf")).content))
    text = words(browser.get(address(complaint, customer))) + " ".join(page.extract_text() for page in paper.pages)
    assert complaint.number in text
    assert not [word for word in ("Geheim", "geheim", "Geheime") if word in text]


def test_what_the_complainant_writes_from_his_own_page_is_not_for_the_institution(
    customer: Customer, complaint: Dossier, browser: Client
) -> None:
    kept = write(followed(complaint, LATER), "Tussen ons gezegd.", [Upload("geheim.txt", b"inhoud")], now=LATER, key="a")
    assert isinstance(kept, Message), kept
    page, document = (browser.get(address(complaint, customer, rest)) for rest in ("", "document/d-1/"))
    assert ("Tussen ons" in words(page), "geheim" in words(page), document.status_code) == (False, False, 404)


def test_a_document_that_was_put_before_the_complainant_comes_out_and_no_other(
    customer: Customer, complaint: Dossier, browser: Client
) -> None:
    given = browser.get(address(complaint, customer, "document/d-2/"))
    content = b"".join(given.streaming_content) if given.streaming else given.content  # type: ignore[attr-defined]
    assert content == b"Om te laten zien."
    assert browser.get(address(complaint, customer, "document/d-1/")).status_code == 404


def test_that_it_was_opened_is_written_down(customer: Customer, complaint: Dossier, browser: Client) -> None:
    browser.get(address(complaint, customer))
    assert AccessLog.objects.filter(dossier=complaint, who=f"c-{the_contact(customer).pk}").count() == 1


@pytest.mark.clause("EXA-15")
def test_the_code_of_whoever_filed_it_stands_in_nothing_that_his_institution_reads(customer: Customer, browser: Client) -> None:
    data = {**COMPLAINT, "customer": customer}
    filed = file_complaint(customer.organisation, data=data, by=Actor("complainant"), at=NOW, now=NOW, receipt=True)
    assert isinstance(filed, Filed)
    took(filed.dossier, "acknowledge", a_member(customer.organisation, MANAGER), role=MANAGER, at=NOW, channel="mail")
    mailed(LATER)
    page = browser.get(address(filed.dossier, customer)).content.decode()
    paper = PdfReader(io.BytesIO(browser.get(address(filed.dossier, customer, "dossier.pdf")).content))
    said = (page + "".join(one.extract_text() for one in paper.pages)).replace("-", "").replace("\n", "").upper()
    assert "LEES DE BRIEF" in said
    assert filed.tracking_code.replace("-", "").upper() not in said
    assert "/VOLG/" not in said
