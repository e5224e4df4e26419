"""Numbers and keys of dossiers, as filings draw them for real: each in transactions of its own."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import connection

from tests.factories.house import a_filing, an_organisation
from wederhoor.actions.numbers import Drawing
from wederhoor.dossiers.models import Dossier, Matter

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def level() -> int:
    """How far SQLite waits for the disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


def test_filings_bear_numbers_and_keys_in_their_order() -> None:
    organisation = an_organisation()
    rows = [a_filing(organisation, at=NOW).dossier for _ in range(3)]
    assert [row.number for row in rows] == ["2026-0001", "2026-0002", "2026-0003"]
    assert all(earlier.pk < later.pk and earlier.matter_id < later.matter_id for earlier, later in pairwise(rows))
    assert set(Matter.objects.values_list("pk", flat=True)) == {row.matter_id for row in rows}
    assert set(Dossier.objects.values_list("pk", flat=True)) == {row.pk for row in rows}


def test_keys_are_drawn_once_and_only_for_a_new_matter() -> None:
    organisation = an_organisation()
    a_filing(organisation, at=NOW)
    new, other = Drawing(organisation, NOW, new=True), Drawing(organisation, NOW)
    assert [new.number(), new.number(), other.number()] == ["2026-0002", "2026-0002", "2026-0003"]
    assert new.matter is not None
    assert new.dossier is not None
    assert (other.matter, other.dossier) == (None, None)
    row = a_filing(organisation, at=NOW).dossier
    assert (row.matter_id > new.matter, row.pk > new.dossier) == (True, True)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the files of SQLite")
@pytest.mark.parametrize("kept", [0, 2])
def test_drawing_waits_for_no_disk_and_leaves_how_others_wait_as_it_was(kept: int) -> None:
    organisation, before = an_organisation(), level()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={kept}")
    try:
        Drawing(organisation, NOW, new=True).number()
        assert level() == kept
        with connection.unflushed():  # type: ignore[attr-defined] # of our own connection to SQLite
            assert level() == min(kept, 1)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={before}")
