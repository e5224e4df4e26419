"""A document of a dossier: saved as a file, or looked at where a browser can do so safely."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from wederhoor.actions.documents import content_of
from wederhoor.desk.opened import open_for
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.shown.documents import VIEW, documents_open
from wederhoor.web.files import SHOWABLE, file_answer, path_answer

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document


@at_the_desk
def document(request: HttpRequest, seat: Seat, number: str, ref: str) -> HttpResponse:
    """The file, for whoever may see it; what one may not see does not exist. Opening it is in the access log."""
    found = next((one for one in documents_open(open_for(seat, number)) if one.ref == ref), None)
    if found is None:
        raise Http404
    return served(request, found)


def served(request: HttpRequest, found: "Document") -> HttpResponse:
    """The file of a document that may be seen."""
    looked_at = VIEW in request.GET and found.content_type in SHOWABLE
    if found.packet_id is not None and not looked_at:
        return path_answer(found.path, name=found.name, kind=found.content_type)
    try:
        content = content_of(found)
    except FileNotFoundError:
        raise Http404 from None
    return file_answer(content, name=found.name, kind=found.content_type, shown=looked_at)
