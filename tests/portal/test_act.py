from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, took
from tests.portal.matters import MANAGER, decided, deliver, proposed
from tests.portal.visitor import Page, carried, page_of, sent, words
from tests.procedures.sixth import TEXT as SIXTH
from wederhoor.actions.documents import content_of
from wederhoor.actions.filing import Filed
from wederhoor.actions.installation import add_product
from wederhoor.actions.record import Actor, Log, Recorded, Refused, record
from wederhoor.actions.regulations import publish_calendar
from wederhoor.dossiers.models import Act, Document, Text
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
ECM = "verantwoordelijk-medewerker"


def address(client: Client, filed: Filed, act: str, place: int = 0) -> str:
    return f"{page_of(client, filed.tracking_code)}{place}/{act}/"


def review(client: Client, filed: Filed, act: str, *, at: datetime = NOW + HOUR, place: int = 0, **answers: object) -> Page:
    where = address(client, filed, act, place)
    with time_machine.travel(at, tick=False):
        return client.post(where, {**carried(client.get(where)), **answers, "stap": "nakijken"})


def take(client: Client, filed: Filed, act: str, *, at: datetime = NOW + HOUR, place: int = 0, **answers: str) -> Page:
    checked = review(client, filed, act, at=at, place=place, **answers)
    with time_machine.travel(at, tick=False):
        return sent(client, address(client, filed, act, place), checked)


def acts(filed: Filed) -> list[str]:
    return list(Act.objects.filter(matter=filed.dossier.matter).order_by("seq").values_list("act", flat=True))


def test_adding_something_is_checked_first_and_then_recorded(client: Client) -> None:
    filed = a_filing(an_organisation())
    assert "Er zijn twee fouten." in words(review(client, filed, "complete", description="Er zijn twee fouten."))
    assert acts(filed) == ["file"]
    assert take(client, filed, "complete", description="Er zijn twee fouten.")["Location"] == page_of(client, filed.tracking_code)
    assert acts(filed) == ["file", "complete"]
    assert Text.objects.get(seq=1, field="description").body == "Er zijn twee fouten."


@pytest.mark.clause("EXT-15")
def test_a_complaint_is_withdrawn_with_a_reason_or_without(client: Client) -> None:
    filed = a_filing(an_organisation("extrack"))
    assert take(client, filed, "withdraw").status_code == 302
    with time_machine.travel(NOW + DAY, tick=False):
        assert "U hebt uw klacht ingetrokken" in words(client.get(page_of(client, filed.tracking_code)))


@pytest.mark.clause("KLI-14", "KLI-16")
def test_an_objection_is_made_in_writing_and_gets_a_number_of_its_own(client: Client) -> None:
    filed, at = decided(), NOW + 4 * DAY
    assert take(client, filed, "object", at=at, grounds="Het antwoord klopt niet.\n\nEn het duurde te lang.").status_code == 302
    made = Act.objects.get(matter=filed.dossier.matter, act="object")
    assert (made.dossier, made.data["in_writing"], made.data["channel"]) == ("objection 1", True, "portal")
    assert Text.objects.filter(seq=made.seq, field__startswith="grounds").count() == 2
    with time_machine.travel(at, tick=False):
        page = words(client.get(page_of(client, filed.tracking_code)))
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


@pytest.mark.parametrize(("made", "act", "said"), [(proposed, "accept", "Een nieuw boek."), (decided, "object", "De vraag klopt niet.")])
def test_what_one_answers_to_is_read_beside_the_form(client: Client, made: Callable[[], Filed], act: str, said: str) -> None:
    filed = made()
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        page = [words(client.get(address(client, filed, name))) for name in (act, "withdraw")]
    assert [said in one for one in page] == [True, False]


@pytest.mark.clause("EXT-18")
def test_inspection_is_asked_for(client: Client) -> None:
    filed = a_filing(an_organisation("extrack"))
    assert take(client, filed, "request_inspection", text="Alles.").status_code == 302
    assert acts(filed) == ["file", "request_inspection"]


@pytest.mark.clause("ECM-14")
@pytest.mark.parametrize(("score", "status"), [("0", 422), ("11", 422), ("1", 200), ("7,5", 200)])
def test_a_mark_is_asked_from_one_to_ten_and_none_beyond_it_is_taken(client: Client, score: str, status: int) -> None:
    filed = a_filing(an_organisation("ecm"))
    handler = a_member(filed.dossier.organisation, ECM)
    for act in ("take", "carry_out"):
        took(filed.dossier, act, handler, role=ECM, at=NOW)
    answer = review(client, filed, "follow_up", satisfied="true", score=score)
    assert (answer.status_code, answer.status_code == 422) == (status, "Vul een getal in van 1 tot en met 10" in words(answer))


def test_by_his_consent_to_a_day_the_term_is_extended_once_more(client: Client) -> None:
    organisation = an_organisation("wadden", text=SIXTH)
    publish_calendar(organisation, "closed = [2026-04-27]", NOW, name="school")
    filed = a_filing(organisation)
    registrar, handler = a_member(organisation, "registrar"), a_member(organisation, "teacher")
    took(filed.dossier, "assign", registrar, role="registrar", at=NOW, to=f"m-{handler.pk}", independent=True, department="languages")
    due = filed.dossier.duties.get(duty="reply").due_day
    assert due is not None
    notices = [{"channel": "mail", "until": (due + days * DAY).isoformat(), "reasons": "Er komt nog een deskundige."} for days in (7, 14)]
    assert isinstance(tries(filed, handler, notices[0]), Recorded)
    deliver(NOW + HOUR)
    refused = tries(filed, handler, notices[1])
    assert isinstance(refused, Refused)
    assert "ingestemd" in refused.reason
    assert review(client, filed, "consent_extension").status_code == 422
    assert take(client, filed, "consent_extension", until=(due + 14 * DAY).isoformat()).status_code == 302
    assert isinstance(tries(filed, handler, notices[1]), Recorded)


def tries(filed: Filed, handler: Member, notice: dict[str, Any]) -> object:
    at = NOW + HOUR
    return record(Log(filed.dossier.matter_id), "extend", by=Actor("handler", handler), at=at, now=at, data=notice)


def test_what_cannot_be_done_now_is_said_with_its_reason_and_article(client: Client) -> None:
    filed = a_filing(an_organisation())
    with time_machine.travel(NOW + HOUR, tick=False):
        answer = client.post(address(client, filed, "object"), {"grounds": "Nu al oneens.", "stap": "nakijken"})
    assert answer.status_code == 409
    assert "KLI-14" in words(answer)
    assert "Nu al oneens." in words(answer)
    assert acts(filed) == ["file"]


@pytest.mark.parametrize("act", ["judge", "note", "reply", "destroy", "sent", "bestaat-niet"])
def test_what_is_for_staff_is_not_for_the_complainant(client: Client, act: str) -> None:
    filed = a_filing(an_organisation())
    assert client.post(address(client, filed, act), {"stap": "versturen", "outcome": "upheld"}).status_code == 409
    assert acts(filed) == ["file"]


def test_whoever_acts_on_an_old_page_is_told_what_happened_and_keeps_his_words(client: Client) -> None:
    filed = a_filing(an_organisation())
    checked = review(client, filed, "complete", description="Nog iets.")
    manager = a_member(filed.dossier.organisation, MANAGER)
    took(filed.dossier, "acknowledge", manager, role=MANAGER, at=NOW + HOUR, channel="talk", states=["steps", "terms"])
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        answer = sent(client, address(client, filed, "complete"), checked)
        assert "Wij bevestigden de ontvangst" in words(answer)
        assert carried(answer)["description"] == ["Nog iets."]
        assert sent(client, address(client, filed, "complete"), answer).status_code == 302


def test_sending_twice_records_once(client: Client) -> None:
    filed = a_filing(an_organisation())
    checked = review(client, filed, "withdraw", reason="Opgelost.")
    with time_machine.travel(NOW + HOUR, tick=False):
        answers = [sent(client, address(client, filed, "withdraw"), checked) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert acts(filed) == ["file", "withdraw"]


def test_who_goes_back_and_writes_something_else_is_told_of_the_first_and_loses_neither(client: Client) -> None:
    filed = a_filing(an_organisation())
    checked = review(client, filed, "complete", description="Het eerste.")
    where, more = address(client, filed, "complete"), {"description": "Het tweede."}
    with time_machine.travel(NOW + HOUR, tick=False):
        assert sent(client, where, checked).status_code == 302
        told = sent(client, where, checked, **more)
        assert (told.status_code, acts(filed)) == (409, ["file", "complete"])
        assert "Het tweede." in words(told)
        assert sent(client, where, told).status_code == 302
    said = Text.objects.filter(matter=filed.dossier.matter_id, seq__gt=0, field="description").order_by("seq")
    assert list(said.values_list("body", flat=True)) == ["Het eerste.", "Het tweede."]


def test_two_pages_open_at_once_lose_nothing(client: Client) -> None:
    filed = a_filing(an_organisation())
    first, second = (review(client, filed, "complete", description=text) for text in ("Het eerste.", "Het tweede."))
    with time_machine.travel(NOW + HOUR, tick=False) as clock:
        assert sent(client, address(client, filed, "complete"), first).status_code == 302
        clock.shift(timedelta(minutes=1))
        answer = sent(client, address(client, filed, "complete"), second)
        assert answer.status_code == 409
        assert sent(client, address(client, filed, "complete"), answer).status_code == 302
    assert acts(filed) == ["file", "complete", "complete"]


def test_an_empty_addition_is_asked_for_again(client: Client) -> None:
    answer = review(client, a_filing(an_organisation()), "complete", description="  ")
    assert answer.status_code == 422
    assert "Vul hier of hierboven iets in" in words(answer)


def test_who_fills_in_what_lacked_need_not_tell_more_and_chooses_the_product(client: Client) -> None:
    organisation = an_organisation("exa-men")
    add_product(organisation, code="REK-2F", name="Examen Rekenen 2F")
    filed = a_filing(organisation, subject={"class": "product"})
    nothing = review(client, filed, "complete")
    assert (nothing.status_code, "Vul hier of hierboven iets in" in words(nothing)) == (422, True)
    chosen: dict[str, Any] = {"subject.product": "REK-2F"}
    take(client, filed, "complete", **chosen)
    assert Act.objects.get(act="complete").data["subject.product"] == "REK-2F"


def upload(name: str = "foto.txt", content: bytes = b"wat ik zag") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_files_go_along_with_what_he_adds_and_are_kept_while_he_checks(client: Client) -> None:
    filed = a_filing(an_organisation())
    where = address(client, filed, "complete")
    with time_machine.travel(NOW + HOUR, tick=False):
        typed = {**carried(client.get(where)), "description": "Zie de foto."}
        checked = client.post(where, {**typed, "bestanden": upload(), "stap": "nakijken"})
        assert "foto.txt" in words(checked)
        assert sent(client, where, checked).status_code == 302
    document = Document.objects.get(matter=filed.dossier.matter)
    assert (document.name, document.by, content_of(document)) == ("foto.txt", "p-1", b"wat ik zag")


def test_a_file_alone_is_an_addition_too_and_can_be_taken_away_again(client: Client) -> None:
    where = address(client, a_filing(an_organisation()), "complete")
    added = client.post(where, {**carried(client.get(where)), "bestanden": upload(), "stap": "bijlage"})
    assert (added.status_code, "Bewaard: foto.txt." in words(added)) == (200, True)
    assert client.post(where, {**carried(added), "stap": "nakijken"}).status_code == 200
    assert "foto.txt" not in words(client.post(where, {**carried(added), "stap": "bijlage-weg.0"}))


def test_a_file_that_cannot_go_along_is_told_and_what_was_typed_stays(client: Client) -> None:
    where = address(client, a_filing(an_organisation()), "complete")
    typed = {**carried(client.get(where)), "description": "Mijn verhaal."}
    answer = client.post(where, {**typed, "bestanden": upload("leeg.txt", b""), "stap": "nakijken"})
    assert (answer.status_code, "leeg.txt is leeg" in words(answer), "Mijn verhaal." in words(answer)) == (422, True, True)


def test_a_file_of_one_complaint_does_not_go_along_with_another(client: Client) -> None:
    first, second = (address(client, a_filing(an_organisation()), "complete") for _ in range(2))
    added = client.post(first, {**carried(client.get(first)), "bestanden": upload(), "stap": "bijlage"})
    answer = client.post(second, {**carried(client.get(second)), "bijlage": carried(added)["bijlage"], "stap": "nakijken"})
    assert (answer.status_code, "foto.txt" in words(answer)) == (422, False)


def test_no_file_is_asked_where_there_is_nothing_to_show(client: Client) -> None:
    assert b'type="file"' not in client.get(address(client, a_filing(an_organisation()), "withdraw")).content


def test_hostile_words_are_shown_and_never_run(client: Client) -> None:
    answer = review(client, a_filing(an_organisation()), "complete", description="<img src=x onerror=alert(1)>")
    assert "<img" not in answer.content.decode()


def test_a_page_with_a_form_tells_no_other_site_where_one_comes_from(client: Client) -> None:
    assert client.get(address(client, a_filing(an_organisation()), "withdraw"))["Referrer-Policy"] == "same-origin"


def test_whoever_brings_very_many_files_waits_with_his_words_still_there(client: Client) -> None:
    filed = a_filing(an_organisation())
    client.defaults["REMOTE_ADDR"] = "192.0.2.8"
    for _ in range(10):
        many = [SimpleUploadedFile(f"{one}.txt", b"x") for one in range(20)]
        review(client, filed, "complete", description="Zie de bijlagen.", bestanden=many)
    page = review(client, filed, "complete", description="Er is er nog een.", bestanden=[SimpleUploadedFile("nog-een.txt", b"x")])
    assert "Er komen nu te veel bestanden van uw verbinding." in words(page)
    assert "Er is er nog een." in words(page)
