from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import override_settings

from tests.factories.house import DAY, NOW
from tests.factories.lives import MANAGER, SENTINELS, closed, destroyed
from tests.factories.packets import INSIDE_WORDS, LATER, a_case
from wederhoor.actions.destroy import erase
from wederhoor.actions.loading import take
from wederhoor.actions.messages import write
from wederhoor.actions.public import followed
from wederhoor.actions.recompute import recompute
from wederhoor.actions.record import Actor, Log, Refused, record
from wederhoor.actions.values import Upload
from wederhoor.actions.verify import verify
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Act, Dossier, Packet, Party, SearchText, Text, TrackingCode

pytestmark = pytest.mark.django_db


def rows_with(sentinel: str, *, leave_out: tuple[str, ...] = ()) -> Iterator[str]:
    """Every row of our tables that holds this text in any column."""
    rooms = {"organisations", "catalogue", "dossiers", "correspondence", "reports"}
    for model in apps.get_models():
        if model._meta.app_label in rooms and model.__name__ not in leave_out:
            for row in QuerySet(model).values():
                if sentinel.lower() in str(row).lower():
                    yield f"{model.__name__}: {row}"


def test_the_log_holds_no_text_and_no_name() -> None:
    closed()
    acts = str(list(Act.objects.values()))
    assert [sentinel for sentinel in SENTINELS if sentinel.lower() in acts.lower()] == []


def test_the_derived_rows_hold_no_text_and_no_name() -> None:
    closed()
    personal = ("Member", "Party", "Text", "Letter", "SearchText")
    assert [found for sentinel in SENTINELS for found in rows_with(sentinel, leave_out=personal)] == []


def test_after_destruction_nobody_can_be_found() -> None:
    destroyed()
    assert [found for sentinel in SENTINELS for found in rows_with(sentinel, leave_out=("Member",))] == []
    assert not any(model.objects.exists() for model in (Party, SearchText, Text, Letter, TrackingCode))


def test_the_skeleton_stays_and_the_chain_verifies() -> None:
    cast = destroyed()
    assert cast.dossier.stage == "destroyed"
    assert (cast.dossier.outcome, cast.dossier.owner, cast.dossier.next_change) == ("upheld", None, None)
    assert Act.objects.get(seq=cast.dossier.matter.acts.count() - 1).act == "destroy"
    assert list(verify()) == []
    assert list(recompute()) == []


def test_before_the_retention_has_passed_nothing_is_destroyed() -> None:
    cast = closed()
    by, moment = Actor(MANAGER, cast.manager), NOW + 61 * DAY
    assert isinstance(record(Log(cast.dossier.matter_id), "destroy", by=by, at=moment, now=moment, data={}), Refused)
    assert Text.objects.exists()


def test_another_matter_keeps_everything() -> None:
    other = closed()
    destroyed()
    assert Text.objects.filter(matter=other.dossier.matter).exists()
    assert Dossier.objects.get(pk=other.dossier.pk).stage == "closed"


@pytest.mark.django_db(transaction=True)
def test_the_files_of_its_messages_go_too() -> None:
    cast = closed()
    path = Path(settings.DATA_DIR) / "raw" / "a.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"Schildpad")
    Message.objects.create(
        organisation=cast.dossier.organisation, dossier=cast.dossier, content_digest="a", received_at=NOW, raw="raw/a.eml", state="joined"
    )
    due = cast.dossier.duties.get(duty="destroy").due
    assert due is not None
    record(Log(cast.dossier.matter_id), "destroy", by=Actor(MANAGER, cast.manager), at=due, now=due, data={})
    assert not path.exists()
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("EXT-18")
def test_packets_and_messages_from_his_page_go_too_with_their_files(tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path):
        case = a_case()
        case.made(act_1={"choice": "black", "marked": "[[Gemompel]]", "words": "Gemompel"})
        said = write(followed(case.dossier, LATER), "Fluistering", [Upload("brief.txt", b"Fluistering")], now=LATER, key="a")
        assert isinstance(said, Message)
        with transaction.atomic():
            [shelf] = take([case.dossier.matter_id], lock=True)
            erase(shelf, "dossier")
        found = [row for word in INSIDE_WORDS for row in rows_with(word)]
        assert (found, Packet.objects.count(), Attachment.objects.count()) == ([], 0, 0)
        assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".jsonl") == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about the files of SQLite")
def test_no_byte_of_a_destroyed_text_stays_in_the_file() -> None:
    assert connection.vendor == "sqlite"
    destroyed()
    file = Path(str(connection.settings_dict["NAME"]))
    kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert [sentinel for sentinel in ("Schildpad", "Ooievaar", "Lindelaan") if sentinel.encode() in kept] == []
