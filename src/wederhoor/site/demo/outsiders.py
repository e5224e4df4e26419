"""The doors of people from outside: the links that were mailed to them last, each with whose it is and in which organisation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wederhoor.actions.entry import invite_again
from wederhoor.actions.outbox import claim, left
from wederhoor.site.demo.cast import Stage

#: Who has something before him in the demonstration: his function, his address, and the organisation that asks him.
_GUESTS: Final = (
    ("adviseur", "adviseur@buiten.example", "extrack"),
    ("bemiddelaar", "bemiddelaar@buiten.example", "klik-onderwijs"),
    ("behandelaar van buiten", "behandelaar@buiten.example", "klik-onderwijs"),
    ("lid van de geschillencommissie", "commissie1@buiten.example", "klik-onderwijs"),
    ("medewerker over wie de klacht gaat", "surveillant@ecm.example", "ecm"),
)
_LINK: Final = re.compile(r"https?://\S+/bij/link/\S+")


@dataclass(frozen=True, slots=True)
class Door:
    """A link that opens once."""

    organisation: str
    who: str
    link: str


def doors(stages: Iterable[Stage], now: datetime) -> Iterator[Door]:
    """A new link for each of them, mailed now; who has nothing before him gets none."""
    names = {stage.casting.slug: stage.casting.name for stage in stages}
    for who, email, slug in _GUESTS:
        invite_again(email, now=now)
        links = []
        while (letter := claim(now=now)) is not None:
            left(letter, now=now)
            links += _LINK.findall(letter.body) if letter.address == email else []
        if links:
            yield Door(names[slug], who, links[-1])
