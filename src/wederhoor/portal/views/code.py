"""Entering the code of a complaint; and the address that letters name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wederhoor.portal.doors import kept_private
from wederhoor.web.doors import open_to

#: Longer than any code, also when typed with a space after every letter.
_LONGEST = 100


@open_to("public")
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code; whether it is right is only said on the page that it opens."""
    given = "".join(request.POST.get("code", "")[:_LONGEST].split()).replace("/", "")
    if request.method == "POST" and given:
        return kept_private(redirect("portal:status", code=given))
    return render(request, "portal/follow.html", {"lacks": request.method == "POST"}, status=422 if request.method == "POST" else 200)


@open_to("complainant")
def linked(_request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A letter names the organisation as well; the code alone is enough."""
    del slug
    return kept_private(redirect("portal:status", code=code))
