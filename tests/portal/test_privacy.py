"""What a regulation's page on privacy says is what the program does: each of these tests holds a statement to that."""

import pkgutil
import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

import wederhoor.exchange
from tests.factories.house import NOW, PROCEDURES, a_filing, a_member, an_organisation, shipped, with_two
from tests.portal.institution import an_institution, signed_in
from tests.portal.visitor import ANSWERS, Page, page_of, reviewed, sent, words
from tests.procedures.support import case
from tests.support import tree
from tests.support.rounds import rounds
from wederhoor.actions.outbox import KEPT
from wederhoor.organisations.models import Organisation
from wederhoor.portal import visits
from wederhoor.portal.forms.filing import filing_form
from wederhoor.portal.shown.privacy import privacy

pytestmark = pytest.mark.django_db
HEADINGS = [
    *("Wie is verantwoordelijk?", "Waarom mogen wij dit?", "Welke gegevens zijn dat?", "Wie leest dat?", "Naar wie gaat het nog meer?"),
    *("Hoelang bewaren wij het?", "Welke cookies gebruiken wij?", "Wat kunt u vragen?", "Bent u het niet met ons eens?"),
]
RETENTION = {
    "exa-men": "tot 2 jaar nadat het sluit, of na “Dossier archiveren”. Sluit daarna nog een bezwaar of beroep? "
    "Dan begint die tijd opnieuw. Daarna vernietigt de Support het.",
    "ecm": "tot 3 jaar na “Dossier archiveren”. Daarna vernietigt de archiefhouder het.",
    "concreet-onderwijsproducten": "tot 2 jaar nadat het sluit. Daarna vernietigt de klachtenfunctionaris het.",
    "extrack": "tot 1 jaar nadat het sluit. Sluit daarna nog een bezwaar? Dan begint die tijd opnieuw. "
    "Daarna vernietigt de klachtenfunctionaris het.",
    "klik-onderwijs": "tot 1 jaar nadat het sluit. Sluit daarna nog een bezwaar? Dan begint die tijd opnieuw. "
    "Daarna vernietigt de Manager Propositie het.",
}


def page(organisation: Organisation) -> str:
    return words(Client().get(f"/{organisation.slug}/privacy/"))


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_it_has_the_same_headings_under_each_regulation_and_every_question_of_its_form(procedure: str) -> None:
    organisation = an_organisation(procedure)
    answer = Client().get(f"/{organisation.slug}/privacy/")
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", answer.content.decode()) == HEADINGS
    asked = [field.label for field in filing_form(case(procedure)).fields]
    assert [label for label in asked if label not in words(answer)] == []


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_it_tells_how_long_from_when_and_who_destroys(procedure: str) -> None:
    assert f"Wij bewaren het {RETENTION[procedure]}" in page(an_organisation(procedure)).replace(" .", ".")


def test_a_regulation_that_keeps_otherwise_says_so() -> None:
    text = shipped("klik-onderwijs").replace('term = "1 year"\nfrom = "at"\narises', 'term = "6 weeks"\nfrom = "filed_on"\narises', 1)
    told = page(an_organisation(text=text))
    assert "Wij bewaren het tot 6 weken na de datum van de klacht zelf" in told
    assert "Dan begint die tijd opnieuw" not in told


@pytest.mark.parametrize("procedure", PROCEDURES)
@time_machine.travel(NOW, tick=False)
def test_whoever_fills_in_no_more_than_his_story_can_send_it(client: Client, procedure: str) -> None:
    organisation = an_organisation(procedure)
    address = f"/{organisation.slug}/klacht/"
    review = reviewed(client, address, {"description": "Vraag 7 klopt niet."})
    assert sent(client, address, review, mens="true").status_code == 302
    assert "Alleen uw verhaal moet u invullen." in page(organisation)


@override_settings(DRAFT_DAYS=3, STATUS_LINK_DAYS=9, ENTRY_LINK_DAYS=1)
def test_its_numbers_are_those_of_the_installation() -> None:
    told = page(an_organisation())
    assert "3 dagen. Verstuurt of verwijdert u het" in told
    assert "Een link naar uw pagina werkt 9 dagen." in told
    assert "De link werkt één keer, binnen 1 dag." in told
    assert f"Wat wij verstuurden, is na {KEPT.days} dagen weg." in told
    assert f"ten hoogste {visits.LASTS // timedelta(hours=1)} uur" in told


@time_machine.travel(NOW, tick=False)
def test_every_cookie_that_these_pages_set_is_named_and_no_other() -> None:
    organisation, told = an_organisation(), Client()
    filed, institution = a_filing(organisation, at=NOW), signed_in(an_institution(organisation), NOW)
    told.post("/taal", {"language": "nl", "next": "/"})
    page_of(told, filed.tracking_code)
    told.get(f"/{organisation.slug}/klacht/")
    institution.post("/klant/afmelden/")
    found = {*told.cookies, *institution.cookies}
    named = Client().get(f"/{organisation.slug}/privacy/").context["cookies"]
    assert found == {name for name in named.values() if isinstance(name, str)} == {"taal", "csrftoken", "volgt", "sessionid", "messages"}


def test_nothing_is_kept_in_a_browser_but_cookies_and_nothing_comes_from_another_site() -> None:
    scripts = [tree.text_of(path) for path in tree.project_files() if path.suffix == ".js" and "static" in path.parts]
    assert [found for script in scripts for found in re.findall(r"localStorage|sessionStorage|indexedDB|\.cookie\b", script)] == []
    allowed = {str(one) for sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for one in sources}
    assert allowed == {"'none'", "'self'"}


def test_the_program_carries_nothing_to_the_systems_that_a_regulation_names() -> None:
    """A folder more in this room is a system to which data may go: then the page has to say so."""
    assert {one.name for one in pkgutil.iter_modules(wederhoor.exchange.__path__)} == {"clamav", "mail_in", "mail_out"}
    assert "Dit programma stuurt daar niets heen. Wat daar staat, zetten onze medewerkers er zelf in: Exam platform" in page(
        an_organisation("exa-men")
    )
    assert "andere systemen" not in page(an_organisation("ecm"))


@time_machine.travel(NOW, tick=False)
def test_what_lies_aside_and_who_opened_a_dossier_is_kept_as_the_settings_have_it() -> None:
    with override_settings(SET_ASIDE_DAYS=33, ACCESS_LOG_DAYS=44):
        said = page(an_organisation())
    assert "Wat wij terzijde leggen, is na 33 dagen weg." in said
    assert "Wie uw dossier opende 44 dagen." in said


@pytest.mark.parametrize(("procedure", "may"), [("ecm", True), ("klik-onderwijs", False), ("extrack", False)])
def test_whoever_may_stay_nameless_is_told(procedure: str, may: bool) -> None:
    assert ("U mag ook zonder uw naam schrijven." in page(an_organisation(procedure))) is may


def test_secrecy_and_inspection_are_told_with_the_article_that_asks_them() -> None:
    extrack, klik = privacy(case("extrack"), {}), privacy(case("klik-onderwijs"), {})
    assert (extrack.secret, extrack.inspect) == (("4",), ("4",))
    assert (klik.secret, klik.inspect) == ((), ())


# Where one asks ------------------------------------------------------------------------------------------------------------


def test_one_asks_at_the_address_for_privacy_else_at_that_for_complaints() -> None:
    kept = {"mailboxes": {"klachten": "klachten@x.example"}, "post": {"kantoor": "Postbus 1"}}
    reach = privacy(case("klik-onderwijs"), kept).reach
    assert (reach.mail, reach.post, reach.role) == ("klachten@x.example", "Postbus 1", "Manager Propositie")
    kept["mailboxes"]["privacy"] = "privacy@x.example"
    reach = privacy(case("klik-onderwijs"), kept).reach
    assert (reach.mail, reach.post, reach.role) == ("privacy@x.example", "Postbus 1", "")


@time_machine.travel(NOW, tick=False)
def test_that_address_is_kept_at_the_desk_with_the_others(client: Client) -> None:
    organisation = an_organisation("extrack")
    client.force_login(a_member(organisation, "klachtenfunctionaris").user)
    address = "/bureau/instellingen/adressen/"
    assert "E-mailadres voor vragen over privacy" in words(client.get(address))
    client.post(address, {"mailboxes.klachten": "klachten@x.example", "mailboxes.privacy": "privacy@x.example"})
    assert "Stel die hier: privacy@x.example" in page(organisation)


def test_where_no_address_was_filled_in_the_page_leads_to_those_of_the_regulation() -> None:
    organisation = an_organisation()
    organisation.settings = {}
    organisation.save()
    assert f'href="/{organisation.slug}/#adressen"' in Client().get(f"/{organisation.slug}/privacy/").content.decode()


# Where it stands, and who leads to it --------------------------------------------------------------------------------------


def test_each_regulation_of_an_organisation_has_its_own(client: Client) -> None:
    with_two()
    ours, other = client.get("/twee/privacy/"), client.get("/twee/regeling/ecm/privacy/")
    assert "tot 1 jaar nadat het sluit" in words(ours)
    assert "tot 3 jaar na" in words(other)
    assert 'href="/twee/regeling/ecm/privacy/"' in ours.content.decode()
    assert 'href="/twee/privacy/"' in other.content.decode()
    assert 'href="/twee/regeling/ecm/privacy/"' in client.get("/twee/regeling/ecm/klacht/").content.decode()


@pytest.mark.parametrize("address", ["/bestaat-niet/privacy/", "/twee/regeling/extrack/privacy/"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    with_two()
    assert client.get(address).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_every_page_of_an_organisation_leads_to_it() -> None:
    organisation, client = an_organisation(), Client()
    filed, customer = a_filing(organisation, at=NOW), an_institution(organisation)
    link, start = f'href="/{organisation.slug}/privacy/"', f"/{organisation.slug}/"
    pages: list[Page] = [client.get(address) for address in (start, f"{start}klacht/", page_of(client, filed.tracking_code))]
    pages += [reviewed(client, f"{start}klacht/", ANSWERS), signed_in(customer, NOW).get(f"/klant/{customer.pk}/")]
    assert [one.content.decode().count(link) for one in pages] == [2, 2, 1, 2, 2]


@pytest.mark.parametrize("several", [False, True])
def test_it_takes_three_queries_or_one_round_however_many_regulations_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, several: bool
) -> None:
    address = f"/{(with_two() if several else an_organisation()).slug}/privacy/"
    client.get(address)
    with django_assert_num_queries(rounds(3, 1)):
        client.get(address)
