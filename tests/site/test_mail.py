import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import override_settings

from tests.exchange.postman import a_mail
from tests.factories.house import an_organisation
from wederhoor.correspondence.models import Message
from wederhoor.site.commands import mail

pytestmark = pytest.mark.django_db
AGAIN = 75


@pytest.fixture(autouse=True)
def _standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(a_mail())))


def taken(slug: str, folder: Path, *options: str) -> int:
    with override_settings(DATA_DIR=folder):
        return mail.run(["receive", "--organisation", slug, *options])


def test_a_message_on_standard_input_makes_a_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    organisation = an_organisation()
    assert taken(organisation.slug, tmp_path, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["state"] == "dossier"
    assert organisation.dossiers.get().number == said["number"]


def test_what_can_be_placed_nowhere_is_to_be_offered_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert taken("bestaat-niet", tmp_path) == AGAIN
    assert "bestaat-niet" in capsys.readouterr().err


def test_what_cannot_be_kept_is_to_be_offered_again(tmp_path: Path) -> None:
    (tmp_path / "raw").write_text("een bestand waar een map moet zijn")
    assert taken(an_organisation().slug, tmp_path) == AGAIN
    assert not Message.objects.exists()


def test_what_was_kept_is_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert taken(an_organisation().slug, tmp_path) == 0
    Message.objects.update(parser=1, body="")
    with override_settings(DATA_DIR=tmp_path):
        assert (mail.run(["again", "--json"]), mail.run(["again"])) == (0, 0)
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == ['{"read": 1, "placed": 0, "unread": 0}', "0 read again, 0 of them placed, 0 cannot be read"]
    assert Message.objects.get().body


def test_every_message_of_a_maildir_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for part in ("cur", "new"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    (tmp_path / "Maildir" / "new" / "1").write_bytes(a_mail())
    assert taken(an_organisation().slug, tmp_path, "--maildir", str(tmp_path / "Maildir")) == 0
    assert "dossier: 1" in capsys.readouterr().out


def test_a_maildir_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert taken(an_organisation().slug, tmp_path, "--maildir", str(tmp_path)) == AGAIN
    assert "is no maildir" in capsys.readouterr().err
