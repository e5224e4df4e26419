"""The regulations and calendars that an organisation published, as values of the core. Each text is read once per process."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from wederhoor.core.calendar import DEFAULT, Calendar, read_calendar
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.organisations.models import CalendarVersion, Organisation, ProcedureVersion

#: The organisation's own calendar; other names are calendars that terms ask for.
OWN = "default"


class Unreadable(ValueError):  # noqa: N818 - named for what happened
    """A published text that today's reader refuses: published texts are checked, so the program is older than the text."""


def load_procedure(version: ProcedureVersion) -> Procedure:
    """The procedure of a published version."""
    return procedure_of(version.pk, version.digest)


@lru_cache(maxsize=64)
def procedure_of(pk: int, digest: str) -> Procedure:
    """The procedure of a published version, by key and digest; its text is fetched the first time only. Raises Unreadable."""
    found = read(ProcedureVersion.objects.values_list("text", flat=True).get(pk=pk, digest=digest))
    if isinstance(found, tuple):
        raise Unreadable(f"procedure {digest[:12]}: {found[0]}")
    return found


def load_calendar(version: CalendarVersion | None) -> Calendar:
    """The calendar of a published version; without one the default of design section 6."""
    return DEFAULT if version is None else calendar_of(version.pk, version.digest)


@lru_cache(maxsize=64)
def calendar_of(pk: int, digest: str) -> Calendar:
    """The calendar of a published version, by key and digest. Raises Unreadable."""
    found = read_calendar(CalendarVersion.objects.values_list("text", flat=True).get(pk=pk, digest=digest))
    if isinstance(found, tuple):
        raise Unreadable(f"calendar {digest[:12]}: {found[0]}")
    return found


def named_calendars(pinned: Mapping[str, tuple[int, str] | list[int | str]]) -> dict[str, Calendar]:
    """The calendars that a matter pinned for its terms, by name."""
    return {name: calendar_of(int(pk), str(digest)) for name, (pk, digest) in pinned.items()}


def in_force(organisation: Organisation, day: date, procedure: str | None = None) -> ProcedureVersion | None:
    """The version that holds for what was received on a day, in local time; before the first came into force, the first.

    Without a procedure's id the organisation's default one. None where nothing was published.
    """
    wanted = procedure or organisation.settings.get("default_procedure")
    return held_on(organisation.procedures.defer("text"), day, wanted)


def held_on(versions: Iterable[ProcedureVersion], day: date, procedure: str | None) -> ProcedureVersion | None:
    """Of these versions the one that holds on a day; see `in_force`."""
    named = [version for version in versions if procedure in {None, version.procedure}]
    found = sorted(named, key=lambda version: (version.in_force_from, version.version))
    held = [version for version in found if version.in_force_from <= day]
    return held[-1] if held else next(iter(found), None)


def held_each(versions: Iterable[ProcedureVersion], day: date) -> list[ProcedureVersion]:
    """The version that holds on a day of each of several regulations, in the order in which those came."""
    rows = list(versions)
    found = (held_on(rows, day, procedure) for procedure in dict.fromkeys(row.procedure for row in rows))
    return [row for row in found if row is not None]


def ended(organisation: Organisation, procedure: str, day: date) -> date | None:
    """The last day on which one filed under a regulation, where it is past on this one. What was filed before goes on under it."""
    last = organisation.settings.get("last_days", {}).get(procedure)
    return date.fromisoformat(last) if last and last < day.isoformat() else None


def newest_calendars(organisation: Organisation) -> dict[str, CalendarVersion]:
    """The calendar that was published last under each name."""
    return {version.name: version for version in organisation.calendars.defer("text").order_by("published_at", "pk")}
