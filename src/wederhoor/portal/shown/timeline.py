"""What happened so far, for the complainant: his own words, what we told him, and nothing internal."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Protocol

from django.utils.translation import gettext as _

from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.dossiers.before import listed
from wederhoor.portal.articles import article
from wederhoor.portal.awaiting import ANSWERS, OWN, is_oral, put_last
from wederhoor.portal.forms import said as asked
from wederhoor.portal.forms.asked import asks_acceptance
from wederhoor.portal.shown import said
from wederhoor.portal.shown.papers import Paper, named
from wederhoor.web import words
from wederhoor.web.days import day_said

#: What answers a request for completion, or takes its place.
_ANSWERS: Final = frozenset({"complete", "confirm_in_writing", "formalise", "ask_completion"})
#: Acts that may be about another: seen when they are his own, or name him.
_OF_SOMEONE: Final = frozenset({"hear", "waive_hearing", "comment"})
#: By this act something is put before someone; accounts by which one or the other side told something.
DISCLOSE: Final = "disclose"
_TOLD_OF: Final = frozenset({"hear", "talk", "mediate", "comment"})
COMPLAINANT: Final = "complainant"
#: What is told without words of one's own.
_PLAIN: Final = frozenset({"flag", "number", "date"})
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
    """One line of the timeline; `letter` can be read in full, `before` is what others told that was put before him, `papers` documents.

    `anchor`: the place on the page of the objection it belongs to; empty for what belongs to the complaint. `waits`: it asks something
    that was not answered yet.
    """

    title: str
    at: datetime
    article: str
    written: tuple[Written, ...] = ()
    letter: Letter | None = None
    channel: str = ""
    before: tuple[Written, ...] = ()
    papers: tuple[Paper, ...] = ()
    anchor: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What he wrote besides his acts, in the dossier of that name: when, by which way, the words, and the names of what came along."""

    dossier: str
    at: datetime
    channel: str
    text: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the store holds beside the log: letters and texts by the place of their act; and the reference of the one who follows.

    `before`: the acts, by their place, of which all words are before him; `papers`: the documents that were put before him, by reference.
    """

    letters: Mapping[int, Sequence[Letter]]
    texts: Mapping[int, Mapping[str, str]]
    complainant: str
    before: frozenset[int] = frozenset()
    papers: Mapping[str, Paper] = field(default_factory=dict)
    messages: Sequence[Message] = ()


def events(matter: Matter, told: Told, waiting: Container[int] = ()) -> tuple[Event, ...]:
    """The timeline of a matter, the newest last, in all its dossiers; a message stands after what had happened when it came.

    `waiting`: the places of what waits for his yes or no.
    """
    records = sorted(((one, item) for item in matter.dossiers.values() for one in item.records), key=lambda pair: pair[0].index)
    found, messages = [], list(told.messages)
    for record, dossier in records:
        while messages and messages[0].at < record.recorded_at:
            found.append(_of_message(matter, messages.pop(0)))
        found += [
            replace(event, anchor=anchor_of(dossier), waits=event.waits or record.index in waiting)
            for event in _event(matter, dossier, record, told)
        ]
    return tuple(_one_that_waits([*found, *(_of_message(matter, message) for message in messages)]))


def _one_that_waits(found: Sequence[Event]) -> Iterator[Event]:
    """The same, where only the newest that waits does: the page leads to one place."""
    newest = max((place for place, event in enumerate(found) if event.waits), default=-1)
    yield from (replace(event, waits=place == newest) for place, event in enumerate(found))


def anchor_of(dossier: Dossier) -> str:
    """Where on the page an objection or appeal stands, and its letters lead to; empty for the complaint."""
    return dossier.name.replace(" ", "-") if dossier.against is not None else ""


def _of_message(matter: Matter, message: Message) -> Event:
    written = [Written(_("Uw bericht"), message.text), Written(_("Bestanden"), ", ".join(message.files))]
    channel = words.word("channel", message.channel) if message.channel != "portal" else ""
    return Event(
        _("U schreef ons een bericht"),
        message.at,
        article="",
        written=tuple(one for one in written if one.text),
        channel=channel,
        anchor=anchor_of(matter.dossiers[message.dossier]),
    )


def _event(matter: Matter, dossier: Dossier, record: Record, told: Told) -> Iterator[Event]:
    if record.act == DISCLOSE:
        yield from _put_before(matter, dossier, record, told)
        return
    letter = _letter(record, told)
    title = _title(matter, dossier, record) or (letter.subject if letter else "")
    if not title or not _may_be_seen(record):
        return
    rule = dossier.plan.rules.get(record.act)
    channel = record.data.get("channel")
    yield Event(
        title=title,
        at=record.sent or record.at,
        article=article(matter.procedure, rule.clause if rule else ()),
        written=(*_written(matter.procedure, dossier, record, told), *_accepted(matter.procedure, dossier, record)),
        letter=letter,
        channel=words.word("channel", str(channel)) if channel and record.act != "file" else "",
        papers=_papers(record, told) if letter or record.act == "grant_inspection" else (),
        waits=record.act == "ask_completion" and _unanswered(dossier, record),
    )


def _unanswered(dossier: Dossier, asked: Record) -> bool:
    """Whether nothing was told since, nor asked again, in a dossier that is still open."""
    return not dossier.closed and not any(one.index > asked.index and one.act in _ANSWERS for one in dossier.records)


def _put_before(matter: Matter, dossier: Dossier, record: Record, told: Told) -> Iterator[Event]:
    """What others told and what was put before him by this act: both sides learn what the other said (ECM-11)."""
    if COMPLAINANT not in {record.data.get("party"), record.data.get("to")} and record.data.get("to") != told.complainant:
        return
    places = {place for place in listed(record.data.get("of")) if place in told.before}
    records = [one for near in dossier.line() for one in near.records if one.index in places and one.person != told.complainant]
    shown = tuple(
        Written(_told_by(one), body) for one in records for body in told.texts.get(one.index, {}).values() if body and one.act in _TOLD_OF
    )
    papers = _papers(record, told)
    if shown or papers:
        rule = dossier.plan.rules.get(record.act)
        clause = rule.clause if rule else ()
        title = _("Wij lieten u zien wat er is verteld") if shown else _("Wij legden u documenten voor")
        yield Event(title, record.at, article(matter.procedure, clause), before=shown, papers=papers)


def _papers(record: Record, told: Told) -> tuple[Paper, ...]:
    return tuple(told.papers[ref] for ref in named(record) if ref in told.papers)


def _told_by(record: Record) -> str:
    return _("Wat u vertelde") if record.data.get("party") == COMPLAINANT else _("Wat de andere kant vertelde")


def _title(matter: Matter, dossier: Dossier, record: Record) -> str:
    """What happened, in a sentence; an act of the regulation's own is told to whoever took it."""
    title = said.did(record.act) if record.by in OWN else _planned(record)
    title = title or said.happened(matter, record.act, record.data, dossier, place=record.index)
    return title or (words.word("act_done", record.act) if record.by in OWN else "")


def _planned(record: Record) -> str:
    """What was planned and not held yet, with its day."""
    day = record.data.get("planned_on")
    if not day or record.data.get("account"):
        return ""
    return said.planned(record.act, day_said(date.fromisoformat(str(day)), record.day))


def _may_be_seen(record: Record) -> bool:
    """Neither what concerns another, nor what someone else said of the documents, nor a letter that has not left."""
    if record.act in _OF_SOMEONE and record.by not in OWN and record.data.get("party") != "complainant":
        return False
    return not record.letter or record.sent is not None


def _letter(record: Record, told: Told) -> Letter | None:
    """The letter of this act to the complainant, once it left."""
    found = told.letters.get(record.index, ())
    return next((one for one in found if one.state == "sent" and one.party == told.complainant), None)


def _written(procedure: Procedure, dossier: Dossier, record: Record, told: Told) -> Iterator[Written]:
    """His own words and answers, each under the question he had; what staff wrote stands in their letters, or is not for him."""
    if record.by not in OWN or (record.person is not None and record.person != told.complainant):
        return
    put = put_last(dossier, before=record.index) if record.act in ANSWERS else None
    fields = procedure.specs[record.act].fields
    for name, code in record.data.items():
        question = asked.question(record.act, name)
        if question and name in fields and fields[name].kind in _PLAIN:
            yield Written(question, _answer(code))
    for place, body in told.texts.get(record.index, {}).items():
        name = place.rstrip("0123456789").rstrip(".")
        if body and not name.startswith("complainant.") and name not in _NOT_REPEATED:
            question = asked.question(record.act, name, put=put.act if put else "")
            yield Written(question or asked.label(procedure, name, act=record.act), body)


def _accepted(procedure: Procedure, dossier: Dossier, record: Record) -> Iterator[Written]:
    """That by filing in writing he accepted the regulation, where it says so; while the dossier is handled under that version."""
    if record.act == "file" and asks_acceptance(procedure) and not is_oral(dossier) and "recalculate" not in dossier.by_act:
        told = _("Door in te dienen gaf u aan dat u versie {version} van deze regeling kent en ermee akkoord gaat.")
        yield Written(_("Klachtenregeling"), told.format(version=procedure.version))


def _answer(code: object) -> str:
    if isinstance(code, bool):
        return dict(asked.yes_no())[str(code).lower()]
    return day_said(code, code) if isinstance(code, date) else str(code)
