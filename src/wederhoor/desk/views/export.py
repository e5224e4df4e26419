"""The register as a file: everything that is asked, without a cap, sent while it is made."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import structlog
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.exporting import AT_ONCE, around, handlers_of
from wederhoor.actions.search import Hit, search
from wederhoor.desk.columns import Line, Table, table
from wederhoor.desk.listing import past, rules_of, with_rules
from wederhoor.desk.question import Question, question
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.web.spreadsheet import Cell, as_csv, as_xlsx

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

_log = structlog.get_logger()
_TYPES: Final = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@at_the_desk
def export(request: HttpRequest, seat: Seat, kind: str) -> HttpResponse:
    """A spreadsheet or comma separated values of what is asked now. Who took it and how much is written in the program's log."""
    if kind not in _TYPES:
        raise Http404
    asked = question(request, seat)
    columns = table(list(asked.every.values()))
    rows = _counted(_rows(asked, columns, translation.get_language() or "nl"), asked, kind)
    yes, no = _("ja"), _("nee")
    body = as_csv(columns.header, rows, yes=yes, no=no) if kind == "csv" else as_xlsx(_("Register"), columns.header, rows, yes=yes, no=no)
    answer = StreamingHttpResponse(body, content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="register-{localtime(seat.now):%Y-%m-%d}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return cast("HttpResponse", answer)  # as every view of the desk; Django calls it by another name


def _counted(rows: Iterator[list[Cell]], asked: Question, kind: str) -> Iterator[list[Cell]]:
    """The same rows; once the last has gone, or whoever asked has, it is told how many went."""
    count = 0
    try:
        for row in rows:
            count += 1
            yield row
    finally:
        by = ", ".join(sorted(asked.asked)) or "-"
        _log.info(
            f"register taken out as {kind} by m-{asked.seat.member.pk}, by {by}", count=count, organisation=asked.seat.organisation.slug
        )


def _rows(asked: Question, columns: Table, language: str) -> Iterator[list[Cell]]:
    handlers = handlers_of(asked.seat.organisation)
    for rows in _chunks(asked):
        with translation.override(language):  # the page is long made when this is sent
            by = rules_of(rows, asked.seat.now)
            beside = around(rows, asked.seat.organisation, acts=columns.acts, duties=columns.duties)
            made = [columns.cells(Line(row, by[row.matter_id], beside, handlers)) for row in rows]
        yield from made


def _chunks(asked: Question) -> Iterator[list["Dossier"]]:
    """The dossiers by key, some hundreds at a time; each time anew through the access query."""
    if asked.key:
        yield from _chunks_found(asked)
        return
    last: Dossier | None = None
    while True:
        found = asked.dossiers().order_by("-received_at", "-pk")
        rows = list(with_rules(found.filter(past(last.received_at, last.pk)) if last else found, parties=False)[:AT_ONCE])
        if rows:
            yield rows
        if len(rows) < AT_ONCE:
            return
        last = rows[-1]


def _chunks_found(asked: Question) -> Iterator[list["Dossier"]]:
    after: Hit | None = None
    while asked.wanted is not None:
        hits = search(asked.dossiers(), asked.wanted, after=after, limit=AT_ONCE, reading=asked.seat.reading)
        rows = {row.pk: row for row in with_rules(asked.visible().filter(pk__in=[hit.dossier for hit in hits]), parties=False)}
        if rows:
            yield [rows[hit.dossier] for hit in hits if hit.dossier in rows]
        if len(hits) < AT_ONCE:
            return
        after = hits[-1]
