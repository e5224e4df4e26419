"""Exa.men as its customer lives through it: a remark, a visit, an objection in time and one after it, and what changes in an exam."""

import re

import pytest

from tests.journeys.at_home import Home, at_home
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, text_of
from wederhoor.actions.installation import add_product

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
CONSTRUCTOR = "kernconstructeur"
REMARK = {
    "Uw naam": "Tom Dijkgraaf",
    "Uw school of organisatie": "MBO Delta",
    "Uw e-mailadres": "tom@delta.example",
    "Wat wilt u melden?": "Opmerking",
    "Wat is er gebeurd?": "Opgave 12 noemt een winkel die niet meer bestaat.",
    "Wilt u een inhoudelijke reactie?": "Nee",
}


@pytest.fixture
def home(settled: Settled) -> Home:
    return at_home(settled("exa-men", "Exa.men", "2026-06-08T09:00"), "support", CONSTRUCTOR)


@pytest.mark.clause("EXA-01", "EXA-03", "EXA-04")
def test_a_remark_that_wants_no_answer_is_confirmed_by_its_day_and_promises_no_answer(home: Home) -> None:
    shown = home.files(REMARK)
    assert "uiterlijk maandag 15 juni" in shown
    assert "6 juli" not in shown
    home.town.at("2026-06-16T00:05")
    assert "uiterlijk maandag 15 juni" in home.reads()
    assert "Dat is niet gelukt: wij zijn te laat." in home.reads()
    home.desk("acknowledge", channel="mail")
    assert "Wij bevestigden de ontvangst dinsdag 16 juni" in home.reads()
    assert "Opmerking" in home.page.locator(".number-line").inner_text()


@pytest.mark.clause("EXA-04", "EXA-22")
def test_who_wanted_no_answer_can_object_from_the_message_that_closes_it(home: Home) -> None:
    home.filed(kind="remark", wants_reply=False)
    home.desk("acknowledge", channel="mail")
    assert [one for one in home.offered() if "ezwaar" in one] == []
    assert "Dat kan binnen 6 weken nadat wij u onze reactie stuurden of wij het dossier sloten." in home.reads()
    home.town.at("2026-06-10T09:00")
    home.desk("close", channel="mail")
    shown = home.reads()
    assert "Dat kan tot en met woensdag 22 juli" in shown
    assert "woensdag 22 juli 2026" in letter(home)


def letter(home: Home) -> str:
    """The last letter on her page."""
    return " ".join(home.page.locator(".timeline-letter .quote").last.inner_text().split())


@pytest.mark.clause("EXA-05", "EXA-13", "EXA-15")
def test_a_visit_is_told_the_dossier_asked_for_and_the_answer_read(home: Home) -> None:
    home.filed()
    home.desk("visit", planned_on="2026-06-12")
    assert "Wij spraken af dat wij bij u langskomen op vrijdag 12 juni" in home.reads()
    home.town.at("2026-06-12T16:00")
    home.desk("visit", account="Wij bekeken de opgave samen.")
    shown = home.reads()
    assert "Wij kwamen bij u langs vrijdag 12 juni" in shown
    assert "Wij bekeken de opgave samen." not in shown
    assert [one for one in home.offered() if one.startswith("Schriftelijk bevestigen")] == []
    shown = home.does("Mijn dossier inzien", {"Wat wilt u inzien?": "Alles."})
    assert "U vroeg om inzage" in shown
    home.desk("reply", role=CONSTRUCTOR, channel="mail", reasons="De opgave wordt aangepast.")
    shown = home.reads()
    assert "De opgave wordt aangepast." in shown
    assert "Dat kan tot en met vrijdag 24 juli" in shown
    assert "vrijdag 24 juli 2026" in letter(home)


@pytest.mark.clause("EXA-22")
def test_on_the_last_day_one_objects_and_the_day_after_one_is_told_that_it_is_late_and_who_decides(home: Home) -> None:
    home.filed()
    home.desk("reply", role=CONSTRUCTOR, channel="mail", reasons="Zo staat het in de toetsmatrijs.")
    home.town.at("2026-07-20T23:30")
    assert any(one.startswith("Bezwaar of beroep maken") for one in home.offered())
    home.town.at("2026-07-21T00:05")
    assert "Dat kon tot en met maandag 20 juli" in home.reads()
    shown = home.does("Bezwaar of beroep maken", {"Waarom bent u het er niet mee eens?": "De matrijs is oud."})
    assert "na de termijn" in shown
    home.desk("excuse_lateness", number=home.objection(), reason="Uw school was dicht.")
    home.desk("acknowledge", number=home.objection(), channel="mail")
    assert "Wij bevestigden de ontvangst" in home.reads()


@pytest.mark.clause("EXA-23")
def test_an_objection_in_time_is_taken_back(home: Home) -> None:
    home.filed()
    home.desk("reply", role=CONSTRUCTOR, channel="mail", reasons="Zo staat het in de toetsmatrijs.")
    shown = home.does("Bezwaar of beroep maken", {"Waarom bent u het er niet mee eens?": "De matrijs is oud."})
    assert "na de termijn" not in shown
    assert "deskundige" in shown
    assert any(one.startswith("Mijn bezwaar of beroep intrekken") for one in home.offered())
    shown = home.does("Mijn bezwaar of beroep intrekken")
    assert "U trok uw bezwaar of beroep in" in shown
    assert "U hebt uw klacht ingetrokken" not in shown


@pytest.mark.clause("EXA-09")
def test_a_new_version_that_the_constructor_records_stands_on_the_public_list_and_in_its_feed(home: Home) -> None:
    add_product(home.town.organisation, code="EX-101", name="Examen Koken")
    home.filed()
    carla: Colleague = home.town.colleague("Carla Kern", CONSTRUCTOR)
    carla.go("/bureau/wijzigingen/nieuw/")
    carla.page.locator('[name="product"][value="EX-101"]').check()
    carla.page.locator('[name="version"]').fill("2")
    carla.page.locator('[name="published_on"]').fill("08-06-2026")
    carla.page.locator('[name="line"]').fill("Opgave 12 is duidelijker.")
    carla.page.locator('[name="cohorts"][value="2025"]').check()
    carla.press(re.compile("^Op de openbare lijst zetten$"))
    shown = home.opens("/exa-men/wijzigingen/")
    assert "8 juni 2026 Examen Koken versie 2 Opgave 12 is duidelijker." in shown
    for choice, there in (("2025-2026", True), ("Alle", True)):
        home.page.get_by_role("link", name=choice, exact=True).last.click()
        assert ("Opgave 12 is duidelijker." in text_of(home.page)) == there
    assert "Er is niets veranderd" in home.opens("/exa-men/wijzigingen/?schooljaar=2024")
    assert "Er is niets veranderd" in home.opens("/exa-men/wijzigingen/?schooljaar=2025&cohort=2019")
    assert [name for name in ("Noor de Wit", "ROC Zonland", home.number) if name in shown] == []
    feed = home.page.request.get("/exa-men/wijzigingen/atom.xml").text()
    assert "Opgave 12 is duidelijker." in feed
    assert [name for name in ("Noor de Wit", "ROC Zonland", home.number) if name in feed] == []
