"""Klik Onderwijs: every act of a dossier taken in a browser, from a talk that did not help to what is destroyed a year later."""

import pytest

from tests.factories.house import a_version, shipped
from tests.journeys.acts_klik import ANSWERING, ENDING, INQUIRY, NOOR, RELATING, SETTLED, TOLD, Klik, klik
from tests.journeys.outsiders import Outsider
from tests.journeys.support import Colleague, letter_to
from wederhoor.actions.regulations import publish_procedure
from wederhoor.web import clock

__all__ = ["klik"]
pytestmark = pytest.mark.browser
AAL, BEN = "aal@elders.example", "ben@bemiddeling.example"
CALL = {"Naam klager": "Noor de Wit", "E-mailadres klager": NOOR, "Omschrijving": "De cursusleider was kortaf."}


def told_code(colleague: Colleague) -> str:
    """The code by which the complainant follows it, as the desk says it once."""
    said = colleague.page.get_by_role("status").first.inner_text()
    return said.partition("klager is ")[2].partition(".")[0]


def a_call_is_written_down_and_passed_on(klik: Klik) -> None:
    klik.number = klik.support.writes_down(CALL, "telefoon")
    klik.noor.code = told_code(klik.support)
    klik.support.does(klik.number, "Notitie maken", {"Tekst": "Zij belt morgen terug."})
    klik.support.does(klik.number, "Doorzetten", {"Naar wie": "Berend Manders"})
    klik.manager.does(klik.number, "In behandeling nemen")


def both_sides_are_heard_and_a_talk_does_not_help(klik: Klik) -> None:
    about = {"Naam": "Chris Cursus", "E-mailadres": "chris@klik.example"}
    klik.manager.does(klik.number, "Degene over wie de klacht gaat informeren", about)
    to_chris = " ".join(str(one.body) for one in klik.town.post() if "chris@klik.example" in one.to[0])
    assert "Wij horen graag ook uw kant" in " ".join(to_chris.split())
    klik.manager.does(klik.number, "Horen", {"Wie": "degene over wie", "Verslag": "Het was een drukke dag."})
    klik.support.does(klik.number, "Uitnodigen voor een gesprek", {"Wie": "klager", "Afgesproken dag": "2026-06-10", "Doel": "een gesprek"})
    assert "Wij praten graag met u" in letter_to(klik.town.post(), NOOR)
    klik.support.does(klik.number, "Gesprek vastleggen", {"Uitkomst": "niet opgelost", "Verslag": "Zij wil dat iemand bemiddelt."})


def a_mediator_from_outside_does_not_settle_it_either(klik: Klik) -> None:
    ben = {"Naam": "Ben Middelaar", "E-mailadres": BEN, "Uitkomst": "niet opgelost", "Verslag": "Beiden zijn gehoord."}
    klik.manager.begins(klik.number, "Bemiddeling vastleggen", {**ben, "Onafhankelijk": "nee"})
    assert "KLI-04" in klik.manager.refusal()
    klik.manager.does(klik.number, "Bemiddeling vastleggen", {**ben, "Onafhankelijk": "ja"})
    assert "Vandaag nog vertellen hoe een formele klacht werkt" in klik.manager.row(klik.number)
    klik.manager.does(klik.number, "Klachtenregeling uitleggen")
    assert "Wat u al vertelde, nemen wij mee" in letter_to(klik.town.post(), NOOR)


def she_makes_it_formal_and_fills_in_what_lacks(klik: Klik) -> None:
    klik.town.at("2026-06-11T10:00")
    klik.noor.does("Er een formele klacht van maken", {"Waarom maakt u er een formele klacht van?": "Hij hoort vriendelijk te zijn."})
    klik.manager.does(klik.number, "Om aanvulling vragen")
    assert "school of organisatie" in letter_to(klik.town.post(), NOOR)
    klik.noor.does("Iets toevoegen", {"Uw school of organisatie": "ROC Zonland", "Uw telefoonnummer": "0612345678"})
    klik.manager.does(klik.number, "Ontvangst bevestigen")
    assert "Wij hebben uw klacht ontvangen" in letter_to(klik.town.post(), NOOR)


@pytest.mark.clause("KLI-04", "KLI-05", "KLI-06", "KLI-07", "KLI-09")
def test_what_was_told_by_telephone_becomes_a_formal_complaint(klik: Klik) -> None:
    a_call_is_written_down_and_passed_on(klik)
    both_sides_are_heard_and_a_talk_does_not_help(klik)
    a_mediator_from_outside_does_not_settle_it_either(klik)
    she_makes_it_formal_and_fills_in_what_lacks(klik)
    assert klik.town.taken() == set(TOLD.split())


@pytest.mark.clause("KLI-04", "KLI-06")
def test_what_was_told_is_put_on_paper_by_the_desk_and_taken_back_by_the_complainant(klik: Klik) -> None:
    number = klik.support.writes_down({**CALL, "Soort onderwerp": "gedrag", "Medewerker": "Piet Wijsman"}, "gesprek")
    klik.noor.code = told_code(klik.support)
    spared = {"Verplichting": "Ook de medewerker horen", "Reden": "Piet belde zelf al met haar."}
    klik.manager.does(number, "Niet van toepassing verklaren", spared)
    waived = {"Wie": "degene over wie", "Reden": "Hij wil er niets over zeggen."}
    klik.support.does(number, "Vastleggen dat iemand niet gehoord wil worden", waived)
    klik.support.does(number, "Schriftelijk bevestigen", {"Weg waarlangs": "brief", "Redenen": "Zo hoort het niet."})
    assert "formele klacht" in klik.support.opens(number)
    assert "ingetrokken" in klik.noor.does("Mijn klacht intrekken").lower()
    assert klik.town.taken() == set(SETTLED.split())


def someone_from_outside_who_is_independent_handles_it(klik: Klik) -> None:
    """Without that he is not appointed, and without consulting the manager he does not judge."""
    asked = {"Naar wie": "Saskia Buitenhuis", "Van buiten de organisatie": "ja"}
    klik.manager.begins(klik.number, "Behandelaar aanwijzen", {**asked, "Onafhankelijk": "nee"})
    assert "KLI-10" in klik.manager.refusal()
    klik.manager.does(klik.number, "Behandelaar aanwijzen", {**asked, "Onafhankelijk": "ja"})
    klik.handler.does(klik.number, "Klachtenregeling uitleggen")
    klik.handler.does(klik.number, "Aard en ernst bepalen", {"Aard": "inhoud", "Mogelijk structureel": "ja"})
    klik.handler.begins(klik.number, "Oordeel vastleggen", {"Oordeel": "gegrond", "Redenen": "Het klopt niet."})
    assert "Het overleg met de manager Propositie is nog niet vastgelegd. KLI-11" in klik.handler.refusal()


def an_adviser_from_outside_sees_what_was_put_before_him(klik: Klik) -> None:
    klik.handler.does(klik.number, "Advies vragen", {"Naam": "Aal van Buiten", "E-mailadres": AAL, "Vraag": "Telt btw één keer?"})
    klik.handler.does(klik.number, "Stukken voorleggen", {"Naar wie": "Aal van Buiten", "Welke verslagen": ["Ontvangen"]})
    aal = Outsider(klik.town, klik.town.page(), AAL)
    before = aal.comes_in(klik.town.post())
    assert "Vraag 7 van het examen kan niet kloppen." in before
    assert "structureel" not in before
    aal.does("Advies geven", {"Advies": "Btw telt één keer."})
    assert "Btw telt één keer." in klik.handler.opens(klik.number)
    klik.handler.does(klik.number, "Reactie op de stukken vastleggen", {"Tekst": "Noor is het daarmee eens.", "Van wie": "klager"})
    klik.handler.does(klik.number, "Voortgang melden", {"Redenen": "De adviseur keek mee."})
    assert "De adviseur keek mee." in letter_to(klik.town.post(), NOOR)


@pytest.mark.clause("KLI-08", "KLI-10", "KLI-11", "KLI-12")
def test_a_complaint_is_looked_into_by_someone_independent_with_help_from_outside(klik: Klik) -> None:
    klik.filed()
    someone_from_outside_who_is_independent_handles_it(klik)
    an_adviser_from_outside_sees_what_was_put_before_him(klik)
    assert klik.town.taken() == set(INQUIRY.split())


def it_is_judged_late_and_answered(klik: Klik) -> None:
    klik.town.at("2026-07-20T10:00")
    late = {"Wat te laat was": "Contact opnemen", "Oorzaak": "te druk"}
    klik.handler.does(klik.number, "Uitleggen waarom het te laat is", late)
    assert "Er is nog geen oordeel om te sturen. KLI-13" in klik.handler.why_not(klik.number, "Reactie versturen")
    judged = {"Oordeel": "deels gegrond", "Redenen": "De uitleg was niet duidelijk.", "Geraadpleegd": "Manager Propositie"}
    klik.handler.does(klik.number, "Oordeel vastleggen", judged)
    klik.manager.does(klik.number, "Terugsturen naar de schrijver", {"Welke handeling": "Oordeel", "Reden": "Noem de module."})
    klik.manager.does(klik.number, "Akkoord geven", {"Welke handeling": "Oordeel"})
    assert "geen schriftelijk bericht met redenen. KLI-13" in klik.manager.why_not(klik.number, "Dossier sluiten")
    klik.handler.begins(klik.number, "Reactie versturen", {"Redenen": ""})
    assert "Redenen" in klik.handler.refusal()
    klik.handler.does(klik.number, "Reactie versturen", {"Redenen": "De uitleg wordt herschreven."})
    assert "De uitleg wordt herschreven." in letter_to(klik.town.post(), NOOR)


def what_follows_is_written_down(klik: Klik) -> None:
    klik.handler.does(klik.number, "Uitvoering vastleggen", {"Verslag": "De uitleg is hersteld."})
    klik.handler.does(klik.number, "Oorzaak vastleggen", {"Soort oorzaak": "werkwijze", "Oorzaak": "Niemand las hem na."})
    klik.handler.does(klik.number, "Aanbeveling doen", {"Aanbeveling": "Laat een tweede lezer meekijken."})
    wrong = {"Welke handeling": "uitgevoerd", "Gegeven": "verslag", "Nieuwe waarde": "De uitleg is vervangen.", "Reden": "Onvolledig."}
    klik.manager.does(klik.number, "Vergissing herstellen", wrong)


@pytest.mark.clause("KLI-11", "KLI-13", "KLI-19")
def test_a_complaint_is_answered_with_reasons_and_its_papers_are_put_right(klik: Klik) -> None:
    klik.assigned()
    it_is_judged_late_and_answered(klik)
    what_follows_is_written_down(klik)
    assert klik.town.taken() == set(ANSWERING.split())


@pytest.mark.clause("KLI-13", "KLI-18")
def test_a_dossier_is_closed_opened_again_kept_and_destroyed(klik: Klik) -> None:
    klik.answered()
    klik.manager.does(klik.number, "Dossier sluiten")
    klik.manager.does(klik.number, "Dossier heropenen", {"Reden": "Er kwam een nieuw boek."})
    assert "In behandeling" in klik.handler.opens(klik.number)
    klik.manager.does(klik.number, "Dossier sluiten", {"Reden": "Het nieuwe boek zegt hetzelfde."})
    klik.manager.does(klik.number, "Dossier archiveren")
    klik.manager.does(klik.number, "Niet vernietigen", {"Reden": "De rechter vraagt erom."})
    klik.town.at("2027-06-14T10:00")
    assert "KLI-18" in klik.manager.why_not(klik.number, "Dossier vernietigen")
    klik.manager.does(klik.number, "Vernietigen weer toestaan", {"Reden": "De zaak is klaar."})
    klik.manager.does(klik.number, "Dossier vernietigen", {"Reden": "De bewaartermijn is voorbij."})
    shown = klik.manager.opens(klik.number)
    assert "vernietigd" in shown
    assert "Noor" not in shown
    assert klik.town.taken() == set(ENDING.split())


@pytest.mark.clause("KLI-08")
def test_two_dossiers_are_linked_parted_split_and_reckoned_again(klik: Klik) -> None:
    other = klik.filed().number
    klik.filed()
    klik.manager.does(klik.number, "Koppelen aan een ander dossier", {"Nummer van het andere dossier": other})
    klik.manager.does(klik.number, "Koppeling verbreken", {"Reden": "Toch iets anders."})
    klik.manager.does(klik.number, "Dossier splitsen", {"Waar gaat het nieuwe dossier over": "De rekening klopte ook niet."})
    publish_procedure(klik.town.organisation, a_version(shipped("klik-onderwijs"), 2, "2026-06-01"), clock.now())
    klik.manager.does(klik.number, "Opnieuw berekenen", {"Klachtenregeling": "versie 2", "Reden": "Het bestuur koos dat."})
    assert klik.town.taken() == set(RELATING.split())
