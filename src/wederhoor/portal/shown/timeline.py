"""What happened so far, for the complainant: his own words, what we told him, and nothing internal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from wederhoor.core import words
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.portal.articles import article
from wederhoor.portal.forms import said as asked
from wederhoor.portal.shown import said

#: Roles of the one who follows: what they wrote is theirs to read.
OWN: Final = frozenset({"complainant", "customer"})
#: Acts that may be about another: seen when they are his own, or name him.
_OF_SOMEONE: Final = frozenset({"hear", "waive_hearing", "comment"})
#: What the person knows about himself needs no repeating.
_NOT_REPEATED: Final = frozenset({"name", "address", "city", "email", "phone"})


class Letter(Protocol):
    """A letter as the store gives it."""

    seq: int | None
    party: str
    subject: str
    body: str
    state: str


@dataclass(frozen=True, slots=True)
class Written:
    """Something that he wrote himself: under which question, and the words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline; `letter` can be read in full."""

    title: str
    at: datetime
    article: str
    written: tuple[Written, ...] = ()
    letter: Letter | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the store holds beside the log: letters and texts by the place of their act; and the reference of the one who follows."""

    letters: Mapping[int, Sequence[Letter]]
    texts: Mapping[int, Mapping[str, str]]
    complainant: str


def events(matter: Matter, told: Told) -> tuple[Event, ...]:
    """The timeline of a matter, the newest last, in all its dossiers."""
    records = [(record, dossier) for dossier in matter.dossiers.values() for record in dossier.records]
    return tuple(
        event for record, dossier in sorted(records, key=lambda pair: pair[0].index) for event in _event(matter, dossier, record, told)
    )


def _event(matter: Matter, dossier: Dossier, record: Record, told: Told) -> Iterator[Event]:
    title = _title(matter, record)
    if not title or not _may_be_seen(record):
        return
    letter = _letter(record, told)
    rule = dossier.plan.rules.get(record.act)
    channel = record.data.get("channel")
    yield Event(
        title=title,
        at=record.sent or record.at,
        article=article(matter.procedure, rule.clause if rule else ()),
        written=tuple(_written(matter.procedure, record, told)),
        letter=letter,
        channel=words.word("channel", str(channel)) if channel and record.act != "file" else "",
    )


def _title(matter: Matter, record: Record) -> str:
    """What happened, in a sentence; an act of the regulation's own is told to whoever took it."""
    title = said.happened(matter, record.act, record.data)
    return title or (words.word("act_done", record.act) if record.by in OWN else "")


def _may_be_seen(record: Record) -> bool:
    """Neither what concerns another, nor what someone else said of the documents, nor a letter that has not left."""
    if record.act in _OF_SOMEONE and record.by not in OWN and record.data.get("party") != "complainant":
        return False
    return not record.letter or record.sent is not None


def _letter(record: Record, told: Told) -> Letter | None:
    """The letter of this act to the complainant, once it left."""
    found = told.letters.get(record.index, ())
    return next((one for one in found if one.state == "sent" and one.party == told.complainant), None)


def _written(procedure: Procedure, record: Record, told: Told) -> Iterator[Written]:
    """His own words; what staff wrote stands in their letters, or is not for him."""
    if record.by not in OWN or (record.person is not None and record.person != told.complainant):
        return
    for field, body in told.texts.get(record.index, {}).items():
        name = field.rstrip("0123456789").rstrip(".")
        if body and not name.startswith("complainant.") and name not in _NOT_REPEATED:
            yield Written(asked.label(procedure, name, act=record.act), body)
