"""The index of a packet says in which language the subject of each piece is."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from tests.support.foreign import SIGN, marks_of
from wederhoor.core.phrase import filled
from wederhoor.core.spoken import marked
from wederhoor.web.packet import Bound, Item, as_html, as_pdf

NOW = datetime(2026, 4, 21, 8, 0, tzinfo=UTC)
SUBJECT = filled("Brief: {subject}", subject=marked(f"{SIGN} Ihre Beschwerde", "de"))


@pytest.fixture
def packet() -> Bound:
    return Bound("Dossier 2026-0001", "Klik", "Dit zijn de stukken.", [], [Item(1, SUBJECT, "1 mei 2026", "Guten Tag", language="de")])


def test_on_its_page(packet: Bound) -> None:
    found = marks_of(as_html(packet, pdf="dossier.pdf"), "de")
    assert (found.unmarked, found.marked) == ([], 1)


def test_on_paper_too_where_it_is_listed_and_where_it_stands_above_its_text(packet: Bound) -> None:
    pages = PdfReader(io.BytesIO(as_pdf(packet, now=NOW))).pages
    assert [page.get_contents().get_data().count(b"/Lang(de)") for page in pages] == [1, 1]  # type: ignore[union-attr] # it has some


def test_a_code_that_is_none_says_nothing_on_paper() -> None:
    odd = Bound("D", "K", "", [("Regeling", marked("Regel", "x<y"))], [])
    [page] = PdfReader(io.BytesIO(as_pdf(odd, now=NOW))).pages
    assert "Regeling Regel" in page.extract_text()
