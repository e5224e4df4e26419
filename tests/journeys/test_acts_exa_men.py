"""Exa.men: every act of a dossier taken in a browser, from what was said by telephone to what is destroyed years later."""

import pytest

from tests.journeys.acts_exa_men import ANSWERING, CORRECTING, ENDING, INQUIRY, INTAKE, NOOR, RELATING, Exa, exa
from tests.journeys.outsiders import Outsider, told_code
from tests.journeys.support import letter_to

__all__ = ["exa"]
pytestmark = pytest.mark.browser
AAL = "aal@elders.example"


def a_remark_by_telephone_becomes_a_whole_complaint(exa: Exa) -> None:
    exa.number = exa.support.writes_down(
        {"Naam klager": "Noor de Wit", "E-mailadres klager": NOOR, "Omschrijving": "Opgave 12 klopt niet.", "Soort": "Opmerking"},
        "telefoon",
    )
    exa.noor.code = told_code(exa.support)
    exa.support.does(exa.number, "Om aanvulling vragen")
    assert "product" in letter_to(exa.town.post(), NOOR)
    exa.noor.does("Iets toevoegen", {"Uw school of organisatie": "ROC Zonland", "Om welk product gaat het?": "Examen Rekenen 2F"})
    exa.support.does(exa.number, "Schriftelijk bevestigen", {"Weg waarlangs": "brief", "Omschrijving": "De sleutel van opgave 12 is fout."})
    assert "Een opmerking krijgt geen oordeel" in exa.constructor.why_not(exa.number, "Oordeel vastleggen")
    assert "EXA-17" in exa.constructor.why_not(exa.number, "Oordeel vastleggen")
    exa.support.does(exa.number, "Soort bepalen", {"Soort": "Klacht", "Reden": "Er wordt een oordeel gevraagd."})


def the_constructor_takes_it_up(exa: Exa) -> None:
    exa.support.does(exa.number, "Behandelaar aanwijzen", {"Naar wie": "Kees Kern"})
    exa.constructor.does(exa.number, "In behandeling nemen")
    exa.support.does(exa.number, "Klachtenregeling uitleggen")
    exa.constructor.does(exa.number, "Voortgang melden", {"Redenen": "De toetsdeskundige kijkt mee."})
    exa.constructor.does(exa.number, "Notitie maken", {"Tekst": "Kijk ook naar de uitwerking van opgave 13."})
    letters = " ".join(f"{one.subject} {one.body}" for one in exa.town.post())
    assert "De toetsdeskundige kijkt mee." in letters
    assert "Zo gaat het verder met uw bericht" in letters


@pytest.mark.clause("EXA-01", "EXA-04", "EXA-05", "EXA-17", "EXA-21")
def test_what_was_said_by_telephone_is_taken_up_as_a_complaint(exa: Exa) -> None:
    a_remark_by_telephone_becomes_a_whole_complaint(exa)
    the_constructor_takes_it_up(exa)
    assert exa.town.taken() == set(INTAKE.split())


def the_complainant_is_heard_and_visited(exa: Exa) -> None:
    exa.constructor.does(exa.number, "Gesprek vastleggen", {"Uitkomst": "niet opgelost", "Verslag": "Noor mailt de uitwerking."})
    exa.constructor.does(exa.number, "Horen", {"Wie": "klager", "Verslag": "Vier studenten kwamen op 18 uit."})
    exa.constructor.does(
        exa.number, "Uitnodigen voor een gesprek", {"Wie": "klager", "Afgesproken dag": "2026-06-17", "Doel": "een bezoek"}
    )
    assert "een andere door" in letter_to(exa.town.post(), NOOR)
    exa.constructor.does(exa.number, "Bezoek vastleggen", {"Verslag": "De opgaven doorgenomen in Utrecht."})


def an_adviser_from_outside_sees_what_was_put_before_him(exa: Exa) -> None:
    asked = {"Naam": "Aal van Buiten", "Organisatie": "Bureau Elders", "E-mailadres": AAL, "Vraag": "Is 18 ook goed?"}
    exa.constructor.does(exa.number, "Advies vragen", asked)
    exa.constructor.does(exa.number, "Stukken voorleggen", {"Naar wie": "Aal van Buiten", "Welke verslagen": ["Gehoord"]})
    aal = Outsider(exa.town, exa.town.page(), AAL)
    before = aal.comes_in(exa.town.post())
    assert "Vier studenten" in before
    assert "Noor mailt de uitwerking" not in before
    aal.does("Advies geven", {"Advies": "Ook 18 is goed te rekenen."})
    assert "Ook 18 is goed te rekenen." in exa.constructor.opens(exa.number)
    exa.support.does(exa.number, "Reactie op de stukken vastleggen", {"Tekst": "Noor is het daarmee eens.", "Van wie": "klager"})


def its_contents_go_to_the_revision(exa: Exa) -> None:
    """Weighing comes after the point was put on the list."""
    exa.constructor.does(exa.number, "Aard en ernst bepalen", {"Aard": "inhoud"})
    assert "nog niet op de lijst voor de bijstelling. EXA-11" in exa.leader.why_not(exa.number, "Afwegen bij de revisie")
    exa.constructor.does(exa.number, "Doorschuiven naar de revisie", {"Product": "Examen Rekenen 2F", "Jaar": "2027"})
    exa.leader.does(exa.number, "Afwegen bij de revisie", {"Overgenomen": "ja", "Redenen": "Past binnen de kaders."})


@pytest.mark.clause("EXA-06", "EXA-11", "EXA-12", "EXA-13", "EXA-14")
def test_a_complaint_is_looked_into_with_help_from_outside(exa: Exa) -> None:
    exa.filed()
    the_complainant_is_heard_and_visited(exa)
    an_adviser_from_outside_sees_what_was_put_before_him(exa)
    its_contents_go_to_the_revision(exa)
    assert exa.town.taken() == set(INQUIRY.split())


@pytest.mark.clause("EXA-07", "EXA-08", "EXA-10", "EXA-17")
def test_a_critical_error_is_mended_in_every_product(exa: Exa) -> None:
    exa.filed()
    exa.constructor.does(exa.number, "Aard en ernst bepalen", {"Kritieke fout": "ja"})
    assert "Correctie openen" in exa.support.why_not(exa.number, "Dossier sluiten")
    exa.constructor.does(exa.number, "Correctie openen", {"Producten": ["Examen Rekenen 2F"]})
    assert "Er is nog geen nieuwe versie om over te berichten. EXA-10" in exa.support.why_not(exa.number, "Afnemers berichten")
    exa.constructor.does(exa.number, "Nieuwe versie uitbrengen", {"Product": "Examen Rekenen 2F", "Versie": "2026-2"})
    exa.support.does(exa.number, "Afnemers berichten", {"Product": "Examen Rekenen 2F"})
    assert len(exa.town.post()) == 3
    assert exa.town.taken() == set(CORRECTING.split())


def it_is_answered_late(exa: Exa) -> None:
    exa.town.at("2026-07-20T10:00")
    exa.constructor.does(exa.number, "Uitleggen waarom het te laat is", {"Wat te laat was": "Inhoudelijk antwoorden", "Oorzaak": "te druk"})
    exa.constructor.does(exa.number, "Oordeel vastleggen", {"Oordeel": "gegrond", "Redenen": "De sleutel was fout."})
    exa.support.does(exa.number, "Terugsturen naar de schrijver", {"Welke handeling": "Oordeel", "Reden": "Noem de opgave."})
    exa.leader.does(exa.number, "Akkoord geven", {"Welke handeling": "Oordeel"})
    exa.constructor.does(exa.number, "Reactie versturen")
    assert "De sleutel was fout." in letter_to(exa.town.post(), NOOR)


def what_follows_is_written_down(exa: Exa) -> None:
    exa.constructor.does(exa.number, "Uitvoering vastleggen", {"Verslag": "De sleutel is hersteld."})
    exa.constructor.does(exa.number, "Oorzaak vastleggen", {"Soort oorzaak": "werkwijze", "Oorzaak": "Niemand las de sleutel na."})
    exa.support.does(exa.number, "Aanbeveling doen", {"Aanbeveling": "Laat een tweede lezer de sleutel nakijken."})
    exa.constructor.does(exa.number, "Bezoek vastleggen", {"Afgesproken dag": "2026-08-03"})
    exa.constructor.does(exa.number, "Niet van toepassing verklaren", {"Verplichting": "Bezoek", "Reden": "De klager wil geen bezoek."})


@pytest.mark.clause("EXA-05", "EXA-17", "EXA-26")
def test_a_complaint_is_answered_late_and_its_papers_are_put_right(exa: Exa) -> None:
    exa.filed()
    it_is_answered_late(exa)
    what_follows_is_written_down(exa)
    exa.support.does(
        exa.number,
        "Vergissing herstellen",
        {"Welke handeling": "Uit", "Gegeven": "verslag", "Nieuwe waarde": "De sleutel en de uitleg zijn hersteld.", "Reden": "Onvolledig."},
    )
    exa.moves_to_a_new_version()
    assert exa.town.taken() == set(ANSWERING.split())


def it_is_closed_and_looked_into(exa: Exa) -> None:
    exa.support.does(exa.number, "Dossier sluiten")
    exa.noor.does("Mijn dossier inzien")
    exa.support.does(exa.number, "Inzage geven")
    exa.town.post()
    exa.support.does(exa.number, "Navragen of de klager tevreden is", {"Tevreden": "nee", "Cijfer": "4"})
    exa.support.does(exa.number, "Dossier heropenen", {"Reden": "De klager is niet tevreden."})
    exa.support.does(exa.number, "Dossier sluiten", {"Reden": "Nog een keer uitgelegd."})


def it_is_kept_and_destroyed(exa: Exa) -> None:
    exa.support.does(exa.number, "Dossier archiveren")
    exa.support.does(exa.number, "Niet vernietigen", {"Reden": "De inspectie vraagt erom."})
    exa.town.at("2028-06-12T10:00")
    assert "EXA-27" in exa.support.why_not(exa.number, "Dossier vernietigen")
    exa.support.does(exa.number, "Vernietigen weer toestaan", {"Reden": "De inspectie is klaar."})
    exa.support.does(exa.number, "Dossier vernietigen", {"Reden": "De bewaartermijn is voorbij."})
    assert "Noor" not in exa.support.opens(exa.number)


@pytest.mark.clause("EXA-15", "EXA-17", "EXA-26", "EXA-27")
def test_a_dossier_is_closed_opened_again_kept_and_destroyed(exa: Exa) -> None:
    exa.answered()
    it_is_closed_and_looked_into(exa)
    it_is_kept_and_destroyed(exa)
    assert exa.town.taken() == set(ENDING.split())


def test_two_dossiers_are_linked_parted_and_one_is_withdrawn(exa: Exa) -> None:
    other = exa.filed().number
    exa.filed()
    exa.support.does(exa.number, "Koppelen aan een ander dossier", {"Nummer van het andere dossier": other})
    exa.support.does(exa.number, "Koppeling verbreken", {"Reden": "Toch iets anders."})
    exa.support.does(exa.number, "Dossier splitsen", {"Waar gaat het nieuwe dossier over": "De uitslag kwam te laat."})
    exa.noor.does("Mijn klacht intrekken")
    assert exa.town.taken() == set(RELATING.split())
