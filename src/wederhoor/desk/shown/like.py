"""Why a dossier is said to be like something that came in."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from wederhoor.actions.similar import Like
from wederhoor.web.fields import Choice


def because_of(like: Like) -> str:
    """Why a dossier is offered."""
    said = {
        "number": _("het nummer staat in het bericht"),
        "sender": _("zelfde afzender"),
        "name": _("zelfde naam"),
        "words": _("lijkt erop in woorden"),
        "institution": _("zelfde instelling"),
        "product": _("zelfde product"),
    }
    return ", ".join(said[code] for code in like.because)


def choices_of(likely: Iterable[Like]) -> tuple[Choice, ...]:
    """Likely dossiers as one chooses from them."""
    return tuple((like.number, " · ".join(part for part in (like.number, like.who, because_of(like)) if part)) for like in likely)
