"""What a message of the inbox is, why it is there, and what became of it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wederhoor.actions.inbox import Tally
from wederhoor.actions.incoming import OBJECTION_FOR
from wederhoor.actions.releasing import ENCRYPTED, MACRO, PROGRAM, TOO_LARGE, UNSCANNABLE, UNSCANNED, VIRUS, is_held
from wederhoor.actions.returned import MAYBE_RETURNED, RETURNED
from wederhoor.actions.settling import PUT_BACK, REASONS, TAKEN_OUT, Settled
from wederhoor.web import words
from wederhoor.web.days import moment_said

if TYPE_CHECKING:
    from datetime import datetime

    from wederhoor.correspondence.models import Attachment, Message


def reasons() -> Mapping[str, str]:
    """Why one sets a message aside, by code, in the order in which one chooses."""
    said = (
        _("reclame of ongewenste post"),
        _("niet voor ons"),
        _("dubbel: dit hebben wij al"),
        _("een proef"),
        _("iets anders"),
    )
    return dict(zip(REASONS, said, strict=True))


def subject_of(message: "Message") -> str:
    """Its subject, or that it has none; from the page of whoever complains it never has one."""
    if message.channel == "portal":
        return _("Bericht van de eigen pagina van de klager")
    return message.subject or (_("Onleesbaar bericht") if message.state == "unreadable" else _("Zonder onderwerp"))


def reason_of(message: "Message") -> str:
    """Why it waits, or why it was set aside."""
    code, _between, said = message.reason.partition(": ")
    if message.state == "set_aside":
        named = reasons().get(code, "")
        return ": ".join(part for part in (named.capitalize(), said) if part) if named else message.reason
    if code == PUT_BACK:
        return _("Was terzijde gelegd en is teruggezet.")
    if code == TAKEN_OUT:
        return _("Lag in dossier {number} en is daar uitgehaald.").format(number=said)
    if message.state == "new":
        return _("Wordt nog verwerkt.")
    told = {
        RETURNED: _("Een brief kwam onbestelbaar terug: dossier {number}."),
        MAYBE_RETURNED: _("Een mail aan dit adres kwam onbestelbaar terug, misschien een brief uit dossier {number}. Kijk of dat zo is."),
        OBJECTION_FOR: _("Dit is misschien een bezwaar in dossier {number}. Leg het dan vast."),
    }
    return told[code].format(number=said) if code in told else words.kept(message.reason)


@dataclass(frozen=True, slots=True)
class InMail:
    """A file of a message: `held` says why it is not given out, "" where it is; `released` who gave it free; `may`: whether one may."""

    pk: int
    name: str
    size: int
    held: str = ""
    may: bool = False
    released: str = ""


def files_in(message: "Message") -> list[InMail]:
    """The files of a message as they are shown."""
    return [_file(one) for one in message.attachments.all()]


def _file(one: "Attachment") -> InMail:
    said = {
        VIRUS: _("Hierin is een virus gevonden. Dit bestand is niet te openen."),
        PROGRAM: _("Dit is een programma, of er zit een programma in."),
        MACRO: _("In dit document zitten macro's: stukjes programma."),
        ENCRYPTED: _("Dit archief zit op slot of is kapot. Wij kunnen er niet in kijken."),
        TOO_LARGE: _("Dit bestand is te groot om op virussen te controleren."),
        UNSCANNABLE: _("Dit bestand kon niet op virussen worden gecontroleerd."),
        UNSCANNED: _("Dit bestand is nog niet op virussen gecontroleerd. Dat gebeurt vanzelf."),
    }
    if is_held(one):
        return InMail(one.pk, one.name, one.size, said.get(one.held, one.held), one.held != VIRUS)
    return InMail(one.pk, one.name, one.size, released=one.released_by.name if one.released_by else "")


def sum_of(tally: Tally) -> str:
    """The sum of everything that came in, as a sentence: the parts add up to the whole."""
    whole = ngettext("Er kwam {n} bericht binnen", "Er kwamen {n} berichten binnen", tally.came_in).format(n=tally.came_in)
    parts = (
        ngettext("{n} werd een dossier", "{n} werden een dossier", tally.dossiers).format(n=tally.dossiers),
        ngettext("{n} is bij een dossier gevoegd", "{n} zijn bij een dossier gevoegd", tally.joined).format(n=tally.joined),
        ngettext("{n} wacht", "{n} wachten", tally.waiting).format(n=tally.waiting),
        ngettext("{n} is terzijde gelegd", "{n} zijn terzijde gelegd", tally.set_aside).format(n=tally.set_aside),
    )
    return _("{whole}: {parts}.").format(whole=whole, parts=words.join_words(list(parts)))


def settled_said(settled: Settled, now: "datetime") -> str:
    """What someone else made of a message while one had it before one."""
    became = {
        "dossier": _("Dit bericht is al een dossier geworden: {number}."),
        "joined": _("Dit bericht is al gevoegd bij dossier {number}."),
        "set_aside": _("Dit bericht is al terzijde gelegd."),
        "cleared": _("Dit bericht lag terzijde en is opgeruimd."),
    }
    said = became.get(settled.state, _("Dit bericht wacht weer in het postvak.")).format(number=settled.number)
    if not settled.by or settled.at is None:
        return said
    when = moment_said(localtime(settled.at), localtime(now).date(), short=True)
    return " ".join((said, _("Dat deed {who}, {when}.").format(who=settled.by, when=when)))
