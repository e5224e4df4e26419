"""Writing to the organisation from one's own page at any time: kept once, told, found, and answered by no machine."""

from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation
from tests.portal.matters import decided
from tests.portal.visitor import Page, carried, page_of, words
from wederhoor.actions.filing import Filed
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Act, Document

pytestmark = pytest.mark.django_db
SAID = "Ik heb nog geen bericht over de nieuwe beoordeling."


def where(client: Client, filed: Filed) -> str:
    return f"{page_of(client, filed.tracking_code)}bericht/"


def write(client: Client, filed: Filed, text: str = SAID, *, at: datetime = NOW + 3 * DAY, **more: object) -> Page:
    place = where(client, filed)
    with time_machine.travel(at, tick=False):
        return client.post(place, {**carried(client.get(place)), "bericht": text, "stap": "versturen", **more})


def test_after_the_decision_one_still_writes_and_reads_it_back(client: Client) -> None:
    filed = decided()
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        page = client.get(page_of(client, filed.tracking_code))
    assert ("Stuur ons een bericht" in words(page), page.context["status"].adds) == (True, False)
    before = Act.objects.count()
    assert write(client, filed).status_code == 302
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        page = client.get(page_of(client, filed.tracking_code))
    assert [event.title for event in page.context["status"].events][-1] == "U schreef ons een bericht"
    assert (SAID in words(page), Act.objects.count()) == (True, before)


def test_while_an_act_adds_to_the_complaint_that_is_the_way_to_write(client: Client) -> None:
    filed = a_filing(an_organisation())
    with time_machine.travel(NOW + HOUR, tick=False):
        page = client.get(page_of(client, filed.tracking_code))
    assert ("Stuur ons een bericht" in words(page), page.context["status"].adds) == (False, True)


def test_the_form_speaks_of_faults_only_where_there_are_any(client: Client) -> None:
    filed = decided()
    assert ["Dit moet nog anders" in words(page) for page in (client.get(where(client, filed)), write(client, filed, ""))] == [False, True]


def test_the_same_form_sent_twice_is_one_message_and_other_words_are_another(client: Client) -> None:
    filed = decided()
    place = where(client, filed)
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        form = {**carried(client.get(place)), "bericht": SAID, "stap": "versturen"}
        assert [client.post(place, form).status_code for _ in range(2)] == [302, 302]
        client.post(place, {**form, "bericht": "Toch anders."})
    assert list(Message.objects.order_by("pk").values_list("body", "state")) == [(SAID, "joined"), ("Toch anders.", "joined")]


def test_a_file_goes_along_and_is_a_document_of_whoever_complains(client: Client) -> None:
    filed = decided()
    file = SimpleUploadedFile("cijferlijst é.pdf", b"%PDF-1.4 inhoud")
    assert write(client, filed, "", bestanden=file).status_code == 302
    document = Document.objects.get()
    assert (document.name, document.by, document.seq) == ("cijferlijst é.pdf", "p-1", None)
    assert (Path(settings.DATA_DIR) / Attachment.objects.get().path).read_bytes() == b"%PDF-1.4 inhoud"
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        assert "cijferlijst é.pdf" in words(client.get(page_of(client, filed.tracking_code)))


def test_who_gave_no_name_writes_too(client: Client) -> None:
    filed = a_filing(an_organisation("ecm"), kind="signal", anonymous=True, complainant={})
    assert write(client, filed).status_code == 302
    assert list(Message.objects.values_list("sender", "channel", "dossier")) == [("", "portal", filed.dossier.pk)]


def test_nobody_but_staff_is_told_and_the_words_do_not_leave(client: Client) -> None:
    filed = decided()
    watcher = a_member(filed.dossier.organisation, "klachtenfunctionaris")
    filed.dossier.__class__.objects.filter(pk=filed.dossier.pk).update(owner=watcher)
    before = set(Letter.objects.values_list("pk", flat=True))
    write(client, filed)
    [told] = Letter.objects.exclude(pk__in=before)
    assert (told.address, told.act, SAID in told.body) == (watcher.email, "", False)


@pytest.mark.parametrize("text", ["", "  ", "a" * 20_001])
def test_what_cannot_be_sent_is_said_and_kept(client: Client, text: str) -> None:
    answer = write(client, decided(), text)
    assert (answer.status_code, Message.objects.count()) == (422, 0)
    assert text.strip() in words(answer)


def test_too_many_in_an_hour_wait_with_the_words_still_there(client: Client) -> None:
    filed = decided()
    for number in range(20):
        assert write(client, filed, f"Bericht {number}").status_code == 302
    answer = write(client, filed)
    assert (answer.status_code, SAID in words(answer)) == (429, True)


def test_without_the_code_there_is_no_way_to_write() -> None:
    stranger = Client()
    answer = stranger.post("/volgen/mijn/aaaaaaaaaaaaaaaa/bericht/", {"bericht": SAID, "stap": "versturen"})
    assert (answer.status_code, SAID in words(answer), Message.objects.count()) == (403, True, 0)


def test_whoever_brings_very_many_files_waits_with_his_words_still_there(client: Client) -> None:
    filed = decided()
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    for number in range(10):
        write(client, filed, f"Stap {number}", bestanden=[SimpleUploadedFile(f"{one}.txt", b"x") for one in range(20)])
    answer = write(client, filed, bestanden=SimpleUploadedFile("nog-een.txt", b"x"))
    assert (answer.status_code, SAID in words(answer)) == (422, True)
    assert "Er komen nu te veel bestanden van uw verbinding." in words(answer)
    assert Message.objects.count() == 10
