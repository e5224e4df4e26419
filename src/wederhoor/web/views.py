"""Pages of no room in particular: the gallery of components, and what is shown where a form came without its proof."""

import re
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from wederhoor.web import samples
from wederhoor.web.doors import open_to

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


@csrf_exempt
@open_to("public")
def speak(request: HttpRequest) -> HttpResponse:
    """Keeps in which language one reads, in a cookie, and goes back to the page.

    It asks no proof that the form is ours: reading pages would then set a cookie for everyone, and all that another site could
    do is change the language.
    """
    return set_language(request)


@open_to("public")
def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without the proof that it is ours: nothing was recorded, and what was typed comes back.

    A form of the public can be sent once more from there: in it nobody is signed in, so no other site can use his name. Of any other
    what was typed can be copied. A password never comes back.
    """
    del reason
    given = [(name, value) for name, values in request.POST.lists() for value in values if not _SECRET.search(name)]
    again = getattr(resolve(request.path_info).func, "permission", "") == "public"
    typed = [(name, value) for name, value in given if " " in value.strip()]
    context = {"given": given if again else (), "typed": typed, "here": request.get_full_path(), "files": bool(request.FILES)}
    return render(request, "web/cookies.html", context, status=403)
