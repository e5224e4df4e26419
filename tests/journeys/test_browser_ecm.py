"""ECM: both sides heard, a solution, an appeal to the board, and the archive until the dossier is destroyed."""

from dataclasses import dataclass

import pytest

from tests.journeys.acts_ecm import ORDINARY
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town, letter_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
MAIL = "ilse.brouwer@vakcollege.example"
BOTH = "De andere kant is nog niet gehoord. Leg vast wat die vertelde, of dat die niet gehoord wil worden. art. 11"
#: Everything that was recorded, in order.
ACTS = (
    "file pass_on take acknowledge sent hear hear disclose disclose judge propose sent object rule sent "
    "carry_out_ruling close carry_out follow_up close archive destroy"
)


@dataclass
class Ecm:
    """Who has a part in the matter."""

    town: Town
    ilse: Complainant
    clerk: Colleague
    officer: Colleague
    board: Colleague
    archive: Colleague
    number: str = ""
    appeal: str = ""


@pytest.fixture
def ecm(settled: Settled) -> Ecm:
    town = settled("ecm", "ECM", "2026-04-30T15:50")
    return Ecm(
        town,
        town.complainant(),
        town.colleague("Karel Balie", "medewerker"),
        town.colleague("Vera Onderzoek", "verantwoordelijk-medewerker"),
        town.colleague("Theo Bestuur", "bestuur"),
        town.colleague("Anna Archief", "archiefhouder"),
    )


def ilse_files(ecm: Ecm) -> None:
    """On a Thursday; three days end on Sunday, for they are days of the calendar."""
    ecm.number = ecm.ilse.files(
        {
            "Uw naam": "Ilse Brouwer",
            "Uw school of organisatie": "Vakcollege Oost",
            "Uw e-mailadres": MAIL,
            "Wat wilt u melden?": "Klacht",
            "Wat is er gebeurd?": "De assessor kwam bij het praktijkexamen Monteur veertig minuten te laat.",
        }
    )
    assert "uiterlijk zondag 3 mei" in ecm.ilse.promised()


def the_clerk_passes_on_and_the_officer_confirms(ecm: Ecm) -> None:
    ecm.town.at("2026-05-01T09:00")
    assert ecm.number in ecm.clerk.row(ecm.number)
    ecm.clerk.does(ecm.number, "Doorzetten", {"Naar wie": "Vera Onderzoek", "Reden": "Gaat over een assessor van de techniek."})
    ecm.officer.does(ecm.number, "In behandeling nemen")
    assert "zondag 3 mei" in ecm.officer.opens(ecm.number)
    ecm.officer.does(ecm.number, "Ontvangst bevestigen")
    assert "Dit gaat er nu gebeuren" in letter_to(ecm.town.post(), MAIL)


def both_sides_are_heard(ecm: Ecm) -> None:
    """No judgement before that; each side is shown what the other said."""
    ecm.town.at("2026-05-11T10:00")
    ecm.officer.does(ecm.number, "Horen", {"Wie": "klager", "Verslag": "De kandidaten stonden buiten te wachten."})
    assert BOTH in ecm.officer.why_not(ecm.number, "Oordeel vastleggen")
    ecm.officer.does(ecm.number, "Horen", {"Wie": "degene over wie de klacht gaat", "Verslag": "De trein viel uit bij Zutphen."})
    ecm.officer.does(ecm.number, "Stukken voorleggen", {"Aan welke kant": "klager", "Welke verslagen": ["Gehoord (degene"]})
    ecm.officer.does(
        ecm.number, "Stukken voorleggen", {"Aan welke kant": "degene over wie de klacht gaat", "Welke verslagen": ["Gehoord (klager"]}
    )
    ecm.officer.does(ecm.number, "Oordeel vastleggen", {"Oordeel": "deels gegrond", "Redenen": "Er was geen tweede assessor."})
    assert "De trein viel uit" in ecm.ilse.follows()


def a_solution_is_offered(ecm: Ecm) -> None:
    ecm.town.at("2026-05-13T10:00")
    assert "De klager weet de uitkomst nog niet. art. 13" in ecm.officer.why_not(ecm.number, "Dossier sluiten")
    ecm.officer.does(
        ecm.number, "Oplossing voorstellen", {"Oplossing": "Het examen mag kosteloos over.", "Extra geste": "Een dag begeleiding vooraf."}
    )
    letter = letter_to(ecm.town.post(), MAIL)
    assert "Een dag begeleiding vooraf." in letter
    assert "schriftelijk in beroep bij ons bestuur: beroep@ecm.example" in letter


def ilse_appeals_and_the_board_decides(ecm: Ecm) -> None:
    ecm.town.at("2026-05-20T20:00")
    ecm.ilse.does("In beroep gaan", {"Waarom bent u het er niet mee eens?": "De reiskosten van de kandidaten worden niet vergoed."})
    ecm.appeal = ecm.town.numbers()[-1]
    ecm.town.at("2026-06-03T10:00")
    assert "Op het beroep beslissen art. 4" in ecm.board.row(ecm.appeal)
    ecm.board.does(ecm.appeal, "Op het beroep beslissen", {"Oordeel": "gegrond", "Redenen": "Reiskosten horen bij de oplossing."})
    assert "gegrond" in letter_to(ecm.town.post(), MAIL)
    ecm.board.does(ecm.appeal, "Uitspraak uitvoeren", {"Verslag": "Reiskosten overgemaakt."})
    ecm.board.does(ecm.appeal, "Dossier sluiten")


def it_is_carried_out_and_two_weeks_later_asked(ecm: Ecm) -> None:
    """Carried out on a Tuesday; asking is due on the Tuesday two weeks on."""
    ecm.town.at("2026-09-01T10:00")
    assert "Navragen kan pas als de oplossing is uitgevoerd. art. 14" in ecm.officer.why_not(
        ecm.number, "Navragen of de klager tevreden is"
    )
    ecm.officer.does(ecm.number, "Uitvoering vastleggen", {"Verslag": "Het examen is overgedaan."})
    assert "dinsdag 15 september" in ecm.officer.opens(ecm.number)
    ecm.town.at("2026-09-15T09:00")
    assert "art. 14" in ecm.officer.row(ecm.number)
    ecm.officer.does(ecm.number, "Navragen of de klager tevreden is", {"Tevreden": "ja", "Cijfer": "8"})
    ecm.officer.does(ecm.number, "Dossier sluiten")


def the_archive_keeps_it_three_years(ecm: Ecm) -> None:
    ecm.town.post()
    assert "Dossier archiveren art. 15" in ecm.archive.buttons(ecm.number)
    ecm.archive.does(ecm.number, "Dossier archiveren")
    assert "De bewaartermijn loopt tot" in ecm.archive.why_not(ecm.number, "Dossier vernietigen")
    assert "Waarom 15 september 2029? dinsdag 15 september 3 jaar vanaf deze dag" in ecm.archive.opens(ecm.number)
    ecm.town.at("2029-09-15T09:00")
    ecm.archive.does(ecm.number, "Dossier vernietigen", {"Reden": "De bewaartermijn is voorbij."})
    shown = ecm.archive.opens(ecm.number)
    assert "vernietigd" in shown
    assert "Ilse" not in shown


@pytest.mark.clause("ECM-04", "ECM-06", "ECM-10", "ECM-11", "ECM-12", "ECM-13", "ECM-14", "ECM-15", "ECM-16")
def test_a_complaint_to_ecm_runs_from_the_form_to_the_end_of_its_archive(ecm: Ecm) -> None:
    ilse_files(ecm)
    the_clerk_passes_on_and_the_officer_confirms(ecm)
    both_sides_are_heard(ecm)
    a_solution_is_offered(ecm)
    ilse_appeals_and_the_board_decides(ecm)
    it_is_carried_out_and_two_weeks_later_asked(ecm)
    the_archive_keeps_it_three_years(ecm)
    assert " ".join(ecm.town.log()) == ACTS
    assert ecm.town.taken() == set(ORDINARY.split())
