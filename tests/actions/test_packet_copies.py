"""A copy with parts blacked out: nothing is left under the black, what can still be read is told, and the original stays."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject
from pytest_django import Settings

from tests.exchange.clamd import VIRUS, clamd
from tests.factories.house import NOW
from tests.factories.packets import LATER, Case, a_case, zip_of
from wederhoor.actions.packet_copies import bared, keep_copy, names_left
from wederhoor.actions.packet_proposing import BLACK
from wederhoor.actions.values import Refused, Upload
from wederhoor.dossiers.models import Document
from wederhoor.web.paper import Paper, printed

NAMES = ("Zoë Andersen", "zoe@elders.example")


def a_pdf(words: str, title: str = "Verslag") -> bytes:
    return printed([Paper("Adres", "1", [], title, words)], organisation="ExTrack", now=NOW)


def changed(content: bytes, change: object) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    change(writer)  # type: ignore[operator]
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_png() -> bytes:
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    said = chunk(b"tEXt", b"Author\x00Andersen") + chunk(b"eXIf", b"Andersen")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + said + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"") + b"Andersen"
    )


def a_jpeg() -> bytes:
    def segment(marker: int, data: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data

    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    head = segment(0xE0, b"JFIF\x00") + segment(0xE1, b"Exif Andersen") + segment(0xFE, b"Andersen")
    return b"\xff\xd8" + head + scan + segment(0xC4, b"tafel\xff\xd9") + scan + b"\xff\xd9" + b"\xff\xd8Andersen\xff\xd9"


def clean(content: bytes) -> bytes:
    found = bared(content)
    assert isinstance(found, bytes), found
    return found


def test_a_name_that_can_still_be_read_is_found_under_the_black_too() -> None:
    assert names_left(a_pdf("Met Zoë  Andersen gesproken."), NAMES) == ["Zoë Andersen"]
    assert names_left(a_pdf("Met iemand gesproken."), NAMES) == []


def test_what_a_pdf_knows_of_itself_is_gone() -> None:
    made = clean(a_pdf("Niets.", title="Over Zoë Andersen"))
    reader = PdfReader(io.BytesIO(made))
    assert reader.metadata is None or reader.metadata.title is None
    assert reader.xmp_metadata is None
    assert names_left(changed(made, lambda writer: writer.add_metadata({"/Title": "Zoë Andersen"})), NAMES) == ["Zoë Andersen"]


def test_an_earlier_version_in_the_file_is_gone() -> None:
    first = a_pdf("Over Zoë Andersen.")
    both = io.BytesIO()
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    writer.pages[0][NameObject("/Contents")] = ArrayObject()
    writer.write(both)
    assert both.getvalue().startswith(first)
    assert len(clean(both.getvalue())) < len(first)


def test_remarks_are_read_and_what_is_marked_but_not_applied_is_refused() -> None:
    note = FreeText(text="Zoë Andersen", rect=(50, 50, 200, 100))
    noted = changed(a_pdf("Niets."), lambda writer: writer.add_annotation(0, note))
    assert names_left(clean(noted), NAMES) == ["Zoë Andersen"]
    pending = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Redact")})
    answer = bared(changed(a_pdf("Niets."), lambda writer: writer.add_annotation(0, pending)))
    assert isinstance(answer, Refused)
    assert "nog niet weggelakt" in answer.reason


@pytest.mark.parametrize("content", [b"%PDF-1.7 kapot", b"\x89PNG\r\n\x1a\nkapot", b"\xff\xd8\xffkapot", b"tekst", b"PK\x03\x04"])
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    assert isinstance(bared(content), Refused)


def test_a_locked_pdf_is_refused() -> None:
    answer = bared(changed(a_pdf("Niets."), lambda writer: writer.encrypt("geheim", algorithm="RC4-128")))
    assert isinstance(answer, Refused)


@pytest.mark.parametrize("content", [a_png(), a_jpeg()])
def test_a_picture_keeps_only_what_is_seen(content: bytes) -> None:
    made = clean(content)
    assert b"Andersen" not in made
    assert clean(made) == made
    assert made[:4] == content[:4]


@pytest.fixture
def case(settings: Settings, tmp_path: Path, db: None) -> Case:
    settings.DATA_DIR = tmp_path
    found = a_case()
    found.does("report_progress", Upload("over Zoë Andersen.pdf", a_pdf("Zoë Andersen")), channel="mail", reasons="Wij werken eraan.")
    return found


def test_a_copy_stands_beside_its_original_and_goes_in_its_place(case: Case) -> None:
    original = Document.objects.get()
    kept = keep_copy(original, Upload("Zoë Andersen gelakt.pdf", a_pdf("Iemand")), names=NAMES, now=LATER)
    assert isinstance(kept, Document)
    assert (kept.copy_of, kept.name, Document.objects.count()) == (original, "d-1-weggelakt.pdf", 2)
    assert case.line("document-d-1").choice == BLACK
    archive = zip_of(case.made())
    assert archive.namelist()[3:] == ["6-d-1-weggelakt.pdf"]
    assert names_left(archive.read("6-d-1-weggelakt.pdf"), NAMES) == []


def test_a_copy_with_a_name_in_it_is_refused_and_nothing_is_kept(case: Case) -> None:
    answer = keep_copy(Document.objects.get(), Upload("a.pdf", a_pdf("Zoë Andersen")), names=NAMES, now=LATER)
    assert isinstance(answer, Refused)
    assert "Zoë Andersen" in answer.reason
    assert (Document.objects.count(), case.line("document-d-1").copy) == (1, None)


def test_a_copy_is_looked_at_as_every_file_that_comes_in(case: Case, tmp_path: Path) -> None:
    with clamd(tmp_path):
        answer = keep_copy(Document.objects.get(), Upload("a.pdf", VIRUS), names=NAMES, now=LATER)
    assert isinstance(answer, Refused)
    assert "is een virus gevonden" in answer.reason
    program = keep_copy(Document.objects.get(), Upload("a.pdf.exe", a_pdf("Iemand")), names=NAMES, now=LATER)
    assert isinstance(program, Refused)
    assert "is een programma" in program.reason
    assert Document.objects.count() == 1
