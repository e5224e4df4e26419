"""The account of a dossier on paper: always PDF/A with all that this asks, whatever stands in it."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import PdfObject

from wederhoor.web import account as module
from wederhoor.web.account import Account, Item, Part, as_pdf
from wederhoor.web.typeset import Unset

NOW = datetime(2026, 4, 21, 8, 0, tzinfo=UTC)
HOSTILE = '#panic("x") #read("/etc/passwd") #import "@preview/a:1.0.0" $x$ \\ `a` // weg <label> @ref *b* _c_ = kop [x] ]]'
STRANGE = "日本 😀 ❤️ \x00 \x0b \u202e \ufffe \ud800 \U000e0001 हिन्दी ﷽"
TABLE = Part("Bijlagen", "Wat erbij zit.", ("Nr.", "Som"), [("1", "a" * 64), ("2", "weg")], (10, 0), (1,), fresh=True)


def made(*texts: str) -> PdfReader:
    items = [Item(f"Brief {place}", "vandaag", [("Redenen", text)], "nl") for place, text in enumerate(texts)]
    account = Account("Dossier 2026-0001", "ECM", ["Dit is alles."], [("Nummer", "2026-0001")], [Part("Brieven", items=items), TABLE])
    return PdfReader(io.BytesIO(as_pdf(account, now=NOW)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def keys(one: object, seen: set[int]) -> set[str]:
    """Every key of every dictionary of a document, and the kind of each action."""
    one = one.get_object() if isinstance(one, PdfObject) else one
    if id(one) in seen:
        return set()
    seen.add(id(one))
    if isinstance(one, list):
        return set().union(*(keys(item, seen) for item in one), set())
    if not isinstance(one, dict):
        return set()
    own = {str(name) for name in one} | ({str(one["/S"])} if "/S" in one else set())
    return own.union(*(keys(item, seen) for name, item in one.items() if name != "/Parent"), set())


@pytest.mark.clause("ECM-15")
@pytest.mark.parametrize("text", ["Dank u.", HOSTILE, STRANGE, "", "x" * 5000, "regel\n" * 4000])
def test_it_says_of_itself_that_it_is_pdf_a_and_can_be_listened_to(text: str) -> None:
    told = made(text).root_object["/Metadata"].get_object().get_data().decode()  # type: ignore[union-attr]
    for said in ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"):
        assert said in told


@pytest.mark.clause("ECM-15")
def test_its_colours_are_told_its_fonts_are_in_it_and_nothing_in_it_runs() -> None:
    reader = made(HOSTILE, STRANGE)
    root: Any = reader.root_object
    [intent] = [one.get_object() for one in root["/OutputIntents"]]
    assert intent["/S"] == "/GTS_PDFA1"
    assert "/DestOutputProfile" in intent
    found = keys(reader.root_object, set())
    assert found & {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles", "/Encrypt", "/URI"} == set()
    assert not reader.is_encrypted


def test_every_font_is_in_it() -> None:
    fonts = [font.get_object() for page in made(STRANGE).pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    below = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert below
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in below)


def test_each_word_stands_there_as_it_was_written() -> None:
    said = words(made(HOSTILE, "漢"))
    assert '#read("/etc/passwd")' in said
    assert "[U+6F22]" in said
    assert f"1 {'a' * 32} {'a' * 32} 2 weg" in said
    assert "Pagina 1 / " in said


def test_what_is_longer_than_a_line_goes_on_on_the_next_and_a_digest_stays_whole() -> None:
    reader = made("https://voorbeeld.example/" + "w" * 300, "a" * 64)
    ends: list[float] = []

    def note(said: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        ends.append((tm[4] * cm[0] + cm[4]) / 72 * 25.4 + max(map(len, said.split("\n"))) * size * 0.3 / 72 * 25.4)

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    assert max(ends) < 210
    assert "a" * 64 in words(reader)


def test_what_cannot_be_printed_all_the_same_is_printed_in_latin_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def printable(said: object, *, sure_only: bool) -> object:
        asked.append(sure_only)
        return said if sure_only else {"parts": []}

    monkeypatch.setattr(module, "printable", printable)
    assert "Dank u." in words(made("Dank u."))
    assert asked == [False, True]


def test_what_can_be_printed_in_no_way_is_never_kept_as_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "printable", lambda said, **_: said)
    with pytest.raises(Unset):
        made("漢")
