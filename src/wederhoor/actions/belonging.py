"""To which dossier a mail belongs: by a token or a message of ours, and only if its sender is a party there."""

import base64
import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.conf import settings
from django.db.models import Q

from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, Matter, Party
from wederhoor.organisations.models import Organisation

_PLACE: Final = 5
_MAC: Final = 15
_LETTERS: Final = 32


@dataclass(frozen=True, slots=True)
class Belonging:
    """The dossier that a mail belongs to, or why a person has to say so; both empty for a mail that answers nothing of ours."""

    dossier: Dossier | None = None
    doubt: str = ""


def token_of(letter: int) -> str:
    """The token in the answer address of a letter: its key with 120 bits that only this installation can make. Nothing is stored."""
    place = letter.to_bytes(_PLACE, "big")
    return base64.b32encode(place + _mac(place)).decode().lower()


def letter_of(token: str) -> int | None:
    """The key of the letter that a token is of; None for a token that we did not make."""
    if len(token) != _LETTERS:
        return None
    try:
        whole = base64.b32decode(token.upper())
    except ValueError:
        return None
    place, mac = whole[:_PLACE], whole[_PLACE:]
    return int.from_bytes(place, "big") if hmac.compare_digest(mac, _mac(place)) else None


def belongs_to(organisation: Organisation, *, sender: str, tokens: Sequence[str], references: Sequence[str]) -> Belonging:
    """The dossier of the letter of ours that is answered. Letters of two matters, or a sender who is no party, are a person's to judge."""
    answered = _answered(organisation, tokens, references) if tokens or references else []
    if not answered:
        return Belonging()
    if len({letter.matter_id for letter in answered}) > 1:
        return Belonging(doubt="Deze mail wijst naar meer dan één dossier.")
    dossier = answered[0].dossier
    if dossier is None:
        return Belonging()
    known = reduce(or_, (Q(email__iexact=form) for form in _forms(sender)))
    if not sender or not Party.objects.filter(known, matter_id=dossier.matter_id).exists():
        return Belonging(doubt=f"Dit antwoordt op een brief in dossier {dossier.number}, maar de afzender is daar niet bekend.")
    return Belonging(dossier)


def _forms(address: str) -> Iterator[str]:
    """An address as it may be written: a domain with accents has a name in ASCII too, by which our letters go and answers come."""
    yield address
    local, at, domain = address.rpartition("@")
    try:
        other = domain.encode("ascii").decode("idna") if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return
    if other != domain:
        yield f"{local}{at}{other}"


def is_destroyed(dossier: Dossier) -> bool:
    """Whether nobody may be found in it any more. Holds its matter: one that is being destroyed just now waits, or was destroyed first."""
    Matter.objects.select_for_update().get(pk=dossier.matter_id)
    return Dossier.objects.filter(pk=dossier.pk, stage="destroyed").exists()


def _answered(organisation: Organisation, tokens: Sequence[str], references: Sequence[str]) -> list[Letter]:
    """Our letters that it answers, the nearest first; reminders to staff belong to no matter and are not answered."""
    letters = Letter.objects.filter(organisation=organisation, matter__isnull=False, dossier__isnull=False).select_related("dossier")
    keys = [key for token in tokens if (key := letter_of(token)) is not None]
    if keys:
        return list(letters.filter(pk__in=keys).order_by("-pk"))
    found = {letter.message_id: letter for letter in letters.filter(message_id__in=references)} if references else {}
    return [found[reference] for reference in references if reference in found]


def _mac(place: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"answer:" + place, hashlib.sha256).digest()[:_MAC]
