"""A packet on disk: numbered, with an index, each text blacked out for good, files under safe names; made once, and never changed."""

import csv
import io
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories.house import DAY
from tests.factories.packets import INSIDE_WORDS, LATER, Case, a_case, pdf_of, with_others, words_of, zip_of
from tests.factories.pictures import a_png
from wederhoor.actions import packet_making
from wederhoor.actions.identity import OWN, Chosen, save_logo, save_look
from wederhoor.actions.packet import documents_of, packet
from wederhoor.actions.packet_binding import fault_in
from wederhoor.actions.packet_making import LEASE, ask, is_small, make, make_waiting
from wederhoor.actions.packet_proposing import OTHERS
from wederhoor.actions.values import Upload
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Document, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXT-18")]
HOSTILE = '#panic("x") #read("/etc/passwd") $x$ \\ `a` // weg <label> @ref *b* _c_ = kop [x] ]] {{ x }} <script>'
GONE = ("Andersen", "andersen", "elders.example", "87654321", "8765 4321", "zoe@", "Zoë", *INSIDE_WORDS)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def unpacked(content: bytes) -> bytes:
    """A PDF with each of its streams as it was before it was made small."""
    found = [content]
    for part in content.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"\n".join(found)


def everything(row: Packet) -> str:
    """All that someone gets: words, metadata, every string and stream of the PDF, each name and file of the zip."""
    archive, reader = zip_of(row), PdfReader(io.BytesIO(pdf_of(row)))
    said = [words_of(row), str(reader.metadata), str(reader.outline), *archive.namelist(), *(one.name for one in documents_of(row))]
    said += [unpacked(pdf_of(row)).decode("latin-1"), *(archive.read(name).decode("latin-1") for name in archive.namelist())]
    said += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join([*said, archive.comment.decode(), *(str(one.comment) + str(one.extra) for one in archive.infolist())])


def test_what_was_blacked_out_and_what_stays_inside_is_nowhere_in_it() -> None:
    case = with_others()
    case.does("report_progress", Upload("brief van Zoë Andersen.txt", b"niets"), channel="mail", reasons="Wij werken eraan.")
    said = everything(case.made())
    assert [word for word in GONE if word in said] == []
    assert "Zij sprak met [weggelakt]" in said


def test_the_index_numbers_what_goes_names_its_page_and_says_why_not() -> None:
    row = a_case().made(terms={"choice": OTHERS, "words": "Zie de brief."})
    said = words_of(row)
    assert "1 Wat er gebeurde Pagina 2" in said
    assert "2 Ontvangen 22 april 2026 Pagina 3" in said
    assert "De termijnen, en hoe ze zijn gerekend Gegevens van anderen (AVG, artikel 15, vierde lid). Zie de brief." in said
    assert "Handeling 22 april 2026 Interne notitie of afweging." in said
    assert row.left_out == 2


def test_the_zip_holds_the_pdf_the_index_twice_and_each_file_under_its_number() -> None:
    case = a_case()
    case.does("report_progress", Upload("één.txt", b"1"), Upload("één.txt", b"2"), channel="mail", reasons="Wij werken eraan.")
    row = case.made()
    archive = zip_of(row)
    number = case.dossier.number
    names = [f"dossier-{number}.pdf", "index.html", "index.csv", "6-één.txt", "7-één.txt"]
    assert archive.namelist() == names
    assert [archive.read(name) for name in names[3:]] == [b"1", b"2"]
    assert archive.read(names[0]) == pdf_of(row)
    assert archive.testzip() is None
    assert 'href="6-%C3%A9%C3%A9n.txt"' in archive.read("index.html").decode()


@pytest.mark.parametrize(
    "name",
    ["../../weg.txt", "/etc/passwd", "a\\b\\c.txt", "C:\\x.txt", "x" * 400 + ".txt", "\u202egnp.txt", "😀.txt", "....", "con.txt", ".ssh"],
)
def test_no_name_leaves_the_folder_where_it_is_unpacked(name: str, tmp_path: Path) -> None:
    case = a_case()
    case.does("report_progress", Upload(name, b"x"), channel="mail", reasons="Wij werken eraan.")
    archive, folder = zip_of(case.made()), tmp_path / "uit"
    assert all("/" not in one and "\\" not in one and len(one) < 120 and one.isprintable() for one in archive.namelist())
    archive.extractall(folder)
    assert len(list(folder.iterdir())) == 4
    assert {one.name[:2] for one in folder.iterdir() if one.name not in {"index.html", "index.csv"}} == {"do", "6-"}


def test_no_cell_of_the_index_is_a_formula_and_no_word_of_it_is_markup() -> None:
    case = a_case()
    case.does("report_progress", Upload('=cmd|"x"!A1 <b>.txt', b"x"), channel="mail", reasons=HOSTILE)
    row = case.made()
    rows = list(csv.reader(io.StringIO(zip_of(row).read("index.csv").decode("utf-8-sig")), delimiter=";"))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in rows for cell in line)
    assert "<b>" not in zip_of(row).read("index.html").decode()
    assert "".join(HOSTILE.split()) in "".join(words_of(row).split())


@pytest.mark.parametrize("words", ["😀 日本 \u202e", "€ ğ š ñ Œ ß", "\x00 \x0b"])
def test_any_letter_can_stand_in_it(words: str) -> None:
    case = a_case()
    case.does("report_progress", channel="mail", reasons=f"Begin {words} einde.")
    assert "einde." in words_of(case.made())


def test_what_was_made_is_two_documents_that_verify_and_never_change() -> None:
    case = a_case()
    row = case.made()
    before = [pdf_of(row), zip_of(row).namelist()]
    case.does("grant_inspection", channel="mail", documents=[one.ref for one in documents_of(row)])
    case.does("note", text="Later.")
    assert list(verify()) == []
    assert [pdf_of(row), zip_of(row).namelist()] == before
    assert (Path(documents_of(row)[0].path).parent.name, len(documents_of(row))) == ("2026-04-23", 2)


def test_it_is_made_once_by_whoever_comes_first() -> None:
    row = a_case().draft()
    assert [ask(row, version=row.version, now=LATER) for _ in range(2)] == [True, False]
    assert [make(row.pk, now=LATER) for _ in range(2)] == [True, False]
    assert Document.objects.filter(packet=row).count() == 2


def test_a_worker_that_died_is_followed_by_another_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    row = a_case().draft()
    ask(row, version=row.version, now=LATER)
    monkeypatch.setattr(packet_making, "_ready", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        make(row.pk, now=LATER)
    monkeypatch.undo()
    assert [make_waiting(LATER), make_waiting(LATER + LEASE)] == [0, 1]
    assert Packet.objects.get().state == "ready"


def test_what_cannot_be_made_is_tried_three_times_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = a_case().draft()
    ask(row, version=row.version, now=LATER)
    monkeypatch.setattr(packet_making, "as_pdf", lambda *_, **__: 1 / 0)
    states = []
    for time in range(4):
        make_waiting(LATER + time * (LEASE + timedelta(minutes=1)))
        states.append(Packet.objects.get().state)
    assert states == ["waiting", "waiting", "failed", "failed"]


def test_one_that_takes_its_worker_with_it_is_tried_three_times_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = a_case().draft()
    ask(row, version=row.version, now=LATER)
    monkeypatch.setattr(packet_making, "as_pdf", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    for time in range(3):
        with pytest.raises(KeyboardInterrupt):
            make_waiting(LATER + time * LEASE)
    assert make_waiting(LATER + 3 * LEASE) == 0
    assert (Packet.objects.get().state, Packet.objects.get().due) == ("failed", None)


def test_a_file_that_is_gone_is_told_before(tmp_path: Path) -> None:
    case = a_case()
    case.does("report_progress", Upload("weg.txt", b"x"), channel="mail", reasons="Wij werken eraan.")
    (tmp_path / Document.objects.get().path).unlink()
    assert "weg.txt is niet te vinden" in fault_in(case.contents(), case.opened(), case.reader())


def test_an_empty_dossier_has_a_packet_too() -> None:
    case = a_case()
    lines = {line.piece.key.replace("-", "_"): {"choice": OTHERS} for line in case.contents().lines}
    assert "0 gaan mee" in words_of(case.made("p-1", **lines))


def fill(case: Case, count: int) -> None:
    """So many documents at once, as rows: what each takes is what is asked."""
    case.does("report_progress", Upload("stuk.txt", b"x" * 1000), channel="mail", reasons="Wij werken eraan.")
    first = Document.objects.get()
    for number in range(2, count + 1):
        first.pk, first.ref = None, f"d-{number}"
        first.save()
    # the act names them all
    Document.objects.filter(matter=case.dossier.matter_id).update(by="p-1")


def test_five_hundred_documents_are_for_a_worker_and_go_all() -> None:
    case = a_case()
    fill(case, 500)
    assert not is_small(case.contents())
    assert len(zip_of(case.made()).namelist()) == 503


@pytest.mark.parametrize("pieces", [1, 3])
def test_what_a_packet_asks_does_not_grow_with_its_pieces(pieces: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    case = a_case()
    fill(case, pieces)
    opened, reader = case.opened(LATER + DAY), case.reader()
    with django_assert_num_queries(5):
        packet(opened, reader)


def test_it_wears_the_look_of_the_organisation() -> None:
    case = a_case()
    plain = PdfReader(io.BytesIO(pdf_of(case.made()))).pages[0]
    assert save_look(case.dossier.organisation, Chosen(case.dossier.organisation.name, OWN, "#7a1f5c", "#e0a0cc")) == {}
    assert save_logo(case.dossier.organisation, a_png()) == ""
    row = case.made()
    first = PdfReader(io.BytesIO(pdf_of(row))).pages[0]
    assert (len(plain.images), len(first.images)) == (0, 1)
    assert "#7a1f5c" in zip_of(row).read("index.html").decode()
    assert case.dossier.organisation.name in zip_of(row).read("index.html").decode()
