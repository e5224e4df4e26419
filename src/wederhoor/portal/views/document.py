"""A document that was put before the complainant, as a file."""

from django.http import Http404, HttpRequest, HttpResponse

from wederhoor.actions.documents import content_of
from wederhoor.portal.doors import Visit, following
from wederhoor.portal.views.following import papers_of, sights_of
from wederhoor.web.files import file_answer


@following
def document(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:  # noqa: ARG001 -- every view has its request
    """The file; what was not put before him does not exist. That he opened his dossier is in the access log."""
    return paper(visit, ref)


def paper(visit: Visit, ref: str) -> HttpResponse:
    """A file that was put before the complainant, for whoever follows his complaint."""
    found = papers_of(visit, sights_of(visit)).get(ref)
    if found is None:
        raise Http404
    try:
        content = content_of(found)
    except FileNotFoundError:
        raise Http404 from None
    return file_answer(content, name=found.name, kind=found.content_type)
