"""Coming to the page of a complaint: by its code, by a mailed link; asking for a new link; leaving."""

import pytest
import time_machine
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_filing, an_organisation
from tests.portal.visitor import Page, page_of, words
from wederhoor.actions import status_link
from wederhoor.actions.filing import Filed
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, TrackingCode
from wederhoor.web import limits, mailed_links

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailed_links, "AT_LEAST", 0.0)


@pytest.fixture
def filed() -> Filed:
    return a_filing(an_organisation())


def link(filed: Filed) -> str:
    token = status_link.make(TrackingCode.objects.get(dossier=filed.dossier), now=NOW)
    return f"/{filed.dossier.organisation.slug}/volg/{token}"


def get(client: Client, address: str, days: int = 0) -> Page:
    with time_machine.travel(NOW + HOUR + days * DAY, tick=False):
        return client.get(address, follow=True)


def test_no_address_holds_the_code(client: Client, filed: Filed) -> None:
    page = page_of(client, filed.tracking_code)
    shown = client.get(page).content.decode()
    assert filed.tracking_code not in page
    assert filed.tracking_code not in shown


def test_a_page_opens_only_in_the_browser_where_the_code_was_entered(client: Client, filed: Filed) -> None:
    page = page_of(client, filed.tracking_code)
    assert client.get(page).status_code == 200
    answer = Client().get(page)
    assert (answer.status_code, "U volgt deze klacht hier nu niet." in words(answer)) == (403, True)
    assert filed.dossier.number not in words(answer)


def test_what_was_typed_is_not_lost_when_a_visit_ended(client: Client, filed: Filed) -> None:
    page = page_of(client, filed.tracking_code)
    answer = Client().post(f"{page}0/complete/", {"description": "Een lang verhaal.", "stap": "versturen"})
    assert (answer.status_code, "Een lang verhaal." in words(answer)) == (403, True)
    assert not Act.objects.filter(act="complete").exists()


def test_several_complaints_are_followed_at_once_and_none_shows_another(client: Client, filed: Filed) -> None:
    other = a_filing(an_organisation("ecm"), description="Van een ander soort.")
    pages = [page_of(client, one.tracking_code) for one in (filed, other)]
    assert ["Van een ander soort." in words(client.get(page)) for page in pages] == [False, True]
    listed = words(client.get("/volgen/"))
    assert f"{filed.dossier.number} · {filed.dossier.organisation.name}" in listed
    assert other.dossier.organisation.name in listed


def test_who_leaves_a_computer_leaves_nothing_on_it(client: Client, filed: Filed) -> None:
    page = page_of(client, filed.tracking_code)
    assert "U hebt afgesloten." in words(client.post("/volgen/afsluiten/"))
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("rest", ["", "ontvangst/"])
def test_an_address_of_before_leads_to_the_page_without_the_code(client: Client, filed: Filed, rest: str) -> None:
    answer = client.get(f"/volgen/{filed.tracking_code}/{rest}")
    assert answer["Location"] == f"{page_of(client, filed.tracking_code)}{rest}"


def test_a_form_of_before_that_was_still_open_is_sent_all_the_same(client: Client, filed: Filed) -> None:
    typed = {"description": "Nog iets.", "stap": "nakijken"}
    answer = client.post(f"/volgen/{filed.tracking_code}/0/complete/", typed, follow=True)
    assert (answer.status_code, "Nog iets." in words(answer)) == (200, True)


def test_a_mailed_link_leads_to_the_page(client: Client, filed: Filed) -> None:
    assert filed.dossier.number in words(get(client, f"{link(filed)}."))
    assert get(client, link(filed), days=29).status_code == 200


def test_an_expired_link_says_so_and_offers_a_new_one(client: Client, filed: Filed) -> None:
    answer = get(client, link(filed), days=31)
    assert (answer.status_code, "Deze link is verlopen" in words(answer)) == (410, True)
    assert filed.dossier.number not in words(answer)
    asked = client.post("/volgen/nieuwe-link/", {"link": link(filed).rpartition("/")[2]})
    assert "Kennen wij een klacht bij dit adres?" in words(asked)
    assert Letter.objects.get().address == "noor@zonland.example"


def test_an_altered_link_opens_nothing_and_counts_as_a_guess(client: Client, filed: Filed) -> None:
    altered = f"{link(filed)[:-1]}{'0' if link(filed)[-1] != '0' else '1'}"
    answers = [client.get(altered).status_code for _ in range(limits.MOST + 1)]
    assert answers == [404] * limits.MOST + [429]
    assert client.get(link(filed)).status_code == 429


def test_asking_for_a_link_is_answered_alike_whether_the_address_is_known_or_not(client: Client, filed: Filed) -> None:
    said = [client.post("/volgen/nieuwe-link/", {"email": email}).content for email in ("noor@zonland.example", "wie@elders.example")]
    assert said[0] == said[1]
    assert list(Letter.objects.values_list("dossier", "address")) == [(filed.dossier.pk, "noor@zonland.example")]


def test_nobodys_mailbox_is_filled_by_asking_over_and_over(client: Client, filed: Filed) -> None:
    for _ in range(6):
        client.post("/volgen/nieuwe-link/", {"email": "noor@zonland.example"})
    assert Letter.objects.filter(dossier=filed.dossier).count() == mailed_links.MOST_LETTERS


def test_an_address_that_is_none_is_asked_for_again(client: Client) -> None:
    assert client.post("/volgen/nieuwe-link/", {"email": "noor@"}).status_code == 422


def test_the_address_in_a_kept_letter_leads_who_follows_it_to_the_page(client: Client, filed: Filed) -> None:
    kept = f"/{filed.dossier.organisation.slug}/dossier/{filed.dossier.number}"
    page = page_of(client, filed.tracking_code)
    assert client.get(kept)["Location"] == page
    assert [Client().get(one)["Location"] for one in (kept, f"{kept}999")] == ["/volgen/"] * 2


def test_who_must_wait_is_told_for_how_long(client: Client) -> None:
    for _ in range(limits.MOST):
        client.post("/volgen/", {"code": "ABCD"})
    answer = client.post("/volgen/", {"code": "ABCD"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")


def test_after_destruction_the_page_tells_nothing_of_what_was(client: Client, filed: Filed) -> None:
    page = page_of(client, filed.tracking_code)
    TrackingCode.objects.all().delete()
    assert client.get(page).status_code == 403
    wrong, gone = (Client().post("/volgen/", {"code": one}) for one in ("ABCD-EFGH", filed.tracking_code))
    assert words(wrong) == words(gone)
    assert "dan is het dossier vernietigd" in words(gone)
