"""One act worked out and not yet written: read, judged, taken into the replay, its letters filled. The stores are not changed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from wederhoor.actions.addressing import Addressee, addressees
from wederhoor.actions.contact import CORRECT, of_contact
from wederhoor.actions.data import clean, cleaned, of_complainant, unfit, unknown
from wederhoor.actions.filling import Scene, filled, language_for, plain_letter, template_for
from wederhoor.actions.loading import Shelf
from wederhoor.actions.numbers import Drawing
from wederhoor.actions.people import Nobody, People
from wederhoor.actions.policy import Claim, entitled
from wederhoor.actions.recalculate import RECALCULATE, Pins, pins_for, under
from wederhoor.actions.templates import has_reader, own_letters
from wederhoor.actions.values import Actor, Refused, Written
from wederhoor.core.act import LETTER_CHANNELS, ActSpec
from wederhoor.core.advance import advance, channel_of, open_dossier, pass_time
from wederhoor.core.demand import Refusal
from wederhoor.core.log import (
    FILED_FOR,
    OBJECTS_TO,
    READER_LACKS,
    SECOND_READER,
    STANDS_IN_FOR,
    SYSTEM,
    WRITTEN_BY,
    Entry,
    Folded,
    fold_data,
)
from wederhoor.core.permit import refusal, target
from wederhoor.core.phrase import say
from wederhoor.core.procedure import fold
from wederhoor.core.provision import Letter
from wederhoor.core.state import Dossier, Matter
from wederhoor.dossiers.models import Dossier as DossierRow
from wederhoor.dossiers.rows import DossierValue, rows_of
from wederhoor.organisations.models import Member

#: Acts by which a matter about a complaint begins.
_COMPLAINTS = {"file", "imported"}
#: Channels of which the words are kept: letters, and what stands on the complainant's page.
_WRITTEN = LETTER_CHANNELS | {"portal"}
_READ_FIRST = say("Een tweede lezer leest deze brief eerst. Verstuur hem per mail of per post.")


@dataclass(frozen=True, slots=True)
class Call:
    """An act as it is asked for."""

    act: str
    by: Actor
    at: datetime
    now: datetime
    data: Mapping[str, object]
    letter: Written | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter to one addressee."""

    to: Addressee
    channel: str
    subject: str
    body: str
    edited: bool
    language: str = ""


@dataclass(slots=True)
class Step:
    """An act that is possible: everything that has to be written."""

    entry: Entry
    matter: Matter
    people: People
    texts: Mapping[str, str]
    before: Mapping[str, DossierValue]
    template: Letter | None = None
    letters: list[Sheet] = field(default_factory=list)
    pins: Pins | None = None
    writer: Member | None = None


def work_out(shelf: Shelf, call: Call, *, dossier: str, number: Drawing) -> Step | Refused:
    """The act as a step, or why it is refused. `number` is for a dossier that it opens."""
    people = People(shelf)
    spec = shelf.procedure.specs.get(call.act)
    if spec is None:
        return Refused(f"'{call.act}' is geen handeling van deze regeling.")
    made = _entry(shelf, people, spec, call)
    if isinstance(made, Refused):
        return made
    entry, texts = made
    matter = shelf.replayed(shelf.row.drawn_at)
    before = {name: rows_of(matter, item) for name, item in matter.dossiers.items()}
    pass_time(matter, entry.recorded_at)
    entry = _placed(matter, entry, dossier)
    aimed = _aimed(people, spec, call, matter, entry)
    if isinstance(aimed, Refused):
        return aimed
    entry, template = aimed
    if entry.act == RECALCULATE:
        return _recalculated(shelf, Step(entry, matter, people, texts, before))
    advance(matter, entry)
    step = Step(entry, matter, people, texts, before, template, writer=call.by.member)
    fault = _write_letters(shelf, step, spec, call, number)
    return fault or step


def _aimed(people: People, spec: ActSpec, call: Call, matter: Matter, entry: Entry) -> tuple[Entry, Letter | None] | Refused:
    """The act in its dossier with its letter's template, if this person may take it there and it is possible now."""
    goal = target(matter, entry)
    template = None
    if not isinstance(goal, Refusal):
        entry = replace(entry, dossier=goal.name)
        standing = _standing_in(people, call, matter, goal, entry)
        if isinstance(standing, Refused):
            return standing
        channel = channel_of(spec, entry.data, goal)
        if channel in _WRITTEN:
            template = template_for(matter.procedure.letters, goal, entry.act, entry.data)
            standing |= _read_by(people, call, entry.act, goal)
        if channel == "portal" and SECOND_READER in standing:
            return Refused(_READ_FIRST, None, ("channel",))
        entry = _with_states(replace(entry, data={**entry.data, **standing}), spec, template)
    found = refusal(matter, entry)
    return (entry, template) if found is None else Refused(found.reason, found.clause, found.missing, found.parts)


def _read_by(people: People, call: Call, act: str, goal: Dossier) -> dict[str, str]:
    """The role that reads this letter before it leaves, where the organisation wants that; what the system writes nobody wrote.

    Where only its writer could read it nobody does, and the log says so: an office of one must be able to answer in time.
    """
    shelf = people.shelf
    role = "" if call.by.system else own_letters(shelf.row.organisation).reader(shelf.procedure, act, goal.instance)
    if not role:
        return {}
    return {SECOND_READER if has_reader(shelf.row.organisation, role, beside=call.by.member) else READER_LACKS: role}


def _recalculated(shelf: Shelf, step: Step) -> Step | Refused:
    """The act and the whole matter by the versions that it names."""
    pins = pins_for(shelf, step.entry.data)
    if isinstance(pins, Refused):
        return pins
    entry = replace(step.entry, data={**step.entry.data, **pins.said})
    return replace(step, entry=entry, matter=under(shelf, pins).replayed(entry.recorded_at, more=[entry]), pins=pins)


# Reading what was asked ----------------------------------------------------------------------------------------------------


def _entry(shelf: Shelf, people: People, spec: ActSpec, call: Call) -> tuple[Entry, dict[str, str]] | Refused:
    role = SYSTEM if call.by.system else shelf.procedure.role_names.get(fold(call.by.role), call.by.role)
    flat = cleaned(spec, call.data)
    strange = unknown(spec, flat)
    if strange:
        return Refused(f"Onbekend gegeven: {', '.join(strange)}.", None, strange)
    filed_for = _filed_for(people, spec, call, role)
    try:
        person = filed_for if filed_for and _files_own(call, role) else people.bearer(call.by, role)
        flat = people.resolved(spec, flat)
    except Nobody as nobody:
        return Refused(f"Dit is geen persoon in deze zaak: {nobody}.", None, (str(nobody),))
    fault = _not_this_role(shelf, people, call, role, person)
    if fault:
        return fault
    folded = _parted(people, spec, flat)
    if isinstance(folded, Refused):
        return folded
    known, texts = of_complainant(spec, folded.texts)
    codes = {**folded.codes, **({FILED_FOR: filed_for} if filed_for else {}), **_written_by(people, call)}
    owner = filed_for or people.complainant
    if owner and known:
        people.learn(owner, known)
    at, recorded_at = _moments(shelf, call)
    return Entry(spec.id, at, recorded_at, role, person, codes), texts


def _parted(people: People, spec: ActSpec, flat: Mapping[str, object]) -> Folded | Refused:
    """The data as codes and texts, or what of it cannot be read."""
    folded = fold_data(spec, flat)
    wrong = (*folded.faults, *(f"{name}: dit is te lang voor een code" for name in unfit(folded.codes)))
    if wrong:
        return Refused("; ".join(wrong), None, tuple(item.partition(":")[0] for item in wrong))
    return of_contact(people, folded) if spec.id == CORRECT else folded


def _written_by(people: People, call: Call) -> dict[str, str]:
    """Who wrote down what another did: a member in the name of a party."""
    in_name = call.by.member is not None and call.by.party is not None
    return {WRITTEN_BY: people.of_member(call.by.member).ref} if in_name and call.by.member else {}


def _filed_for(people: People, spec: ActSpec, call: Call, role: str) -> str:
    """A matter about a complaint begins with a party for whoever complains, also where no name was given."""
    if people.shelf.entries or spec.id not in _COMPLAINTS:
        return ""
    if _files_own(call, role) and call.by.member is not None:
        return people.of_member(call.by.member, "complainant").ref
    return people.add("complainant").ref


def _files_own(call: Call, role: str) -> bool:
    return role in {"complainant", "customer"} and not call.by.party


def _not_this_role(shelf: Shelf, people: People, call: Call, role: str, person: str | None) -> Refused | None:
    """Whether anyone can act so: in a role that there is, for his own organisation, of the one whose complaint it is."""
    known = next((item for item in shelf.procedure.roles if item.id == role), None)
    if known is None and role != SYSTEM:
        return Refused(f"Deze regeling kent de rol '{role}' niet.")
    if role in {"complainant", "customer"} and shelf.entries and person != people.complainant:
        return Refused(say("Dit kan alleen degene die de klacht indiende."))
    member = call.by.member
    if member is not None and (member.organisation_id != shelf.row.organisation_id or not member.active):
        return Refused(say("U werkt niet voor deze organisatie."))
    return None


def _standing_in(people: People, call: Call, matter: Matter, goal: Dossier, entry: Entry) -> dict[str, str] | Refused:
    """Whether the policy lets this person act in this role here, and what the log says of whoever stands in for another."""
    role = next((item for item in matter.procedure.roles if item.id == entry.by), None)
    if role is None:
        return {}
    day = matter.calendar.local_day(entry.recorded_at)
    found = entitled(Claim(people.shelf, matter, goal, entry.act, call.by, role, entry.person, day))
    if found is None or isinstance(found, Refused):
        return found or {}
    return {STANDS_IN_FOR: found if isinstance(found, str) else people.of_key(found).ref}


def _moments(shelf: Shelf, call: Call) -> tuple[datetime, datetime]:
    """When it happened and when it was recorded. The log never goes back in time: a clock that lags behind is set right."""
    last = shelf.entries[-1].recorded_at if shelf.entries else call.now
    if call.now >= last:
        return call.at, call.now
    return (last if call.at == call.now else call.at), last


def _placed(matter: Matter, entry: Entry, wanted: str) -> Entry:
    """The act at its place in the matter. What opens an appeal against another than the newest dossier says against which."""
    placed = replace(entry, dossier=_place(matter, entry, wanted))
    base = matter.named(wanted)
    if base is None or matter.named(placed.dossier) is not None or open_dossier(matter, placed.dossier).against is base:
        return placed
    return replace(placed, data={**entry.data, OBJECTS_TO: int(base.name.rpartition(" ")[2])})


def _place(matter: Matter, entry: Entry, wanted: str) -> str:
    """The dossier an act goes to; an act that opens an instance gets a new name, of the first instance it can open there."""
    if entry.act in {"sent", "bounced"}:
        index = entry.data.get("of")
        found = matter.where.get(index) if isinstance(index, int) else None
        return found.name if found else wanted
    base = matter.named(wanted)
    for instance in reversed(matter.procedure.instances):
        if instance.opened_by == entry.act and base is not None and base.instance == instance.against:
            return f"{instance.id} {1 + sum(item.instance == instance.id for item in matter.dossiers.values())}"
    return wanted


# Letters -------------------------------------------------------------------------------------------------------------------


def _with_states(entry: Entry, spec: ActSpec, letter: Letter | None) -> Entry:
    """What the letter's template says joins the states of the act, so that the duty to say so is met by it."""
    if letter is None or not letter.states or "states" not in spec.fields:
        return entry
    said = entry.data.get("states")
    states = tuple(dict.fromkeys((*(said if isinstance(said, tuple) else ()), *letter.states)))
    return replace(entry, data={**entry.data, "states": states})


def _write_letters(shelf: Shelf, step: Step, spec: ActSpec, call: Call, number: Drawing) -> Refused | None:
    dossier = step.matter.dossiers[step.entry.dossier]
    channel = channel_of(spec, step.entry.data, dossier)
    if channel is None or channel not in _WRITTEN:
        return None
    row = shelf.dossiers.get(dossier.name) or DossierRow(organisation=shelf.row.organisation, number=number.number())
    scene = Scene(shelf, row, step.matter, step.entry, step.texts, call.now)
    ways = _ways(step.entry, addressees(step.people, dossier, step.entry), channel)
    if isinstance(ways, Refused):
        return ways
    language = language_for(step.template, scene)
    for item, way in ways:
        words = _words(scene, step.template, item, call.letter)
        if isinstance(words, Refused):
            return words
        subject, body = words
        step.letters.append(Sheet(item, way, subject, body, edited=call.letter is not None, language=language))
    return None if step.letters else Refused(say("Het is niet bekend aan wie deze brief gaat."), None, ("to",))


def _ways(entry: Entry, to: Sequence[Addressee], channel: str) -> list[tuple[Addressee, str]] | Refused:
    """By which way each is told. Of those who get a copy nobody is passed over: without a mail address his goes by post (EXT-15)."""
    if channel != "mail":
        return [(item, channel) for item in to]
    if entry.act == "send_copies":
        unreached = [item.name for item in to if not (item.email or item.post)]
        if unreached:
            return Refused(say("Van {name} is geen adres bekend. Vul dat eerst aan.", name=", ".join(unreached)), None, ("to",))
        once = {item.email.lower() or item.post: item for item in reversed(to)}
        return [(item, "mail" if item.email else "post") for item in reversed(once.values())]
    reached = [item for item in to if item.email]
    return [(item, channel) for item in reached] or Refused(say("Er is geen e-mailadres bekend. Kies een andere weg."), None, ("channel",))


def _words(scene: Scene, template: Letter | None, to: Addressee, written: Written | None) -> tuple[str, str] | Refused:
    if written is not None:
        return " ".join(clean(written.subject).split())[:300], clean(written.body)
    return filled(template, scene, to.party) if template is not None else plain_letter(scene, to.party)
