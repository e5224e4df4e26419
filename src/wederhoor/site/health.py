"""Whether the site is alive, for whoever watches over it."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wederhoor.web.doors import open_to


@open_to("public")
@never_cache
@require_safe
def healthy(_request: HttpRequest) -> HttpResponse:
    """Answer `gezond` where the database answers; an error of the database shows as 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("gezond\n", content_type="text/plain; charset=utf-8")
