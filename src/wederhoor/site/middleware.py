"""What is seen to of every request: that a store can hold what it says, and in which language its page is made."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import cast

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, QueryDict, StreamingHttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

_NUL = "\x00"
View = Callable[[HttpRequest], HttpResponseBase]


class Readable:
    """Answers no address with a NUL in it, which PostgreSQL takes in no text; what is asked behind it or sent is read without."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or that there is no such page."""
        if _NUL in request.path_info:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """What was sent by a form; what breaks off on its way is for the view."""
        with suppress(UnreadablePostError):
            if any(_NUL in text for name, values in request.POST.lists() for text in (name, *values)):
                sent = QueryDict(mutable=True)
                for name, values in request.POST.lists():
                    sent.setlist(name.replace(_NUL, ""), [value.replace(_NUL, "") for value in values])
                request.POST = sent  # type: ignore[assignment] # as Django lets one: it asks no more than what a view reads


class InTheLanguageChosen:
    """Activates the language that the cookie names.

    What a browser says it prefers is not asked: a Dutch regulation is read in Dutch on a machine that is set up in English,
    until its reader chooses otherwise.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer in the language chosen, which it names."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _told_in(language, cast("Iterator[bytes]", response.streaming_content))
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
            response.headers.setdefault("Content-Language", language)
        return response


def _told_in(language: str, parts: Iterator[bytes]) -> Iterator[bytes]:
    """What is made while it is sent is made in the same language."""
    with translation.override(language):
        yield from parts
