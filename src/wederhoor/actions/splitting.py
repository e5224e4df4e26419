"""A dossier split: part of it becomes one of its own, with its date of receipt and copies of its documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from wederhoor.actions.documents import content_of
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.record import record
from wederhoor.actions.relating import Sent, Undone, as_there, taken
from wederhoor.actions.values import Actor, Answer, NewMatter, NewParty, Recorded, Refused, Upload
from wederhoor.core.act import CUSTOMER, DOCUMENTS, INTAKE_ACTS, Value
from wederhoor.core.log import FILED_FOR
from wederhoor.core.state import Dossier as Replayed
from wederhoor.dossiers.models import Document, Dossier, Text
from wederhoor.organisations.models import roles_of

#: Data of a filing that a part split off gets anew.
_ANEW: Final = frozenset({DOCUMENTS, CUSTOMER, "grounds", "description"})
_COMPLAINANT: Final = {"organisation": "organisation_name"}


@dataclass(frozen=True, slots=True)
class Part:
    """What is split off: its own description, the grounds that go along, and references of the documents that are copied."""

    description: str
    grounds: Sequence[str] = ()
    documents: Sequence[str] = ()
    reason: str = ""


def split(row: Dossier, part: Part, *, by: Actor, sent: Sent) -> Answer:
    """Makes a dossier of part of this one, with its date of receipt, and links the two; the answer is of the new dossier.

    The documents are copied, never shared; the first dossier stays as it is. Sent twice it is once.
    """
    try:
        with transaction.atomic():
            [shelf] = take([row.matter_id], lock=True)
            before = shelf.keys.get(sent.key or "")
            if before is not None:
                return _made_before(shelf, row, before)
            new = _filed(shelf, row, part, by, sent.now)
            taken(
                new.row,
                "link",
                as_there(take([new.matter_id])[0], new.row, by),
                Sent(sent.now),
                {"to": row.number, "relation": "split_from"},
            )
            said = {"to": new.number, "reason": part.reason, "documents": list(part.documents)}
            taken(row, "split", by, sent, said)
            return new
    except Undone as undone:
        return undone.answer


def _made_before(shelf: Shelf, row: Dossier, seq: int) -> Recorded:
    number = shelf.entries[seq].data["to"]
    made = Dossier.objects.get(organisation_id=row.organisation_id, number=number)
    return Recorded(made.matter_id, made.pk, made.name, made.number, 0, 2, made)


def _filed(shelf: Shelf, row: Dossier, part: Part, by: Actor, now: datetime) -> Recorded:
    dossier = shelf.replayed().dossiers[row.name]
    have = {one.ref: one for one in Document.objects.filter(matter=shelf.row, dossier=row, ref__in=part.documents)}
    if by.member is None or not part.description.strip():
        raise Undone(Refused(_("Beschrijf waar het nieuwe dossier over gaat."), None, ("description",)))
    try:
        files = [Upload(have[ref].name, content_of(have[ref])) for ref in part.documents]
    except (KeyError, FileNotFoundError):
        raise Undone(Refused(_("Een van deze documenten is er niet."), None, ("documents",))) from None
    functions = roles_of(by.member)
    role = by.role if by.role in functions else next(iter(sorted(functions)), by.role)
    data = {**_carried(shelf, dossier), "description": part.description, "grounds": list(part.grounds)}
    goal = NewMatter(row.organisation, shelf.procedure.id)
    answer = record(goal, "file", by=Actor(role, by.member), at=dossier.records[0].at, now=now, data=data, files=files)
    if not isinstance(answer, Recorded):
        raise Undone(answer)
    return answer


def _carried(shelf: Shelf, dossier: Replayed) -> dict[str, object]:
    """What was filed of it that holds for the part as well: its codes, its texts and whose complaint it is."""
    fields = shelf.procedure.specs["file"].fields
    kept = {name: value for name, value in dossier.facts.items() if name in fields and fields[name].kind != "text" and name not in _ANEW}
    seqs = [one.index for one in dossier.records if one.act in INTAKE_ACTS]
    texts = Text.objects.filter(matter=shelf.row, seq__in=seqs).order_by("seq").values_list("field", "body")
    said = {name: body for name, body in texts if name in fields and not fields[name].many and name not in _ANEW}
    return {**dict(_persons(shelf, kept)), **said, **dict(_complainant(shelf))}


def _persons(shelf: Shelf, kept: Mapping[str, Value]) -> Iterator[tuple[str, object]]:
    """References to persons hold within one matter only: in the other such a person is named anew."""
    for name, value in kept.items():
        party = shelf.parties.get(value) if isinstance(value, str) else None
        yield name, NewParty(name=party.name, part=party.part, email=party.email) if party else value


def _complainant(shelf: Shelf) -> Iterator[tuple[str, str]]:
    party = shelf.parties.get(str(shelf.entries[0].data.get(FILED_FOR) or ""))
    if party is not None:
        for name in ("name", "organisation", "email", "phone", "address", "city"):
            if known := getattr(party, _COMPLAINANT.get(name, name)):
                yield f"complainant.{name}", known
