"""How lists are read from the rows: what a member may see, a page at a time by key, with what its rows hang on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from wederhoor.desk.shown.rows import Rules, rules
from wederhoor.organisations.regulations import load_calendar, load_procedure

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier, Party

_STILL_OPEN: Final = """NOT ("dossiers_dossier"."stage" IN ('closed', 'destroyed'))"""


def still_open(found: "QuerySet[Dossier]") -> "QuerySet[Dossier]":
    """Dossiers that are not closed. Written with its values in the text: SQLite uses a partial index only where it can see them."""
    return found.filter(RawSQL(_STILL_OPEN, (), output_field=BooleanField()))  # noqa: S611 - a fixed text, nothing of a user in it


def together(parts: Sequence["QuerySet[Dossier]"], *, counted: Sequence["QuerySet[Dossier]"] = ()) -> tuple[list[list[int]], list[int]]:
    """The keys of each of these queries, and how many rows each of `counted` has: one statement, each part by its own index."""
    statements: list[str] = []
    params: list[Any] = []
    for number, query in enumerate((*parts, *counted)):
        sql, given = query.values_list("id").query.sql_with_params()
        chosen = f"SELECT {number}, id FROM" if number < len(parts) else f"SELECT {number}, COUNT(*) FROM"
        statements.append(f"{chosen} ({sql}) AS part{number}")
        params.extend(given)
    found: list[list[int]] = [[] for _ in (*parts, *counted)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), params)
        for number, value in cursor.fetchall():
            found[number].append(value)
    return found[: len(parts)], [count for [count] in found[len(parts) :]]


def with_rules(found: "QuerySet[Dossier]") -> "QuerySet[Dossier]":
    """Rows with the versions that their matters are pinned to; the texts of those stay where they are."""
    joined = found.select_related("matter__procedure_version", "matter__calendar_version")
    return joined.defer("matter__procedure_version__text", "matter__calendar_version__text").prefetch_related("matter__parties")


def rules_of(rows: Iterable["Dossier"], now: datetime) -> Mapping[int, Rules]:
    """By which rules each matter is read; the same rules are one value."""
    made: dict[tuple[int, int | None], Rules] = {}
    found: dict[int, Rules] = {}
    for row in rows:
        matter = row.matter
        key = (matter.procedure_version_id, matter.calendar_version_id)
        if key not in made:
            made[key] = rules(load_procedure(matter.procedure_version), load_calendar(matter.calendar_version), now)
        found[matter.pk] = made[key]
    return found


def parties_of(rows: Iterable["Dossier"]) -> Mapping[int, Mapping[str, "Party"]]:
    """The parties of each matter, by reference."""
    found: dict[int, dict[str, Party]] = defaultdict(dict)
    for row in rows:
        found[row.matter_id] = {party.ref: party for party in row.matter.parties.all()}
    return found
