"""What anyone may know: which organisations there are, which regulation is in force, and what their products are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from wederhoor.catalogue.models import Product
from wederhoor.core.calendar import Calendar
from wederhoor.core.procedure import Procedure
from wederhoor.correspondence.models import Letter
from wederhoor.organisations.models import Organisation, ProcedureVersion
from wederhoor.organisations.regulations import OWN, in_force, load_calendar, load_procedure, newest_calendars


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version: its number, from when it holds, whether it holds now."""

    procedure: str
    version: int
    in_force_from: date
    current: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """The regulation of an organisation at a moment, with its other versions and the organisation's calendar."""

    organisation: Organisation
    procedure: Procedure
    calendar: Calendar
    editions: tuple[Edition, ...]


def organisations() -> list[Organisation]:
    """Every organisation that published a regulation, by name."""
    return list(Organisation.objects.filter(procedures__isnull=False).distinct().order_by("name"))


def regulation(slug: str, *, now: datetime, version: int | None = None) -> InForce | None:
    """The regulation of an organisation that is in force, or a version of it by its number; None where there is none."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return None
    calendar = load_calendar(newest_calendars(organisation).get(OWN))
    held = in_force(organisation, calendar.local_day(now))
    if held is None:
        return None
    rows = organisation.procedures.filter(procedure=held.procedure).defer("text").order_by("-version")
    shown = next((row for row in rows if row.version == version), None) if version is not None else held
    if shown is None:
        return None
    return InForce(organisation, load_procedure(shown), calendar, tuple(_editions(rows, held)))


def products(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    """The products by code and name, as one chooses from them."""
    return tuple(Product.objects.filter(organisation=organisation).order_by("name").values_list("code", "name"))


def letters(matter_id: int, party: str) -> list[Letter]:
    """The letters of a matter that left, to one party of it, in all its dossiers."""
    rows = Letter.objects.filter(matter_id=matter_id, party=party, seq__isnull=False, state="sent")
    return list(rows.order_by("seq", "pk"))


def _editions(rows: Iterable[ProcedureVersion], held: ProcedureVersion) -> Iterable[Edition]:
    for row in rows:
        yield Edition(row.procedure, row.version, row.in_force_from, row.pk == held.pk)
