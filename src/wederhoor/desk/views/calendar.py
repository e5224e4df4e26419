"""The agenda: one's own days on a page, and as a feed that a calendar subscribes to by a secret address."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wederhoor.actions.feed import Entry, entries_of, feed_of, reader_of, renew_feed, secret_of, stop_feed
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import article
from wederhoor.web import clock, limits, words
from wederhoor.web.days import day_said
from wederhoor.web.doors import open_to
from wederhoor.web.ical import FEED_TYPE, Day, feed
from wederhoor.web.speaking import speaking


@at_the_desk
def calendar(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One's own days, and the address by which a calendar follows them: made, made anew or taken away here."""
    if request.method == "POST":
        return _changed(request, seat)
    found = feed_of(seat.member)
    address = ""
    if found is not None:
        asked = urlencode({"sleutel": secret_of(found), "taal": words.language()})
        address = f"{settings.BASE_URL}{reverse('desk:feed')}?{asked}"
    today = localtime(seat.now).date()
    days = [{**_shown(entry), "said": day_said(entry.day, today, short=True)} for entry in entries_of(seat.member, today, seat.cover)]
    context = framed(seat, "calendar", days=days, today=today, address=address)
    return render(request, "desk/calendar.html", context)


def _changed(request: HttpRequest, seat: Seat) -> HttpResponse:
    if request.POST.get("do") == "stop":
        stop_feed(seat.member)
        messages.success(request, _("Het adres is weggehaald. Wie het had, ziet niets meer."))
    else:
        renew_feed(seat.member, seat.now)
        messages.success(request, _("Uw agenda heeft een nieuw adres. Een ouder adres werkt niet meer."))
    return redirect("desk:calendar")


@open_to("machine")
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """The feed, for whoever has its secret: numbers, duties and articles; never a person or a subject.

    It is in the language that its member chose; while he never did, in that of the page on which its address was made.
    """
    if limits.must_wait(request):
        return HttpResponse(status=429, headers={"Retry-After": str(limits.SECONDS)})
    secret = request.GET.get("sleutel", "")
    member = reader_of(secret)
    if member is None:
        limits.guessed_wrong(request, secret)
        raise Http404
    now = clock.now()
    with speaking(member.language or request.GET.get("taal", "")):
        days = list(_days(entries_of(member, localtime(now).date()), member.organisation.slug))
        made = feed(member.organisation.name, days, now=now)
    return HttpResponse(made, content_type=FEED_TYPE, headers={"Cache-Control": "private, no-cache"})


def _days(entries: list[Entry], slug: str) -> Iterator[Day]:
    host = urlsplit(settings.BASE_URL).hostname or "wederhoor"
    for entry in entries:
        said = _shown(entry)
        what = f"{said['what']} ({said['article']})" if said["article"] else said["what"]
        href = f"{settings.BASE_URL}{said['href']}"
        yield Day(f"{slug}-{entry.number}-{entry.key}@{host}", entry.day, f"{entry.number}: {what}", "", href)


def _shown(entry: Entry) -> dict[str, Any]:
    what = words.word("purpose", entry.purpose) if entry.purpose else words.spoken(entry.name)
    clause = article(entry.procedure, entry.clause)
    return {
        "day": entry.day,
        "number": entry.number,
        "what": what[:1].upper() + what[1:],
        "article": f"art. {clause}" if clause[:1].isdigit() else clause,
        "href": reverse("desk:dossier", args=[entry.number]),
    }
