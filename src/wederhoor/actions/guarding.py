"""Whether a file that someone brings is let in: by the same look and the same scan as the files of a mail.

A mail has nobody who can be asked, so what is held of it lies in quarantine. Whoever brings a file is there: he hears at once why it is
not taken, and can bring it otherwise. Which program looks is a setting, for whatever asks another system stands in a room above this one.
"""

from collections.abc import Callable, Mapping
from typing import Final, cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.content import safe_name
from wederhoor.actions.mail import File
from wederhoor.actions.releasing import ENCRYPTED, MACRO, PROGRAM, TOO_LARGE, UNSCANNED, VIRUS
from wederhoor.actions.values import Upload

_TOLD: Final[Mapping[str, str]] = {
    VIRUS: gettext_noop("In het bestand {name} is een virus gevonden. Het is niet bewaard."),
    PROGRAM: gettext_noop("Het bestand {name} is een programma of bevat er een. Het is niet bewaard. Maak er een PDF of een foto van."),
    MACRO: gettext_noop("Het bestand {name} bevat macro's. Het is niet bewaard. Sla het op als PDF en voeg dat toe."),
    ENCRYPTED: gettext_noop(
        "Het bestand {name} is versleuteld of beschadigd en daarom niet na te kijken. Het is niet bewaard. Voeg het toe zonder wachtwoord."
    ),
    TOO_LARGE: gettext_noop(
        "Het bestand {name} is te groot om op virussen na te kijken. Het is niet bewaard. Voeg een kleiner bestand toe."
    ),
    UNSCANNED: gettext_noop(
        "Het bestand {name} kan nu niet op virussen worden nagekeken. Het is niet bewaard. Probeer het over een paar minuten opnieuw, "
        "of verstuur dit zonder het bestand."
    ),
}


def refusal_of(upload: Upload) -> str:
    """Why this file is not taken; "" where it is. Asks the scanner, so never within a transaction."""
    look = cast("Callable[[File], str]", import_string(settings.FILE_GUARD))
    held = look(File(upload.name, upload.content))
    return _(_TOLD[held]).format(name=safe_name(upload.name)) if held else ""
