"""The form of a change on the public list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wederhoor.actions.changes import LONGEST_LINE, Listing
from wederhoor.web.fields import Choice, Errors, Field, Values

if TYPE_CHECKING:
    from wederhoor.catalogue.models import ProductVersion

PRODUCT, VERSION, DAY, LINE, COHORTS = "product", "version", "published_on", "line", "cohorts"
#: So many cohorts can be chosen: those that began in this school year and in the years before it.
_COHORTS: Final = 8
_LONGEST_VERSION: Final = 60


def change_fields(products: Sequence[Choice], *, year: int, shown: "ProductVersion | None" = None) -> tuple[Field, ...]:
    """What is asked of a change; of one that stands there, what can be mended. `year`: in which the school year began."""
    held = tuple(str(one.year) for one in shown.product.cohorts.all()) if shown else ()
    years = sorted({*range(year - _COHORTS + 1, year + 1), *map(int, held)}, reverse=True)
    what: tuple[Field, ...] = ()
    if shown is None:
        what = (
            Field(PRODUCT, "choice" if products else "text", _("Product"), required=True, choices=tuple(products)),
            Field(VERSION, "text", _("Versie"), required=True),
        )
    line = Field(
        LINE,
        "longtext",
        _("Wat er veranderd is"),
        _("Iedereen kan deze regel lezen. Noem geen personen, scholen, vragen of antwoorden."),
        value=shown.line if shown else "",
    )
    cohorts = Field(
        COHORTS,
        "choices",
        _("Cohorten"),
        _("Studenten die in deze schooljaren begonnen, gebruiken het product."),
        choices=tuple((str(one), f"{one}-{one + 1}") for one in years),
        value=held,
    )
    day = Field(DAY, "date", _("Uitgebracht op"), required=True, value=shown.published_on if shown else "")
    return (*what, day, line, cohorts)


def read_change(values: Values, errors: Errors, *, shown: "ProductVersion | None" = None) -> Listing | None:
    """What was filled in as a change; None where something is wrong, which then stands in `errors`."""
    line = " ".join(str(values.get(LINE) or "").split())
    if len(line) > LONGEST_LINE:
        errors[LINE] = (_("Schrijf het in {n} tekens").format(n=LONGEST_LINE),)
    for name in (PRODUCT, VERSION):
        if len(str(values.get(name, ""))) > _LONGEST_VERSION:
            errors[name] = (_("Schrijf het in {n} tekens").format(n=_LONGEST_VERSION),)
    if errors:
        return None
    of: dict[str, Any] = {PRODUCT: shown.product.code, VERSION: shown.label} if shown else values
    return Listing(of[PRODUCT], of[VERSION], values[DAY], line, tuple(int(one) for one in values.get(COHORTS) or ()))
