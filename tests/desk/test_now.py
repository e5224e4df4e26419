"""What now: the duty that an act meets stands beside it, and what would be refused whatever one fills in is said beforehand."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation, took
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
EXTEND = "Termijn verlengen"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A Wednesday in 2026."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def officer_of(dossier: Dossier) -> Member:
    return a_member(dossier.organisation, "klachtenfunctionaris")


def refused(client: Client, dossier: Dossier) -> dict[str, tuple[str, str]]:
    """What cannot be done now, by its name: why, and its article."""
    offer = client.get(f"/bureau/dossier/{dossier.number}/").context["offer"]
    return {one.label: (one.reason, one.article) for one in offer.not_now}


def test_what_is_owed_without_a_date_stands_beside_the_act_that_meets_it(enter: Enter, clock: time_machine.Traveller) -> None:
    dossier = a_dossier(an_organisation("extrack"))
    officer = officer_of(dossier)
    took(dossier, "request_rules", officer, role="klachtenfunctionaris", at=NOW)
    page = enter(officer).get(f"/bureau/dossier/{dossier.number}/").content.decode()
    assert "Het reglement van de commissie sturen" in page


@pytest.mark.clause("EXT-14")
def test_a_term_that_is_over_is_not_offered_to_be_extended(enter: Enter, clock: time_machine.Traveller) -> None:
    dossier = a_dossier(an_organisation("extrack"))
    officer = officer_of(dossier)
    assert EXTEND not in refused(enter(officer), dossier)
    clock.move_to(NOW + timedelta(weeks=5), tick=False)
    assert refused(enter(officer), dossier)[EXTEND] == ("De termijn is al voorbij; verlengen kan niet meer.", "3")


@pytest.mark.clause("EXT-14")
def test_where_no_term_runs_there_is_nothing_to_extend(enter: Enter, clock: time_machine.Traveller) -> None:
    dossier = a_dossier(an_organisation("extrack"))
    officer = officer_of(dossier)
    took(dossier, "talk", officer, role="klachtenfunctionaris", at=NOW, outcome="solved", account="Het is goed zo.")
    clock.move_to(NOW + DAY, tick=False)
    assert refused(enter(officer), dossier)[EXTEND] == ("Er loopt geen termijn die verlengd kan worden.", "3")


@pytest.mark.clause("EXT-11")
def test_an_answer_without_reasons_comes_back_with_the_article_that_asks_them(enter: Enter, clock: time_machine.Traveller) -> None:
    dossier = a_dossier(an_organisation("extrack"))
    page = enter(officer_of(dossier)).post(f"/bureau/dossier/{dossier.number}/reply/", {"channel": "mail", "reasons": "", "step": "look"})
    assert (page.status_code, page.context["asked_by_rule"], page.context["article"]) == (422, True, "3")
    assert "De klachtenregeling vraagt dit." in page.content.decode()


def test_only_a_term_that_can_be_extended_is_offered_in_that_form(enter: Enter, clock: time_machine.Traveller) -> None:
    dossier = a_dossier(an_organisation("extrack"))
    form = enter(officer_of(dossier)).get(f"/bureau/dossier/{dossier.number}/extend/").context["form"]
    [duty] = [field for field in (*form.shown, *form.more) if field.name == "duty"]
    assert len(duty.choices) == 1


@pytest.mark.clause("ECM-06")
def test_whoever_would_close_is_told_all_that_is_still_to_be_done(enter: Enter, clock: time_machine.Traveller) -> None:
    dossier = a_dossier(an_organisation("ecm"))
    member = a_member(dossier.organisation, "verantwoordelijk-medewerker")
    reasons = [reason for reason, _article in refused(enter(member), dossier).values()]
    both = ("nog geen oordeel vastgelegd.", "De klager weet de uitkomst nog niet.")
    assert [one for one in reasons if all(said in one for said in both)]
