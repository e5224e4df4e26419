"""Writing one act and what follows from it: few statements, each for many rows. What is compared is what was, in memory, with what is."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from wederhoor.actions.loading import Shelf
from wederhoor.actions.numbers import Drawing
from wederhoor.actions.people import People
from wederhoor.actions.reached import save_told
from wederhoor.actions.readership import save_readers
from wederhoor.actions.step import Step
from wederhoor.core.log import SECOND_READER
from wederhoor.core.state import Dossier as ReplayedDossier
from wederhoor.core.state import Matter as Replayed
from wederhoor.correspondence.mails import new_message_id
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.agenda import next_look
from wederhoor.dossiers.chain import SHAPE, act_digest, party_digest, salted
from wederhoor.dossiers.models import Act, Dossier, DutyRow, Matter, Party, Proposal, RightRow, Text
from wederhoor.dossiers.models.personal import SALT
from wederhoor.dossiers.rows import ENGINE, DossierValue, DutyValue, RightValue, rows_of
from wederhoor.dossiers.statements import insert, insert_one, update

_KNOWN: Final = ["name", "organisation_name", "email", "phone", "address", "city"]
_DUTY: Final = [item.name for item in fields(DutyValue)]
_RIGHT: Final = [item.name for item in fields(RightValue)]
_PLACE: Final = "dossier_id, position"
#: What a dossier was before it began: no rows to compare with, and none to take away.
NOTHING: Final = DossierValue({}, None, (), (), frozenset(), {})


@dataclass(frozen=True, slots=True)
class Swept:
    """A look by the sweep: whether people are at work then, and else when they are again."""

    now: datetime
    at_work: bool
    reopens: datetime


def save_act(
    shelf: Shelf, step: Step, *, key: str | None, documents: Mapping[str, str] = MappingProxyType({}), pk: int | None = None
) -> None:
    """Appends the act to the log, with its texts and the parties it wrote, chained to what stood there.

    `documents`: the digests of those that the act names, by reference. `pk`: the key that was drawn for a new matter.
    """
    row, entry = shelf.row, step.entry
    salts = {name: secrets.token_bytes(SALT) for name in step.texts}
    act = Act(
        seq=len(shelf.entries),
        dossier=entry.dossier,
        act=entry.act,
        at=entry.at,
        recorded_at=entry.recorded_at,
        by=entry.by,
        person=entry.person or "",
        data=dict(entry.data),
        digests={
            "texts": {name: salted(salts[name], body) for name, body in step.texts.items()},
            "parties": {ref: party_digest(party) for ref, party in step.people.written.items()},
            **({"documents": dict(documents)} if documents else {}),
        },
        shape=SHAPE,
        key=key,
    )
    act.digest = row.head = act_digest(act, row.head)
    row.length = act.seq + 1
    if not row.pk:
        row.pk = pk
        insert_one(row)
    act.matter = row
    _save_parties(step.people)
    texts = [{"matter_id": row.pk, "seq": act.seq, "field": name, "body": body, "salt": salts[name]} for name, body in step.texts.items()]
    insert(Text, texts)
    insert(Act, [act])
    shelf.entries.append(entry)


def _save_parties(people: People) -> None:
    for ref, party in people.written.items():
        if ref not in people.fresh:
            update(Party, party.pk, {name: getattr(party, name) for name in _KNOWN})
    new = [people.written[ref] for ref in people.fresh]
    for party in new:
        party.matter = people.shelf.row  # a new matter has its key only now
    insert(Party, new)


def save_rows(
    shelf: Shelf,
    matter: Replayed,
    *,
    before: Mapping[str, DossierValue],
    number: Drawing | None = None,
    swept: Swept | None = None,
) -> None:
    """Brings the derived rows from what they were to what the matter is now.

    Rows that another version of the engine made are all written anew. `swept`: the sweep looks, and nothing was recorded.
    """
    known = before if shelf.row.engine == ENGINE else {}
    for name, item in matter.dossiers.items():
        value = rows_of(matter, item)
        was = known.get(name)
        dossier = shelf.dossiers.get(name)
        changes = _changes(shelf, value, was) | _looking(shelf, matter, item, swept)
        new = dossier is None
        if dossier is None:
            dossier = _open(shelf, name, changes, number)
        else:
            _update(dossier, changes)
        if was is None or was != value:
            past = NOTHING if new else was
            _save_norms(shelf, dossier, value, past)
            save_readers(shelf, dossier, value, past, new=new)
    _save_matter(shelf, swept.now if swept else shelf.entries[-1].recorded_at)


def _looking(shelf: Shelf, matter: Replayed, item: ReplayedDossier, swept: Swept | None) -> dict[str, Any]:
    """When to look next. Only the sweep looks: what fell due since it last did stays due, whoever acts in between."""
    row = shelf.dossiers.get(item.name)
    since = row.looked_at if row else shelf.entries[-1].recorded_at
    if swept and swept.at_work:
        since = max(since, swept.now)
    moment = next_look(matter, item, since)
    if swept and moment is not None and moment <= swept.now:
        moment = swept.reopens
    return {"next_change": moment, "looked_at": since, **({"recheck": False} if swept else {})}


def _changes(shelf: Shelf, value: DossierValue, was: DossierValue | None) -> dict[str, Any]:
    fields = {name: item for name, item in value.fields.items() if was is None or was.fields[name] != item}
    if was is None or was.owner != value.owner or value.fields["stage"] == "destroyed":
        fields["owner_id"] = _member(shelf, value.owner)
    return fields


def _member(shelf: Shelf, ref: str | None) -> int | None:
    party = shelf.parties.get(ref) if ref else None
    return party.member_id if party else None


def _open(shelf: Shelf, name: str, values: Mapping[str, Any], number: Drawing | None) -> Dossier:
    if number is None:
        raise LookupError(f"dossier {name!r} has no row and no number")
    dossier = Dossier(pk=number.dossier, matter=shelf.row, organisation=shelf.row.organisation, name=name, number=number.number(), **values)
    insert_one(dossier)
    shelf.dossiers[name] = dossier
    return dossier


def _update(dossier: Dossier, values: Mapping[str, Any]) -> bool:
    fresh = {name: value for name, value in values.items() if getattr(dossier, name) != value}
    if fresh:
        update(Dossier, dossier.pk, fresh)
        for name, value in fresh.items():
            setattr(dossier, name, value)
    return bool(fresh)


def _save_norms(shelf: Shelf, dossier: Dossier, value: DossierValue, was: DossierValue | None) -> None:
    """Duties and rights at their places; the log only ever adds places, so a shorter list comes from another engine."""
    if was is None:
        DutyRow.objects.filter(dossier=dossier, position__gte=len(value.duties)).delete()
        RightRow.objects.filter(dossier=dossier, position__gte=len(value.rights)).delete()
    old_duties, old_rights = (was.duties, was.rights) if was else ((), ())
    duties = [(place, item) for place, item in enumerate(value.duties) if place >= len(old_duties) or old_duties[place] != item]
    rights = [(place, item) for place, item in enumerate(value.rights) if place >= len(old_rights) or old_rights[place] != item]
    on = "" if was is NOTHING else _PLACE
    insert(DutyRow, [_placed(dossier, place, item, _DUTY) for place, item in duties], replaces=_DUTY, on=on)
    _settle_proposals(dossier, duties, shelf.entries[-1].recorded_at)
    insert(RightRow, [_placed(dossier, place, item, _RIGHT) for place, item in rights], replaces=_RIGHT, on=on)


def _settle_proposals(dossier: Dossier, duties: list[tuple[int, DutyValue]], now: datetime) -> None:
    """What the sweep proposed for a duty that is owed no more is settled; only a duty that the sweep has seen can have one."""
    places = [place for place, item in duties if item.status in {"met", "waived", "lapsed"} and item.arose < dossier.looked_at]
    if places:
        Proposal.objects.filter(dossier=dossier, position__in=places, settled_at__isnull=True).update(settled_at=now)


def _placed(dossier: Dossier, place: int, value: DutyValue | RightValue, names: list[str]) -> dict[str, Any]:
    return {"dossier_id": dossier.pk, "position": place, **{name: getattr(value, name) for name in names}}


def _save_matter(shelf: Shelf, drawn_at: datetime) -> None:
    """What changed of the matter; a new one was written whole."""
    row = shelf.row
    drawn_at = max(row.drawn_at, drawn_at)
    if row.length == 1 and (row.engine, row.drawn_at) == (ENGINE, drawn_at):
        return
    row.engine, row.drawn_at = ENGINE, drawn_at
    update(Matter, row.pk, {name: getattr(row, name) for name in ("length", "head", "parties_given", "engine", "drawn_at")})


def save_letters(shelf: Shelf, step: Step, *, now: datetime) -> None:
    """Puts the letters of the act in the outbox or before a second reader; what is told on the complainant's page has been told at once."""
    dossier = shelf.dossiers[step.entry.dossier]
    day = shelf.calendar.local_day(now)
    reader = str(step.entry.data.get(SECOND_READER, ""))
    letters = [
        Letter(
            organisation_id=shelf.row.organisation_id,
            dossier=dossier,
            matter=shelf.row,
            seq=len(shelf.entries) - 1,
            act=step.entry.act,
            channel=sheet.channel,
            party=sheet.to.party.ref if sheet.to.party else "",
            name=sheet.to.name[:200],
            address=sheet.to.at(sheet.channel)[:500],
            subject=sheet.subject,
            body=sheet.body,
            language=sheet.language,
            edited=sheet.edited,
            filled_for=day,
            message_id=new_message_id(),
            token=secrets.token_hex(8),
            state="sent" if sheet.channel == "portal" else "to_approve" if reader else "waiting",
            sent_at=now if sheet.channel == "portal" else None,
            next_attempt=None if sheet.channel == "portal" or reader else now,
            created_at=now,
            writer=step.writer,
            reader=reader,
        )
        for sheet in step.letters
    ]
    insert(Letter, letters)
    save_told(dossier, step, letters)
