"""The public page of a regulation: in force, an earlier or a coming version, on paper, and inside a page of the organisation's own site."""

from hashlib import sha256
from typing import Final

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.clickjacking import xframe_options_exempt

from wederhoor.actions import public
from wederhoor.actions.identity import look_of
from wederhoor.actions.publications import document
from wederhoor.portal.shown.offered import offered
from wederhoor.portal.shown.regulation import booklet, shown
from wederhoor.portal.views.frame import framed
from wederhoor.web import clock
from wederhoor.web.booklet import bound
from wederhoor.web.doors import open_to
from wederhoor.web.files import file_answer
from wederhoor.web.words import language

_PDF: Final = "application/pdf"
#: In seconds: how long a regulation on paper is kept made.
_KEPT: Final = 24 * 60 * 60
#: Nothing but our own styles and pictures; `{ancestors}` says in whose pages it may stand.
_EMBEDDED: Final = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"


@open_to("public")
def in_force(request: HttpRequest, slug: str, procedure: str = "") -> HttpResponse:
    """The version that is in force now. `procedure`: of another regulation than the one by which one complains."""
    return render(request, "portal/regulation.html", _context(_found(slug, None, procedure)))


@open_to("public")
def edition(request: HttpRequest, slug: str, version: int, procedure: str = "") -> HttpResponse:
    """A version by its number, also an earlier one, or one that is still to come."""
    return render(request, "portal/regulation.html", _context(_found(slug, version, procedure)))


@open_to("public")
def on_paper(request: HttpRequest, slug: str, version: int | None = None, procedure: str = "") -> HttpResponse:
    """A version as PDF, in the language of the pages; made once a day at most."""
    del request
    found, tongue = _found(slug, version, procedure), language()
    organisation = found.organisation
    day = found.calendar.local_day(clock.now())
    look = f"{organisation.name}:{organisation.accent}:{organisation.logo.get('digest', '')}"
    kept = sha256(f"regeling:{organisation.pk}:{found.digest}:{tongue}:{day}:{look}".encode()).hexdigest()
    made = cache.get(kept)
    if made is None:
        made = bound(booklet(found.procedure), organisation=organisation.name, now=clock.now(), look=look_of(organisation))
        cache.set(kept, made, _KEPT)
    answer = file_answer(made, name=f"{slug}-regeling-{found.procedure.version}.pdf", kind=_PDF, shown=True)
    answer["Content-Language"] = tongue
    patch_vary_headers(answer, ("Cookie",))
    return answer


@xframe_options_exempt
@open_to("public")
def embedded(request: HttpRequest, slug: str, procedure: str = "") -> HttpResponse:
    """The version in force without anything around it: only the sites that the organisation named may show it in a page of theirs.

    A browser sends no cookies there, so the address says the language: `?taal=en`.
    """
    asked = request.GET.get("taal", "")
    with translation.override(asked if asked in {"nl", "en"} else language()):
        found = _found(slug, None, procedure)
        answer = render(request, "portal/embedded.html", _context(found))
        answer["Content-Language"] = language()
    origins = found.organisation.settings.get("embed_origins") or ["'none'"]
    answer["Content-Security-Policy"] = _EMBEDDED.format(ancestors=" ".join(origins))
    answer["X-Robots-Tag"] = "noindex"
    return answer


@open_to("public")
def publication(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A document that the organisation publishes beside its regulation."""
    del request
    found = document(slug, name)
    if found is None:
        raise Http404
    return file_answer(bytes(found.content), name=f"{name}.pdf", kind=_PDF, shown=True)


def _found(slug: str, version: int | None, procedure: str = "") -> public.InForce:
    found = public.regulation(slug, now=clock.now(), version=version, procedure=procedure)
    if found is None:
        raise Http404
    return found


def _context(found: public.InForce) -> dict[str, object]:
    current = next(one for one in found.editions if one.current)
    shown_edition = next(one for one in found.editions if one.version == found.procedure.version)
    return framed(
        found.organisation,
        found.procedure,
        page=shown(found.procedure, found.organisation.settings, before=found.before),
        editions=found.editions,
        edition=shown_edition,
        is_current=shown_edition == current,
        default=found.default,
        holds=found.holds,
        ended=found.ended,
        regulations=offered(found, public.every(found, now=clock.now())),
    )
