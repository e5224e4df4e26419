"""The clock is read in one place, and a door names who may pass."""

from datetime import UTC, datetime

import pytest
import time_machine

from wederhoor.web import clock
from wederhoor.web.doors import PERMISSIONS, open_to
from wederhoor.web.views import gallery


@time_machine.travel(datetime(2026, 5, 12, 10, 30, tzinfo=UTC), tick=False)
def test_now_is_this_moment_in_utc() -> None:
    assert clock.now() == datetime(2026, 5, 12, 10, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_a_view_carries_the_permission_it_asks(permission: str) -> None:
    view = open_to(permission)(lambda request: request)
    assert getattr(view, "permission") == permission  # noqa: B009


def test_an_unknown_permission_is_refused_when_the_module_loads() -> None:
    with pytest.raises(ValueError, match="everyone"):
        open_to("everyone")


def test_the_gallery_is_public() -> None:
    assert getattr(gallery, "permission") == "public"  # noqa: B009
