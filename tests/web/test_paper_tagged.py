"""Every PDF that is made can be listened to: its structure is written in it, in order, with one title, in its language."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from pypdf.generic import PdfObject

from wederhoor.web.booklet import Booklet, Chapter, bound
from wederhoor.web.paper import Paper, printed
from wederhoor.web.sheet import Section, Sheet, printed_sheet

NOW = datetime(2026, 4, 21, 8, 0, tzinfo=UTC)


def letter() -> bytes:
    paper = Paper("A. de Vries\nDorpsstraat 1", "2026-0001", (("Datum", "21 april 2026"),), "Ontvangst", "Beste A.,\n\nDank u.")
    return printed([paper], organisation="Klik", now=NOW)


def booklet() -> bytes:
    return bound(Booklet("Regeling", ("Versie 1",), (Chapter("Klacht", (("art. 1", ("Een klacht.",)),)),)), organisation="Klik", now=NOW)


def sheet() -> bytes:
    made = Sheet("Klachten", (("Instelling", "ROC"),), ("Nummer", "Soort"), (("2026-0001", "klacht"),), (Section("Wat", "vandaag"),))
    return printed_sheet(made, organisation="Klik", now=NOW)


def roles(node: object) -> list[str]:
    """The kinds of parts in the structure of a document, in the order in which they are read."""
    node = node.get_object() if isinstance(node, PdfObject) else node
    if isinstance(node, list):
        return [role for one in node for role in roles(one)]
    if not isinstance(node, dict):
        return []
    return [*([str(node["/S"])] if "/S" in node else []), *roles(node.get("/K"))]


@pytest.mark.parametrize(("make", "wanted"), [(letter, "/P"), (booklet, "/H1"), (sheet, "/TR")])
def test_its_structure_is_written_in_it(make: object, wanted: str) -> None:
    assert callable(make)
    document = PdfReader(io.BytesIO(make())).root_object
    found = roles(document["/StructTreeRoot"])
    assert "'/Marked': True" in str(document["/MarkInfo"])
    assert str(document["/Lang"]) == "nl"
    assert "'/DisplayDocTitle': True" in str(document["/ViewerPreferences"])
    assert found[0] == "/Document"
    assert wanted in found
