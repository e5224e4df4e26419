"""What the pages of an organisation load to look like it: its colours as a style sheet, its logo."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from wederhoor.actions.identity import colours_of, logo_of
from wederhoor.web.colour import theme as style_sheet
from wederhoor.web.doors import open_to

#: The address names what it holds (`?v=`), so it never changes.
_FOREVER: Final = "public, max-age=31536000, immutable"


@open_to("public")
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """The tokens of the organisation's accent, named as in NL Design System."""
    del request
    found = colours_of(slug)
    if found is None:
        raise Http404
    return _kept(HttpResponse(style_sheet(*found), content_type="text/css; charset=utf-8"))


@open_to("public")
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's logo: a picture in which nothing can run."""
    del request
    found = logo_of(slug)
    if found is None:
        raise Http404
    return _kept(HttpResponse(found[0], content_type=found[1]))


def _kept(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = _FOREVER
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return answer
