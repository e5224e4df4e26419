"""What is asked of a document beside the regulation."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.web.fields import Field

PAGE, TITLE, FILE = "page", "title", "file"
OTHER: Final = "-"


def publication_fields(pages: Mapping[str, str]) -> tuple[Field, ...]:
    """The file, its title, and which document it is that the regulation promises, where it promises any."""
    hint = _("Leeg: zoals de regeling het document noemt.") if pages else ""
    which = Field(PAGE, "choice", _("Welk document van de regeling is dit?"), choices=tuple(pages.items()))
    return (
        *([which] if pages else []),
        Field(TITLE, "text", _("Titel"), hint, required=not pages),
        Field(FILE, "file", _("Bestand"), _("Een PDF, ten hoogste 5 MB. Iedereen kan het lezen."), required=True),
    )
