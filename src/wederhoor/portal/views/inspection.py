"""The packet of his dossier that the complainant was given: what his page says of it, and its files."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from wederhoor.actions.public import packets
from wederhoor.portal.doors import Visit, following
from wederhoor.portal.shown.inspection import Packet, packets_given
from wederhoor.portal.shown.papers import papers_before
from wederhoor.portal.views.following import sights_of
from wederhoor.web.files import path_answer

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document


@following
def packet(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:  # noqa: ARG001 -- every view has its request
    """A file of a packet, for as long as the dossier is kept; what was not given to him does not exist. His coming is in the access log."""
    found = next((one for one in _found(visit, papers_before(visit.followed.matter, sights_of(visit))) if one.ref == ref), None)
    if found is None:
        raise Http404
    return path_answer(found.path, name=found.name, kind=found.content_type)


def inspection_of(visit: Visit) -> tuple[Packet, ...]:
    """The packets that he was given: one query, none where nothing was put before him."""
    before = papers_before(visit.followed.matter, sights_of(visit))
    return packets_given(visit.followed.matter, _found(visit, before), before)


def _found(visit: Visit, before: dict[int, tuple[str, ...]]) -> "list[Document]":
    refs = {ref for named in before.values() for ref in named}
    return packets(visit.followed, refs) if refs else []
