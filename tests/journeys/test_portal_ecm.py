"""ECM as the outside meets it: a signal without a name, a proposal, a hearing waived, a solution weighed, and an appeal to the board."""

import pytest

from tests.journeys.at_home import Home, at_home
from tests.journeys.conftest import Settled
from tests.journeys.support import fill
from wederhoor.correspondence.models import Letter

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
OFFICER, BOARD = "verantwoordelijk-medewerker", "bestuur"


@pytest.fixture
def home(settled: Settled) -> Home:
    return at_home(settled("ecm", "ECM", "2026-05-11T09:00"), OFFICER, BOARD, "medewerker")


@pytest.mark.clause("ECM-05", "ECM-07")
def test_who_gives_no_name_is_asked_and_answers_by_his_code_alone_until_he_gives_his_name(home: Home) -> None:
    anonymously(home)
    assert "signaal" in home.reads().lower()
    home.desk("ask_completion", channel="portal", missing=["subject"], says="In welke zaal was het?")
    assert "In welke zaal was het?" in home.reads()
    assert "U vulde iets aan" in home.does("Iets toevoegen", {"Wat wilt u toevoegen?": "In zaal drie."})
    home.desk("reply", channel="portal", reasons="Zaal drie krijgt een tweede toezichthouder.")
    assert "Zaal drie krijgt een tweede toezichthouder." in home.reads()
    assert set(Letter.objects.values_list("address", flat=True)) == {""}


def anonymously(home: Home) -> None:
    page = home.page
    page.goto("/ecm/klacht/")
    fill(page, {"Wat wilt u melden?": "Signaal", "Wat is er gebeurd?": "In de zaal praatten toezichthouders met elkaar."})
    page.locator('[name="anonymous"]').first.check()
    for name in ("Antwoorden nakijken", "Klacht versturen"):
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).first.click()
        home.town.later(minutes=3)
    home.noor.code, home.number = page.locator("#code").inner_text(), home.town.numbers()[-1]
    assert home.town.post() == []


@pytest.mark.clause("ECM-07")
def test_who_gives_his_name_later_has_a_complaint_from_that_day(home: Home) -> None:
    home.filed(kind="complaint", anonymous=True, complainant={})
    home.town.at("2026-05-12T09:00")
    home.does("Iets toevoegen", {"Uw naam": "Noor de Wit", "Wat wilt u toevoegen?": "Nu met mijn naam."})
    assert "uiterlijk vrijdag 15 mei" in home.reads()


@pytest.mark.clause("ECM-01")
def test_a_proposal_gets_an_answer_and_owes_no_judgement(home: Home) -> None:
    home.filed(kind="improvement")
    home.desk("reply", channel="mail", reasons="Goed plan: vanaf september doen wij het zo.")
    shown = home.reads()
    assert "Goed plan: vanaf september doen wij het zo." in shown
    assert "verbeter" in shown.lower()


@pytest.mark.clause("ECM-10", "ECM-11", "ECM-12", "ECM-13", "ECM-14")
def test_a_hearing_is_waived_a_solution_declined_the_next_one_taken_and_satisfaction_told(home: Home) -> None:
    home.filed()
    assert "uiterlijk donderdag 14 mei" in home.reads()
    home.desk("acknowledge", channel="phone")
    assert "Mijn brief zegt genoeg." in home.does("Afzien van een gesprek", {"Waarom?": "Mijn brief zegt genoeg."})
    home.desk("waive_hearing", party="concerned", reason="Hij heeft niets toe te voegen.")
    home.desk("judge", outcome="upheld", reasons="De zaal was dubbel geboekt.")
    home.desk("propose", channel="mail", solution="Het examen mag over.", extra="Een bos bloemen.")
    assert "Het examen mag over." in home.reads()
    home.does("De oplossing afwijzen", {"Wat zou voor u wel een oplossing zijn?": "Ook de reiskosten."})
    home.desk("propose", channel="mail", solution="Het examen mag over en u krijgt reisgeld.")
    assert "Wij wachten op uw antwoord." in home.reads()
    assert "U nam de oplossing aan" in home.does("De oplossing aannemen")
    assert answers_that_are_asked(home) == []
    home.desk("carry_out", account="Het examen is over.", done_on="2026-05-11")
    home.town.at("2026-05-25T10:00")
    assert answers_that_are_asked(home) == ["Zeggen of u tevreden bent"]
    told = {"Bent u tevreden met hoe het is opgelost?": "nee", "Welk cijfer geeft u ons?": "4"}
    shown = home.does("Zeggen of u tevreden bent", {**told, "Wilt u dat toelichten?": "Het reisgeld kwam niet."})
    assert "U liet weten of u tevreden bent" in shown
    read = "Bent u tevreden met hoe het is opgelost? nee Welk cijfer geeft u ons? 4 Wilt u dat toelichten? Het reisgeld kwam niet."
    assert read in shown
    assert answers_that_are_asked(home) == []


def answers_that_are_asked(home: Home) -> list[str]:
    """What of a solution, and of whether she is satisfied with it, is asked of her now."""
    said = ("De oplossing aannemen", "De oplossing afwijzen", "Zeggen of u tevreden bent")
    return [one for one in said if any(offered.startswith(one) for offered in home.offered())]


@pytest.mark.clause("ECM-04")
def test_who_is_not_satisfied_appeals_to_the_board_and_reads_its_ruling(home: Home) -> None:
    home.filed()
    home.desk("waive_hearing", party="complainant", reason="Schriftelijk genoeg.")
    home.desk("waive_hearing", party="concerned", reason="Schriftelijk genoeg.")
    home.desk("judge", outcome="rejected", reasons="Er was geen fout.")
    home.desk("reply", channel="mail", reasons="Er was geen fout.")
    home.does("In beroep gaan", {"Waarom bent u het er niet mee eens?": "Er was wel een fout."})
    home.desk("rule", number=home.objection(), role=BOARD, channel="mail", outcome="upheld", reasons="Er was wel een fout.")
    shown = home.reads()
    assert "U hebt de uitspraak over uw beroep" in shown
    assert "Uitspraak: gegrond." in shown
    assert "U kreeg de uitspraak" in shown


@pytest.mark.clause("ECM-08")
def test_what_was_told_by_telephone_is_put_on_paper_on_the_page_and_has_its_terms_from_then(home: Home) -> None:
    home.filed(channel="phone")
    home.desk("ask_completion", channel="mail", missing=["description"])
    home.town.at("2026-05-13T09:00")
    shown = home.does("Schriftelijk bevestigen", {"Wilt u nog iets toevoegen?": "Het stond zo in mijn mail."})
    assert "U bevestigde het op schrift" in shown
    assert "uiterlijk zaterdag 16 mei" in shown
