"""Signing in and out, and choosing for which organisation one works."""

from typing import Final

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from wederhoor.actions.installation import begun, nothing_yet
from wederhoor.actions.language import chosen_by
from wederhoor.desk.seat import MEMBER, members_of
from wederhoor.desk.shown.first import first_steps
from wederhoor.web import clock, limits
from wederhoor.web.doors import open_to
from wederhoor.web.fields import Field
from wederhoor.web.speaking import has_chosen, shown_in

#: Wrong passwords from one address, after which it waits; what machines guess by the thousand.
MOST: Final = 20
_WRONG: Final = "passwords"


@open_to("public")
@never_cache
@sensitive_post_parameters("password")
def signin(request: HttpRequest) -> HttpResponse:
    """Asks name and password; goes on to the page that one wanted. Where nobody can sign in yet, it tells what to do first."""
    if request.method != "POST" and nothing_yet():
        return render(request, "desk/first.html", {"steps": first_steps(begun())})
    if request.method != "POST":
        return _asked(request)
    if limits.has_done_much(request, _WRONG, most=MOST):
        return _asked(request, _("Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over tien minuten opnieuw."), status=429)
    form = AuthenticationForm(request, data=request.POST)
    if form.is_valid():
        user = form.get_user()
        login(request, user)
        return _in_his_language(request, user, redirect(_next(request)))
    limits.has_done(request, _WRONG, seconds=limits.SECONDS)
    return _asked(request, _("Deze naam en dit wachtwoord horen niet bij elkaar."), status=422)


def _in_his_language(request: HttpRequest, user: User, answer: HttpResponse) -> HttpResponse:
    """A browser in which nobody chose a language yet shows pages in his."""
    language = "" if has_chosen(request) else chosen_by(user.pk)
    return shown_in(answer, language) if language else answer


def _asked(request: HttpRequest, fault: str = "", *, status: int = 200) -> HttpResponse:
    wrong = (fault,) if fault else ()
    name = Field("username", "text", _("Gebruikersnaam"), required=True, value=request.POST.get("username", ""), errors=wrong)
    context = {"name": name, "wrong": wrong, "next": _next(request)}
    return render(request, "desk/signin.html", context, status=status)


@open_to("public")
def signout(request: HttpRequest) -> HttpResponse:
    """Asks once, then ends the session."""
    if request.method != "POST":
        return render(request, "desk/signout.html")
    logout(request)
    return redirect("desk:signin")


@open_to("staff")
def choose(request: HttpRequest) -> HttpResponse:
    """For which organisation one works now, for a member of several."""
    if not request.user.is_authenticated:
        return redirect("desk:signin")
    members = list(members_of(request, clock.now()))
    if request.method == "POST":
        chosen = next((one for one in members if str(one.pk) == request.POST.get("member")), None)
        if chosen is not None:
            if request.session.get(MEMBER) != chosen.pk:
                rotate_token(request)  # the same number is another dossier there: a form that lies open in another tab is refused
            request.session[MEMBER] = chosen.pk
            return redirect(_next(request))
    return render(request, "desk/choose.html", {"members": members, "next": _next(request)})


def _next(request: HttpRequest) -> str:
    """Where to go on: only within this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/bureau/"
