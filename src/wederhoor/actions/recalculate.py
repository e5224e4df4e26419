"""`recalculate`: moves a matter to another version of its regulation or of a calendar (design, sections 3 and 6).

A person takes it, the sweep only proposes it: a change of calendar never moves a running date by itself. The act says what held
before and what holds since, so that both can be read from the log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from wederhoor.actions.loading import Shelf
from wederhoor.actions.values import Refused
from wederhoor.core.act import Value
from wederhoor.core.clockwork import deadline
from wederhoor.core.phrase import say
from wederhoor.core.plan import plans
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Matter as Replayed
from wederhoor.dossiers.models import Matter, Proposal
from wederhoor.dossiers.rows import DossierValue, rows_of
from wederhoor.dossiers.statements import update
from wederhoor.organisations.models import CalendarVersion, ProcedureVersion
from wederhoor.organisations.regulations import OWN, load_calendar, load_procedure, named_calendars, newest_calendars
from wederhoor.web.numbers import number_of

RECALCULATE: Final = "recalculate"
#: The fields in which it names them, and the name of an organisation's own calendar.
PROCEDURE, CALENDAR, OWN_CALENDAR = "procedure", "calendar", OWN
#: Under these names the act says what held before it.
WAS_PROCEDURE: Final = "was_procedure"
WAS_CALENDAR: Final = "was_calendar"
_SHORTEST: Final = 12
"""Characters of a digest that are enough to name a calendar."""


@dataclass(frozen=True, slots=True)
class Pins:
    """The versions that a matter is to follow. `named`: the calendars of its terms, as key and digest; `said`: what the act says."""

    version: ProcedureVersion
    own: CalendarVersion | None
    named: Mapping[str, tuple[int, str] | list[int | str]]
    said: Mapping[str, Value]


def pins_for(shelf: Shelf, data: Mapping[str, Value]) -> Pins | Refused:
    """The versions that the data of the act name: `procedure` as `id@version`, `calendar` by name (the newest) or digest.

    Refused where the organisation published no such version, where the log cannot be read by it, or where nothing would change.
    """
    pins = Pins(shelf.row.procedure_version, shelf.row.calendar_version, shelf.row.named_calendars, {})
    wanted, calendar = str(data.get("procedure") or ""), str(data.get("calendar") or "")
    if not wanted and not calendar:
        return Refused(say("Noem de regeling of de kalender waarmee opnieuw gerekend moet worden."), None, ("procedure", "calendar"))
    moved = _with_procedure(shelf, pins, wanted) if wanted else pins
    if not isinstance(moved, Refused) and calendar:
        moved = _with_named(shelf, moved, calendar)
    if isinstance(moved, Pins) and not moved.said:
        return Refused(say("Er verandert niets: deze zaak volgt deze versie al."), None, ("procedure", "calendar"))
    return moved


def versions_beside(shelf: Shelf) -> tuple[list[ProcedureVersion], list[CalendarVersion]]:
    """What a matter could follow instead: the other versions of its regulation, newest first, and the newest calendars that it asks."""
    pins = Pins(shelf.row.procedure_version, shelf.row.calendar_version, shelf.row.named_calendars, {})
    of_same = shelf.row.organisation.procedures.filter(procedure=pins.version.procedure).exclude(pk=pins.version.pk)
    newest = newest_calendars(shelf.row.organisation).values()
    return list(of_same.defer("text").order_by("-version")), [one for one in newest if _with_calendar(pins, one).said]


def under(shelf: Shelf, pins: Pins) -> Shelf:
    """The same matter as other versions would make it; nothing is changed."""
    own = {name: found for name, found in pins.named.items() if name != OWN}
    return replace(shelf, procedure=load_procedure(pins.version), calendar=load_calendar(pins.own), calendars=named_calendars(own))


def pin(shelf: Shelf, pins: Pins, *, before: Mapping[str, DossierValue], matter: Replayed) -> None:
    """Pins the matter to these versions. Proposals about a duty that now stands elsewhere are settled, and the proposal to do this."""
    row, moved = shelf.row, under(shelf, pins)
    row.procedure_version, row.calendar_version, row.named_calendars = pins.version, pins.own, dict(pins.named)
    shelf.procedure, shelf.calendar, shelf.calendars = moved.procedure, moved.calendar, moved.calendars
    pinned = {
        "procedure_version_id": pins.version.pk,
        "calendar_version_id": row.calendar_version_id,
        "named_calendars": row.named_calendars,
    }
    update(Matter, row.pk, pinned)
    now = shelf.entries[-1].recorded_at
    waiting = Proposal.objects.filter(dossier__matter_id=row.pk, settled_at__isnull=True)
    waiting.filter(act=RECALCULATE).update(settled_at=now)
    for name, was in before.items():
        is_now = [item.duty for item in rows_of(matter, matter.dossiers[name]).duties]
        places = [place for place, item in enumerate(was.duties) if is_now[place : place + 1] != [item.duty]]
        if places:
            waiting.filter(dossier=shelf.dossiers[name], position__in=places).update(settled_at=now)


def proposal(shelf: Shelf, matter: Replayed, newest: Iterable[CalendarVersion], now: datetime) -> Proposal | None:
    """The proposal to recalculate, where a newer calendar of the organisation moves a running due date of this matter."""
    for calendar in newest:
        pins = _with_calendar(Pins(shelf.row.procedure_version, shelf.row.calendar_version, shelf.row.named_calendars, {}), calendar)
        found = _moved(shelf, matter, under(shelf, pins).replayed(now)) if pins.said else None
        if found is not None and not _proposed(shelf):
            name, position = found
            return Proposal(dossier=shelf.dossiers[name], act=RECALCULATE, position=position, made_at=now)
    return None


def _proposed(shelf: Shelf) -> bool:
    return Proposal.objects.filter(dossier__matter_id=shelf.row.pk, act=RECALCULATE, settled_at__isnull=True).exists()


def _moved(shelf: Shelf, matter: Replayed, other: Replayed) -> tuple[str, int] | None:
    """Of the running duties whose due date would be another, the one that is due last: its dossier and place."""
    found: list[tuple[datetime, str, int]] = []
    for name, dossier in matter.dossiers.items():
        for place, (was, is_now) in enumerate(zip(dossier.occurrences, other.dossiers[name].occurrences, strict=False)):
            if was.state in {"open", "on_its_way"} and was.due is not None and was.due != is_now.due:
                found.append((deadline(was.due, shelf.calendar), name, place))
    return max(found)[1:] if found else None


def _with_procedure(shelf: Shelf, pins: Pins, wanted: str) -> Pins | Refused:
    name, _, said = wanted.rpartition("@")
    published = ProcedureVersion.objects.defer("text").filter(organisation_id=shelf.row.organisation_id, procedure=name)
    version = published.filter(version=number_of(said)).first()
    if version is None:
        return Refused(say("Deze organisatie heeft geen regeling '{name}' bekendgemaakt.", name=wanted), None, ("procedure",))
    unread = _unread(shelf, load_procedure(version))
    if unread:
        reason = say("Regeling '{name}' kent niet wat in deze zaak al gebeurd is: {what}.", name=wanted, what=", ".join(unread))
        return Refused(reason, None, ("procedure",))
    if version.pk == pins.version.pk:
        return pins
    return replace(pins, version=version, said={"procedure": str(version), WAS_PROCEDURE: str(pins.version)})


def _unread(shelf: Shelf, procedure: Procedure) -> list[str]:
    """Acts and instances of this matter that a regulation does not know."""
    acts = [entry.act for entry in shelf.entries if entry.act not in procedure.specs]
    instances = [entry.dossier.rpartition(" ")[0] or entry.dossier for entry in shelf.entries]
    return list(dict.fromkeys([*acts, *(name for name in instances if name not in plans(procedure))]))


def _with_named(shelf: Shelf, pins: Pins, said: str) -> Pins | Refused:
    """`said`: a calendar's name, its digest (or the beginning of it), or both as `name@digest`."""
    published = shelf.row.organisation.calendars.defer("text").order_by("published_at", "pk")
    found = [item for item in published if said in {item.name, _code(item)} or _begins(item, said)]
    if not found:
        return Refused(say("Deze organisatie heeft geen kalender '{name}' bekendgemaakt.", name=said), None, ("calendar",))
    return _with_calendar(pins, found[-1])


def _begins(item: CalendarVersion, said: str) -> bool:
    return len(said) >= _SHORTEST and (item.digest.startswith(said) or _code(item).startswith(said))


def _with_calendar(pins: Pins, calendar: CalendarVersion) -> Pins:
    """The pins with this calendar; the same ones where the matter follows it already, or never asks it."""
    name = calendar.name
    if name == OWN:
        if pins.own is not None and pins.own.pk == calendar.pk:
            return pins
        was = _code(pins.own) if pins.own else OWN
        return replace(pins, own=calendar, said={**pins.said, "calendar": _code(calendar), WAS_CALENDAR: was})
    pinned = pins.named.get(name)
    known = load_procedure(pins.version).calendars
    if name not in known or (pinned is not None and pinned[1] == calendar.digest):
        return pins
    was = f"{name}@{pinned[1]}" if pinned else OWN
    named: dict[str, tuple[int, str] | list[int | str]] = {**pins.named, name: [calendar.pk, calendar.digest]}
    return replace(pins, named=named, said={**pins.said, "calendar": _code(calendar), WAS_CALENDAR: was})


def _code(calendar: CalendarVersion) -> str:
    return f"{calendar.name}@{calendar.digest}"
