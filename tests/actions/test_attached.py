"""What comes with a message becomes documents of the dossier that it makes or joins, each a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.actions.test_record_at_once import at_once
from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation
from tests.factories.lives import MANAGER
from wederhoor.actions.attached import documents_of_message
from wederhoor.actions.documents import content_of
from wederhoor.actions.keeping import write_whole
from wederhoor.actions.record import Actor, Log, Recorded, Upload, record
from wederhoor.actions.verify import verify
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Act, Document, Dossier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def a_message(dossier: Dossier | None, *names: str, sender: str = "NOOR@zonland.example") -> Message:
    organisation = dossier.organisation if dossier else an_organisation()
    digest = f"{Message.objects.count()}"
    message = Message.objects.create(
        organisation=organisation,
        dossier=dossier,
        content_digest=digest,
        received_at=NOW + HOUR,
        sender=sender,
        state="joined" if dossier else "tray",
    )
    for name in names:
        path = write_whole(Path("raw") / f"{digest}-{name}", name.encode())
        Attachment.objects.create(message=message, name=name, content_type="image/png", size=len(name), path=path)
    return message


def test_each_attachment_becomes_a_document_of_the_sender() -> None:
    dossier = a_dossier(an_organisation())
    message = a_message(dossier, "foto één.png", "brief.txt")
    made = documents_of_message(message, now=NOW + 2 * HOUR)
    assert [(one.ref, one.name, one.seq, one.by, one.added_at) for one in made] == [
        ("d-1", "foto één.png", None, "p-1", NOW + HOUR),
        ("d-2", "brief.txt", None, "p-1", NOW + HOUR),
    ]
    assert made[0].content_type == "text/plain"
    assert content_of(made[0]) == "foto één.png".encode()
    assert made[0].path != message.attachments.get(name="foto één.png").path
    assert list(verify([dossier.matter_id])) == []


def test_done_twice_it_is_once() -> None:
    message = a_message(a_dossier(an_organisation()), "a.txt")
    assert len(documents_of_message(message, now=NOW + HOUR)) == 1
    assert documents_of_message(message, now=NOW + HOUR) == []


def test_a_message_without_a_dossier_makes_none() -> None:
    assert documents_of_message(a_message(None, "a.txt"), now=NOW + HOUR) == []


def test_of_an_unknown_sender_it_is_not_told_who_brought_it() -> None:
    [made] = documents_of_message(a_message(a_dossier(an_organisation()), "a.txt", sender="vreemd@elders.example"), now=NOW + HOUR)
    assert made.by == ""


def test_an_attachment_whose_file_is_gone_is_passed_over(tmp_path: Path) -> None:
    message = a_message(a_dossier(an_organisation()), "weg.txt", "hier.txt")
    (tmp_path / message.attachments.get(name="weg.txt").path).unlink()
    assert [made.name for made in documents_of_message(message, now=NOW + HOUR)] == ["hier.txt"]


def test_it_is_chained_with_the_first_act_that_names_it() -> None:
    dossier = a_dossier(an_organisation())
    [made] = documents_of_message(a_message(dossier, "a.txt"), now=NOW + HOUR)
    by = Actor(MANAGER, a_member(dossier.organisation, MANAGER))
    at = NOW + 2 * HOUR
    done = record(Log(dossier.matter_id), "disclose", by=by, at=at, now=at, data={"party": "concerned", "documents": [made.ref]})
    assert isinstance(done, Recorded), done
    assert Act.objects.get(seq=done.seq, matter=dossier.matter_id).digests["documents"] == {"d-1": made.digest}
    Document.objects.all().delete()
    assert [found.what for found in verify([dossier.matter_id])] == ["the document d-1 is missing"]


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_files_at_once_get_references_of_their_own() -> None:
    dossier = a_dossier(an_organisation())
    by = Actor(MANAGER, a_member(dossier.organisation, MANAGER))
    at = NOW + HOUR

    def bring(name: str) -> object:
        return record(Log(dossier.matter_id), "note", by=by, at=at, now=at, data={"text": name}, files=[Upload(name, b"x")])

    at_once([lambda: bring("een"), lambda: bring("twee"), lambda: bring("drie")])
    assert list(Document.objects.order_by("pk").values_list("ref", flat=True)) == ["d-1", "d-2", "d-3"]
    assert list(verify([dossier.matter_id])) == []
