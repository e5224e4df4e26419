"""A small regulation that uses every kind of norm once, as text and as value."""

from pathlib import Path
from typing import Final

from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read

TEXT: Final = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8")


def small(old: str = "", new: str = "") -> Procedure:
    """The small procedure, with one piece of its text replaced."""
    procedure = read(changed(old, new))
    assert isinstance(procedure, Procedure), "\n".join(map(str, procedure))
    return procedure


def changed(old: str, new: str) -> str:
    """The text of the small procedure with the first such piece replaced; the piece must be there."""
    assert old in TEXT, old
    return TEXT.replace(old, new, 1)


def line_with(text: str, piece: str) -> int:
    """The line, counted from 1, on which a piece of text first stands."""
    return text[: text.index(piece)].count("\n") + 1
