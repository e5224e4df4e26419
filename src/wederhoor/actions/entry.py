"""Signing in by a mailed link: for whoever has a part in one dossier, and no log-in here.

A link is made when its letter leaves, so that no store ever holds it: of a link only its digest is kept. It opens once, until it
expires; whoever needs another asks for it. What one then sees is asked of the access query, as for everyone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.links import digest_of, new_token, standing, use
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.step import Step
from wederhoor.core.clockwork import day_of
from wederhoor.core.log import SYSTEM, Entry
from wederhoor.core.permit import label
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier as Replayed
from wederhoor.core.state import Occurrence, Record
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, EntryLink, Party, Reader
from wederhoor.dossiers.statements import insert
from wederhoor.web.speaking import speaking
from wederhoor.web.words import day_in_words, join_words, moment_in_words, spoken, told

#: Where the letter of a link has the link itself, and until when it opens: filled in when it leaves.
LINK, UNTIL = "{link}", "{until}"
#: Acts that put something before someone each time that they name him; others only when they give him his part.
_PUTS_BEFORE: Final = frozenset({"assign", "appoint", "consult", "inform_concerned", "disclose"})
_GIVES_PART: Final = frozenset({"talk", "mediate"})
#: What each of these acts asks of whom it names.
_ASKS: Final[Mapping[str, str]] = {
    "consult": gettext_noop("Wij vragen u om advies."),
    "assign": gettext_noop("Wij vragen u deze zaak te behandelen."),
    "appoint": gettext_noop("Wij vragen u in deze zaak te oordelen."),
    "mediate": gettext_noop("Wij vragen u te bemiddelen."),
    "inform_concerned": gettext_noop("Wij willen u iets vertellen over een klacht."),
}
_LOOK: Final = gettext_noop("Bekijk wat wij u voorleggen.")
#: Whoever complains follows it by his code.
_BY_CODE: Final = frozenset({"complainant", "customer"})


# Inviting ------------------------------------------------------------------------------------------------------------------


def invite(shelf: Shelf, step: Step, *, now: datetime) -> None:
    """A letter with a link to everyone from outside before whom this act puts something; part of the act's own transaction.

    Nobody knows yet in which language they read: it is in that of the installation, not in that of whoever took the act.
    """
    refs = list(_invited(shelf, step))
    if not refs:
        return
    dossier, row = step.matter.dossiers[step.entry.dossier], shelf.dossiers[step.entry.dossier]
    reading = set(Reader.objects.filter(dossier=row, party__in=refs).values_list("party", flat=True))
    with speaking():
        letters = [_letter(shelf, row, dossier, shelf.parties[ref], now) for ref in refs if ref in reading]
    for letter in letters:
        insert(Letter, [letter])


def invite_again(email: str, *, now: datetime) -> int:
    """A new link for every dossier in which this address has a part from outside, in the language of the page where it was asked.

    Returns how many letters that makes.
    """
    letters = [letter for party in _from_outside().filter(email__iexact=email) for letter in _anew(party, now)]
    for letter in letters:
        insert(Letter, [letter])
    return len(letters)


def _invited(shelf: Shelf, step: Step) -> Iterator[str]:
    entry, dossier = step.entry, step.matter.dossiers[step.entry.dossier]
    rule = dossier.plan.rules.get(entry.act)
    gives = entry.act in _GIVES_PART or bool(rule and rule.gives_part)
    if entry.by == SYSTEM or not (gives or entry.act in _PUTS_BEFORE):
        return
    held = {ref for one in dossier.line() for part, refs in one.holders.items() if part not in _BY_CODE for ref in refs}
    for ref in dict.fromkeys((*refs_of(entry.data.values()), *dossier.holders.get(str(entry.data.get("party")), ()))):
        party = shelf.parties.get(ref)
        if party is None or party.member_id is not None or not party.email or ref not in held or ref == entry.person:
            continue
        if entry.act in _PUTS_BEFORE or not _known(shelf.entries[:-1], ref):
            yield ref


def _known(entries: Iterable[Entry], ref: str) -> bool:
    return any(entry.person == ref or ref in refs_of(entry.data.values()) for entry in entries)


def refs_of(values: Iterable[object]) -> Iterator[str]:
    """Every reference to a person among the data of an act."""
    for value in values:
        if isinstance(value, str) and value.startswith("p-"):
            yield value
        elif isinstance(value, tuple | list):
            yield from refs_of(value)
        elif isinstance(value, Mapping):
            yield from refs_of(value.values())


def _anew(party: Party, now: datetime) -> Iterator[Letter]:
    shelf = take([party.matter_id])[0]
    matter = shelf.replayed(now)
    reading = Reader.objects.filter(dossier__matter=party.matter_id, party=party.ref).values_list("dossier__name", flat=True)
    for name in sorted(reading)[-1:]:  # one link opens all that he has in this matter
        yield _letter(shelf, shelf.dossiers[name], matter.dossiers[name], party, now)


def _from_outside() -> QuerySet[Party]:
    return Party.objects.filter(member__isnull=True).exclude(email="").order_by("pk")


# Its letter ----------------------------------------------------------------------------------------------------------------


def _letter(shelf: Shelf, row: Dossier, dossier: Replayed, party: Party, now: datetime) -> Letter:
    """It belongs to no act, as a reminder does not; nothing about persons stands in its subject."""
    return mail_of_no_act(
        row,
        party=party.ref,
        name=party.name or party.organisation_name,
        address=party.email,
        subject=_("{organisation} vraagt iets van u ({number})").format(organisation=shelf.row.organisation.name, number=row.number),
        body=_body(shelf, row, dossier, party),
        day=shelf.calendar.local_day(now),
        now=now,
    )


def _body(shelf: Shelf, row: Dossier, dossier: Replayed, party: Party) -> str:
    parts = {part for one in dossier.line() for part, refs in one.holders.items() if party.ref in refs}
    roles = [role for role in shelf.procedure.roles if role.part in parts]
    owed = [item for item in dossier.occurrences if item.pending and item.duty.holder in {role.id for role in roles}]
    naming = _naming(dossier, party.ref)
    asker = _function(shelf.procedure, naming.by)
    what = [_asked(shelf, item) for item in owed] or [_(_ASKS.get(naming.act, _LOOK))]
    named, organisation = join_words([spoken(role.name).lower() for role in roles]), shelf.row.organisation.name
    put = _("{organisation} ({function}) legt u iets voor in dossier {number}.")
    again = _("Werkt de link niet meer? Vraag een nieuwe aan: {address}").format(address=f"{settings.BASE_URL}/bij/nieuwe-link/")
    return "\n".join(
        [
            _("Beste {name},").format(name=party.name or party.organisation_name),
            "",
            put.format(organisation=organisation, function=asker, number=row.number),
            _("Uw rol daarin: {role}.").format(role=named),
            "",
            *what,
            "",
            _("Met deze link meldt u zich aan. De link werkt één keer, tot {until}:").format(until=UNTIL),
            LINK,
            "",
            again,
            "",
            _("Met vriendelijke groet,"),
            organisation,
            "",
        ]
    )


def _asked(shelf: Shelf, item: Occurrence) -> str:
    duty = told(label(item))
    if item.due is None:
        asked = _("Wij vragen u: {duty}").format(duty=duty)
    else:
        day = day_in_words(day_of(item.due, shelf.calendar), year=True)
        asked = _("Wij vragen u: {duty}, uiterlijk {day}").format(duty=duty, day=day)
    clause = _("artikel {article}").format(article=item.duty.clause[0]) if item.duty.clause else ""
    return f"{asked} ({clause})." if clause else f"{asked}."


def _naming(dossier: Replayed, ref: str) -> Record:
    """The last act that named him, else the last act."""
    records = [record for record in reversed(dossier.records) if record.by != SYSTEM]
    return next((record for record in records if ref in refs_of(record.data.values())), records[0])


def _function(procedure: Procedure, by: str) -> str:
    return next((spoken(role.name).lower() for role in procedure.roles if role.id == by), by)


# The link ------------------------------------------------------------------------------------------------------------------


def with_link(letter: Letter, *, now: datetime) -> str:
    """The body of a letter that leaves now, with a new link where it has the place for one."""
    if letter.seq is not None or not letter.party or letter.dossier is None or LINK not in letter.body:
        return letter.body
    party = Party.objects.filter(matter_id=letter.dossier.matter_id, ref=letter.party).first()
    if party is None:
        return letter.body
    token = new_token()
    until = now + timedelta(days=settings.ENTRY_LINK_DAYS)
    insert(EntryLink, [EntryLink(party=party, digest=digest_of(token), made_at=now, expires_at=until, used_at=None)])
    with speaking(letter.language):
        said = moment_in_words(localtime(until), year=True)
    return letter.body.replace(LINK, f"{settings.BASE_URL}/bij/link/{token}/", 1).replace(UNTIL, said, 1)


def opens(token: str, *, now: datetime) -> bool:
    """Whether this link would open something now. Its digest is looked up, so how long that takes tells nothing of any link."""
    return standing(_links(), token, now).exists()


def enter(token: str, *, now: datetime) -> Party | None:
    """Uses the link: whoever it is of, once. Of two at the same moment one gets in."""
    found = use(_links().select_related("party"), token, now)
    return found.party if found else None


def parties_of(keys: Collection[int]) -> list[Party]:
    """The parties from outside with these keys, each with his matter; who has come to work here, or was destroyed, is none of them."""
    found = Party.objects.filter(pk__in=keys, member__isnull=True).select_related("matter__organisation") if keys else ()
    return sorted(found, key=lambda party: party.pk)


def _links() -> QuerySet[EntryLink]:
    return EntryLink.objects.filter(party__member__isnull=True)
