"""One piece of a packet: whether it goes along and why not, what is blacked out in it, or the copy in which that was done."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.packet import choose
from wederhoor.actions.packet import packet as contents_for
from wederhoor.actions.packet_binding import reader_name
from wederhoor.actions.packet_copies import keep_copy
from wederhoor.actions.packet_hiding import names_of
from wederhoor.actions.packet_proposing import Contents, Line
from wederhoor.actions.packet_readers import others
from wederhoor.actions.values import Refused, Upload
from wederhoor.desk.forms.inspection import COPY, piece_fields, typed_of, version_of
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.shown.inspection import Scene, choices_of
from wederhoor.desk.views.inspection import packet_on_desk


@at_the_desk
def piece(request: HttpRequest, seat: Seat, number: str, pk: int, key: str) -> HttpResponse:
    """The piece as it goes along, and what may be changed of that."""
    scene = Scene(*packet_on_desk(seat, number, pk))
    found = contents_for(scene.desk, scene.reader, scene.row.choices)
    line = next((one for one in found.lines if one.piece.key == key), None)
    if line is None or scene.row.state != "draft":
        raise Http404
    if request.method != "POST" or line.barred:
        return _shown(request, scene, found, line)
    typed, upload = typed_of(request.POST), request.FILES.get(COPY)
    if any(one.errors for one in piece_fields(line, choices_of(line), typed)):
        return _shown(request, scene, found, line, typed=typed)
    fault = _copied(scene, line, upload) if upload is not None else ""
    if not fault and not choose(scene.row, {key: typed}, version=version_of(request.POST)):
        fault = _("Een collega heeft dit pakket intussen veranderd. Wat u invulde staat er nog. Kijk het na en bewaar opnieuw.")
        scene.row.refresh_from_db(fields=["version"])
    if fault:
        return _shown(request, scene, found, line, typed=typed, fault=fault)
    messages.success(request, _("Bewaard."))
    return redirect("desk:packet", number=number, pk=pk)


def _copied(scene: Scene, line: Line, upload: "UploadedFile[Any]") -> str:
    """Keeps a copy in which parts were blacked out; why not, else nothing."""
    if line.piece.document is None:
        return ""
    theirs, mine = others(scene.desk, scene.reader)
    given = Upload(upload.name or "", upload.read())
    kept = keep_copy(line.piece.document, given, names=names_of(theirs, own=mine, parts=False), now=scene.desk.seat.now)
    return kept.reason if isinstance(kept, Refused) else ""


def _shown(
    request: HttpRequest, scene: Scene, found: Contents, line: Line, *, typed: dict[str, str] | None = None, fault: str = ""
) -> HttpResponse:
    fields = piece_fields(line, choices_of(line), typed)
    context = {
        "number": scene.desk.row.number,
        "packet": scene.row.pk,
        "version": scene.row.version,
        "reader": reader_name(scene.desk, scene.row.reader),
        "line": line,
        "fields": fields,
        "text": found.text_of(line) if line.goes and line.piece.document is None else "",
        "fault": fault,
        "faulty": any(one.errors for one in fields),
    }
    status = 422 if fault or context["faulty"] else 200
    return render(request, "desk/piece.html", scene.desk.framed(**context), status=status)
