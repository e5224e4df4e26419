"""An institution's own complaints: the list, narrowed, a page at a time by key; and the same as a file (EXA-15)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

import structlog
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _

from wederhoor.actions.institution import Asked, complaints_of, page_of, replayed, span_of
from wederhoor.actions.narrowing import regulations_of
from wederhoor.actions.public import names_of
from wederhoor.core.log import YEARS
from wederhoor.portal.customer import Contact, for_customer
from wederhoor.portal.forms.behalf import BEHALF, on_behalf
from wederhoor.portal.forms.customer import choice
from wederhoor.portal.shown.customer import STAGES, Entry, cells, entry_of, header, item_of, names_in, telling, years
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.numbers import number_of
from wederhoor.web.places import place_at, place_of
from wederhoor.web.sheet import Sheet, printed_sheet
from wederhoor.web.spreadsheet import Cell, as_csv, as_xlsx

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

_log = structlog.get_logger()
PAGE: Final = 25
#: So many complaints are read at a time for a file; a list on paper has no more than so many.
AT_ONCE, MOST_PRINTED = 200, 1000
#: In the address: the filters, and where the page begins.
STAGE, PRODUCT, YEAR, LATE, PLACE = "fase", "product", "jaar", "te-laat", "voor"
YES: Final = "ja"
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the filters as the address has them, those that say nothing left out, and as the store takes them."""

    given: Mapping[str, str]
    asked: Asked

    def address(self, **more: str) -> str:
        """The same question as the query of an address."""
        return urlencode({**self.given, **more})


@for_customer
def listed(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The list with its filters."""
    asked = _question(request, contact)
    first, last, products = span_of(contact.customer)
    rows = page_of(
        complaints_of(contact.customer, asked.asked, now=contact.now), after=place_of(request.GET.get(PLACE, "")), limit=PAGE + 1
    )
    entries = _entries(rows[:PAGE], contact.now)
    names = names_of(contact.organisation, {*products, *names_in(entries)})
    today = localtime(contact.now).date()
    context = contact.framed(
        "list",
        rows=[item_of(one, contact.address("dossier", one.number), today) for one in entries],
        products=names,
        filters=_filters(asked, [(code, names.get(code, code)) for code in products], list(years(_day(first), _day(last)))),
        narrows=bool(asked.given),
        exports=[(label, f"{contact.address('export', kind)}?{asked.address()}") for kind, label in _kinds()],
        next_href=f"?{asked.address(**{PLACE: place_at(rows[PAGE - 1].received_at, rows[PAGE - 1].pk)})}" if len(rows) > PAGE else "",
    )
    return render(request, "portal/customer.html", context)


def _entries(rows: list["Dossier"], now: datetime) -> list[Entry]:
    matters = replayed(rows, now)
    return [entry_of(row, matters[row.matter_id], now) for row in rows]


def _kinds() -> tuple[tuple[str, str], ...]:
    return ("pdf", _("Afdrukken (PDF)")), ("xlsx", _("Spreadsheet")), ("csv", _("CSV"))


@for_customer
def file_for(request: HttpRequest, contact: Contact) -> HttpResponse:  # noqa: ARG001 -- every view has its request
    """On to the form, which then says for which institution it is and knows who fills it in."""
    return redirect(f"{reverse('portal:file', args=[contact.organisation.slug])}?{urlencode({BEHALF: on_behalf(contact.customer.pk)})}")


# What is asked -------------------------------------------------------------------------------------------------------------


def _question(request: HttpRequest, contact: Contact) -> Question:
    given = {key: request.GET.get(key, "").strip()[:100] for key in (STAGE, PRODUCT, YEAR, LATE)}
    stage = given[STAGE] if given[STAGE] in STAGES else ""
    year = number_of(given[YEAR])
    year = year if year in YEARS else None
    late = telling(regulations_of(contact.organisation)) if given[LATE] == YES else None
    sound = {STAGE: stage, PRODUCT: given[PRODUCT].replace("\x00", ""), YEAR: str(year or ""), LATE: YES if late is not None else ""}
    asked = Asked(stage, sound[PRODUCT], _january(year) if year else None, _january(year + 1) if year else None, late)
    return Question({key: value for key, value in sound.items() if value}, asked)


def _january(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=get_current_timezone())


def _filters(asked: Question, products: list[tuple[str, str]], found: list[str]) -> list[dict[str, object]]:
    given = asked.given
    return [
        choice(STAGE, _("Fase"), ((code, words.word("stage", code)) for code in STAGES), given.get(STAGE, "")),
        choice(PRODUCT, _("Product"), products, given.get(PRODUCT, "")),
        choice(YEAR, _("Jaar van ontvangst"), ((year, year) for year in found), given.get(YEAR, "")),
        choice(LATE, _("Te laat"), ((YES, _("ja")),), given.get(LATE, "")),
    ]


def _day(moment: datetime | None) -> "datetime | None":
    return localtime(moment) if moment else None


# As a file -----------------------------------------------------------------------------------------------------------------


@for_customer
def export(request: HttpRequest, contact: Contact, kind: str) -> HttpResponse:
    """What is asked now as a spreadsheet, as comma separated values or on paper. Who took it stands in the program's log, by key."""
    if kind not in _TYPES:
        raise Http404
    asked = _question(request, contact)
    _log.info(f"complaints of customer {contact.customer.pk} taken out as {kind} by contact-{contact.person.pk}")
    answer = _printed(contact, asked) if kind == "pdf" else _table(contact, asked, kind)
    answer["Content-Disposition"] = f'attachment; filename="klachten-{localtime(contact.now):%Y-%m-%d}.{kind}"'
    return answer


def _table(contact: Contact, asked: Question, kind: str) -> HttpResponse:
    yes, no, rows = _("ja"), _("nee"), _cells(contact, asked, translation.get_language() or "nl")
    body = as_csv(header(), rows, yes=yes, no=no) if kind == "csv" else as_xlsx(_("Klachten"), header(), rows, yes=yes, no=no)
    return cast("HttpResponse", StreamingHttpResponse(body, content_type=_TYPES[kind]))  # as every view; Django calls it by another name


def _cells(contact: Contact, asked: Question, language: str) -> Iterator[list[Cell]]:
    for entries in _chunks(contact, asked):
        with translation.override(language):  # the page is long made when this is sent
            names = names_of(contact.organisation, names_in(entries))
            made = [cells(one, names) for one in entries]
        yield from made


def _chunks(contact: Contact, asked: Question) -> Iterator[list[Entry]]:
    """The complaints, some hundreds at a time; each time anew through the access query."""
    after: tuple[datetime, int] | None = None
    while True:
        rows = page_of(complaints_of(contact.customer, asked.asked, now=contact.now), after=after, limit=AT_ONCE)
        if rows:
            yield _entries(rows, contact.now)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].received_at, rows[-1].pk


def _printed(contact: Contact, asked: Question) -> HttpResponse:
    rows: list[list[Cell]] = []
    for row in _cells(contact, asked, translation.get_language() or "nl"):
        rows.append(row)
        if len(rows) == MOST_PRINTED:
            break
    today = localtime(contact.now).date()
    facts = [(_("Organisatie"), contact.organisation.name), (_("Gemaakt op"), day_said(today, today, weekday=False) + f" {today.year}")]
    facts += [(_("Aantal"), str(len(rows)))]
    title = _("Klachten van {customer}").format(customer=contact.customer.name)
    said = [[_said(cell) for cell in row] for row in rows]
    sheet = Sheet(title, facts, header(), said)
    made = printed_sheet(sheet, organisation=contact.organisation.name, now=contact.now, language=words.language())
    return HttpResponse(made, content_type=_TYPES["pdf"])


def _said(cell: Cell) -> str:
    if isinstance(cell, bool):
        return _("ja") if cell else _("nee")
    return f"{cell:%d-%m-%Y}" if hasattr(cell, "strftime") else "" if cell is None else str(cell)
