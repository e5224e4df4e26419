"""Letters before and at their leaving: a draft for the writer, and a letter filled anew when it leaves on another day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from wederhoor.actions.addressing import Addressee
from wederhoor.actions.filling import Scene, filled, language_of, plain_letter, template_for
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.numbers import Drawing
from wederhoor.actions.sent import mark_failed
from wederhoor.actions.step import Call, work_out
from wederhoor.actions.values import Actor, Log, Refused
from wederhoor.core.calendar import Calendar
from wederhoor.core.clockwork import day_of
from wederhoor.core.log import READER_LACKS, SECOND_READER
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.phrase import say
from wederhoor.core.procedure import spoken
from wederhoor.core.state import Dossier
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Matter, Text
from wederhoor.dossiers.selects import read
from wederhoor.organisations.models import CalendarVersion
from wederhoor.organisations.regulations import load_calendar

_OTHER_DAY: Final = gettext_noop("Deze brief was voor een andere dag gemaakt. Kijk hem na.")
_MOMENT: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would leave now; its writer may change the words. `states` is what it says, for the duties that ask so.

    `reader`: the role that reads it first; "" where it leaves at once; `unread`: that role where nobody but the writer bears it.
    """

    subject: str
    body: str
    states: tuple[str, ...]
    channel: str
    to: tuple[Addressee, ...]
    reader: str = ""
    unread: str = ""


def draft(log: Log, act: str, *, by: Actor, now: datetime, data: Mapping[str, object]) -> Draft | Refused | None:
    """The letter that this act would write, or why the act is refused; None for an act that writes no letter. Changes nothing."""
    found = take([log.matter_id])
    if not found:
        return Refused(say("Deze zaak bestaat niet."))
    moment = now.astimezone(UTC)
    step = work_out(
        found[0], Call(act, by, moment, moment, data), dossier=log.dossier, number=Drawing(found[0].row.organisation, now, drawn="-")
    )
    if isinstance(step, Refused):
        return step
    if not step.letters:
        return None
    sheet, states = step.letters[0], step.entry.data.get("states")
    return Draft(
        subject=sheet.subject,
        body=sheet.body,
        states=tuple(str(item) for item in states) if isinstance(states, tuple) else (),
        channel=sheet.channel,
        to=tuple(item.to for item in step.letters),
        reader=str(step.entry.data.get(SECOND_READER, "")),
        unread=str(step.entry.data.get(READER_LACKS, "")),
    )


def fresh(letter: Letter, now: datetime) -> bool:
    """Makes a letter right for leaving today; call it before it is claimed. False: it went back to its writer and must not leave.

    A letter is filled for its day of dispatch. On another day mail is filled anew, and post that is yet to be printed gets its new day
    where nothing else in it changes. Where something does, and where its writer changed the words while what the template says has
    moved on, it goes back to him (`go_back`).
    """
    if letter.seq is None or letter.matter_id is None or letter.state != "waiting":
        return letter.state == "waiting"
    if letter.filled_for == _today(letter.matter_id, now):
        return True
    with transaction.atomic():
        shelf = take([letter.matter_id], lock=True)[0]
        today = shelf.calendar.local_day(now)
        new = words_now(shelf, letter, now)
        if isinstance(new, Refused) or (_is_fixed(letter) and _held(shelf, letter) != new):
            go_back(letter, now)
            return False
        letter.filled_for = today
        if not letter.edited:
            letter.subject, letter.body = new
        Letter.objects.filter(pk=letter.pk, state="waiting").update(subject=letter.subject, body=letter.body, filled_for=today)
        return True


def _today(matter_id: int, now: datetime) -> date:
    """The day by the calendar of the matter; without the matter's lock, for a day only ever moves on."""
    [matter] = read(Matter, "id = %s", [matter_id])
    pinned = next(read(CalendarVersion, "id = %s", [matter.calendar_version_id]), None)
    return load_calendar(pinned).local_day(now)


def go_back(letter: Letter, now: datetime) -> None:
    """The letter goes back to its writer, with the reason; what it was to meet is owed again until he has it leave once more."""
    mark_failed(letter, reason=_OTHER_DAY, now=now)
    letter.state, letter.reason, letter.next_attempt = "failed", _OTHER_DAY, None


def end_of(day: date, calendar: Calendar) -> datetime:
    """The last moment of a day there."""
    return datetime.combine(day + timedelta(days=1), time(), calendar.zone) - _MOMENT


def _is_fixed(letter: Letter) -> bool:
    """Whether a letter is not filled anew by itself: on paper it may be printed already, and its writer's words are his."""
    return letter.edited or letter.channel == "post"


def _held(shelf: Shelf, letter: Letter) -> tuple[str, str] | Refused:
    """The words that the template gave it for its day."""
    return words_now(shelf, letter, end_of(letter.filled_for, shelf.calendar)) if letter.edited else (letter.subject, letter.body)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a letter says is still to be done: the day of receipt, each step by name with its last day and its clause, the calendar."""

    received: date
    steps: tuple[tuple[str, date, tuple[str, ...]], ...]
    calendar: Calendar


def terms_told(letter: Letter) -> Terms | None:
    """What a letter that tells of steps and terms says of them, for its day; None for another letter, or where nothing has a day."""
    if letter.matter_id is None or letter.seq is None:
        return None
    [shelf] = take([letter.matter_id])
    said = shelf.entries[letter.seq].data.get("states")
    if not isinstance(said, tuple) or not {"steps", "terms"} & set(said):
        return None
    scene, dossier = _scene(shelf, letter, end_of(letter.filled_for, shelf.calendar))
    owed = [item for item in scene.sent.occurrences if item.pending and item.due is not None and item.duty.id != DESTRUCTION]
    language = language_of(scene)
    steps = {(spoken(item.duty.name, language), day_of(item.due, shelf.calendar), item.duty.clause) for item in owed if item.due}
    start = dossier.records[0].day if dossier else letter.filled_for
    return Terms(start, tuple(sorted(steps, key=lambda step: step[1])), shelf.calendar) if steps else None


def words_now(shelf: Shelf, letter: Letter, now: datetime) -> tuple[str, str] | Refused:
    """The words of a letter as they would be at a moment, from the log as it stood when the act was taken."""
    scene, dossier = _scene(shelf, letter, now)
    template = template_for(shelf.procedure.letters, dossier, scene.entry.act, scene.entry.data) if dossier else None
    to = shelf.parties.get(letter.party)
    return filled(template, scene, to) if template is not None else plain_letter(scene, to)


def _scene(shelf: Shelf, letter: Letter, now: datetime) -> tuple[Scene, Dossier | None]:
    """All that the letter can draw on at a moment, and its dossier as it was before the act."""
    seq = letter.seq or 0
    then = replace(shelf, entries=shelf.entries[: seq + 1])
    entry = shelf.entries[seq]
    after = then.replayed()
    dossier = replace(shelf, entries=shelf.entries[:seq]).replayed().named(entry.dossier)
    texts = dict(Text.objects.filter(matter_id=shelf.row.pk, seq=seq).values_list("field", "body"))
    return Scene(then, shelf.dossiers[entry.dossier], after, entry, texts, now), dossier
