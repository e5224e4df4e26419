"""Looking for words, every filter on a page of its own, and views that are kept under a name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.access import readable
from wederhoor.actions.narrowing import values_in_use
from wederhoor.actions.views import delete_view, rename_view, save_view, views_of
from wederhoor.desk.facets import Facet
from wederhoor.desk.question import FIND, NUMBER, Question, keep_words, question
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.register import grouped, only_filters, tabs
from wederhoor.web.fields import without_controls
from wederhoor.web.numbers import number_of


@at_the_desk
def find(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A whole number opens its dossier; part of a number goes into the address; words never do: they stay in the session."""
    sought = " ".join(request.POST.get(FIND, "").replace("\x00", "").split())
    register = reverse("desk:register")
    if not sought:
        return redirect(register)
    number = sought.upper()
    if NUMBER.fullmatch(number):
        whole = readable(seat.member, number, reading=seat.reading)
        return redirect("desk:dossier", number) if whole is not None else redirect(f"{register}?{FIND}={number}")
    return redirect(f"{register}?{FIND}={keep_words(request.session, sought)}")


@at_the_desk
def filters(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every filter, the registered data of the regulations included."""
    asked = question(request, seat)
    _offer_codes_in_use(asked)
    find_key = asked.key or asked.number
    return render(request, "desk/filters.html", framed(seat, "register", filter_groups=list(grouped(asked)), find_key=find_key))


@at_the_desk
def views(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The views: one's own to rename, share and remove; kept under a name what is asked now."""
    asked = question(request, seat)
    if request.method == "POST":
        return _change(request, asked)
    query = asked.address(without=(FIND,))
    context = framed(seat, "register", tabs=tabs(asked, views_of(seat.member))[1:], query=query, back_href=_register(query))
    return render(request, "desk/views.html", context)


def _change(request: HttpRequest, asked: Question) -> HttpResponse:
    post, member = request.POST, asked.seat.member
    name, shared = without_controls(post.get("naam", "")), bool(post.get("gedeeld"))
    pk = number_of(post.get("weergave", "")) or 0
    what = post.get("doe", "")
    if what == "weg":
        done, said = delete_view(member, pk), _("De weergave is weg.")
    elif what == "wijzig":
        done, said = rename_view(member, pk, name=name, shared=shared), _("De weergave is gewijzigd.")
    else:
        query = only_filters(post.get("vraag", ""), asked.every)
        done, said = save_view(member, name=name, query=query, shared=shared), _("De weergave is bewaard.")
        if done:
            messages.success(request, said)
            return redirect(_register(query))
    if done:
        messages.success(request, said)
    else:
        messages.error(request, _("Dat lukte niet: geef een naam die u nog niet gebruikt."))
    return redirect("desk:views")


def _register(query: str) -> str:
    return f"{reverse('desk:register')}?{query}"


def _offer_codes_in_use(asked: Question) -> None:
    """A field without a closed list offers the codes that the newest dossiers have."""
    open_ones: list[Facet] = [one for one in asked.every.values() if one.open]
    used = values_in_use(asked.visible(), [name for one in open_ones for name in one.names])
    for one in open_ones:
        codes = sorted({code for name in one.names for code in used[name]} | ({asked.asked[one.key]} if one.key in asked.asked else set()))
        asked.offer(one, tuple((code, code) for code in codes))
