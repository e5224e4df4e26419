"""Klik Onderwijs: from the form to the ruling of the disputes committee, each person at a browser of his own."""

from dataclasses import dataclass

import pytest

from tests.journeys.conftest import Settled
from tests.journeys.support import RECORD, Colleague, Complainant, Town, fill, letter_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
MAIL = "joke.hoekstra@rocmeer.example"
STORY = "Bij opgave 31 van de module Boekhouden telt het systeem de btw twee keer."
#: Everything that was recorded, in order.
ACTS = "file acknowledge sent assign explain_procedure sent judge reply sent object appoint rule sent carry_out_ruling close close"


@dataclass
class Klik:
    """Who has a part in the matter."""

    town: Town
    joke: Complainant
    manager: Colleague
    handler: Colleague
    first: Colleague
    second: Colleague
    number: str = ""
    objection: str = ""


@pytest.fixture
def klik(settled: Settled) -> Klik:
    town = settled("klik-onderwijs", "Klik Onderwijs", "2026-04-30T15:50")
    return Klik(
        town,
        town.complainant(),
        town.colleague("Berend Manders", "manager-propositie"),
        town.colleague("Saskia van Buiten"),
        town.colleague("Olga Raadsma"),
        town.colleague("Piet Wijsman"),
    )


def joke_files(klik: Klik) -> None:
    klik.number = klik.joke.files(
        {
            "Uw naam": "Joke Hoekstra",
            "Uw school of organisatie": "ROC Meerland",
            "Uw e-mailadres": MAIL,
            "Uw telefoonnummer": "0612340031",
            "Waar gaat het over?": "Een product",
            "Om welk product gaat het?": "Module Boekhouden",
            "Wat is er gebeurd?": STORY,
            "Waarom vindt u dat?": "Volgens het leerboek telt btw één keer.",
        }
    )
    assert "uiterlijk woensdag 6 mei" in klik.joke.promised()


def the_manager_acknowledges(klik: Klik) -> None:
    """On the day after, from the worklist; the letter says which steps follow and by which days."""
    klik.town.at("2026-05-01T09:00")
    row = klik.manager.row(klik.number)
    assert "Ontvangst bevestigen, met stappen en termijnen KLI-09" in row
    assert "nog 2 werkdagen" in row
    assert "woensdag 6 mei Uiterste dag, tot middernacht. KLI-09" in klik.manager.opens(klik.number)
    klik.manager.does(klik.number, "Ontvangst bevestigen")
    letter = letter_to(klik.town.post(), MAIL)
    assert "woensdag 6 mei" not in letter
    assert "maandag 18 mei" in letter
    assert "Wij bevestigden de ontvangst" in klik.joke.follows()


def the_manager_appoints_someone_from_outside(klik: Klik) -> None:
    klik.manager.does(
        klik.number, "Behandelaar aanwijzen", {"Naar wie": "Saskia van Buiten", "Onafhankelijk": "ja", "Van buiten de organisatie": "ja"}
    )
    assert "Dit is aan: Onafhankelijke persoon. KLI-11" in klik.manager.why_not(klik.number, "Oordeel vastleggen")


def the_handler_tells_judges_and_replies(klik: Klik) -> None:
    """On the tenth working day; judging waits until the manager was consulted."""
    klik.town.at("2026-05-18T14:00")
    assert klik.number in klik.handler.row(klik.number)
    klik.handler.does(klik.number, "Klachtenregeling uitleggen")
    assert "Zo gaat het verder met uw klacht" in letter_to(klik.town.post(), MAIL)
    klik.town.at("2026-06-01T10:00")
    klik.handler.begins(klik.number, "Oordeel vastleggen", {"Oordeel": "ongegrond", "Redenen": "Het boek is verouderd."})
    assert "Het overleg met de manager Propositie is nog niet vastgelegd. KLI-11" in klik.handler.refusal()
    fill(klik.handler.page, {"Geraadpleegd": "Manager Propositie"})
    klik.handler.press(RECORD)
    klik.handler.does(klik.number, "Reactie versturen", {"Redenen": "De module volgt de wet van dit jaar, uw leerboek niet."})
    letter = letter_to(klik.town.post(), MAIL)
    assert "Het oordeel is: ongegrond" in letter
    assert "bezwaar maken tot en met maandag 15 juni" in letter


def joke_objects(klik: Klik) -> None:
    """On the last day, ten minutes before midnight."""
    klik.town.at("2026-06-15T23:40")
    assert "tot en met maandag 15 juni" in klik.joke.follows()
    shown = klik.joke.does("Bezwaar maken", {"Waarom bent u het er niet mee eens?": "De wet van dit jaar is pas in juli ingegaan."})
    assert "uiterlijk maandag 13 juli" in shown
    klik.objection = klik.town.numbers()[-1]


def the_manager_appoints_a_committee(klik: Klik) -> None:
    """Whoever handled the complaint cannot sit in it."""
    klik.town.at("2026-06-16T09:00")
    assert "Er loopt nog een bezwaar. KLI-14" in klik.manager.why_not(klik.number, "Dossier sluiten")
    klik.manager.begins(klik.objection, "Commissie benoemen", members=[seat("Saskia van Buiten"), seat("Olga Raadsma")])
    assert "KLI-15" in klik.manager.refusal()
    klik.manager.does(klik.objection, "Commissie benoemen", members=[seat("Olga Raadsma"), seat("Piet Wijsman")])


def seat(name: str) -> dict[str, str]:
    return {
        "Lid": name,
        "Lid is onafhankelijk": "ja",
        "Waarom het lid onafhankelijk is": "Werkt elders.",
        "Deskundigheid van het lid": "Boekhouden",
    }


def the_committee_rules(klik: Klik) -> None:
    klik.town.at("2026-07-06T11:00")
    klik.first.does(
        klik.objection,
        "Uitspraak doen",
        {"Oordeel": "gegrond", "Redenen": "De oude btw gold nog.", "Heeft gevolgen voor de organisatie": "ja"},
    )
    letter = letter_to(klik.town.post(), MAIL)
    assert "Het oordeel is: gegrond" in letter
    assert "binnen twee weken" in letter
    assert "KLI-20" in klik.manager.row(klik.objection)
    assert "nog 2 weken" in klik.manager.row(klik.objection)


def the_manager_carries_out_and_closes(klik: Klik) -> None:
    klik.town.at("2026-07-17T16:00")
    klik.manager.does(klik.objection, "Uitspraak uitvoeren", {"Verslag": "De module rekent nu met beide tarieven."})
    klik.manager.does(klik.objection, "Dossier sluiten")
    klik.manager.does(klik.number, "Dossier sluiten")
    klik.town.post()
    assert "Wij hebben uw klacht afgehandeld" in klik.joke.follows()
    assert "KLI-18" in klik.manager.why_not(klik.number, "Dossier vernietigen")
    assert "Dossier vernietigen. Waarom 17 juli 2027? vrijdag 17 juli 1 jaar vanaf deze dag" in klik.manager.opens(klik.number)


@pytest.mark.clause("KLI-09", "KLI-10", "KLI-11", "KLI-12", "KLI-13", "KLI-14", "KLI-15", "KLI-16", "KLI-17", "KLI-18", "KLI-20")
def test_a_complaint_to_klik_runs_from_the_form_to_what_the_committee_ruled(klik: Klik) -> None:
    joke_files(klik)
    the_manager_acknowledges(klik)
    the_manager_appoints_someone_from_outside(klik)
    the_handler_tells_judges_and_replies(klik)
    joke_objects(klik)
    the_manager_appoints_a_committee(klik)
    the_committee_rules(klik)
    the_manager_carries_out_and_closes(klik)
    assert " ".join(klik.town.log()) == ACTS
