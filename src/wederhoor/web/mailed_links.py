"""Mailed links: one press of a button lets in, nobody has them mailed without end, and no answer tells what was found."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wederhoor.web import limits
from wederhoor.web.fields import Field

#: Letters with a link for one address, and requests from one computer, in an hour.
MOST_LETTERS, MOST_REQUESTS, HOUR = 3, 20, 60 * 60
#: How long an answer takes at least, in seconds: it tells nothing of what was found.
AT_LEAST = 0.3
EMAIL = "email"


def address_fields() -> tuple[Field, ...]:
    """By which address one is known."""
    return (Field(EMAIL, "email", _("Uw e-mailadres"), required=True, autocomplete="email"),)


def slowly() -> AbstractContextManager[None]:
    """Around whatever looks for a person."""
    return limits.no_quicker_than(AT_LEAST)


def may_be_mailed(request: HttpRequest, what: str, to: str) -> bool:
    """Counts that a link of this kind is asked for once more; whether it goes out."""
    many = limits.too_often(what, to.lower(), most=MOST_LETTERS, seconds=HOUR)
    return not many and not limits.insists(request, most=MOST_REQUESTS, seconds=HOUR)


def followed(
    request: HttpRequest,
    *,
    page: Callable[[], HttpResponse | None],
    pressed: Callable[[], HttpResponse | None],
    shut: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Asks for one press of a button before a link does anything: what looks into mails opens addresses, and presses nothing.

    `page` and `pressed`: None for a link that opens nothing, which is counted as a guess; `shut` then answers with this status.
    """
    if limits.must_wait(request):
        return shut(429)
    with slowly():
        answer = pressed() if request.method == "POST" else page()
        if answer is None:
            limits.guessed_wrong(request)
        return answer or shut(404)
