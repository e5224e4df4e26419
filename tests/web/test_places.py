"""A place in a long list comes from an address, so anyone may have typed it."""

from datetime import UTC, datetime

import pytest

from wederhoor.web.places import place_at, place_of


def test_a_place_is_read_as_it_was_written() -> None:
    moment = datetime(2026, 4, 22, 8, 30, 1, 5, UTC)
    assert place_of(place_at(moment, 12)) == (moment, 12)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "_",
        "2026-04-22_1",
        "2026-04-22T08:00:00_1",
        "2026-04-22T08:00:00+00:00_",
        "2026-04-22T08:00:00+00:00_-1",
        "2026-04-22T08:00:00+00:00_²",
        f"2026-04-22T08:00:00+00:00_{2**63}",
        "0001-01-01T00:00:00+14:00_1",
        "9999-12-31T23:59:59-14:00_1",
        "weg",
    ],
)
def test_what_no_store_can_compare_is_no_place(said: str) -> None:
    assert place_of(said) is None
