"""A message at any time: the words, and files if one likes."""

from typing import Final

from django.utils.translation import gettext as _

from wederhoor.web.fields import Field

TEXT: Final = "bericht"


def message_fields(*, files: bool) -> tuple[Field, ...]:
    """The one question; it may stay open where files go along."""
    helped = _("Wilt u bezwaar maken, inzage vragen of iets intrekken? Dat kan met de knoppen op uw pagina.")
    return (Field(TEXT, "longtext", _("Wat wilt u ons laten weten?"), helped, required=not files),)
