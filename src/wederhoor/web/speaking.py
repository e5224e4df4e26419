"""In which language someone is spoken to who is not the reader of this page: in a mail, a feed, a browser that is new to him."""

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

R = TypeVar("R", bound=HttpResponseBase)


def is_spoken(language: str) -> bool:
    """Whether there are pages and mails in this language."""
    return language in dict(settings.LANGUAGES)


def speaking(language: str = "") -> translation.override:
    """Says all within it in this language; in that of the installation where it is not known or not spoken here."""
    return translation.override(language if is_spoken(language) else settings.LANGUAGE_CODE)


def shown_in(response: R, language: str) -> R:
    """The answer, after which this browser shows pages in this language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type] # as Django's own view has it
    )
    return response


def has_chosen(request: HttpRequest) -> bool:
    """Whether someone chose a language in this browser."""
    return is_spoken(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
