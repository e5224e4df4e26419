"""Which norm carries out which clause: the table, and what is wrong with it."""

from collections.abc import Iterator
from typing import NamedTuple

from wederhoor.core.condition import Norm
from wederhoor.core.norm import ActRule
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.shape import Wrong


class Row(NamedTuple):
    """A clause, its text in the language of the procedure, and what carries it out."""

    clause: str
    text: str
    norms: tuple[str, ...]
    declares: bool


def table(procedure: Procedure) -> tuple[Row, ...]:
    """Clause -> norms, in the order of the clauses."""
    carried: dict[str, list[str]] = {}
    for clause, what, _ in procedure.norms():
        carried.setdefault(clause, []).append(what)
    return tuple(
        Row(clause.id, spoken(clause.text, procedure.language), tuple(dict.fromkeys(carried.get(clause.id, ()))), clause.declares)
        for clause in procedure.clauses
    )


def faults(procedure: Procedure) -> tuple[Wrong, ...]:
    """A clause that nothing carries out and that does not declare, and a norm that no clause asks for."""
    return (*_idle_clauses(procedure), *_baseless_norms(procedure), *_baseless_acts(procedure))


def _idle_clauses(procedure: Procedure) -> Iterator[Wrong]:
    for index, row in enumerate(table(procedure)):
        if not row.norms and not row.declares:
            yield Wrong(
                ("clause", index, "id"),
                f"niets voert artikel {row.clause} uit. Noem het bij een norm, of zet declares = true als het alleen iets verklaart.",
            )


def _baseless_norms(procedure: Procedure) -> Iterator[Wrong]:
    groups: dict[str, tuple[Norm, ...]] = {
        "duty": procedure.duties,
        "right": procedure.rights,
        "silence": procedure.silences,
        "required": procedure.required,
        "registered": procedure.registered,
        "page": procedure.pages,
        "exchange": procedure.exchanges,
        "address": procedure.addresses,
        "report": procedure.reports,
    }
    for name, group in groups.items():
        for index, norm in enumerate(group):
            if not getattr(norm, "clause", ()):
                yield Wrong((name, index, "clause"), "deze norm noemt geen artikel: schrijf bij clause welk artikel dit vraagt.")
    if procedure.retention and not procedure.retention.clause:
        yield Wrong(("retention", "clause"), "de bewaartermijn noemt geen artikel: schrijf bij clause welk artikel dit vraagt.")


def _baseless_acts(procedure: Procedure) -> Iterator[Wrong]:
    for index, rule in enumerate(procedure.acts):
        if rule.clause:
            continue
        for key, what in _restrictions(rule):
            yield Wrong(
                ("act", index, *key), f'handeling "{rule.id}" beperkt met {what}, maar noemt geen artikel: schrijf bij clause welk.'
            )


def _restrictions(rule: ActRule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, need in enumerate(rule.needs):
        if not need.clause:
            yield ("needs", number), "needs"
    if rule.requires:
        yield ("requires",), "requires"
    if rule.values:
        yield ("values",), "values"
    if rule.persons and not rule.persons.clause:
        yield ("persons",), "persons"
