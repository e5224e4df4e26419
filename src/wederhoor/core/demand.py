"""What an act must carry, and what closing, destroying, waiving and extending ask of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from typing import Final

from wederhoor.core.advance import channel_of
from wederhoor.core.clockwork import day_of, deadline, end_of
from wederhoor.core.condition import Trigger
from wederhoor.core.facts import fact, happened, holds, is_filled
from wederhoor.core.findings import contradiction
from wederhoor.core.log import SYSTEM, YEARS, Entry
from wederhoor.core.norm import ActRule, Extension, Registered
from wederhoor.core.owing import DESTRUCTION, extendable
from wederhoor.core.parts import objection_to, with_roles
from wederhoor.core.phrase import Phrase, say
from wederhoor.core.second import APPROVE, SEND_BACK, letter_read, objection_to_reader
from wederhoor.core.state import Dossier, Due, Matter, Moved, Occurrence


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act is not possible: the reason in plain Dutch, the clause it rests on, and the data that lack, if any.

    `parts`: where there are several reasons, each with its own clause; the whole names the first.
    """

    reason: str
    clause: str | None = None
    missing: tuple[str, ...] = ()
    parts: tuple["Refusal", ...] = ()


_NOTHING_TO_EXTEND: Final = Refusal(say("Er loopt geen termijn die verlengd kan worden."))


def first(clauses: tuple[str, ...]) -> str | None:
    """The clause that is named where there are several."""
    return clauses[0] if clauses else None


def scene_of(dossier: Dossier) -> Dossier:
    """Where an act is judged: an objection that does not exist yet is judged by the dossier that it is against."""
    return dossier.against if dossier.against is not None and not dossier.records else dossier


def with_act(matter: Matter, scene: Dossier, entry: Entry) -> Dossier:
    """The scene as it would be with the data of this act in its facts; what a first filing says stands there by its bare names too."""
    own = {f"{entry.act}.{name}": value for name, value in with_roles(matter, entry.data).items()}
    first_said = {} if scene.records else entry.data
    return replace(scene, facts={**first_said, **scene.facts, **own})


def dating_refusal(matter: Matter, entry: Entry) -> Refusal | None:
    """What may be dated back: a letter that came on Friday and is registered on Monday, but no letter or extension of our own."""
    if entry.at.year not in YEARS or entry.recorded_at.year not in YEARS:
        return Refusal(say("Dit moment ligt buiten elke kalender."))
    if entry.at > entry.recorded_at:
        return Refusal(say("Een handeling kan niet in de toekomst liggen."))
    spec = matter.procedure.specs[entry.act]
    if entry.at < entry.recorded_at and not spec.back_dated and entry.data.get("channel") not in {"phone", "talk"}:
        return Refusal(say("Deze handeling kan niet met een eerdere datum worden vastgelegd."))
    return None


def data_refusal(matter: Matter, dossier: Dossier, entry: Entry, rule: ActRule | None) -> Refusal | None:
    """What lacks in the data, which value the regulation does not know, or who may not be named."""
    if rule is None:
        return None
    clause = first(rule.clause)
    scene = scene_of(dossier)
    full = with_act(matter, scene, entry)
    lacking = tuple(
        datum.field for datum in rule.requires if (datum.when is None or holds(datum.when, full)) and not is_filled(entry.data, datum)
    )
    if lacking:
        return Refusal(say("Ontbreekt: {what}.", what=lacking), clause, lacking)
    for name, wanted in rule.values.items():
        value = entry.data.get(name)
        if value is None and name == "channel":
            value = channel_of(matter.procedure.specs[entry.act], entry.data, dossier)
        if value is not None and value not in wanted:
            return Refusal(say("{field}: alleen {values}.", field=name, values=[str(item) for item in wanted]), clause)
    if rule.persons:
        reason = objection_to(rule.persons, entry.data, scene, matter, by=entry.person)
        if reason:
            return Refusal(reason, first(rule.persons.clause) or clause)
    unfit = contradiction(entry.data, rule.values)
    return Refusal(unfit, clause, ("outcome",)) if unfit else None


def own_refusal(matter: Matter, dossier: Dossier, entry: Entry) -> Refusal | None:
    """What the engine itself asks of a few acts."""
    check = _CHECKS.get(entry.act)
    found = check(matter, dossier, entry) if check else None
    if found is None and entry.act in dossier.plan.extends:
        found = _extending(matter, dossier, entry)
    return found or _too_late(matter, scene_of(dossier), entry)


def not_yet(matter: Matter, dossier: Dossier, act: str, now: datetime) -> Refusal | None:
    """Why closing, destroying, extending or an act after its window would be refused at `now` whatever it carries; else None."""
    entry = Entry(act, now, now, SYSTEM, None, {}, dossier.name)
    if act in {"close", "destroy"}:
        return _CHECKS[act](matter, dossier, entry)
    if act not in dossier.plan.extends:
        return _too_late(matter, scene_of(dossier), entry)
    idle = [_idle(matter, entry, item, rule, due) for item, rule, due in extendable(dossier, act, {})]
    return next((why for why in idle if why is not None), _NOTHING_TO_EXTEND) if None not in idle else None


def _idle(matter: Matter, entry: Entry, item: Occurrence, rule: Extension, due: Due) -> Refusal | None:
    """Why a term cannot be extended any more, where the regulation refuses a notice that moves nothing."""
    notices = [notice for notice in item.moved if notice.moved]
    reason = _moves_nothing(matter, entry, rule, due, notices) if rule.late == "refuse" else None
    return Refusal(reason, first(rule.clause or item.duty.clause)) if reason else None


def _closing(matter: Matter, dossier: Dossier, _entry: Entry | None) -> Refusal | None:
    """Closing asks every datum of the register, each named with its clause, and no open objection."""
    if any(not other.closed for other in matter.against(dossier)):
        return Refusal(say("Er loopt nog een bezwaar."))
    lacking = [item for item in dossier.plan.registered if not registered(item, dossier)]
    if not lacking:
        return None
    by_clause = {first(item.clause): [one for one in lacking if first(one.clause) == first(item.clause)] for item in lacking}
    return together([_unregistered(items, clause) for clause, items in by_clause.items()])


def _unregistered(items: Sequence[Registered], clause: str | None) -> Refusal:
    return Refusal(say("Ontbreekt: {what}.", what=[item.name for item in items]), clause, tuple(item.id for item in items))


def together(refusals: Sequence[Refusal]) -> Refusal:
    """Several reasons as one refusal; each keeps its clause."""
    parts = tuple(part for one in refusals for part in one.parts or (one,))
    if len(parts) == 1:
        return parts[0]
    reason = reduce(lambda said, part: say("{first} {second}", first=said, second=part.reason), parts[1:], parts[0].reason)
    clause = next((part.clause for part in parts if part.clause), None)
    return Refusal(reason, clause, tuple(name for part in parts for name in part.missing), parts)


def closing_refusal(matter: Matter, dossier: Dossier, found: Refusal) -> Refusal:
    """Whoever cannot close is told all that lacks at once: what is still to be done and what is not yet registered (EXA-17)."""
    lacking = _closing(matter, dossier, None)
    if lacking is None or not found.missing:
        return found
    return together([lacking, found])


def registered(item: Registered, dossier: Dossier) -> bool:
    """Whether a datum of the register is there, or does not apply."""
    if item.when is not None and not holds(item.when, dossier):
        return True
    return any(_source(source, dossier) for source in item.sources)


def _source(source: str, dossier: Dossier) -> bool:
    if source == "messages":
        return bool(dossier.records)
    if source.startswith("duty "):
        return any(item.duty.id == source.removeprefix("duty ") for item in dossier.occurrences)
    act, _, part = source.removeprefix("fact:").rpartition(".")
    if part in {"at", "sent"}:
        return happened(Trigger(act=f"{act}.sent" if part == "sent" else act), dossier)
    return fact(dossier, source.removeprefix("fact:")) not in (None, "", ())


def _destroying(matter: Matter, dossier: Dossier, entry: Entry) -> Refusal | None:
    """Not before the end of the retention, not during an objection, an open request or a hold (EXT-17, ECM-16, KLI-18)."""
    keep = matter.procedure.retention
    clause = first(keep.clause) if keep else None
    if any(item.holds for item in (*dossier.line(), *matter.against(dossier))):
        return Refusal(say("Er is een reden vastgelegd om dit dossier niet te vernietigen."), clause)
    if any(not other.closed for other in matter.against(dossier)):
        return Refusal(say("Er loopt nog een bezwaar."), clause)
    ends = [item.due for item in dossier.occurrences if item.duty.id == DESTRUCTION and item.pending and item.due is not None]
    if not ends:
        return Refusal(say("De bewaartermijn is nog niet begonnen."), clause)
    if matter.calendar.local_day(entry.recorded_at) < day_of(ends[-1], matter.calendar):
        return Refusal(say("De bewaartermijn loopt tot {day}.", day=day_of(ends[-1], matter.calendar)), clause)
    return None


def _waiving(matter: Matter, dossier: Dossier, entry: Entry) -> Refusal | None:
    named = entry.data.get("duty")
    about = entry.data.get("item")
    items = [item for item in dossier.occurrences if item.duty.id == named and item.pending and about in (None, item.item)]
    if not items:
        known = next((duty for duty in matter.procedure.duties if duty.id == named), None)
        return Refusal(say("Deze verplichting staat niet open."), first(known.clause) if known else None)
    clause = first(items[0].duty.clause)
    if not entry.data.get("reason"):
        return Refusal(say("Ontbreekt: {what}.", what="reason"), clause, ("reason",))
    optional = items[0].duty.optional
    if optional is True or (not isinstance(optional, bool) and holds(optional, dossier)):
        return None
    return Refusal(say("Van deze verplichting kan niet worden afgezien."), clause)


def _promising(_matter: Matter, dossier: Dossier, entry: Entry) -> Refusal | None:
    """Secrecy can be asked where it can be promised: else whoever it is asked of would never see anything (EXT-20)."""
    if entry.data.get("secrecy") is not True or "accept_secrecy" in dossier.plan.rules:
        return None
    return Refusal(say("Geheimhouding kan niemand hier beloven: deze regeling kent dat niet. Vraag het zonder."), None, ("secrecy",))


def _extending(matter: Matter, dossier: Dossier, entry: Entry) -> Refusal | None:
    """A notice needs a reason and a new date; after expiry it is refused, unless the regulation lets it be recorded (EXT-14, KLI-16)."""
    found = list(extendable(dossier, entry.act, entry.data))
    if not found:
        return _NOTHING_TO_EXTEND
    for item, rule, due in found:
        clause = first(rule.clause or item.duty.clause)
        asked = ("until", "reasons") if rule.reasons else ("until",)
        lacking = tuple(name for name in asked if not entry.data.get(name))
        if lacking:
            return Refusal(say("Ontbreekt: {what}.", what=lacking), clause, lacking)
        notices = [notice for notice in item.moved if notice.moved]
        until = date.fromisoformat(str(entry.data["until"]))
        idle = _moves_nothing(matter, entry, rule, due, notices)
        reason = (idle if rule.late == "refuse" else None) if idle else _too_far(matter, rule, due, notices, until)
        if not (idle or reason) and _asks_consent(rule, notices) and not _consented(dossier, entry.data, until):
            reason = say("De klager heeft hier nog niet mee ingestemd.")
        if reason:
            return Refusal(reason, clause)
    return None


def _moves_nothing(matter: Matter, entry: Entry, rule: Extension, due: Due, notices: list[Moved]) -> Phrase | None:
    """Why a notice comes too late or too often to move anything."""
    if entry.at >= deadline(due, matter.calendar):
        return say("De termijn is al voorbij; verlengen kan niet meer.")
    return say("Deze termijn is al zo vaak verlengd als mag.") if rule.times and len(notices) >= rule.times else None


def _asks_consent(rule: Extension, notices: list[Moved]) -> bool:
    return rule.consent == "always" or (rule.consent == "after_first" and bool(notices))


def _too_far(matter: Matter, rule: Extension, due: Due, notices: list[Moved], until: date) -> str | None:
    if until <= day_of(due, matter.calendar):
        return say("De nieuwe datum ligt niet na de huidige.")
    limit = furthest(matter, rule, due, notices)
    return say("De nieuwe datum ligt verder weg dan de regeling toestaat.") if limit and until > limit else None


def furthest(matter: Matter, rule: Extension, due: Due, notices: list[Moved]) -> date | None:
    """The last day to which a notice may move a due date; None where the regulation sets no limit. `notices`: those that moved it."""
    limits = ((rule.at_most, due), (rule.in_total, notices[0].before if notices else due))
    return min((day_of(end_of(limit, start, matter), matter.calendar) for limit, start in limits if limit is not None), default=None)


def _consented(dossier: Dossier, data: Mapping[str, object], until: date) -> bool:
    """The complainant agreed: said so with the notice, or agreed before to this date or a later one (Awb 9:11 lid 3)."""
    if data.get("consented"):
        return True
    return any(
        str(record.data.get("until", until.isoformat())) >= until.isoformat() for record in dossier.by_act.get("consent_extension", ())
    )


def _too_late(matter: Matter, scene: Dossier, entry: Entry) -> Refusal | None:
    """An act after its window is refused only where the regulation itself says so; else a person decides."""
    for right, _ in scene.plan.uses.get(entry.act, ()):
        for item in scene.openings:
            over = item.closes is not None and entry.at >= deadline(item.closes, matter.calendar)
            if right.late == "refuse" and item.right is right and item.standing and over:
                return Refusal(say("De termijn hiervoor is voorbij."), first(right.clause))
    return None


def _reading_twice(matter: Matter, _dossier: Dossier, entry: Entry) -> Refusal | None:
    """A letter that waits for a second reader is approved, or sent back with the reason."""
    letter = letter_read(matter, entry.data.get("of"))
    if letter is None:
        return None
    clause = first(matter.where[letter.index].plan.rules[letter.act].clause)
    reason = objection_to_reader(matter, entry, letter)
    if reason is None and entry.act == SEND_BACK and not entry.data.get("reason"):
        return Refusal(say("Ontbreekt: {what}.", what="reason"), clause, ("reason",))
    return Refusal(reason, clause) if reason else None


_CHECKS: Final[Mapping[str, Callable[[Matter, Dossier, Entry], Refusal | None]]] = {
    APPROVE: _reading_twice,
    SEND_BACK: _reading_twice,
    "close": _closing,
    "destroy": _destroying,
    "waive": _waiving,
    "consult": _promising,
    "disclose": _promising,
}
