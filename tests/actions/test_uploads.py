"""Files that wait for their form, and files that nothing came of."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import override_settings

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation
from tests.factories.lives import MANAGER
from wederhoor.actions.documents import keep_uploads
from wederhoor.actions.record import Actor, Log, Recorded, Refused, Upload, record
from wederhoor.actions.sweep import sweep
from wederhoor.actions.uploads import LEFT_FREE, Waiting, clear_lost, keep_waiting, upload_of, waiting

pytestmark = pytest.mark.django_db
SCAN = Upload("brief/van Zoë.pdf", b"%PDF-1.7")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def kept_scan() -> Waiting:
    kept = keep_waiting(SCAN, owner="m-1", now=NOW)
    assert isinstance(kept, Waiting)
    return kept


def on_disk() -> list[str]:
    top = Path(settings.DATA_DIR)
    return sorted(path.relative_to(top).parts[0] for path in top.rglob("*") if path.is_file() and "anchors" not in path.parts)


def test_a_file_waits_under_a_token_that_only_its_owner_can_use() -> None:
    kept = kept_scan()
    assert waiting(kept.token, owner="m-1") == kept
    assert (kept.name, kept.size) == ("van Zoë.pdf", 8)
    assert upload_of(kept, owner="m-1") == Upload("van Zoë.pdf", b"%PDF-1.7")
    assert waiting(kept.token, owner="m-2") is None
    assert upload_of(kept, owner="m-2") is None


@pytest.mark.parametrize("token", ["", "x", "eyJwYXRoIjoiLi4vLi4vZXRjL3Bhc3N3ZCJ9:1abc:vals", "a" * 5000])
def test_a_token_that_was_made_up_is_none(token: str) -> None:
    assert waiting(token, owner="m-1") is None


def test_on_a_disk_that_is_nearly_full_no_file_is_taken_so_that_words_still_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def free(size: int) -> None:
        monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=size))

    free(LEFT_FREE + len(SCAN.content))
    assert isinstance(keep_waiting(SCAN, owner="m-1", now=NOW), Waiting)
    free(LEFT_FREE + len(SCAN.content) - 1)
    kept = keep_waiting(SCAN, owner="m-1", now=NOW)
    assert isinstance(kept, Refused)
    assert "zonder het bestand" in kept.reason
    assert on_disk() == ["uploads"]


def test_a_file_that_is_gone_waits_no_longer() -> None:
    kept = kept_scan()
    clear_lost(NOW + 2 * DAY)
    assert (waiting(kept.token, owner="m-1"), upload_of(kept, owner="m-1"), on_disk()) == (None, None, [])


def test_what_nothing_came_of_is_cleared_after_a_day_and_what_is_named_stays() -> None:
    organisation = an_organisation()
    by = Actor(MANAGER, a_member(organisation, MANAGER))
    dossier = a_dossier(organisation)
    assert clear_lost(NOW) == 0
    done = record(Log(dossier.matter_id), "note", by=by, at=NOW, now=NOW, data={"text": "Met bijlage"}, files=[SCAN])
    assert isinstance(done, Recorded), done
    kept_scan()
    assert isinstance(keep_uploads([SCAN], NOW), list)
    assert [clear_lost(NOW + DAY), clear_lost(NOW + 2 * DAY), clear_lost(NOW + 2 * DAY)] == [0, 2, 0]
    assert on_disk() == ["documents"]


def test_the_sweep_clears_once_a_day() -> None:
    an_organisation()
    kept_scan()
    assert [sweep(NOW).files, sweep(NOW + 2 * DAY).files, on_disk()] == [0, 1, []]
    kept_scan()
    assert sweep(NOW + 2 * DAY).files == 0
