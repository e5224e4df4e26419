"""ExTrack: an incomplete complaint, completed, extended in time, answered, and judged by a committee of two."""

from dataclasses import dataclass

import pytest

from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town, letter_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
MAIL = "bram.verhoeven@thuis.example"
#: Everything that was recorded, in order.
ACTS = (
    "file acknowledge sent complete report_progress sent extend sent judge reply sent recommend "
    "object appoint rule sent carry_out_ruling close close"
)


@dataclass
class Extrack:
    """Who has a part in the matter."""

    town: Town
    bram: Complainant
    officer: Colleague
    board: Colleague
    employee: Colleague
    lawyer: Colleague
    number: str = ""
    objection: str = ""


@pytest.fixture
def extrack(settled: Settled) -> Extrack:
    town = settled("extrack", "ExTrack", "2026-05-04T14:50")
    return Extrack(
        town,
        town.complainant(),
        town.colleague("Roos Functie", "klachtenfunctionaris"),
        town.colleague("Hugo Directie", "directie"),
        town.colleague("Lies Intern", "medewerker"),
        town.colleague("Job Jurist"),
    )


def bram_files(extrack: Extrack) -> None:
    """Without his address: the confirmation is owed all the same, the reply only from completion."""
    extrack.number = extrack.bram.files(
        {
            "Uw naam": "Bram Verhoeven",
            "Uw school of organisatie": "geen",
            "Uw e-mailadres": MAIL,
            "Uw telefoonnummer": "0687654321",
            "Wat wilt u melden?": "Klacht",
            "Waar gaat het over?": "Onze dienstverlening",
            "Wat is er gebeurd?": "De examentraining Boekhouden hield na drie van de zes avonden op.",
            "Wat hebt u al gedaan om het op te lossen?": "Twee keer gebeld met de planning.",
            "Hebt u er al met iemand van ons over gesproken?": "Ja, ik heb er met u over gesproken",
            "Ik ken versie 1 van deze regeling en ga ermee akkoord": "ja",
        }
    )
    assert "uiterlijk donderdag 7 mei" in extrack.bram.promised()
    assert "juni" not in extrack.bram.follows()


def the_officer_confirms_and_bram_completes(extrack: Extrack) -> None:
    extrack.town.at("2026-05-06T10:00")
    assert "Bevestigen per e-mail dat de klacht binnen is art. 3" in extrack.officer.row(extrack.number)
    assert "De klacht is nog niet volledig" in extrack.officer.why_not(extrack.number, "Oordeel vastleggen")
    extrack.officer.does(extrack.number, "Ontvangst bevestigen")
    letter = letter_to(extrack.town.post(), MAIL)
    assert "er ontbreekt nog iets" in letter
    extrack.town.at("2026-05-08T19:00")
    shown = extrack.bram.does("Iets toevoegen", {"Uw adres": "Zeedijk 8, 1012 AS", "Wat wilt u toevoegen?": "Mijn adres ontbrak nog."})
    assert "uiterlijk vrijdag 5 juni" in shown


def the_officer_extends_in_time(extrack: Extrack) -> None:
    extrack.town.at("2026-05-11T09:00")
    extrack.officer.does(extrack.number, "Voortgang melden", {"Redenen": "Uw klacht is nu volledig."})
    extrack.town.post()
    extrack.town.at("2026-05-22T09:00")
    extrack.officer.begins(extrack.number, "Termijn verlengen", {"Redenen": "De docent is nog op reis.", "Nieuwe datum": ""})
    assert extrack.officer.page.get_by_role("alert").count()
    extrack.officer.does(extrack.number, "Termijn verlengen", {"Redenen": "De docent is nog op reis.", "Nieuwe datum": "22-06-2026"})
    letter = letter_to(extrack.town.post(), MAIL)
    assert "De docent is nog op reis." in letter
    assert "maandag 22 juni" in letter
    assert "uiterlijk maandag 22 juni" in extrack.bram.follows()


def the_officer_judges_and_replies(extrack: Extrack) -> None:
    extrack.town.at("2026-06-18T09:00")
    extrack.officer.does(extrack.number, "Oordeel vastleggen", {"Oordeel": "deels gegrond", "Redenen": "Er was geen vervanger."})
    extrack.officer.does(extrack.number, "Reactie versturen", {"Redenen": "U krijgt de helft van het geld terug."})
    letter = letter_to(extrack.town.post(), MAIL)
    assert "geschillencommissie@extrack.example" in letter
    extrack.officer.does(extrack.number, "Aanbeveling doen", {"Aanbeveling": "Voor elke docent een vervanger."})


def bram_objects(extrack: Extrack) -> None:
    """In December: there is no last day."""
    extrack.town.at("2026-12-01T20:00")
    extrack.bram.does(
        "Bezwaar maken",
        {
            "Uw naam": "Bram Verhoeven",
            "Uw adres": "Zeedijk 8, 1012 AS",
            "Uw woonplaats": "Amsterdam",
            "Waartegen maakt u bezwaar?": "De klachtenfunctionaris",
            "Waarom bent u het er niet mee eens?": "De hele training was zo waardeloos.",
        },
    )
    extrack.objection = extrack.town.numbers()[-1]


def a_committee_of_two_rules(extrack: Extrack) -> None:
    extrack.town.at("2026-12-02T10:00")
    extrack.board.begins(extrack.objection, "Commissie benoemen", members=[seat("Lies Intern", "medewerker van ExTrack", outside="nee")])
    assert "Er zijn ten minste 2 personen nodig. art. 5" in extrack.board.refusal()
    extrack.board.does(
        extrack.objection,
        "Commissie benoemen",
        members=[
            seat("Lies Intern", "medewerker van ExTrack", outside="nee"),
            seat("Job Jurist", "onafhankelijke jurist van buiten", outside="ja"),
        ],
    )
    extrack.town.at("2027-01-11T10:00")
    extrack.lawyer.does(
        extrack.objection, "Uitspraak doen", {"Oordeel": "gegrond", "Redenen": "De afspraak ging over zes avonden.", "Bindend": "ja"}
    )
    assert "De afspraak ging over zes avonden." in letter_to(extrack.town.post(), MAIL)


def seat(name: str, capacity: str, *, outside: str) -> dict[str, str]:
    return {"Lid": name, "Hoedanigheid": capacity, "Lid is onafhankelijk": "ja", "Lid komt van buiten de organisatie": outside}


def it_is_carried_out_and_closes(extrack: Extrack) -> None:
    assert "Daar kan ExTrack niet van afwijken. art. 5" in extrack.officer.why_not(extrack.number, "Dossier heropenen")
    extrack.board.does(extrack.objection, "Uitspraak uitvoeren", {"Verslag": "Alles terugbetaald."})
    extrack.officer.does(extrack.objection, "Dossier sluiten")
    extrack.officer.does(extrack.number, "Dossier sluiten")
    extrack.town.post()
    assert "Waarom 11 januari 2028? maandag 11 januari 1 jaar vanaf deze dag" in extrack.officer.opens(extrack.number)
    assert "Wij hebben uw klacht afgehandeld" in extrack.bram.follows()


@pytest.mark.clause("EXT-08", "EXT-10", "EXT-11", "EXT-14", "EXT-17", "EXT-22", "EXT-26", "EXT-27")
def test_a_complaint_to_extrack_runs_from_the_form_to_the_binding_ruling(extrack: Extrack) -> None:
    bram_files(extrack)
    the_officer_confirms_and_bram_completes(extrack)
    the_officer_extends_in_time(extrack)
    the_officer_judges_and_replies(extrack)
    bram_objects(extrack)
    a_committee_of_two_rules(extrack)
    it_is_carried_out_and_closes(extrack)
    assert " ".join(extrack.town.log()) == ACTS
