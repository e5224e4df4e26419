"""Documents beside the regulation: published by whoever looks after the organisation, read by anyone."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import Office
from tests.factories.house import NOW, an_organisation, shipped
from tests.factories.pictures import a_pdf
from wederhoor.actions.publications import acts_beside, promised, publish_document
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.organisations.models import Publication

PAGE = "/bureau/instellingen/documenten/"


def put(desk: Client, content: bytes, **data: str) -> Any:  # noqa: ANN401 - as the test client has it
    return desk.post(PAGE, {"step": "publish", "bestand": "", "file": SimpleUploadedFile("r.pdf", content), **data})


def extrack() -> Procedure:
    found = read(shipped("extrack"))
    assert isinstance(found, Procedure)
    return found


@pytest.mark.clause("EXT-23")
def test_a_document_stands_beside_the_regulation_for_anyone(office: Office, desk: Client) -> None:
    assert put(desk, a_pdf(), title="Reglement geschillencommissie é").status_code == 302
    page = Client().get("/klik/").content.decode()
    assert 'href="/klik/document/reglement-geschillencommissie-e.pdf">Reglement geschillencommissie é (PDF' in page
    answer = Client().get("/klik/document/reglement-geschillencommissie-e.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_same_title_again_replaces_it_and_it_can_be_taken_away(office: Office, desk: Client) -> None:
    for words in ("Eerst", "Later"):
        put(desk, a_pdf(words), title="Reglement")
    assert Publication.objects.get().content == a_pdf("Later")
    desk.post(PAGE, {"step": "withdraw", "document": "reglement"})
    assert Client().get("/klik/document/reglement.pdf").status_code == 404


@pytest.mark.parametrize(
    ("content", "title", "said"),
    [
        (b"<script>alert(1)</script>", "Reglement", "Dit is geen PDF"),
        (b"%PDF-" + b"\x00" * 5_000_000, "Reglement", "ten hoogste 5 MB"),
        (a_pdf(), "???", "een titel met letters"),
        (a_pdf(), "", "titel"),
    ],
)
def test_what_cannot_be_published_is_refused_with_the_reason(office: Office, desk: Client, content: bytes, title: str, said: str) -> None:
    answer = put(desk, content, title=title)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Publication.objects.exists()


def test_without_a_file_it_asks_for_one(office: Office, desk: Client) -> None:
    assert desk.post(PAGE, {"step": "publish", "title": "Reglement"}).status_code == 422


@pytest.mark.clause("EXT-23")
def test_a_regulation_that_promises_a_document_says_where_it_belongs() -> None:
    assert set(promised(extrack())) == {"committee_rules"}
    assert {"object", "request_rules"} <= acts_beside(extrack())


@pytest.mark.django_db
def test_a_document_of_one_organisation_is_not_found_at_another() -> None:
    one, other = an_organisation("extrack"), an_organisation("ecm")
    publish_document(one, title="Reglement", page="committee_rules", content=a_pdf(), now=NOW)
    assert Client().get(f"/{one.slug}/document/reglement.pdf").status_code == 200
    assert Client().get(f"/{other.slug}/document/reglement.pdf").status_code == 404


def test_who_does_not_look_after_the_organisation_publishes_nothing(office: Office, enter: Any) -> None:  # noqa: ANN401 - a fixture
    assert put(enter(office.employee), a_pdf(), title="Reglement").status_code == 404
    assert not Publication.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_its_cost_does_not_grow_with_what_is_published(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        publish_document(office.organisation, title=f"Deel {number}", page="", content=a_pdf(), now=NOW)
    desk.get(PAGE)
    with django_assert_num_queries(8):
        desk.get(PAGE)


@pytest.mark.django_db
def test_a_title_that_is_too_long_is_cut() -> None:
    done = publish_document(an_organisation(), title="é" * 500, page="", content=a_pdf(), now=NOW)
    assert isinstance(done, Publication)
    assert len(done.title) == 200
