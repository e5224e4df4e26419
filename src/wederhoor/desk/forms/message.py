"""What one fills in to join a message to a dossier or to set it aside."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.web.fields import Choice, Errors, Field, Posted, Values, read_fields

DOSSIER: Final = "dossier"
OTHER: Final = "number"
KNOWN: Final = "known"
REASON: Final = "reason"
TEXT: Final = "text"


def join_fields(likely: Sequence[Choice], *, sender: str) -> tuple[Field, ...]:
    """Which dossier it joins: one of those that are likely, or another by its number."""
    fields = []
    if likely:
        fields.append(Field(DOSSIER, "choice", _("Welk dossier"), required=True, choices=tuple(likely)))
    label = _("Of een ander dossier") if likely else _("Welk dossier")
    hint = _("Het nummer, bijvoorbeeld 2026-0012.")
    fields.append(Field(OTHER, "text", label, hint, required=not likely, autocomplete="off"))
    if sender:
        fields.append(Field(KNOWN, "flag", _("Gebruik {address} voortaan voor de klager van dit dossier").format(address=sender)))
    return tuple(fields)


def read_join(fields: Sequence[Field], post: Posted) -> tuple[Values, Errors]:
    """What was chosen; either of the two will do."""
    return read_fields([replace(field, required=False) for field in fields], post)


def aside_fields(reasons: Sequence[Choice]) -> tuple[Field, ...]:
    """Why it is set aside."""
    return (
        Field(REASON, "choice", _("Waarom"), required=True, choices=tuple(reasons)),
        Field(TEXT, "text", _("Toelichting")),
    )
