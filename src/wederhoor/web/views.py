"""Pages of no room in particular: the gallery of components, and what is shown where a form came to nothing."""

import re
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve

from wederhoor.web import samples
from wederhoor.web.doors import kept_private, open_to

#: What a form never gives back.
_SECRET: Final = re.compile("csrf|password|wachtwoord", re.IGNORECASE)
_ACCENTS = ("", "indigo", "bos", "pruim", "leem")


@open_to("public")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample data, for who builds a page (routed in DEBUG only); `?accent=bos` shows it in another accent."""
    accent = request.GET.get("accent", "")
    context = {
        "organisation": "Klachtenloket",
        "accent": accent if accent in _ACCENTS else "",
        "navigation": samples.NAVIGATION,
        "find_href": "#",
        "lines": samples.lines(),
        "rows": samples.rows(),
        "products": samples.PRODUCTS,
        "fields": samples.fields(),
        "timeline": samples.TIMELINE,
        "tally": samples.TALLY,
        "facts": samples.FACTS,
        "reckoning": samples.RECKONING,
        "today": samples.TODAY,
        "picture": samples.picture(),
    }
    return render(request, "web/gallery.html", context)


@open_to("public")
def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without the proof that it is ours: nothing was recorded, and what was typed comes back.

    A form of the public can be sent once more from there: in it nobody is signed in, so no other site can use his name. Of any other
    what was typed can be copied. A password never comes back.
    """
    del reason
    again = getattr(resolve(request.path_info).func, "permission", "") == "public"
    context = {"given": _given(request) if again else (), "typed": _typed(request), "here": request.get_full_path()}
    return render(request, "web/cookies.html", {**context, "files": bool(request.FILES)}, status=403)


@open_to("public")
def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page. Where a form of ours was sent there, what was typed comes back: one may have lost sight of it meanwhile."""
    del exception
    context = {"typed": _typed(request)} if request.resolver_match else {}  # else nobody read what was sent, and nobody need
    return render(request, "404.html", context, status=404)


def ended(request: HttpRequest, enter: str) -> HttpResponse:
    """Where one comes in again; for a form that was sent after its visit ended a page with what was typed, which nobody else sees."""
    typed = _typed(request)
    if not typed:
        return redirect(enter)
    return kept_private(render(request, "web/ended.html", {"typed": typed, "enter": enter, "files": bool(request.FILES)}, status=403))


def _given(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values if not _SECRET.search(name)]


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What someone wrote himself: words, no codes of ours."""
    return [(name, value) for name, value in _given(request) if " " in value.strip()]
