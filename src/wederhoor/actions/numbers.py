"""Numbers and keys of dossiers: drawn apart from the filing, so that filings do not wait for each other; gaps are allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from wederhoor.core.calendar import DEFAULT
from wederhoor.dossiers.models import Counter, Dossier, Matter
from wederhoor.organisations.models import Organisation

_WIDTH: Final = 4
_TABLE: Final = Counter._meta.db_table
_NUMBER: Final = (
    f"INSERT INTO {_TABLE} (organisation_id, scope, last) VALUES (%s, %s, 1)"  # noqa: S608 - the table is ours
    f" ON CONFLICT (organisation_id, scope) DO UPDATE SET last = {_TABLE}.last + 1 RETURNING last"
)
#: A draw of its own waits for no disk: PostgreSQL keeps its log in order, so whoever bears the number flushes the draw as well.
_UNFLUSHED: Final = "SET LOCAL synchronous_commit TO off; "
_ROWS: Final = [model._meta.db_table for model in (Matter, Dossier)]
_WITH_KEYS: Final = _NUMBER + "".join(f", nextval(pg_get_serial_sequence('{table}', 'id'))" for table in _ROWS)
_KEY: Final = "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = %s RETURNING seq"


def apart() -> bool:
    """Whether it pays to draw a number beforehand for an act on a matter that is there: on SQLite that costs a turn, and wins nothing."""
    return connection.vendor != "sqlite"


@dataclass(slots=True)
class Drawing:
    """A number for the dossier that an act may open: drawn once, and only when it is asked for.

    `prefix`: of a series of its own. `new`: for a matter that is new too. `matter`, `dossier`: the keys of its rows, where they were drawn.
    """

    organisation: Organisation
    now: datetime
    prefix: str = ""
    drawn: str = ""
    new: bool = False
    matter: int | None = None
    dossier: int | None = None

    def number(self) -> str:
        """The next number of this year, such as 2026-0117; the same each time. With it come the keys of a new matter and its dossier.

        They are drawn before the transaction of the filing, for then all else can be worked out before anyone has to wait for its writing.
        """
        if not self.drawn:
            scope = f"{self.prefix}{DEFAULT.local_day(self.now).year}"
            last, *keys = _draw_there(self.organisation.pk, scope, keys=self.new)
            self.drawn = f"{scope}-{last:0{_WIDTH}}"
            self.matter, self.dossier = keys or (None, None)
        return self.drawn


def _draw_there(organisation: int, scope: str, *, keys: bool) -> list[int]:
    alone = not connection.in_atomic_block
    if connection.vendor == "sqlite":
        return _drawn_unflushed(organisation, scope) if keys and alone else [_one(_NUMBER, [organisation, scope])]
    sql = _WITH_KEYS if keys else _NUMBER
    with connection.cursor() as cursor:
        cursor.execute(_UNFLUSHED + sql if alone else sql, [organisation, scope])
        if alone:
            cursor.nextset()
        return list(cursor.fetchone())


def _drawn_unflushed(organisation: int, scope: str) -> list[int]:
    """On SQLite, whose log is kept in order as well. A table that never had a row gives no key: then its first row learns its own."""
    with connection.unflushed(), transaction.atomic():  # type: ignore[attr-defined] # of our own connection to SQLite
        found = [_one(_NUMBER, [organisation, scope]), *(_one(_KEY, [table]) for table in _ROWS)]
    return found if all(found) else found[:1]


def _one(sql: str, params: Sequence[int | str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
        return int(row[0]) if row else 0
