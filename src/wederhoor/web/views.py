"""Pages of no room in particular: the gallery of components, and what is shown where a form came without its proof."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.web import samples
from wederhoor.web.doors import open_to

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
    }
    return render(request, "web/gallery.html", context)


@open_to("public")
def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without the proof that it is ours: nothing was recorded, and the browser still has what was typed."""
    del reason
    return render(request, "web/cookies.html", status=403)
