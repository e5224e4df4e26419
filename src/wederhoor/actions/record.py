"""The one door: the only way to change a matter, for page, API, mail, import and sweep alike.

In one transaction: lock the matter, replay, ask what is permitted, append the act with its chain digest, save the derived rows,
put letters in the outbox. A refusal is a value and changes nothing.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import IntegrityError, transaction

from wederhoor.actions.destroy import erase
from wederhoor.actions.loading import Shelf, shelf_of, take
from wederhoor.actions.numbers import Drawing, apart
from wederhoor.actions.recalculate import pin
from wederhoor.actions.saving import save_act, save_letters, save_rows
from wederhoor.actions.step import Call, work_out
from wederhoor.actions.tracking import give_code
from wederhoor.actions.values import BY_SYSTEM, Actor, Answer, Changed, Log, NewMatter, NewParty, Recorded, Refused, Written
from wederhoor.core.log import FIRST
from wederhoor.dossiers.models import Matter
from wederhoor.dossiers.rows import ENGINE
from wederhoor.dossiers.statements import read
from wederhoor.organisations.models import CalendarVersion, ProcedureVersion
from wederhoor.organisations.regulations import OWN, held_on, load_calendar, load_procedure

__all__ = ["BY_SYSTEM", "Actor", "Changed", "Log", "NewMatter", "NewParty", "Recorded", "Refused", "Written", "record"]

#: Acts of every day that no regulation opens an instance by: for these no look at the regulation is needed beforehand.
_NEVER_OPENS = frozenset({"sent", "bounced", "note", "acknowledge", "reply", "close", "destroy"})


def record(  # noqa: PLR0913 - the one door, as design section 3 has it
    log: Log | NewMatter,
    act: str,
    *,
    by: Actor,
    at: datetime,
    now: datetime,
    data: Mapping[str, object],
    seen: int | None = None,
    key: str | None = None,
    letter: Written | None = None,
) -> Answer:
    """Records an act, or says why not.

    `at`: when it happened; `now`: when it is recorded (both aware). `data`: nested or dotted, by the names of design section 5; a
    person is a reference of the matter, a member, a role or a NewParty. `seen`: the length of the log that the person had before
    him; `key` makes a repeated call the same call; `letter`: the words of a letter, instead of the procedure's template.
    """
    call = Call(act, by, at.astimezone(UTC), now.astimezone(UTC), data, letter)
    number = _drawing(log, call)
    try:
        with transaction.atomic(savepoint=key is not None):
            return _through(log, call, seen=seen, key=key, number=number)
    except IntegrityError:
        # two filings with one key at once: the second finds what the first recorded
        again = _filed_before(log, key)
        if again is None:
            raise
        return again


def _through(log: Log | NewMatter, call: Call, *, seen: int | None, key: str | None, number: Drawing | None) -> Answer:
    shelf = _begun(log, call, key) if isinstance(log, NewMatter) else _taken(log)
    if isinstance(shelf, Refused | Recorded):
        return shelf
    if key is not None and key in shelf.keys:
        return _recorded(shelf, shelf.keys[key])
    if seen is not None and seen != len(shelf.entries):
        return Changed(len(shelf.entries), tuple(shelf.entries[seen:]))
    number = number or Drawing(shelf.row.organisation, call.now)
    step = work_out(shelf, call, dossier=FIRST if isinstance(log, NewMatter) else log.dossier, number=number)
    if isinstance(step, Refused):
        return step
    save_act(shelf, step, key=key)
    if call.act == "destroy":
        erase(shelf, step.entry.dossier)
    if step.pins is not None:
        pin(shelf, step.pins, before=step.before, matter=step.matter)
    save_rows(shelf, step.matter, before={} if step.pins else step.before, number=number)
    save_letters(shelf, step, now=call.now)
    done = _recorded(shelf, len(shelf.entries) - 1)
    if call.act == "file":
        give_code(done.row, call.now)
    return done


def _drawing(log: Log | NewMatter, call: Call) -> Drawing | None:
    """Where writers do not wait for each other a number is drawn before the transaction, for an act that may open a dossier."""
    if isinstance(log, NewMatter):
        drawing = Drawing(log.organisation, call.now, "J" if log.instance == "year" else "")
    elif apart():
        matter = (
            Matter.objects.select_related("organisation", "procedure_version").defer("procedure_version__text").filter(pk=log.matter_id)
        )
        row = matter.first() if call.act not in _NEVER_OPENS else None
        procedure = load_procedure(row.procedure_version) if row else None
        if row is None or procedure is None or not any(item.opened_by == call.act for item in procedure.instances):
            return None
        drawing = Drawing(row.organisation, call.now)
    else:
        return None
    if apart():
        drawing.number()
    return drawing


def _taken(log: Log) -> Shelf | Refused:
    found = take([log.matter_id], lock=True)
    return found[0] if found else Refused("Deze zaak bestaat niet.")


def _begun(log: NewMatter, call: Call, key: str | None) -> Shelf | Refused | Recorded:
    """An empty matter under the regulation that was in force when it was received, and the calendar that holds now."""
    before = _filed_before(log, key)
    if before is not None:
        return before
    mine = [log.organisation.pk]
    calendars = {item.name: item for item in read(CalendarVersion, "organisation_id = %s ORDER BY published_at, id", mine)}
    day = load_calendar(calendars.get(OWN)).local_day(call.at)
    wanted = log.procedure or log.organisation.settings.get("default_procedure")
    version = held_on(read(ProcedureVersion, "organisation_id = %s", mine), day, wanted)
    if version is None:
        return Refused("Deze organisatie heeft nog geen klachtenregeling.")
    named = {name: [item.pk, item.digest] for name, item in calendars.items() if name != OWN}
    row = Matter(
        organisation=log.organisation,
        procedure_version=version,
        calendar_version=calendars.get(OWN),
        named_calendars=named,
        drawn_at=call.now,
        engine=ENGINE,
        key=key,
    )
    return shelf_of(row)


def _filed_before(log: Log | NewMatter, key: str | None) -> Recorded | None:
    if key is None or not isinstance(log, NewMatter):
        return None
    row = Matter.objects.filter(organisation=log.organisation, key=key).first()
    return _recorded(take([row.pk])[0], 0) if row is not None else None


def _recorded(shelf: Shelf, seq: int) -> Recorded:
    """The answer of an act that stands in the log: the same each time it is asked."""
    row = shelf.dossiers[shelf.entries[seq].dossier]
    return Recorded(shelf.row.pk, row.pk, row.name, row.number, seq, seq + 1, row)
