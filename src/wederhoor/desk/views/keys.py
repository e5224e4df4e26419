"""The keys of the desk: a page that lists them, and the switch that takes them away."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.desk.seat import Seat, at_the_desk, framed

COOKIE = "toetsen"
OFF = "uit"
_A_YEAR = 365 * 24 * 60 * 60


@at_the_desk
def keys(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Lists every key; keys of one character can be switched off, in this browser (WCAG 2.1.4)."""
    if request.method == "POST":
        answer = redirect("desk:keys")
        wanted = OFF if request.POST.get("keys") == "off" else "aan"
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(COOKIE, wanted, max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax", path="/bureau/")
        return answer
    return render(request, "desk/keys.html", framed(seat, "keys", listed=listed(), off=request.COOKIES.get(COOKIE) == OFF))


def listed() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Each key, or keys one after the other, with what it does. The pages name the keys of their links by data-key."""
    return (
        (("/",), _("zoeken")),
        (("j",), _("volgende rij of gebeurtenis")),
        (("k",), _("vorige rij of gebeurtenis")),
        (("o",), _("openen (Enter kan ook)")),
        (("a",), _("naar wat nu te doen is")),
        (("n",), _("klacht vastleggen")),
        (("g", "v"), _("naar Vandaag")),
        (("g", "p"), _("naar het postvak")),
        (("g", "r"), _("naar het register")),
        (("g", "j"), _("naar het jaar")),
        (("g", "h"), _("naar de werkwijze")),
        (("g", "a"), _("naar de agenda")),
        (("?",), _("deze lijst")),
        (("Esc",), _("sluiten")),
    )
