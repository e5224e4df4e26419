"""Which customers are told of a new version: said before it leaves, and kept as it was then (EXA-10)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import NOW, a_dossier, a_member, an_organisation, refreshed, send_all, took
from wederhoor.actions.destroy import erase
from wederhoor.actions.installation import add_customer, add_product
from wederhoor.actions.loading import take
from wederhoor.actions.sent import mark_bounced
from wederhoor.catalogue.models import Product, Use
from wederhoor.correspondence.models import Letter
from wederhoor.desk.shown.reached import Reached, Reaching, Without
from wederhoor.dossiers.models import Act, CustomerTold, Dossier
from wederhoor.organisations.models import Customer, Member

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
CONSTRUCTOR, SUPPORT = "kernconstructeur", "support"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """An hour after the complaint came in."""
    with time_machine.travel(NOW + HOUR, tick=False):
        yield


@pytest.fixture
def product() -> Product:
    return add_product(an_organisation("exa-men"), code="EX-101", name="Examen Rekenen 2F")


@pytest.fixture
def member(product: Product) -> Member:
    return a_member(product.organisation, CONSTRUCTOR, SUPPORT)


def customer(product: Product, code: str, *people: str, uses: bool = True) -> Customer:
    """An institution with these contact persons."""
    made = add_customer(product.organisation, name=f"ROC {code}", code=code, contacts=[(one, f"{one}@roc.example") for one in people])
    if uses:
        Use.objects.create(customer=made, product=product)
    return made


@pytest.fixture
def changed(product: Product, member: Member) -> Dossier:
    """A complaint for which a new version came out, of which nobody was told yet."""
    row = a_dossier(product.organisation)
    took(row, "publish_version", member, role=CONSTRUCTOR, at=NOW, product="EX-101", version="2026-2")
    return row


def notify(row: Dossier, member: Member) -> None:
    took(row, "notify_customers", member, role=SUPPORT, at=NOW, channel="mail", product="EX-101")


def form(client: Client, row: Dossier) -> list[Reaching]:
    shown: list[Reaching] = client.get(f"/bureau/dossier/{row.number}/notify_customers/").context["reaching"]
    return shown


def looked_at(client: Client, row: Dossier, channel: str = "mail") -> list[Reaching]:
    data = {"step": "look", "channel": channel, "product": "EX-101", "by": SUPPORT}
    shown: list[Reaching] = client.post(f"/bureau/dossier/{row.number}/notify_customers/", data).context["reaching"]
    return shown


def told(client: Client, row: Dossier) -> Reached:
    [found] = client.get(f"/bureau/dossier/{row.number}/").context["reached"]
    assert isinstance(found, Reached)
    return found


@pytest.mark.clause("EXA-10")
def test_before_it_leaves_one_reads_whom_it_will_reach_and_whom_not(
    product: Product, member: Member, changed: Dossier, enter: Enter
) -> None:
    customer(product, "Noord", "aa", "bb")
    customer(product, "Oost", "cc")
    alone = customer(product, "West")
    customer(product, "Zuid", uses=False)
    lacks = (Without("ROC West", "", f"/bureau/afnemers/{alone.pk}/"),)
    expected = [Reaching("Examen Rekenen 2F", 3, 2, lacks)]
    assert form(enter(member), changed) == expected
    assert looked_at(enter(member), changed) == expected


@pytest.mark.clause("EXA-10")
def test_a_customer_without_a_contact_person_is_listed_as_not_reached(
    product: Product, member: Member, changed: Dossier, enter: Enter
) -> None:
    customer(product, "Noord", "aa")
    alone = customer(product, "West")
    notify(changed, member)
    send_all(changed, at=NOW)
    found = told(enter(member), changed)
    assert found.names == ("ROC Noord",)
    assert found.others == (Without("ROC West", "had geen contactpersoon", f"/bureau/afnemers/{alone.pk}/"),)


@pytest.mark.clause("EXA-10")
def test_so_is_one_whose_mail_came_back_but_not_one_of_whose_people_another_got_it(
    product: Product, member: Member, changed: Dossier, enter: Enter
) -> None:
    customer(product, "Noord", "aa", "bb")
    customer(product, "Oost", "cc")
    notify(changed, member)
    send_all(changed, at=NOW)
    for letter in Letter.objects.filter(address__in=("aa@roc.example", "cc@roc.example")):
        mark_bounced(letter, at=NOW, now=NOW, reason="De mail kwam onbestelbaar terug.")
    found = told(enter(member), changed)
    assert (found.names, found.others) == (("ROC Noord",), (Without("ROC Oost", "de mail kwam niet aan", ""),))


@pytest.mark.clause("EXA-10")
def test_who_becomes_a_customer_or_names_someone_later_changes_nothing_of_what_was(
    product: Product, member: Member, changed: Dossier, enter: Enter
) -> None:
    customer(product, "Noord", "aa")
    alone = customer(product, "West")
    notify(changed, member)
    send_all(changed, at=NOW)
    before = told(enter(member), changed)
    alone.contacts.create(name="Dirk", email="dd@roc.example")
    customer(product, "Later", "ee")
    customer(product, "Nog later")
    Use.objects.filter(customer__code="Noord").delete()
    assert told(enter(member), changed) == before


def test_what_still_waits_is_neither(product: Product, member: Member, changed: Dossier, enter: Enter) -> None:
    customer(product, "Noord", "aa")
    notify(changed, member)
    assert told(enter(member), changed).others == (Without("ROC Noord", "de mail is nog onderweg", ""),)


def test_where_nobody_has_a_contact_person_the_form_says_so(product: Product, member: Member, changed: Dossier, enter: Enter) -> None:
    customer(product, "West")
    page = enter(member).get(f"/bureau/dossier/{changed.number}/notify_customers/").content.decode()
    assert "er is geen enkele contactpersoon" in page
    notify(changed, member)
    send_all(changed, at=NOW)
    assert told(enter(member), changed).names == ()


def test_the_log_names_no_customer_and_destroying_takes_it_away(product: Product, member: Member, changed: Dossier) -> None:
    customer(product, "Noord", "aa")
    notify(changed, member)
    assert "ROC" not in str(Act.objects.get(act="notify_customers").data)
    assert CustomerTold.objects.filter(dossier=changed).count() == 1
    erase(take([changed.matter_id])[0], refreshed(changed).name)
    assert not CustomerTold.objects.exists()


def test_along_another_way_nobody_can_say_whom_it_reaches(product: Product, member: Member, changed: Dossier, enter: Enter) -> None:
    customer(product, "Noord", "aa")
    assert looked_at(enter(member), changed, "portal") == []


def test_of_no_other_act_this_is_asked(member: Member, changed: Dossier, enter: Enter) -> None:
    client = enter(member)
    assert client.get(f"/bureau/dossier/{changed.number}/note/").context["reaching"] == []
    assert client.get(f"/bureau/dossier/{changed.number}/").context["reached"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_dossier_costs_the_same_however_many_customers_were_told(
    product: Product, member: Member, changed: Dossier, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        customer(product, f"N{number}", f"a{number}")
        customer(product, f"W{number}")
    notify(changed, member)
    client = enter(member)
    client.get(f"/bureau/dossier/{changed.number}/")
    with django_assert_num_queries(11):
        client.get(f"/bureau/dossier/{changed.number}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_however_many_customers_will_be_told(
    product: Product, member: Member, changed: Dossier, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        customer(product, f"N{number}", f"a{number}")
        customer(product, f"W{number}")
    client, here = enter(member), f"/bureau/dossier/{changed.number}/notify_customers/"
    client.get(here)
    with django_assert_num_queries(11):
        client.get(here)
