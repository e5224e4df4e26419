"""Rows as a file for a spreadsheet, made while it is sent: however many rows, no more than a few are held at a time.

A text stays a text: what begins like a formula is never one (CSV injection).
"""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape

Cell = str | date | bool | int | float | None

#: Rows in one sheet; a spreadsheet takes a little over a million.
MOST_ROWS: Final = 1_000_000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_UNFIT: Final = {code: None for code in range(32) if chr(code) not in "\t\n"} | {0xFFFE: None, 0xFFFF: None}
_EPOCH: Final = date(1899, 12, 30)
_LONGEST: Final = 32_000
_AT_ONCE: Final = 200
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


# Comma separated -----------------------------------------------------------------------------------------------------------


class _Echo:
    """What is written is what comes back."""

    def write(self, value: str) -> str:
        return value


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, yes: str, no: str) -> Iterator[bytes]:
    """Semicolons and a byte order mark, as a Dutch spreadsheet opens it by itself. Days as 2026-04-21."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff".encode() + writer.writerow(header).encode()
    lines = (writer.writerow([_said(cell, yes, no) for cell in row]) for row in rows)
    while piece := "".join(islice(lines, _AT_ONCE)):
        yield piece.encode()


def _said(cell: Cell, yes: str, no: str) -> str:
    if isinstance(cell, bool):
        return yes if cell else no
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return "" if cell is None else str(cell).replace(".", ",")


# Workbook ------------------------------------------------------------------------------------------------------------------


class _Sink:
    """Where the zip is written; it goes out in pieces and is never looked back at."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing to wait for."""

    def close(self) -> None:
        """There is nothing to close."""

    def drained(self) -> bytes:
        found = b"".join(self.pieces)
        self.pieces.clear()
        return found


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, yes: str, no: str) -> Iterator[bytes]:
    """A workbook: days are days, numbers of dossiers are texts, the first row stays in sight. Beyond a million rows a next sheet."""
    sink = _Sink()
    left, count = iter(rows), 0
    more = True
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        while more:
            count += 1
            with book.open(f"xl/worksheets/sheet{count}.xml", "w") as sheet:
                sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}">{_FROZEN}<sheetData>{_row(header, yes, no, style=2)}'.encode())
                yield sink.drained()
                more = False
                for number, row in enumerate(left, 1):
                    sheet.write(_row(row, yes, no).encode())
                    if number % _AT_ONCE == 0:
                        yield sink.drained()
                    if number >= MOST_ROWS:
                        more = True
                        break
                sheet.write(b"</sheetData></worksheet>")
        for name, content in _parts(title, count):
            book.writestr(name, _HEAD + content)
    yield sink.drained()


_FROZEN: Final = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    '</sheetViews><sheetFormatPr defaultRowHeight="15" baseColWidth="16"/>'
)


def _row(cells: Sequence[Cell], yes: str, no: str, *, style: int = 0) -> str:
    return f"<row>{''.join(_cell(cell, yes, no, style) for cell in cells)}</row>"


def _cell(cell: Cell, yes: str, no: str, style: int) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, bool):
        cell = yes if cell else no
    if isinstance(cell, date):
        return f'<c s="1"><v>{(cell - _EPOCH).days}</v></c>'
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    text = escape(cell[:_LONGEST].translate(_UNFIT))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _parts(title: str, count: int) -> Iterator[tuple[str, str]]:
    """The small parts around the sheets (ECMA-376)."""
    numbers = range(1, count + 1)
    name = escape(title[:25], {'"': "&quot;"})
    sheets = "".join(f'<sheet name="{name}{"" if n == 1 else f" {n}"}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(_link(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    types = "".join(_type(f"xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers)
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    yield "xl/_rels/workbook.xml.rels", _links(links + _link(count + 1, "styles", "styles.xml"))
    yield "_rels/.rels", _links(_link(1, "officeDocument", "xl/workbook.xml"))
    yield "xl/styles.xml", _STYLES
    types += _type("xl/workbook.xml", "sheet.main") + _type("xl/styles.xml", "styles")
    yield "[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{_DEFAULTS}{types}</Types>'


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _links(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>'


_DEFAULTS: Final = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
#: Styles by their place: as it is, a day, above a column.
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>'
    '<xf xfId="0" numFmtId="14" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>'
)
