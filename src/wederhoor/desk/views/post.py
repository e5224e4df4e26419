"""Letters by post: one as a PDF for the printer, and all that wait, to be printed and posted together."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.access import visible_to
from wederhoor.actions.identity import look_of
from wederhoor.actions.posting import MOST, OTHER_DAY, can_come_back, is_to_post, made_ready, posted, to_post
from wederhoor.desk.forms.letter import POSTED_ON, posted_field
from wederhoor.desk.opened import put_on_desk
from wederhoor.desk.printing import paper_of
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.views.letter import Room
from wederhoor.web.fields import Field, filled, read_fields
from wederhoor.web.files import file_answer
from wederhoor.web.paper import Paper, printed
from wederhoor.web.words import told

if TYPE_CHECKING:
    from datetime import date

    from wederhoor.correspondence.models import Letter

CHOSEN, STEP, PRINT = "brief", "step", "print"
_PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one letter; `reason`: why it was not posted."""

    number: str
    pk: int
    reason: str = ""


@at_the_desk
def letter_pdf(_request: HttpRequest, seat: Seat, number: str, pk: int) -> HttpResponse:
    """A letter by post that waits or left, for the printer."""
    desk = put_on_desk(seat, number)
    found = desk.row.letters.filter(pk=pk).first()
    if found is None or not (is_to_post(found) or can_come_back(found)):
        raise Http404
    return _pdf(seat, [paper_of(desk, found)], name=f"brief-{desk.row.number}.pdf")


@at_the_desk
def post(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The letters that wait to be posted; a post prints the chosen ones, or says that they were posted."""
    waiting = _waiting(seat)
    if request.method != "POST":
        return _page(request, seat, waiting)
    wanted = set(request.POST.getlist(CHOSEN))
    chosen = [letter for letter in waiting[:MOST] if str(letter.pk) in wanted]
    if not chosen:
        return _page(request, seat, waiting, fault=_("Kies eerst een of meer brieven."))
    return (_print if request.POST.get(STEP) == PRINT else _post)(request, seat, chosen)


def _print(request: HttpRequest, seat: Seat, chosen: "list[Letter]") -> HttpResponse:
    """What is printed now leaves today: first each letter is made right for that."""
    left = [_outcome(letter, told(OTHER_DAY)) for letter in chosen if not made_ready(letter, now=seat.now)]
    if left:
        return _page(request, seat, _waiting(seat), left=left)
    papers = [paper_of(room.desk, room.letter) for room in (_room(seat, letter) for letter in chosen)]
    return _pdf(seat, papers, name=f"brieven-{localtime(seat.now):%Y-%m-%d}.pdf")


def _post(request: HttpRequest, seat: Seat, chosen: "list[Letter]") -> HttpResponse:
    values, errors = read_fields([_day_field(seat, chosen)], request.POST)
    if errors:
        return _page(request, seat, _waiting(seat), values=values, errors=errors)
    left = [outcome for letter in chosen if (outcome := _posted(seat, letter, values[POSTED_ON])).reason]
    if not left:
        messages.success(request, _("Gepost. Dat staat nu in elk dossier."))
        return redirect("desk:today")
    return _page(request, seat, _waiting(seat), values=values, left=left, done=len(chosen) - len(left))


def _posted(seat: Seat, letter: "Letter", day: "date") -> Outcome:
    refused = posted(letter, day, by=seat.actor(_room(seat, letter).role, ""), now=seat.now)
    return _outcome(letter, told(refused.reason) if refused else "")


def _outcome(letter: "Letter", reason: str) -> Outcome:
    return Outcome(letter.dossier.number if letter.dossier else "", letter.pk, reason)


def _waiting(seat: Seat) -> "list[Letter]":
    return to_post(seat.member, among=visible_to(seat.member, reading=seat.reading))


def _room(seat: Seat, letter: "Letter") -> Room:
    return Room(put_on_desk(seat, letter.dossier.number if letter.dossier else ""), letter)


def _day_field(seat: Seat, waiting: "list[Letter]") -> Field:
    oldest = min(waiting, key=lambda letter: letter.filled_for)
    return posted_field(oldest, localtime(seat.now).date())


def _page(
    request: HttpRequest,
    seat: Seat,
    waiting: "list[Letter]",
    *,
    values: dict[str, object] | None = None,
    errors: dict[str, tuple[str, ...]] | None = None,
    **more: object,
) -> HttpResponse:
    fields = filled([_day_field(seat, waiting)], values or {}, errors or {}) if waiting else ()
    context = framed(seat, "today", rows_to_post=waiting[:MOST], more=len(waiting) > MOST, fields=fields, today=localtime(seat.now).date())
    status = 422 if errors or more.get("fault") else 200
    return render(request, "desk/post.html", {**context, **more}, status=status)


def _pdf(seat: Seat, papers: list[Paper], *, name: str) -> HttpResponse:
    return file_answer(
        printed(papers, organisation=seat.organisation.name, now=seat.now, look=look_of(seat.organisation)), name=name, kind=_PDF
    )
