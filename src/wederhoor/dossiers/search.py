"""The words of dossiers: written with the act that brings them, found by the index that either database keeps over them.

What is found stands in two ranks: dossiers with every word as it was typed, then those with words of the same stem; newest first in each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from wederhoor.dossiers.models import Dossier, SearchText
from wederhoor.dossiers.selects import values
from wederhoor.dossiers.statements import write
from wederhoor.dossiers.words import OWNER, RESTRICTED, SHAPE, STEM, Term

#: A dossier has no more words than this: what a flood of text adds beyond it is not found.
MOST_WORDS: Final = 20_000
EXACT, RELATED = 0, 1
#: PostgreSQL is asked for no fewer: asked for a handful it expects to meet those soon, and reads everything where they are not there.
_LEAST: Final = 100
_TABLE: Final = SearchText._meta.db_table
#: Up to so many words that begin so are looked for each by itself.
_MOST_BEGUN: Final = 64
#: What comes after every letter.
_LAST: Final = "\U0010ffff"
#: Beyond every key.
_NEWEST: Final = 2**63 - 1
_Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all these words, in dossiers of one organisation. `restricted`: in restricted content as well.

    `handled`: in that of dossiers that one handles.
    """

    terms: tuple[Term, ...]
    organisation: int
    restricted: bool = False
    handled: bool = False


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """A dossier that was found, by its key, and in which rank."""

    rank: int
    dossier: int


def remember(dossier: int, organisation: int, words: Iterable[str], *, new: bool = False) -> None:
    """Adds words to those by which a dossier is found; those that it has already cost nothing. `new`: it is sure to have none."""
    wanted = set(words)
    if not wanted:
        return
    before = [] if new else values("words", SearchText, "dossier_id = %s", [dossier])
    if not before:
        wanted.add(f"{OWNER}{organisation}")
        write(f"INSERT INTO {_TABLE} (dossier_id, words, shape) VALUES (%s, %s, %s)", [dossier, _written(wanted), SHAPE])  # noqa: S608
        return
    have = set(before[0][0].split())
    fresh = sorted(wanted - have)[: max(0, MOST_WORDS - len(have))]
    if fresh:
        write(f"UPDATE {_TABLE} SET words = words || %s WHERE dossier_id = %s", [_written(fresh), dossier])  # noqa: S608


def replace(dossier: int, organisation: int, words: Iterable[str]) -> None:
    """Makes these the words by which a dossier is found."""
    SearchText.objects.filter(dossier_id=dossier).delete()
    remember(dossier, organisation, words, new=True)


def kept(dossier: int) -> set[str]:
    """The words by which a dossier is found; none where another version made them."""
    return {word for (words,) in values("words", SearchText, "dossier_id = %s AND shape = %s", [dossier, SHAPE]) for word in words.split()}


def forget(dossiers: Sequence[Dossier]) -> None:
    """Removes every word of these dossiers, out of the index too.

    SQLite's full-text index only marks what is deleted and keeps the words until its parts are merged: merging makes them go.
    """
    gone, _each = SearchText.objects.filter(dossier__in=dossiers).delete()
    if gone and connection.vendor == "sqlite":
        write("INSERT INTO dossiers_words(dossiers_words) VALUES ('optimize')", [])


# Finding -------------------------------------------------------------------------------------------------------------------


def found(among: "QuerySet[Dossier]", wanted: Wanted, *, after: Hit | None = None, limit: int, few: bool = False) -> list[Hit]:
    """The first of `among` that have these words, past `after`. `few`: these are few, so that each is looked at without the index."""
    inner = _asked(among) if wanted.terms else None
    if inner is None:
        return []
    if few:
        return _looked_at(inner, wanted, after=after, limit=limit)
    hits: list[Hit] = []
    for rank in (EXACT, RELATED):
        if len(hits) < limit and (after is None or rank >= after.rank):
            before = after.dossier if after is not None and after.rank == rank else None
            hits += [Hit(rank, key) for key in _indexed(inner, wanted, rank=rank, before=before, limit=limit - len(hits))]
    return hits


def holding(among: "QuerySet[Dossier]", wanted: Wanted, *, limit: int) -> RawSQL | None:
    """The newest of `among` that have the very words, as keys within another query; None where it is known that there are none."""
    inner = _asked(among) if wanted.terms else None
    if inner is None:
        return None
    sql, params = _by_index(inner, wanted, rank=EXACT, before=None, limit=limit)
    first = f"SELECT held FROM ({sql}) AS holding ORDER BY held DESC LIMIT %s"  # noqa: S608 - made of our own
    return RawSQL(first, (*params, limit))  # noqa: S611 - the same


def _asked(among: "QuerySet[Dossier]") -> _Statement | None:
    """The keys of these dossiers as a statement; None where it is known beforehand that there are none."""
    try:
        return among.order_by().values_list("id").query.sql_with_params()
    except EmptyResultSet:
        return None


def _indexed(inner: _Statement, wanted: Wanted, *, rank: int, before: int | None, limit: int) -> list[int]:
    return [key for (key,) in _rows(*_by_index(inner, wanted, rank=rank, before=before, limit=limit))][:limit]


def _by_index(inner: _Statement, wanted: Wanted, *, rank: int, before: int | None, limit: int) -> _Statement:
    """By the index, newest first."""
    sqlite = connection.vendor == "sqlite"
    key, source = ("s.rowid", "dossiers_words s") if sqlite else ("s.dossier_id", f"{_TABLE} s")
    where, arguments = _matching(wanted, rank)
    if before is not None:
        where += f" AND {key} < %s"
        arguments.append(before)
    sql = (
        f"SELECT {key} AS held FROM {source} WHERE {where} AND EXISTS (SELECT 1 FROM ({inner[0]}) d WHERE d.id = {key})"  # noqa: S608 - made of our own
        f" ORDER BY {key} DESC LIMIT %s"
    )
    return sql, (*arguments, *inner[1], limit if sqlite else max(limit, _LEAST))


def _looked_at(inner: _Statement, wanted: Wanted, *, after: Hit | None, limit: int) -> list[Hit]:
    """The words of each, once for both ranks: for a few dossiers that is quicker than to go through all that have a common word."""
    exact, of_exact = _looking(wanted, EXACT)
    related, of_related = _looking(wanted, RELATED)
    at = after or Hit(EXACT, _NEWEST)
    sql = (
        f"SELECT place, id FROM (SELECT s.dossier_id AS id, CASE WHEN {exact} THEN {EXACT} ELSE {RELATED} END AS place"  # noqa: S608 - the same
        f" FROM ({inner[0]}) d JOIN {_TABLE} s ON s.dossier_id = d.id WHERE {related}) AS looked"
        " WHERE place > %s OR (place = %s AND id < %s) ORDER BY place, id DESC LIMIT %s"
    )
    return [Hit(*row) for row in _rows(sql, [*of_exact, *inner[1], *of_related, at.rank, at.rank, at.dossier, limit])]


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _matching(wanted: Wanted, rank: int) -> tuple[str, list[Any]]:
    if connection.vendor == "sqlite":
        return "dossiers_words MATCH %s", [_expression(wanted, rank, _in_fts, ("AND", "OR", "NOT"))]
    return "dossiers_lexemes(s.words) @@ %s::tsquery", [_expression(wanted, rank, _in_tsquery, ("&", "|", "& !"))]


def _expression(wanted: Wanted, rank: int, said: Callable[[str, bool], str], joints: tuple[str, str, str]) -> str:
    both, either, without = joints

    def every(which: int) -> str:
        alike = (f" {either} ".join(said(word, term.prefix) for word in _forms(term, wanted, which)) for term in wanted.terms)
        return f" {both} ".join(f"({one})" for one in alike)

    mine = said(f"{OWNER}{wanted.organisation}", False)  # noqa: FBT003
    exact = every(EXACT)
    return f"{mine} {both} {exact}" if rank == EXACT else f"({mine} {both} {every(RELATED)}) {without} ({exact})"


def _forms(term: Term, wanted: Wanted, rank: int) -> list[str]:
    """The words that count as this one."""
    forms = [term.word] if rank == EXACT else list(dict.fromkeys([term.word, term.stem, f"{STEM}{term.stem}"]))
    return [*forms, *(f"{RESTRICTED}{form}" for form in forms)] if wanted.restricted else forms


def _in_fts(word: str, prefix: bool) -> str:  # noqa: FBT001
    """A beginning is written as the words that begin so: for the index itself would first gather everything that has any of them."""
    begun = _begun_so(word) if prefix else []
    if not begun or len(begun) > _MOST_BEGUN:
        return f'"{word}"{"*" if prefix else ""}'
    return "(" + " OR ".join(f'"{one}"' for one in begun) + ")"


def _begun_so(word: str) -> list[str]:
    sql = "SELECT term FROM dossiers_vocabulary WHERE term >= %s AND term < %s LIMIT %s"
    return [term for (term,) in _rows(sql, [word, f"{word}{_LAST}", _MOST_BEGUN + 1])]


def _in_tsquery(word: str, prefix: bool) -> str:  # noqa: FBT001
    return f"'{word}'{':*' if prefix else ''}"


def _looking(wanted: Wanted, rank: int) -> tuple[str, list[Any]]:
    """The same without the index."""
    every: list[str] = []
    params: list[Any] = []
    for term in wanted.terms:
        forms = [f"% {form}{'%' if term.prefix else ' %'}" for form in _forms(term, wanted, rank)]
        every.append("(" + " OR ".join("(' ' || s.words) LIKE %s" for _ in forms) + ")")
        params.extend(forms)
    return " AND ".join(every), params


def _written(words: Iterable[str]) -> str:
    return "".join(f"{word} " for word in sorted(words))
