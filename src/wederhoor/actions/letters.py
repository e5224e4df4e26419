"""Letters before and at their leaving: a draft for the writer, and a letter filled anew when it leaves on another day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import transaction

from wederhoor.actions.addressing import Addressee
from wederhoor.actions.filling import Scene, filled, plain_letter, template_for
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.numbers import Drawing
from wederhoor.actions.step import Call, work_out
from wederhoor.actions.values import Actor, Log, Refused
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Text


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would leave now; its writer may change the words. `states` is what it says, for the duties that ask so."""

    subject: str
    body: str
    states: tuple[str, ...]
    channel: str
    to: tuple[Addressee, ...]


def draft(log: Log, act: str, *, by: Actor, now: datetime, data: Mapping[str, object]) -> Draft | Refused | None:
    """The letter that this act would write, or why the act is refused; None for an act that writes no letter. Changes nothing."""
    found = take([log.matter_id])
    if not found:
        return Refused("Deze zaak bestaat niet.")
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
    )


def fresh(letter: Letter, now: datetime) -> bool:
    """Makes a letter right for leaving today; call it before it is claimed. False: it went back to its writer and must not leave.

    A letter is filled for its day of dispatch. On another day mail is filled anew; post, and a letter whose writer changed the words
    while what the template says has moved on, goes back to the writer (state `failed`, with the reason).
    """
    if letter.seq is None or letter.matter_id is None or letter.state != "waiting":
        return letter.state == "waiting"
    with transaction.atomic():
        shelf = take([letter.matter_id], lock=True)[0]
        today = shelf.calendar.local_day(now)
        if letter.filled_for == today:
            return True
        was, new = _words(shelf, letter, letter.created_at), _words(shelf, letter, now)
        if isinstance(new, Refused) or (was != new and (letter.edited or letter.channel == "post")):
            _back(letter)
            return False
        letter.filled_for = today
        if not letter.edited:
            letter.subject, letter.body = new
        Letter.objects.filter(pk=letter.pk, state="waiting").update(subject=letter.subject, body=letter.body, filled_for=today)
        return True


def rewrite(letter: Letter, *, subject: str, body: str, now: datetime) -> None:
    """The writer's own words for a letter that came back to him; it leaves today."""
    shelf = take([letter.matter_id or 0])[0]
    Letter.objects.filter(pk=letter.pk, state="failed").update(
        subject=subject[:300],
        body=body,
        edited=True,
        state="waiting",
        reason="",
        next_attempt=now,
        filled_for=shelf.calendar.local_day(now),
    )


def _back(letter: Letter) -> None:
    letter.state, letter.reason, letter.next_attempt = "failed", "Deze brief was voor een andere dag gemaakt. Kijk hem na.", None
    Letter.objects.filter(pk=letter.pk, state="waiting").update(state="failed", reason=letter.reason, next_attempt=None)


def _words(shelf: Shelf, letter: Letter, now: datetime) -> tuple[str, str] | Refused:
    """The words of a letter as they would be at a moment, from the log as it stood when the act was taken."""
    seq = letter.seq or 0
    then = replace(shelf, entries=shelf.entries[: seq + 1])
    entry = shelf.entries[seq]
    after = then.replayed()
    dossier = replace(shelf, entries=shelf.entries[:seq]).replayed().named(entry.dossier)
    texts = dict(Text.objects.filter(matter_id=shelf.row.pk, seq=seq).values_list("field", "body"))
    scene = Scene(then, shelf.dossiers[entry.dossier], after, entry, texts, now)
    template = template_for(shelf.procedure.letters, dossier, entry.act, entry.data) if dossier else None
    to = shelf.parties.get(letter.party)
    return filled(template, scene, to) if template is not None else plain_letter(scene, to)
