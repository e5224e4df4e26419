"""Klik Onderwijs as its customer lives through it: from a talk to a formal complaint, and an objection in time or after it."""

import pytest

from tests.factories.house import a_member
from tests.journeys.at_home import Home, at_home
from tests.journeys.conftest import Settled
from tests.portal.matters import MANAGER

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]


@pytest.fixture
def home(settled: Settled) -> Home:
    return at_home(settled("klik-onderwijs", "Klik Onderwijs", "2026-06-08T09:00"), MANAGER, "medewerker")


def answered(home: Home) -> None:
    """Judged by an independent person and answered, on the eighth of June."""
    handler = a_member(home.town.organisation, MANAGER)
    home.filed()
    home.desk("acknowledge", channel="mail", states=["steps", "terms"])
    home.desk("assign", to=f"m-{handler.pk}", independent=True, outside=True)
    home.desk("explain_procedure", by=handler, role="handler", channel="mail")
    home.desk("consult", of=[MANAGER])
    home.desk("judge", by=handler, role="handler", outcome="rejected", reasons="De wet is leidend.")
    home.desk("reply", by=handler, role="handler", channel="mail", reasons="De module volgt de wet.")


@pytest.mark.clause("KLI-04", "KLI-05", "KLI-06")
def test_a_talk_that_did_not_help_becomes_a_formal_complaint_by_her_own_word(home: Home) -> None:
    home.filed(channel="phone")
    home.desk("invite", role="medewerker", channel="mail", party="complainant", reasons="Wij praten graag met u.")
    home.desk("talk", role="medewerker", outcome="unsolved", account="Zij wil het op schrift.")
    home.desk("explain_procedure", channel="mail")
    shown = home.does("Er een formele klacht van maken", {"Waarom maakt u er een formele klacht van?": "Het klopt niet."})
    assert "U maakte er een formele klacht van" in shown
    assert "uiterlijk donderdag 11 juni" in shown


@pytest.mark.clause("KLI-03", "KLI-07", "KLI-09", "KLI-10", "KLI-12", "KLI-13")
def test_steps_terms_who_handles_it_and_the_reasons_are_read_on_the_page(home: Home) -> None:
    home.filed()
    shown = home.reads()
    assert [day for day in ("uiterlijk donderdag 11 juni", "uiterlijk maandag 22 juni") if day not in shown] == []
    answered(home)
    shown = home.reads()
    said = ("Wij bevestigden de ontvangst", "Wij wezen iemand aan", "Wij legden uit hoe het verder gaat", "De module volgt de wet.")
    assert [one for one in said if one not in shown] == []
    assert "Dat kan tot en met maandag 22 juni" in shown


@pytest.mark.clause("KLI-14", "KLI-16", "KLI-17")
def test_an_objection_on_the_last_day_has_its_term_and_is_told_when_it_takes_longer(home: Home) -> None:
    answered(home)
    home.town.at("2026-06-22T23:50")
    shown = home.does("Bezwaar maken", {"Waarom bent u het er niet mee eens?": "De wet is veranderd."})
    assert "uiterlijk maandag 20 juli" in shown
    assert [one for one in home.offered() if one.startswith("Schriftelijk bevestigen")] == []
    home.desk("extend", number=home.objection(), channel="mail", until="2026-08-03", reasons="De commissie is op reis.")
    shown = home.reads()
    assert "De commissie is op reis." in shown
    assert "uiterlijk maandag 3 augustus" in shown


@pytest.mark.clause("KLI-14", "KLI-17")
def test_an_objection_after_the_last_day_is_taken_and_refused_with_the_reason(home: Home) -> None:
    answered(home)
    home.town.at("2026-06-23T09:00")
    assert "Dat kon tot en met maandag 22 juni" in home.reads()
    home.does("Bezwaar maken", {"Waarom bent u het er niet mee eens?": "De wet is veranderd."})
    home.desk("refuse", number=home.objection(), channel="mail", reason="Te laat zonder reden.", reasons="Te laat zonder reden.")
    shown = home.reads()
    assert "Wij behandelen uw bezwaar niet" in shown
    assert "Te laat zonder reden." in shown
