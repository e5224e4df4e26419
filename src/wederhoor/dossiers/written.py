"""Queries that pages ask at every turn, written once per process and asked with other values each time.

To write a query costs Django more than to ask it. What it answers, related rows and annotations too, is as the query itself would answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL
from django.db.models.query import QuerySet, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from wederhoor.dossiers.selects import Convert, made, utc

M = TypeVar("M", bound=models.Model)
#: A place in a query for a value that is given when it is asked.
Place = RawSQL
Values = Sequence[object] | object
#: Rows of another query as one column: how either database lists them.
_LISTED: Final = {"sqlite": ("json_group_array", "json_array"), "postgresql": ("jsonb_agg", "jsonb_build_array")}


@dataclass(frozen=True, slots=True)
class _Name:
    """Where a value stands in a query: of this name, and for several of one name the how manieth."""

    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Statement(Generic[M]):
    """A query as written: its text, what stands in its places, and what makes rows of what it answers."""

    sql: str
    params: tuple[object, ...]
    model: type[M]
    names: Sequence[str]
    columns: slice
    annotated: Mapping[str, int]
    related: Sequence[Any]
    converts: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]

    def rows(self, given: Mapping[str, Values]) -> Iterator[M]:
        """What it answers with these values."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, tuple(_value(one, given) for one in self.params))
            found = cursor.fetchall()
        for row in map(list, found):
            for place, converts, expression in self.converts:
                for convert in converts:
                    row[place] = convert(row[place], expression, connection)
            made = self.model.from_db(connection.alias, self.names, row[self.columns])
            for one in self.related:
                one.populate(row, made)
            for name, place in self.annotated.items():
                setattr(made, name, row[place])
            yield made


class Written(Generic[M]):
    """A query of models, from what writes it. It gets by name a place for each value, or several places for several values."""

    def __init__(self, write: Callable[..., "QuerySet[M]"]) -> None:
        self._write = write
        self._statements: dict[tuple[object, ...], _Statement[M] | None] = {}

    def __call__(self, **given: Values) -> list[M]:
        """Its rows with these values. Several values of one name may be any number: it is written anew for each number."""
        key = (connection.vendor, *(len(value) if isinstance(value, tuple) else None for value in given.values()))
        if key not in self._statements:
            self._statements[key] = self._written(given)
        statement = self._statements[key]
        return list(statement.rows(given)) if statement is not None else []

    def _written(self, given: Mapping[str, Values]) -> _Statement[M] | None:
        compiler = self._write(**{name: _places(name, value) for name, value in given.items()}).query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # it is known beforehand that there are none
            return None
        info, select = compiler.klass_info, compiler.select
        columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        converts = compiler.get_converters([one[0] for one in select])
        return _Statement(
            sql,
            tuple(params),
            info["model"],
            [one[0].target.attname for one in select[columns]],
            columns,
            dict(compiler.annotation_col_map),
            get_related_populators(info, select, connection.alias),  # type: ignore[call-arg] # the stubs know a later Django
            [(place, *found) for place, found in converts.items()],
        )


class Listed(models.Subquery):
    """The rows of a query of models as one column of the query that asks it; `made_of` makes models of it again."""

    output_field = models.JSONField()

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        template: str | None = None,
        **extra: Any,  # noqa: ANN401 - as Django has it
    ) -> tuple[str, tuple[Any, ...]]:
        """As either database lists them."""
        rows, row = _LISTED[connection.vendor]
        named = ", ".join(f'listed."{name}"' for name in self.query.values_select)
        listing = f"(SELECT {rows}({row}({named})) FROM (%(subquery)s) AS listed)"  # noqa: S608 - names of our own
        sql, params = super().as_sql(compiler, connection, template or listing, **extra)
        return sql, tuple(params)


def listed(query: "QuerySet[M]") -> Listed:
    """The rows of a query as one column, without what a list cannot hold."""
    return Listed(query.values_list(*_listable(query.model)))


def made_of(model: type[M], rows: Sequence[Sequence[Any]] | None) -> list[M]:
    """The models of such a column; what it left behind is fetched if ever asked for."""
    names = _listable(model)
    return [made(model, names, _from_text(model), row) for row in rows or ()]


@cache
def _listable(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields if not isinstance(field, (models.BinaryField, models.JSONField)))


@cache
def _from_text(model: type[models.Model]) -> tuple[Convert | None, ...]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return tuple(_reads(known[name]) for name in _listable(model))


def _reads(field: "models.Field[Any, Any]") -> Convert | None:
    if isinstance(field, models.DateTimeField):
        return lambda text: utc(datetime.fromisoformat(text))
    if isinstance(field, models.DateField):
        return date.fromisoformat
    return bool if isinstance(field, models.BooleanField) else None


def _places(name: str, value: Values) -> Place | list[Place]:
    if isinstance(value, tuple):
        return [Place("%s", (_Name(name, number),)) for number in range(len(value))]
    return Place("%s", (_Name(name),))


def _value(one: object, given: Mapping[str, Values]) -> Any:  # noqa: ANN401 - whatever a database takes
    if not isinstance(one, _Name):
        return one
    value = given[one.name]
    return value[one.number] if isinstance(value, tuple) else value
