import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, NOW, PROCEDURES, a_version, an_organisation, shipped, with_two
from tests.portal.visitor import words
from tests.support.rounds import rounds
from wederhoor.actions.regulations import publish_procedure
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.reading import read
from wederhoor.organisations.models import Organisation, ProcedureVersion
from wederhoor.portal.shown.regulation import shown

pytestmark = pytest.mark.django_db


def second_version(organisation: Organisation) -> None:
    text = shipped("klik-onderwijs").replace("version = 1\n", "version = 2\n", 1).replace("2020-01-01", "2026-06-01", 1)
    found = publish_procedure(organisation, text, NOW)
    assert isinstance(found, ProcedureVersion)


@pytest.mark.clause("KLI-01", "EXT-27")
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_article_stands_on_the_page_as_published(client: Client, procedure: str) -> None:
    page = words(client.get(f"/{an_organisation(procedure).slug}/"))
    found = read(shipped(procedure))
    assert isinstance(found, Procedure)
    assert [clause.id for clause in found.clauses if " ".join(spoken(clause.text).split()) not in page] == []
    assert [
        role.name
        for role in found.roles
        if not role.part and any(a.role == role.id for a in found.addresses) and spoken(role.name) not in page
    ] == []


def test_a_reading_and_an_addition_are_marked(client: Client) -> None:
    text = shipped("klik-onderwijs").replace('id = "KLI-19"\n', 'id = "KLI-19"\naddition = true\n', 1)
    page = words(client.get(f"/{an_organisation(text=text).slug}/"))
    assert "Zo lezen wij dit. Dit geldt ook voor klachten over producten" in page
    assert "Dit hebben wij zelf toegevoegd." in page


def test_the_steps_tell_who_and_within_which_term(client: Client) -> None:
    page = words(client.get(f"/{an_organisation().slug}/"))
    assert "Ontvangst bevestigen, met stappen en termijnen Manager Propositie, binnen 3 werkdagen na ontvangst van de klacht" in page


def test_the_picture_is_also_told_in_words(client: Client) -> None:
    page = client.get(f"/{an_organisation().slug}/").content.decode()
    assert 'role="img"' in page
    assert "De tekening in woorden" in page
    assert 'style="' not in page


@pytest.mark.clause("EXT-27")
def test_it_says_where_to_turn_in_each_stage(client: Client) -> None:
    organisation = an_organisation("extrack")
    organisation.settings = {"mailboxes": {"klachten": "klachten@x.example", "geschillencommissie": "commissie@x.example"}}
    organisation.save()
    page = words(client.get(f"/{organisation.slug}/"))
    assert "klachten@x.example" in page
    assert (
        "In de fase: bezwaar Ter attentie van: geschillencommissie. Dat kan per: e-mail, post en eigen pagina. commissie@x.example" in page
    )


def test_the_yearly_cycle_is_no_business_of_the_public() -> None:
    found = read(shipped("klik-onderwijs"))
    assert isinstance(found, Procedure)
    assert [stretch.title for stretch in shown(found, {}).stretches] == ["De klacht", "Bezwaar"]


def test_a_version_comes_into_force_on_its_day_and_the_earlier_one_stays_to_be_read(client: Client) -> None:
    organisation = an_organisation()
    second_version(organisation)
    with time_machine.travel(NOW, tick=False):
        assert "Versie 1, geldt vanaf" in words(client.get(f"/{organisation.slug}/"))
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        page = words(client.get(f"/{organisation.slug}/"))
        earlier = words(client.get(f"/{organisation.slug}/versie/1/"))
    assert "Versie 2, geldt vanaf" in page
    assert "Versie 1, vanaf 1 januari 2020" in page
    assert "Dit is niet de versie die nu geldt." in earlier
    assert "Klacht indienen" not in earlier


def test_each_regulation_of_an_organisation_has_its_page_and_its_versions(client: Client) -> None:
    with_two()
    ours, other = words(client.get("/twee/")), client.get("/twee/regeling/ecm/")
    assert "Kies eerst de regeling waar uw klacht bij hoort:" in ours
    assert "Klacht indienen" in ours
    assert "ECM-16" not in ours
    assert other.context["page"].text.title in ours
    assert 'href="/twee/regeling/ecm/klacht/"' in other.content.decode()
    assert client.get("/twee/regeling/ecm/versie/1/").status_code == 200
    assert client.get("/twee/regeling/ecm/regeling.pdf")["Content-Type"] == "application/pdf"
    assert 'href="/twee/regeling/ecm/regeling.pdf"' in other.content.decode()
    assert '<li><a href="/twee/">Klachtenregeling Klik Onderwijs</a></li>' in other.content.decode()


def test_the_default_regulation_by_its_own_name_is_the_page_where_one_complains(client: Client) -> None:
    with_two()
    page = client.get("/twee/regeling/klik-onderwijs/").content.decode()
    assert 'href="/twee/klacht/"' in page
    assert 'href="/twee/regeling.pdf"' in page


@pytest.mark.parametrize("address", ["regeling/extrack/", "regeling/ecm/versie/9/", "regeling/extrack/regeling.pdf", "versie/9/"])
def test_a_regulation_that_is_not_theirs_is_not_found(client: Client, address: str) -> None:
    with_two()
    assert client.get(f"/twee/{address}").status_code == 404


def test_one_regulation_alone_speaks_of_no_other(client: Client) -> None:
    assert "meer dan één klachtenregeling" not in words(client.get(f"/{an_organisation().slug}/"))


@time_machine.travel(NOW, tick=False)
def test_a_regulation_that_is_still_to_come_is_told_of_and_takes_no_complaints_yet(client: Client) -> None:
    organisation = an_organisation(slug="twee")
    publish_procedure(organisation, a_version(shipped("ecm"), 1, "2026-09-01"), NOW)
    page = client.get("/twee/regeling/ecm/")
    assert "(geldt nog niet)" in words(client.get("/twee/"))
    assert "Deze regeling geldt nog niet. Zij geldt vanaf 1 september 2026." in words(page)
    assert "geldt nu" not in words(page)
    assert "/klacht/" not in page.content.decode() + client.get("/twee/regeling/ecm/inbedden/").content.decode()
    assert client.get("/twee/regeling/ecm/klacht/").status_code == 404


def test_inside_another_site_each_regulation_leads_to_its_own_form(client: Client) -> None:
    with_two()
    for address, form in (("/twee/regeling/inbedden/", "/twee/klacht/"), ("/twee/regeling/ecm/inbedden/", "/twee/regeling/ecm/klacht/")):
        page = client.get(address).content.decode()
        assert re.findall(r'href="(\S*klacht/)"', page) == [form]
        assert re.findall(r'<a (?:class="\S+ ?\S*" )?href="/[^"]*"(?! target="_top")', page) == []


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/bestaat-niet/versie/1/"])
def test_an_unknown_organisation_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_unknown_version_and_an_organisation_without_regulation_are_not_found(client: Client) -> None:
    assert client.get(f"/{an_organisation().slug}/versie/9/").status_code == 404
    Organisation.objects.create(slug="leeg", name="Leeg")
    assert client.get("/leeg/").status_code == 404


@pytest.mark.parametrize("versions", [1, 2])
def test_it_takes_four_queries_or_two_rounds_however_many_versions_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, versions: int
) -> None:
    organisation = an_organisation()
    if versions > 1:
        second_version(organisation)
    with time_machine.travel(NOW + DAY, tick=False):
        client.get(f"/{organisation.slug}/")
        with django_assert_num_queries(rounds(4, 2)):
            client.get(f"/{organisation.slug}/")


def test_hostile_words_in_a_regulation_are_escaped(client: Client) -> None:
    text = shipped("klik-onderwijs").replace('heading = "Bewaren"', 'heading = "<script>alert(1)</script>"', 1)
    assert "<script>alert" not in client.get(f"/{an_organisation(text=text).slug}/").content.decode()
