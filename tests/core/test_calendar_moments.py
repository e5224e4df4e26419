"""Moments and days: midnight, daylight saving, and moments written elsewhere."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wederhoor.core.calendar import DEFAULT, Calendar

D = date.fromisoformat
M = datetime.fromisoformat


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-04-30T23:59:59+02:00", "2026-04-30"),
        ("2026-05-01T00:00:00+02:00", "2026-05-01"),
        ("2026-04-30T21:59:59+00:00", "2026-04-30"),
        ("2026-04-30T22:00:00+00:00", "2026-05-01"),
        ("2026-12-31T22:59:59+00:00", "2026-12-31"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01"),
        ("2026-03-29T00:59:59+00:00", "2026-03-29"),
        ("2026-10-25T22:30:00+00:00", "2026-10-25"),
        ("2026-10-25T23:00:00+00:00", "2026-10-26"),
        ("2026-04-30T18:30:00-04:00", "2026-05-01"),
    ],
)
def test_a_moment_counts_on_its_local_date(moment: str, day: str) -> None:
    assert DEFAULT.local_day(M(moment)) == D(day)


@pytest.mark.parametrize(
    ("day", "over"),
    [
        ("2026-01-15", "2026-01-15T23:00:00+00:00"),
        ("2026-07-15", "2026-07-15T22:00:00+00:00"),
        ("2026-03-28", "2026-03-28T23:00:00+00:00"),
        ("2026-03-29", "2026-03-29T22:00:00+00:00"),
        ("2026-10-24", "2026-10-24T22:00:00+00:00"),
        ("2026-10-25", "2026-10-25T23:00:00+00:00"),
        ("2026-12-31", "2026-12-31T23:00:00+00:00"),
        ("2028-02-29", "2028-02-29T23:00:00+00:00"),
    ],
)
def test_a_day_is_over_at_the_local_midnight_that_follows_it(day: str, over: str) -> None:
    assert DEFAULT.end_of_day(D(day)) == M(over)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_day_has_the_hours_that_the_clock_gives_it(day: str, hours: int) -> None:
    assert DEFAULT.end_of_day(D(day)) - DEFAULT.start_of_day(D(day)) == timedelta(hours=hours)


def test_a_night_without_midnight_ends_the_day_at_the_jump() -> None:
    santiago = Calendar(time_zone="America/Santiago", public_holidays="")
    over = santiago.end_of_day(D("2024-09-07"))
    assert over == datetime(2024, 9, 8, 4, tzinfo=UTC)
    assert santiago.local_day(over) == D("2024-09-08")
    assert santiago.local_day(over - timedelta(seconds=1)) == D("2024-09-07")


def test_a_moment_without_offset_is_refused_or_read_as_local() -> None:
    naive = datetime(2026, 4, 30, 16)  # noqa: DTZ001 - that is the case
    with pytest.raises(ValueError, match="offset"):
        DEFAULT.local_day(naive)
    assert DEFAULT.local_moment(naive).isoformat() == "2026-04-30T16:00:00+02:00"
    assert DEFAULT.local_moment(M("2026-04-30T14:00:00+00:00")).isoformat() == "2026-04-30T16:00:00+02:00"
