"""Statements of the one door, made once per process: what Django would make anew for every act that is written.

Only for rows of our own stores, on both databases; how a value is written stays with its field.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from operator import itemgetter
from typing import Any, Final

from django.db import connection, models, transaction

from wederhoor.dossiers.selects import Convert, marks

_AS_IT_IS: Final = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values a database takes as Python has them."""

Row = models.Model | Mapping[str, Any]


@dataclass(slots=True)
class _Queue:
    """Statements that wait, in their order; any other on the connection lets them go first, in the transaction that begins then."""

    begin: Callable[[], object]
    begun: bool = False
    statements: list[tuple[str, Sequence[Any]]] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:  # noqa: ANN401 - as Django has it
        self.go()
        return execute(*statement)

    def go(self) -> None:
        statements, self.statements = self.statements, []
        if not self.begun:
            self.begun = True
            self.begin()
        if not statements:
            return
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":  # which runs one statement at a time, and has no way to go
                for sql, params in statements:
                    cursor.execute(sql, params)
            else:
                cursor.execute("; ".join(sql for sql, _none in statements))


_QUEUE: ContextVar[_Queue | None] = ContextVar("queue", default=None)


@contextmanager
def together(*, savepoint: bool = True) -> Iterator[None]:
    """A transaction in which what is written waits for the next statement that is asked something, or for the end, and goes in one round.

    It begins when the first of all must go: who only writes keeps others waiting for no longer than the writing takes. What is to happen
    `on_commit` must be said after something was asked. `savepoint`: as `atomic` has it.
    """
    with ExitStack() as stack:
        queue = _Queue(lambda: stack.enter_context(transaction.atomic(savepoint=savepoint)))
        set_before = _QUEUE.set(queue)
        try:
            with connection.execute_wrapper(queue):
                yield
                if queue.statements:
                    queue.go()
        finally:
            _QUEUE.reset(set_before)


def write(sql: str, params: Sequence[Any]) -> None:
    """A statement that gives nothing back: at once, or `together` with others."""
    queue = _QUEUE.get()
    if queue is None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
    elif connection.vendor == "sqlite":
        queue.statements.append((sql, params))
    else:
        queue.statements.append((connection.ops.compose_sql(sql, params), ()))  # type: ignore[attr-defined] # the stubs lack it


def insert(model: type[models.Model], rows: Sequence[Row], *, replaces: Sequence[str] = (), on: str = "") -> None:
    """New rows in one statement: models, or the values of every field by name, which is quicker for rows that nobody reads again.

    `replaces`: columns that are overwritten where a row with the same `on` is there already; with `on` alone such a row is left as it is,
    and without it there is none.
    """
    if rows:
        write(_insert(model, len(rows), tuple(replaces), on), _params(model, rows))


def insert_one(row: models.Model) -> None:
    """A new row that learns its key; under the key that it has already it is written as others are."""
    params = _params(type(row), [row])
    if row.pk is not None:
        write(_insert(type(row), 1, (), "", keyed=True), [*params, row.pk])
        return
    with connection.cursor() as cursor:
        cursor.execute(f"{_insert(type(row), 1, (), '')} RETURNING id", params)
        row.pk = cursor.fetchone()[0]


def _params(model: type[models.Model], rows: Iterable[Row]) -> list[Any]:
    taken, converts = _taken(model)
    params: list[Any] = []
    for row in rows:
        found = list(taken(row if isinstance(row, Mapping) else row.__dict__))
        for place, convert in converts:
            found[place] = convert(found[place])
        params += found
    return params


def update(model: type[models.Model], pk: int, changed: Mapping[str, object]) -> None:
    """Some columns of one row, by the names of their fields."""
    if not changed:
        return
    known = dict(_written(model))
    columns = _column_of(model)
    params: list[Any] = [convert(value) if (convert := known[name]) else value for name, value in changed.items()]
    listed = ", ".join(f'"{columns[name]}" = %s' for name in changed)
    write(f"UPDATE {model._meta.db_table} SET {listed} WHERE id = %s", [*params, pk])  # noqa: S608 - names of our own


@cache
def _written(model: type[models.Model]) -> tuple[tuple[str, Convert | None], ...]:
    """The fields of a new row, and what makes of a value what the database takes; None where it takes it as it is."""
    return tuple((field.attname, _writes(field)) for field in model._meta.concrete_fields if not field.primary_key)


@cache
def _taken(model: type[models.Model]) -> tuple[Callable[[Any], tuple[Any, ...]], list[tuple[int, Convert]]]:
    """What takes the values of a row by name, all at once, and which of them are converted, by their places."""
    fields = _written(model)
    return itemgetter(*(name for name, _ in fields)), [(place, convert) for place, (_, convert) in enumerate(fields) if convert]


def _writes(field: "models.Field[Any, Any]") -> Convert | None:
    if isinstance(field, models.JSONField):
        return _written_in_json
    if isinstance(field, models.DateTimeField) and connection.vendor == "sqlite":
        return _written_in_utc
    if isinstance(field, _AS_IT_IS) or (isinstance(field, models.DateField) and connection.vendor != "sqlite"):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _written_in_json(value: object) -> str | None:
    """As text, which either database takes for it."""
    return None if value is None else json.dumps(value)


def _written_in_utc(moment: datetime | None) -> str | None:
    """As Django writes it on SQLite."""
    return None if moment is None else str(moment.astimezone(UTC).replace(tzinfo=None))


@cache
def _column_of(model: type[models.Model]) -> dict[str, str]:
    return {field.attname: str(field.column) for field in model._meta.concrete_fields}


@cache
def _insert(model: type[models.Model], count: int, replaces: tuple[str, ...], on: str, *, keyed: bool = False) -> str:
    known = _column_of(model)
    names = [*(name for name, _ in _written(model)), *(["id"] if keyed else [])]
    listed = ", ".join(f'"{known[name]}"' for name in names)
    row = f"({marks(names)})"
    sql = f"INSERT INTO {model._meta.db_table} ({listed}) VALUES {', '.join([row] * count)}"  # noqa: S608 - names of our own
    if on and replaces:
        return sql + f" ON CONFLICT ({on}) DO UPDATE SET " + ", ".join(f'"{known[name]}" = excluded."{known[name]}"' for name in replaces)
    return f"{sql} ON CONFLICT ({on}) DO NOTHING" if on else sql
