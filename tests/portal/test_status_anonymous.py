"""Whoever complains without a name: he reads what is written to him on his page, and answers there, by his code alone."""

import pytest
import time_machine
from django.test import Client

from tests.factories.house import HOUR, NOW, a_filing, a_member, an_organisation, took
from tests.portal.visitor import carried, page_of, sent, words
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Party

pytestmark = pytest.mark.django_db
ROLE = "verantwoordelijk-medewerker"


@pytest.mark.clause("ECM-07", "ECM-05")
def test_the_organisation_writes_to_his_page_and_he_answers_there(client: Client) -> None:
    filed = a_filing(an_organisation("ecm"), kind="signal", anonymous=True, complainant={})
    officer = a_member(filed.dossier.organisation, ROLE)
    said = "In welke zaal was het?"
    took(filed.dossier, "ask_completion", officer, role=ROLE, at=NOW + HOUR, channel="portal", missing=["subject"], reasons=said)
    assert list(Letter.objects.values_list("channel", "state", "address")) == [("portal", "sent", "")]
    page = page_of(client, filed.tracking_code)
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        shown = words(client.get(page))
        where = f"{page}0/complete/"
        checked = client.post(where, {**carried(client.get(where)), "description": "In zaal drie.", "stap": "nakijken"})
        assert sent(client, where, checked).status_code == 302
    assert ("Wij vroegen u om een aanvulling" in shown, "Lees de brief" in shown) == (True, True)
    assert list(Act.objects.order_by("seq").values_list("act", "by")) == [
        ("file", "complainant"),
        ("ask_completion", ROLE),
        ("complete", "complainant"),
    ]
    assert not Party.objects.exclude(name="").exclude(member__isnull=False).exists()


@pytest.mark.clause("ECM-07")
def test_a_question_that_waits_stands_on_top_and_open_until_it_is_answered(client: Client) -> None:
    filed = a_filing(an_organisation("ecm"), kind="signal", anonymous=True, complainant={})
    officer = a_member(filed.dossier.organisation, ROLE)
    page = page_of(client, filed.tracking_code)
    took(filed.dossier, "ask_completion", officer, role=ROLE, at=NOW + HOUR, channel="portal", missing=["subject"])
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        asked = client.get(page).content.decode()
        took(filed.dossier, "complete", officer, role=ROLE, at=NOW + HOUR, description="In zaal drie.")
        answered = client.get(page).content.decode()
    assert ('href="#gevraagd"' in asked, 'id="gevraagd"' in asked, '<details class="letter" open>' in asked) == (True, True, True)
    assert "gevraagd" not in answered
