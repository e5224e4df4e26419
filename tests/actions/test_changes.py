from datetime import date

import pytest

from tests.factories.house import HOUR, NOW, a_filing, a_member, an_organisation
from wederhoor.actions.changes import Listing, changes, cohorts, is_open, keeps_list, put_on_list, school_year, school_years, take_off_list
from wederhoor.actions.public import regulation
from wederhoor.actions.record import Actor, Log, Recorded, Refused, record
from wederhoor.catalogue.models import Product, ProductVersion
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Customer, Member, Organisation

pytestmark = pytest.mark.django_db
ROLE = "kernconstructeur"


def an_office() -> tuple[Organisation, Member, Dossier]:
    organisation = an_organisation("exa-men")
    member = a_member(organisation, ROLE)
    return organisation, member, a_filing(organisation).dossier


def publish(row: Dossier, member: Member, **data: object) -> Recorded | Refused:
    moment = NOW + HOUR
    done = record(Log(row.matter_id), "publish_version", by=Actor(ROLE, member), at=moment, now=moment, data=data)
    assert isinstance(done, Recorded | Refused)
    return done


@pytest.mark.clause("EXA-09")
def test_a_published_version_stands_on_the_list_with_its_day_and_line() -> None:
    organisation, member, row = an_office()
    data = {"product": "EX-101", "version": "3", "published_on": "2026-04-21", "line": "Opdracht 4 is duidelijker beschreven."}
    assert isinstance(publish(row, member, **data), Recorded)
    [one] = changes(organisation)
    assert (one.product.code, one.label, one.published_on) == ("EX-101", "3", date(2026, 4, 21))
    assert one.line == "Opdracht 4 is duidelijker beschreven."


def test_without_a_day_or_a_version_the_day_of_publishing_serves_for_both() -> None:
    organisation, member, row = an_office()
    publish(row, member, product="EX-101")
    [one] = changes(organisation)
    assert (one.label, one.published_on, one.line) == ("2026-04-22", date(2026, 4, 22), "")


def test_a_version_published_from_two_dossiers_stands_there_once_and_keeps_its_line() -> None:
    organisation, member, row = an_office()
    publish(row, member, product="EX-101", version="3", line="Opdracht 4 is duidelijker.")
    publish(a_filing(organisation).dossier, member, product="EX-101", version="3")
    assert [one.line for one in changes(organisation)] == ["Opdracht 4 is duidelijker."]


@pytest.mark.clause("EXA-09")
@pytest.mark.parametrize("line", ["Op verzoek van {name}.", "{NAME}: opdracht 4", "Gemeld door {organisation}", "Zie {email}"])
def test_a_line_that_names_someone_of_the_dossier_is_refused_and_changes_nothing(line: str) -> None:
    organisation, member, row = an_office()
    party = row.matter.parties.get(part="complainant")
    line = line.format(name=party.name, NAME=party.name.upper(), organisation=party.organisation_name, email=party.email)
    refused = publish(row, member, product="EX-101", version="3", line=line)
    assert isinstance(refused, Refused)
    assert "Schrijf hem zonder namen" in refused.reason
    assert not changes(organisation).exists()
    assert not ProductVersion.objects.exists()


def test_a_line_that_names_a_customer_is_refused_also_without_a_dossier() -> None:
    organisation = an_organisation("exa-men")
    Customer.objects.create(organisation=organisation, name="ROC Zonland", code="z")
    refused = put_on_list(organisation, Listing("EX-1", "2", date(2026, 4, 1), "Dank aan roc  zonland, die het meldde."), now=NOW)
    assert isinstance(refused, Refused)
    assert "ROC Zonland" in refused.reason


def test_a_name_within_another_word_is_no_name() -> None:
    organisation = an_organisation("exa-men")
    Customer.objects.create(organisation=organisation, name="ROC", code="r")
    assert put_on_list(organisation, Listing("EX-1", "2", date(2026, 4, 1), "Het examen Procesoperator A is korter."), now=NOW) is None


def test_a_line_of_more_than_it_may_have_is_refused() -> None:
    _organisation, member, row = an_office()
    refused = publish(row, member, product="EX-101", line="a" * 301)
    assert isinstance(refused, Refused)
    assert "300 tekens" in refused.reason


@pytest.mark.clause("EXA-09")
def test_the_list_stays_when_the_dossier_is_destroyed() -> None:
    organisation, member, row = an_office()
    publish(row, member, product="EX-101", version="3", line="Opdracht 4 is duidelijker.")
    row.matter.texts.all().delete()
    assert [one.line for one in changes(organisation)] == ["Opdracht 4 is duidelijker."]


@pytest.mark.parametrize(("day", "year"), [("2026-07-31", 2025), ("2026-08-01", 2026), ("2027-01-01", 2026)])
def test_a_school_year_begins_on_the_first_of_august(day: str, year: int) -> None:
    assert school_year(date.fromisoformat(day)) == year


@pytest.mark.clause("EXA-09")
def test_the_list_is_kept_by_school_year_and_cohort() -> None:
    organisation = an_organisation("exa-men")
    for product, version, day, began in (
        ("A", "1", date(2026, 7, 31), (2024,)),
        ("A", "2", date(2026, 8, 1), (2024, 2025)),
        ("B", "1", date(2026, 9, 1), (2026,)),
    ):
        assert put_on_list(organisation, Listing(product, version, day, "", began), now=NOW) is None
    assert school_years(organisation) == [2026, 2025]
    assert cohorts(organisation) == [2026, 2025, 2024]
    assert [(one.product.code, one.label) for one in changes(organisation, year=2026)] == [("B", "1"), ("A", "2")]
    assert [(one.product.code, one.label) for one in changes(organisation, year=2026, cohort=2025)] == [("A", "2")]


def test_mending_can_empty_a_line_and_taking_off_keeps_the_version() -> None:
    organisation = an_organisation("exa-men")
    put_on_list(organisation, Listing("A", "1", date(2026, 4, 1), "Te veel gezegd.", (2024,)), now=NOW)
    put_on_list(organisation, Listing("A", "1", date(2026, 4, 2), "", ()), now=NOW)
    [one] = changes(organisation)
    assert (one.line, one.published_on, cohorts(organisation)) == ("", date(2026, 4, 2), [])
    assert take_off_list(organisation, one.pk)
    assert not take_off_list(organisation, one.pk)
    assert not changes(organisation).exists()
    assert ProductVersion.objects.count() == 1


def test_nobody_takes_a_change_off_the_list_of_another_organisation() -> None:
    mine, theirs = an_organisation("exa-men"), an_organisation("exa-men")
    put_on_list(theirs, Listing("A", "1", date(2026, 4, 1), ""), now=NOW)
    assert not take_off_list(mine, changes(theirs)[0].pk)
    assert not Product.objects.filter(organisation=mine).exists()


@pytest.mark.parametrize(("slug", "asked"), [("exa-men", True), ("klik-onderwijs", False)])
def test_a_list_is_open_where_the_regulation_asks_it_or_one_was_begun(slug: str, asked: bool) -> None:
    organisation = an_organisation(slug)
    found = regulation(organisation.slug, now=NOW)
    assert found is not None
    assert is_open(organisation, [found.procedure]) is asked
    put_on_list(organisation, Listing("A", "1", date(2026, 4, 1), ""), now=NOW)
    assert is_open(organisation, [found.procedure])
    organisation.settings["changes"] = "hidden"
    assert not is_open(organisation, [found.procedure])


@pytest.mark.parametrize(("role", "keeps"), [("kernconstructeur", True), ("support", True), ("leiding", True), ("niets", False)])
def test_whoever_may_publish_or_leads_keeps_the_list(role: str, keeps: bool) -> None:
    found = regulation(an_organisation("exa-men").slug, now=NOW)
    assert found is not None
    assert keeps_list({role}, [found.procedure]) is keeps


def test_what_is_longer_than_the_store_holds_is_cut_and_nothing_fails() -> None:
    organisation = an_organisation("exa-men")
    put_on_list(organisation, Listing("é" * 100, "v" * 100, date(2026, 2, 3), "Vraag 4."), now=NOW)
    [row] = changes(organisation)
    assert (row.product.code, row.label) == ("é" * 60, "v" * 60)
