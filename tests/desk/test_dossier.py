"""The page of a dossier: what happened, what is owed and why, what may be done now and what not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.installation import add_member
from wederhoor.actions.sent import mark_bounced, mark_sent
from wederhoor.actions.values import Actor
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import AccessLog, Dossier
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]
HOUR = timedelta(hours=1)


def page_of(client: Client, dossier: Dossier | str) -> str:
    number = dossier if isinstance(dossier, str) else dossier.number
    return client.get(f"/bureau/dossier/{number}/").content.decode()


@pytest.fixture
def decided(office: Office) -> Dossier:
    """A complaint upheld, of which the reply went out."""
    dossier = office.file()
    office.do(dossier, "assign", to=f"m-{office.outsider.pk}", independent=True, outside=True)
    handler = Actor("handler", member=office.outsider)
    office.do(dossier, "judge", by=handler, outcome="upheld", consulted=["manager-propositie"], reasons="De sleutel klopt niet.")
    office.do(dossier, "reply", by=handler, channel="mail", reasons="De sleutel klopt niet.")
    mark_sent(Letter.objects.get(), at=TUESDAY, now=TUESDAY)
    return dossier


def test_the_title_is_what_it_is_about(office: Office, desk: Client) -> None:
    assert "<h1>De antwoordsleutel van vraag 3 klopt niet</h1>" in page_of(desk, office.file())


@pytest.mark.clause("KLI-09")
def test_each_date_unfolds_into_its_reckoning(office: Office, desk: Client) -> None:
    whys = dict(desk.get(f"/bureau/dossier/{office.file().number}/").context["whys"])
    why = whys["Ontvangst bevestigen, met stappen en termijnen"]
    assert (why.title, why.steps[-1].when, why.steps[-1].article) == ("Waarom 24 april?", "vrijdag 24 april", "KLI-09")


def test_closed_days_come_from_the_calendar_of_the_matter(office: Office, desk: Client) -> None:
    line = desk.get(f"/bureau/dossier/{office.file().number}/").context["line"]
    assert {day.isoformat() for day in line.closed} >= {"2026-04-25", "2026-04-26", "2026-04-27"}


def test_what_meets_the_most_urgent_duty_stands_first_and_is_the_one_filled_button(office: Office, desk: Client) -> None:
    page = desk.get(f"/bureau/dossier/{office.file().number}/")
    offer = page.context["offer"]
    assert [act.id for act in (offer.main, *offer.likely)] == ["acknowledge", "assign", "consult", "note"]
    assert (offer.main.meets, offer.main.left) == (
        "Ontvangst bevestigen, met stappen en termijnen",
        "nog 3 werkdagen, uiterlijk vrijdag 24 april",
    )
    assert page.content.decode().count('class="button"') == 1


def test_what_is_not_possible_is_told_with_its_article(office: Office, desk: Client) -> None:
    found = {one.label: one for one in desk.get(f"/bureau/dossier/{office.file().number}/").context["offer"].not_now}
    assert found["Reactie versturen"].reason == "Er is nog geen oordeel om te sturen."
    assert (found["Oordeel vastleggen"].reason, found["Oordeel vastleggen"].article) == (
        "Nog niet aangewezen: onafhankelijke persoon.",
        "KLI-11",
    )


def test_whoever_complains_stands_among_the_persons_also_when_staff_filed(office: Office, desk: Client) -> None:
    part = desk.get(f"/bureau/dossier/{office.file().number}/").context["parts"][0]
    assert (part.label, [(person.name, person.organisation) for person in part.persons]) == ("Klager", [("A. de Vries", "ROC Voorbeeld")])


@pytest.mark.clause("KLI-08")
def test_an_employee_without_a_part_in_it_does_not_find_it(office: Office, enter: Enter) -> None:
    assert enter(office.employee).get(f"/bureau/dossier/{office.file().number}/").status_code == 404


def test_what_stays_inside_is_marked_so(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "note", text="Let op: belt vaak.")
    assert "Intern, niet zichtbaar voor de klager.</b> Let op: belt vaak." in page_of(desk, dossier)


def test_a_letter_tells_how_it_fares(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "acknowledge", channel="mail")
    letter = Letter.objects.get()
    assert "De brief wacht op verzending." in page_of(desk, dossier)
    mark_sent(letter, at=TUESDAY, now=TUESDAY)
    assert "Verstuurd di 21 apr, 10.00." in page_of(desk, dossier)
    mark_bounced(letter, at=TUESDAY, now=TUESDAY, reason="Bestaat niet")
    assert "De brief kwam niet aan." in page_of(desk, dossier)


def test_messages_stand_among_the_acts(office: Office, desk: Client) -> None:
    dossier = office.file()
    sender = {"sender": "vries@voorbeeld.nl", "subject": "Nog iets", "body": "Ook vraag 4 klopt niet."}
    Message.objects.create(
        organisation=office.organisation, dossier=dossier, content_digest="x", received_at=TUESDAY, state="joined", **sender
    )
    assert "Ook vraag 4 klopt niet." in page_of(desk, dossier)


def test_the_log_tells_when_it_was_written_down_where_that_differs(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "note", text="Gebeld.")
    log = desk.get(f"/bureau/dossier/{dossier.number}/").context["log"]
    assert [(entry["label"], entry["by"], len(entry["digest"])) for entry in log] == [
        ("Ontvangen", "manager propositie", 64),
        ("Notitie gemaakt", "manager propositie", 64),
    ]


@pytest.mark.clause("KLI-14")
def test_an_objection_has_its_own_block_and_its_own_page(office: Office, desk: Client, decided: Dossier) -> None:
    made = office.do(decided, "object", channel="mail", grounds=["Te laat gecorrigeerd."])
    assert made.number in page_of(desk, decided)
    page = desk.get(f"/bureau/dossier/{made.number}/")
    assert (page.context["kind"], page.context["within"].number) == ("bezwaar", decided.number)
    assert [item.title for item in page.context["timeline"]] == ["Bezwaar gemaakt"]


@pytest.mark.clause("KLI-14")
def test_a_right_stands_with_its_last_day(desk: Client, decided: Dossier) -> None:
    right = next(one for one in desk.get(f"/bureau/dossier/{decided.number}/").context["rights"] if one["article"] == "KLI-14")
    assert right["said"] == "kan tot en met donderdag 7 mei"


def test_opening_is_logged_once_in_a_quarter_of_an_hour(office: Office, desk: Client, moment: time_machine.Traveller) -> None:
    dossier = office.file()
    for minutes in (0, 5, 20):
        moment.move_to(TUESDAY + timedelta(minutes=minutes))
        page_of(desk, dossier)
    assert AccessLog.objects.filter(dossier=dossier, who=f"m-{office.manager.pk}").count() == 2


def test_who_has_no_part_in_it_does_not_find_it(office: Office, enter: Enter, decided: Dossier) -> None:
    other = office.file()
    outsider = enter(office.outsider)
    assert outsider.get(f"/bureau/dossier/{decided.number}/").status_code == 200
    assert outsider.get(f"/bureau/dossier/{other.number}/").status_code == 404
    assert not AccessLog.objects.filter(dossier=other).exists()


@pytest.mark.parametrize("notes", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_log(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, notes: int
) -> None:
    dossier = office.file()
    for _ in range(notes):
        office.do(dossier, "note", text="Gebeld.")
    page_of(desk, dossier)
    with django_assert_num_queries(10):  # in its intake; one of them looks for dossiers like it
        page_of(desk, dossier)
    office.do(dossier, "assign", to=f"m-{office.outsider.pk}", independent=True, outside=True)
    with django_assert_num_queries(9):
        page_of(desk, dossier)


@pytest.mark.parametrize("count", [1, 3])
def test_messages_and_their_files_cost_one_query_more(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    dossier = office.file()
    for n in range(count):
        Message.objects.create(
            organisation=office.organisation, dossier=dossier, content_digest=str(n), received_at=TUESDAY, state="joined"
        )
    page_of(desk, dossier)
    with django_assert_num_queries(11):
        page_of(desk, dossier)


@pytest.mark.clause("CON-07")
def test_who_complains_and_works_here_reads_no_advice_on_the_timeline_either(office: Office, enter: Enter) -> None:
    by = Actor("complainant", member=office.manager)
    data = {"kind": "complaint", "channel": "web", "subject": {"class": "product"}, "description": "Mijn eigen klacht.", "reasons": "Zo."}
    filed = file_complaint(office.organisation, data=data, by=by, at=TUESDAY, now=TUESDAY)
    assert isinstance(filed, Filed), filed
    other = add_member(office.organisation, name="N. Vos", email="vos@klik.nl", sign_in="vos", secret="!", roles=["manager-propositie"])
    office.do(
        filed.dossier, "consult", by=Actor("manager-propositie", member=other), of=[f"m-{office.employee.pk}"], question="Fluistering?"
    )
    pages = [page_of(enter(member), filed.dossier) for member in (office.manager, other)]
    assert [("Mijn eigen klacht." in page, "Fluistering?" in page) for page in pages] == [(True, False), (True, True)]
