"""An institution's list: its own complaints, narrowed, paged and as a file."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.portal.institution import a_complaint, an_institution, signed_in
from tests.portal.visitor import words
from wederhoor.organisations.models import Customer

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
MANAGER = "manager-propositie"


@pytest.fixture(autouse=True)
def _later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def customer() -> Customer:
    return an_institution(an_organisation())


@pytest.fixture
def browser(customer: Customer) -> Client:
    return signed_in(customer, LATER)


def home(customer: Customer, rest: str = "") -> str:
    return f"/klant/{customer.pk}/{rest}"


def numbers(browser: Client, customer: Customer, rest: str = "") -> list[str]:
    """The rows of a list as a spreadsheet would have them."""
    content = b"".join(browser.get(home(customer, f"uitvoer.csv{rest}")).streaming_content)  # type: ignore[attr-defined]
    return [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")][1:]


@pytest.mark.clause("EXA-15")
def test_the_list_has_the_complaints_that_were_filed_for_the_institution_and_no_others(customer: Customer, browser: Client) -> None:
    mine = a_complaint(customer)
    theirs = a_complaint(an_institution(customer.organisation, "K002", email="a@elders.example"))
    private = a_dossier(customer.organisation)
    page = words(browser.get(home(customer)))
    assert mine.number in page
    assert theirs.number not in page
    assert private.number not in page


def test_without_a_complaint_the_list_says_what_will_stand_there(customer: Customer, browser: Client) -> None:
    assert "Wat iemand voor zichzelf indient, ziet u niet." in words(browser.get(home(customer)))


def test_a_row_says_what_happens_now_and_what_comes_by_when(customer: Customer, browser: Client) -> None:
    a_complaint(customer)
    page = words(browser.get(home(customer)))
    assert "Wij behandelen uw klacht" in page
    assert "Een bevestiging dat uw klacht er is" in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_many_rows(
    customer: Customer, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        a_complaint(customer)
        a_dossier(customer.organisation)
    with django_assert_num_queries(10):
        browser.get(home(customer))


def test_the_list_is_narrowed_by_stage_product_and_year(customer: Customer, browser: Client) -> None:
    old = a_complaint(customer, at=NOW - 200 * DAY, subject={"class": "product", "product": "EX-202"})
    new = a_complaint(customer)
    assert numbers(browser, customer, f"?fase={new.stage}") == [new.number, old.number]
    assert numbers(browser, customer, "?fase=closed") == []
    assert numbers(browser, customer, "?product=EX-202") == [old.number]
    assert numbers(browser, customer, "?jaar=2026") == [new.number]


def test_late_is_what_brings_a_message_and_did_not_come_in_time(customer: Customer, browser: Client) -> None:
    old = a_complaint(customer, at=NOW - 30 * DAY)
    a_complaint(customer)
    assert numbers(browser, customer, "?te-laat=ja") == [old.number]
    assert old.number in words(browser.get(home(customer, "?te-laat=ja")))


@pytest.mark.parametrize("rest", ["?voor=x", "?voor=2026-01-01_1", "?fase=%00&product=%00&jaar=99999", "?te-laat=x&voor=" + "9" * 40])
def test_a_strange_question_is_answered_all_the_same(customer: Customer, browser: Client, rest: str) -> None:
    assert browser.get(home(customer, rest)).status_code == 200


def test_a_next_page_goes_on_where_the_first_ended(customer: Customer, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.portal.views.customer.PAGE", 2)
    made = [a_complaint(customer).number for _ in range(5)]
    seen: list[str] = []
    address: str | None = home(customer)
    while address:
        answer = browser.get(address)
        seen += [row["number"] for row in answer.context["rows"]]
        address = f"{home(customer)}{answer.context['next_href']}" if answer.context["next_href"] else None
    assert seen == made[::-1]


# As a file -----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-15")
def test_the_list_goes_out_as_a_table(customer: Customer, browser: Client) -> None:
    mine = a_complaint(customer)
    a_complaint(an_institution(customer.organisation, "K002", email="a@elders.example"))
    assert numbers(browser, customer) == [mine.number]
    book = b"".join(browser.get(home(customer, "uitvoer.xlsx")).streaming_content)  # type: ignore[attr-defined]
    assert book.startswith(b"PK")


@pytest.mark.clause("EXA-15")
def test_the_list_is_printed_with_this_institutions_complaints_only(customer: Customer, browser: Client) -> None:
    mine = a_complaint(customer)
    theirs = a_complaint(an_institution(customer.organisation, "K002", name="Vakschool Elders", email="a@elders.example"))
    paper = PdfReader(io.BytesIO(browser.get(home(customer, "uitvoer.pdf")).content))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert customer.name in text
    assert mine.number in text
    assert theirs.number not in text
    assert "Elders" not in text


def test_more_than_is_read_at_a_time_goes_out_whole(customer: Customer, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.portal.views.customer.AT_ONCE", 2)
    made = {a_complaint(customer).number for _ in range(5)}
    assert set(numbers(browser, customer)) == made


def test_another_kind_of_file_is_not_there(customer: Customer, browser: Client) -> None:
    assert browser.get(home(customer, "uitvoer.exe")).status_code == 404


def test_an_outcome_is_in_the_list_only_once_it_was_told(customer: Customer, browser: Client) -> None:
    row = a_complaint(customer)
    manager, handler = (a_member(customer.organisation, MANAGER) for _ in range(2))
    took(row, "assign", manager, role=MANAGER, at=NOW, to=f"m-{handler.pk}", independent=True, outside=True)
    took(row, "consult", manager, role=MANAGER, at=NOW, of=[MANAGER])
    took(row, "judge", handler, role="handler", at=NOW, outcome="upheld", reasons="Geheim oordeel")
    assert "gegrond" not in b"".join(browser.get(home(customer, "uitvoer.csv")).streaming_content).decode()  # type: ignore[attr-defined]
    took(row, "reply", handler, role="handler", at=NOW + DAY / 24, channel="mail", reasons="De vraag klopt niet.")
    send_all(row, at=NOW + DAY / 24)
    assert "gegrond" in b"".join(browser.get(home(customer, "uitvoer.csv")).streaming_content).decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "place", ["0001-01-01T00:00:00%2B14:00_1", "9999-12-31T23:59:59-14:00_1", "2026-04-22T08:00:00%2B00:00_" + "9" * 40]
)
def test_a_place_that_someone_made_up_is_the_beginning_of_the_list(customer: Customer, browser: Client, place: str) -> None:
    mine = a_complaint(customer)
    assert mine.number in words(browser.get(home(customer, f"?voor={place}")))


def test_a_file_bears_the_day_that_it_is_here(customer: Customer) -> None:
    with time_machine.travel("2026-06-30T22:30:00Z", tick=False):
        answer = signed_in(customer, datetime(2026, 6, 30, 22, 30, tzinfo=UTC)).get(home(customer, "uitvoer.csv"))
    assert "klachten-2026-07-01.csv" in answer["Content-Disposition"]
