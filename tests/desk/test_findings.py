"""A finding for each ground, from the form of the judgement to the page and the letter."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.desk.conftest import TUESDAY, Office
from wederhoor.actions.values import Actor
from wederhoor.dossiers.models import Act, Dossier, Text
from wederhoor.organisations.models import Member

GROUNDS = ["De sleutel klopt niet.", "Het antwoord kwam te laat."]


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """A complaint with two grounds, in the hands of its handler, who asked the manager."""
    found = office.file(grounds=GROUNDS)
    office.do(found, "assign", to=f"m-{office.outsider.pk}", independent=True, outside=True)
    office.do(found, "consult", by=Actor("handler", member=office.outsider), of=["manager-propositie"], account="Besproken.")
    return found


@pytest.fixture
def handler(office: Office, enter: Callable[[Member], Client]) -> Client:
    """The handler at his desk."""
    return enter(office.outsider)


def judge(client: Client, dossier: Dossier, outcome: str, *found: str, **more: str) -> HttpResponse:
    rows = {f"findings.{number}.outcome": one for number, one in enumerate(found, start=1)}
    reasons = {f"findings.{number}.reasons": f"Onderzocht: grond {number}." for number, _one in enumerate(found, start=1)}
    sent = {"outcome": outcome, "reasons": "Zo is het.", **rows, **reasons, **more, "step": "record"}
    return client.post(f"/bureau/dossier/{dossier.number}/judge/", sent)  # type: ignore[return-value]


def test_the_form_has_a_row_for_each_ground(handler: Client, dossier: Dossier) -> None:
    page = handler.get(f"/bureau/dossier/{dossier.number}/judge/")
    assert [row.ground for row in page.context["form"].findings] == GROUNDS
    assert "Grond 2" in page.content.decode()


def test_a_complaint_without_grounds_asks_no_rows(office: Office, handler: Client) -> None:
    plain = office.file()
    office.do(plain, "assign", to=f"m-{office.outsider.pk}", independent=True, outside=True)
    office.do(plain, "consult", by=Actor("handler", member=office.outsider), of=["manager-propositie"], account="Besproken.")
    assert handler.get(f"/bureau/dossier/{plain.number}/judge/").context["form"].findings == ()


def test_what_was_found_stands_in_the_log_by_number_and_its_reasons_beside_it(handler: Client, dossier: Dossier) -> None:
    assert judge(handler, dossier, "partly", "upheld", "rejected").status_code == 302
    act = Act.objects.get(act="judge")
    assert act.data["findings"] == [
        {"number": 1, "outcome": "upheld", "reasons": True},
        {"number": 2, "outcome": "rejected", "reasons": True},
    ]
    assert Text.objects.get(seq=act.seq, field="findings.1.reasons").body == "Onderzocht: grond 2."


def test_the_page_shows_each_ground_with_its_finding_and_the_tally(handler: Client, dossier: Dossier) -> None:
    judge(handler, dossier, "partly", "upheld", "rejected")
    page = handler.get(f"/bureau/dossier/{dossier.number}/")
    assert page.context["tally"] == "1 gegrond en 1 ongegrond"
    assert "<b>Ongegrond.</b> Onderzocht: grond 2." in page.content.decode()


@pytest.mark.clause("KLI-11")
def test_a_judgement_that_its_grounds_do_not_bear_is_refused_with_its_article(handler: Client, dossier: Dossier) -> None:
    page = judge(handler, dossier, "upheld", "upheld", "rejected")
    refused = page.context["refused"]  # type: ignore[attr-defined]
    assert (page.status_code, refused["article"]) == (409, "KLI-11")
    assert refused["reason"] == "Niet elke grond is gegrond. Het oordeel is dan deels gegrond."
    assert not Act.objects.filter(act="judge").exists()


def test_who_finds_something_of_one_ground_says_it_of_each(handler: Client, dossier: Dossier) -> None:
    page = judge(handler, dossier, "upheld", "upheld")
    errors = {field.name: field.errors for field in page.context["form"].fields if field.errors}  # type: ignore[attr-defined]
    assert (page.status_code, list(errors)) == (422, ["findings.2.outcome"])


def test_a_judgement_without_findings_is_taken_as_before(handler: Client, dossier: Dossier) -> None:
    assert judge(handler, dossier, "upheld").status_code == 302
    assert "findings" not in Act.objects.get(act="judge").data


@pytest.mark.clause("KLI-13")
def test_the_reply_begins_with_the_reasons_of_the_judgement_and_says_each_finding(handler: Client, dossier: Dossier) -> None:
    judge(handler, dossier, "partly", "upheld", "rejected")
    form = handler.get(f"/bureau/dossier/{dossier.number}/reply/").context["form"]
    assert next(field.value for field in form.fields if field.name == "reasons") == "Zo is het."
    look = handler.post(f"/bureau/dossier/{dossier.number}/reply/", {"channel": "mail", "reasons": "Zo is het.", "step": "look"})
    body = next(field.value for field in look.context["own"] if field.name == "letter_body")
    assert "- Grond 1: gegrond. Onderzocht: grond 1.\n- Grond 2: ongegrond. Onderzocht: grond 2." in body


def test_a_letter_about_a_judgement_as_a_whole_has_no_empty_lines_for_grounds(office: Office, handler: Client, dossier: Dossier) -> None:
    office.do(dossier, "judge", by=Actor("handler", member=office.outsider), outcome="upheld", at=TUESDAY)
    look = handler.post(f"/bureau/dossier/{dossier.number}/reply/", {"channel": "mail", "reasons": "Zo is het.", "step": "look"})
    body = next(field.value for field in look.context["own"] if field.name == "letter_body")
    assert "Zo is het.\n\n" in body
    assert "Grond" not in body
