"""Accents: those of ours are as in the style sheet, and any colour has one near it that can be read everywhere."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wederhoor.web
from wederhoor.web.colour import ACCENTS, DARK, LEAST, LIGHT, Mode, ground, nearest, ratio, theme, weakest

CSS = (Path(wederhoor.web.__file__).parent / "static" / "wederhoor" / "wederhoor.css").read_text()
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
MODES = pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])


def token(name: str) -> tuple[str, str]:
    found = re.search(rf"--wederhoor-{name}: light-dark\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\)", CSS)
    assert found, name
    return found[1], found[2]


def test_papers_and_inks_are_those_of_the_style_sheet() -> None:
    for place, mode in enumerate((LIGHT, DARK)):
        assert mode.papers == tuple(token(name)[place] for name in ("document-background-color", "card-background-color"))
        assert mode.inks == tuple(token(name)[place] for name in ("document-color", "document-subtle-color"))
        assert mode.on_accent == token("accent-contrast-color")[place]


def test_the_accents_of_ours_are_those_of_the_style_sheet() -> None:
    assert token("accent-color") == ACCENTS["petrol"]
    blocks = dict(re.findall(r'\[data-accent="([a-z]+)"\] \{\s+--wederhoor-accent-color: light-dark\(([^)]+)\)', CSS))
    assert {name: ", ".join(pair) for name, pair in ACCENTS.items() if name != "petrol"} == blocks


@pytest.mark.parametrize("name", sorted(ACCENTS))
def test_every_accent_of_ours_can_be_read_everywhere(name: str) -> None:
    light, dark = ACCENTS[name]
    assert min(weakest(light, LIGHT), weakest(dark, DARK)) >= LEAST


@MODES
@given(colour=COLOURS)
def test_any_colour_has_one_near_it_that_can_be_read_everywhere(mode: Mode, colour: str) -> None:
    found = nearest(colour, mode)
    assert weakest(found, mode) >= LEAST
    assert nearest(found, mode) == found
    assert min(ratio(ink, ground(found, mode)) for ink in mode.inks) >= LEAST


def test_what_can_be_read_stays_as_it_is() -> None:
    assert nearest("#8a1c4a", LIGHT) == "#8a1c4a"


def test_a_style_sheet_sets_the_tokens_of_the_accent_and_nothing_else() -> None:
    names = re.findall(r"--([a-z-]+):", theme("#8a1c4a", "#f0a6c0"))
    assert names == ["wederhoor-accent-color", "wederhoor-accent-background-color", "wederhoor-accent-contrast-color"]
