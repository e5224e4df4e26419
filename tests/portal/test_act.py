from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, took
from tests.portal.matters import MANAGER, decided, proposed
from tests.portal.visitor import Page, carried, sent, words
from wederhoor.actions.filing import Filed
from wederhoor.dossiers.models import Act, Text

pytestmark = pytest.mark.django_db


def address(filed: Filed, act: str, place: int = 0) -> str:
    return f"/volgen/{filed.tracking_code}/{place}/{act}/"


def review(client: Client, filed: Filed, act: str, *, at: datetime = NOW + HOUR, place: int = 0, **answers: str) -> Page:
    where = address(filed, act, place)
    with time_machine.travel(at, tick=False):
        return client.post(where, {**carried(client.get(where)), **answers, "stap": "nakijken"})


def take(client: Client, filed: Filed, act: str, *, at: datetime = NOW + HOUR, place: int = 0, **answers: str) -> Page:
    checked = review(client, filed, act, at=at, place=place, **answers)
    with time_machine.travel(at, tick=False):
        return sent(client, address(filed, act, place), checked)


def acts(filed: Filed) -> list[str]:
    return list(Act.objects.filter(matter=filed.dossier.matter).order_by("seq").values_list("act", flat=True))


def test_adding_something_is_checked_first_and_then_recorded(client: Client) -> None:
    filed = a_filing(an_organisation())
    assert "Er zijn twee fouten." in words(review(client, filed, "complete", description="Er zijn twee fouten."))
    assert acts(filed) == ["file"]
    assert take(client, filed, "complete", description="Er zijn twee fouten.")["Location"] == f"/volgen/{filed.tracking_code}/"
    assert acts(filed) == ["file", "complete"]
    assert Text.objects.get(seq=1, field="description").body == "Er zijn twee fouten."


@pytest.mark.clause("EXT-15")
def test_a_complaint_is_withdrawn_with_a_reason_or_without(client: Client) -> None:
    filed = a_filing(an_organisation("extrack"))
    assert take(client, filed, "withdraw").status_code == 302
    with time_machine.travel(NOW + DAY, tick=False):
        assert "U hebt uw klacht ingetrokken" in words(client.get(f"/volgen/{filed.tracking_code}/"))


@pytest.mark.clause("KLI-14", "KLI-16")
def test_an_objection_is_made_in_writing_and_gets_a_number_of_its_own(client: Client) -> None:
    filed, at = decided(), NOW + 4 * DAY
    assert take(client, filed, "object", at=at, grounds="Het antwoord klopt niet.\n\nEn het duurde te lang.").status_code == 302
    made = Act.objects.get(matter=filed.dossier.matter, act="object")
    assert (made.dossier, made.data["in_writing"], made.data["channel"]) == ("objection 1", True, "portal")
    assert Text.objects.filter(seq=made.seq, field__startswith="grounds").count() == 2
    with time_machine.travel(at, tick=False):
        page = words(client.get(f"/volgen/{filed.tracking_code}/"))
    assert "Klacht 2026-0001 en 2026-0002" in page
    assert "U krijgt uiterlijk zondag 24 mei een uitspraak" in page


@pytest.mark.clause("KLI-14")
def test_a_late_objection_is_taken_in_for_a_person_to_decide(client: Client) -> None:
    filed = decided()
    assert take(client, filed, "object", at=NOW + 40 * DAY, grounds="Te laat, maar toch.").status_code == 302
    assert filed.dossier.matter.dossiers.get(name="objection 1").facts["late"] is True


@pytest.mark.clause("CON-19")
@pytest.mark.parametrize("act", ["accept", "decline"])
def test_a_proposal_is_accepted_or_declined(client: Client, act: str) -> None:
    filed = proposed()
    assert take(client, filed, act, at=NOW + DAY, reason="Zo is het goed.").status_code == 302
    assert act in acts(filed)


@pytest.mark.clause("EXT-18")
def test_inspection_is_asked_for(client: Client) -> None:
    filed = a_filing(an_organisation("extrack"))
    assert take(client, filed, "request_inspection", text="Alles.").status_code == 302
    assert acts(filed) == ["file", "request_inspection"]


def test_what_cannot_be_done_now_is_said_with_its_reason_and_article(client: Client) -> None:
    filed = a_filing(an_organisation())
    with time_machine.travel(NOW + HOUR, tick=False):
        answer = client.post(address(filed, "object"), {"grounds": "Nu al oneens.", "stap": "nakijken"})
    assert answer.status_code == 409
    assert "KLI-14" in words(answer)
    assert "Nu al oneens." in words(answer)
    assert acts(filed) == ["file"]


@pytest.mark.parametrize("act", ["judge", "note", "reply", "destroy", "sent", "bestaat-niet"])
def test_what_is_for_staff_is_not_for_the_complainant(client: Client, act: str) -> None:
    filed = a_filing(an_organisation())
    assert client.post(address(filed, act), {"stap": "versturen", "outcome": "upheld"}).status_code == 409
    assert acts(filed) == ["file"]


def test_whoever_acts_on_an_old_page_is_told_what_happened_and_keeps_his_words(client: Client) -> None:
    filed = a_filing(an_organisation())
    checked = review(client, filed, "complete", description="Nog iets.")
    manager = a_member(filed.dossier.organisation, MANAGER)
    took(filed.dossier, "acknowledge", manager, role=MANAGER, at=NOW + HOUR, channel="talk", states=["steps", "terms"])
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        answer = sent(client, address(filed, "complete"), checked)
        assert "Wij bevestigden de ontvangst" in words(answer)
        assert carried(answer)["description"] == ["Nog iets."]
        assert sent(client, address(filed, "complete"), answer).status_code == 302


def test_sending_twice_records_once(client: Client) -> None:
    filed = a_filing(an_organisation())
    checked = review(client, filed, "withdraw", reason="Opgelost.")
    with time_machine.travel(NOW + HOUR, tick=False):
        answers = [sent(client, address(filed, "withdraw"), checked) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert acts(filed) == ["file", "withdraw"]


def test_two_pages_open_at_once_lose_nothing(client: Client) -> None:
    filed = a_filing(an_organisation())
    first, second = (review(client, filed, "complete", description=text) for text in ("Het eerste.", "Het tweede."))
    with time_machine.travel(NOW + HOUR, tick=False) as clock:
        assert sent(client, address(filed, "complete"), first).status_code == 302
        clock.shift(timedelta(minutes=1))
        answer = sent(client, address(filed, "complete"), second)
        assert answer.status_code == 409
        assert sent(client, address(filed, "complete"), answer).status_code == 302
    assert acts(filed) == ["file", "complete", "complete"]


def test_an_empty_addition_is_asked_for_again(client: Client) -> None:
    answer = review(client, a_filing(an_organisation()), "complete", description="  ")
    assert answer.status_code == 422
    assert "Dit is nog niet ingevuld" in words(answer)


def test_hostile_words_are_shown_and_never_run(client: Client) -> None:
    answer = review(client, a_filing(an_organisation()), "complete", description="<img src=x onerror=alert(1)>")
    assert "<img" not in answer.content.decode()


def test_a_page_with_a_form_tells_no_other_site_where_one_comes_from(client: Client) -> None:
    assert client.get(address(a_filing(an_organisation()), "withdraw"))["Referrer-Policy"] == "same-origin"
