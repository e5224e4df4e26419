"""Mailboxes that are not read as they should be, in words: which, since when, what was missed and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from wederhoor.actions.mailboxes import Trouble
from wederhoor.web.days import moment_said

_SECRET: Final = gettext_noop("Het wachtwoord of de sleutel van dit postvak is niet te lezen. Vraag de beheerder die na te kijken.")
_CERTIFICATE: Final = gettext_noop("Het certificaat van de mailserver klopt niet. Vraag de beheerder dat na te kijken.")
_AWAY: Final = gettext_noop("De mailserver is niet te bereiken. Het wordt steeds opnieuw geprobeerd. Duurt het lang? Vraag de beheerder.")
_NOT_KEPT: Final = gettext_noop("De berichten konden hier niet worden bewaard. Vraag de beheerder of de schijf vol is.")
_SILENT: Final = gettext_noop(
    "Niemand leest dit postvak nog: het programma dat de post ophaalt, werkt niet. Vraag de beheerder het te starten."
)
_ELSE: Final = gettext_noop("Het lezen brak af. Het wordt steeds opnieuw geprobeerd. Blijft dit staan? Vraag de beheerder.")
#: By the name of what went wrong, as the cursor keeps it.
_CAUSES: Final[Mapping[str, str]] = {
    "MailboxLoginError": gettext_noop("De mailserver weigert het wachtwoord of de sleutel. Vraag de beheerder een nieuwe in te stellen."),
    "MailboxFolderSelectError": gettext_noop("De map van dit postvak bestaat niet op de mailserver. Vraag de beheerder dat na te kijken."),
    "FileNotFoundError": _SECRET,
    "PermissionError": _SECRET,
    "CalledProcessError": _SECRET,
    "TimeoutExpired": _SECRET,
    "SSLCertVerificationError": _CERTIFICATE,
    "SSLError": _CERTIFICATE,
    "gaierror": _AWAY,
    "ConnectionRefusedError": _AWAY,
    "ConnectionResetError": _AWAY,
    "TimeoutError": _AWAY,
    "OSError": _AWAY,
    "abort": _AWAY,
    "NotKept": _NOT_KEPT,
    "OperationalError": _NOT_KEPT,
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A mailbox that is not read well: its address or name, since when, what is missed, and why with what to do."""

    name: str
    since: str
    missed: str
    why: str


def unread(troubles: Iterable[Trouble], addresses: Mapping[str, str], *, now: datetime) -> list[Unread]:
    """The same as a page shows it. `addresses`: those of the mailboxes by name."""
    return [_unread(one, str(addresses.get(one.mailbox) or one.mailbox), now) for one in troubles]


def _unread(one: Trouble, name: str, now: datetime) -> Unread:
    missed = ngettext(
        "{n} bericht kon nog niet worden opgehaald. Het staat nog op de mailserver en wordt steeds opnieuw geprobeerd.",
        "{n} berichten konden nog niet worden opgehaald. Zij staan nog op de mailserver en worden steeds opnieuw geprobeerd.",
        one.missed,
    )
    why = _(_CAUSES.get(one.fault, _ELSE)) if one.fault else "" if one.missed else _(_SILENT)
    return Unread(name, _since(one, now), missed.format(n=one.missed) if one.missed else "", why)


def _since(one: Trouble, now: datetime) -> str:
    if one.read_at is None:
        return _("Nog nooit helemaal gelezen.")
    read = moment_said(localtime(one.read_at), localtime(now).date())
    return _("Voor het laatst helemaal gelezen: {when}.").format(when=read)
