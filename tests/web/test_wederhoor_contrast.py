"""The tokens have the contrast that WCAG 2.2 AA asks (1.4.3 text 4.5, 1.4.11 controls 3), light and dark, in every accent."""

import re
from pathlib import Path

import pytest

import wederhoor.web

CSS = (Path(wederhoor.web.__file__).parent / "static" / "wederhoor" / "wederhoor.css").read_text()
TOKEN = re.compile(r"--wederhoor-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
BLOCK = re.compile(r"(:root|\[data-accent=\"([a-z]+)\"\]) \{([^}]+)\}")

THEMES = {
    name or "petrol": {key: (light, dark) for key, light, dark in TOKEN.findall(body)}
    for _sel, name, body in BLOCK.findall(CSS)
    if TOKEN.search(body)
}
BASE = THEMES["petrol"]
PAPERS = ["document-background-color", "card-background-color"]
PAIRS = [
    *((ink, paper, 4.5) for ink in ("document-color", "document-subtle-color") for paper in [*PAPERS, "accent-background-color"]),
    *((ink, paper, 4.5) for ink in ("accent-color", "late-color", "soon-color", "met-color") for paper in PAPERS),
    ("accent-color", "accent-background-color", 4.5),
    ("accent-contrast-color", "accent-color", 4.5),
    ("late-color", "late-background-color", 4.5),
    ("document-color", "late-background-color", 4.5),
    ("met-contrast-color", "met-color", 3.0),
    *(("form-control-border-color", paper, 3.0) for paper in PAPERS),
]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)


def test_there_are_accents_to_choose_from() -> None:
    assert set(THEMES) == {"petrol", "indigo", "bos", "pruim", "leem"}


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_ink_stands_out_from_its_paper(theme: str, mode: int, ink: str, paper: str, least: float) -> None:
    tokens = {**BASE, **THEMES[theme]}
    assert ratio(tokens[ink][mode], tokens[paper][mode]) >= least
