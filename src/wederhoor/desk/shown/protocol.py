"""The protocol: the regulation as work instructions, from the same definition that runs: each step with who, by when and how."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wederhoor.actions.readings import Reader
from wederhoor.core.norm import Duty
from wederhoor.core.procedure import BUILT_IN_INSTANCES, Procedure
from wederhoor.core.text import published
from wederhoor.core.text_diagram import Diagram
from wederhoor.core.text_drawing import NARROW, pieces
from wederhoor.core.text_steps import Step, act_words
from wederhoor.desk.shown.articles import article, clause_text
from wederhoor.organisations.regulations import load_procedure
from wederhoor.web import words

if TYPE_CHECKING:
    from wederhoor.organisations.models import ProcedureVersion

_PLACE: Final = re.compile(r"\(?\{[^{}\n]*\}\)?")


@dataclass(frozen=True, slots=True)
class Way:
    """An act by which a step is done: what it is called, what it is, and the subject of the letter that goes with it."""

    act: str
    help: str
    letter: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A step: what, by whom, within which term, how, what its letter must say; and the articles that ask it, with their wording."""

    anchor: str
    name: str
    who: str
    term: str
    ways: tuple[Way, ...]
    states: tuple[str, ...]
    optional: bool
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The work on one kind of dossier: its steps, what others may do in it, what must be recorded before closing, and its picture."""

    title: str
    steps: tuple[Shown, ...]
    rights: tuple[Shown, ...]
    registered: tuple[tuple[str, str], ...]
    wide: SafeString
    narrow: SafeString
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """The whole page."""

    title: str
    version: int
    in_force_from: str
    parts: tuple[Part, ...]
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A version that one can choose to read."""

    title: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReadingList:
    """Who read a version: each colleague with when he did, else when he was asked."""

    title: str
    version: int
    rows: tuple[tuple[str, datetime | None, datetime | None], ...]
    read: int


def choice(version: "ProcedureVersion", today: date, href: str, *, chosen: bool) -> Choice:
    """A version by the title of its regulation; one that is still to come with its number and day."""
    title = words.spoken(load_procedure(version).title)
    if version.in_force_from > today:
        day = words.day_in_words(version.in_force_from, year=True, weekday=False)
        title = _("{title}, versie {version} vanaf {day}").format(title=title, version=version.version, day=day)
    return Choice(title, href, chosen)


def reading_list(version: "ProcedureVersion", people: Sequence[Reader]) -> ReadingList:
    """The colleagues for one version: who did not read it yet stands first."""
    found = [(one.member.name, one.readings.get(version.pk)) for one in people]
    rows = [(name, reading.confirmed_at if reading else None, reading.asked_at if reading else None) for name, reading in found]
    rows.sort(key=lambda row: row[1] is not None)
    return ReadingList(words.spoken(load_procedure(version).title), version.version, tuple(rows), sum(row[1] is not None for row in rows))


def anchor_of(number: str) -> str:
    """Where on the page the first step of an article stands."""
    return f"art-{slugify(number)}"


def protocol(procedure: Procedure) -> Protocol:
    """The regulation as whoever works by it reads it, in the language of the page."""
    text = published(procedure, language=words.language())
    first, year = BUILT_IN_INSTANCES
    named = {first: _("De klacht"), **{one.id: words.spoken(one.name) for one in procedure.instances}, year: _("Het jaar")}
    pictures = {one.instance: one for one in text.diagrams}
    anchors: set[str] = set()
    parts = (_part(procedure, instance, name, text.steps, pictures.get(instance), anchors) for instance, name in named.items())
    return Protocol(text.title, procedure.version, text.in_force_from, tuple(part for part in parts if part.steps), text.roles)


def _part(procedure: Procedure, instance: str, name: str, steps: Iterable[Step], picture: Diagram | None, anchors: set[str]) -> Part:
    mine = [(step, _step(procedure, step, anchors)) for step in steps if step.instance == instance]
    registered = [(words.spoken(one.name), article(procedure, one.clause[0])) for one in procedure.registered if one.instance == instance]
    return Part(
        name[:1].upper() + name[1:],
        tuple(shown for step, shown in mine if step.kind == "duty"),
        tuple(shown for step, shown in mine if step.kind == "right"),
        tuple(registered),
        _drawn(pieces(picture)) if picture else SafeString(""),
        _drawn(pieces(picture, width=NARROW, part="-smal")) if picture else SafeString(""),
        picture.sentences if picture else (),
    )


def _drawn(drawing: Iterable[str]) -> SafeString:
    return mark_safe("".join(drawing))  # noqa: S308 - drawn by the core, which escapes every text


def _step(procedure: Procedure, step: Step, anchors: set[str]) -> Shown:
    duty = next((one for one in procedure.duties if one.id == step.id and one.instance == step.instance), None)
    numbers = [article(procedure, clause) for clause in step.clauses]
    anchor = anchor_of(numbers[0])
    first = anchor not in anchors
    anchors.add(anchor)
    return Shown(
        anchor if first else "",
        step.name,
        step.who,
        step.term,
        tuple(_ways(procedure, duty)) if duty and step.kind == "duty" else (),
        tuple(words.word("states", code) for code in duty.must_state) if duty and step.kind == "duty" else (),
        bool(duty and duty.optional and step.kind == "duty"),
        tuple((number, clause_text(procedure, clause)) for number, clause in zip(numbers, step.clauses, strict=True)),
    )


def _ways(procedure: Procedure, duty: Duty) -> Iterable[Way]:
    for act in dict.fromkeys(trigger.act.removesuffix(".sent") for trigger in duty.met_by):
        said = words.word("act_help", act) if words.has_word("act_help", act) else ""
        yield Way(act_words(procedure, act, words.language()), said, _letter(procedure, act, duty.instance))


def _letter(procedure: Procedure, act: str, instance: str) -> str:
    """What its letter is called: the subject, with what the case fills in left out."""
    subject = next((one.subject for one in procedure.letters if (one.act, one.instance) == (act, instance)), "")
    return words.quoted(_PLACE.sub("", words.spoken(subject)).strip(" :,-."), words.language_of(subject))
