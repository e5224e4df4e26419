"""How lists are read from the rows: what a member may see, a page at a time by key, with what its rows hang on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from wederhoor.desk.shown.rows import Rules, rules
from wederhoor.organisations.regulations import load_calendar, load_procedure

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier, Party

#: The ranks of `Dossier.pressing`, the first on top, and the place of one in a statement that is written for any.
_RANKS: Final = range(4)
_RANK: Final = object()
_OF_RANK: Final = RawSQL('"dossiers_dossier"."pressing" = %s', (_RANK,), output_field=BooleanField())


def tops(groups: Iterable[tuple["QuerySet[Dossier]", int]], *, counted_to: int) -> list[tuple[list[int], int]]:
    """Of each group the keys that go on top, so many as stands with it, rank after rank; and how many rows it has, counted to a limit.

    One statement, in which each rank of each group is read by its own index. A query is written once for all its ranks.
    """
    statements: list[str] = []
    params: list[Any] = []
    wanted = list(groups)
    for query, most in wanted:
        sql, given = query.filter(_OF_RANK)[:most].values_list("id").query.sql_with_params()
        for rank in _RANKS:
            statements.append(f"SELECT {len(statements)} AS place, id FROM ({sql}) AS part{len(statements)}")  # noqa: S608 - made of our own
            params.extend(rank if one is _RANK else one for one in given)
        sql, given = query.order_by()[:counted_to].values_list("id").query.sql_with_params()
        statements.append(f"SELECT {len(statements)} AS place, COUNT(*) FROM ({sql}) AS part{len(statements)}")  # noqa: S608 - the same
        params.extend(given)
    found: list[list[int]] = [[] for _ in statements]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), params)
        for place, value in cursor.fetchall():
            found[place].append(value)
    answers = iter(found)
    return [(list(chain.from_iterable(islice(answers, len(_RANKS))))[:most], next(answers)[0]) for _query, most in wanted]


def with_rules(found: "QuerySet[Dossier]", *, parties: bool = True) -> "QuerySet[Dossier]":
    """Rows with the versions that their matters are pinned to; the texts of those stay where they are."""
    joined = found.select_related("matter__procedure_version", "matter__calendar_version", "owner")
    bare = joined.defer("matter__procedure_version__text", "matter__calendar_version__text")
    return bare.prefetch_related("matter__parties") if parties else bare


def past(received: datetime, key: int) -> Q:
    """What comes after this dossier in the order of the register: received earlier, or at the same moment and registered earlier."""
    return Q(received_at__lte=received) & (Q(received_at__lt=received) | Q(pk__lt=key))


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
