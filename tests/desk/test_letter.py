"""Letters by post: a page for the printer, and the word that it is in the letter box."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from tests.desk.conftest import TUESDAY, Office
from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation
from wederhoor.actions.record import Actor, Log, Upload, record
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, DutyRow
from wederhoor.organisations.models import Member

ADDRESS = {"name": "A. de Vries", "address": "Dorpsstraat 1", "city": "Ede"}


@pytest.fixture
def letter(office: Office) -> Letter:
    dossier = office.file(complainant=ADDRESS)
    office.do(dossier, "acknowledge", channel="post")
    return Letter.objects.get()


def address(letter: Letter) -> str:
    assert letter.dossier is not None
    return f"/bureau/dossier/{letter.dossier.number}/brief/{letter.pk}/"


def test_the_page_holds_the_letter_with_its_address(letter: Letter, desk: Client) -> None:
    page = desk.get(address(letter)).content.decode()
    assert letter.subject in page
    assert "Dorpsstraat 1" in page


@pytest.mark.clause("KLI-09")
def test_only_what_is_posted_is_sent(letter: Letter, desk: Client) -> None:
    assert DutyRow.objects.get(duty="acknowledge").status == "on_its_way"
    desk.post(address(letter), {"posted_on": "21-04-2026"})
    letter.refresh_from_db()
    assert (letter.state, list(Act.objects.values_list("act", flat=True))[-1]) == ("sent", "sent")
    assert DutyRow.objects.get(duty="acknowledge").status == "met"


def test_what_was_posted_is_not_posted_again(letter: Letter, desk: Client) -> None:
    for _ in range(2):
        desk.post(address(letter), {"posted_on": "21-04-2026"})
    assert Act.objects.filter(act="sent").count() == 1


def test_a_letter_that_came_back_to_its_writer_is_mended_and_leaves(letter: Letter, desk: Client) -> None:
    Letter.objects.update(state="failed", reason="Deze brief was voor een andere dag gemaakt. Kijk hem na.", next_attempt=None)
    assert "Kijk hem na." in desk.get(address(letter)).content.decode()
    desk.post(address(letter), {"letter_subject": "Nieuw onderwerp", "letter_body": "Nieuwe tekst"})
    letter.refresh_from_db()
    assert (letter.subject, letter.body, letter.state) == ("Nieuw onderwerp", "Nieuwe tekst", "waiting")


def test_a_letter_of_another_dossier_is_not_there(office: Office, letter: Letter, desk: Client) -> None:
    other = office.file()
    assert desk.get(f"/bureau/dossier/{other.number}/brief/{letter.pk}/").status_code == 404


def test_a_letter_lists_the_documents_that_go_along(office: Office, desk: Client) -> None:
    dossier, by = office.file(complainant=ADDRESS), Actor("manager-propositie", member=office.manager)
    files = [Upload("uitslag.pdf", b"%PDF-1")]
    record(Log(dossier.matter_id), "acknowledge", by=by, at=TUESDAY, now=TUESDAY, data={"channel": "post"}, files=files)
    page = desk.get(f"/bureau/dossier/{dossier.number}/brief/{Letter.objects.get(dossier=dossier).pk}/").content.decode()
    assert f'<a href="/bureau/dossier/{dossier.number}/document/d-1/" download>uitslag.pdf</a>' in page


@pytest.fixture
def an_hour_later() -> Iterator[None]:
    """An hour after everything was filed."""
    with time_machine.travel(NOW + HOUR, tick=False):
        yield


@pytest.mark.usefixtures("db", "an_hour_later")
@pytest.mark.parametrize(("way", "status"), [("mail", 422), ("phone", 302)])
def test_no_letter_is_shown_without_the_reasons_that_it_promises(enter: Callable[[Member], Client], way: str, status: int) -> None:
    organisation = an_organisation("ecm")
    dossier, officer = a_dossier(organisation, kind="signal"), a_member(organisation, "verantwoordelijk-medewerker")
    told = {"channel": way, "told": "1", "states": "appeal", "step": "look"}
    page = enter(officer).post(f"/bureau/dossier/{dossier.number}/reply/", told)
    assert page.status_code == status
    assert ("Dit komt in de brief. Vul het in" in page.content.decode()) == (status == 422)
