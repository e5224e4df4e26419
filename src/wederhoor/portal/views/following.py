"""What the pages of one complaint share: the status as a value, and which of what the store holds is the complainant's to see."""

from collections import defaultdict

from wederhoor.actions import public
from wederhoor.portal.doors import Visit
from wederhoor.portal.shown.status import Status, status
from wederhoor.portal.shown.timeline import Letter, Told


def status_of(visit: Visit) -> Status | None:
    """The status of the matter at the moment of this visit."""
    return status(visit.opened.matter, told(visit), visit.now)


def told(visit: Visit) -> Told:
    """Letters to the complainant and his texts by the place of their act."""
    party = visit.complainant
    letters: dict[int, list[Letter]] = defaultdict(list)
    for letter in public.letters(visit.dossier.matter_id, party.ref) if party else ():
        letters[letter.seq or 0].append(letter)
    return Told(letters, visit.opened.texts, frozenset({party.ref} if party else ()))


def known(visit: Visit) -> dict[str, str]:
    """What is known of the one who follows, by the names of the questions, so that he need not write it again."""
    party = visit.complainant
    return {name: getattr(party, name) for name in ("name", "address", "city", "email", "phone")} if party else {}


def numbers(visit: Visit) -> tuple[str, ...]:
    """The numbers of the complaint and of what followed on it."""
    return tuple(row.number for row in visit.opened.rows.values())
