"""Statements of the one door, made once per process: SQL that Django would make anew for every act.

Only for rows of our own stores, on both databases; what a column holds and how it is written stays with its field.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
Convert = Callable[[Any], Any]
_LARGE: Final = frozenset({"text"})
"""Columns that stay behind unless they are asked for: the published texts of regulations and calendars."""
_AS_IT_IS: Final = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values a database takes as Python has them."""


def read(model: type[M], where: str, params: Sequence[Any] = ()) -> Iterator[M]:
    """The rows of a model for which the condition holds; `where` goes on with ORDER BY where order matters."""
    sql, names, converts = _select(model)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE {where}", params)
        for row in cursor.fetchall():
            yield made(model, names, converts, row)


def values(columns: str, model: type[models.Model], where: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Some columns of a model, as the database gives them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {model._meta.db_table} WHERE {where}", params)  # noqa: S608 - names of our own
        return list(cursor.fetchall())


def made(model: type[M], names: Sequence[str], converts: Sequence[Convert | None], row: Sequence[Any]) -> M:
    """A row as the model's own value; columns left behind are fetched if ever asked for."""
    found = [convert(value) if convert and value is not None else value for convert, value in zip(converts, row, strict=True)]
    return model.from_db(connection.alias, names, found)


@cache
def columns_of(model: type[models.Model]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Convert | None, ...]]:
    """The columns of a model without the large ones, the names of its fields, and what turns each into a value."""
    large = _LARGE if any(field.column == "digest" for field in model._meta.concrete_fields) else frozenset()
    fields = [field for field in model._meta.concrete_fields if field.column not in large]
    return (
        tuple(str(field.column) for field in fields),
        tuple(field.attname for field in fields),
        tuple(_convert(field) for field in fields),
    )


@cache
def _select(model: type[models.Model]) -> tuple[str, tuple[str, ...], tuple[Convert | None, ...]]:
    columns, names, converts = columns_of(model)
    listed = ", ".join(f'"{column}"' for column in columns)
    return f"SELECT {listed} FROM {model._meta.db_table}", names, converts  # noqa: S608 - names of our own


def _convert(field: "models.Field[Any, Any]") -> Convert | None:
    if isinstance(field, models.JSONField):
        return json.loads
    return utc if isinstance(field, models.DateTimeField) else None


def utc(moment: datetime) -> datetime:
    """A moment as stored, aware: SQLite keeps UTC without saying so."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


# Writing -------------------------------------------------------------------------------------------------------------------


Row = models.Model | Mapping[str, Any]


def insert(model: type[models.Model], rows: Sequence[Row], *, replaces: Sequence[str] = (), on: str = "") -> None:
    """New rows in one statement: models, or the values of every field by name, which is quicker for rows that nobody reads again.

    `replaces`: columns that are overwritten where a row with the same `on` is there already; with `on` alone such a row is left as it is.
    A single model that is sure to be new learns its key.
    """
    if not rows:
        return
    sure = bool(replaces) or not on
    fields, learner = _written(model), rows[0] if sure and len(rows) == 1 and isinstance(rows[0], models.Model) else None
    sql = _insert(model, len(rows), tuple(replaces), on) + (" RETURNING id" if learner else "")
    params: list[Any] = []
    for row in rows:
        have = row if isinstance(row, Mapping) else row.__dict__
        params += [write(have[name]) if write else have[name] for name, write in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        if learner is not None:
            learner.pk = cursor.fetchone()[0]


def update(model: type[models.Model], pk: int, changed: Mapping[str, object]) -> None:
    """Some columns of one row, by the names of their fields."""
    if not changed:
        return
    known = dict(_written(model))
    columns = _column_of(model)
    params: list[Any] = [write(value) if (write := known[name]) else value for name, value in changed.items()]
    listed = ", ".join(f'"{columns[name]}" = %s' for name in changed)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {listed} WHERE id = %s", [*params, pk])  # noqa: S608 - names of our own


def marks(items: Iterable[object]) -> str:
    """As many places for parameters as there are items."""
    return ", ".join("%s" for _ in items)


@cache
def _written(model: type[models.Model]) -> tuple[tuple[str, Convert | None], ...]:
    """The fields of a new row, and what makes of a value what the database takes; None where it takes it as it is."""
    return tuple((field.attname, _writes(field)) for field in model._meta.concrete_fields if not field.primary_key)


def _writes(field: "models.Field[Any, Any]") -> Convert | None:
    if isinstance(field, _AS_IT_IS):
        return None
    if isinstance(field, models.DateTimeField) and connection.vendor == "sqlite":
        return _written_in_utc
    return lambda value: field.get_db_prep_save(value, connection)


def _written_in_utc(moment: datetime | None) -> str | None:
    """As Django writes it on SQLite."""
    return None if moment is None else str(moment.astimezone(UTC).replace(tzinfo=None))


@cache
def _column_of(model: type[models.Model]) -> dict[str, str]:
    return {field.attname: str(field.column) for field in model._meta.concrete_fields}


@cache
def _insert(model: type[models.Model], count: int, replaces: tuple[str, ...], on: str) -> str:
    known = _column_of(model)
    names = [name for name, _ in _written(model)]
    listed = ", ".join(f'"{known[name]}"' for name in names)
    row = f"({marks(names)})"
    sql = f"INSERT INTO {model._meta.db_table} ({listed}) VALUES {', '.join([row] * count)}"  # noqa: S608 - names of our own
    if replaces:
        return sql + f" ON CONFLICT ({on}) DO UPDATE SET " + ", ".join(f'"{known[name]}" = excluded."{known[name]}"' for name in replaces)
    return f"{sql} ON CONFLICT ({on}) DO NOTHING" if on else sql
