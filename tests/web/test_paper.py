"""Letters on paper: each word as it was written, in the window and on numbered pages, whatever someone put in it."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader
from pypdf.generic import PdfObject

from tests.support import catalogue
from wederhoor.web.paper import Paper, printed
from wederhoor.web.term_line import Line, Mark, on_paper

NOW = datetime(2026, 4, 21, 8, 0, tzinfo=UTC)
ADDRESS = "A. de Vries\nROC Voorbeeld\nDorpsstraat 1\n6711 AB Ede"
FACTS = (("Datum", "21 april 2026"), ("Ons kenmerk", "2026-0001"))
HOSTILE = '#panic("x") #read("/etc/passwd") #import "@preview/a:1.0.0" $x$ \\ `a` // weg <label> @ref *b* _c_ = kop'


def paper(body: str = "Beste A. de Vries,\n\nDank u.", **more: object) -> Paper:
    return Paper(ADDRESS, "2026-0001", FACTS, "Ontvangst van uw klacht", body, **more)  # type: ignore[arg-type]


def read(*papers: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(printed(papers, organisation="Klik Onderwijs", now=NOW)))


def text(*papers: Paper) -> str:
    return "\n".join(page.extract_text() for page in read(*papers).pages)


@pytest.mark.clause("EXT-13")
def test_address_date_reference_organisation_and_words_stand_on_the_paper() -> None:
    said = text(paper())
    for part in (*ADDRESS.splitlines(), "21 april 2026", "2026-0001", "Klik Onderwijs", "Ontvangst van uw klacht", "Dank u."):
        assert part in said


def test_the_address_stands_where_a_window_at_the_left_shows_it() -> None:
    places: dict[str, tuple[float, float]] = {}

    def note(said: str, cm: list[float], tm: list[float], *_: object) -> None:
        x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        places.update({line: (x / 72 * 25.4, y / 72 * 25.4) for line in ADDRESS.splitlines() if said.strip() == line})

    page = read(paper()).pages[0]
    page.extract_text(visitor_text=note)
    height = float(page.mediabox.height) / 72 * 25.4
    assert places
    for across, up in places.values():
        assert 20 <= across <= 100
        assert 55 <= height - up <= 80


@pytest.mark.parametrize(
    "words", [HOSTILE, "€ Ἀθήνα š ş ğ č ñ é ë ï Œ", "日本 😀 \x00 \x0b \u202e \ufffe", "- a\n+ b\n1. c\n/ d: e", "x" * 3000]
)
def test_whatever_stands_in_a_letter_is_shown_and_never_run(words: str) -> None:
    said = "".join(text(paper(f"Beste,\n\n{words}\n\nTot ziens.", files=[words[:80]])).split())
    assert said.count("Totziens.") == 1
    shown = "".join(words.split()) if words.isascii() and words.isprintable() else ""
    assert shown.replace("-", "") in said.replace("-", "")


def test_accents_are_shown_as_they_were_written() -> None:
    assert "Zoë Çelik-Şahin, Curaçao: € 12" in text(paper("Zoë Çelik-Şahin, Curaçao: € 12"))


def test_a_letter_of_several_pages_counts_its_own_pages() -> None:
    long = paper("\n\n".join(["Dit is een zin die telkens terugkomt. " * 12] * 16))
    feet = [page.extract_text().splitlines()[-1] for page in read(long, paper(), long).pages]
    assert [foot.partition("Pagina ")[2] for foot in feet] == ["1 / 3", "2 / 3", "3 / 3", "", "1 / 3", "2 / 3", "3 / 3"]


def test_a_letter_in_english_names_its_pages_in_english() -> None:
    catalogue.compiled()
    assert "Page 1 / 2" in text(paper("\n\n".join(["A sentence. " * 50] * 9), language="en"))


def test_it_can_be_listened_to_and_kept_for_years() -> None:
    made = read(paper())
    metadata = made.xmp_metadata
    assert metadata is not None
    assert "pdfuaid" in metadata.stream.get_data().decode()
    assert "pdfaid" in metadata.stream.get_data().decode()
    assert str(made.root_object["/Lang"]) == "nl"


def test_what_no_font_has_is_printed_all_the_same() -> None:
    assert len(read(paper("日本")).pages) == 1


def test_a_long_address_pushes_the_letter_down_instead_of_under_it() -> None:
    long = Paper("\n".join(f"Regel {number}" for number in range(12)), "1", FACTS, "Onderwerp", "Tekst")
    said = text(long)
    assert said.index("Regel 11") < said.index("21 april 2026")


def test_the_dates_of_a_letter_are_drawn_and_said_in_words_for_who_does_not_see_them() -> None:
    line = Line(NOW.date(), (Mark(NOW.date() + timedelta(days=20), "Beslissen", "art. 9", "open"),), NOW.date())
    drawing = on_paper(line)
    page = read(paper(term=drawing))
    assert "Dit zijn de data" in page.pages[0].extract_text()
    assert "Beslissen uiterlijk" in drawing[1]
    assert alternatives(page) == [drawing[1]]
    assert "deze brief" in page.pages[0].extract_text()
    assert "Dit zijn de data" not in text(paper())


def alternatives(node: object) -> list[str]:
    """Every text alternative in a document or in a part of its structure."""
    if isinstance(node, PdfReader):
        return alternatives(node.root_object["/StructTreeRoot"])
    node = node.get_object() if isinstance(node, PdfObject) else node
    if isinstance(node, list):
        return [said for one in node for said in alternatives(one)]
    if not isinstance(node, dict):
        return []
    return [*([str(node["/Alt"])] if "/Alt" in node else []), *alternatives(node.get("/K"))]
