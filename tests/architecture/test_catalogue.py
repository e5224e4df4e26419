"""Everything that the program says has its English."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.support import catalogue


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return catalogue.gathered()


def test_every_sentence_has_english(gathered: Catalog) -> None:
    assert catalogue.missing(gathered) == []


def test_english_has_the_same_places_as_dutch(gathered: Catalog) -> None:
    assert catalogue.astray(gathered) == []


def test_the_file_is_what_gathering_makes_of_it(gathered: Catalog) -> None:
    assert catalogue.PO.read_text(encoding="utf-8") == catalogue.written(gathered), "python -m tests.support.catalogue"


def test_the_file_compiles_at_set_up() -> None:
    """A sentence with a percent sign may look as if it had a place: set-up would then stop."""
    committed = catalogue.committed()
    assert [str(fault) for message in committed for fault in message.check(committed)] == []


@pytest.mark.parametrize(
    ("english", "faults"),
    [("", ("missing",)), ("Missing: {who}.", ("astray",)), ("Missing.", ("astray",)), ("Missing: {what}.", ())],
)
def test_a_fault_is_seen(english: str, faults: tuple[str, ...]) -> None:
    catalog = Catalog(locale="en")
    catalog.add("Ontbreekt: {what}.", english)
    found = {"missing": catalogue.missing(catalog), "astray": catalogue.astray(catalog)}
    assert tuple(name for name, texts in found.items() if texts) == faults


def test_sentences_are_found_in_code_and_in_templates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "a.py").write_text('say("een {x}", x=1)\n_("twee")\nother("niets")\n', encoding="utf-8")
    page = '{% load i18n %}{% translate "drie" as x %}'
    page += "{% blocktranslate count n=n %}een {{ n }}{% plural %}meer (veel) {{ n }}{% endblocktranslate %}"
    (tmp_path / "templates" / "a.html").write_text(page, encoding="utf-8")
    monkeypatch.setattr("tests.support.tree.SRC", tmp_path)
    assert set(catalogue.sentences()) == {"een {x}", "twee", "drie", ("een %(n)s", "meer (veel) %(n)s")}
