"""Concreet Onderwijsproducten: every act that its regulation knows, taken on the pages by whom it is for."""

from dataclasses import dataclass

import pytest

from tests.journeys import test_browser_concreet
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Complainant, Town, acts_of, letter_to
from wederhoor.actions.regulations import publish_calendar
from wederhoor.web import clock

MAIL = "nadia.smeets@bouwmensen.example"
CALL = {"Naam klager": "Nadia Smeets", "E-mailadres klager": MAIL, "Omschrijving": "De werkboeken kwamen weer te laat."}


@dataclass
class Concreet:
    """Who works there."""

    town: Town
    nadia: Complainant
    officer: Colleague
    employee: Colleague
    board: Colleague


@pytest.fixture
def concreet(settled: Settled) -> Concreet:
    town = settled("concreet-onderwijsproducten", "Concreet Onderwijsproducten", "2026-06-01T09:00")
    return Concreet(
        town,
        town.complainant(),
        town.colleague("Frits Klacht", "klachtenfunctionaris"),
        town.colleague("Mona Magazijn", "medewerker"),
        town.colleague("Dirk Directie", "directie"),
    )


# The year ------------------------------------------------------------------------------------------------------------------

YEAR = {
    *("year:open_year", "year:analyse", "year:recommend", "year:draft_report", "year:present", "year:decide_measures"),
    *("year:evaluate_measure", "year:publish_report", "year:close_year"),
}


@pytest.mark.browser
@pytest.mark.clause("CON-08", "CON-09", "CON-21", "CON-22", "CON-23")
def test_a_year_runs_from_its_opening_to_what_all_staff_are_told(concreet: Concreet) -> None:
    year = concreet.officer.opens_year("2026")
    assert "Jaarverslag met analyse maken art. 8" in concreet.officer.row(year)
    the_officer_reports(concreet, year)
    management_decides(concreet, year)
    assert "nog niet aan alle medewerkers gepresenteerd. art. 23" in concreet.officer.why_not(year, "Jaar afsluiten")
    concreet.officer.does(year, "Jaarverslag aanbieden", {"Naar wie": "alle medewerkers"})
    concreet.officer.does(year, "Jaarverslag publiceren", {"Conclusie": "Het gaat beter."})
    concreet.officer.does(year, "Jaar afsluiten")
    assert "jaar afgesloten" in concreet.officer.opens(year)
    assert concreet.town.taken() == YEAR


def the_officer_reports(concreet: Concreet, year: str) -> None:
    assert "Leg dat eerst aan haar voor. art. 22" in concreet.board.why_not(year, "Maatregelen vaststellen")
    concreet.officer.does(year, "Klachten van het jaar analyseren", {"Analyse": "De drukker is vaak te laat."})
    concreet.officer.does(year, "Aanbeveling doen", {"Aanbeveling": "Een tweede drukker."})
    concreet.officer.does(year, "Jaarverslag opstellen", {"Conclusie": "Levering is het zwakke punt."})
    concreet.officer.begins(year, "Jaarverslag aanbieden", {"Naar wie": "alle medewerkers"})
    assert "pas daarna horen alle medewerkers ervan. art. 23" in concreet.officer.refusal()
    concreet.officer.does(year, "Jaarverslag aanbieden", {"Naar wie": "directie"})


def management_decides(concreet: Concreet, year: str) -> None:
    assert "Beslissen over maatregelen art. 22" in concreet.board.row(year)
    concreet.board.does(year, "Maatregelen vaststellen", {"Besluit": "Er komt een tweede drukker."})
    concreet.board.does(year, "Maatregel beoordelen", {"De maatregel werkt": "ja", "Verslag": "Alles is op tijd."})


# By telephone, and what a talk can settle ---------------------------------------------------------------------------------

BY_MOUTH = {
    *("file", "take", "classify", "talk", "invite", "mediate", "ask_completion", "formalise", "pass_on", "complete", "reply", "reopen"),
    *("withdraw", "hold", "release", "archive", "destroy"),
}


@pytest.mark.browser
@pytest.mark.clause("CON-10", "CON-11", "CON-12", "CON-24")
def test_a_complaint_by_telephone_is_talked_over_reported_formally_withdrawn_kept_and_destroyed(concreet: Concreet) -> None:
    number = concreet.employee.writes_down(CALL, "telefoon")
    they_talk(concreet, number)
    it_is_solved_and_then_not(concreet, number)
    it_becomes_formal(concreet, number)
    she_withdraws_and_it_is_kept(concreet, number)
    assert concreet.town.taken() == BY_MOUTH


def they_talk(concreet: Concreet, number: str) -> None:
    concreet.employee.does(number, "In behandeling nemen")
    concreet.employee.does(number, "Uitnodigen voor een gesprek")
    assert "Wij willen graag met u praten" in letter_to(concreet.town.post(), MAIL)
    concreet.employee.begins(number, "Gesprek vastleggen", {"Verslag": "Wij spraken elkaar."})
    assert "art. 11" in concreet.employee.refusal()
    concreet.employee.does(number, "Soort bepalen", {"Soort": "klacht"})


def it_is_solved_and_then_not(concreet: Concreet, number: str) -> None:
    concreet.employee.does(number, "Gesprek vastleggen", {"Uitkomst": "opgelost", "Verslag": "Zij krijgt morgen de boeken."})
    assert "gesloten" in concreet.employee.opens(number)
    concreet.employee.does(number, "Reactie versturen", {"Redenen": "Zoals besproken."})
    assert "Uw klacht is opgelost" in letter_to(concreet.town.post(), MAIL)
    concreet.employee.does(number, "Dossier heropenen", {"Reden": "De boeken kwamen niet."})
    concreet.employee.does(number, "Bemiddeling vastleggen", {"Uitkomst": "niet opgelost", "Verslag": "Zij wil het formeel."})


def it_becomes_formal(concreet: Concreet, number: str) -> None:
    concreet.employee.does(number, "Om aanvulling vragen", {"Wat ontbreekt": "Omschrijving"})
    assert "Dan geldt uw mail als formele melding." in letter_to(concreet.town.post(), MAIL)
    concreet.employee.does(number, "Formele klacht maken", {"Weg waarlangs": "e-mail"})
    assert "in behandeling" in concreet.employee.opens(number)
    assert "Ontvangst bevestigen art. 14" in concreet.officer.row(number)
    concreet.employee.does(number, "Doorzetten", {"Naar wie": "Frits Klacht"})
    concreet.officer.does(number, "Aanvullen", {"Gewenste oplossing": "Alle boeken voor de zomer."})


def she_withdraws_and_it_is_kept(concreet: Concreet, number: str) -> None:
    concreet.officer.does(number, "Intrekken", {"Reden": "Het is toch gekomen."})
    concreet.officer.does(number, "Niet vernietigen", {"Reden": "De rechter vroeg erom."})
    concreet.town.at("2028-06-05T09:00")
    refused = concreet.officer.why_not(number, "Dossier vernietigen")
    assert "Er is een reden vastgelegd om dit dossier niet te vernietigen. art. 24" in refused
    concreet.officer.does(number, "Vernietigen weer toestaan", {"Reden": "De zaak is voorbij."})
    concreet.officer.does(number, "Dossier archiveren")
    concreet.officer.does(number, "Dossier vernietigen")
    assert "Nadia Smeets" not in concreet.officer.opens(number)


# In writing: whoever is asked, told and corrected -------------------------------------------------------------------------

INQUIRED = {
    *("file", "acknowledge", "explain_lateness", "consult", "advise", "agree_communication", "inform_concerned", "waive", "assess"),
    *("report_progress", "note", "correct", "approve", "send_back", "disclose", "comment", "recommend", "assign", "propose"),
    *("link", "unlink", "split", "recalculate"),
}
WRITTEN = {
    "Uw naam": "Nadia Smeets",
    "Uw school of organisatie": "Bouwmensen West",
    "Uw e-mailadres": MAIL,
    "Wat wilt u melden?": "Klacht",
    "Waar gaat het over?": "Het gedrag van een medewerker",
    "Wat is er gebeurd?": "De chauffeur zette de boeken in de regen.",
}


@pytest.mark.browser
@pytest.mark.clause("CON-05", "CON-07", "CON-09", "CON-13", "CON-17", "CON-25")
def test_a_complaint_on_paper_is_inquired_into_by_all_that_the_desk_can_do(concreet: Concreet) -> None:
    number = concreet.nadia.files(WRITTEN)
    it_is_late(concreet, number)
    people_are_asked(concreet, number)
    the_person_concerned_is_told(concreet, number)
    the_log_is_kept(concreet, number)
    dossiers_are_related(concreet, number)
    its_calendar_changes(concreet, number)
    for refused in ("Bezwaar maken", "Bezwaar toelaten", "Commissie benoemen", "Uitspraak doen"):
        assert "Deze regeling kent geen bezwaar." in concreet.officer.why_not(number, refused)
    assert concreet.town.taken() == INQUIRED


def it_is_late(concreet: Concreet, number: str) -> None:
    concreet.town.at("2026-06-10T09:00")
    concreet.officer.does(number, "Ontvangst bevestigen", {"Nieuwe datum": "30-06-2026"})
    concreet.town.post()
    said = {"Wat te laat was": "Ontvangst bevestigen", "Oorzaak": "iemand was afwezig", "Reden": "Frits was ziek."}
    concreet.officer.does(number, "Uitleggen waarom het te laat is", said)


def people_are_asked(concreet: Concreet, number: str) -> None:
    concreet.officer.does(number, "Behandelaar aanwijzen", {"Naar wie": "Mona Magazijn"})
    concreet.officer.does(number, "Advies vragen", {"Aan wie gevraagd": "Dirk Directie", "Vraag": "Is dit vaker gebeurd?"})
    concreet.officer.does(number, "Advies vastleggen", {"Advies": "Spreek met de vervoerder."})
    concreet.officer.does(number, "Aard en ernst bepalen", {"Aard": "levering", "Ernst": "gewoon", "Mogelijk structureel": "nee"})
    concreet.officer.does(number, "Voortgang melden", {"Redenen": "Wij wachten op de vervoerder."})
    assert "Wij wachten op de vervoerder." in letter_to(concreet.town.post(), MAIL)
    concreet.officer.does(number, "Aanbeveling doen", {"Aanbeveling": "Een afdak."})


def the_person_concerned_is_told(concreet: Concreet, number: str) -> None:
    assert "Leg eerst vast wat is afgesproken" in concreet.officer.why_not(number, "Degene over wie de klacht gaat informeren")
    concreet.officer.does(number, "Niet van toepassing verklaren", {"Verplichting": "Afspreken wie wat", "Reden": "Dat blijkt al."})
    concreet.officer.does(number, "Afspraken over contact vastleggen", {"Degene over wie de klacht gaat": "Alleen de hoofdlijn."})
    about = {"Naam": "Chris Chauffeur", "E-mailadres": "chris@vervoer.example", "Verslag": "Er is een klacht over de levering."}
    concreet.officer.does(number, "Degene over wie de klacht gaat informeren", about)
    to_chris = [str(letter.body) for letter in concreet.town.post() if "chris@vervoer.example" in letter.to[0]]
    assert "Er is een klacht over de levering." in to_chris[0]
    assert len(to_chris) == 2, "his letter, and the link by which he sees what is put before him"
    concreet.officer.does(number, "Stukken voorleggen", {"Naar wie": "Chris Chauffeur", "Welke verslagen": "Ontvangen"})
    concreet.officer.does(number, "Reactie op de stukken vastleggen", {"Tekst": "Het regende niet.", "Van wie": "degene over wie"})


def the_log_is_kept(concreet: Concreet, number: str) -> None:
    concreet.employee.does(number, "Notitie maken", {"Tekst": "De vervoerder belt morgen."})
    concreet.employee.does(number, "Oplossing voorstellen", {"Oplossing": "Nieuwe boeken."})
    concreet.officer.does(number, "Terugsturen naar de schrijver", {"Welke handeling": "Notitie gemaakt", "Reden": "Wanneer belt hij?"})
    concreet.officer.does(number, "Akkoord geven", {"Welke handeling": "Notitie gemaakt"})
    wrong = {"Welke handeling": "Aard en ernst bepaald", "Gegeven": "ernst", "Nieuwe waarde": "licht", "Reden": "Verkeerd gekozen."}
    concreet.officer.does(number, "Vergissing herstellen", wrong)


def dossiers_are_related(concreet: Concreet, number: str) -> None:
    other = concreet.officer.writes_down(CALL, "brief")
    to = {"Dit dossier": "heeft te maken met", "Nummer van het andere dossier": other}
    concreet.officer.does(number, "Koppelen aan een ander dossier", to)
    concreet.officer.does(number, "Koppeling verbreken", {"Met welk dossier": other})
    concreet.officer.does(number, "Dossier splitsen", {"Waar gaat het nieuwe dossier over": "De chauffeur was niet vriendelijk."})


def its_calendar_changes(concreet: Concreet, number: str) -> None:
    """The organisation closes on the day on which the answer was promised; the sweep proposes, a person reckons anew."""
    publish_calendar(concreet.town.organisation, "closed = [2026-06-30]", clock.now())
    concreet.town.at("2026-06-10T10:00")
    concreet.officer.does(number, "Opnieuw berekenen", {"Kalender": "de kalender van de organisatie"})


# Silence -------------------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.clause("CON-13", "CON-18", "CON-19", "CON-20")
def test_no_answer_is_no_yes_and_after_a_reminder_the_dossier_may_close(concreet: Concreet) -> None:
    officer, number = concreet.officer, concreet.officer.writes_down(CALL, "brief")
    assert "Kies eerst of het een incident is" in officer.why_not(number, "Dossier sluiten")
    officer.does(number, "Aard en ernst bepalen", {"Mogelijk structureel": "nee"})
    officer.begins(number, "Oplossing voorstellen", {"Redenen": "De drukker was te laat."})
    assert "De klachtenregeling vraagt dit. art. 18" in officer.refusal()
    she_is_reminded(concreet, number)
    assert "Geen antwoord is geen ja: stuur eerst een herinnering. art. 19" in officer.why_not(number, "Dossier sluiten")
    concreet.town.at("2026-06-17T09:00")
    officer.begins(number, "Afschriften versturen", {"Naar wie": ["Klager", "Adviseur"]})
    assert "Adviseurs krijgen geen afschrift. art. 20" in officer.refusal()
    officer.does(number, "Dossier sluiten")
    assert "gesloten" in officer.opens(number)


def she_is_reminded(concreet: Concreet, number: str) -> None:
    concreet.officer.does(number, "Oplossing voorstellen", {"Oplossing": "Gratis verzending."})
    assert "Gratis verzending." in letter_to(concreet.town.post(), MAIL)
    concreet.officer.does(number, "Voortgang melden")
    assert "Horen wij twee weken niets" in letter_to(concreet.town.post(), MAIL)


# All of them ---------------------------------------------------------------------------------------------------------------

#: Acts that the regulation names only to say that it does not know them: what the desk says of each stands above.
REFUSED = {"object": "CON-25", "admit": "CON-25", "appoint": "CON-25", "rule": "CON-25"}


def test_every_act_that_the_regulation_knows_was_taken_in_a_browser() -> None:
    ordinary = set(test_browser_concreet.ACTS.split()) - {"sent"}
    assert ordinary | YEAR | BY_MOUTH | INQUIRED == acts_of("concreet-onderwijsproducten") - set(REFUSED)
