"""PDFs in which something was blacked out, written anew; apart, for its library is large and few processes ever need it."""

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, TextStringObject

from wederhoor.actions.values import Refused


def bare_pdf(content: bytes) -> bytes | Refused:
    """The pages as they are seen, without earlier versions, remarks and data about the file. Raises ValueError where it cannot be read."""
    try:
        return _bare(content)
    except PyPdfError as fault:
        raise ValueError("not a PDF that can be read") from fault


def said_in(content: bytes) -> str:
    """Every text in a PDF: on its pages, and in remarks, forms and the names of layers."""
    reader = PdfReader(io.BytesIO(content))
    return "\n".join([*(page.extract_text() for page in reader.pages), *_strings(reader)])


def _bare(content: bytes) -> bytes | Refused:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return Refused(_("Deze PDF is beveiligd. Sla de kopie op zonder wachtwoord."))
    writer = PdfWriter()
    for page in reader.pages:
        if any(note.get_object().get("/Subtype") == "/Redact" for note in page.get("/Annots", None) or ()):
            return Refused(_("In deze PDF is wel aangewezen wat weg moet, maar nog niet weggelakt. Pas het weglakken eerst toe."))
        for name in ("/Metadata", "/PieceInfo", "/Thumb"):
            page.pop(name, None)
        writer.add_page(page)
    writer.metadata = None
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue() if len(reader.pages) else Refused(_("Deze PDF heeft geen bladzijden."))


def _strings(reader: PdfReader) -> Iterator[str]:
    """Every text in a PDF that stands on no page: in remarks, forms and the names of layers."""
    seen: set[int] = set()
    waiting: list[PdfObject] = [reader.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            found = one.get_object()
            waiting += [found] if found is not None else []
        elif isinstance(one, TextStringObject):
            yield str(one)
        elif isinstance(one, ArrayObject):
            waiting += list(one)
        elif isinstance(one, DictionaryObject):
            waiting += [one.raw_get(key) for key in one]
