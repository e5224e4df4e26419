"""The gallery of components: one page that shows each with sample data, for who builds a page. Routed in DEBUG only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.web import samples
from wederhoor.web.doors import open_to

_ACCENTS = ("", "indigo", "bos", "pruim", "leem")


@open_to("public")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component; `?accent=bos` shows it in another accent."""
    accent = request.GET.get("accent", "")
    context = {
        "organisation": "Klachtenloket",
        "accent": accent if accent in _ACCENTS else "",
        "navigation": samples.NAVIGATION,
        "find_href": "#",
        "lines": samples.lines(),
        "rows": samples.rows(),
        "fields": samples.fields(),
        "timeline": samples.TIMELINE,
        "tally": samples.TALLY,
        "facts": samples.FACTS,
        "reckoning": samples.RECKONING,
        "today": samples.TODAY,
    }
    return render(request, "web/gallery.html", context)
