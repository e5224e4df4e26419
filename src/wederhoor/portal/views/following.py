"""What the pages of one complaint share: the status as a value, and what is known of the one who follows it."""

from collections import defaultdict

from wederhoor.portal.doors import Visit
from wederhoor.portal.shown.status import Status, status
from wederhoor.portal.shown.timeline import Letter, Told


def status_of(visit: Visit) -> Status | None:
    """The status of the matter at the moment of this visit."""
    followed = visit.followed
    letters: dict[int, list[Letter]] = defaultdict(list)
    for letter in followed.letters:
        letters[letter.seq or 0].append(letter)
    return status(followed.matter, Told(letters, followed.texts, followed.party.ref if followed.party else ""), visit.now)


def known(visit: Visit) -> dict[str, str]:
    """What is known of the one who follows, by the names of the questions, so that he need not write it again."""
    party = visit.followed.party
    return {name: getattr(party, name) for name in ("name", "address", "city", "email", "phone")} if party else {}


def numbers(visit: Visit) -> tuple[str, ...]:
    """The numbers of the complaint and of what followed on it."""
    return tuple(row.number for row in visit.followed.rows.values())
