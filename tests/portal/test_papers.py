"""Documents that were put before the complainant can be had from his page; nothing else of the dossier can."""

import pytest
import time_machine
from django.test import Client

from tests.factories.house import HOUR, NOW, a_filing, a_member, an_organisation
from tests.portal.matters import deliver
from tests.portal.visitor import Page, page_of, words
from wederhoor.actions.filing import Filed
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.values import NewParty, Upload
from wederhoor.dossiers.models import AccessLog
from wederhoor.organisations.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ECM-11")]
ROLE = "verantwoordelijk-medewerker"


@pytest.fixture
def filed() -> Filed:
    return a_filing(an_organisation("ecm"))


@pytest.fixture
def officer(filed: Filed) -> Member:
    return a_member(filed.dossier.organisation, ROLE)


def does(filed: Filed, officer: Member, act: str, *files: str, **data: object) -> None:
    uploads = [Upload(name, f"inhoud van {name}".encode()) for name in files]
    at = NOW + HOUR
    done = record(Log(filed.dossier.matter_id, filed.dossier.name), act, by=Actor(ROLE, officer), at=at, now=at, data=data, files=uploads)
    assert isinstance(done, Recorded), done


def get(client: Client, filed: Filed, path: str = "") -> Page:
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        return client.get(page_of(client, filed.tracking_code) + path)


@pytest.mark.parametrize("to", [{"party": "complainant"}, {"to": "p-1"}])
def test_a_document_that_was_put_before_him_can_be_had(client: Client, filed: Filed, officer: Member, to: dict[str, str]) -> None:
    does(filed, officer, "disclose", "verslag.txt", **to)
    assert "Wij legden u documenten voor" in words(page := get(client, filed))
    assert f"{page_of(client, filed.tracking_code)}document/d-1/" in page.content.decode()
    answer = get(client, filed, "document/d-1/")
    assert answer.content == b"inhoud van verslag.txt"
    assert answer["Content-Disposition"].startswith("attachment")
    assert AccessLog.objects.get(who="p-1").dossier == filed.dossier


def test_nothing_else_of_the_dossier_can_be_had(client: Client, filed: Filed, officer: Member) -> None:
    does(filed, officer, "note", "intern.txt", text="Voor ons.")
    does(filed, officer, "disclose", "ander.txt", party="concerned")
    does(filed, officer, "consult", "advies.txt", of=[f"m-{officer.pk}"], question="Wat vindt u?")
    does(filed, officer, "disclose", party="complainant", documents=["d-3"])
    assert [get(client, filed, f"document/d-{n}/").status_code for n in range(1, 6)] == [404] * 5
    assert "txt" not in get(client, filed).content.decode()


def test_what_was_taken_out_again_can_be_had_no_more(client: Client, filed: Filed, officer: Member) -> None:
    does(filed, officer, "disclose", "verkeerd.txt", party="complainant")
    does(filed, officer, "correct", of=1, field="documents", documents=["d-1"], reason="Hoort hier niet.")
    assert get(client, filed, "document/d-1/").status_code == 404


def test_nobody_has_it_by_the_code_of_another_complaint(client: Client, filed: Filed, officer: Member) -> None:
    does(filed, officer, "disclose", "verslag.txt", party="complainant")
    other = a_filing(filed.dossier.organisation)
    assert get(client, other, "document/d-1/").status_code == 404
    assert client.get("/volgen/AAAA-BBBB-CCCC/document/d-1/").status_code == 404


def test_what_went_along_with_a_letter_can_be_had_once_it_left(client: Client, filed: Filed, officer: Member) -> None:
    does(filed, officer, "acknowledge", "regeling.txt", channel="mail", states=["steps", "terms"])
    assert get(client, filed, "document/d-1/").status_code == 404
    deliver(NOW + HOUR)
    assert "regeling.txt" in words(get(client, filed))
    assert get(client, filed, "document/d-1/").content == b"inhoud van regeling.txt"


def test_what_went_along_with_a_letter_to_another_cannot_be_had(client: Client, filed: Filed, officer: Member) -> None:
    concerned = NewParty(name="Andere Kant", email="kant@elders.example")
    does(filed, officer, "inform_concerned", "ander.txt", person=concerned, channel="mail")
    deliver(NOW + HOUR)
    assert "ander.txt" not in words(get(client, filed))
    assert get(client, filed, "document/d-1/").status_code == 404
