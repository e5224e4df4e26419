"""ECM: every act of an appeal and of a year taken in a browser; and no act of the regulation is left out."""

import pytest

from tests.journeys.acts_ecm import DECIDED_APPEAL, NOOR, REFUSED_APPEAL, SPOKEN_APPEAL, TAKEN, YEAR, Ecm, ecm
from tests.journeys.support import acts_of, letter_to

__all__ = ["ecm"]


def an_appeal_by_telephone_is_asked_in_writing(ecm: Ecm) -> str:
    ecm.officer.does(ecm.number, "In beroep gaan", {"Weg waarlangs": "telefoon", "Schriftelijk": "nee", "Gronden": "De kosten."})
    number = ecm.town.numbers()[-1]
    assert "Beroep gaat schriftelijk. Vraag eerst om het op te schrijven. art. 4" in ecm.board.why_not(number, "Op het beroep beslissen")
    ecm.officer.does(number, "Om aanvulling vragen")
    assert "Dat kan alleen schriftelijk." in letter_to(ecm.town.post(), NOOR)
    ecm.officer.does(number, "Schriftelijk bevestigen", {"Weg waarlangs": "brief", "Omschrijving": "Ik wil mijn reiskosten terug."})
    return number


def the_board_looks_into_it(ecm: Ecm, number: str) -> None:
    ecm.board.does(number, "Ontvangst bevestigen")
    ecm.board.does(number, "In behandeling nemen")
    ecm.officer.does(number, "Aanvullen", {"Omschrijving": "De bonnen zitten erbij."})
    ecm.board.does(number, "Horen", {"Wie": "klager", "Verslag": "Het gaat om vier treinkaartjes."})
    ecm.board.does(number, "Advies vragen", {"Aan wie gevraagd": ["projectleider"], "Vraag": "Wat is gebruikelijk?"})
    ecm.board.does(number, "Voortgang melden", {"Redenen": "Het bestuur komt dinsdag bijeen."})
    assert "Het bestuur komt dinsdag bijeen." in letter_to(ecm.town.post()[-1:], NOOR)


@pytest.mark.browser
@pytest.mark.clause("ECM-04")
def test_an_appeal_by_telephone_is_written_down_looked_into_and_withdrawn(ecm: Ecm) -> None:
    ecm.answered()
    number = an_appeal_by_telephone_is_asked_in_writing(ecm)
    the_board_looks_into_it(ecm, number)
    ecm.board.does(number, "Intrekken", {"Reden": "Het is geregeld."})
    assert ecm.town.taken() == set(SPOKEN_APPEAL.split())


@pytest.mark.browser
@pytest.mark.clause("ECM-04")
def test_the_board_decides_and_opens_the_appeal_again(ecm: Ecm) -> None:
    ecm.answered()
    ecm.noor.does("In beroep gaan", {"Waarom bent u het er niet mee eens?": "De reiskosten ontbreken."})
    number = ecm.town.numbers()[-1]
    ecm.board.does(number, "Beroep toelaten")
    assert "Het bestuur heeft nog niet op dit beroep beslist. art. 4" in ecm.board.why_not(number, "Dossier sluiten")
    ecm.board.does(number, "Op het beroep beslissen", {"Oordeel": "ongegrond", "Redenen": "De reis was nodig."})
    assert "De reis was nodig." in letter_to(ecm.town.post(), NOOR)
    ecm.board.does(number, "Dossier sluiten")
    ecm.board.does(number, "Dossier heropenen", {"Reden": "Er zijn nieuwe bonnen."})
    assert ecm.town.taken() == set(DECIDED_APPEAL.split())


@pytest.mark.browser
@pytest.mark.clause("ECM-04")
def test_the_board_refuses_an_appeal_with_the_reason(ecm: Ecm) -> None:
    ecm.answered()
    ecm.noor.does("In beroep gaan", {"Waarom bent u het er niet mee eens?": "Ik ben het zat."})
    number = ecm.town.numbers()[-1]
    shown = ecm.board.begins(number, "Beroep weigeren")
    assert "art. 4" in shown
    ecm.board.does(number, "Beroep weigeren", {"Redenen": "Over deze uitkomst is al beslist."})
    assert "Over deze uitkomst is al beslist." in letter_to(ecm.town.post(), NOOR)
    assert ecm.town.taken() == set(REFUSED_APPEAL.split())


@pytest.mark.browser
@pytest.mark.clause("ECM-02", "ECM-03")
def test_a_year_is_looked_over_reported_and_closed(ecm: Ecm) -> None:
    number = ecm.leader.opens_year("2026")
    assert "Eerst de analyse van wat dit jaar is vastgelegd. art. 3" in ecm.leader.why_not(number, "Jaarverslag publiceren")
    ecm.leader.does(number, "Klachten van het jaar analyseren", {"Analyse": "Vooral zalen."})
    ecm.leader.does(number, "Jaarverslag opstellen", {"Conclusie": "Minder klachten dan vorig jaar."})
    ecm.board.does(number, "Maatregelen vaststellen", {"Besluit": "Een agenda voor alle zalen.", "Maatregelen": "2026-1"})
    assert "art. 3" in ecm.leader.why_not(number, "Jaar afsluiten")
    ecm.leader.does(number, "Jaarverslag publiceren")
    ecm.leader.does(number, "Jaarverslag aanbieden", {"Naar wie": "directie"})
    ecm.leader.does(number, "Maatregel beoordelen", {"Maatregel": "2026-1", "De maatregel werkt": "ja"})
    ecm.leader.does(number, "Jaar afsluiten")
    assert ecm.town.taken() == set(YEAR.split())


def test_every_act_of_the_regulation_was_taken_in_a_browser() -> None:
    """Each test above and in its companions tells exactly which acts it took; together they are all that people can take."""
    assert set(" ".join(TAKEN).split()) == acts_of("ecm")
