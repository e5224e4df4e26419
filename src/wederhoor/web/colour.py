"""Accents: which colours can be one, by the contrast that WCAG 2.2 AA asks (1.4.3: 4.5 to 1), and what follows from them.

An accent is text and line on paper, the ground of a button, and, thinned with paper, the ground of a notice: in the light and in the
dark. The papers and inks are those of wederhoor.css.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

#: What may be typed: six hexadecimal digits after a number sign.
HEX: Final = re.compile(r"#[0-9a-f]{6}")
LEAST: Final = 4.5
#: The accents of ours, each with its colour in the light and in the dark, as in wederhoor.css.
ACCENTS: Final[Mapping[str, tuple[str, str]]] = {
    "petrol": ("#0b5567", "#7cc4d6"),
    "indigo": ("#3b3f8c", "#aab0f0"),
    "bos": ("#3f5a14", "#b3cc7d"),
    "pruim": ("#6d2f6b", "#d9a3d6"),
    "leem": ("#77401b", "#e0b08c"),
}


@dataclass(frozen=True, slots=True)
class Mode:
    """Light or dark: its papers, its inks, what stands on a button, towards which colour an accent is moved until it can be read.

    `share`: how much of the accent is in the ground of a notice.
    """

    papers: tuple[str, str]
    inks: tuple[str, str]
    on_accent: str
    towards: str
    share: float


LIGHT: Final = Mode(("#fbfaf6", "#ffffff"), ("#1b1e23", "#565b64"), "#ffffff", "#000000", 0.09)
DARK: Final = Mode(("#16181b", "#1e2125"), ("#e9e7e1", "#a9abae"), "#0d1416", "#ffffff", 0.14)


def ratio(one: str, other: str) -> float:
    """The contrast of two colours: 1 for the same, 21 for black and white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ground(accent: str, mode: Mode) -> str:
    """The accent thinned with paper: the ground of a notice."""
    return _mixed(mode.papers[0], accent, mode.share)


def weakest(accent: str, mode: Mode) -> float:
    """The least contrast that this accent has in this mode, wherever it stands."""
    return min(ratio(one, other) for one, other in _pairs(accent, mode))


def nearest(accent: str, mode: Mode) -> str:
    """The colour nearest to this one that can be read everywhere in this mode; itself where it can."""
    steps = (_mixed(accent, mode.towards, part / 100) for part in range(101))
    return next((found for found in steps if weakest(found, mode) >= LEAST), mode.towards)


def theme(light: str, dark: str) -> str:
    """A style sheet that sets the tokens of the accent, and nothing else."""
    tokens = {
        "accent-color": (light, dark),
        "accent-background-color": (ground(light, LIGHT), ground(dark, DARK)),
        "accent-contrast-color": (LIGHT.on_accent, DARK.on_accent),
    }
    lines = "".join(f"    --wederhoor-{name}: light-dark({one}, {other});\n" for name, (one, other) in tokens.items())
    return f"@layer tokens {{\n  :root {{\n{lines}  }}\n}}\n"


def _pairs(accent: str, mode: Mode) -> Iterator[tuple[str, str]]:
    thinned = ground(accent, mode)
    yield from ((accent, paper) for paper in (*mode.papers, thinned))
    yield from ((ink, thinned) for ink in mode.inks)
    yield mode.on_accent, accent


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- the definition of WCAG


def _mixed(one: str, other: str, part: float) -> str:
    """The first colour with so much of the other in it."""
    mixed = (round(a + (b - a) * part) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
