"""Staff read the regulation and say so (KLI-02): who is asked which version, by mail, and who confirmed it when.

What is asked is the version of each regulation that is in force, and those that were published for a later day. A new colleague is asked
as soon as he works here, a new version of everyone; each is asked once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.statements import insert
from wederhoor.organisations.models import Member, Organisation, ProcedureVersion, Reading
from wederhoor.organisations.regulations import held_each, load_procedure
from wederhoor.web.speaking import speaking
from wederhoor.web.words import day_in_words, spoken


@dataclass(frozen=True, slots=True)
class Reader:
    """A colleague, with what is known of each version, by its key."""

    member: Member
    readings: dict[int, Reading]


def versions_to_read(organisation: Organisation, today: date) -> list[ProcedureVersion]:
    """What staff should have read: of each regulation the version in force, and those that come into force later. One query."""
    return _to_read(organisation.procedures.defer("text").order_by("procedure", "version"), today)


def _to_read(rows: Iterable[ProcedureVersion], today: date) -> list[ProcedureVersion]:
    kept = list(rows)
    held = {row.pk for row in held_each(kept, today)}
    return [row for row in kept if row.pk in held or row.in_force_from > today]


def confirm(member: Member, version: ProcedureVersion, now: datetime) -> None:
    """He says that he read this version; saying so again changes nothing."""
    with transaction.atomic():
        reading, _made = Reading.objects.get_or_create(member=member, version=version)
        Reading.objects.filter(pk=reading.pk, confirmed_at__isnull=True).update(confirmed_at=now)


def confirmed_by(member: Member, versions: Iterable[ProcedureVersion]) -> dict[int, datetime]:
    """When he confirmed each of these versions, by their keys: one query."""
    rows = Reading.objects.filter(member=member, version__in=[row.pk for row in versions], confirmed_at__isnull=False)
    return {version: at for version, at in rows.values_list("version", "confirmed_at") if at}


def readers(organisation: Organisation, versions: Sequence[ProcedureVersion]) -> list[Reader]:
    """Everyone who works here, by name, with what he read of these versions: two queries."""
    found: dict[int, dict[int, Reading]] = {}
    for reading in Reading.objects.filter(version__in=[row.pk for row in versions]):
        found.setdefault(reading.member_id, {})[reading.version_id] = reading
    return [Reader(member, found.get(member.pk, {})) for member in organisation.members.filter(active=True).order_by("name", "pk")]


# Asking --------------------------------------------------------------------------------------------------------------------


def ask_to_read(now: datetime) -> int:
    """Mails every colleague who was not asked yet for what he should read; returns how many mails that are.

    Run twice, the second finds nothing.
    """
    today = localtime(now).date()
    rows = ProcedureVersion.objects.defer("text").select_related("organisation").order_by("organisation", "procedure", "version")
    by_organisation: dict[int, list[ProcedureVersion]] = {}
    for row in rows:
        by_organisation.setdefault(row.organisation_id, []).append(row)
    return sum(_ask(version, now, today) for kept in by_organisation.values() for version in _to_read(kept, today))


def _ask(version: ProcedureVersion, now: datetime, today: date) -> int:
    """Asks for one version. What two sweeps ask at once is asked by the one that wrote it down first."""
    waiting = Member.objects.filter(organisation=version.organisation_id, active=True).exclude(email="")
    waiting = waiting.exclude(readings__in=Reading.objects.filter(version=version))
    asked = 0
    for member in waiting.order_by("pk"):
        with transaction.atomic():
            _reading, fresh = Reading.objects.get_or_create(member=member, version=version, defaults={"asked_at": now})
            if fresh:
                insert(Letter, [_mail(member, version, now, today)])
                asked += 1
    return asked


def _mail(member: Member, version: ProcedureVersion, now: datetime, today: date) -> Letter:
    """The mail that asks him, in his language."""
    where = f"{settings.BASE_URL}/bureau/hulp/protocol/?regeling={version.procedure}&versie={version.version}"
    with speaking(member.language):
        day = day_in_words(version.in_force_from, year=True, weekday=False)
        known = {"title": spoken(load_procedure(version).title), "version": str(version.version), "day": day}
        ahead, holds = _("Deze versie geldt vanaf {day}."), _("Deze versie geldt sinds {day}.")
        since = ahead if version.in_force_from > today else holds
        asked = _("Wilt u {title} lezen, versie {version}?")
        then = _("Geef daarna op dezelfde pagina aan dat u die gelezen hebt.")
        said = f"{asked} {since}".format(**known)
        return mail_of_no_act(
            version.organisation,
            name=member.name,
            address=member.email,
            subject=_("Lezen en bevestigen: {title}, versie {version}").format(**known),
            body=f"{_('Beste {name},').format(name=member.name)}\n\n{said}\n{then}\n\n{where}\n",
            day=today,
            now=now,
        )
