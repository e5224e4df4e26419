"""Someone from outside with a part in one dossier: how he comes in, what he sees, what he does, and what does not exist for him."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.outsider import COMPLAINED, EEL, Outsider, links, recorded
from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation, took
from wederhoor.actions.record import Actor, Upload
from wederhoor.dossiers.models import AccessLog, Act, EntryLink, Party
from wederhoor.organisations.models import Member
from wederhoor.web import mailed_links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
OFFICER = "klachtenfunctionaris"


@pytest.fixture
def officer() -> Member:
    """Whoever consults."""
    return a_member(an_organisation("extrack"), OFFICER, name="Functionaris Fuut")


@pytest.fixture
def case(officer: Member) -> Outsider:
    """Consulted under secrecy, with a document; another document only the organisation has."""
    case = Outsider(a_dossier(officer.organisation))
    by = Actor(OFFICER, officer)
    recorded(case.dossier, "note", by, text="Intern gemor.", files=(Upload("intern.txt", b"geheim van binnen"),))
    files = (Upload("vraag-7.txt", b"de opgave"),)
    recorded(case.dossier, "consult", by, of=[EEL], outside=True, secrecy=True, question="Klopt vraag 7?", files=files)
    return case


@pytest.fixture
def inside(case: Outsider) -> Outsider:
    """He came in by his link."""
    return case.comes_in()


@pytest.fixture
def sworn(inside: Outsider) -> Outsider:
    """He accepted secrecy."""
    assert inside.does("accept_secrecy", {}) == 302
    return inside


# Coming in -----------------------------------------------------------------------------------------------------------------


def test_opening_the_link_uses_nothing_up_and_pressing_its_button_does(case: Outsider) -> None:
    [link] = links()
    for _ in range(3):
        assert "Bekijken wat aan mij is voorgelegd" in case.client.get(link).content.decode()
    assert case.client.post(link, follow=True).redirect_chain[-1][0] == case.address()
    assert Client().post(link).status_code == 404


def test_used_expired_and_altered_links_give_one_and_the_same_page(case: Outsider, quick: time_machine.Traveller) -> None:
    [link] = links()
    altered = f"{link[:-3]}{'AB' if link[-3:-1] != 'AB' else 'BA'}/"
    answers = [Client().get(altered), Client().get("/bij/link/x/")]
    Client().post(link)
    answers.append(Client().get(link))
    EntryLink.objects.update(used_at=None)
    quick.move_to(NOW + timedelta(days=60), tick=False)
    answers += [Client().get(link), Client().post(link)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_tokens(answer.content.decode()) for answer in answers}) == 1
    assert "Nieuwe link aanvragen" in answers[0].content.decode()


def without_tokens(page: str) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", page)


def test_whoever_tries_links_waits() -> None:
    statuses = [Client().get(f"/bij/link/x{n}/", REMOTE_ADDR="192.0.2.44").status_code for n in range(14)]
    assert (statuses[0], statuses[-1]) == (404, 429)


def test_the_visit_has_a_new_session_and_lasts_twelve_hours(case: Outsider, quick: time_machine.Traveller) -> None:
    case.client.get("/bureau/aanmelden/")
    before = case.client.session.session_key
    case.client.post(links()[0])
    assert case.client.session.session_key != before
    quick.move_to(NOW + timedelta(hours=11, minutes=59), tick=False)
    assert case.client.get(case.address()).status_code == 200
    quick.move_to(NOW + timedelta(hours=12), tick=False)
    assert case.client.get(case.address()).url == "/bij/nieuwe-link/"  # type: ignore[attr-defined]


def test_a_new_link_is_asked_for_with_one_answer_for_known_and_unknown(case: Outsider) -> None:
    links()
    answers = [Client().post("/bij/nieuwe-link/", {"email": email}) for email in ("aal@elders.example", "niemand@elders.example")]
    assert len({without_tokens(answer.content.decode()) for answer in answers}) == 1
    assert len(links()) == 1


def test_an_address_is_not_flooded_with_letters_and_one_that_is_none_is_told(case: Outsider) -> None:
    links()
    for _ in range(6):
        Client().post("/bij/nieuwe-link/", {"email": "AAL@elders.example"})
    assert len(links()) == mailed_links.MOST_LETTERS
    assert Client().post("/bij/nieuwe-link/", {"email": "geen adres"}).status_code == 422
    assert Client().get("/bij/nieuwe-link/").status_code == 200


def test_signing_out_ends_the_visit_and_says_so(inside: Outsider) -> None:
    assert inside.client.get("/bij/afmelden/").status_code == 200
    assert "U bent afgemeld." in inside.client.post("/bij/afmelden/", follow=True).content.decode()
    assert inside.client.get(inside.address()).url == "/bij/nieuwe-link/"  # type: ignore[attr-defined]


def test_his_pages_are_kept_out_of_caches_and_search_engines(inside: Outsider) -> None:
    answer = inside.client.get(inside.address())
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")


# What he sees ----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXT-20")
def test_nothing_is_shown_before_he_promises_secrecy(inside: Outsider) -> None:
    page = inside.page()
    assert "Beloof eerst geheimhouding" in page
    assert "EXT-20" in page or "art. " in page
    assert not [word for word in ("Klopt vraag 7?", "vraag-7.txt", *COMPLAINED) if word in page]
    assert inside.client.get(inside.address("document/d-2/")).status_code == 404


@pytest.mark.clause("EXT-20")
def test_once_he_promised_he_sees_what_was_put_before_him_and_that_is_on_record(sworn: Outsider) -> None:
    page = sworn.page()
    assert "Klopt vraag 7?" in page
    assert "vraag-7.txt" in page
    assert b"de opgave" in sworn.client.get(sworn.address("document/d-2/")).content
    act = Act.objects.get(matter_id=sworn.dossier.matter_id, act="accept_secrecy")
    assert (act.by, act.person) == ("adviser", sworn.party.ref)


@pytest.mark.clause("EXA-06", "KLI-08")
def test_the_rest_of_the_dossier_does_not_exist_for_him(sworn: Outsider, officer: Member) -> None:
    page = sworn.page()
    hidden = ("Intern gemor", "intern.txt", *COMPLAINED, officer.email)
    assert [word for word in hidden if word in page] == []
    assert sworn.client.get(sworn.address("document/d-1/")).status_code == 404


@pytest.mark.clause("EXT-20")
def test_his_advice_reaches_the_handler_with_what_he_added(sworn: Outsider, officer: Member, enter: Callable[[Member], Client]) -> None:
    assert sworn.does("advise", {"advice": "Vraag 7 klopt niet."}) == 302
    act = Act.objects.get(matter_id=sworn.dossier.matter_id, act="advise")
    assert (act.by, act.person) == ("adviser", sworn.party.ref)
    assert "Vraag 7 klopt niet." in enter(officer).get(f"/bureau/dossier/{sworn.dossier.number}/").content.decode()
    assert "Vraag 7 klopt niet." in sworn.page()


def test_advice_that_says_nothing_is_not_recorded(sworn: Outsider) -> None:
    assert sworn.does("advise", {"advice": ""}) == 422
    assert not Act.objects.filter(matter_id=sworn.dossier.matter_id, act="advise").exists()


def test_the_form_of_an_act_offers_him_no_colleagues_and_tells_no_names(sworn: Outsider, officer: Member) -> None:
    page = sworn.page("advise/")
    assert [word for word in (*COMPLAINED, officer.name, officer.email) if word in page] == []


def test_an_act_that_is_not_his_is_refused_with_the_reason(sworn: Outsider) -> None:
    assert sworn.does("judge", {"outcome": "upheld"}) in {403, 409}
    assert not Act.objects.filter(matter_id=sworn.dossier.matter_id, act="judge").exists()


def test_he_speaks_for_nobody_else(sworn: Outsider) -> None:
    assert sworn.does("withdraw", {"reason": "Ik wil niet meer."}) in {403, 409}
    assert not Act.objects.filter(matter_id=sworn.dossier.matter_id, act="withdraw").exists()


def test_each_opening_is_in_the_access_log_under_his_reference(inside: Outsider) -> None:
    inside.page()
    assert AccessLog.objects.filter(dossier=inside.dossier, who=inside.party.ref).count() == 1


# What does not exist -----------------------------------------------------------------------------------------------------------


def test_another_dossier_of_the_same_organisation_does_not_exist(sworn: Outsider, officer: Member) -> None:
    other = a_dossier(officer.organisation, at=NOW + HOUR)
    stranger = Party.objects.get(matter_id=other.matter_id, part="complainant")
    assert sworn.client.get(f"/bij/{sworn.party.pk}/{other.number}/").status_code == 404
    assert sworn.client.get(f"/bij/{stranger.pk}/{other.number}/").status_code == 404


@pytest.mark.parametrize("place", ["", "advise/", "document/d-2/", "brief/1/"])
def test_without_a_visit_an_address_leads_to_asking_for_a_link(case: Outsider, place: str) -> None:
    answer = Client().get(case.address(place))
    assert (answer.status_code, answer["Location"]) == (302, "/bij/nieuwe-link/")


def test_the_desk_is_closed_to_him(sworn: Outsider) -> None:
    number = sworn.dossier.number
    for place in ("", "register/", "vastleggen/", f"dossier/{number}/", f"dossier/{number}/note/", f"dossier/{number}/document/d-2/"):
        answer = sworn.client.get(f"/bureau/{place}")
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/bureau/aanmelden/")


def test_several_dossiers_are_listed_and_each_link_opens_its_own(case: Outsider, officer: Member) -> None:
    second = a_dossier(officer.organisation, at=NOW + HOUR)
    took(second, "consult", officer, role=OFFICER, at=NOW + HOUR, of=[EEL], secrecy=True, question="En deze?")
    for link in links():
        case.client.post(link)
    page = case.client.get("/bij/").content.decode()
    assert (case.dossier.number in page, second.number in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_more_dossiers(
    case: Outsider, officer: Member, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        more = a_dossier(officer.organisation, at=NOW + HOUR)
        took(more, "consult", officer, role=OFFICER, at=NOW + HOUR, of=[EEL], secrecy=True, question=f"En deze, {number}?")
    for link in links():
        case.client.post(link)
    with django_assert_num_queries(3):
        assert case.client.get("/bij/").content.decode().count("/bij/") > count
