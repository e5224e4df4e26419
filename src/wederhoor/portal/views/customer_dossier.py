"""One complaint of an institution: what its complainant reads, on the page and on paper, and the documents that were put before him."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions import access, public
from wederhoor.portal.customer import Contact, for_customer
from wederhoor.portal.doors import Visit
from wederhoor.portal.shown.status import Status
from wederhoor.portal.shown.timeline import Event
from wederhoor.portal.views import document as documents
from wederhoor.portal.views.following import numbers, status_of
from wederhoor.web import words
from wederhoor.web.days import day_said, moment_said
from wederhoor.web.files import file_answer
from wederhoor.web.sheet import Section, Sheet, printed_sheet

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier


@for_customer
def page(request: HttpRequest, contact: Contact, number: str) -> HttpResponse:
    """What happens now, by when and by which article, and what was; the institution acts in nothing that another filed."""
    visit = _visit(contact, number)
    context = contact.framed("list", number=number, numbers=numbers(visit), status=status_of(visit, his_own=False))
    return render(request, "portal/customer_dossier.html", context)


@for_customer
def paper(request: HttpRequest, contact: Contact, number: str) -> HttpResponse:  # noqa: ARG001 -- every view has its request
    """The same as a PDF (EXA-15)."""
    visit = _visit(contact, number)
    shown = status_of(visit, his_own=False)
    if shown is None:
        raise Http404
    made = printed_sheet(_sheet(contact, visit, shown), organisation=contact.organisation.name, now=contact.now, language=words.language())
    return file_answer(made, name=f"{number}.pdf", kind="application/pdf")


@for_customer
def document(request: HttpRequest, contact: Contact, number: str, ref: str) -> HttpResponse:  # noqa: ARG001 -- every view has its request
    """A file; what was not put before the complainant does not exist."""
    return documents.paper(_visit(contact, number), ref)


def _visit(contact: Contact, number: str) -> Visit:
    """The complaint as its complainant follows it, if it is the institution's own; that it was opened is written down."""
    row: Dossier | None = access.one_of(access.of_customer(contact.customer), number)
    if row is None:
        raise Http404
    access.log_opening(row, contact.code, contact.now)
    return Visit("", public.followed(row, contact.now), contact.now)


# On paper ------------------------------------------------------------------------------------------------------------------


def _sheet(contact: Contact, visit: Visit, shown: Status) -> Sheet:
    today = localtime(contact.now).date()
    first = visit.followed.matter.first
    product = str(first.facts.get("subject.product") or "") if first else ""
    names = public.names_of(contact.organisation, {product} if product else ())
    facts = [
        (_("Nummer"), words.join_words(list(numbers(visit)))),
        (_("Instelling"), contact.customer.name),
        (_("Ontvangen"), day_said(shown.received, today)),
        (_("Fase"), words.word("stage", shown.stage)),
        (_("Product"), names.get(product, product)),
    ]
    if shown.first and shown.first.due and shown.first.gets:
        facts.append((_("Uiterlijk {day}").format(day=shown.first.due), shown.first.gets))
    sections = [Section(event.title, moment_said(localtime(event.at), today), _texts(event)) for event in shown.events]
    return Sheet(shown.headline, [(name, fact) for name, fact in facts if fact], sections=sections)


def _texts(event: Event) -> list[tuple[str, str]]:
    letter = [(event.letter.subject, event.letter.body)] if event.letter else []
    return [*letter, *((one.label, one.text) for one in (*event.before, *event.written))]
