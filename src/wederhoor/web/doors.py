"""Every view says who may come through its door, so that a test can ask it of every URL; and keeps what is private out of other hands."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from django.http import HttpRequest, HttpResponse

PERMISSIONS: Final = (
    "public",  # anyone: the regulation's page, the form, signing in
    "complainant",  # who holds the tracking code of this dossier
    "customer",  # a contact person who has signed in
    "outsider",  # who came in by a mailed link: to what was put before him and nothing else
    "staff",  # a member of the organisation; what he may see and do is asked of the core and the access query
    "officer",  # staff who keep the settings of the organisation
    "machine",  # a program with a key
)
#: Who come through these doors read what is theirs alone, often on a computer that others use too.
_THEIRS: Final = frozenset({"complainant", "customer", "outsider"})
_OF_STAFF: Final = frozenset({"staff", "officer"})
_ASKING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., Any])


def open_to(permission: str) -> Callable[[View], View]:
    """Mark a view with the permission it asks (`view.permission`). An unknown permission is a ValueError when the module loads.

    No copy is kept of an answer to a complainant, a contact person or an outsider, nor to what anyone filled in: it may stand there again.
    Of the pages of staff nothing between keeps one, and their browser asks anew; going back still finds what they were typing.
    """
    if permission not in PERMISSIONS:
        raise ValueError(f"unknown permission: {permission}")

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- as its view
            answer: HttpResponse = view(request, *args, **kwargs)
            told = permission == "public" and request.method not in _ASKING
            if permission in _OF_STAFF:
                answer.setdefault("Cache-Control", "private, no-cache")
            return kept_private(answer) if told or permission in _THEIRS else answer

        setattr(guarded, "permission", permission)  # noqa: B010 -- a plain assignment is not typed on a callable
        return cast("View", guarded)

    return mark


def kept_private(response: HttpResponse) -> HttpResponse:
    """Keeps a page with a code in its address, or with what someone told us, out of caches, search engines and other sites' logs.

    A page with a form must name its own origin, else its own protection against forgery refuses it.
    """
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response.setdefault("Referrer-Policy", "same-origin")
    return response
