"""Questions of the one door, made once per process: rows as values, without what Django would make anew for every act.

Only for rows of our own stores, on both databases; what a column holds stays with its field.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
Convert = Callable[[Any], Any]
_LARGE: Final = frozenset({"text"})
"""Columns that stay behind unless they are asked for: the published texts of regulations and calendars."""


def read(model: type[M], where: str, params: Sequence[Any] = ()) -> Iterator[M]:
    """The rows of a model for which the condition holds; `where` goes on with ORDER BY where order matters."""
    sql, names, converts = _select(model)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE {where}", params)
        for row in cursor.fetchall():
            yield made(model, names, converts, row)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of a model are asked for, as `read` has it; with `columns` only those, as the database gives them."""

    model: type[models.Model]
    where: str
    params: Sequence[Any]
    columns: str = ""

    @property
    def sql(self) -> str:
        """The statement."""
        start = f"SELECT {self.columns} FROM {self.model._meta.db_table}" if self.columns else _select(self.model)[0]  # noqa: S608 - names of our own
        return f"{start} WHERE {self.where}"

    def made(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """What the rows are to whoever asked."""
        if self.columns:
            return rows
        _sql, names, converts = _select(self.model)
        return [made(self.model, names, converts, row) for row in rows]


def read_each(*asked: Asked) -> list[list[Any]]:
    """The rows of each that is asked, on PostgreSQL in one round."""
    found: list[list[Any]] = []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return [one.made(cursor.execute(one.sql, one.params).fetchall()) for one in asked]
        cursor.execute("; ".join(one.sql for one in asked), [param for one in asked for param in one.params])
        for one in asked:
            found.append(one.made(cursor.fetchall()))
            cursor.nextset()
    return found


def values(columns: str, model: type[models.Model], where: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Some columns of a model, as the database gives them."""
    with connection.cursor() as cursor:
        cursor.execute(Asked(model, where, params, columns).sql, params)
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


def marks(items: Iterable[object]) -> str:
    """As many places for parameters as there are items."""
    return ", ".join("%s" for _ in items)
