"""What the public may know: the organisations, their regulations and products; and what the holder of a code may know of his matter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wederhoor.actions.loading import take
from wederhoor.catalogue.models import Product
from wederhoor.core.calendar import Calendar
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Matter
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, Party, Text
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


@dataclass(frozen=True, slots=True)
class Followed:
    """A matter as its complainant follows it: all its dossiers by name, the replay, himself, and his letters and texts by place.

    `keys`: those of the acts in the log. `party`: None once his data were destroyed. `texts` hold what staff wrote as well.
    """

    dossier: Dossier
    rows: Mapping[str, Dossier]
    keys: Mapping[str, int]
    matter: Matter
    party: Party | None
    texts: Mapping[int, Mapping[str, str]]
    letters: Sequence[Letter]


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


def names_of(organisation: Organisation, codes: Collection[str]) -> dict[str, str]:
    """What these products are called, by code: one query, and none where there are no codes."""
    if not codes:
        return {}
    return dict(Product.objects.filter(organisation=organisation, code__in=codes).values_list("code", "name"))


def followed(dossier: Dossier, now: datetime) -> Followed:
    """Opens the matter of a dossier for whoever holds its code. Six queries."""
    shelf = take([dossier.matter_id])[0]
    matter = shelf.replayed(now)
    held = matter.first.holders.get("complainant", []) if matter.first else []
    party = next((shelf.parties[ref] for ref in held if ref in shelf.parties), None)
    texts: dict[int, dict[str, str]] = {}
    for seq, name, body in Text.objects.filter(matter_id=dossier.matter_id).order_by("seq", "pk").values_list("seq", "field", "body"):
        texts.setdefault(seq, {})[name] = body
    left = Letter.objects.filter(matter_id=dossier.matter_id, party=party.ref if party else "-", seq__isnull=False, state="sent")
    return Followed(dossier, shelf.dossiers, shelf.keys, matter, party, texts, list(left.order_by("seq", "pk")))


def _editions(rows: Iterable[ProcedureVersion], held: ProcedureVersion) -> Iterable[Edition]:
    for row in rows:
        yield Edition(row.procedure, row.version, row.in_force_from, row.pk == held.pk)
