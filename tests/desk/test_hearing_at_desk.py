"""A hearing from its forms to the page: each side heard, shown what the other told, and heard again on it; no judgement before."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.desk.conftest import TUESDAY
from tests.factories.house import a_dossier, a_member, an_organisation
from wederhoor.desk.shown.hearing import Column
from wederhoor.dossiers.models import Act, Dossier

pytestmark = pytest.mark.django_db
Post = Callable[..., HttpResponse]


@pytest.fixture
def client(moment: time_machine.Traveller) -> Client:
    """The responsible employee of ECM at his desk."""
    member = a_member(an_organisation("ecm"), "verantwoordelijk-medewerker", "medewerker")
    client = Client()
    client.force_login(member.user)
    client.organisation = member.organisation  # type: ignore[attr-defined]
    return client


@pytest.fixture
def dossier(client: Client) -> Dossier:
    """A complaint that came in in writing."""
    return a_dossier(client.organisation, at=TUESDAY, channel="mail")  # type: ignore[attr-defined]


def post(client: Client, dossier: Dossier, act: str, **data: object) -> HttpResponse:
    sent: dict[str, Any] = {**data, "step": "record"}
    return client.post(f"/bureau/dossier/{dossier.number}/{act}/", sent)  # type: ignore[return-value]


def sides(client: Client, dossier: Dossier) -> dict[str, Column]:
    return {side.side: side for side in client.get(f"/bureau/dossier/{dossier.number}/").context["hearing"]}


def heard(client: Client, dossier: Dossier) -> None:
    for side in ("complainant", "concerned"):
        assert post(client, dossier, "hear", party=side, account=f"Het verhaal van {side}.").status_code == 302


@pytest.mark.clause("ECM-11")
def test_a_judgement_before_both_sides_were_heard_is_refused_and_the_page_says_why_on_each_side(client: Client, dossier: Dossier) -> None:
    post(client, dossier, "hear", party="complainant", account="Zo ging het.")
    page = client.get(f"/bureau/dossier/{dossier.number}/judge/")
    assert (page.status_code, page.context["article"]) == (409, "11")
    found = sides(client, dossier)
    assert ([lack.reason for lack in found["concerned"].lacks if lack.hard], found["complainant"].heard) == ([page.context["reason"]], True)


@pytest.mark.clause("ECM-11")
def test_a_link_of_the_page_opens_the_form_to_show_one_side_what_the_other_told(client: Client, dossier: Dossier) -> None:
    heard(client, dossier)
    act, _label, query = next(step for step in sides(client, dossier)["concerned"].steps if step[0] == "disclose")
    form = client.get(f"/bureau/dossier/{dossier.number}/{act}/?{query}").context["form"]
    chosen = {field.name: field.value for field in form.fields if field.name in {"of", "party"}}
    assert chosen == {"of": "1", "party": "concerned"}
    assert post(client, dossier, "disclose", of=["1"], party="concerned").status_code == 302
    assert Act.objects.get(act="disclose").data["of"] == [1]
    assert sides(client, dossier)["concerned"].lacks == ()


@pytest.mark.clause("ECM-11")
def test_to_show_nothing_does_not_meet_the_duty_to_show_what_the_other_told(client: Client, dossier: Dossier) -> None:
    post(client, dossier, "hear", party="complainant", account="Zo ging het.")
    page = post(client, dossier, "disclose", party="concerned")
    assert page.status_code == 422
    assert "Kies wat u laat zien: een verslag hier, of een document (art. 11)" in page.content.decode()
    assert not Act.objects.filter(act="disclose").exists()
    assert post(client, dossier, "disclose", party="complainant").status_code == 302


def test_what_a_side_says_of_an_account_stands_with_that_account(client: Client, dossier: Dossier) -> None:
    heard(client, dossier)
    assert post(client, dossier, "comment", of="2", party="complainant", text="Dat klopt niet.").status_code == 302
    event = sides(client, dossier)["complainant"].events[-1]
    assert (event.text, event.about) == ("Dat klopt niet.", ("Gehoord (degene over wie de klacht gaat), dinsdag 21 april",))
