"""What a file is by its bytes, and what it may be called."""

import zipfile
from io import BytesIO

import pytest

from wederhoor.actions.content import UNKNOWN, content_type, crowded, safe_name

ODT = "application/vnd.oasis.opendocument.text"


def zipped(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, body in parts.items():
            whole.writestr(name, body)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", UNKNOWN),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        ("Zoë schreef".encode(), "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "text/plain"),
        (b"\xe9\xe8 in een oud schrift", UNKNOWN),
        (b"MZ\x00\x01", UNKNOWN),
        (b"PK\x03\x04 is geen zip", UNKNOWN),
        (zipped(a="b"), "application/zip"),
        (zipped(mimetype=ODT, inhoud="x"), ODT),
        (zipped(mimetype="text/html"), "application/zip"),
        (zipped(**{"word/document.xml": "x"}), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, found: str) -> None:
    assert content_type(content) == found


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("brief.pdf", "brief.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Zoë\\verklaring één.docx", "verklaring één.docx"),
        ("...verborgen", "verborgen"),
        ("foto\u202egnp.exe", "fotognp.exe"),
        ("re\r\ngel\x00s.txt", "re gels.txt"),
        ("e\u0301e\u0301n.txt", "één.txt"),
        ('<b>"x"</b>.html', "b.html"),
        ("", "bijlage"),
        ("///", "bijlage"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_is_only_a_name(given: str, made: str) -> None:
    assert safe_name(given) == made


def test_a_long_name_keeps_its_ending() -> None:
    made = safe_name("a" * 400 + ".docx")
    assert (len(made), made.endswith("a.docx")) == (142, True)
    assert len(safe_name("b" * 400)) == 149


def test_an_archive_that_names_half_a_million_files_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zipfile.ZipFile", None)
    content = b"PK\x03\x04" + b"\0" * 26 + (b"PK\x01\x02" + b"\0" * 42) * 500_000
    assert content_type(content) == "application/zip"
    assert crowded(content)
