"""The dossiers that a dossier is linked to, as far as whoever sits here may read them; of those that double it also what is in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.relating import Belonging, belongings_of, linked_to, links_of
from wederhoor.desk.opened import Desk
from wederhoor.desk.seat import Seat
from wederhoor.web import words

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Thing:
    """A message or document of a double: shown here, kept there."""

    name: str
    at: datetime
    href: str
    message: bool


@dataclass(frozen=True, slots=True)
class Related:
    """A link. Without a `number` it is to a dossier that whoever looks may not see. `running`: it is a double whose terms run on."""

    said: str
    number: str = ""
    stage: str = ""
    received_at: datetime | None = None
    href: str = ""
    unlink_href: str = ""
    things: tuple[Thing, ...] = ()
    leads: bool = False
    running: str = ""


def related(desk: Desk) -> list[Related]:
    """Every link of this dossier: no query without one, one for what may be read, and one for what is in its doubles."""
    links = links_of(desk.dossier)
    if not links or not isinstance(desk.seat, Seat):
        return []
    rows = {row.number: row for row in linked_to(desk.seat.member, links, reading=desk.seat.reading)}
    doubles = [rows[number] for number, said in links.items() if said == "leading" and number in rows]
    inside = belongings_of(doubles) if doubles else {}
    return [_related(desk, said, rows.get(number), inside) for number, said in links.items()]


def _related(desk: Desk, relation: str, row: "Dossier | None", inside: Mapping[int, Iterable[Belonging]]) -> Related:
    said = words.value_word("relation", relation)
    if row is None:
        return Related(said)
    closed = row.stage in {"closed", "destroyed"}
    running = _("De termijnen van dat dossier lopen door tot het wordt gesloten.") if relation == "leading" and not closed else ""
    if relation == "same" and not desk.dossier.closed:
        running = _("De termijnen van dit dossier lopen door tot het wordt gesloten.")
    return Related(
        said=said,
        number=row.number,
        stage=words.word("stage", row.stage),
        received_at=row.received_at,
        href=reverse("desk:dossier", args=[row.number]),
        unlink_href=reverse("desk:unlink", args=[desk.row.number]) + f"?to={row.number}",
        things=tuple(_thing(row.number, one) for one in inside.get(row.pk, ())),
        leads=relation == "leading",
        running=running,
    )


def _thing(number: str, one: Belonging) -> Thing:
    if one.ref:
        return Thing(one.name, one.at, reverse("desk:document", args=[number, one.ref]), message=False)
    return Thing(one.name or _("Bericht zonder onderwerp"), one.at, reverse("desk:dossier", args=[number]), message=True)
