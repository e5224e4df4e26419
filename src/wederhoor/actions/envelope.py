"""What stands around a letter that leaves as mail: from whom, where answers go, and what it answers."""

import re
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from wederhoor.actions.addresses import PRIVACY
from wederhoor.actions.belonging import token_of
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Act
from wederhoor.organisations.models import Organisation

#: Stands in the answer address of a letter that has no token yet.
UNWRITTEN: Final = "kenmerk"
#: What may stand in a header of ours of an identifier that a stranger made up.
_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]{1,200}>", re.ASCII)
#: How many letters of ours are named before the one that is answered.
_MOST_REFERENCES: Final = 5


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom: an address of the domain that sends, so that its signature holds. `reply_to`: a mailbox with the letter's token, or ""."""

    sender_name: str
    sender: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What a letter answers: the message itself, and with it our letters to the same person before."""

    answers: str = ""
    references: tuple[str, ...] = ()


def envelope_of(organisation: Organisation, token: str) -> Envelope:
    """The envelope of a letter with this token; without one, of a letter that takes no answer."""
    local, _, host = _mailbox(organisation).rpartition("@")
    return Envelope(organisation.name, settings.DEFAULT_FROM_EMAIL, f"{local}+{token}@{host}" if local and token else "")


def envelope_of_letter(letter: Letter) -> Envelope:
    """The envelope of a letter; a reminder to staff takes no answer."""
    return envelope_of(letter.organisation, token_of(letter.pk) if letter.matter_id is not None else "")


def thread_of(letter: Letter) -> Thread:
    """The last mail of its addressee in this dossier, and our letters to him since: how his mail program keeps them together."""
    if letter.matter_id is None or letter.seq is None:
        return Thread()
    came = Message.objects.filter(dossier=letter.dossier_id, direction="in", channel="mail", received_at__lt=letter.created_at)
    came = came.filter(sender__icontains=letter.address, message_id__isnull=False) if letter.address else came.none()
    answered = came.order_by("-received_at").values_list("message_id", flat=True).first() or ""
    ours = Letter.objects.filter(dossier=letter.dossier_id, party=letter.party, state="sent", channel="mail", pk__lt=letter.pk)
    before = list(ours.order_by("-pk").values_list("message_id", flat=True)[:_MOST_REFERENCES])[::-1]
    named = [name for name in (*before, answered) if name and _MESSAGE_ID.fullmatch(name)]
    return Thread(answered if answered in named else "", tuple(dict.fromkeys(named)))


def is_automatic(letter: Letter) -> bool:
    """Whether nobody wrote it: a reminder, the letter of an act of the system's own, an acknowledgement as the template has it."""
    if letter.seq is None or letter.matter_id is None:
        return True
    by_system = Act.objects.filter(matter_id=letter.matter_id, seq=letter.seq, by="system").exists()
    return by_system or (letter.act == "acknowledge" and not letter.edited and not letter.reader)


def _mailbox(organisation: Organisation) -> str:
    boxes = {key: address for key, address in organisation.settings.get("mailboxes", {}).items() if key != PRIVACY.key}
    return str(boxes.get("klachten") or next(iter(boxes.values()), "") or settings.DEFAULT_FROM_EMAIL)
