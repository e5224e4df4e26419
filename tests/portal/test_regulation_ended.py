"""A regulation that had its last day: nobody files under it any more, and what was filed goes on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client, override_settings

from tests.factories.house import NOW, a_dossier, with_two
from tests.portal.visitor import ANSWERS, carried, reviewed, sent, words
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.regulations import end
from wederhoor.actions.values import Actor
from wederhoor.dossiers.models import Matter
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
PAGE, FORM = "/twee/regeling/ecm/", "/twee/regeling/ecm/klacht/"
TODAY, TOMORROW = NOW.date(), NOW + timedelta(days=1)
DATA = {"channel": "web", "kind": "complaint", "description": "Te laat"}


@pytest.fixture(autouse=True)
def clock(tmp_path: Path) -> Iterator[time_machine.Traveller]:
    with override_settings(DATA_DIR=tmp_path), time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def organisation() -> Organisation:
    """One complains here by Klik's regulation; today is the last day of ECM's."""
    organisation = with_two()
    assert end(organisation, "ecm", TODAY) is None
    return organisation


def test_on_its_last_day_one_files_under_it_and_the_day_after_no_more(client: Client, clock: time_machine.Traveller) -> None:
    assert client.get(FORM).status_code == 200
    clock.move_to(TOMORROW)
    assert client.get(FORM).status_code == 404
    assert client.get("/twee/klacht/").status_code == 200


def test_its_page_stays_and_says_so_and_leads_to_the_other(client: Client, clock: time_machine.Traveller) -> None:
    assert "niets nieuws" not in words(client.get(PAGE))
    clock.move_to(TOMORROW)
    page = client.get(PAGE)
    assert f"De laatste dag was {TODAY.day} april {TODAY.year}." in words(page)
    assert (FORM in page.content.decode(), 'href="/twee/"' in page.content.decode()) == (False, True)
    assert "(geldt niet meer voor nieuwe klachten)" in words(client.get("/twee/"))


def test_the_form_of_the_other_names_no_regulation_any_more(client: Client, clock: time_machine.Traveller) -> None:
    assert "volgens:" in words(client.get("/twee/klacht/"))
    clock.move_to(TOMORROW)
    assert "volgens:" not in words(client.get("/twee/klacht/"))


def test_a_form_that_lay_open_over_the_last_midnight_goes_on_under_the_other(client: Client, clock: time_machine.Traveller) -> None:
    review = reviewed(client, FORM, ANSWERS)
    clock.move_to(TOMORROW)
    answer = client.post(FORM, {**carried(review), "stap": "versturen", "mens": "true"})
    assert (answer.status_code, Matter.objects.count()) == (409, 0)
    page = answer.content.decode()
    assert (ANSWERS["description"] in page, 'action="/twee/klacht/"' in page) == (True, True)


@pytest.mark.parametrize(("received", "made"), [(NOW, True), (TOMORROW, False)])
def test_what_came_in_time_is_registered_later_and_what_came_later_is_not(
    organisation: Organisation, *, received: datetime, made: bool
) -> None:
    later = NOW + timedelta(days=3)
    done = file_complaint(organisation, data=DATA, by=Actor("complainant"), at=received, now=later, procedure="ecm")
    assert isinstance(done, Filed) == made


def test_what_was_filed_under_it_goes_on(organisation: Organisation, client: Client, clock: time_machine.Traveller) -> None:
    receipt = client.get(sent(client, FORM, reviewed(client, FORM, ANSWERS), mens="true")["Location"])
    clock.move_to(TOMORROW)
    assert receipt.status_code == 200
    assert Matter.objects.get().procedure_version.procedure == "ecm"
    assert a_dossier(organisation, at=TOMORROW).matter.procedure_version.procedure == "klik-onderwijs"
