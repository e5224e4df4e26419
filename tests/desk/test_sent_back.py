"""A letter that its second reader sent back: whoever writes it anew finds his own words and the remark."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import Office
from tests.factories.house import a_member
from tests.factories.readers import norm, read_by
from wederhoor.actions.templates import key_of
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]
MANAGER = "manager-propositie"
REMARK = "Noem eerst <b>de termijn</b>, dan de rest."
WORDS = {"letter_subject": "Uw klacht is binnen", "letter_body": "Beste mevrouw De Vries,\n\nWij zoeken het uit."}


@pytest.fixture
def reader(office: Office) -> Member:
    return a_member(office.organisation, MANAGER, name="Lezer Lijster")


@pytest.fixture
def dossier(office: Office, reader: Member, desk: Client) -> Dossier:
    """A dossier whose acknowledgement was written in own words and waits for the reader."""
    read_by(office.organisation, "acknowledge", by=office.manager)
    dossier = office.file()
    desk.post(form(dossier), {"channel": "mail", "step": "send", **WORDS})
    return dossier


def form(dossier: Dossier) -> str:
    return f"/bureau/dossier/{dossier.number}/acknowledge/"


def sends_back(who: Client, dossier: Dossier, reason: str = REMARK) -> None:
    answer = who.post(f"/bureau/dossier/{dossier.number}/brief/{Letter.objects.latest('pk').pk}/", {"step": "send_back", "reason": reason})
    assert answer.status_code == 302


def test_the_remark_stands_beside_the_form_with_who_made_it(dossier: Dossier, reader: Member, enter: Enter, office: Office) -> None:
    sends_back(enter(reader), dossier)
    page = enter(office.manager).get(form(dossier))
    assert (page.context["sent_back"].who, page.context["sent_back"].remark) == ("Lezer Lijster", REMARK)
    assert "Lezer Lijster stuurde de vorige brief terug:" in page.content.decode()
    assert "<b>de termijn" not in page.content.decode()


def test_the_letter_stands_there_in_the_words_of_its_writer(dossier: Dossier, reader: Member, enter: Enter, office: Office) -> None:
    sends_back(enter(reader), dossier)
    page = enter(office.manager).post(form(dossier), {"channel": "mail", "step": "look"})
    assert {one.name: one.value for one in page.context["own"]} == WORDS
    assert page.context["sent_back"].remark == REMARK


def test_what_was_filled_in_stands_there_again(office: Office, reader: Member, enter: Enter) -> None:
    read_by(office.organisation, "report_progress", by=office.manager)
    dossier = office.file()
    office.do(dossier, "report_progress", channel="mail", reasons="Wij wachten op de uitgever.")
    sends_back(enter(reader), dossier)
    fields = enter(office.manager).get(f"/bureau/dossier/{dossier.number}/report-progress/").context["form"].fields
    typed = {one.name: one.value for one in fields}
    assert (typed["reasons"], typed["channel"]) == ("Wij wachten op de uitgever.", "mail")


def test_once_it_is_written_anew_nothing_of_it_is_left(dossier: Dossier, reader: Member, enter: Enter, office: Office) -> None:
    sends_back(enter(reader), dossier)
    enter(office.manager).post(form(dossier), {"channel": "mail", "step": "send", **WORDS})
    sends_back(enter(reader), dossier, "Nog iets anders.")
    assert enter(office.manager).get(form(dossier)).context["sent_back"].remark == "Nog iets anders."
    assert Act.objects.filter(act="acknowledge").count() == 2


def test_its_writer_takes_it_back_himself(dossier: Dossier, desk: Client) -> None:
    sends_back(desk, dossier, "Een bedrag klopt niet.")
    assert Letter.objects.get().state == "withdrawn"
    assert desk.get(form(dossier)).context["sent_back"].remark == "Een bedrag klopt niet."


@pytest.mark.parametrize("back", [False, True])
def test_only_a_letter_that_came_back_costs_a_question(
    dossier: Dossier, reader: Member, enter: Enter, office: Office, django_assert_max_num_queries: DjangoAssertNumQueries, back: bool
) -> None:
    if back:
        sends_back(enter(reader), dossier)
    else:
        Letter.objects.all().delete()
    client = enter(office.manager)
    client.get(form(dossier))
    with django_assert_max_num_queries(40) as asked:
        client.get(form(dossier))
    costs = [one for one in asked.captured_queries if "correspondence_letter" in one["sql"] and '"seq" =' in one["sql"]]
    assert len(costs) == back


def test_an_office_of_one_is_told_beforehand_that_nobody_reads_it(office: Office, desk: Client) -> None:
    page = choose(office, desk, MANAGER)
    assert "alleen u kunt deze brieven nalezen" in page
    look = desk.post(form(office.file()), {"channel": "mail", "step": "look"})
    assert dict(look.context["letter_facts"])["Eerst nagelezen door"].startswith("niemand: alleen u kunt dat als")
    assert not look.context["read_first"]


def test_what_nobody_read_is_told_in_the_dossier(office: Office, desk: Client) -> None:
    choose(office, desk, MANAGER)
    dossier = office.file()
    desk.post(form(dossier), {"channel": "mail", "step": "send", **WORDS})
    assert "niemand: alleen de schrijver kon nalezen" in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()


def choose(office: Office, desk: Client, role: str) -> str:
    """The manager has the acknowledgements read first, on the page for that."""
    page = f"/bureau/brieven/klik-onderwijs/{key_of(norm(office.organisation, 'acknowledge'))}/"
    return desk.post(page, {"step": "reader", "reader": role}, follow=True).content.decode()
