"""The protocol of the regulation for staff: what runs is what it says."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import KLIK, TUESDAY, Office
from tests.factories.house import a_version, shipped
from tests.support import catalogue
from wederhoor.actions.installation import add_member, make_organisation
from wederhoor.actions.regulations import publish_procedure
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.desk.shown.protocol import protocol
from wederhoor.organisations.models import Member, Reading

FIVE = ("concreet-onderwijsproducten", "ecm", "exa-men", "extrack", "klik-onderwijs")


def procedure(name: str) -> Procedure:
    found = read(shipped(name))
    assert isinstance(found, Procedure)
    return found


@pytest.mark.clause("KLI-02")
@pytest.mark.clause("CON-23")
@pytest.mark.clause("EXA-21")
def test_the_page_says_each_step_with_who_by_when_how_and_which_article(office: Office, desk: Client) -> None:
    page = " ".join(desk.get("/bureau/hulp/protocol/").content.decode().split())
    assert "<b>Ontvangst bevestigen, met stappen en termijnen</b>" in page
    assert "Manager Propositie, binnen 3 werkdagen na ontvangst van de klacht," in page
    assert "Brief: <i>Wij hebben uw klacht ontvangen</i>" in page
    assert "In het bericht staan: de volgende stappen en de termijnen." in page
    assert 'id="art-kli-09"' in page


@pytest.mark.parametrize("name", FIVE)
def test_every_duty_right_and_registered_datum_stands_on_it_once(name: str) -> None:
    made = procedure(name)
    parts = protocol(made).parts
    assert sum(len(part.steps) for part in parts) == len(made.duties)
    assert sum(len(part.rights) for part in parts) == len(made.rights)
    assert sum(len(part.registered) for part in parts) == len(made.registered)
    anchors = [step.anchor for part in parts for step in (*part.steps, *part.rights) if step.anchor]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("name", FIVE)
def test_each_step_of_staff_says_how_it_is_done(name: str) -> None:
    steps = [step for part in protocol(procedure(name)).parts for step in part.steps]
    assert [step.name for step in steps if not step.ways] == []


def test_in_english_the_wording_of_the_regulation_is_marked_as_dutch(office: Office, desk: Client) -> None:
    catalogue.compiled()
    desk.cookies["taal"] = "en"
    page = desk.get("/bureau/hulp/protocol/").content.decode()
    assert re.search(r'<p class="rule"><span lang="nl">', page)
    assert "within 3 working days of receipt of the complaint" in page


def test_where_several_regulations_are_in_force_one_chooses(office: Office, desk: Client) -> None:
    second = KLIK.replace('id = "klik-onderwijs"', 'id = "klik-intern"', 1).replace(
        "Klachtenregeling Klik Onderwijs", "Interne regeling", 1
    )
    publish_procedure(office.organisation, second, TUESDAY - timedelta(days=1))
    page = desk.get("/bureau/hulp/protocol/?regeling=klik-intern").content.decode()
    assert "Werkwijze: Interne regeling" in page
    assert '<a href="/bureau/hulp/protocol/?regeling=klik-onderwijs&amp;versie=1">' in page
    assert 'href="/klik/regeling/klik-intern/"' in page


def test_without_a_regulation_it_says_so(db: None) -> None:
    bare = make_organisation("kaal", "Kaal")
    member = add_member(bare, name="A", email="a@b.nl", sign_in="a-kaal", secret="x", roles=[])
    client = Client()
    client.force_login(member.user)
    assert "nog geen klachtenregeling" in client.get("/bureau/hulp/protocol/").content.decode()


def test_the_protocol_of_every_example_can_be_told_in_english() -> None:
    with translation.override("en"):
        said = [way.act for name in FIVE for part in protocol(procedure(name)).parts for step in part.steps for way in step.ways]
    assert "Acknowledge receipt" in said


def test_the_form_of_an_act_leads_to_its_step(office: Office, desk: Client) -> None:
    dossier = office.file()
    assert 'href="/bureau/hulp/protocol/#art-kli-09"' in desk.get(f"/bureau/dossier/{dossier.number}/acknowledge/").content.decode()


# Having read it -------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-02")
def test_one_says_that_one_read_it_and_the_manager_sees_who_did_and_who_did_not(office: Office, desk: Client) -> None:
    assert "Lees deze versie, en geef aan dat u dat gedaan hebt." in desk.get("/bureau/hulp/protocol/").content.decode()
    desk.post("/bureau/hulp/protocol/")
    assert "Dat gaf u aan op 21 april 2026." in desk.get("/bureau/hulp/protocol/").content.decode()
    page = " ".join(desk.get("/bureau/hulp/protocol/gelezen/").content.decode().split())
    assert "1 van 3 gaven aan dat zij deze versie gelezen hebben." in page
    assert page.index("nog niet gelezen") < page.index("gelezen op 21 april 2026")


@pytest.mark.clause("KLI-02")
def test_a_version_that_comes_is_read_before_its_day(office: Office, desk: Client) -> None:
    publish_procedure(office.organisation, a_version(KLIK, 2, "2026-06-01"), TUESDAY)
    assert "Versie 1, geldt vanaf" in desk.get("/bureau/hulp/protocol/").content.decode()
    page = desk.get("/bureau/hulp/protocol/?regeling=klik-onderwijs&versie=2").content.decode()
    assert "Deze versie geldt nog niet. Lees haar alvast" in page
    desk.post("/bureau/hulp/protocol/?regeling=klik-onderwijs&versie=2")
    assert Reading.objects.get().version.version == 2


def test_who_read_it_is_no_business_of_who_does_not_lead(office: Office, enter: Callable[[Member], Client]) -> None:
    assert enter(office.employee).get("/bureau/hulp/protocol/gelezen/").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_however_many_work_here(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for number in range(people):
        add_member(office.organisation, name=f"N {number}", email=f"n{number}@k.nl", sign_in=f"n-{number}", secret="x", roles=[])
    desk.get("/bureau/hulp/protocol/gelezen/")
    with django_assert_num_queries(8):
        desk.get("/bureau/hulp/protocol/gelezen/")


@pytest.mark.parametrize("versions", [1, 3])
def test_the_page_costs_the_same_however_many_versions_were_published(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, versions: int
) -> None:
    for number in range(2, versions + 1):
        publish_procedure(office.organisation, a_version(KLIK, number, "2027-01-01"), TUESDAY)
    desk.get("/bureau/hulp/protocol/")
    with django_assert_num_queries(5):
        desk.get("/bureau/hulp/protocol/")
