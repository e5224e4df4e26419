"""Pages set by Typst. Its library takes 7 MB, so it comes when the first page is set, which few processes ever do."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

#: What a PDF keeps to that lasts and that anyone can read: PDF/UA-1 (ISO 14289) and PDF/A-2a (ISO 19005-2).
_STANDARDS: Final = ("ua-1", "a-2a")


class Unset(ValueError):  # noqa: N818 - named for what happened
    """A page that cannot be set: a picture that is broken, or a character that the standards do not allow."""


def typeset(
    template: Path, words: str, *, now: datetime | None = None, form: Literal["pdf", "png"] = "pdf", lasting: bool = False
) -> bytes:
    """What the template makes of the words, which it reads as JSON: a PDF, or a PNG of 72 pixels to the inch.

    `lasting`: the PDF keeps to the standards.
    Only fonts that come with the library are used, so that it looks the same everywhere. `now`: the moment that a PDF says it was made.
    Raises Unset.
    """
    import typst  # noqa: PLC0415 - see above

    more: dict[str, Any] = {"ppi": 72} if form == "png" else {"pdf_standards": list(_STANDARDS) if lasting else []}
    if now is not None:
        more["timestamp"] = int(now.timestamp())
    try:
        made = typst.compile(
            str(template), root=str(template.parent), ignore_system_fonts=True, format=form, sys_inputs={"said": words}, **more
        )
    except typst.TypstError as fault:
        raise Unset(str(fault)) from fault
    return bytes(made)
