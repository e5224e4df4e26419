import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from django.test import override_settings

from tests.exchange.clamd import VIRUS, clamd
from wederhoor.actions.mail import File, Incoming
from wederhoor.exchange.clamav import quarantine
from wederhoor.exchange.clamav.quarantine import by_its_look, guarded, why_held
from wederhoor.exchange.clamav.scan import Verdict


def zipped(names: Mapping[str, bytes], *, locked: bool = False) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    made = bytearray(whole.getvalue())
    if locked:
        made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


DOCM = zipped({"word/document.xml": b"", "word/vbaProject.bin": b"x"})


@pytest.mark.parametrize(
    ("name", "content", "held"),
    [
        ("bewijs.pdf", b"%PDF-1.7", ""),
        ("foto.jpg", b"\xff\xd8\xff", ""),
        ("brief.docx", zipped({"word/document.xml": b""}), ""),
        ("fotos.zip", zipped({"een.jpg": b"", "twee.jpg": b""}), ""),
        ("factuur.pdf.exe", b"x", "program"),
        ("FACTUUR.JS ", b"x", "program"),
        ("foto.jpg", b"MZ\x90\x00", "program"),
        ("lees.txt", b"#!/bin/sh\n", "program"),
        ("fotos.zip", zipped({"map/foto.scr": b""}), "program"),
        ("geheim.zip", zipped({"een.jpg": b"x"}, locked=True), "encrypted"),
        ("kapot.zip", b"PK\x03\x04kapot", "encrypted"),
        ("heel-veel.zip", zipped({"a": b""}) + b"PK\x01\x02" * 10_001, "encrypted"),
        ("brief.docm", DOCM, "macro"),
        ("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
    ],
)
def test_what_runs_or_cannot_be_looked_into_is_held(name: str, content: bytes, held: str) -> None:
    assert by_its_look(name, content) == held
    with override_settings(CLAMAV=""):
        assert why_held(File(name, content)) == held


@pytest.mark.parametrize(
    ("name", "content", "held"),
    [
        ("bewijs.pdf", b"%PDF-1.7", ""),
        ("bewijs.pdf", VIRUS, "virus"),
        ("bewijs.exe", VIRUS, "virus"),
        ("bewijs.exe", b"x", "program"),
        ("brief.docm", DOCM, ""),
        ("groot.bin", b"x" * 1_000_001, "too_large"),
    ],
)
def test_the_scanner_says_more_than_the_rule(tmp_path: Path, name: str, content: bytes, held: str) -> None:
    with clamd(tmp_path):
        assert why_held(File(name, content)) == held


def test_without_an_answer_of_the_scanner_a_file_waits() -> None:
    with override_settings(CLAMAV="/bestaat/niet.ctl"):
        assert [why_held(File("bewijs.pdf", b"%PDF")), why_held(File("brief.docm", DOCM))] == ["unscanned", "macro"]


def test_a_scanner_that_gives_no_answer_is_asked_about_one_file_of_a_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def silent(content: bytes, **_: object) -> Verdict:
        asked.append(content)
        return Verdict.UNKNOWN

    monkeypatch.setattr(quarantine, "scan", silent)
    mail = Incoming("a@b.example", "", "", "", None, (), (), automatic=False, files=tuple(File(f"{n}.pdf", b"%PDF") for n in range(3)))
    with override_settings(CLAMAV="/stil.ctl"):
        assert [file.held for file in guarded(mail).files] == ["unscanned"] * 3
    assert len(asked) == 1
