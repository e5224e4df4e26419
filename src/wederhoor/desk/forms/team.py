"""What is asked of someone who goes away, and of who hands over another's dossiers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import gettext as _

from wederhoor.web.fields import Field
from wederhoor.web.words import quoted

if TYPE_CHECKING:
    from datetime import date

    from wederhoor.organisations.models import Member

SINCE, UNTIL, STAND_IN, TO, INDEPENDENT, HEIR = "since", "until", "stand_in", "to", "independent", "heir"
LANGUAGE: Final = "language"
#: What one does on the page of a colleague, and which absence or how far, as the forms name these.
STEP: Final = "step"


def absence_fields(others: Iterable["Member"], *, own: bool, today: "date") -> tuple[Field, ...]:
    """From when until when, and who stands in."""
    choices = tuple((str(one.pk), one.name) for one in others)
    whose = _("Wie waarneemt, leest en doet in eigen naam wat u mag.")
    theirs = _("Wie waarneemt, leest en doet in eigen naam wat de ander mag.")
    return (
        Field(SINCE, "date", _("Eerste dag"), required=True, value=today),
        Field(UNTIL, "date", _("Laatste dag"), help=_("Leeg: tot nader bericht.")),
        Field(STAND_IN, "person", _("Wie neemt waar?"), help=whose if own else theirs, choices=choices),
    )


def language_fields(member: "Member", *, own: bool) -> tuple[Field, ...]:
    """In which language he reads; each language under its own name."""
    mine = _("Ook uw herinneringen zijn in deze taal. Op een nieuw apparaat beginnen de pagina’s ermee.")
    theirs = _("Ook herinneringen zijn in deze taal. Uw collega kan hem zelf kiezen, onderaan elke pagina.")
    choices = tuple((code, quoted(name, code)) for code, name in settings.LANGUAGES)
    value = member.language or settings.LANGUAGE_CODE
    return (
        Field(LANGUAGE, "choice", _("Taal van mails en agenda"), help=mine if own else theirs, required=True, choices=choices, value=value),
    )


def handing_fields(others: Iterable["Member"]) -> tuple[Field, ...]:
    """To whom, and whether he stands free of these complaints."""
    choices = tuple((str(one.pk), one.name) for one in others)
    stated = _("Deze collega heeft niets te maken met de klachten die overgaan")
    why = _("Waar de regeling het vraagt, staat dit bij elke overdracht. Klopt het voor een klacht niet, dan gaat dat dossier niet over.")
    return (
        Field(TO, "person", _("Aan wie?"), required=True, choices=choices),
        Field(INDEPENDENT, "flag", stated, help=why),
    )


def leaving_fields(others: Iterable["Member"]) -> tuple[Field, ...]:
    """Who finishes what cannot be handed over."""
    why = _("In sommige fasen laat de regeling geen andere behandelaar toe. Wie u hier kiest, neemt daar waar.")
    return (
        Field(
            HEIR,
            "person",
            _("Wie maakt af wat niet overging?"),
            help=why,
            required=True,
            choices=tuple((str(one.pk), one.name) for one in others),
        ),
    )
