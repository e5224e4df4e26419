"""ExTrack: inspection, related dossiers, the objection and the year, each act taken on the pages by whom it is for."""

import pytest

from tests.journeys import acts_extrack as acts
from tests.journeys.acts_extrack import NOOR, Extrack, extrack
from tests.journeys.support import letter_to

__all__ = ["extrack"]
LETTER = {"Naam klager": "Noor de Wit", "Organisatie klager": "ROC Zonland", "Omschrijving": "Het boek is zoek.", "Soort": "klacht"}
INSIDE = {"Lid": "Lies Intern", "Hoedanigheid": "medewerker van ExTrack", "Lid komt van buiten de organisatie": "nee"}
LAWYER = {"Lid": "Job Jurist", "Hoedanigheid": "onafhankelijke jurist van buiten", "Lid komt van buiten de organisatie": "ja"}


@pytest.mark.browser
@pytest.mark.clause("EXT-17", "EXT-18", "EXT-23")
def test_she_asks_to_see_her_dossier_withdraws_and_it_is_kept_a_year_and_destroyed(extrack: Extrack) -> None:
    extrack.filed()
    she_asks_for_rules_and_inspection(extrack)
    extrack.noor.does("Mijn klacht intrekken", {"Waarom trekt u in?": "Het is opgelost."})
    it_is_kept_and_destroyed(extrack)
    assert extrack.town.taken() == set(acts.INSPECTED.split())


def she_asks_for_rules_and_inspection(extrack: Extrack) -> None:
    officer, number, town = extrack.officer, extrack.number, extrack.town
    extrack.noor.does("Reglement van de commissie opvragen")
    assert "Het reglement van de commissie sturen" in officer.opens(number)
    officer.does(number, "Klachtenregeling uitleggen")
    assert "reglement van de geschillencommissie" in letter_to(town.post(), NOOR)
    extrack.noor.does("Mijn dossier inzien", {"Wat wilt u inzien?": "Ik wil alles zien."})
    officer.does(number, "Inzage geven")
    assert "U kunt uw dossier inzien" in letter_to(town.post(), NOOR)
    extrack.noor.does("Mijn dossier inzien", {"Wat wilt u inzien?": "Ook het advies."})
    officer.begins(number, "Inzage weigeren")
    assert "art. 4" in officer.refusal()
    officer.does(number, "Inzage weigeren", {"Redenen": "Intern advies is niet van u."})
    assert "Intern advies is niet van u." in letter_to(town.post(), NOOR)


def it_is_kept_and_destroyed(extrack: Extrack) -> None:
    officer, number = extrack.officer, extrack.number
    assert "De bewaartermijn loopt tot dinsdag 1 juni 2027. art. 4" in officer.why_not(number, "Dossier vernietigen")
    officer.does(number, "Niet vernietigen", {"Reden": "De rechter vroeg erom."})
    extrack.town.at("2027-06-07T09:00")
    assert "Er is een reden vastgelegd" in officer.why_not(number, "Dossier vernietigen")
    officer.does(number, "Vernietigen weer toestaan", {"Reden": "De zaak is voorbij."})
    officer.does(number, "Dossier archiveren")
    officer.does(number, "Dossier vernietigen")
    assert "Noor de Wit" not in officer.opens(number)


@pytest.mark.browser
@pytest.mark.clause("EXT-03", "EXT-10")
def test_dossiers_are_linked_taken_apart_split_and_what_belongs_elsewhere_is_referred(extrack: Extrack) -> None:
    extrack.filed()
    officer, number = extrack.officer, extrack.number
    other = officer.writes_down(LETTER, "brief")
    officer.does(other, "Niet van toepassing verklaren", {"Verplichting": "Bevestigen per e-mail", "Reden": "Geen e-mailadres."})
    officer.does(number, "Koppelen aan een ander dossier", {"Dit dossier": "heeft te maken met", "Nummer van het andere dossier": other})
    officer.does(number, "Koppeling verbreken", {"Met welk dossier": other})
    officer.does(number, "Dossier splitsen", {"Waar gaat het nieuwe dossier over": "De zaal was koud."})
    officer.begins(number, "Niet van toepassing verklaren", {"Verplichting": "Schriftelijk reageren", "Reden": "Al besproken."})
    assert "Van deze verplichting kan niet worden afgezien. art. 3" in officer.refusal()
    officer.does(number, "Doorverwijzen", {"Redenen": "Dit is van uw school."})
    assert "Dit is van uw school." in letter_to(extrack.town.post(), NOOR)
    assert extrack.town.taken() == set(acts.RELATED.split())


@pytest.mark.browser
@pytest.mark.clause("EXT-22", "EXT-24", "EXT-25")
def test_an_objection_is_completed_admitted_heard_and_withdrawn_and_another_stays_incomplete_and_is_refused(extrack: Extrack) -> None:
    extrack.answered()
    one_is_made_and_completed(extrack)
    a_committee_is_appointed(extrack)
    it_is_heard_and_withdrawn(extrack)
    another_is_refused(extrack)
    assert extrack.town.taken() == set(acts.OBJECTED.split())


def she_objects(extrack: Extrack) -> str:
    extrack.officer.does(extrack.number, "Bezwaar maken", {"Weg waarlangs": "brief", "Schriftelijk": "ja", "Gronden": "Hij was te laat."})
    return extrack.town.numbers()[-1]


def one_is_made_and_completed(extrack: Extrack) -> None:
    officer, number = extrack.officer, she_objects(extrack)
    officer.does(number, "Ontvangst bevestigen")
    assert "Uw bezwaar is binnen" in letter_to(extrack.town.post(), NOOR)
    assert "Het bezwaar is nog niet volledig. Er ontbreekt:" in officer.why_not(number, "Bezwaar toelaten")
    officer.does(number, "Om aanvulling vragen")
    assert "In uw bezwaar ontbreekt nog" in letter_to(extrack.town.post(), NOOR)
    who = {"Naam van wie bezwaar maakt": "Noor de Wit", "Adres van wie bezwaar maakt": "Lindelaan 4"}
    what = {"Woonplaats van wie bezwaar maakt": "Utrecht", "Tegen wiens beslissing is het bezwaar?": "Roos Functie"}
    officer.does(number, "Aanvullen", {**who, **what})
    officer.does(number, "Voortgang melden")
    assert "Hoe het staat met uw bezwaar" in letter_to(extrack.town.post(), NOOR)
    officer.does(number, "Bezwaar toelaten")


def a_committee_is_appointed(extrack: Extrack) -> None:
    number = extrack.town.numbers()[-1]
    extrack.board.begins(number, "Commissie benoemen", members=[INSIDE, {**LAWYER, "Lid is onafhankelijk": "nee"}])
    assert "art. 5" in extrack.board.refusal()
    extrack.board.does(number, "Commissie benoemen", members=[INSIDE, {**LAWYER, "Lid is onafhankelijk": "ja"}])


def it_is_heard_and_withdrawn(extrack: Extrack) -> None:
    officer, number = extrack.officer, extrack.town.numbers()[-1]
    officer.does(number, "Stukken voorleggen", {"Naar wie": "Job Jurist", "Welke verslagen": "Bezwaar gemaakt"})
    extrack.lawyer.does(number, "Horen", {"Wie": "klager", "Verslag": "Zij telde drie avonden."})
    officer.does(number, "Intrekken", {"Reden": "Zij belde dat het zo goed is."})


def another_is_refused(extrack: Extrack) -> None:
    """An objection is made against a result once; closing the dossier is another."""
    extrack.officer.does(extrack.number, "Dossier sluiten")
    number = she_objects(extrack)
    extrack.board.does(number, "Commissie benoemen", members=[INSIDE, {**LAWYER, "Lid is onafhankelijk": "ja"}])
    assert "Alleen een bezwaar dat onvolledig blijft" in extrack.lawyer.why_not(number, "Bezwaar weigeren")
    extrack.officer.does(number, "Om aanvulling vragen")
    extrack.town.post()
    extrack.lawyer.does(number, "Bezwaar weigeren", {"Redenen": "Wij weten niet tegen wie het is."})
    assert "Wij weten niet tegen wie het is." in letter_to(extrack.town.post(), NOOR)


@pytest.mark.browser
@pytest.mark.clause("EXT-21")
def test_a_year_is_opened_learned_from_and_closed(extrack: Extrack) -> None:
    year = extrack.officer.opens_year("2026")
    officer, board = extrack.officer, extrack.board
    assert "De gegronde klachten van het jaar evalueren art. 4" in officer.row(year)
    officer.does(year, "Klachten van het jaar analyseren", {"Analyse": "Roosters kloppen vaak niet."})
    officer.does(year, "Jaarverslag opstellen", {"Conclusie": "Het rooster is het zwakke punt."})
    officer.does(year, "Jaarverslag aanbieden", {"Naar wie": "directie"})
    board.does(year, "Maatregelen vaststellen", {"Besluit": "Voor elke docent een vervanger."})
    board.does(year, "Maatregel beoordelen", {"De maatregel werkt": "ja", "Verslag": "Geen uitval meer."})
    officer.does(year, "Jaarverslag publiceren", {"Conclusie": "Het gaat beter."})
    officer.begins(year, "Jaar afsluiten", {"Niet gekoppelde maatregelen": "2"})
    assert "art. 4" in officer.refusal()
    officer.does(year, "Jaar afsluiten", {"Niet gekoppelde maatregelen": "0"})
    assert officer.row(year) == ""
    assert extrack.town.taken() == set(acts.YEAR.split())
