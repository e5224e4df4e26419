from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from wederhoor.web.doors import PERMISSIONS

Pattern = URLPattern | URLResolver


def routed(patterns: list[Pattern], prefix: str = "") -> Iterator[tuple[str, Callable[..., HttpResponse]]]:
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routed(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def unguarded(patterns: list[Pattern]) -> list[str]:
    return [address for address, view in routed(patterns) if getattr(view, "permission", None) not in PERMISSIONS]


def test_every_address_names_who_may_come_in() -> None:
    assert unguarded(get_resolver().url_patterns) == []


def test_an_address_that_names_nobody_is_seen() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert unguarded([path("open", view)]) == ["open"]
