"""The columns of an exported register: those of a dossier's own row, and one for each datum that the regulations register."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.core.plan import plans
from wederhoor.core.procedure import Procedure
from wederhoor.desk.facets import Facet
from wederhoor.desk.shown.rows import Rules
from wederhoor.web import words
from wederhoor.web.spreadsheet import Cell

if TYPE_CHECKING:
    from wederhoor.actions.exporting import Around
    from wederhoor.dossiers.models import Dossier

_ENDED: Final = frozenset({"closed", "destroyed"})
#: Columns of the row that a facet narrows by have a column of their own already.
_OF_FACTS: Final = frozenset({"fact", "fact_from", "filled"})


class Line(NamedTuple):
    """One dossier with what stands around it."""

    row: "Dossier"
    by: Rules
    around: "Around"
    handlers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands above it, and what of a dossier stands in it."""

    label: str
    cell: Callable[[Line], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """All columns, and the acts and duties whose days they show."""

    columns: tuple[Column, ...]
    acts: frozenset[str]
    duties: frozenset[str]

    @property
    def header(self) -> list[str]:
        """What stands above the columns."""
        return [column.label for column in self.columns]

    def cells(self, line: Line) -> list[Cell]:
        """A dossier as a row."""
        return [column.cell(line) for column in self.columns]


def table(facets: Sequence[Facet]) -> Table:
    """The columns of a register that can be narrowed by these facets."""
    data = [one for one in facets if one.how in _OF_FACTS]
    sources = {source for one in data for source in one.names}
    acts = {name.rpartition(".")[0] for name in sources if name.endswith((".at", ".sent"))}
    duties = {source.removeprefix("duty ") for source in sources if source.startswith("duty ")}
    return Table((*_own(), *_registered(data)), frozenset(acts), frozenset(duties))


def _own() -> Iterator[Column]:
    yield Column(_("Nummer"), lambda line: line.row.number)
    yield Column(_("Soort"), lambda line: _kind(line.row, line.by.procedure))
    yield Column(_("Fase"), lambda line: words.word("stage", line.row.stage))
    yield Column(_("Oordeel"), lambda line: words.word("outcome", line.row.outcome) if line.row.outcome else "")
    yield Column(_("Weg waarlangs"), lambda line: words.value_word("channel", line.row.channel) if line.row.channel else "")
    yield Column(_("Product"), lambda line: line.row.product)
    yield Column(_("Naam van het product"), lambda line: line.around.products.get(line.row.product, ""))
    yield Column(_("Instelling"), lambda line: _who(line)[0])
    yield Column(_("Klager"), lambda line: _who(line)[1])
    yield Column(_("Ontvangen"), lambda line: _day(line.row.received_at))
    yield Column(_("Gesloten"), lambda line: _day(line.row.closed_at))
    yield Column(_("Behandelaar"), lambda line: line.handlers.get(line.row.owner_id or 0, ""))
    yield Column(_("Kritieke fout"), lambda line: line.row.critical)
    yield Column(_("Volgende verplichting"), _duty)
    yield Column(_("Artikel"), lambda line: "" if line.row.stage in _ENDED else line.row.next_clause)
    yield Column(_("Uiterlijk"), lambda line: None if line.row.stage in _ENDED else _last_day(line.row.next_due))


def _kind(row: "Dossier", procedure: Procedure) -> str:
    named = next((item.name for item in procedure.instances if item.id == row.instance), None)
    named = named or next((item.name for item in procedure.kinds if item.id == row.kind and item.name), None)
    return words.spoken(named) if named else words.word("kind", row.kind) if row.kind else ""


def _who(line: Line) -> tuple[str, str]:
    return line.around.who.get(line.row.matter_id, ("", "")) if line.row.stage != "destroyed" else ("", _("Vernietigd"))


def _duty(line: Line) -> str:
    row = line.row
    duty = plans(line.by.procedure)[row.instance].duties.get(row.next_duty)
    return words.spoken(duty.name) if duty and row.stage not in _ENDED else ""


def _day(moment: datetime | None) -> date | None:
    return localtime(moment).date() if moment else None


def _last_day(due: datetime | None) -> date | None:
    """A term ends on the midnight after its last day."""
    return localtime(due - due.resolution).date() if due else None


# What is registered --------------------------------------------------------------------------------------------------------


def _registered(facets: Sequence[Facet]) -> Iterator[Column]:
    for one in facets:
        yield Column(one.label, _cell_of(one))


def _cell_of(one: Facet) -> Callable[[Line], Cell]:
    if one.how != "filled":
        return lambda line: _first(_fact(line, name, one) for name in one.names)
    instance, *sources = one.names
    return lambda line: _first(_source(line, source, one) for source in sources) if line.row.instance == instance else None


def _first(found: Iterator[Cell]) -> Cell:
    return next((cell for cell in found if cell not in (None, "")), None)


def _source(line: Line, source: str, one: Facet) -> Cell:
    if source == "messages":
        return True
    if source.startswith("duty "):
        return line.around.due.get((line.row.pk, source.removeprefix("duty ")))
    name = source.removeprefix("fact:")
    act, _dot, part = name.rpartition(".")
    place = (line.row.matter_id, line.row.name)
    if part == "at":
        return _day(line.around.done.get((place, act)))
    if part == "sent":
        return _day(line.around.sent.get((place, act)))
    return _fact(line, name, one)


def _fact(line: Line, name: str, one: Facet) -> Cell:
    return _said(line.row.facts.get(name), name.rpartition(".")[2], dict(one.choices))


def _said(value: object, field: str, choices: Mapping[str, str]) -> Cell:
    if isinstance(value, list):
        return "; ".join(str(_said(item, field, choices)) for item in value if not isinstance(item, dict))
    if isinstance(value, str):
        day = _iso(value)
        return day or choices.get(value) or words.value_word(field, value)
    return value if isinstance(value, bool | int | float) else None


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == len("2026-04-21") else None
    except ValueError:
        return None
