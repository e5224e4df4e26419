"""What a dossier was promised and what came of it, for whoever reads it whole; on paper too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.desk.opened import put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.conform import promises
from wederhoor.desk.shown.heading import kind_of, stage_of, title_of


@at_the_desk
def conform(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Each promise of one dossier with its evidence, made from the same replay as its own page."""
    desk = put_on_desk(seat, number)
    context = framed(
        seat,
        "",
        number=desk.row.number,
        back_href=desk.address("dossier"),
        kind=kind_of(desk),
        stage=stage_of(desk),
        title=title_of(desk),
        page=promises(desk),
    )
    return render(request, "desk/conform.html", context)
