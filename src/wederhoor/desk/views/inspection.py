"""Inspection: for whom a packet of the dossier can be made, those that were made, their files, and the act that gives one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wederhoor.actions.packet import begin, documents_of, packet_with
from wederhoor.actions.packet_readers import Reader, reader_of
from wederhoor.core.permit import rule_for
from wederhoor.desk.forms.inspection import READER
from wederhoor.desk.opened import Desk, put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.shown.inspection import REFUSE, beside, made_of, way_to, ways
from wederhoor.desk.views.act import take_act
from wederhoor.web.files import path_answer

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Packet


@at_the_desk
def packets(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """For whom a packet can be made, and those that were made."""
    desk = put_on_desk(seat, number)
    found = ways(desk) if desk.row.stage != "destroyed" else []
    able, asked = [way for way in found if not way.reason], request.POST.get(READER, "")
    reader = reader_of(desk, asked) if any(way.code == asked for way in able) else None
    if reader is not None:
        return redirect("desk:packet", number=number, pk=begin(desk, reader, by=seat.member, now=seat.now).pk)
    context = {
        "number": number,
        "able": able,
        "barred": [way for way in found if way.reason],
        "destroyed": desk.row.stage == "destroyed",
        "chosen": able[0].code if able else "",
        "made": made_of(desk),
        "beside": beside(desk) if able else [],
        "refuses": rule_for(desk.dossier, REFUSE) is not None,
    }
    return render(request, "desk/inspection.html", desk.framed(**context), status=403 if request.method == "POST" else 200)


@at_the_desk
def download(request: HttpRequest, seat: Seat, number: str, pk: int, kind: str) -> HttpResponse:  # noqa: ARG001 -- every view has it
    """The PDF or the zip of a packet, piece by piece, for who reads the dossier whole."""
    row = packet_on_desk(seat, number, pk)[1]
    found = next((one for one in documents_of(row) if one.name.endswith(f".{kind}")), None)
    if found is None:
        raise Http404
    return path_answer(found.path, name=found.name, kind=found.content_type)


@at_the_desk
def give(request: HttpRequest, seat: Seat, number: str, pk: int) -> HttpResponse:
    """The act that gives a packet that was made, with the letter that tells it."""
    desk, row, reader = packet_on_desk(seat, number, pk)
    if row.state != "ready":
        raise Http404
    return take_act(request, replace(desk, packet=row), way_to(desk, reader).act)


def packet_on_desk(seat: Seat, number: str, pk: int) -> tuple[Desk, "Packet", Reader]:
    """A packet with its dossier, for who reads that whole; what is not there, and of whom nothing is left, does not exist."""
    desk = put_on_desk(seat, number)
    row = packet_with(desk, pk)
    reader = reader_of(desk, row.reader) if row is not None else None
    if row is None or reader is None:
        raise Http404
    return desk, row, reader
