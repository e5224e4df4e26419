"""What every page of one organisation shows around its own content."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from wederhoor.actions.public import place_of
from wederhoor.actions.publications import acts_beside, documents_of
from wederhoor.core.procedure import Procedure
from wederhoor.portal.shown.regulation import turn_for
from wederhoor.web.identity import identity

if TYPE_CHECKING:
    from wederhoor.organisations.models import Organisation


def framed(
    organisation: "Organisation",
    procedure: Procedure,
    *,
    stage: str = "",
    default: bool | None = None,
    **context: Any,  # noqa: ANN401 -- a context holds anything
) -> dict[str, Any]:
    """The organisation's name, accent and addresses. `stage`: that of the complaint, which decides where to turn.

    `default`: as `place_of` has it.
    """
    which = place_of(organisation, procedure.id, default=default)
    first = procedure.addresses[0].stages[0] if procedure.addresses else ""
    return {
        "organisation": organisation.name,
        "slug": organisation.slug,
        **identity(organisation),
        "home_href": reverse("portal:regulation", args=[organisation.slug]),
        "regulation_href": reverse("portal:regulation", args=which),
        "file_href": reverse("portal:file", args=which),
        "privacy_href": reverse("portal:privacy", args=which),
        "turn": turn_for(procedure, organisation.settings, stage or first),
        "speaks": procedure.language,
        "beside_publications": SimpleLazyObject(lambda: acts_beside(procedure)),
        "publications": SimpleLazyObject(lambda: documents_of(organisation)),
        **context,
    }
