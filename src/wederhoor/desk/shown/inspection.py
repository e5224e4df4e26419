"""The packets of a dossier as its pages show them: for whom, by which act one is given, and what is in it, piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.actions.load import Opened
from wederhoor.actions.packet import documents_of, packets_of
from wederhoor.actions.packet_binding import reader_name
from wederhoor.actions.packet_proposing import BLACK, REASONS, WITH, Line, reasons
from wederhoor.actions.packet_readers import OUTSIDE, Reader, readers
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.dossier import why_not
from wederhoor.core.permit import rule_for
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.documents import named
from wederhoor.desk.shown.now import act_label, not_mine
from wederhoor.desk.shown.refused import Why, why_said
from wederhoor.web import words
from wederhoor.web.fields import Choice
from wederhoor.web.words import spoken

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document, Packet

GRANT, DISCLOSE, NOTE = "grant_inspection", "disclose", "note"
REFUSE: Final = "refuse_inspection"


@dataclass(frozen=True, slots=True)
class Way:
    """By which act the packet of a reader is given; `reason` says why it cannot be, and is empty where it can."""

    code: str
    name: str
    act: str
    label: str
    query: str = ""
    reason: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A packet on the desk of whoever makes it, and for whom it is."""

    desk: Desk
    row: "Packet"
    reader: Reader


@dataclass(frozen=True, slots=True)
class Row:
    """A piece on the page of a packet. `choices` are empty where it may never go along: then `reason` says why."""

    key: str
    title: str
    at: datetime | None
    choice: str
    choices: tuple[Choice, ...]
    reason: str
    lacks: str
    found: bool
    href: str


@dataclass(frozen=True, slots=True)
class Made:
    """A packet in the list: for whom, how far it is, when and by whom; `given` is when an act gave it."""

    href: str
    name: str
    state: str
    said: str
    by: str
    at: datetime
    given: datetime | None


def ways(desk: Desk) -> list[Way]:
    """Everyone for whom a packet can be made, with the act by which he gets it."""
    return [way_to(desk, reader) for reader in readers(desk)]


def way_to(desk: Desk, reader: Reader) -> Way:
    """Whoever complains gets it by the act of inspection, where the regulation has that; others with a part have it put before them."""
    act, query = NOTE, {}
    if reader.complains and rule_for(desk.dossier, GRANT) is not None:
        act = GRANT
    elif reader.code != OUTSIDE and not reader.role:
        act, query = DISCLOSE, {"to": reader.code}
    rule = rule_for(desk.dossier, act)
    name, label = reader_name(desk, reader.code), act_label(rule, act)
    if any(act in desk.permitted[role] for role in desk.roles):
        return Way(
            reader.code, name, act, label, urlencode(query), article=first_article(desk.matter.procedure, rule.clause) if rule else ""
        )
    refusal = why_not(desk.matter, desk.dossier, act)
    why = why_said(desk.matter.procedure, refusal) if refusal else Why(_("Dit is niet aan u."), "")
    if rule is not None:
        why = not_mine(desk.matter, desk.dossier, rule, desk.permitted)
    return Way(reader.code, name, act, label, reason=why.reason, article=why.article)


def beside(desk: Desk) -> list[tuple[str, str]]:
    """The other dossiers of this matter in which someone has a part who has one here, each with its name: it has a packet of its own."""
    here = _persons(desk)
    near = (*desk.dossier.line(), *desk.matter.against(desk.dossier))
    others = [Opened(desk.rows[one.name], desk.shelf, desk.matter, desk.now) for one in near if one.name != desk.row.name]
    return [(_called(one), one.row.number) for one in others if here & _persons(one)]


def _persons(opened: Opened) -> set[str]:
    return {reader.code for reader in readers(opened) if reader.code != OUTSIDE and not reader.role}


def _called(opened: Opened) -> str:
    instance = next((one for one in opened.matter.procedure.instances if one.id == opened.dossier.instance), None)
    return spoken(instance.name) if instance else words.word("kind", opened.row.kind)


def made_of(desk: Desk) -> list[Made]:
    """The packets of this dossier, the newest first."""
    return [_made(desk, row) for row in packets_of(desk)]


def given_at(desk: Desk, documents: Sequence["Document"]) -> datetime | None:
    """When an act first named one of these."""
    refs = {document.ref for document in documents}
    return next((one.recorded_at for one in desk.dossier.records if refs & set(named(one))), None)


def rows_of(scene: Scene, lines: Sequence[Line]) -> list[Row]:
    """These pieces, each with what may be chosen for it."""
    return [
        Row(
            line.piece.key,
            line.piece.title,
            line.piece.at,
            line.choice,
            () if line.barred else choices_of(line),
            line.reason,
            line.lacks,
            line.found and line.choice == WITH,
            reverse("desk:piece", args=[scene.desk.row.number, scene.row.pk, line.piece.key]),
        )
        for line in lines
    ]


def choices_of(line: Line) -> tuple[Choice, ...]:
    """What may be chosen for a piece; nothing where it may never go along."""
    if line.barred:
        return ()
    black = _("Mee, deels weggelakt") if line.piece.document is None else _("Mee, als kopie waarin is weggelakt")
    said = reasons()
    out = ((code, _("Niet mee: {reason}").format(reason=said[code])) for code in REASONS)
    return ((WITH, _("Mee")), (BLACK, black), *out)


def give_href(desk: Desk, packet: "Packet", way: Way) -> str:
    """The form of the act that gives this packet, its documents ticked."""
    documents = [(DOCUMENTS, one.ref) for one in documents_of(packet)]
    query = "&".join(part for part in (way.query, urlencode(documents)) if part)
    return f"{reverse('desk:give_packet', args=[desk.row.number, packet.pk])}?{query}"


def _made(desk: Desk, row: "Packet") -> Made:
    said = {
        "draft": _("Concept"),
        "waiting": _("Wordt gemaakt"),
        "making": _("Wordt gemaakt"),
        "ready": _("Klaar"),
        "failed": _("Niet gelukt"),
    }
    given = given_at(desk, list(row.documents.all()))
    return Made(
        reverse("desk:packet", args=[desk.row.number, row.pk]),
        reader_name(desk, row.reader),
        row.state,
        _("Gegeven") if given else said[row.state],
        row.made_by.name if row.made_by else "",
        row.ready_at or row.begun_at,
        given,
    )
