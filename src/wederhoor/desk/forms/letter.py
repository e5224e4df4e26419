"""What is asked about a letter: why it goes back to its writer, and with which words and to which address it leaves once more."""

from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wederhoor.desk.forms.sheet import letter_fields
from wederhoor.web import words
from wederhoor.web.fields import Field

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter

REASON: Final = "reason"
EMAIL: Final = "email"
POSTED_ON: Final = "posted_on"


def reason_field(*, own: bool) -> Field:
    """Why a letter goes back, or why its writer takes it back himself."""
    if own:
        return Field(REASON, "longtext", _("Waarom neemt u de brief terug?"), _("Het blijft binnen de organisatie."), required=True)
    return Field(
        REASON, "longtext", _("Waarom gaat de brief terug?"), _("De schrijver leest dit. Het blijft binnen de organisatie."), required=True
    )


def posted_field(letter: "Letter", today: date) -> Field:
    """On which day it went into the letter box. Of a letter that bears an earlier day nothing is guessed: a term may run from it."""
    if letter.filled_for == today:
        return Field(POSTED_ON, "date", _("Gepost op"), required=True, value=today)
    day = words.day_in_words(letter.filled_for)
    hint = _("Op de brief staat {day}. Ging hij op een andere dag op de post? Dan gaat hij terug naar de schrijver.").format(day=day)
    return Field(POSTED_ON, "date", _("Gepost op"), hint, required=True)


def failed_fields(letter: "Letter") -> tuple[Field, ...]:
    """To which address a failed letter leaves, and in which words; words that a second reader approved stay as they are."""
    hint = _("Een ander adres staat daarna ook bij de gegevens van deze persoon.")
    email = (Field(EMAIL, "email", _("E-mailadres"), hint, value=letter.address),) if letter.channel == "mail" else ()
    return email if letter.reader else (*email, *letter_fields(letter.subject, letter.body))
