"""ExTrack: every act that its regulation knows, taken on the pages by whom it is for; up to the answer."""

import re

import pytest

from tests.journeys import acts_extrack as acts
from tests.journeys.acts_extrack import NOOR, Extrack, extrack
from tests.journeys.outsiders import Outsider
from tests.journeys.support import acts_of, letter_to
from wederhoor.actions.regulations import publish_calendar
from wederhoor.web import clock

__all__ = ["extrack"]
AAL = "aal@elders.example"
CALL = {"Naam klager": "Noor de Wit", "E-mailadres klager": NOOR, "Omschrijving": "De training begon steeds te laat.", "Soort": "klacht"}
LACKING = {
    "Weg waarlangs": "e-mail",
    "Organisatie klager": "ROC Zonland",
    "Adres klager": "Lindelaan 4, Utrecht",
    "Telefoonnummer klager": "0612345678",
    "Eerdere stappen": "Gebeld met de planning.",
}


@pytest.mark.browser
@pytest.mark.clause("EXT-02", "EXT-03", "EXT-05", "EXT-06", "EXT-08")
def test_a_complaint_by_telephone_is_talked_over_put_on_paper_and_taken_up(extrack: Extrack) -> None:
    extrack.number = extrack.contact.writes_down(CALL, "telefoon")
    they_talk(extrack)
    it_comes_on_paper(extrack)
    the_officer_takes_it_up(extrack)
    assert extrack.town.taken() == set(acts.ORAL.split())


def they_talk(extrack: Extrack) -> None:
    extrack.contact.does(extrack.number, "Uitnodigen voor een gesprek")
    assert "Zullen wij erover praten?" in letter_to(extrack.town.post(), NOOR)
    refused = extrack.contact.why_not(extrack.number, "Dossier sluiten")
    assert "Ontbreekt: datum van afhandeling, wijze van afhandeling. art. 4" in refused
    extrack.contact.does(extrack.number, "Gesprek vastleggen", {"Uitkomst": "niet opgelost", "Verslag": "Zij wil een brief."})
    extrack.contact.does(extrack.number, "Klachtenregeling uitleggen")
    assert "Zo gaat het verder" in letter_to(extrack.town.post(), NOOR)


def it_comes_on_paper(extrack: Extrack) -> None:
    extrack.contact.does(extrack.number, "Schriftelijk bevestigen", {"Weg waarlangs": "e-mail"})
    extrack.contact.does(extrack.number, "Om aanvulling vragen")
    assert "organisatie" in letter_to(extrack.town.post(), NOOR)
    assert "Er ontbreekt: organisatie klager, adres klager" in extrack.officer.why_not(extrack.number, "Oordeel vastleggen")
    extrack.contact.does(extrack.number, "Aanvullen", LACKING)
    extrack.contact.does(extrack.number, "Formele klacht maken", {"Weg waarlangs": "brief"})
    assert "in behandeling" in extrack.contact.opens(extrack.number)
    extrack.contact.does(extrack.number, "Doorzetten", {"Naar wie": "Roos Functie"})


def the_officer_takes_it_up(extrack: Extrack) -> None:
    extrack.officer.begins(extrack.number, "Soort bepalen", {"Soort": "klacht"})
    assert "De klachtenregeling vraagt dit. art. 1" in extrack.officer.refusal()
    extrack.officer.does(extrack.number, "Soort bepalen", {"Soort": "klacht", "Reden": "Zij is ontevreden."})
    extrack.officer.does(extrack.number, "In behandeling nemen")
    extrack.officer.does(extrack.number, "Oplossing voorstellen", {"Oplossing": "Een nieuwe avond."})
    assert "Een nieuwe avond." in letter_to(extrack.town.post(), NOOR)
    extrack.officer.does(extrack.number, "Oplossing afwijzen", {"Reden": "Zij wil haar geld terug."})
    extrack.officer.does(extrack.number, "Oplossing aanvaarden", {"Reden": "Toch goed."})


@pytest.mark.browser
@pytest.mark.clause("EXT-05", "EXT-13", "EXT-16", "EXT-21")
def test_a_complaint_is_inquired_into_and_the_log_kept_right(extrack: Extrack) -> None:
    extrack.filed(tried_talk=None)
    extrack.officer.does(extrack.number, "Behandelaar aanwijzen", {"Naar wie": "Lies Intern"})
    the_handler_hears_both(extrack)
    the_log_is_kept(extrack)
    assert extrack.town.taken() == set(acts.INQUIRY.split())


def the_handler_hears_both(extrack: Extrack) -> None:
    handler, number = extrack.employee, extrack.number
    handler.does(number, "Afspraken over contact vastleggen", {"Klager": "Alleen per e-mail."})
    handler.does(number, "Aard en ernst bepalen", {"Aard": "dienstverlening", "Ernst": "gewoon", "Mogelijk structureel": "nee"})
    handler.does(number, "Degene over wie de klacht gaat informeren", {"Naam": "Teun Trainer", "E-mailadres": "teun@vrij.example"})
    assert any("teun@vrij.example" in letter.to[0] for letter in extrack.town.post())
    handler.does(number, "Horen", {"Wie": "degene over wie", "Verslag": "De trein reed niet."})
    handler.does(number, "Vastleggen dat iemand niet gehoord wil worden", {"Wie": "klager", "Reden": "Haar brief zegt genoeg."})
    handler.does(number, "Bezoek vastleggen", {"Verslag": "Wij zagen het lokaal."})
    handler.does(number, "Oorzaak vastleggen", {"Soort oorzaak": "werkwijze", "Oorzaak": "Geen vervanger."})


def the_log_is_kept(extrack: Extrack) -> None:
    officer, number = extrack.officer, extrack.number
    officer.does(number, "Notitie maken", {"Tekst": "Teun belt morgen."})
    officer.does(number, "Terugsturen naar de schrijver", {"Welke handeling": "Bezoek gebracht", "Reden": "Welk lokaal?"})
    officer.does(number, "Akkoord geven", {"Welke handeling": "Bezoek gebracht"})
    wrong = {"Welke handeling": "Aard en ernst bepaald", "Gegeven": "ernst", "Nieuwe waarde": "licht", "Reden": "Verkeerd gekozen."}
    officer.does(number, "Vergissing herstellen", wrong)


@pytest.mark.browser
@pytest.mark.clause("EXT-20")
def test_an_adviser_from_outside_promises_secrecy_before_anything_is_put_before_him(extrack: Extrack) -> None:
    extrack.filed()
    said = {"Naam": "Aal van Buiten", "E-mailadres": AAL, "Geheimhouding nodig": "ja", "Vraag": "Wat is hier gewoon?"}
    extrack.officer.does(extrack.number, "Advies vragen", said)
    aal = Outsider(extrack.town, extrack.town.page(), AAL)
    assert "Beloof eerst geheimhouding" in aal.comes_in(extrack.town.post())
    extrack.officer.begins(extrack.number, "Stukken voorleggen", {"Naar wie": "Aal van Buiten", "Welke verslagen": "Ontvangen"})
    assert "pas stukken nadat hij geheimhouding heeft beloofd. art. 4" in extrack.officer.refusal()
    it_is_promised_and_put_before_him(extrack, aal)
    assert extrack.town.taken() == set(acts.ADVICE.split())


def it_is_promised_and_put_before_him(extrack: Extrack, aal: Outsider) -> None:
    number, town = extrack.number, extrack.town
    aal.presses(re.compile("^Ik beloof geheimhouding$"))
    extrack.officer.does(number, "Stukken voorleggen", {"Naar wie": "Aal van Buiten", "Welke verslagen": "Ontvangen"})
    town.post()
    aal.does("Advies geven", {"Advies": "Anderhalf uur per avond is gewoon."})
    aal.does("Reageren", {"Tekst": "Het rooster klopt niet met de afspraak."})
    shown = extrack.officer.opens(number)
    assert "Anderhalf uur per avond is gewoon." in shown
    assert "Het rooster klopt niet met de afspraak." in shown
    assert "Anderhalf uur" not in extrack.noor.follows()


@pytest.mark.browser
@pytest.mark.clause("EXT-11", "EXT-15")
def test_a_late_answer_is_explained_copied_carried_out_closed_and_opened_again(extrack: Extrack) -> None:
    extrack.filed()
    its_calendar_changes(extrack)
    barred = extrack.officer.why_not(extrack.number, "Dossier sluiten")
    assert "Ontbreekt: datum van afhandeling, wijze van afhandeling. art. 4 Eerst nog: Schriftelijk reageren op de klacht. art. 3" in barred
    extrack.town.at("2026-07-13T09:00")
    it_is_answered_late(extrack)
    extrack.officer.does(extrack.number, "Dossier sluiten")
    assert "besloten" not in extrack.officer.opens(extrack.number)
    extrack.officer.does(extrack.number, "Dossier heropenen", {"Reden": "Er kwam iets nieuws."})
    assert extrack.town.taken() == set(acts.ANSWERED.split())


def its_calendar_changes(extrack: Extrack) -> None:
    """The organisation closes on a day that counts; a person reckons the open terms anew."""
    publish_calendar(extrack.town.organisation, "closed = [2026-06-02]", clock.now())
    extrack.officer.does(extrack.number, "Opnieuw berekenen", {"Kalender": "de kalender van de organisatie"})


def it_is_answered_late(extrack: Extrack) -> None:
    officer, number = extrack.officer, extrack.number
    assert "De termijn is al voorbij; verlengen kan niet meer. art. 3" in officer.why_not(number, "Termijn verlengen")
    said = {"Wat te laat was": "Schriftelijk reageren", "Oorzaak": "te druk", "Reden": "Het was examentijd."}
    officer.does(number, "Uitleggen waarom het te laat is", said)
    officer.does(number, "Oordeel vastleggen", {"Oordeel": "ongegrond", "Redenen": "De trainer was op tijd."})
    officer.begins(number, "Reactie versturen", {"Redenen": ""})
    assert "De klachtenregeling vraagt dit. art. 3" in officer.refusal()
    officer.does(number, "Reactie versturen", {"Redenen": "De trainer was op tijd."})
    assert "De trainer was op tijd." in letter_to(extrack.town.post(), NOOR)
    officer.does(number, "Afschriften versturen", {"Naar wie": ["Klager"]})
    assert "afschrift van onze reactie" in letter_to(extrack.town.post(), NOOR)
    officer.does(number, "Uitvoering vastleggen", {"Verslag": "Niets te doen."})


def test_every_act_that_the_regulation_knows_was_taken_in_a_browser() -> None:
    assert {act for taken in acts.TAKEN for act in taken.split()} == acts_of("extrack")
