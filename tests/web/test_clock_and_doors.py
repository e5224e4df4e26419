"""The clock is read in one place, and a door names who may pass."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from wederhoor.web import clock
from wederhoor.web.doors import PERMISSIONS, open_to
from wederhoor.web.views import gallery


@time_machine.travel(datetime(2026, 5, 12, 10, 30, tzinfo=UTC), tick=False)
def test_now_is_this_moment_in_utc() -> None:
    assert clock.now() == datetime(2026, 5, 12, 10, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def answered(permission: str, method: str) -> HttpResponse:
    """The answer through the door of this permission."""

    @open_to(permission)
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    return view(RequestFactory().generic(method, "/"))


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_a_view_carries_the_permission_it_asks(permission: str) -> None:
    view = open_to(permission)(lambda request: request)
    assert getattr(view, "permission") == permission  # noqa: B009


@pytest.mark.parametrize("permission", ["complainant", "customer", "outsider"])
def test_no_copy_is_kept_of_what_is_of_one_person(permission: str) -> None:
    assert answered(permission, "GET")["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("permission", ["staff", "officer"])
def test_nothing_between_keeps_a_page_of_staff(permission: str) -> None:
    assert answered(permission, "GET")["Cache-Control"] == "private, no-cache"


def test_no_copy_is_kept_of_what_anyone_filled_in() -> None:
    assert answered("public", "POST")["Cache-Control"] == "no-store, private"
    assert "Cache-Control" not in answered("public", "GET")


def test_an_unknown_permission_is_refused_when_the_module_loads() -> None:
    with pytest.raises(ValueError, match="everyone"):
        open_to("everyone")


def test_the_gallery_is_public() -> None:
    assert getattr(gallery, "permission") == "public"  # noqa: B009
