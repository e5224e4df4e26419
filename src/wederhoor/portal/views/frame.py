"""What every page of one organisation shows around its own content."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from wederhoor.core.procedure import Procedure
from wederhoor.portal.shown.regulation import turn_for

if TYPE_CHECKING:
    from wederhoor.organisations.models import Organisation


def framed(organisation: "Organisation", procedure: Procedure, *, stage: str = "", **context: Any) -> dict[str, Any]:  # noqa: ANN401 -- a context holds anything
    """The organisation's name, accent and addresses. `stage`: that of the complaint, which decides where to turn."""
    home = reverse("portal:regulation", args=[organisation.slug])
    first = procedure.addresses[0].stages[0] if procedure.addresses else ""
    return {
        "organisation": organisation.name,
        "slug": organisation.slug,
        "accent": organisation.accent,
        "home_href": home,
        "regulation_href": home,
        "turn": turn_for(procedure, organisation.settings, stage or first),
        **context,
    }
