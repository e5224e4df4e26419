"""Files for a spreadsheet: made in pieces, whatever the texts hold."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from wederhoor.web import spreadsheet
from wederhoor.web.spreadsheet import Cell, as_csv, as_xlsx

HEADER = ("Een", "Twee")
HOSTILE = ["=1+1", "+1", "-1", "@a", "\tx", "a;b", 'zeg "ja"', "regel\neen", "<b>&amp;</b>", "één 🙂", "\x00\x08kapot", "x" * 40_000]


def csv_of(*rows: list[Cell]) -> str:
    return b"".join(as_csv(HEADER, rows, yes="ja", no="nee")).decode("utf-8-sig")


def book_of(rows: Iterator[list[Cell]]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(as_xlsx("Boek & zo", HEADER, rows, yes="ja", no="nee"))))


def test_values_as_a_dutch_spreadsheet_has_them() -> None:
    assert csv_of([True, False], [date(2026, 4, 21), 1.5], [None, 3]) == "Een;Twee\r\nja;nee\r\n2026-04-21;1,5\r\n;3\r\n"


@pytest.mark.parametrize("text", HOSTILE[:5])
def test_nothing_is_run(text: str) -> None:
    assert f"'{text}" in csv_of([text, None])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_takes_every_text_as_a_text(text: str) -> None:
    sheet = ET.fromstring(book_of(iter([[text, None]])).read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    cells = [cell for cell in sheet.iter() if cell.tag.endswith("}c")]
    assert cells[2].get("t") == "inlineStr"
    assert not any(cell.tag.endswith("}f") for cell in sheet.iter())


def test_it_goes_out_while_it_is_made() -> None:
    asked = []

    def rows() -> Iterator[list[Cell]]:
        for number in range(1000):
            asked.append(number)
            yield [number, True]

    pieces = as_xlsx("Boek", HEADER, rows(), yes="ja", no="nee")
    next(pieces)
    assert asked == []
    next(pieces)
    assert len(asked) < 500


def test_more_rows_than_a_sheet_takes_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    book = book_of(iter([[number, date(1999, 12, 31)] for number in range(5)]))
    rows = [book.read(f"xl/worksheets/sheet{number}.xml").count(b"<row>") for number in (1, 2, 3)]
    assert rows == [3, 3, 2]
    assert book.read("xl/workbook.xml").count(b"<sheet ") == 3


def test_every_part_is_sound_and_named() -> None:
    book = book_of(iter([]))
    assert book.testzip() is None
    for name in book.namelist():
        ET.fromstring(book.read(name))  # noqa: S314 - our own file
    assert b"Boek &amp; zo" in book.read("xl/workbook.xml")
