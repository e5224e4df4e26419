"""Concreet Onderwijsproducten: two proposals before one is accepted, and copies for everyone."""

from dataclasses import dataclass

import pytest

from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town, letter_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
MAIL = "nadia.smeets@bouwmensen.example"
#: Everything that was recorded, in order.
ACTS = (
    "file acknowledge sent explain_procedure sent assign assess report_structural agree_communication find_cause "
    "propose sent decline propose sent accept carry_out send_copies sent close"
)


@dataclass
class Concreet:
    """Who has a part in the matter."""

    town: Town
    nadia: Complainant
    officer: Colleague
    handler: Colleague
    number: str = ""


@pytest.fixture
def concreet(settled: Settled) -> Concreet:
    town = settled("concreet-onderwijsproducten", "Concreet Onderwijsproducten", "2026-04-27T09:50")
    return Concreet(
        town, town.complainant(), town.colleague("Frits Klacht", "klachtenfunctionaris"), town.colleague("Mona Magazijn", "medewerker")
    )


def nadia_files(concreet: Concreet) -> None:
    """On King's Day: a week and two weeks from then."""
    concreet.number = concreet.nadia.files(
        {
            "Uw naam": "Nadia Smeets",
            "Uw school of organisatie": "Bouwmensen West",
            "Uw e-mailadres": MAIL,
            "Wat wilt u melden?": "Klacht",
            "Lesmateriaal, examen of iets anders": "Lesmateriaal",
            "Waar gaat het over?": "Een product",
            "Wat is er gebeurd?": "Van de veertig werkboeken Metselen waren er elf zonder hoofdstuk vijf.",
        }
    )
    assert "uiterlijk maandag 4 mei" in concreet.nadia.promised()
    assert "uiterlijk maandag 11 mei" in concreet.nadia.follows()


def the_officer_acknowledges_and_explains(concreet: Concreet) -> None:
    concreet.town.at("2026-04-28T09:00")
    assert "Ontvangst bevestigen art. 14" in concreet.officer.row(concreet.number)
    concreet.officer.does(concreet.number, "Ontvangst bevestigen", {"Nieuwe datum": "20-05-2026"})
    assert "woensdag 20 mei" in letter_to(concreet.town.post(), MAIL)
    concreet.town.at("2026-05-04T09:00")
    concreet.officer.does(concreet.number, "Klachtenregeling uitleggen")
    assert "Zo gaat het verder met uw klacht" in letter_to(concreet.town.post(), MAIL)


def it_is_assigned_and_looked_into(concreet: Concreet) -> None:
    concreet.officer.does(concreet.number, "Behandelaar aanwijzen", {"Naar wie": "Mona Magazijn", "Afdeling": "Druk-en-levering"})
    concreet.officer.does(concreet.number, "Aard en ernst bepalen", {"Aard": "levering", "Ernst": "gewoon", "Mogelijk structureel": "ja"})
    concreet.officer.does(concreet.number, "Mogelijk structureel probleem melden")
    concreet.officer.does(concreet.number, "Afspraken over contact vastleggen")
    concreet.officer.does(
        concreet.number, "Oorzaak vastleggen", {"Soort oorzaak": "leverancier", "Oorzaak": "De binder sloeg een vel over."}
    )


def nadia_declines_and_accepts(concreet: Concreet) -> None:
    concreet.town.at("2026-05-20T09:00")
    concreet.handler.does(concreet.number, "Oplossing voorstellen", {"Oplossing": "Wij sturen hoofdstuk vijf als los katern."})
    assert "Wij sturen hoofdstuk vijf als los katern." in letter_to(concreet.town.post(), MAIL)
    concreet.nadia.does("De oplossing afwijzen", {"Wat zou voor u wel een oplossing zijn?": "Elf hele boeken."})
    concreet.town.at("2026-06-03T09:00")
    assert "De klager heeft de oplossing nog niet aanvaard" in concreet.officer.why_not(concreet.number, "Dossier sluiten")
    assert "Een ander voorstel doen" in concreet.officer.row(concreet.number)
    concreet.officer.does(concreet.number, "Oplossing voorstellen", {"Oplossing": "U krijgt morgen elf nieuwe werkboeken."})
    assert "elf nieuwe werkboeken" in letter_to(concreet.town.post(), MAIL)
    concreet.nadia.does("De oplossing aannemen")


def copies_go_round_and_it_closes(concreet: Concreet) -> None:
    concreet.officer.does(concreet.number, "Uitvoering vastleggen", {"Verslag": "Elf boeken bezorgd."})
    concreet.officer.does(concreet.number, "Afschriften versturen", {"Naar wie": ["Klager", "Behandelaar"]})
    assert "Afschrift van de oplossing" in letter_to(concreet.town.post(), MAIL)
    concreet.officer.does(concreet.number, "Dossier sluiten")
    concreet.town.post()
    shown = concreet.nadia.follows()
    assert "Wij hebben uw klacht afgehandeld" in shown
    assert "Deze regeling kent geen bezwaar" in concreet.officer.why_not(concreet.number, "Bezwaar maken")


@pytest.mark.clause("CON-14", "CON-15", "CON-18", "CON-19", "CON-20", "CON-25")
def test_a_complaint_to_concreet_runs_from_the_form_to_the_second_proposal_and_its_copies(concreet: Concreet) -> None:
    nadia_files(concreet)
    the_officer_acknowledges_and_explains(concreet)
    it_is_assigned_and_looked_into(concreet)
    nadia_declines_and_accepts(concreet)
    copies_go_round_and_it_closes(concreet)
    assert " ".join(concreet.town.log()) == ACTS
