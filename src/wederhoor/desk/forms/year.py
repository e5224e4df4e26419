"""The form by which a year is opened."""

from django.utils.translation import gettext as _

from wederhoor.web.fields import Choice, Field

YEAR, PROCEDURE = "year", "procedure"


def year_form(year: int, regulations: tuple[Choice, ...]) -> tuple[Field, ...]:
    """Which year; and of which regulation, where there are several."""
    fields = [Field(YEAR, "number", _("Welk jaar"), required=True, value=year)]
    if len(regulations) > 1:
        fields.append(Field(PROCEDURE, "choice", _("Welke regeling"), required=True, choices=regulations, value=regulations[0][0]))
    return tuple(fields)
