"""Files from dossiers as a browser gets them: kept as a file, or drawn without running anything of them."""

from pathlib import Path
from typing import Final, TypeVar, cast

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", bound=HttpResponseBase)
#: Types that a browser draws without running anything of them. No HTML and no SVG: those could act in the name of whoever looks.
SHOWABLE: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
_BARE: Final = "application/octet-stream"
#: Nothing is loaded, nothing runs, nobody frames it. What draws a PDF does not work within `sandbox`; it has a sandbox of its own.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)


def file_answer(content: bytes, *, name: str, kind: str, shown: bool = False) -> HttpResponse:
    """The answer with a file in it. `kind`: its type by its content; `shown`: drawn by the browser, where that is safe, instead of saved.

    Names may hold any letter (RFC 5987). Browsers keep no copy and do not guess another type.
    """
    shown = shown and kind in SHOWABLE
    return _guarded(HttpResponse(content, content_type=kind if shown else _BARE), name=name, kind=kind, shown=shown)


def path_answer(path: str, *, name: str, kind: str) -> HttpResponse:
    """The same of a file that is saved, sent piece by piece. `path`: within DATA_DIR. Raises Http404 where it is gone."""
    try:
        kept = (Path(settings.DATA_DIR) / path).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(kept, content_type=_BARE)
    return cast("HttpResponse", _guarded(answer, name=name, kind=kind, shown=False))  # as every view; Django calls it by another name


def _guarded(answer: Answer, *, name: str, kind: str, shown: bool) -> Answer:
    answer["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    answer["Content-Security-Policy"] = _POLICY if kind == "application/pdf" else f"{_POLICY}; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer
