"""A letter before it leaves, as its writer looks at it."""

from dataclasses import dataclass

from wederhoor.actions.letters import draft
from wederhoor.actions.step import Call
from wederhoor.actions.values import Log, Refused
from wederhoor.core import words
from wederhoor.desk.opened import Desk


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of a letter; `to`: everyone who gets it, with the address."""

    subject: str
    body: str
    channel: str
    to: str


def drafted(desk: Desk, call: Call) -> Draft | Refused | None:
    """The letter that this act would send, why the act is refused, or None where it sends none."""
    found = draft(Log(desk.row.matter_id, desk.row.name), call.act, by=call.by, now=call.now, data=call.data)
    if found is None or isinstance(found, Refused):
        return found
    to = [" ".join(part for part in (one.name, _address(one.at(found.channel))) if part) for one in found.to]
    return Draft(found.subject, found.body, found.channel, words.join_words(to))


def _address(address: str) -> str:
    return f"<{address}>" if "@" in address else address.replace("\n", ", ")
