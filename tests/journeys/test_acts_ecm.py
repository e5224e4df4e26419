"""ECM: every act of a dossier taken in a browser, from what was said at the counter to what is destroyed years later."""

import pytest

from tests.journeys.acts_ecm import ENDING, INQUIRY, NOOR, RELATING, SETTLING, SPOKEN, Ecm, ecm
from tests.journeys.outsiders import Outsider, told_code
from tests.journeys.support import letter_to

__all__ = ["ecm"]
pytestmark = pytest.mark.browser
AAL, BERT = "aal@elders.example", "bert@zaal.example"


def what_was_said_is_asked_in_writing(ecm: Ecm) -> None:
    said = {"Naam klager": "Noor de Wit", "E-mailadres klager": NOOR, "Omschrijving": "De zaal was vol.", "Soort": "klacht"}
    ecm.number = ecm.clerk.writes_down(said, "gesprek")
    ecm.noor.code = told_code(ecm.clerk)
    ecm.clerk.does(ecm.number, "Om aanvulling vragen")
    assert "in uw eigen woorden opschrijven" in letter_to(ecm.town.post(), NOOR)
    ecm.noor.does("Schriftelijk bevestigen", {"Wilt u nog iets toevoegen?": "Wij stonden een half uur op de gang."})
    ecm.noor.does("Iets toevoegen", {"Wat wilt u toevoegen?": "Het ging om zaal 4."})
    assert "half uur op de gang" in ecm.officer.opens(ecm.number)


def it_turns_out_to_be_a_signal(ecm: Ecm) -> None:
    """ECM judges no signal."""
    ecm.officer.does(ecm.number, "Ontvangst bevestigen")
    ecm.officer.does(ecm.number, "Klachtenregeling uitleggen")
    ecm.officer.does(ecm.number, "Voortgang melden", {"Redenen": "Wij vragen de zaalbeheerder wat er was."})
    ecm.officer.does(ecm.number, "Notitie maken", {"Tekst": "Noor wil alleen dat wij het weten."})
    ecm.officer.does(ecm.number, "Soort bepalen", {"Soort": "signaal", "Reden": "Noor vraagt geen oordeel."})
    assert "Over een signaal of voorstel geeft ECM geen oordeel; het krijgt een reactie. art. 5" in ecm.officer.why_not(
        ecm.number, "Oordeel vastleggen"
    )
    ecm.noor.does("Mijn signaal intrekken")


@pytest.mark.clause("ECM-05", "ECM-06", "ECM-08", "ECM-10")
def test_what_was_said_at_the_counter_is_asked_in_writing_and_becomes_a_signal(ecm: Ecm) -> None:
    what_was_said_is_asked_in_writing(ecm)
    it_turns_out_to_be_a_signal(ecm)
    assert ecm.town.taken() == set(SPOKEN.split())


def first_words(ecm: Ecm, address: str) -> str:
    """The subjects of the letters that leave now to someone: what the desk wrote him, and the link to his own page."""
    return " ".join(str(letter.subject) for letter in ecm.town.post() if address in letter.to[0])


def the_other_side_is_told_and_invited(ecm: Ecm) -> None:
    bert = {"Naam": "Bert Zaalman", "E-mailadres": BERT}
    ecm.officer.does(ecm.number, "In behandeling nemen")
    ecm.officer.does(ecm.number, "Aard en ernst bepalen", {"Aard": "dienstverlening", "Ernst": "gewoon"})
    ecm.officer.does(ecm.number, "Degene over wie de klacht gaat informeren", bert)
    assert "Een klacht die over u gaat" in first_words(ecm, BERT)
    ecm.officer.does(ecm.number, "Uitnodigen voor een gesprek", {"Wie": "degene over wie de klacht gaat", "Doel": "horen"})
    assert "Wij willen u graag horen" in first_words(ecm, BERT)


def both_sides_come_to_word(ecm: Ecm) -> None:
    """No judgement before that; each side may react to what the other told."""
    ecm.officer.does(ecm.number, "Horen", {"Wie": "degene over wie de klacht gaat", "Verslag": "De zaal was dubbel geboekt."})
    assert "De klager is nog niet gehoord." in ecm.officer.why_not(ecm.number, "Oordeel vastleggen")
    assert "art. 11" in ecm.officer.why_not(ecm.number, "Oordeel vastleggen")
    ecm.officer.does(ecm.number, "Stukken voorleggen", {"Aan welke kant": "klager", "Welke verslagen": ["Gehoord"]})
    assert "De zaal was dubbel geboekt." in ecm.noor.follows()
    ecm.officer.does(ecm.number, "Reactie op de stukken vastleggen", {"Tekst": "Dat had men kunnen zien.", "Van wie": "klager"})
    ecm.noor.does("Afzien van een gesprek")


def advice_is_asked_outside(ecm: Ecm) -> None:
    asked = {"Naam": "Aal van Buiten", "Organisatie": "Bureau Elders", "E-mailadres": AAL, "Vraag": "Wat is een redelijke vergoeding?"}
    ecm.officer.does(ecm.number, "Advies vragen", asked)
    aal = Outsider(ecm.town, ecm.town.page(), AAL)
    assert "Wat is een redelijke vergoeding?" in aal.comes_in(ecm.town.post())
    ecm.officer.does(ecm.number, "Advies vragen", {"Aan wie gevraagd": ["Aal van Buiten"], "Antwoord": "De reiskosten en een nieuwe kans."})


@pytest.mark.clause("ECM-09", "ECM-11")
def test_both_sides_are_heard_before_there_is_a_judgement(ecm: Ecm) -> None:
    ecm.filed()
    the_other_side_is_told_and_invited(ecm)
    both_sides_come_to_word(ecm)
    advice_is_asked_outside(ecm)
    ecm.officer.does(ecm.number, "Oordeel vastleggen", {"Oordeel": "gegrond", "Redenen": "De zaal was dubbel geboekt."})
    assert ecm.town.taken() == set(INQUIRY.split())


def the_answer_is_late_and_read_by_a_second(ecm: Ecm) -> None:
    ecm.officer.does(ecm.number, "Uitleggen waarom het te laat is", {"Wat te laat was": "Ontvangst bevestigen", "Oorzaak": "te druk"})
    ecm.leader.does(ecm.number, "Terugsturen naar de schrijver", {"Welke handeling": "Oordeel", "Reden": "Noem de zaal."})
    ecm.leader.does(ecm.number, "Akkoord geven", {"Welke handeling": "Oordeel"})
    ecm.officer.begins(ecm.number, "Oplossing voorstellen")
    assert "Oplossing" in ecm.officer.refusal()
    shown = ecm.officer.begins(ecm.number, "Reactie versturen", {"Redenen": ""})
    assert "Dit komt in de brief. Vul het in" in shown
    ecm.officer.does(ecm.number, "Reactie versturen", {"Redenen": "Zaal 4 was dubbel geboekt."})
    assert "Zaal 4 was dubbel geboekt." in letter_to(ecm.town.post(), NOOR)


def the_second_solution_is_accepted(ecm: Ecm) -> None:
    ecm.noor.does("Zeggen dat onze reactie niet goed is", {"Wat is er niet goed aan onze reactie?": "Een nieuw examen."})
    assert "Er ligt nog geen oplossing. art. 13" in ecm.officer.why_not(ecm.number, "Oplossing aanvaarden")
    ecm.officer.does(ecm.number, "Oplossing voorstellen", {"Oplossing": "Het examen mag kosteloos over."})
    ecm.town.post()
    ecm.noor.does("De oplossing aannemen")


def what_follows_is_written_down(ecm: Ecm) -> None:
    ecm.officer.does(ecm.number, "Uitvoering vastleggen", {"Verslag": "Het examen is over."})
    ecm.leader.does(ecm.number, "Oorzaak vastleggen", {"Soort oorzaak": "werkwijze", "Oorzaak": "Twee agenda's voor een zaal."})
    ecm.leader.does(ecm.number, "Aanbeveling doen", {"Aanbeveling": "Een agenda voor alle zalen."})
    ecm.officer.does(
        ecm.number, "Niet van toepassing verklaren", {"Verplichting": "Navragen", "Reden": "De klager wil niet meer gebeld worden."}
    )
    asked = {
        "Welke handeling": "uitgevoerd",
        "Gegeven": "verslag",
        "Nieuwe waarde": "Het examen is op 2 juni overgedaan.",
        "Reden": "Te kort.",
    }
    ecm.officer.does(ecm.number, "Vergissing herstellen", asked)


@pytest.mark.clause("ECM-12", "ECM-13", "ECM-14")
def test_a_solution_is_declined_bettered_and_accepted(ecm: Ecm) -> None:
    ecm.judged()
    the_answer_is_late_and_read_by_a_second(ecm)
    the_second_solution_is_accepted(ecm)
    what_follows_is_written_down(ecm)
    ecm.moves_to_a_new_version()
    assert ecm.town.taken() == set(SETTLING.split())


@pytest.mark.clause("ECM-13", "ECM-15", "ECM-16")
def test_a_dossier_is_closed_opened_again_kept_and_destroyed(ecm: Ecm) -> None:
    ecm.answered()
    ecm.officer.does(ecm.number, "Dossier sluiten")
    ecm.town.post()
    ecm.leader.does(ecm.number, "Dossier heropenen", {"Reden": "Een stuk lag er nog."})
    ecm.officer.does(ecm.number, "Dossier sluiten")
    ecm.officer.does(ecm.number, "Niet vernietigen", {"Reden": "De accountant vraagt erom."})
    assert "Het dossier archiveren" in ecm.archive.why_not(ecm.number, "Dossier vernietigen")
    ecm.archive.does(ecm.number, "Dossier archiveren")
    ecm.town.at("2029-05-14T10:00")
    assert "art. 16" in ecm.archive.why_not(ecm.number, "Dossier vernietigen")
    ecm.archive.does(ecm.number, "Vernietigen weer toestaan")
    ecm.archive.does(ecm.number, "Dossier vernietigen", {"Reden": "De bewaartermijn is voorbij."})
    assert "Noor" not in ecm.archive.opens(ecm.number)
    assert ecm.town.taken() == set(ENDING.split())


def test_two_dossiers_are_linked_and_parted(ecm: Ecm) -> None:
    other = ecm.filed().number
    ecm.filed()
    ecm.officer.does(ecm.number, "Koppelen aan een ander dossier", {"Nummer van het andere dossier": other})
    ecm.officer.does(ecm.number, "Koppeling verbreken", {"Reden": "Toch iets anders."})
    ecm.officer.does(ecm.number, "Dossier splitsen", {"Waar gaat het nieuwe dossier over": "De uitslag kwam te laat."})
    assert ecm.town.taken() == set(RELATING.split())
