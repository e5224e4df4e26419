"""Concreet as its customer lives through it: what was no complaint is one, what was solved is not, and every proposal is his to judge."""

import pytest

from tests.journeys.at_home import Home, at_home
from tests.journeys.conftest import Settled

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
OFFICER = "klachtenfunctionaris"


@pytest.fixture
def home(settled: Settled) -> Home:
    return at_home(settled("concreet-onderwijsproducten", "Concreet Onderwijsproducten", "2026-06-01T09:00"), OFFICER, "medewerker")


@pytest.mark.clause("CON-02")
def test_what_was_called_a_misunderstanding_is_a_complaint_when_its_maker_says_so(home: Home) -> None:
    home.filed()
    home.desk("classify", kind="misunderstanding", reason="Het boek was van een ander.")
    home.desk("reply", channel="mail", reasons="Het boek was van een ander.")
    shown = home.reads()
    assert [said for said in ("Het boek was van een ander.", "toch een klacht") if said not in shown] == []
    assert "uw misverstand" not in shown
    home.does("Zeggen dat het toch een klacht is", {"Waarom?": "Het boek is van u."})
    assert "klacht" in home.page.locator(".number-line").inner_text().lower()


@pytest.mark.clause("CON-11", "CON-12")
def test_what_was_solved_in_a_talk_is_opened_again_and_reported_formally(home: Home) -> None:
    home.filed(channel="phone", tried_talk="unwilling")
    home.desk("talk", outcome="solved", account="De boeken komen morgen.")
    home.desk("reply", channel="mail", says="De boeken komen morgen.")
    assert "De boeken komen morgen." in home.reads()
    home.does("Zeggen dat het niet is opgelost", {"Wat is er nog niet opgelost?": "Er kwam niets."})
    assert "Het dossier is weer open" in home.reads()
    shown = home.does("Er een formele klacht van maken", {"Waarom maakt u er een formele klacht van?": "Ik wacht al een maand."})
    assert "U maakte er een formele klacht van" in shown
    assert "uiterlijk maandag 8 juni" in shown


@pytest.mark.clause("CON-12")
def test_what_was_not_solved_in_a_talk_brings_word_of_the_formal_report(home: Home) -> None:
    home.filed(channel="phone", tried_talk="unwilling")
    home.desk("talk", outcome="unsolved", account="Wij kwamen er niet uit.")
    home.desk("explain_procedure", channel="mail")
    shown = home.reads()
    assert "klantenservice@concreet-onderwijsproducten.example" in shown
    assert "Er een formele klacht van maken" in shown


@pytest.mark.clause("CON-14", "CON-15", "CON-18", "CON-19", "CON-20")
def test_the_promised_day_is_shown_a_proposal_declined_another_taken_and_a_copy_had(home: Home) -> None:
    home.filed()
    shown = home.reads()
    assert ("uiterlijk maandag 8 juni" in shown, "uiterlijk maandag 15 juni" in shown) == (True, True)
    home.desk("acknowledge", channel="mail", until="2026-06-30")
    assert "U kunt uiterlijk dinsdag 30 juni 2026 een reactie van ons verwachten." in home.reads()
    home.desk("explain_procedure", channel="mail")
    assert "U krijgt uiterlijk dinsdag 30 juni een voorstel voor een oplossing." in home.reads()
    home.desk("propose", channel="mail", solution="Nieuwe boeken in juli.")
    home.does("De oplossing afwijzen", {"Wat zou voor u wel een oplossing zijn?": "Nieuwe boeken nu."})
    home.desk("propose", channel="mail", solution="Nieuwe boeken morgen.")
    home.does("De oplossing aannemen", {"Wilt u daar iets bij zeggen?": "Dank u."})
    home.desk("send_copies", channel="mail", to=["complainant"])
    shown = home.reads()
    told = ("U wees de oplossing af", "Nieuwe boeken nu.", "U nam de oplossing aan", "Nieuwe boeken morgen.", "Afschrift van de oplossing")
    assert [said for said in told if said not in shown] == []


@pytest.mark.clause("CON-25")
def test_no_objection_is_offered_and_the_page_says_why(home: Home) -> None:
    home.filed()
    home.desk("propose", channel="mail", solution="Nieuwe boeken.")
    assert [one for one in home.offered() if "ezwaar" in one] == []
    assert "Deze regeling kent geen bezwaar." in home.reads()
    number = home.page.url.rstrip("/")
    assert "Deze regeling kent geen bezwaar." in home.opens(f"{number}/0/object/")
