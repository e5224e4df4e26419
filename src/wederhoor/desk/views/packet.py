"""A packet: what goes along while it is a draft; once it was made its files, and the act that gives it."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.packet import begin, choose, documents_of, packet_with
from wederhoor.actions.packet import packet as contents_for
from wederhoor.actions.packet_binding import fault_in, reader_name
from wederhoor.actions.packet_making import ask, is_small, make
from wederhoor.actions.packet_proposing import Contents
from wederhoor.desk.forms.inspection import STEP, chosen, version_of
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.shown.inspection import Scene, give_href, given_at, rows_of, way_to
from wederhoor.desk.views.inspection import packet_on_desk
from wederhoor.web.numbers import number_of

#: Pieces on one page: a form holds no more fields than a server takes.
AT_ONCE: Final = 100
PAGE: Final = "blad"


@at_the_desk
def packet(request: HttpRequest, seat: Seat, number: str, pk: int) -> HttpResponse:
    """The packet as far as it is."""
    desk, row, reader = packet_on_desk(seat, number, pk)
    if row.state != "draft":
        return _made(request, seat, Scene(desk, row, reader))
    scene = Scene(desk, row, reader)
    found = contents_for(desk, reader, row.choices)
    if request.method != "POST":
        return _draft(request, scene, found)
    shown = found.lines[_start(request, found) :][:AT_ONCE]
    if not choose(row, chosen(request.POST, shown), version=version_of(request.POST)):
        fresh = packet_with(desk, pk) or row
        changed = _("Een collega heeft dit pakket intussen veranderd. Kijk na wat er nu staat en kies opnieuw.")
        scene = Scene(desk, fresh, reader)
        return _draft(request, scene, contents_for(desk, reader, fresh.choices), fault=changed, status=409)
    return _saved(request, scene, contents_for(desk, reader, row.choices))


def _saved(request: HttpRequest, scene: Scene, found: Contents) -> HttpResponse:
    """What was chosen is kept; where it was asked for the packet is made, at once or by a worker."""
    desk, row = scene.desk, scene.row
    if request.POST.get(STEP) != "make":
        messages.success(request, _("Bewaard."))
        return redirect(request.get_full_path())
    fault = fault_in(found, desk, scene.reader)
    if fault:
        return _draft(request, scene, found, fault=fault, status=422)
    if ask(row, version=row.version, now=desk.seat.now) and is_small(found):
        make(row.pk, now=desk.seat.now)
    return redirect(request.path)


def _draft(request: HttpRequest, scene: Scene, found: Contents, *, fault: str = "", status: int = 200) -> HttpResponse:
    start = _start(request, found)
    pages = range(1, (len(found.lines) + AT_ONCE - 1) // AT_ONCE + 1)
    context = {
        "number": scene.desk.row.number,
        "reader": reader_name(scene.desk, scene.row.reader),
        "version": scene.row.version,
        "rows": rows_of(scene, found.lines[start : start + AT_ONCE]),
        "going": sum(1 for line in found.lines if line.goes),
        "count": len(found.lines),
        "lacking": rows_of(scene, found.lacking),
        "pages": [(page, (page - 1) * AT_ONCE == start) for page in pages] if len(pages) > 1 else [],
        "fault": fault,
    }
    return render(request, "desk/packet.html", scene.desk.framed(**context), status=status)


def _made(request: HttpRequest, seat: Seat, scene: Scene) -> HttpResponse:
    """What was made stays as it is: to change it is to begin anew, with the same choices."""
    desk, row = scene.desk, scene.row
    if request.method == "POST":
        return redirect("desk:packet", number=desk.row.number, pk=begin(desk, scene.reader, by=seat.member, now=seat.now).pk)
    documents, way = documents_of(row), way_to(desk, scene.reader)
    given = given_at(desk, documents)
    context = {
        "number": desk.row.number,
        "reader": reader_name(desk, row.reader),
        "row": row,
        "documents": documents,
        "given": given,
        "way": way,
        "give_href": give_href(desk, row, way),
        "stale": given is None and row.seen < desk.length,
    }
    return render(request, "desk/packet_made.html", desk.framed(**context))


def _start(request: HttpRequest, found: Contents) -> int:
    """The place of the first piece on the page that was asked for."""
    page = number_of(request.GET.get(PAGE, "")) or 1
    return min(max(page - 1, 0), max(len(found.lines) - 1, 0) // AT_ONCE) * AT_ONCE
