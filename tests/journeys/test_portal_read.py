"""What anyone reads before he complains, and what who works here confirms to have read, under each regulation."""

import re

import pytest

from tests.factories.house import PROCEDURES
from tests.journeys.at_home import at_home
from tests.journeys.conftest import Settled
from tests.journeys.support import text_of
from tests.support.clauses import shipped
from wederhoor.core.coverage import table

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
TURN = {
    "mailboxes.klachten": "loket@extrack.example",
    "holders.klachtenfunctionaris": "mevrouw De Ruiter",
    "mailboxes.geschillencommissie": "commissie@extrack.example",
    "post.commissie-van-bezwaar": "Postbus 13",
}
FORM_OF_CONCREET = ("Wat wilt u melden?", "Lesmateriaal, examen of iets anders", "Uw school of organisatie")


@pytest.mark.clause("EXA-27", "ECM-16", "CON-01", "CON-10", "CON-24", "EXT-01", "EXT-05", "EXT-17", "KLI-08", "KLI-18")
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_clause_is_read_on_the_page_of_the_regulation_and_leads_to_the_form(settled: Settled, procedure: str) -> None:
    home = at_home(settled(procedure, "Klachtenloket", "2026-06-08T09:00"), "staff")
    shown = home.opens(f"/{procedure}/")
    assert [row.clause for row in table(shipped(procedure)) if " ".join(row.text.split()) not in shown] == []
    with home.page.expect_navigation():
        home.page.get_by_role("link", name="Klacht indienen").first.click()
    assert home.page.url.endswith(f"/{procedure}/klacht/")


@pytest.mark.clause("CON-03")
def test_concreet_asks_what_it_is_about_and_takes_a_private_person(settled: Settled) -> None:
    home = at_home(settled("concreet-onderwijsproducten", "Concreet", "2026-06-08T09:00"), "klachtenfunctionaris")
    shown = home.opens("/concreet-onderwijsproducten/klacht/")
    assert [asked for asked in FORM_OF_CONCREET if asked not in shown] == []
    assert "Vul “geen” in als u voor uzelf schrijft." in shown


@pytest.mark.clause("EXT-05", "EXT-27")
def test_where_to_turn_is_kept_at_the_desk_and_read_on_page_form_and_letter(settled: Settled) -> None:
    home = at_home(settled("extrack", "ExTrack", "2026-05-04T14:50"), "klachtenfunctionaris")
    roos = home.town.colleague("Roos Functie", "klachtenfunctionaris")
    roos.go("/bureau/instellingen/adressen/")
    for name, text in TURN.items():
        roos.page.locator(f'[name="{name}"]').fill(text)
    assert "De adressen zijn bewaard." in roos.press(re.compile("^Bewaren$"))
    shown = home.opens("/extrack/")
    assert [one for one in ("klachtenfunctionaris, mevrouw De Ruiter", *TURN.values()) if one not in shown] == []
    home.opens("/extrack/klacht/")
    assert "klachtenfunctionaris, mevrouw De Ruiter. loket@extrack.example" in text_of(home.page, ".page-foot")
    home.filed()
    home.desk("reply", channel="mail", reasons="Alles ging goed.")
    assert "bezwaar maken bij de geschillencommissie: commissie@extrack.example" in home.reads()


@pytest.mark.clause("KLI-02")
def test_who_works_here_confirms_having_read_the_version_in_force(settled: Settled) -> None:
    mia = settled("klik-onderwijs", "Klik Onderwijs", "2026-06-08T09:00").colleague("Mia Wekker", "medewerker")
    mia.go("/bureau/hulp/protocol/")
    with mia.page.expect_navigation():
        mia.page.locator("main form button").first.click()
    assert "8 juni" in mia.go("/bureau/hulp/protocol/")
