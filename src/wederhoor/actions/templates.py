"""An organisation's own words for the letters of its regulation, and which of them a second reader reads first.

What is saved is a row of its own, so that it stays known who changed what and when. The settings of the organisation hold a stamp
that is new at each saving: by it the one door knows, without asking the store, whether what it read before still holds.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from json import dumps
from typing import Final

from django.db import transaction

from wederhoor.core.fault import Fault
from wederhoor.core.own_letter import own_letter_faults
from wederhoor.core.phrase import say
from wederhoor.core.procedure import STAFF, Procedure
from wederhoor.core.provision import Letter
from wederhoor.core.wording import Words
from wederhoor.core.words import Language
from wederhoor.correspondence.models import LetterTemplate, SecondReader
from wederhoor.organisations.models import Member, MemberRole, Organisation

#: Under this name the settings of an organisation hold the stamp of its letters.
STAMP: Final = "letters"
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class OwnLetters:
    """What an organisation has: words by regulation, letter and language; which role reads first by regulation, act, instance."""

    words: Mapping[tuple[str, str, str], tuple[str, str]]
    readers: Mapping[tuple[str, str, str], str]

    def reader(self, procedure: Procedure, act: str, instance: str) -> str:
        """The role that reads the letters of this act first; "" for nobody."""
        return self.readers.get((procedure.id, act, instance), "")

    def worded(self, procedure: Procedure, letter: Letter, language: Language) -> tuple[Letter, Language]:
        """The letter in the words that hold, and their language: the own ones, else those of the regulation, else of its own language."""
        for wanted in dict.fromkeys((language, _language(procedure.language))):
            own = self.words.get((procedure.id, key_of(letter), wanted)) if self.words else None
            if own is not None:
                return letter.model_copy(update={"subject": own[0], "body": own[1]}), wanted
            if wanted in languages_of(procedure, letter):
                return letter, wanted
        return letter, language


_NOTHING: Final = OwnLetters({}, {})


def own_letters(organisation: Organisation) -> OwnLetters:
    """The own letters and second readers of an organisation: no query once they were read in this process."""
    stamp = organisation.settings.get(STAMP)
    return _held(organisation.pk, str(stamp)) if stamp else _NOTHING


@lru_cache(maxsize=256)
def _held(organisation: int, stamp: str) -> OwnLetters:
    del stamp  # a new one, and the store is read anew
    templates = LetterTemplate.objects.filter(organisation=organisation).order_by("pk")
    words = {(row.procedure, row.key, row.language): (row.subject, row.body) for row in templates}
    roles = SecondReader.objects.filter(organisation=organisation).order_by("pk")
    readers = {(row.procedure, row.act, row.instance): row.role for row in roles}
    return OwnLetters({name: said for name, said in words.items() if said[1]}, {name: role for name, role in readers.items() if role})


def key_of(letter: Letter) -> str:
    """Which letter of a regulation this is: by its act, its condition and what it states. Where those change it is another letter."""
    when = letter.when.model_dump(mode="json") if letter.when else None
    return sha256(dumps([letter.act, letter.instance, when, letter.states], sort_keys=True).encode()).hexdigest()[:16]


def languages_of(procedure: Procedure, letter: Letter) -> tuple[str, ...]:
    """The languages in which the regulation itself words this letter."""
    return tuple(letter.body) if isinstance(letter.body, dict) else (procedure.language,)


def _language(code: str) -> Language:
    return "en" if code == "en" else "nl"


def versions_of(organisation: Organisation, procedure: Procedure, letter: Letter, language: Language) -> list[LetterTemplate]:
    """Every saving of the own words of a letter, the newest first."""
    rows = LetterTemplate.objects.filter(organisation=organisation, procedure=procedure.id, key=key_of(letter), language=language)
    return list(rows.select_related("saved_by").order_by("-pk"))


def reader_changes(organisation: Organisation, procedure: Procedure, letter: Letter) -> list[SecondReader]:
    """Every change of who reads the letters of this act, the newest first."""
    rows = SecondReader.objects.filter(organisation=organisation, procedure=procedure.id, act=letter.act, instance=letter.instance)
    return list(rows.select_related("saved_by").order_by("-pk"))


# Saving --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Saving:
    """Own words for a letter as someone saves them; empty: back to the regulation's. `seen`: the version that he had before him, or 0."""

    procedure: Procedure
    letter: Letter
    language: Language
    subject: str
    body: str
    seen: int


def save_template(organisation: Organisation, saving: Saving, *, by: Member, now: datetime) -> tuple[Fault, ...]:
    """Saves own words for a letter; returns what is wrong with them, and then nothing was saved. The same words again are no version."""
    subject, body = " ".join(saving.subject.split()), saving.body.replace("\r\n", "\n").strip()
    faults = own_letter_faults(saving.procedure, saving.letter, subject, body) if subject or body else ()
    if faults:
        return faults
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        newest = next(iter(versions_of(locked, saving.procedure, saving.letter, saving.language)), None)
        if (newest.pk if newest else 0) != saving.seen:
            return (Fault(None, "", say("Een collega veranderde deze brief terwijl u ermee bezig was. Uw tekst staat er nog.")),)
        if ((newest.subject, newest.body) if newest else ("", "")) != (subject, body):
            LetterTemplate.objects.create(
                organisation=locked,
                procedure=saving.procedure.id,
                act=saving.letter.act,
                instance=saving.letter.instance,
                key=key_of(saving.letter),
                language=saving.language,
                subject=subject[:300],
                body=body,
                saved_by=by,
                saved_at=now,
            )
            _renew(locked, organisation)
    return ()


def set_reader(organisation: Organisation, procedure: Procedure, letter: Letter, *, role: str, by: Member, now: datetime) -> bool:
    """Which role reads the letters of this act first, from now on; False for a role that cannot. What already waits, waits on."""
    if role and role not in reading_roles(procedure):
        return False
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        newest = next(iter(reader_changes(locked, procedure, letter)), None)
        if (newest.role if newest else "") != role:
            SecondReader.objects.create(
                organisation=locked,
                procedure=procedure.id,
                act=letter.act,
                instance=letter.instance,
                role=role,
                saved_by=by,
                saved_at=now,
            )
            _renew(locked, organisation)
    return True


def reading_roles(procedure: Procedure) -> dict[str, Words]:
    """The roles that can read a letter first, by id: functions of the organisation; anyone who works there stands first."""
    return {STAFF: "", **{role.id: role.name for role in procedure.roles if not role.part}}


def has_reader(organisation: Organisation, role: str, *, beside: Member | None) -> bool:
    """Whether someone works there who can read a letter first in this role, beside its writer."""
    others = MemberRole.objects.filter(member__organisation=organisation, member__active=True)
    if role != STAFF:
        others = others.filter(role=role)
    return (others.exclude(member=beside) if beside else others).exists()


def _renew(locked: Organisation, held: Organisation) -> None:
    locked.settings = held.settings = {**locked.settings, STAMP: secrets.token_hex(8)}
    Organisation.objects.filter(pk=locked.pk).update(settings=locked.settings)
