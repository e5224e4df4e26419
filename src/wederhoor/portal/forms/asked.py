"""What the filing of a regulation asks: read from its required data and from every rule that speaks of a datum."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from functools import lru_cache
from typing import Final

from wederhoor.core.act import Value
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin, refusal
from wederhoor.core.log import FIRST, Entry
from wederhoor.core.norm import OwnField
from wederhoor.core.procedure import Procedure
from wederhoor.core.text_data import as_data

#: Facts by which a regulation says that whoever files accepts it.
_ACCEPTING: Final = ("accepts_regulation", "regulation_accepted")
#: Kinds that staff give to what turns out to be something else; nobody files one.
FOUND_LATER: Final = frozenset({"misunderstanding"})


def kinds(procedure: Procedure) -> tuple[str, ...]:
    """The kinds that one may file."""
    return tuple(kind.id for kind in procedure.kinds if kind.id not in FOUND_LATER)


@lru_cache(maxsize=64)
def required(procedure: Procedure, instance: str = "dossier") -> Mapping[str, tuple[str, ...]]:
    """The data that the regulation asks of a filing, of any kind, each with the clauses that ask it."""
    found: dict[str, list[str]] = {}
    for norm in procedure.required:
        if norm.instance == instance and (not norm.kinds or set(norm.kinds) & set(kinds(procedure))):
            for datum in norm.data:
                for name in datum.field.split("|"):
                    found.setdefault(name, []).extend(norm.clause)
    return {name: tuple(dict.fromkeys(clauses)) for name, clauses in found.items()}


@lru_cache(maxsize=64)
def always(procedure: Procedure, instance: str = "dossier") -> frozenset[str]:
    """Those of them that no condition lifts and no other datum replaces."""
    return frozenset(
        datum.field
        for norm in procedure.required
        if norm.instance == instance
        for datum in norm.data
        if datum.when is None and "|" not in datum.field
    )


def own_fields(procedure: Procedure) -> Iterator[OwnField]:
    """The procedure's own data of a filing that nothing else tells it."""
    derived = {norm.fact for norm in procedure.derives}
    return (field for field in procedure.fields if "file" in field.acts and field.id not in derived)


def speaks_of(procedure: Procedure, name: str) -> bool:
    """Whether any rule of the regulation turns on this datum of a filing."""
    return name in _names(procedure) or f"file.{name}" in _names(procedure)


@lru_cache(maxsize=64)
def may_be_nameless(procedure: Procedure) -> bool:
    """Whether the regulation speaks of filing without a name and does not refuse it."""
    if not speaks_of(procedure, "anonymous"):
        return False
    refused = [_refused(procedure, {"kind": kinds(procedure)[0], "channel": "web", "anonymous": nameless}) for nameless in (True, False)]
    return refused != [True, False]


def _refused(procedure: Procedure, data: Mapping[str, Value]) -> bool:
    at = datetime.combine(procedure.in_force_from, time(12), tzinfo=DEFAULT.zone)
    return refusal(begin(procedure, calendar=DEFAULT), Entry("file", at, at, "complainant", None, data, FIRST)) is not None


def asks_acceptance(procedure: Procedure) -> tuple[str, ...]:
    """The clauses by which whoever files accepts the regulation; none where it does not say so."""
    found = [norm.clause for norm in procedure.derives if norm.fact in _ACCEPTING]
    return tuple(dict.fromkeys(clause for clauses in found for clause in clauses)) or required(procedure).get("accepts_regulation", ())


@lru_cache(maxsize=64)
def _names(procedure: Procedure) -> frozenset[str]:
    """Every name that a condition, trigger or register of the regulation uses."""
    return frozenset(_within(as_data(procedure)))


def _within(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _within(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _within(inner)
    elif isinstance(value, str) and len(value) < 80:  # noqa: PLR2004 -- a name, no sentence
        yield value.removeprefix("fact:")
