"""Klik Onderwijs: every act of an objection and of a year taken in a browser; and no act of the regulation is left out."""

import pytest

from tests.journeys.acts_klik import ADMITTED, BY_MOUTH, NOOR, REFUSED, TAKEN, YEAR, Klik, klik
from tests.journeys.support import acts_of, letter_to

__all__ = ["klik"]
pytestmark = pytest.mark.browser
SAID = {"Weg waarlangs": "telefoon", "Schriftelijk": "nee", "Gronden": "De oude btw gold nog."}


def seat(name: str, **more: str) -> dict[str, str]:
    """A member of the committee, independent and expert."""
    return {
        "Lid": name,
        "Lid is onafhankelijk": "ja",
        "Waarom het lid onafhankelijk is": "Werkt elders.",
        "Deskundigheid van het lid": "Boekhouden",
        **more,
    }


def what_was_said_by_telephone_waits_for_paper(klik: Klik) -> None:
    """KLI-14: as long as it is not in writing nobody is appointed; written, it is late and somebody decides."""
    klik.manager.does(klik.number, "Bezwaar maken", SAID)
    klik.number = klik.town.numbers()[-1]
    assert "Dit bezwaar staat nog niet op schrift. KLI-14" in klik.manager.why_not(klik.number, "Commissie benoemen")
    klik.manager.does(klik.number, "Om aanvulling vragen", {"Wat ontbreekt": "Schriftelijk"})
    said = letter_to(klik.town.post(), NOOR)
    assert "- Uw bericht op schrift" in said
    assert "Een bezwaar telt als het op schrift staat" in said
    klik.manager.does(klik.number, "Klachtenregeling uitleggen")
    assert "Zo werkt een bezwaar" in letter_to(klik.town.post(), NOOR)


def it_comes_too_late_and_is_taken_up_all_the_same(klik: Klik) -> None:
    klik.town.at("2026-07-01T10:00")
    klik.manager.does(klik.number, "Schriftelijk bevestigen", {"Weg waarlangs": "brief"})
    assert "Beslis eerst of het toch wordt behandeld. KLI-14" in klik.manager.why_not(klik.number, "Commissie benoemen")
    klik.manager.begins(klik.number, "Te late indiening verschonen", {})
    assert "KLI-14" in klik.manager.refusal()
    klik.manager.does(klik.number, "Te late indiening verschonen", {"Reden": "Zij was ziek."})
    klik.manager.does(klik.number, "Ontvangst bevestigen")
    assert "Wij hebben uw bezwaar ontvangen" in letter_to(klik.town.post(), NOOR)
    klik.manager.does(klik.number, "Aanvullen", {"Gronden": "De overgang duurt tot juli."})


def two_independent_people_are_appointed(klik: Klik) -> None:
    """Neither one alone, nor whoever handled the complaint, nor someone who is not independent."""
    for members in ([seat("Olga")], [seat("Saskia"), seat("Olga")], [seat("Olga"), seat("Piet", **{"Lid is onafhankelijk": "nee"})]):
        klik.manager.begins(klik.number, "Commissie benoemen", members=members)
        assert "KLI-15" in klik.manager.refusal()
    klik.manager.does(klik.number, "Commissie benoemen", members=[seat("Olga"), seat("Piet")])


def the_committee_takes_its_time_and_rules(klik: Klik) -> None:
    klik.first.does(klik.number, "Horen", {"Wie": "klager", "Verslag": "Zij toonde de wet van vorig jaar."})
    klik.manager.does(klik.number, "Voortgang melden", {"Redenen": "Er is gehoord."})
    assert "Er is gehoord." in letter_to(klik.town.post(), NOOR)
    klik.first.does(klik.number, "Termijn verlengen", {"Nieuwe datum": "2026-08-14"})
    assert "14 augustus" in letter_to(klik.town.post(), NOOR)
    klik.second.begins(klik.number, "Uitspraak doen", {"Oordeel": "gegrond"})
    assert "Redenen" in klik.second.refusal()
    ruled = {"Oordeel": "gegrond", "Redenen": "De oude btw gold nog.", "Heeft gevolgen voor de organisatie": "ja"}
    klik.second.does(klik.number, "Uitspraak doen", ruled)
    assert "Het oordeel is: gegrond" in letter_to(klik.town.post(), NOOR)


@pytest.mark.clause("KLI-14", "KLI-15", "KLI-16", "KLI-17", "KLI-20")
def test_what_was_objected_by_telephone_is_ruled_upon_and_carried_out(klik: Klik) -> None:
    klik.answered()
    what_was_said_by_telephone_waits_for_paper(klik)
    it_comes_too_late_and_is_taken_up_all_the_same(klik)
    two_independent_people_are_appointed(klik)
    the_committee_takes_its_time_and_rules(klik)
    klik.manager.does(klik.number, "Uitspraak uitvoeren", {"Verslag": "De module rekent nu met beide tarieven."})
    klik.manager.does(klik.number, "Dossier sluiten")
    assert klik.town.taken() == set(BY_MOUTH.split())


@pytest.mark.clause("KLI-14")
def test_an_objection_that_is_late_is_refused_with_reasons(klik: Klik) -> None:
    klik.answered()
    klik.town.at("2026-07-01T10:00")
    klik.noor.does("Bezwaar maken", {"Waarom bent u het er niet mee eens?": "De oude btw gold nog."})
    number = klik.town.numbers()[-1]
    klik.manager.begins(number, "Bezwaar weigeren", {})
    assert "KLI-14" in klik.manager.refusal()
    klik.manager.does(number, "Bezwaar weigeren", {"Redenen": "Het kwam negen dagen te laat."})
    assert "Het kwam negen dagen te laat." in letter_to(klik.town.post(), NOOR)
    assert klik.town.taken() == set(REFUSED.split())


@pytest.mark.clause("KLI-14")
def test_an_objection_that_is_late_is_admitted_and_taken_back(klik: Klik) -> None:
    klik.answered()
    klik.town.at("2026-07-01T10:00")
    klik.noor.does("Bezwaar maken", {"Waarom bent u het er niet mee eens?": "De oude btw gold nog."})
    number = klik.town.numbers()[-1]
    assert "Beslissen over een te laat bezwaar" in klik.manager.opens(number)
    klik.manager.does(number, "Bezwaar toelaten", {"Reden": "De brief lag bij ons."})
    klik.manager.does(number, "Intrekken", {"Reden": "Zij belde dat het goed is."})
    assert klik.town.taken() == set(ADMITTED.split())


@pytest.mark.clause("KLI-02", "KLI-19")
def test_a_year_is_looked_back_upon(klik: Klik) -> None:
    year = klik.manager.opens_year("2026")
    assert "KLI-19" in klik.manager.why_not(year, "Jaar afsluiten")
    klik.manager.does(year, "Klachten van het jaar analyseren", {"Analyse": "Btw komt vaak terug."})
    klik.manager.does(year, "Maatregelen vaststellen", {"Besluit": "Een tweede lezer."})
    klik.manager.does(year, "Jaarverslag opstellen", {"Conclusie": "Uitleg is het zwakke punt."})
    klik.manager.does(year, "Jaarverslag publiceren", {"Conclusie": "Het gaat beter."})
    klik.manager.does(year, "Jaarverslag aanbieden", {"Naar wie": "alle medewerkers"})
    klik.manager.does(year, "Maatregel beoordelen", {"De maatregel werkt": "ja", "Verslag": "Minder klachten."})
    klik.manager.does(year, "Jaar afsluiten")
    assert klik.town.taken() == set(YEAR.split())


def test_every_act_that_the_regulation_knows_is_taken_in_one_of_these_tests() -> None:
    """Each of them ends by naming the acts that its browsers took: `TAKEN` is those, and nothing is exempt."""
    assert {act for acts in TAKEN for act in acts.split()} == acts_of("klik-onderwijs")
