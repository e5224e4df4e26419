"""Whole numbers that a form or an address says: a key, a length, a page."""

from typing import Final

#: Digits of a number that every store can hold.
_DIGITS: Final = 18


def number_of(said: str) -> int | None:
    """The number; None for what is none, is below nothing, or is larger than any store holds."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else None
