import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from tests.exchange.imap import complaints
from tests.factories.house import DAY, NOW, an_organisation
from wederhoor.actions import arrival, incoming
from wederhoor.actions.arrival import Kept
from wederhoor.actions.filing import file_complaint
from wederhoor.actions.incoming import MOST_A_DAY
from wederhoor.actions.keeping import write_all
from wederhoor.correspondence.models import Message
from wederhoor.exchange.mail_in.maildir import receive_maildir
from wederhoor.exchange.mail_in.receive import resume
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    return tmp_path / "Maildir"


def fill(maildir: Path, *raws: bytes) -> None:
    for number, raw in enumerate(raws):
        path = maildir / ("new", "cur")[number % 2] / f"{number:04}"
        path.write_bytes(raw)
        moment = (NOW - DAY).timestamp() + number
        os.utime(path, (moment, moment))


def take(maildir: Path, organisation: Organisation) -> list[Kept | None]:
    return list(receive_maildir(maildir, organisation=organisation.slug, mailbox="klachten", now=NOW))


def test_every_mail_of_a_folder_is_taken_in_once(maildir: Path, organisation: Organisation) -> None:
    fill(maildir, *complaints(55))
    done = take(maildir, organisation)
    assert [kept.taken.state for kept in done if kept] == ["dossier"] * 55
    assert [kept.known for kept in take(maildir, organisation) if kept] == [True] * 55
    assert organisation.dossiers.count() == 55


def test_they_are_taken_in_the_order_and_with_the_moment_of_their_arrival(maildir: Path, organisation: Organisation) -> None:
    fill(maildir, *complaints(3))
    take(maildir, organisation)
    rows = list(Message.objects.order_by("pk").values_list("message_id", "received_at"))
    assert [name for name, _ in rows] == [f"<{number}@zonland.example>" for number in range(3)]
    assert rows[0][1] == NOW - DAY


def test_a_folder_that_is_no_maildir_is_refused(tmp_path: Path, organisation: Organisation) -> None:
    with pytest.raises(NotADirectoryError):
        take(tmp_path, organisation)


def test_the_same_mail_twice_in_one_handful_is_one(maildir: Path, organisation: Organisation) -> None:
    [raw] = complaints(1)
    fill(maildir, raw, b"Received: elsewhere\r\n" + raw, raw)
    assert [kept.known for kept in take(maildir, organisation) if kept] == [False, True, True]
    assert Message.objects.count() == 1


def test_another_mail_under_the_same_name_in_one_handful_goes_to_a_person(maildir: Path, organisation: Organisation) -> None:
    [raw] = complaints(1)
    fill(maildir, raw, raw + b"En vraag 8 ook.\r\n")
    assert [kept.taken.state for kept in take(maildir, organisation) if kept] == ["dossier", "tray"]


def test_one_that_cannot_be_kept_hinders_no_other(maildir: Path, organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    raws = complaints(3)
    fill(maildir, *raws)

    def failing(files: Sequence[tuple[Path, bytes]]) -> list[str]:
        if any(content == raws[1] for _, content in files):
            raise OSError
        return write_all(files)

    monkeypatch.setattr(arrival, "write_all", failing)
    assert [kept is None for kept in take(maildir, organisation)] == [False, True, False]


def test_one_that_cannot_be_placed_waits_and_hinders_no_other(
    maildir: Path, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(maildir, *complaints(3))

    def failing(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - passed on as it came
        if more["data"]["complainant"]["email"] == "noor-1@zonland.example":
            raise ValueError
        return file_complaint(*given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(incoming, "file_complaint", failing)
        assert [kept.taken.state for kept in take(maildir, organisation) if kept] == ["dossier", "new", "dossier"]
    assert resume(now=NOW + DAY) == 1
    assert organisation.dossiers.count() == 3


def test_a_database_that_gives_up_half_way_loses_none(maildir: Path, organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OperationalError

    fill(maildir, *complaints(2))
    with monkeypatch.context() as patch:
        patch.setattr(incoming, "file_complaint", failing)
        assert [kept.taken.state for kept in take(maildir, organisation) if kept] == ["new", "new"]
    assert resume(now=NOW + DAY) == 2
    assert organisation.dossiers.count() == 2


def test_a_handful_that_stood_in_another_s_way_is_placed_one_by_one(
    maildir: Path, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [OperationalError()]

    def deadlocked_once(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - passed on as it came
        if faults:
            raise faults.pop()
        return file_complaint(*given, **more)

    fill(maildir, *complaints(2))
    monkeypatch.setattr(incoming, "file_complaint", deadlocked_once)
    assert [kept.taken.state for kept in take(maildir, organisation) if kept] == ["dossier", "dossier"]


def test_more_than_a_machine_would_write_in_a_day_goes_to_a_person(maildir: Path, organisation: Organisation) -> None:
    alike = [raw.replace(f"noor-{number}".encode(), b"noor") for number, raw in enumerate(complaints(MOST_A_DAY + 2))]
    fill(maildir, *alike)
    states = [kept.taken.state for kept in take(maildir, organisation) if kept]
    assert states == ["dossier"] * MOST_A_DAY + ["tray"] * 2


def test_heavy_mails_are_taken_in_few_at_a_time(maildir: Path, organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.exchange.mail_in.maildir._HEAVY", 100)
    fill(maildir, *complaints(2))
    assert [kept.taken.state for kept in take(maildir, organisation) if kept] == ["dossier"] * 2
