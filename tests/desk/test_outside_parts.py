"""What each regulation lets its outsiders see and do: adviser, expert, handler, committee, and whom a complaint is about."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.desk.outsider import COMPLAINED, EEL, Outsider, links, recorded
from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.factories.lives import MANAGER, begun, decided
from wederhoor.actions.record import Actor, Upload
from wederhoor.actions.values import NewParty
from wederhoor.dossiers.models import Act, Dossier, Party
from wederhoor.organisations.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
Enter = Callable[[Member], Client]
#: The session and his visit; the dossier with its matter, log and persons; the opening; texts, documents and letters.
PAGE_QUERIES = 8
OTTER = NewParty(name="Beoordelaar Otter", email="otter@elders.example")


def hidden(page: str, words: tuple[str, ...] = COMPLAINED) -> bool:
    return not [word for word in words if word in page]


def objected(procedure: str, role: str, at: datetime = NOW) -> tuple[Dossier, Member]:
    """An objection against an answer, and who works on it."""
    member = a_member(an_organisation(procedure), role)
    dossier = a_dossier(member.organisation, at=at - 3 * DAY)
    took(dossier, "judge", member, role=role, at=at - 2 * DAY, outcome="rejected", reasons="Nee.")
    took(dossier, "reply", member, role=role, at=at - 2 * DAY, channel="mail", reasons="Nee.")
    send_all(dossier, at=at - 2 * DAY)
    return took(dossier, "object", member, role=role, at=at - DAY, channel="mail", in_writing=True, grounds=["Te streng."]).row, member


@pytest.mark.clause("KLI-10", "KLI-12")
def test_what_a_handler_from_elsewhere_owes_stands_there_with_its_day_and_its_article() -> None:
    cast = begun()
    recorded(cast.dossier, "assign", Actor(MANAGER, cast.manager), to=EEL, outside=True)
    eel = Outsider(cast.dossier).comes_in()
    page = eel.page()
    assert "KLI-12" in page
    assert "werkdagen" in page
    assert eel.does("hear", {"party": "complainant", "account": "Hij vertelde zijn kant."}) == 302
    act = Act.objects.get(matter_id=cast.dossier.matter_id, act="hear")
    assert (act.by, act.person) == ("handler", eel.party.ref)


@pytest.mark.clause("EXA-06")
def test_an_outside_expert_who_is_consulted_sees_the_question_and_answers_it() -> None:
    support = a_member(an_organisation("exa-men"), "support")
    dossier = a_dossier(support.organisation)
    recorded(dossier, "consult", Actor("support", support), of=[EEL], outside=True, question="Klopt opgave 7?")
    eel = Outsider(dossier).comes_in()
    assert "Klopt opgave 7?" in eel.page()
    assert hidden(eel.page())
    assert eel.does("advise", {"advice": "Die klopt niet."}) == 302
    assert "Die klopt niet." in eel.page()


@pytest.mark.clause("EXA-23")
def test_an_independent_expert_judges_an_objection_that_was_put_before_him_and_no_other_dossier() -> None:
    objection, support = objected("exa-men", "support")
    recorded(objection, "appoint", Actor("support", support), to=OTTER, independent=True, part_in_exam=False)
    otter = Outsider(objection, name=OTTER.name).comes_in()
    assert "Te streng." in otter.page()
    other = a_dossier(support.organisation, at=NOW)
    assert otter.client.get(f"/bij/{otter.party.pk}/{other.number}/").status_code == 404
    assert otter.does("rule", {"outcome": "upheld", "channel": "mail", "reasons": "De klager heeft gelijk."}) == 302
    assert Act.objects.get(matter_id=objection.matter_id, act="rule").person == otter.party.ref


@pytest.mark.clause("KLI-15")
def test_members_of_a_committee_each_come_in_by_their_own_link() -> None:
    cast = decided(NOW - 10 * DAY)
    by = Actor(MANAGER, cast.manager)
    made = recorded(cast.dossier, "object", by, channel="mail", in_writing=True, grounds=["Te streng."])
    links()
    members = [{"person": one, "independent": True, "ground": "Kent niemand.", "expertise": "Recht."} for one in (EEL, OTTER)]
    recorded(made.row, "appoint", by, members=members)
    pages = []
    for name, link in zip((EEL.name, OTTER.name), links(), strict=True):
        one = Outsider(made.row, name=name)
        assert one.client.post(link, follow=True).status_code == 200
        pages.append(one.page())
    assert all("geschillencommissie" in page for page in pages)


@pytest.mark.clause("ECM-11")
def test_an_adviser_of_ecm_sees_the_question_and_need_do_nothing_here() -> None:
    member = a_member(an_organisation("ecm"), "verantwoordelijk-medewerker")
    dossier = a_dossier(member.organisation)
    recorded(dossier, "consult", Actor("verantwoordelijk-medewerker", member), of=[EEL], question="Wat vindt u?")
    page = Outsider(dossier).comes_in().page()
    assert "Wat vindt u?" in page
    assert "U hoeft hier nu niets te doen." in page
    assert hidden(page)


@pytest.mark.clause("CON-17")
def test_whom_a_complaint_is_about_sees_what_it_was_agreed_to_tell_him_and_nothing_more() -> None:
    officer = a_member(an_organisation("concreet-onderwijsproducten"), "klachtenfunctionaris")
    by = Actor("klachtenfunctionaris", officer)
    dossier = a_dossier(officer.organisation, subject={"class": "conduct", "product": "EX-101"})
    told = "U hoort dat er een klacht is."
    recorded(dossier, "agree_communication", by, complainant="Noor hoort alles.", concerned=told, account="Besproken.")
    recorded(dossier, "inform_concerned", by, at=NOW, person=EEL, channel="talk", account="Verteld.", states=[])
    page = Outsider(dossier).comes_in().page()
    assert told in page
    assert hidden(page, (*COMPLAINED, "Noor hoort alles.", "Besproken."))


@pytest.mark.clause("CON-17")
def test_he_reads_the_letters_to_him_as_they_left_and_no_others() -> None:
    officer = a_member(an_organisation("concreet-onderwijsproducten"), "klachtenfunctionaris")
    by = Actor("klachtenfunctionaris", officer)
    dossier = a_dossier(officer.organisation, subject={"class": "conduct", "product": "EX-101"})
    recorded(dossier, "acknowledge", by, channel="mail")
    recorded(dossier, "agree_communication", by, concerned="U hoort ervan.")
    recorded(dossier, "inform_concerned", by, person=EEL, channel="mail", reasons="Er is een klacht over u.")
    eel = Outsider(dossier).comes_in()
    theirs, his = (dossier.letters.get(act=act).pk for act in ("acknowledge", "inform_concerned"))
    assert f"brief/{his}/" in eel.page()
    assert EEL.name in eel.page(f"brief/{his}/")
    assert eel.client.get(eel.address(f"brief/{theirs}/")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_what_was_put_before_him(count: int) -> None:
    support = a_member(an_organisation("exa-men"), "support")
    dossier, by = a_dossier(support.organisation), Actor("support", support)
    for number in range(count):
        files = (Upload(f"opgave-{number}.txt", b"de opgave"),)
        ref = Party.objects.filter(matter_id=dossier.matter_id, name=EEL.name).values_list("ref", flat=True).first()
        recorded(dossier, "consult", by, of=[ref or EEL], question=f"Klopt opgave {number}?", files=files)
    eel = Outsider(dossier).comes_in()
    eel.page()
    address = eel.address()
    with CaptureQueriesContext(connection) as queries:
        eel.client.get(address)
    assert len(queries) == PAGE_QUERIES


# A colleague who does not read it whole -----------------------------------------------------------------------------------------


def consulted_colleague() -> tuple[Dossier, Member]:
    organisation = an_organisation("extrack")
    officer, colleague = a_member(organisation, "klachtenfunctionaris"), a_member(organisation, "medewerker")
    dossier = a_dossier(organisation)
    by, files = Actor("klachtenfunctionaris", officer), (Upload("opgave.txt", b"de opgave"),)
    recorded(dossier, "consult", by, of=[f"m-{colleague.pk}"], secrecy=True, question="Klopt vraag 7?", files=files)
    return dossier, colleague


@pytest.mark.clause("EXT-20")
def test_a_colleague_who_is_only_consulted_has_the_same_narrow_page_at_his_own_desk(enter: Enter) -> None:
    dossier, colleague = consulted_colleague()
    desk, address = enter(colleague), f"/bureau/dossier/{dossier.number}/"
    assert hidden(desk.get(address).content.decode(), (*COMPLAINED, "Klopt vraag 7?"))
    assert desk.get(f"{address}document/d-1/").status_code == 404
    desk.post(f"{address}accept_secrecy/", {"step": "record"})
    assert "Klopt vraag 7?" in desk.get(address).content.decode()
    assert desk.get(f"{address}document/d-1/").content == b"de opgave"


def test_he_finds_it_in_a_list_of_its_own_and_neither_in_the_register_nor_by_a_note(enter: Enter) -> None:
    dossier, colleague = consulted_colleague()
    desk = enter(colleague)
    assert dossier.number in desk.get("/bureau/voorgelegd/").content.decode()
    assert "Aan u voorgelegd" in desk.get("/bureau/").content.decode()
    assert dossier.number not in desk.get("/bureau/register/").content.decode()
    desk.post(f"/bureau/dossier/{dossier.number}/withdraw/", {"reason": "Namens de klager.", "step": "record"})
    assert not Act.objects.filter(matter_id=dossier.matter_id, act="withdraw").exists()


def test_who_reads_everything_has_no_such_list(enter: Enter) -> None:
    officer = a_member(an_organisation("extrack"), "klachtenfunctionaris")
    a_dossier(officer.organisation, at=NOW - HOUR)
    assert "Aan u voorgelegd" not in enter(officer).get("/bureau/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_was_put_before_a_colleague_takes_four_queries(enter: Callable[[Member], Client], count: int) -> None:
    organisation = an_organisation("extrack")
    officer, colleague = a_member(organisation, "klachtenfunctionaris"), a_member(organisation, "medewerker")
    for _ in range(count):
        dossier, by = a_dossier(organisation), Actor("klachtenfunctionaris", officer)
        recorded(dossier, "consult", by, of=[f"m-{colleague.pk}"], secrecy=True, question="Klopt vraag 7?")
    client = enter(colleague)
    client.get("/bureau/voorgelegd/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/bureau/voorgelegd/").content.decode()
    assert (len(queries), page.count('href="/bureau/dossier/')) == (4, count)
