"""Documents that the organisation publishes beside its regulation: publishing one, taking one away."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.public import regulations
from wederhoor.actions.publications import documents_of, promised, publish_document, withdraw_document
from wederhoor.desk.forms.publications import FILE, PAGE, TITLE, publication_fields
from wederhoor.desk.officer import by_the_officer
from wederhoor.desk.seat import Seat, framed
from wederhoor.web.fields import Field, filled, read_fields
from wederhoor.web.words import spoken, told

STEP: Final = "step"


@by_the_officer
def publications(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What is published, and the form for another."""
    pages = {name: spoken(said) for held in regulations(seat.organisation, now=seat.now) for name, said in promised(held.procedure).items()}
    form = publication_fields(pages)
    if request.method != "POST":
        return _page(request, seat, form, pages)
    if request.POST.get(STEP) == "withdraw":
        if withdraw_document(seat.organisation, request.POST.get("document", "")):
            messages.success(request, _("Het document is van de pagina af."))
        return redirect("desk:publications")
    values, errors = read_fields(form, request.POST, request.FILES)
    page = values.get(PAGE, "")
    title = values.get(TITLE) or pages.get(page, "")
    if not title:
        errors[TITLE] = (_("Geef het document een titel"),)
    if not errors:
        content = values[FILE][0].read()
        done = publish_document(seat.organisation, title=title, page=page, content=content, now=seat.now)
        if not isinstance(done, str):
            messages.success(request, _("{title} staat bij de regeling.").format(title=done.title))
            return redirect("desk:publications")
        errors[FILE] = (told(done),)
    return _page(request, seat, filled(form, {**values, FILE: ""}, errors), pages, status=422)


def _page(request: HttpRequest, seat: Seat, form: tuple[Field, ...], pages: dict[str, str], *, status: int = 200) -> HttpResponse:
    published = documents_of(seat.organisation)
    lacking = [said for name, said in pages.items() if name not in {one.page for one in published}]
    context = framed(seat, "publications", fields=form, documents=published, lacking=lacking, faulty=status != 200)  # noqa: PLR2004 -- as HTTP says that all is well
    return render(request, "desk/publications.html", context, status=status)
