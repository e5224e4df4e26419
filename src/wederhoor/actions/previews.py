"""A letter as it would read: for a dossier that one chooses, or for one that is made up and stands nowhere."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from wederhoor.actions.filling import Scene, filled_in
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.values import Refused
from wederhoor.core.act import Field, Value
from wederhoor.core.calendar import Calendar
from wederhoor.core.log import FIRST, Entry
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.provision import Letter
from wederhoor.core.words import Language
from wederhoor.dossiers.models import Dossier, Matter, Party
from wederhoor.organisations.models import Organisation

#: What stands where someone will write.
_WRITTEN: Final = {"nl": "[wat u hier schrijft]", "en": "[what you write here]"}
_NUMBER: Final = "0000-0000"
_WEEK: Final = timedelta(days=7)


def preview(procedure: Procedure, letter: Letter, language: Language, *, dossier: Dossier, now: datetime) -> tuple[str, str] | Refused:
    """The letter in these words for a dossier that the caller may read, as if its act were taken there now. Nothing changes."""
    [shelf] = take([dossier.matter_id])
    name = next((row.name for row in shelf.dossiers.values() if _instance_of(row.name) == letter.instance), dossier.name)
    to = next((party for party in shelf.parties.values() if party.part == "complainant"), None)
    return _read(procedure, letter, language, shelf, name, to, now)


def made_up(
    organisation: Organisation, procedure: Procedure, calendar: Calendar, letter: Letter, language: Language, *, now: datetime
) -> tuple[str, str] | Refused:
    """The letter in these words for a complaint that came in a week ago, of someone who does not exist."""
    begun = now - _WEEK
    filed: dict[str, Value] = {"kind": "complaint", "channel": "mail", "description": True, "wants_reply": True, "subject.class": "product"}
    entries = [Entry("file", begun, begun, "complainant", "p-1", filed)]
    name = FIRST if letter.instance == FIRST else f"{letter.instance} 1"
    opening = next((item.opened_by for item in procedure.instances if item.id == letter.instance), None)
    if opening:
        entries.append(Entry(opening, begun, begun, "complainant", "p-1", {}, name))
    row = Matter(organisation=organisation)
    rows = {one: Dossier(organisation=organisation, matter=row, name=one, number=_NUMBER) for one in dict.fromkeys((FIRST, name))}
    someone = Party(ref="p-1", part="complainant", name="S. Voorbeeld")
    shelf = Shelf(row, procedure, calendar, {}, entries, parties={"p-1": someone}, dossiers=rows)
    return _read(procedure, letter, language, shelf, name, someone, now)


def _read(
    procedure: Procedure, letter: Letter, language: Language, shelf: Shelf, name: str, to: Party | None, now: datetime
) -> tuple[str, str] | Refused:
    fields = procedure.specs[letter.act].fields
    unwritten = spoken(_WRITTEN, language)
    texts = dict.fromkeys((field for field, what in fields.items() if what.kind == "text" and "." not in field), unwritten)
    at = max(now, shelf.entries[-1].recorded_at)
    entry = Entry(letter.act, at, at, "staff", None, {**_codes(fields, at), **dict.fromkeys(texts, True)}, name)
    after = shelf.replayed(more=[entry])
    return filled_in(letter, Scene(shelf, shelf.dossiers[name], after, entry, texts, now, language), to, unwritten=unwritten)


def _codes(fields: Mapping[str, Field], at: datetime) -> dict[str, Value]:
    """Data of the act that a letter may say: a day a month on, an outcome, the channel."""
    said: dict[str, Value] = {"channel": "mail"}
    if "until" in fields:
        said["until"] = (at + 4 * _WEEK).date().isoformat()
    if "outcome" in fields:
        said["outcome"] = next(iter(fields["outcome"].options), "upheld")
    return said


def _instance_of(name: str) -> str:
    return FIRST if name == FIRST else name.rpartition(" ")[0]
