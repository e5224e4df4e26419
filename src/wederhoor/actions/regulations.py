"""Publishing: a regulation or calendar becomes a version that never changes."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from wederhoor.core.calendar import read_calendar
from wederhoor.core.fault import Fault
from wederhoor.core.reading import read
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import CalendarVersion, Organisation, ProcedureVersion
from wederhoor.organisations.regulations import OWN, in_force, load_calendar, newest_calendars


def publish_procedure(organisation: Organisation, text: str, now: datetime) -> ProcedureVersion | tuple[Fault, ...]:
    """The text as a version of the organisation, or every fault in it. Publishing the same text again gives the same version.

    A version that was published with another text is a fault: it needs a higher number. One that comes beside another regulation changes
    nothing for who names none: he complains by the regulation that held before.
    """
    procedure = read(text)
    if isinstance(procedure, tuple):
        return procedure
    digest = _digest(text)
    known = ProcedureVersion.objects.filter(organisation=organisation, procedure=procedure.id, version=procedure.version)
    found: ProcedureVersion | None = known.first()
    if found is not None and found.digest != digest:
        return (Fault(None, "version", f"versie {procedure.version} is al bekendgemaakt met een andere tekst; geef een hoger nummer."),)
    if found is not None:
        return found
    with transaction.atomic():
        _keep_default(organisation, procedure.id, now)
        return ProcedureVersion.objects.create(
            organisation=organisation,
            procedure=procedure.id,
            version=procedure.version,
            text=text,
            digest=digest,
            in_force_from=procedure.in_force_from,
            published_at=now,
        )


def make_default(organisation: Organisation, procedure: str) -> None:
    """From now on who names no regulation complains by the one with this id; had it a last day, it has none any more."""
    with transaction.atomic():
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        days = {name: day for name, day in held.settings.get("last_days", {}).items() if name != procedure}
        held.settings = {**held.settings, "default_procedure": procedure, **({"last_days": days} if "last_days" in held.settings else {})}
        held.save(update_fields=["settings"])
    organisation.settings = held.settings


def end(organisation: Organisation, procedure: str, last_day: date | None) -> str | None:
    """From the day after `last_day` on nobody files under this regulation; None takes that back. Why not, where it cannot be.

    The one by which one complains who names none cannot end: another becomes that first, so that a complaint always has its regulation.
    """
    with transaction.atomic():
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        published = set(held.procedures.values_list("procedure", flat=True))
        if procedure not in published:
            return f"There is no regulation '{procedure}'; there is: {', '.join(sorted(published)) or 'none yet'}."
        if last_day is not None and held.settings.get("default_procedure", procedure) == procedure:
            return "This is the regulation by which one complains who names none: make another one the default first (publish --default)."
        days = {**held.settings.get("last_days", {}), procedure: last_day and last_day.isoformat()}
        held.settings = {**held.settings, "last_days": {name: day for name, day in days.items() if day}}
        held.save(update_fields=["settings"])
    organisation.settings = held.settings
    return None


def _keep_default(organisation: Organisation, published: str, now: datetime) -> None:
    """Names the regulation that holds as the default one before the first other one is published beside it."""
    if organisation.settings.get("default_procedure"):
        return
    held = in_force(organisation, load_calendar(newest_calendars(organisation).get(OWN)).local_day(now))
    if held is not None and held.procedure != published:
        make_default(organisation, held.procedure)


def publish_calendar(organisation: Organisation, text: str, now: datetime, *, name: str = OWN) -> CalendarVersion | tuple[Fault, ...]:
    """The text as the calendar that holds for new matters, or every fault in it. What runs keeps its own calendar.

    The sweep weighs the open dossiers against it, and proposes to recalculate those of which it moves a running date.
    """
    calendar = read_calendar(text)
    if isinstance(calendar, tuple):
        return calendar
    digest = _digest(text)
    found: CalendarVersion | None = CalendarVersion.objects.filter(organisation=organisation, name=name, digest=digest).first()
    if found is not None:
        return found
    with transaction.atomic():
        Dossier.objects.filter(organisation=organisation).exclude(stage__in=["closed", "destroyed"]).update(recheck=True)
        return CalendarVersion.objects.create(organisation=organisation, name=name, text=text, digest=digest, published_at=now)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
