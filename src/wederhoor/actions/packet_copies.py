"""Copies in which something was blacked out: written anew so that nothing is left under it, and searched for names."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wederhoor.actions.content import content_type
from wederhoor.actions.documents import as_row, content_of, forget, highest, keep_one, unfit
from wederhoor.actions.guarding import refusal_of
from wederhoor.actions.loading import take
from wederhoor.actions.packet_hiding import found_in
from wederhoor.actions.packet_images import bare_jpeg, bare_png
from wederhoor.actions.values import Refused, Upload
from wederhoor.dossiers.models import Document

if TYPE_CHECKING:
    from collections.abc import Callable

_PDF: Final = "application/pdf"
_BARE: "Final[dict[str, Callable[[bytes], bytes]]]" = {"image/png": bare_png, "image/jpeg": bare_jpeg}
_ENDINGS: Final = {_PDF: "pdf", "image/png": "png", "image/jpeg": "jpg"}
#: Places at which a name was found that are told.
_TOLD: Final = 3


def keep_copy(document: Document, upload: Upload, *, names: Sequence[str], now: datetime) -> Document | Refused:
    """Keeps a copy beside its original, which stays as it is; refused where one of these names can still be read in it."""
    fault = unfit(upload.name, len(upload.content)) or refusal_of(upload)
    bare = Refused(fault) if fault else bared(upload.content)
    if isinstance(bare, Refused):
        return bare
    left = names_left(bare, names)
    if left:
        return Refused(_("In deze kopie staat nog te lezen: {names}. Lak het echt weg.").format(names=", ".join(left[:_TOLD])))
    return _kept(document, bare, now)


def bared(content: bytes) -> bytes | Refused:
    """The copy with only what is seen of it: no earlier version, no remarks, no data about the file."""
    kind = content_type(content)
    try:
        if kind == _PDF:
            from wederhoor.actions.packet_pdf import bare_pdf  # noqa: PLC0415 - its library takes 14 MB, which few processes ever need

            return bare_pdf(content)
        if kind in _BARE:
            return _BARE[kind](content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NotImplementedError, OSError):
        return Refused(_("Dit bestand is niet te lezen. Maak de kopie opnieuw, als PDF of als afbeelding."))
    return Refused(_("Een kopie met weggelakte delen is een PDF, een PNG of een JPEG."))


def names_left(content: bytes, names: Sequence[str]) -> list[str]:
    """Which of these names can be read in a copy; of a picture nothing can be said."""
    if content_type(content) != _PDF:
        return []
    from wederhoor.actions.packet_pdf import said_in  # noqa: PLC0415 - the same

    said = said_in(content)
    return [name for name in names if found_in(said, [name])]


def _kept(document: Document, content: bytes, now: datetime) -> Document:
    """Under a name that tells nothing: that of the original may hold a name."""
    kept = keep_one(Upload(f"{document.ref}-{_('weggelakt')}.{_ENDINGS[content_type(content)]}", content), now)
    try:
        with transaction.atomic():
            [shelf] = take([document.matter_id], lock=True)
            number = 1 + highest(Document.objects.filter(matter=shelf.row).values_list("ref", flat=True), shelf.entries)
            row = as_row(kept, f"d-{number}", dossier_id=document.dossier_id, shelf=shelf, seq=None, by="", at=now)
            row.copy_of = document
            row.save()
    except BaseException:
        forget([kept])
        raise
    return row


def names_in(document: Document, names: Sequence[str]) -> list[str]:
    """Which of these names can be read in a copy that was kept. Raises FileNotFoundError where its file is gone."""
    return names_left(content_of(document), names)
