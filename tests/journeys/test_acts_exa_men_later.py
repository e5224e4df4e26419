"""Exa.men: every act of an objection and of a year taken in a browser; and no act of the regulation is left out."""

import pytest

from tests.journeys.acts_exa_men import ADMITTED, LATE, NOOR, REFUSED, TAKEN, YEAR, Exa, exa
from tests.journeys.outsiders import Outsider
from tests.journeys.support import RECORD, acts_of, fill, letter_to

__all__ = ["exa"]
AAL = "aal@elders.example"
#: Acts that nobody takes through a page, each with the reason.
NEVER = {"objection:close": "The answer to an objection closes it, and before that answer it cannot be closed (EXA-23)."}


def objects(exa: Exa, moment: str) -> str:
    """Noor was answered on 8 June; she objects at this moment. The number of the objection."""
    exa.answered()
    exa.town.at(moment)
    exa.noor.does("Bezwaar of beroep maken", {"Waarom bent u het er niet mee eens?": "Ook 18 is goed."})
    return exa.town.numbers()[-1]


@pytest.mark.browser
@pytest.mark.clause("EXA-22")
def test_a_late_objection_is_let_in_and_withdrawn(exa: Exa) -> None:
    number = objects(exa, "2026-07-28T10:00")
    exa.support.does(number, "Ontvangst bevestigen")
    exa.support.does(number, "Aanvullen", {"Redenen": "De brief lag op school."})
    assert "Dit bezwaar is te laat. Beslis eerst of het toch wordt behandeld. EXA-22" in exa.support.why_not(number, "Deskundige aanwijzen")
    exa.support.does(number, "Te late indiening verschonen", {"Reden": "De school was dicht."})
    exa.support.does(number, "Voortgang melden", {"Redenen": "Wij zoeken een deskundige."})
    assert "Wij zoeken een deskundige." in letter_to(exa.town.post()[-1:], NOOR)
    exa.support.does(number, "Intrekken", {"Reden": "Noor belde."})
    assert exa.town.taken() == set(LATE.split())


@pytest.mark.browser
@pytest.mark.clause("EXA-22")
def test_a_late_objection_is_refused_with_the_reason(exa: Exa) -> None:
    number = objects(exa, "2026-07-28T10:00")
    exa.support.does(number, "Bezwaar weigeren", {"Redenen": "De zes weken waren voorbij."})
    assert "De zes weken waren voorbij." in letter_to(exa.town.post(), NOOR)
    assert exa.town.taken() == set(REFUSED.split())


def an_expert_from_outside_is_named(exa: Exa, number: str) -> None:
    """Not whoever handled it, and nobody who helped to make the exam."""
    exa.support.begins(number, "Deskundige aanwijzen", {"Naar wie": "Kees Kern"})
    assert "EXA-23" in exa.support.refusal()
    exa.support.begins(number, "Deskundige aanwijzen", {"Naar wie": "Dirk", "Hielp mee het examen te maken of vast te stellen": "ja"})
    assert "EXA-23" in exa.support.refusal()
    exa.support.does(number, "Deskundige aanwijzen", {"Naam": "Aal van Buiten", "E-mailadres": AAL, "Onafhankelijk": "ja"})


def he_rules(exa: Exa, number: str) -> None:
    aal = Outsider(exa.town, exa.town.page(), AAL)
    aal.comes_in(exa.town.post())
    assert "Ook 18 is goed." in aal.opens(number)
    aal.does("Uitspraak doen", {"Oordeel": "gegrond", "Redenen": "Ook 18 is goed te rekenen."})
    assert "Ook 18 is goed te rekenen." in letter_to(exa.town.post(), NOOR)


@pytest.mark.browser
@pytest.mark.clause("EXA-22", "EXA-23")
def test_an_expert_from_outside_rules_on_an_objection_in_time(exa: Exa) -> None:
    number = objects(exa, "2026-07-20T10:00")
    assert "Alleen een bezwaar dat te laat is, kan worden geweigerd. EXA-22" in exa.support.why_not(number, "Bezwaar weigeren")
    exa.support.does(number, "Bezwaar toelaten")
    an_expert_from_outside_is_named(exa, number)
    he_rules(exa, number)
    assert "EXA-23" in exa.support.why_not(number, "Dossier sluiten")
    shown = exa.support.begins(number, "Reactie versturen")
    assert "Dit komt in de brief. Vul het in" in shown
    assert "EXA-23" in shown
    assert exa.town.taken() == set(ADMITTED.split())


def the_year_is_looked_over(exa: Exa) -> str:
    number = exa.constructor.opens_year("2026")
    exa.constructor.does(number, "Klachten van het jaar analyseren", {"Analyse": "Vooral sleutels."})
    assert "EXA-18" in exa.constructor.why_not(number, "Jaar afsluiten")
    exa.constructor.does(number, "Jaarverslag opstellen", {"Conclusie": "Minder fouten dan vorig jaar."})
    exa.constructor.begins(number, "Jaarverslag publiceren")
    assert "EXA-25" in exa.constructor.refusal()
    fill(exa.constructor.page, {"Aanbevelingen": "Een tweede lezer voor elke sleutel."})
    exa.constructor.press(RECORD)
    return number


@pytest.mark.browser
@pytest.mark.clause("EXA-18", "EXA-24", "EXA-25", "EXA-26")
def test_a_year_is_looked_over_reported_and_closed(exa: Exa) -> None:
    number = the_year_is_looked_over(exa)
    exa.leader.does(number, "Maatregelen vaststellen", {"Besluit": "Elke sleutel krijgt een tweede lezer.", "Maatregelen": "2026-1"})
    exa.constructor.does(number, "Jaarverslag aanbieden", {"Naar wie": "directie"})
    exa.town.at("2027-03-01T10:00")
    exa.leader.does(
        number, "Maatregel beoordelen", {"Maatregel": "2026-1", "De maatregel werkt": "ja", "Verslag": "Geen foute sleutels meer."}
    )
    exa.constructor.does(number, "Jaar afsluiten")
    assert exa.town.taken() == set(YEAR.split())


def test_every_act_of_the_regulation_was_taken_in_a_browser() -> None:
    """Each test above and in its companions tells exactly which acts it took; together they are all that people can take."""
    assert set(" ".join(TAKEN).split()) == acts_of("exa-men") - NEVER.keys()
