"""The one door: the only way to change a matter, for page, API, mail, import and sweep alike.

In one transaction: lock the matter, replay, ask what is permitted, append the act with its chain digest, save the derived rows,
put letters in the outbox. A new matter has nothing to lock and is worked out just before. A refusal is a value and changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError

from wederhoor.actions.archived import follow, with_account
from wederhoor.actions.changes import fit_to_list, list_change
from wederhoor.actions.destroy import erase
from wederhoor.actions.documents import Kept, Named, forget, keep_uploads, mailable, named, save_documents
from wederhoor.actions.entry import invite
from wederhoor.actions.indexing import called, index_step
from wederhoor.actions.loading import Shelf, shelf_of, take
from wederhoor.actions.numbers import Drawing, apart
from wederhoor.actions.proposals import settle_taken
from wederhoor.actions.published import OfForm, published
from wederhoor.actions.reading import pass_reader
from wederhoor.actions.recalculate import pin
from wederhoor.actions.receipt import mail_receipt
from wederhoor.actions.rerouting import reroute
from wederhoor.actions.saving import save_act, save_letters, save_rows
from wederhoor.actions.step import Call, Step, work_out
from wederhoor.actions.tracking import give_code
from wederhoor.actions.values import BY_SYSTEM, Actor, Answer, Changed, Log, NewMatter, NewParty, Recorded, Refused, Upload, Written
from wederhoor.core.act import INTAKE_ACTS
from wederhoor.core.log import FIRST
from wederhoor.core.phrase import say
from wederhoor.dossiers.models import Dossier, Matter
from wederhoor.dossiers.rows import ENGINE
from wederhoor.dossiers.selects import values
from wederhoor.dossiers.statements import together
from wederhoor.organisations.regulations import OWN, ended, held_on, load_calendar, load_procedure

__all__ = ["BY_SYSTEM", "Actor", "Changed", "Log", "NewMatter", "NewParty", "Recorded", "Refused", "Upload", "Written", "record"]

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
    files: Sequence[Upload] = (),
) -> Answer:
    """Records an act, or says why not.

    `at`: when it happened; `now`: when it is recorded (both aware). `data`: nested or dotted, by the names of design section 5; a
    person is a reference of the matter, a member, a role or a NewParty. `seen`: the length of the log that the person had before
    him; `key` makes a repeated call the same call; `letter`: the words of a letter, instead of the procedure's template.
    `files` become documents that belong to the act: they are on disk before its transaction begins, and taken away where it is refused.
    """
    call = Call(act, by, at.astimezone(UTC), now.astimezone(UTC), data, letter)
    kept = keep_uploads(files, call.now)
    if isinstance(kept, Refused):
        return kept
    answer = _recorded_once(log, call, seen=seen, key=key, kept=kept)
    if not isinstance(answer, Recorded):
        forget(kept)
    return answer


@dataclass(frozen=True, slots=True)
class _Ready:
    """An act that is possible, worked out and not yet written."""

    shelf: Shelf
    step: Step
    documents: Named
    number: Drawing


def _recorded_once(log: Log | NewMatter, call: Call, *, seen: int | None, key: str | None, kept: Sequence[Kept]) -> Answer:
    number = _drawing(log, call)
    # a new matter is nobody else's yet: it is worked out before anyone has to wait for its writing
    ready = _worked_out(log, call, seen=seen, key=key, number=number, kept=kept) if isinstance(log, NewMatter) else None
    try:
        with together(savepoint=key is not None):
            ready = ready or _worked_out(log, call, seen=seen, key=key, number=number, kept=kept)
            return _written(log, call, ready, key=key) if isinstance(ready, _Ready) else ready
    except IntegrityError:
        # two filings with one key at once: the second finds what the first recorded
        again = _filed_before(log, key, just_now=True)
        if again is None:
            raise
        return again


def _worked_out(
    log: Log | NewMatter, call: Call, *, seen: int | None, key: str | None, number: Drawing | None, kept: Sequence[Kept]
) -> _Ready | Answer:
    shelf = _begun(log, call, key) if isinstance(log, NewMatter) else _taken(log)
    if isinstance(shelf, Refused | Recorded | Changed):
        return shelf
    before = _before(shelf, seen, key)
    if before is not None:
        return before
    documents = named(shelf, with_account(shelf, call, log.dossier) if isinstance(log, Log) else call, kept)
    if isinstance(documents, Refused):
        return documents
    number = number or Drawing(shelf.row.organisation, call.now)
    worked_out = work_out(shelf, documents.call, dossier=FIRST if isinstance(log, NewMatter) else log.dossier, number=number)
    step = fit_to_list(shelf, mailable(worked_out, documents))
    if isinstance(step, Refused):
        return step
    if isinstance(log, NewMatter):
        number.number()
    return _Ready(shelf, step, documents, number)


def _written(log: Log | NewMatter, call: Call, ready: _Ready, *, key: str | None) -> Recorded:
    shelf, step, documents = ready.shelf, ready.step, ready.documents
    form = _form(log)
    products = called(shelf, step.entry, among=form.products if form else None)
    save_act(shelf, step, key=_with_words(log, key), documents=documents.digests, pk=ready.number.matter)
    if call.act == "destroy":
        erase(shelf, step.entry.dossier)
    if step.pins is not None:
        pin(shelf, step.pins, before=step.before, matter=step.matter)
    save_rows(shelf, step.matter, before={} if step.pins else step.before, number=ready.number)
    settle_taken(shelf.dossiers[step.entry.dossier], step.matter.dossiers[step.entry.dossier], call.act, call.now)
    save_documents(shelf, step, documents.new)
    list_change(shelf, step)
    save_letters(shelf, step, now=call.now)
    pass_reader(shelf, step, now=call.now)
    reroute(shelf, step)
    index_step(shelf, step, products=products, files=[file.name for file in documents.new.values()])
    invite(shelf, step, now=call.now)
    follow(shelf, step.matter, act=call.act, name=step.entry.dossier, now=call.now)
    done = _recorded(shelf, len(shelf.entries) - 1)
    if call.act == "file":
        give_code(done.row, call.now)
        _tell_that_it_came(log, shelf, step, done.row, call.now)
    return done


def _tell_that_it_came(log: Log | NewMatter, shelf: Shelf, step: Step, row: Dossier, now: datetime) -> None:
    if isinstance(log, NewMatter) and log.receipt:
        mail_receipt(shelf, step, row, now=now)


def _before(shelf: Shelf, seen: int | None, key: str | None) -> Recorded | Changed | None:
    """What was recorded by this very call, or by others since the person looked."""
    if key is not None and key in shelf.keys:
        return _recorded(shelf, shelf.keys[key])
    if seen is not None and seen != len(shelf.entries):
        return Changed(len(shelf.entries), tuple(shelf.entries[seen:]))
    return None


def _drawing(log: Log | NewMatter, call: Call) -> Drawing | None:
    """Where writers do not wait for each other a number is drawn before the transaction, for an act that may open a dossier."""
    if isinstance(log, NewMatter):
        return Drawing(log.organisation, call.now, "J" if log.instance == "year" else "", new=True)
    if call.act in _NEVER_OPENS or not apart():
        return None
    matter = Matter.objects.select_related("organisation", "procedure_version").defer("procedure_version__text").filter(pk=log.matter_id)
    row = matter.first()
    if row is None or not any(item.opened_by == call.act for item in load_procedure(row.procedure_version).instances):
        return None
    drawing = Drawing(row.organisation, call.now)
    drawing.number()
    return drawing


def _taken(log: Log) -> Shelf | Refused:
    found = take([log.matter_id], lock=True)
    return found[0] if found else Refused(say("Deze zaak bestaat niet."))


def _begun(log: NewMatter, call: Call, key: str | None) -> Shelf | Refused | Recorded | Changed:
    """An empty matter under the regulation that was in force when it was received, and the calendar that holds now."""
    before = _filed_before(log, key)
    if before is not None:
        return before
    known = log.published or published(log.organisation)
    calendars = known.calendars
    day = load_calendar(calendars.get(OWN)).local_day(call.at)
    version = held_on(known.versions, day, log.procedure or log.organisation.settings.get("default_procedure"))
    if version is None:
        return Refused(say("Deze organisatie heeft nog geen klachtenregeling."))
    if call.act in INTAKE_ACTS and ended(log.organisation, version.procedure, day):
        return Refused(say("Onder deze regeling kan geen nieuwe zaak meer beginnen: haar laatste dag is voorbij."))
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


def _form(log: Log | NewMatter) -> OfForm | None:
    """What was read for the form that is filed, where it was."""
    return log.published.form if isinstance(log, NewMatter) and log.published else None


def _filed_before(log: Log | NewMatter, key: str | None, *, just_now: bool = False) -> Recorded | Changed | None:
    """What was filed with this key, or in between where that was looked up already."""
    if key is None or not isinstance(log, NewMatter):
        return None
    form = _form(log)
    if form and form.keys.filed == key and not just_now:
        pk = form.filed
    else:
        rows = values("id", Matter, "organisation_id = %s AND key = %s", [log.organisation.pk, key])
        pk = rows[0][0] if rows else None
    if pk is None:
        return None
    shelf = take([pk])[0]
    same = not log.words or _with_words(log, key) in shelf.keys
    return _recorded(shelf, 0) if same else Changed(len(shelf.entries), tuple(shelf.entries))


def _with_words(log: Log | NewMatter, key: str | None) -> str | None:
    """The key of the act itself: that of a filing tells its words too."""
    return f"{key}-{log.words}" if key and isinstance(log, NewMatter) and log.words else key


def _recorded(shelf: Shelf, seq: int) -> Recorded:
    """The answer of an act that stands in the log: the same each time it is asked."""
    row = shelf.dossiers[shelf.entries[seq].dossier]
    return Recorded(shelf.row.pk, row.pk, row.name, row.number, seq, seq + 1, row)
