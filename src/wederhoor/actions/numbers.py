"""Numbers of dossiers: drawn apart from the filing, so that filings do not wait for each other; gaps are allowed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from wederhoor.core.calendar import DEFAULT
from wederhoor.dossiers.models import Counter
from wederhoor.organisations.models import Organisation

_WIDTH: Final = 4


def apart() -> bool:
    """Whether a number is drawn before the transaction. On SQLite only one writes at a time, and a draw of its own would cost a flush."""
    return connection.vendor != "sqlite"


def draw(organisation: Organisation, now: datetime, *, prefix: str = "") -> str:
    """The next number of this year, such as 2026-0117; with a prefix a series of its own."""
    scope = f"{prefix}{DEFAULT.local_day(now).year}"
    table = Counter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (organisation_id, scope, last) VALUES (%s, %s, 1)"  # noqa: S608 - the table is ours
            f" ON CONFLICT (organisation_id, scope) DO UPDATE SET last = {table}.last + 1 RETURNING last",
            [organisation.pk, scope],
        )
        (last,) = cursor.fetchone()
    return f"{scope}-{last:0{_WIDTH}}"


@dataclass(slots=True)
class Drawing:
    """A number for the dossier that an act may open: drawn once, and only when it is asked for."""

    organisation: Organisation
    now: datetime
    prefix: str = ""
    drawn: str = ""

    def number(self) -> str:
        """The number; the same each time."""
        self.drawn = self.drawn or draw(self.organisation, self.now, prefix=self.prefix)
        return self.drawn
