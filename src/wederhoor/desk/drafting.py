"""A letter before it leaves, as its writer looks at it.

Whoever does not read the dossier as a member never sees where someone is reached of whom he may not know that. The complainant's own
link to his page is seen by nobody: it is made when the letter leaves.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wederhoor.actions.addressing import Addressee
from wederhoor.actions.envelope import UNWRITTEN, Envelope, envelope_of, envelope_of_letter
from wederhoor.actions.letters import draft
from wederhoor.actions.said import function_of
from wederhoor.actions.step import Call
from wederhoor.actions.values import Log, Refused
from wederhoor.core.procedure import STAFF
from wederhoor.desk.opened import Desk
from wederhoor.web import words

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of a letter; `to`: everyone who gets it, with the address; `around`: from whom; `reader`, `unread`: as of the letter."""

    subject: str
    body: str
    channel: str
    to: tuple[str, ...]
    around: Envelope
    reader: str = ""
    unread: str = ""


def drafted(desk: Desk, call: Call) -> Draft | Refused | None:
    """The letter that this act would send, why the act is refused, or None where it sends none."""
    found = draft(Log(desk.row.matter_id, desk.row.name), call.act, by=call.by, now=call.now, data=call.data)
    if found is None or isinstance(found, Refused):
        return found
    to = tuple(" ".join(part for part in (one.name, _address(_reached(desk, one, found.channel))) if part) for one in found.to)
    around = envelope_of(desk.seat.organisation, UNWRITTEN)
    return Draft(found.subject, found.body, found.channel, to, around, found.reader, found.unread)


def mark_of(day: date, subject: str, body: str) -> str:
    """By which a letter that comes back is known to be as it was shown, and on which day that was."""
    said = f"{subject}\n{body}".encode("utf-8", "replace")
    return f"{day}:{hashlib.sha256(said).hexdigest()}"


def left_as_shown(mark: str, subject: str, body: str, *, today: date) -> bool:
    """Whether nobody changed the words of a letter that was shown on another day: its days are those of today then, as of any letter."""
    day = mark.partition(":")[0]
    return day != str(today) and mark == f"{day}:{mark_of(today, subject, body).partition(':')[2]}"


def draft_facts(desk: Desk, draft: Draft, files: Sequence[str]) -> list[tuple[str, str]]:
    """From whom, to whom, by which way and with what a letter will leave, for who looks at it before."""
    several = [(_("Kopieën"), _("Ieder krijgt een eigen brief en ziet niet wie hem nog meer krijgt."))] if len(draft.to) > 1 else []
    who = _reader_said(desk, draft.reader)
    read = [(_("Eerst nagelezen door"), who)] if who else []
    if draft.unread:
        read = [
            (_("Eerst nagelezen door"), words.filled(_("niemand: alleen u kunt dat als {role}"), role=_reader_said(desk, draft.unread)))
        ]
    return [(_("Aan"), words.join_words(list(draft.to))), *several, *_facts(draft.channel, draft.around, files), *read]


def letter_facts(desk: Desk, letter: "Letter", files: Sequence[str]) -> list[tuple[str, str]]:
    """The same of a letter that was written."""
    to = " ".join(part for part in (letter.name, _address(letter.address) if letter.channel == "mail" else "") if part)
    who = _reader_said(desk, letter.reader)
    read = [(_("Tweede lezer"), who)] if who else []
    written = [(_("Geschreven door"), letter.writer.name)] if letter.writer and letter.reader else []
    return [(_("Aan"), to), *_facts(letter.channel, envelope_of_letter(letter), files), *written, *read]


def _facts(channel: str, around: Envelope, files: Sequence[str]) -> list[tuple[str, str]]:
    found = [(_("Weg"), words.value_word("channel", channel))]
    if channel == "mail":
        found += [(_("Van"), f"{around.sender_name} <{around.sender}>")]
        found += [(_("Antwoord naar"), around.reply_to)] if around.reply_to else []
    return [*found, *([(_("Bijlagen"), words.join_words(list(files)))] if files else [])]


def _reader_said(desk: Desk, role: str) -> str:
    """Who reads a letter first, in words."""
    return "" if not role else _("een collega") if role == STAFF else function_of(desk.matter.procedure, role)


def _reached(desk: Desk, one: Addressee, channel: str) -> str:
    known = desk.sight.whole or (one.party is not None and desk.sight.sees_contact(one.party.ref))
    return one.at(channel) if known else ""


def _address(address: str) -> str:
    return f"<{address}>" if "@" in address else address.replace("\n", ", ")
