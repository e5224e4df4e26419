"""The forms by which dossiers are linked, taken apart again and split."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wederhoor.actions.relating import BY_HAND
from wederhoor.desk.forms.files import choices_of
from wederhoor.desk.opened import Desk
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.fields import Choice, Field

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document, Dossier

#: A link to a measure, where the regulation asks for one.
MEASURE: Final = "measure"
TO, RELATION, REASON = "to", "relation", "reason"
DESCRIPTION, GROUNDS, DOCUMENTS = "description", "grounds", "documents"


def link_fields(desk: Desk, *, found: Sequence["Dossier"] = ()) -> tuple[Field, ...]:
    """To which dossier, and what there is between the two. `found`: those that were meant, perhaps."""
    measures = _links_measures(desk)
    relations = tuple((code, words.value_word("relation", code)) for code in (*BY_HAND, *((MEASURE,) if measures else ())))
    number = Field(TO, "text", _("Nummer van het andere dossier"), _("Een deel is genoeg, bijvoorbeeld 0012."), required=not measures)
    if found:
        number = Field(
            TO, "choice", _("Welk dossier bedoelt u"), required=True, choices=tuple((one.number, _told(one, desk)) for one in found)
        )
    measure = (Field(MEASURE, "code", words.word("field", MEASURE)),) if measures else ()
    first = Field(RELATION, "choice", _("Dit dossier"), required=True, choices=relations, value=BY_HAND[0])
    return (first, number, *measure, Field(REASON, "longtext", words.word("field", REASON)))


def unlink_fields(numbers: Sequence[str], *, chosen: str = "") -> tuple[Field, ...]:
    """Which link goes."""
    value = chosen if chosen in numbers else next(iter(numbers), "")
    choices = tuple((one, one) for one in numbers)
    return (
        Field(TO, "choice", _("Met welk dossier"), required=True, choices=choices, value=value),
        Field(REASON, "longtext", words.word("field", REASON)),
    )


def split_fields(desk: Desk, documents: Sequence["Document"]) -> tuple[Field, ...]:
    """What goes to the new dossier."""
    said = desk.texts.get(desk.dossier.records[0].index, {})
    fields = [
        Field(
            DESCRIPTION,
            "longtext",
            _("Waar gaat het nieuwe dossier over"),
            _("Haal weg wat in dit dossier blijft."),
            required=True,
            value=said.get("description", ""),
        )
    ]
    if grounds := grounds_of(said):
        fields.append(Field(GROUNDS, "choices", _("Gronden die meegaan"), choices=grounds))
    if papers := choices_of(documents):
        fields.append(Field(DOCUMENTS, "choices", _("Documenten die meegaan"), _("Het nieuwe dossier krijgt een kopie."), choices=papers))
    return (*fields, Field(REASON, "longtext", _("Waarom splitst u dit dossier")))


def grounds_of(said: Mapping[str, str]) -> tuple[Choice, ...]:
    """The grounds as they were filed, by their place."""
    return tuple((name.partition(".")[2], body) for name, body in said.items() if name.startswith(f"{GROUNDS}."))


def chosen_grounds(desk: Desk, values: Mapping[str, Any]) -> list[str]:
    """The words of the grounds that go along."""
    known = dict(grounds_of(desk.texts.get(desk.dossier.records[0].index, {})))
    return [known[place] for place in values.get(GROUNDS, ()) if place in known]


def _told(row: "Dossier", desk: Desk) -> str:
    local_day = desk.matter.calendar.local_day
    day = day_said(local_day(row.received_at), local_day(desk.seat.now))
    return _("{number}, {kind}, ontvangen {day}").format(number=row.number, kind=words.value_word("kind", row.kind or "complaint"), day=day)


def _links_measures(desk: Desk) -> bool:
    return any(trigger.act == "link" for duty in desk.matter.procedure.duties for trigger in duty.met_by)
