"""The files of an account: what goes along as it came, whatever it is called or holds, however much there is, and nothing that is gone."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from tests.factories.archive import CLOSED, KEEPER, LATER, OFFICER, Shut, files_of, judged, kept, shut, words_of, zip_of
from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation
from wederhoor.actions import archive_making
from wederhoor.actions.archiving import account_now
from wederhoor.actions.packet import packets_of
from wederhoor.actions.packet_making import LEASE, make_waiting
from wederhoor.actions.packet_pieces import pieces_of
from wederhoor.actions.values import Upload
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Document, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ECM-15")]
BROKEN = b"%PDF-1.7\n1 0 obj <</Type /Catalog /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>>> garbage"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def with_files(*files: Upload) -> Shut:
    """A dossier with these files, closed, and its account made."""
    found = judged()
    found.does("note", *files, text="Zie de bijlagen.")
    found.does("close", at=CLOSED)
    assert make_waiting(LATER) == 1
    return found


def test_each_file_goes_along_as_it_came_with_its_digest_in_the_account() -> None:
    found = with_files(Upload("kapot.pdf", BROKEN), Upload("één.txt", "é".encode()))
    [row] = found.accounts()
    archive, said = zip_of(row), words_of(row).replace(" ", "")
    assert archive.namelist() == [f"archief-{found.dossier.number}.pdf", "1-blad één.txt", "2-kapot.pdf", "3-één.txt"]
    assert archive.read("2-kapot.pdf") == BROKEN
    assert archive.read(archive.namelist()[0]) == files_of(row)["pdf"]
    for name in archive.namelist()[1:]:
        assert hashlib.sha256(archive.read(name)).hexdigest() in said


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../../etc/passwd", "2-passwd"),
        ("..\\..\\con.pdf", "2-con.pdf"),
        ("#panic(1).txt", "2-#panic(1).txt"),
        ("fac\u202etuur.exe", "2-factuur.exe"),
        ("\x00.htaccess", "2-htaccess"),
        (f"{'é' * 400}.txt", None),
    ],
)
def test_a_hostile_name_is_only_a_name(name: str, kept_as: str | None) -> None:
    [row] = with_files(Upload(name, b"x")).accounts()
    names = zip_of(row).namelist()
    assert len(names) == 3
    assert kept_as in {None, names[-1]}
    assert not any(part in one for one in names for part in ("..", "/", "\\", "\x00"))


def test_without_files_there_is_only_the_account() -> None:
    organisation = an_organisation("ecm")
    found = Shut(a_dossier(organisation), a_member(organisation, OFFICER), a_member(organisation, KEEPER))
    found.says("withdraw", at=NOW + HOUR, reason="Laat maar.")
    assert make_waiting(LATER) == 1
    [row] = found.accounts()
    assert list(files_of(row)) == ["pdf"]
    assert "Er zijn geen bijlagen." in words_of(row)


def test_a_file_that_is_gone_is_told_and_holds_up_nothing() -> None:
    found = shut()
    (Path(settings.DATA_DIR) / Document.objects.get().path).unlink()
    assert make_waiting(LATER) == 1
    [row] = found.accounts()
    assert list(files_of(row)) == ["pdf"]
    assert "Het bestand is er niet meer." in words_of(row)


def test_two_hundred_messages_all_stand_in_it() -> None:
    found = judged()
    body = "Een lange zin met áccenten, € 5 en “aanhalingen”. " * 10
    Message.objects.bulk_create(
        Message(
            organisation=found.dossier.organisation,
            dossier=found.dossier,
            content_digest=str(number),
            received_at=NOW + HOUR,
            sender=f"afzender-{number}@elders.example",
            subject=f"Bericht {number} 漢",
            body=body,
            state="joined",
        )
        for number in range(200)
    )
    found.does("close", at=CLOSED)
    assert make_waiting(LATER) == 1
    [row] = found.accounts()
    assert len(files_of(row)["pdf"]) < 3_000_000
    said = words_of(row)
    assert [number for number in range(200) if f"afzender-{number}@elders.example" not in said] == []


def test_a_large_one_is_left_to_a_worker() -> None:
    found = shut()
    Document.objects.update(size=30_000_000)
    assert account_now(found.opened(), LATER) is None
    assert [row.state for row in found.accounts()] == ["waiting"]


def test_whoever_asks_while_it_is_being_made_waits_for_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shut()
    monkeypatch.setattr(archive_making, "as_pdf", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        make_waiting(LATER)
    monkeypatch.undo()
    assert account_now(found.opened(), LATER + HOUR / 6) is None
    assert [row.state for row in found.accounts()] == ["making"]
    assert make_waiting(LATER + LEASE) == 1


def test_what_failed_can_be_asked_again_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shut()
    monkeypatch.setattr(archive_making, "as_pdf", lambda *_, **__: 1 / 0)
    for time in range(3):
        make_waiting(LATER + time * 2 * LEASE)
    assert [row.state for row in found.accounts()] == ["failed"]
    monkeypatch.undo()
    assert account_now(found.opened(LATER + DAY), LATER + DAY) is not None
    assert [row.state for row in found.accounts()] == ["ready"]


def test_a_message_that_came_after_it_makes_it_anew() -> None:
    found = kept()
    [before] = found.accounts()
    Message.objects.create(
        organisation=found.dossier.organisation,
        dossier=found.dossier,
        content_digest="later",
        received_at=LATER + HOUR,
        body="Nog iets.",
        state="joined",
    )
    after = account_now(found.opened(LATER + DAY), LATER + DAY)
    assert after is not None
    assert after.pk != before.pk
    assert "Nog iets." in words_of(after)


def test_it_is_no_packet_and_no_piece_of_one() -> None:
    opened = kept().opened()
    assert packets_of(opened) == []
    assert [piece.title for piece in pieces_of(opened, sees=lambda _: True) if piece.document] == ["blad één.txt"]


def test_nor_does_it_hold_the_one_before() -> None:
    found = kept()
    found.archives()
    found.does("reopen", at=LATER, reason="Een nieuw feit.")
    found.does("close", at=LATER + DAY)
    make_waiting(LATER + DAY)
    assert len(zip_of(found.accounts()[0]).namelist()) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.clause("ECM-16")
def test_destroying_the_dossier_destroys_it() -> None:
    found = kept()
    found.archives()
    found.does("destroy", role=KEEPER, at=LATER + 4 * 365 * DAY, reason="De termijn is voorbij.")
    assert not Packet.objects.exists()
    assert not Document.objects.exists()
    assert [path for path in (Path(settings.DATA_DIR) / "documents").rglob("*") if path.is_file()] == []
