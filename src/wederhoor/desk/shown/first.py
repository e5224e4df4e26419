"""What to do first where there is nothing yet, step by step, with what is done already ticked."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.installation import Begun


@dataclass(frozen=True, slots=True)
class First:
    """A step: what, why or how, whether it is done; the command that does it on the server, or where one does it here."""

    title: str
    text: str
    done: bool = False
    command: str = ""
    href: str = ""
    action: str = ""


def first_steps(begun: Begun) -> tuple[First, ...]:
    """For whoever manages an empty installation."""
    return (
        First(
            _("Kijk uw klachtenregeling na"),
            _("De regeling is één bestand. Fouten ziet u met hun regelnummer. Hebt u er nog geen? Begin met een van de voorbeelden."),
            begun.regulation,
            "wederhoor procedure check mijn-regeling.toml",
        ),
        First(
            _("Maak uw organisatie en maak de regeling bekend"),
            _("Vanaf dat moment kan iedereen de regeling lezen en een klacht indienen."),
            begun.organisation and begun.regulation,
            'wederhoor organisation add mijn-organisatie --name "Mijn organisatie" --procedure mijn-regeling.toml',
        ),
        First(
            _("Voeg toe wie er werkt"),
            _("De opdracht van de vorige stap noemt de functies die uw regeling kent. Het wachtwoord wordt gevraagd, niet getoond."),
            begun.colleagues,
            'wederhoor member add mijn-organisatie --name "Uw naam" --email u@voorbeeld.nl --role klachtenfunctionaris',
        ),
    )


def desk_steps(begun: Begun, *, able: bool) -> tuple[First, ...]:
    """For whoever sits at the desk of an organisation without dossiers; nothing where there are some. `able`: he has a function here."""
    if begun.dossiers:
        return ()
    return (
        First(_("U kunt zich aanmelden"), _("Dit is uw bureau. Hier staat straks elke dag wat er te doen is."), done=True),
        First(
            _("De klachtenregeling is bekendgemaakt"),
            _("De regeling zegt wat er moet gebeuren, door wie en wanneer. Wie de installatie beheert, maakt haar bekend."),
            begun.regulation,
            "" if begun.regulation else "wederhoor organisation add",
        ),
        First(
            _("U hebt een functie uit de regeling"),
            _("Daaruit volgt wat u ziet en wat u mag doen. Wie de installatie beheert, geeft u die."),
            able,
            "" if able else "wederhoor member add",
        ),
        First(
            _("Er werkt nog iemand"),
            _("Bij afwezigheid is een ander nodig, en wie zelf bij een klacht betrokken is, mag haar niet behandelen."),
            begun.colleagues,
        ),
        First(
            _("Lees de werkwijze"),
            _("Stap voor stap wat uw regeling vraagt, met de termijnen en de brieven."),
            href=reverse("desk:protocol"),
            action=_("Naar de werkwijze"),
        ),
        First(
            _("Leg de eerste klacht vast"),
            _("Kwam er een binnen per telefoon, brief of gesprek? Wat per mail of via het formulier komt, legt zichzelf vast."),
            href=reverse("desk:intake"),
            action=_("Klacht vastleggen"),
        ),
    )
