"""ExTrack as whoever complains lives through it: a talk, post, what lacks, more time, and an objection with the committee's rules."""

import pytest

from tests.factories.pictures import a_pdf
from tests.journeys.at_home import Home, at_home
from tests.journeys.conftest import Settled
from wederhoor.actions.publications import publish_document
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kind")]
OFFICER = "klachtenfunctionaris"


@pytest.fixture
def home(settled: Settled) -> Home:
    return at_home(settled("extrack", "ExTrack", "2026-05-04T14:50"), OFFICER, "contactpersoon")


@pytest.mark.clause("EXT-02", "EXT-03", "EXT-06")
def test_who_talked_with_nobody_is_invited_and_makes_it_formal_when_the_talk_did_not_help(home: Home) -> None:
    home.filed(channel="phone", tried_talk="")
    home.desk("invite", channel="mail", party="complainant", planned_on="2026-05-06", says="Wij praten graag met u.")
    shown = home.reads()
    assert "Wij praten graag met u." in shown
    assert "Wij nodigden u uit voor een gesprek op woensdag 6 mei" in shown
    assert [one for one in home.offered() if one.startswith("De uitnodiging afslaan")]
    home.desk("talk", outcome="unsolved", account="Wij kwamen er niet uit.")
    assert [one for one in home.offered() if one.startswith("De uitnodiging")] == []
    shown = home.does("Er een formele klacht van maken", {"Waarom maakt u er een formele klacht van?": "Er veranderde niets."})
    assert "U maakte er een formele klacht van" in shown


WHOLE = {
    "Uw naam": "Noor de Wit",
    "Uw school of organisatie": "ROC Zonland",
    "Uw e-mailadres": "noor@zonland.example",
    "Uw telefoonnummer": "0612345678",
    "Uw adres": "Zeedijk 8",
    "Uw woonplaats": "Utrecht",
    "Wat wilt u melden?": "Klacht",
    "Gaat het over ExTrack of over ExTrack Examenleverancier?": "ExTrack Examenleverancier",
    "Waar gaat het over?": "Het gedrag van een medewerker",
    "Wat is er gebeurd?": "De trainer kwam niet.",
    "Wat hebt u al gedaan om het op te lossen?": "niets",
    "Hebt u er al met iemand van ons over gesproken?": "Nee, dat wil ik niet",
    "Hoe wilt u bericht krijgen?": "Per post",
    "Ik ken versie 1 van deze regeling en ga ermee akkoord": "ja",
}


@pytest.mark.clause("EXT-01", "EXT-03", "EXT-06", "EXT-07", "EXT-09", "EXT-13")
def test_all_that_the_regulation_asks_is_asked_kept_and_followed(home: Home) -> None:
    shown = home.files(WHOLE)
    assert "Door in te dienen gaf u aan dat u versie 1 van deze regeling kent en ermee akkoord gaat." in shown
    facts = Dossier.objects.get(number=home.number).facts
    names = ("trade_name", "subject.class", "tried_talk", "prefers")
    assert [facts.get(name) for name in names] == ["extrack-examenleverancier", "conduct", "unwilling", "post"], facts
    home.desk("report_progress", channel="post", says="Wij spraken de trainer.")
    printed = Letter.objects.get(channel="post")
    assert ("Zeedijk 8" in printed.address, printed.state) == (True, "sent")


@pytest.mark.clause("EXT-07", "EXT-08", "EXT-09", "EXT-10")
def test_what_lacks_is_asked_once_and_from_completion_the_answer_has_its_day(home: Home) -> None:
    home.filed(complainant={"name": "Noor de Wit", "email": "noor@zonland.example", "phone": "0612345678", "organisation": "geen"})
    shown = home.reads()
    assert "uiterlijk donderdag 7 mei" in shown
    assert "juni" not in shown
    home.desk("ask_completion", channel="mail", missing=["complainant.address"])
    assert "Wij vroegen u om een aanvulling" in home.reads()
    shown = home.does("Iets toevoegen", {"Uw adres": "Zeedijk 8", "Wat wilt u toevoegen?": "Hier is mijn adres."})
    assert "juni" in shown


@pytest.mark.clause("EXT-12", "EXT-13", "EXT-14")
def test_who_chooses_post_gets_paper_and_reads_of_progress_and_of_more_time_on_the_page(home: Home) -> None:
    home.filed()
    prefer_post(home)
    home.desk("report_progress", channel="portal", says="Wij spraken de trainer.")
    home.desk("extend", channel="post", until="2026-06-22", reasons="De trainer is op reis.")
    shown = home.reads()
    assert "Wij spraken de trainer." in shown
    assert "uiterlijk maandag 22 juni" in shown
    assert Letter.objects.filter(channel="post").exists()


def prefer_post(home: Home) -> None:
    home.reads()
    with home.page.expect_navigation():
        home.page.get_by_role("link", name="Uw gegevens, mail of post").click()
    home.page.locator('[name="prefers"][value="post"]').check()
    with home.page.expect_navigation():
        home.page.get_by_role("button", name="Bewaren").click()


@pytest.mark.clause("EXT-11", "EXT-22", "EXT-23", "EXT-24", "EXT-25", "EXT-27")
def test_an_objection_asks_what_the_regulation_asks_beside_the_rules_of_the_committee(home: Home) -> None:
    rules = {"title": "Reglement van de geschillencommissie", "page": "committee_rules"}
    publish_document(home.town.organisation, **rules, content=a_pdf("Artikel 1"), now=clock.now())
    home.filed()
    home.desk("judge", outcome="rejected", reasons="Alles ging goed.")
    home.desk("reply", channel="mail", reasons="Alles ging goed.")
    shown = home.reads()
    assert "geschillencommissie@extrack.example" in shown
    assert [one for one in home.offered() if one.startswith("De oplossing")] == []
    with home.page.expect_navigation():
        home.page.locator(".acts a.button", has_text="Bezwaar maken").click()
    assert home.page.get_by_role("link", name="Reglement van de geschillencommissie").count() == 1
    against = {"Uw woonplaats": "Utrecht", "Waartegen maakt u bezwaar?": "De functionaris"}
    shown = home.does("Bezwaar maken", {**against, "Waarom bent u het er niet mee eens?": "Het ging niet goed."})
    assert "Wij ontvingen uw bezwaar" in shown


@pytest.mark.clause("EXT-04", "EXT-16", "EXT-18")
def test_a_solution_is_declined_documents_are_seen_and_the_complaint_is_taken_back(home: Home) -> None:
    home.filed()
    home.desk("note", text="Alleen voor ons.")
    home.desk("propose", channel="mail", solution="Een extra avond.")
    assert [one for one in home.offered() if one.startswith("Reageren op de stukken")] == []
    home.does("De oplossing afwijzen", {"Wat zou voor u wel een oplossing zijn?": "Mijn geld terug."})
    assert "Alleen voor ons." not in home.reads()
    home.does("Mijn dossier inzien", {"Wat wilt u inzien?": "Alles."})
    home.desk("refuse_inspection", channel="mail", reason="Het dossier is nog niet compleet.", reasons="Het dossier is nog niet compleet.")
    assert "Wij wezen uw vraag om inzage af" in home.reads()
    assert "ingetrokken" in home.does("Mijn klacht intrekken", {"Waarom trekt u in?": "Ik heb er genoeg van."})
