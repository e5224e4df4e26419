"""Places in a long list, as the address of its next page has them: the moment of the last row shown, and its key."""

from datetime import datetime
from typing import Final

from wederhoor.web.numbers import number_of

#: Years that every store can compare in any time zone.
_YEARS: Final = range(1900, 9999)


def place_of(said: str) -> tuple[datetime, int] | None:
    """The moment and the key of a place; None for what is none."""
    moment_said, _between, key_said = said.rpartition("_")
    try:
        moment = datetime.fromisoformat(moment_said)
    except ValueError:
        return None
    key = number_of(key_said)
    return (moment, key) if key is not None and moment.tzinfo is not None and moment.year in _YEARS else None


def place_at(moment: datetime, key: int) -> str:
    """The same as an address has it."""
    return f"{moment.isoformat()}_{key}"
