"""Brieven: the letters of the regulation in one's own words, seen as they will read, and who reads them first."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.desk.conftest import TUESDAY, Office, make_office
from tests.factories.readers import norm
from wederhoor.actions.templates import key_of, own_letters
from wederhoor.correspondence.models import LetterTemplate, SecondReader
from wederhoor.organisations.models import Member, Organisation

Enter = Callable[[Member], Client]
OWN = "Geachte {name},\n\n{steps}\n\n{terms}\n\nHoogachtend,\n{organisation}"


def address(office: Office, act: str = "acknowledge") -> str:
    return f"/bureau/brieven/klik-onderwijs/{key_of(norm(office.organisation, act))}/"


def words(body: str = OWN, *, step: str = "save", **more: str) -> dict[str, str]:
    return {"letter_subject": "Ontvangen ({number})", "letter_body": body, "seen": "0", "step": step, **more}


def test_every_letter_of_the_regulation_is_listed_with_its_article(office: Office, desk: Client) -> None:
    page = desk.get("/bureau/brieven/")
    [group] = page.context["groups"]
    assert {"Wij hebben uw klacht ontvangen ({number})"} <= {row["subject"] for row in group["rows"]}
    assert address(office) in page.content.decode()


def test_own_words_are_saved_and_hold_from_then_on(office: Office, desk: Client) -> None:
    assert desk.post(address(office), words()).status_code == 302
    page = desk.get(address(office))
    assert "Geachte {name}" in page.content.decode()
    assert page.context["changes"][0][1] == "M. Bakker: eigen tekst opgeslagen"
    office.organisation.refresh_from_db()
    assert len(own_letters(office.organisation).words) == 1


@pytest.mark.clause("KLI-09")
def test_what_the_letter_must_say_may_not_disappear(office: Office, desk: Client) -> None:
    page = desk.post(address(office), words(OWN.replace("{terms}", "Tot gauw")))
    assert page.status_code == 422
    assert page.context["faults"] == ["{terms} ontbreekt: de regeling vraagt dat deze brief dit zegt (KLI-09)."]
    assert "Tot gauw" in page.content.decode()
    assert not LetterTemplate.objects.exists()


def test_a_word_that_nobody_knows_is_told_at_its_line(office: Office, desk: Client) -> None:
    page = desk.post(address(office), words(OWN.replace("{name}", "{naam}")))
    [errors] = [field.errors for field in page.context["fields"] if field.errors]
    assert errors[0].startswith("Regel 1: in de brief staat {naam}")


def test_an_empty_letter_is_not_saved(office: Office, desk: Client) -> None:
    page = desk.post(address(office), {"letter_subject": "", "letter_body": "", "step": "save"})
    assert (page.status_code, LetterTemplate.objects.count()) == (422, 0)


def test_it_is_read_as_it_would_leave_before_it_is_saved(office: Office, desk: Client) -> None:
    page = desk.post(address(office), words(step="look"))
    subject, body = page.context["read"]
    assert (subject, body.startswith("Geachte S. Voorbeeld,")) == ("Ontvangen (0000-0000)", True)
    assert not LetterTemplate.objects.exists()


def test_it_is_read_for_a_dossier_that_one_may_see(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.post(address(office), words(step="look", dossier=dossier.number))
    assert page.context["read"][0] == f"Ontvangen ({dossier.number})"
    assert desk.post(address(office), words(step="look", dossier="2020-0001")).status_code == 404


def test_a_letter_of_an_objection_is_read_for_a_dossier_without_one(office: Office, desk: Client) -> None:
    dossier = office.file()
    letter = norm(office.organisation, "rule", instance="objection")
    page = desk.post(f"/bureau/brieven/klik-onderwijs/{key_of(letter)}/", words("{outcome}", step="look", dossier=dossier.number))
    assert page.context["read"] is not None


def test_words_that_cannot_be_filled_are_told(office: Office, desk: Client) -> None:
    page = desk.post(address(office), words("{due:}", step="look"))
    assert page.status_code in {200, 422}
    assert "{due:}" in page.content.decode()


def test_back_to_the_words_of_the_regulation(office: Office, desk: Client) -> None:
    desk.post(address(office), words())
    desk.post(address(office), {"step": "reset"})
    assert not desk.get(address(office)).context["own"]
    assert LetterTemplate.objects.count() == 2


def test_who_saves_over_a_colleague_is_told_and_keeps_his_text(office: Office, desk: Client) -> None:
    desk.post(address(office), words())
    page = desk.post(address(office), words(OWN + "\nAnders"))
    assert page.status_code == 422
    assert "Anders" in page.content.decode()
    assert page.context["faults"][0].startswith("Een collega veranderde deze brief")


def test_in_another_language_it_has_words_of_its_own(office: Office, desk: Client) -> None:
    page = desk.get(f"{address(office)}?taal=en")
    assert page.context["lacking"]
    desk.post(f"{address(office)}?taal=en", words("Dear {name}, {steps} {terms}"))
    assert LetterTemplate.objects.get().language == "en"
    assert "Geachte" not in desk.get(address(office)).content.decode()


def test_a_second_reader_is_chosen_and_taken_away(office: Office, desk: Client) -> None:
    for role in ("staff", "medewerker", "-"):
        desk.post(address(office), {"step": "reader", "reader": role})
    assert list(SecondReader.objects.order_by("pk").values_list("role", flat=True)) == ["staff", "medewerker", ""]
    assert desk.post(address(office), {"step": "reader", "reader": "complainant"}).status_code == 404


def test_who_does_not_lead_reads_the_letters_and_changes_none(office: Office, enter: Enter) -> None:
    employee = enter(office.employee)
    assert employee.get(address(office)).status_code == 200
    for step in ("save", "reset", "reader"):
        assert employee.post(address(office), words(step=step)).status_code == 404
    assert employee.post(address(office), words("Mijn woorden", step="look")).context["read"][1].startswith("Beste S. Voorbeeld")


def test_hostile_words_are_only_words(office: Office, desk: Client) -> None:
    desk.post(address(office), words(OWN + '\n<script>alert("x")</script>'))
    assert "<script>alert" not in desk.get(address(office)).content.decode()


def test_another_organisation_changes_nothing_here(office: Office, enter: Enter) -> None:
    other = make_office("ander", "Ander Onderwijs")
    enter(other.manager).post(address(other), words())
    assert own_letters(Organisation.objects.get(pk=office.organisation.pk)).words == {}
    assert enter(office.manager).get("/bureau/brieven/klik-onderwijs/0123456789abcdef/").status_code == 404


@pytest.mark.parametrize("savings", [1, 3])
def test_a_page_costs_the_same_however_often_it_was_saved(
    office: Office, desk: Client, savings: int, django_assert_num_queries: object
) -> None:
    by, letter = office.manager, norm(office.organisation, "acknowledge")
    for number in range(savings):
        LetterTemplate.objects.create(
            organisation=office.organisation,
            procedure="klik-onderwijs",
            act="acknowledge",
            instance="dossier",
            key=key_of(letter),
            language="nl",
            subject="x",
            body=f"{OWN} {number}",
            saved_by=by,
            saved_at=TUESDAY,
        )
    desk.get(address(office))
    with django_assert_num_queries(8):  # type: ignore[operator]
        desk.get(address(office))
