from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from wederhoor.core.calendar import DEFAULT
from wederhoor.dossiers.agenda import in_working_hours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-04-22T08:00", "2026-04-22T08:00"),
        ("2026-04-22T17:59", "2026-04-22T17:59"),
        ("2026-04-22T07:59", "2026-04-22T08:00"),
        ("2026-04-22T18:00", "2026-04-23T08:00"),
        ("2026-04-24T18:00", "2026-04-28T08:00"),
        ("2026-04-27T12:00", "2026-04-28T08:00"),
        ("2026-12-24T20:00", "2026-12-28T08:00"),
        ("2026-03-29T03:00", "2026-03-30T08:00"),
        ("2026-10-25T02:30", "2026-10-26T08:00"),
    ],
)
def test_people_are_told_in_working_hours(moment: str, told: str) -> None:
    found = in_working_hours(datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM), DEFAULT)
    assert found.astimezone(AMSTERDAM).replace(tzinfo=None) == datetime.fromisoformat(told)
