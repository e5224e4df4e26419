"""What the complainant was given of his dossier can be had from his page, as PDF and as zip; by nobody else, and nothing more."""

from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories.house import DAY, HOUR, a_filing, send_all, took
from tests.factories.packets import LATER, OFFICER, Case, a_case, pdf_of
from tests.portal.visitor import Page, page_of, words
from wederhoor.actions.packet import documents_of
from wederhoor.actions.tracking import code_of
from wederhoor.dossiers.models import AccessLog, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXT-18")]


@pytest.fixture
def case(settings: Settings, tmp_path: Path) -> Case:
    settings.DATA_DIR = tmp_path
    return a_case()


def given(case: Case, row: Packet | None = None) -> Packet:
    """A packet that was given, and of which the letter left."""
    row = row or case.made()
    case.does("grant_inspection", at=LATER, channel="mail", documents=[one.ref for one in documents_of(row)])
    send_all(case.dossier, at=LATER)
    return row


def get(client: Client, code: str, path: str = "") -> Page:
    with time_machine.travel(LATER + HOUR, tick=False):
        return client.get(page_of(client, code) + path)


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_both_files_are_had_from_the_page_and_that_he_came_is_written_down(client: Client, case: Case) -> None:
    row, code = given(case), code_of(case.dossier)
    page = get(client, code)
    assert "Uw dossier" in words(page)
    assert "1 stuk gaven wij niet mee" in words(page)
    pdf, archive = (one.ref for one in documents_of(row))
    assert body(get(client, code, f"inzage/{pdf}/")) == pdf_of(row)
    assert body(get(client, code, f"inzage/{archive}/")).startswith(b"PK")
    assert AccessLog.objects.filter(who="p-1", dossier=case.dossier).count() == 1


def test_a_packet_that_was_not_given_does_not_exist(client: Client, case: Case) -> None:
    row, code = case.made(), code_of(case.dossier)
    refs = [one.ref for one in documents_of(row)]
    case.does("note", at=LATER, text="Voor ons.", documents=refs)
    assert {get(client, code, f"{path}/{ref}/").status_code for ref in (*refs, "d-99") for path in ("inzage", "document")} == {404}
    assert "Uw dossier</h2>" not in get(client, code).content.decode()


def test_while_its_letter_waits_it_is_not_given(client: Client, case: Case) -> None:
    row = case.made()
    case.does("grant_inspection", at=LATER, channel="mail", documents=[one.ref for one in documents_of(row)])
    assert get(client, code_of(case.dossier), f"inzage/{documents_of(row)[0].ref}/").status_code == 404


def test_by_the_code_of_another_complaint_it_is_not_had(client: Client, case: Case) -> None:
    row, other = given(case), a_filing(case.officer.organisation)
    assert get(client, other.tracking_code, f"inzage/{documents_of(row)[0].ref}/").status_code == 404


def test_a_packet_for_another_is_not_his(client: Client, case: Case) -> None:
    row = case.made("outside")
    case.does("note", at=LATER, text="Aan de inspectie.", documents=[one.ref for one in documents_of(row)])
    assert get(client, code_of(case.dossier), f"inzage/{documents_of(row)[0].ref}/").status_code == 404


@pytest.mark.clause("EXT-17")
def test_once_the_dossier_is_destroyed_it_is_gone(client: Client, case: Case) -> None:
    row, code = given(case), code_of(case.dossier)
    ref = documents_of(row)[0].ref
    page = page_of(client, code)
    took(case.dossier, "withdraw", case.officer, role=OFFICER, at=LATER)
    took(case.dossier, "destroy", case.officer, role=OFFICER, at=LATER + 900 * DAY)
    assert client.get(f"{page}inzage/{ref}/").status_code in {403, 404}


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_page_asks_does_not_grow_with_packets(
    count: int, client: Client, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        given(case)
    page = page_of(client, code_of(case.dossier))
    with time_machine.travel(LATER + HOUR, tick=False):
        client.get(page)
        with django_assert_num_queries(7):
            client.get(page)
