"""A letter before it leaves: the act worked out without being recorded, and the words that it would send."""

from dataclasses import dataclass

from wederhoor.actions.numbers import Drawing
from wederhoor.actions.step import Call, work_out
from wederhoor.actions.values import Refused
from wederhoor.core import words
from wederhoor.desk.opened import Desk


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as its writer sees it first. `to`: everyone who gets it, with the address."""

    subject: str
    body: str
    channel: str
    to: str


def drafted(desk: Desk, call: Call) -> Draft | Refused:
    """The letter that this act would send, or why the act is refused."""
    step = work_out(desk.shelf, call, dossier=desk.row.name, number=Drawing(desk.row.matter.organisation, call.now))
    if isinstance(step, Refused):
        return step
    first = step.letters[0]
    to = words.join_words(
        [" ".join(part for part in (sheet.to.name, _address(sheet.to.at(first.channel))) if part) for sheet in step.letters]
    )
    return Draft(first.subject, first.body, first.channel, to)


def _address(address: str) -> str:
    return f"<{address}>" if "@" in address else address.replace("\n", ", ")
