"""Whoever complains corrects how he is reached, and chooses between mail and post, from his own page."""

import pytest
import time_machine
from django.test import Client

from tests.factories.house import HOUR, NOW, a_filing, a_member, an_organisation, took
from tests.portal.visitor import Page, carried, page_of, words
from wederhoor.actions.filing import Filed
from wederhoor.actions.record import Actor, Log, Refused, record
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Party

pytestmark = pytest.mark.django_db
MANAGER = "manager-propositie"


@pytest.fixture
def filed() -> Filed:
    return a_filing(an_organisation())


def change(client: Client, filed: Filed, **answers: str) -> Page:
    where = f"{page_of(client, filed.tracking_code)}gegevens/"
    with time_machine.travel(NOW + HOUR, tick=False):
        opened = client.get(where)
        known = {field.name: field.shown for field in opened.context["fields"]}
        return client.post(where, {**carried(opened), **known, **answers})


def test_a_new_address_is_where_the_next_letter_goes(client: Client, filed: Filed) -> None:
    assert change(client, filed, email="noor@thuis.example").status_code == 302
    manager = a_member(filed.dossier.organisation, MANAGER)
    took(filed.dossier, "acknowledge", manager, role=MANAGER, at=NOW + 2 * HOUR)
    assert Letter.objects.get(act="acknowledge").address == "noor@thuis.example"
    assert list(Act.objects.order_by("seq").values_list("act", "by")) == [
        ("file", "complainant"),
        ("correct", "complainant"),
        ("acknowledge", MANAGER),
    ]


def test_the_form_speaks_of_faults_only_where_there_are_any(client: Client, filed: Filed) -> None:
    with time_machine.travel(NOW + HOUR, tick=False):
        opened = client.get(f"{page_of(client, filed.tracking_code)}gegevens/")
    assert ["Dit moet nog anders" in words(page) for page in (opened, change(client, filed, email="fout"))] == [False, True]


def test_who_prefers_post_gets_the_next_letter_by_post(client: Client, filed: Filed) -> None:
    assert change(client, filed, prefers="post").status_code == 302
    manager = a_member(filed.dossier.organisation, MANAGER)
    took(filed.dossier, "acknowledge", manager, role=MANAGER, at=NOW + 2 * HOUR)
    assert Letter.objects.get(act="acknowledge").channel == "post"


def test_what_he_changed_stands_on_his_page_without_the_data(client: Client, filed: Filed) -> None:
    change(client, filed, phone="0699999999")
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        page = words(client.get(page_of(client, filed.tracking_code)))
    assert ("U paste uw gegevens aan" in page, "0699999999" in page) == (True, False)


def test_a_telephone_number_that_the_regulation_does_not_ask_is_taken_away_for_good(client: Client) -> None:
    filed = a_filing(an_organisation("exa-men"))
    Party.objects.filter(ref="p-1").update(phone="0612345678", address="Lindelaan 4")
    assert change(client, filed, phone="", address="").status_code == 302
    party = Party.objects.get(ref="p-1")
    assert (party.phone, party.address, party.email) == ("", "", "noor@zonland.example")


@pytest.mark.clause("KLI-07")
def test_what_the_regulation_asks_is_changed_and_not_taken_away(client: Client, filed: Filed) -> None:
    Party.objects.filter(ref="p-1").update(phone="0612345678")
    for name in ("name", "phone"):
        assert change(client, filed, **{name: ""}).status_code == 422
    assert Party.objects.get(ref="p-1").phone == "0612345678"


def test_that_by_which_he_wants_to_hear_from_us_stays_until_he_chooses_otherwise(client: Client) -> None:
    filed = a_filing(an_organisation("ecm"))
    Party.objects.filter(ref="p-1").update(address="Lindelaan 4")
    assert "Hiermee bereiken wij u." in words(change(client, filed, email=""))
    assert "Hiermee bereiken wij u." in words(change(client, filed, address="", prefers="post"))
    assert Act.objects.count() == 1


def test_nothing_is_written_down_where_nothing_changed(client: Client, filed: Filed) -> None:
    assert change(client, filed).status_code == 302
    assert Act.objects.count() == 1


def test_an_address_that_is_none_is_asked_for_again(client: Client, filed: Filed) -> None:
    answer = change(client, filed, email="noor@")
    assert (answer.status_code, Act.objects.count()) == (422, 1)


def test_nobody_corrects_what_is_not_about_himself(filed: Filed) -> None:
    at, log = NOW + HOUR, Log(filed.dossier.matter_id)
    for data in ({"person": "p-9", "contact.email": "x@y.example"}, {"of": 0, "field": "description", "person": "p-1"}, {"reason": "x"}):
        assert isinstance(record(log, "correct", by=Actor("complainant", party="p-1"), at=at, now=at, data=data), Refused)
    assert Party.objects.get(ref="p-1").email == "noor@zonland.example"
