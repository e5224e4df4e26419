"""Whatever someone brings by a form is looked at as the files of a mail are; what is held there is not taken here, and why is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.exchange.clamd import LIMIT, VIRUS, clamd
from tests.factories.house import NOW
from wederhoor.actions.guarding import refusal_of
from wederhoor.actions.uploads import Waiting, keep_waiting
from wederhoor.actions.values import Refused, Upload


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(DATA_DIR=tmp_path / "data"):
        yield tmp_path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bewijs.pdf", b"%PDF-1.7", ""),
        ("factuur.pdf.exe", b"x", "is een programma"),
        ("geheim.zip", b"PK\x03\x04kapot", "versleuteld of beschadigd"),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "bevat macro's"),
    ],
)
def test_without_a_scanner_files_are_judged_by_rule(name: str, content: bytes, said: str) -> None:
    fault = refusal_of(Upload(name, content))
    assert (said in fault, bool(fault)) == (True, bool(said))


def test_a_virus_is_not_taken_and_not_kept(folder: Path) -> None:
    with clamd(folder):
        kept = keep_waiting(Upload("map/foto.jpg", VIRUS), owner="m-1", now=NOW)
    assert isinstance(kept, Refused)
    assert kept.reason == "In het bestand foto.jpg is een virus gevonden. Het is niet bewaard."
    assert not (folder / "data").exists()


def test_what_is_clean_waits_for_its_form(folder: Path) -> None:
    with clamd(folder):
        assert isinstance(keep_waiting(Upload("foto.jpg", b"\xff\xd8\xff"), owner="m-1", now=NOW), Waiting)


def test_what_is_past_the_scanner_s_limit_is_not_taken(folder: Path) -> None:
    with clamd(folder):
        assert "te groot om op virussen na te kijken" in refusal_of(Upload("film.mp4", b"x" * (LIMIT + 1)))


def test_while_the_scanner_is_away_one_is_asked_to_try_again(folder: Path) -> None:
    with override_settings(CLAMAV=str(folder / "nergens.ctl")):
        assert "Probeer het over een paar minuten opnieuw" in refusal_of(Upload("foto.jpg", b"\xff\xd8\xff"))


def test_whoever_has_a_scanner_leaves_macros_to_it(folder: Path) -> None:
    with clamd(folder):
        assert refusal_of(Upload("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"))) == ""
