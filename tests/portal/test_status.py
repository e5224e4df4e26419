import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, took
from tests.portal.matters import MANAGER, decided, deliver
from tests.portal.visitor import Page, page_of, words
from wederhoor.actions.filing import Filed
from wederhoor.actions.record import Actor, Log, record
from wederhoor.dossiers.models import AccessLog
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db


def status(client: Client, filed: Filed, at: datetime = NOW + HOUR) -> Page:
    return seen(client, page_of(client, filed.tracking_code), at)


def seen(client: Client, page: str, at: datetime) -> Page:
    with time_machine.travel(at, tick=False):
        return client.get(page)


@pytest.mark.clause("KLI-09")
def test_it_says_what_happens_by_when_and_by_which_article(client: Client) -> None:
    page = words(status(client, a_filing(an_organisation())))
    assert "Wij behandelen uw klacht" in page
    # Three working days after Wednesday 22 April; Monday 27 April is King's Day.
    assert "U krijgt uiterlijk dinsdag 28 april een bevestiging dat uw klacht er is" in page
    assert "Wie dit doet: Manager Propositie" in page
    assert "KLI-09" in page


def test_a_due_date_unfolds_into_its_reckoning(client: Client) -> None:
    page = words(status(client, a_filing(an_organisation())))
    assert "Waarom 28 april?" in page
    assert "Koningsdag" in page


def test_lateness_is_said_as_it_is(client: Client) -> None:
    page = words(status(client, a_filing(an_organisation()), NOW + 10 * DAY))
    assert "Dat is niet gelukt: wij zijn te laat." in page


def test_a_right_that_opens_later_is_announced_with_its_term(client: Client) -> None:
    page = words(status(client, a_filing(an_organisation())))
    assert "Schriftelijk bezwaar maken Dat kan binnen 10 werkdagen nadat wij u onze reactie stuurden." in page


@pytest.mark.clause("KLI-14")
def test_a_right_that_runs_shows_its_last_day(client: Client) -> None:
    filed = decided()
    page = words(status(client, filed, NOW + 3 * DAY))
    # Ten working days after Friday 24 April, without King's Day and Liberation Day.
    assert "Dat kan tot en met dinsdag 12 mei" in page
    assert "Bezwaar maken" in page


@pytest.mark.parametrize(("procedure", "said"), [("extrack", {"art. 1", "art. 2", "art. 4", "art. 5"}), ("klik-onderwijs", set())])
def test_a_button_shows_an_article_by_its_number_and_never_a_clause_by_its_id(client: Client, procedure: str, said: set[str]) -> None:
    page = status(client, a_filing(an_organisation(procedure))).content.decode()
    buttons = re.findall(r'<a class="button[^>]*href="/volgen/[^>]*>(.*?)</a>', page)
    assert buttons
    assert {one for button in buttons for one in re.findall('<span class="article">(.*?)</span>', button)} == said


def test_a_letter_is_read_once_it_left_and_not_before(client: Client) -> None:
    filed = a_filing(an_organisation())
    took(filed.dossier, "acknowledge", a_member(filed.dossier.organisation, MANAGER), role=MANAGER, at=NOW + HOUR, channel="mail")
    assert "Wij bevestigden de ontvangst" not in words(status(client, filed))
    deliver(NOW + HOUR)
    page = words(status(client, filed))
    assert "Wij bevestigden de ontvangst" in page
    assert "Wij hebben uw klacht ontvangen (2026-0001)" in page


def test_the_newest_letter_lies_open_and_the_top_of_the_page_leads_to_it(client: Client) -> None:
    page = status(client, decided(), NOW + 3 * DAY)
    shown = page.content.decode()
    newest = page.context["status"].newest_letter
    assert (newest.title, shown.count('<details class="letter" open>')) == ("Wij stuurden u onze reactie", 1)
    assert ('href="#laatste-brief"' in shown, shown.count('id="laatste-brief"')) == (True, 1)


def test_what_is_internal_never_shows(client: Client) -> None:
    filed = decided()
    manager = a_member(filed.dossier.organisation, MANAGER)
    for act, data in (("note", {"text": "Geheime notitie"}), ("assess", {"severity": "serious"}), ("advise", {"advice": "Geheim advies"})):
        took_if_possible(filed, act, manager, data)
    page = words(status(client, filed, NOW + 5 * DAY))
    assert "Wij stuurden u onze reactie" in page
    assert "Geheim" not in page
    assert not [word for word in ("Notitie", "Advies", "Oordeel gegeven", "ernst bepaald") if word in page]


def took_if_possible(filed: Filed, act: str, member: Member, data: dict[str, Any]) -> None:
    at = NOW + 3 * DAY
    record(Log(filed.dossier.matter_id), act, by=Actor(MANAGER, member), at=at, now=at, data=data)


def test_what_is_internal_to_an_objection_never_shows(client: Client) -> None:
    filed, at = decided(), NOW + 3 * DAY
    log = Log(filed.dossier.matter_id)
    data = {"channel": "portal", "in_writing": True, "grounds": ["Het klopt niet."]}
    record(log, "object", by=Actor("complainant"), at=at, now=at, data=data)
    took(filed.dossier.matter.dossiers.get(name="objection 1"), "note", manager_of(filed), role=MANAGER, at=at, text="Geheim bij bezwaar")
    page = words(status(client, filed, at + HOUR))
    assert "Wij ontvingen uw bezwaar" in page
    assert "Uw bezwaar loopt" in page
    assert "Geheim" not in page


def manager_of(filed: Filed) -> Member:
    return Member.objects.filter(organisation=filed.dossier.organisation).earliest("pk")


def test_another_organisations_dossier_is_another_page(client: Client) -> None:
    mine, other = a_filing(an_organisation()), a_filing(an_organisation("ecm"), description="Van een ander")
    page = words(status(client, mine))
    assert mine.dossier.organisation.name in page
    assert other.dossier.organisation.name not in page
    assert "Van een ander" not in page


def test_ones_own_words_are_shown_and_never_run(client: Client) -> None:
    page = status(client, a_filing(an_organisation(), description="<script>alert(1)</script>")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("wrong", ["ABCD-EFGH", "x" * 300, "🙂", "' OR 1=1 --"])
def test_a_wrong_code_gets_one_plain_answer(client: Client, wrong: str) -> None:
    a_filing(an_organisation())
    answer = client.get(f"/volgen/{wrong}/")
    assert answer.status_code == 404
    assert "Deze code kennen wij niet" in words(answer)


def test_an_altered_code_opens_nothing(client: Client) -> None:
    code = a_filing(an_organisation()).tracking_code
    altered = ("B" if code[0] == "A" else "A") + code[1:]
    assert client.get(f"/volgen/{altered}/").status_code == 404
    assert client.get(f"/volgen/{altered}/0/withdraw/").status_code == 404


def test_the_code_is_read_as_people_type_it(client: Client) -> None:
    filed = a_filing(an_organisation())
    typed = client.post("/volgen/", {"code": f" {filed.tracking_code.lower().replace('-', ' ')} "})
    assert client.get(typed["Location"]).status_code == 200


def test_each_opening_is_written_down_once_per_quarter(client: Client) -> None:
    filed = a_filing(an_organisation())
    for _ in range(3):
        status(client, filed)
    assert AccessLog.objects.get().who.startswith("p-")


def test_the_page_stays_out_of_caches_search_engines_and_other_sites(client: Client) -> None:
    headers = status(client, a_filing(an_organisation()))
    assert "no-store" in headers["Cache-Control"]
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_address_in_a_letter_leads_to_the_page(client: Client) -> None:
    filed = a_filing(an_organisation())
    assert client.get(f"/{filed.dossier.organisation.slug}/volg/{filed.tracking_code}")["Location"] == page_of(client, filed.tracking_code)


def test_the_receipt_becomes_the_status_page_once_something_happened(client: Client) -> None:
    filed = a_filing(an_organisation())
    took(filed.dossier, "note", a_member(filed.dossier.organisation, MANAGER), role=MANAGER, at=NOW + HOUR, text="x")
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        page = page_of(client, filed.tracking_code)
        assert client.get(f"{page}ontvangst/")["Location"] == page


def test_it_takes_as_many_queries_for_a_new_complaint_as_for_a_decided_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for filed in (a_filing(an_organisation()), decided()):
        page = page_of(client, filed.tracking_code)
        seen(client, page, NOW + HOUR)
        with django_assert_num_queries(5):
            seen(client, page, NOW + 3 * DAY)


def test_a_last_day_in_another_year_has_its_year(client: Client) -> None:
    late = datetime(2026, 12, 23, 9, tzinfo=UTC)
    page = words(status(client, a_filing(an_organisation(), at=late), late + HOUR))
    # Ten working days after Wednesday 23 December, over Christmas and New Year.
    assert "uiterlijk vrijdag 8 januari 2027" in page
    assert "Waarom 8 januari 2027?" in page


@pytest.mark.clause("ECM-11")
def test_what_the_other_side_told_is_read_once_it_was_put_before_him_and_advice_never(client: Client) -> None:
    organisation = an_organisation("ecm")
    officer, filed = a_member(organisation, "verantwoordelijk-medewerker"), a_filing(organisation)

    def does(act: str, **data: Any) -> None:  # noqa: ANN401 -- data of any act
        took(filed.dossier, act, officer, role="verantwoordelijk-medewerker", at=NOW + HOUR, **data)

    does("hear", party="concerned", account="De zaal was dubbel geboekt.")
    does("consult", of=[f"m-{officer.pk}"], question="Is dat vaker zo?", answer="Ja, elk jaar.")
    does("hear", party="concerned", account="De sleutel was weg.")
    assert "De zaal was dubbel geboekt." not in words(status(client, filed))
    does("disclose", party="complainant", of=[1, 2])
    page = words(status(client, filed, NOW + DAY))
    assert "Wij lieten u zien wat er is verteld" in page
    assert "Wat de andere kant vertelde De zaal was dubbel geboekt." in page
    assert [said in page for said in ("Is dat vaker zo?", "Ja, elk jaar.", "De sleutel was weg.")] == [False] * 3


def test_the_complaint_itself_put_before_the_other_side_is_no_news_to_the_complainant(client: Client) -> None:
    organisation = an_organisation("ecm")
    filed = a_filing(organisation)
    officer = a_member(organisation, "verantwoordelijk-medewerker")
    took(filed.dossier, "disclose", officer, role="verantwoordelijk-medewerker", at=NOW + HOUR, party="concerned")
    assert "Wij lieten u zien" not in words(status(client, filed))
