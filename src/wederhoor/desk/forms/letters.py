"""What is asked of the letters of an organisation: their words, who reads them first, and with which dossier one wants to see them."""

from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.templates import reading_roles
from wederhoor.core.procedure import Procedure
from wederhoor.desk.forms.sheet import letter_fields
from wederhoor.web.fields import Field
from wederhoor.web.words import spoken

READER: Final = "reader"
DOSSIER: Final = "dossier"
_NOBODY: Final = "-"


def words_fields(subject: str, body: str) -> tuple[Field, ...]:
    """The words of a letter."""
    return letter_fields(subject, body)


def reader_field(procedure: Procedure, role: str) -> Field:
    """Who reads the letters of this act before they leave."""
    named = [(code, spoken(said) or _("Een collega, wie dan ook")) for code, said in reading_roles(procedure).items()]
    choices = ((_NOBODY, _("Niemand: de brief gaat meteen weg")), *named)
    hint = _("De brief wacht tot een ander dan de schrijver akkoord geeft. Wie het dossier niet mag lezen, ziet ook de brief niet.")
    return Field(READER, "choice", _("Tweede lezer"), hint, choices=choices, value=role or _NOBODY)


def read_reader(typed: str) -> str:
    """The role that was chosen; "" for nobody."""
    return "" if typed in {_NOBODY, ""} else typed


def dossier_field() -> Field:
    """For which dossier the letter is shown."""
    return Field(DOSSIER, "text", _("Nummer van een dossier"), _("Laat leeg voor een verzonnen klacht."))
