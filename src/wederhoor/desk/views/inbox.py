"""Postvak: what came in and lies in no dossier, oldest first; and the sum that shows that nothing was lost."""

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.actions.inbox import WAITING, inbox_of, tally
from wederhoor.actions.mailboxes import troubled
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.mailboxes import unread
from wederhoor.desk.shown.messages import reason_of, subject_of, sum_of
from wederhoor.web.places import place_at, place_of

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Message

PAGE: Final = 25
_ASIDE: Final = "terzijde"


@at_the_desk
def inbox(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The messages that wait, or with `toon=terzijde` those that were set aside; a page at a time by key."""
    aside = request.GET.get("toon") == _ASIDE
    loose = inbox_of(seat.member, seat.roles, seat.now)
    if loose.query.is_empty():
        raise Http404
    shown = loose.filter(state="set_aside").reverse() if aside else loose.filter(state__in=WAITING)
    after = _after(request.GET.get("na", ""), back=aside)
    if after is not None:
        shown = shown.filter(after)
    rows = list(shown.select_related("settled_by").defer("body")[: PAGE + 1])
    context = framed(
        seat,
        "inbox",
        mails=[_row(row) for row in rows[:PAGE]],
        sum=sum_of(tally(seat.member)),
        mailboxes=unread(troubled(seat.organisation, now=seat.now), seat.organisation.settings.get("mailboxes", {}), now=seat.now),
        aside=aside,
        days=settings.SET_ASIDE_DAYS,
        title=_("Terzijde gelegd") if aside else _("Postvak"),
        next_href=_further(rows[PAGE - 1], aside=aside) if len(rows) > PAGE else "",
    )
    return render(request, "desk/inbox.html", context)


def _row(row: "Message") -> dict[str, Any]:
    return {
        "href": reverse("desk:message", args=[row.pk]),
        "subject": subject_of(row),
        "sender": row.sender,
        "received_at": row.received_at,
        "reason": reason_of(row),
        "by": row.settled_by.name if row.settled_by else "",
        "settled_at": row.settled_at,
    }


def _after(key: str, *, back: bool) -> Q | None:
    place = place_of(key)
    if place is None:
        return None
    moment, pk = place
    if back:
        return Q(received_at__lt=moment) | Q(received_at=moment, pk__lt=pk)
    return Q(received_at__gt=moment) | Q(received_at=moment, pk__gt=pk)


def _further(last: "Message", *, aside: bool) -> str:
    key = {"na": place_at(last.received_at, last.pk)}
    return f"?{urlencode({'toon': _ASIDE, **key} if aside else key)}"
