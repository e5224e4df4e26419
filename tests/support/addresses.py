"""The addresses of the site by their names, for tests that go along all of them."""

from django.urls import URLPattern, URLResolver


def names(resolver: URLResolver, space: str = "") -> set[str]:
    """Every name, with its space: `desk:today`."""
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            found.add(f"{space}{one.name}")
        else:
            found |= names(one, f"{one.namespace}:" if one.namespace else space)
    return found
