"""The quick form for a call, a talk or a visit: by which way, with whom, what was said."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.moments import WAYS
from wederhoor.web import words
from wederhoor.web.fields import Field

WAY: Final = "way"
WHO: Final = "who"
WHAT: Final = "what"


def contact_fields(names: Iterable[str]) -> tuple[Field, ...]:
    """Two things to fill in, and the way. `names`: the people of the dossier."""
    ways = tuple((way, words.value_word("channel", way)) for way in WAYS)
    return (
        Field(WAY, "choice", _("Hoe"), required=True, choices=ways, value=WAYS[0]),
        Field(WHO, "text", _("Met wie"), required=True, suggestions=tuple(dict.fromkeys(names))),
        Field(WHAT, "longtext", _("Wat is er gezegd"), required=True),
    )
