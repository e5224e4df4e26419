"""The people of an organisation: who works there, who is away and who stands in, and who leaves. A refusal is its reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wederhoor.actions.policy import leads
from wederhoor.core.procedure import Procedure
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Absence, Member, Organisation

#: Stages of dossiers that nobody works on any more.
DONE: Final = ("closed", "destroyed")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who works here, with his functions, his absences that are not over, the first on top, and how much he handles."""

    member: Member
    functions: tuple[str, ...]
    absences: tuple[Absence, ...]
    handles: int

    def away_on(self, day: date) -> Absence | None:
        """The absence that holds on a day."""
        return next((one for one in self.absences if one.since <= day and (one.until is None or one.until >= day)), None)


def team_of(organisation: Organisation, day: date) -> list[Colleague]:
    """Everyone who works here, by name, as it is on a day (local): three queries."""
    ahead = Absence.objects.filter(Q(until__isnull=True) | Q(until__gte=day)).select_related("stand_in").order_by("since", "pk")
    handles = Count("dossiers", filter=~Q(dossiers__stage__in=DONE))
    rows = Member.objects.filter(organisation=organisation, active=True).annotate(handles=handles).order_by("name", "pk")
    found = rows.prefetch_related("roles", Prefetch("absences", queryset=ahead))
    return [Colleague(row, tuple(sorted(role.role for role in row.roles.all())), tuple(row.absences.all()), row.handles) for row in found]


def report_absence(member: Member, *, since: date, until: date | None, stand_in: Member | None, today: date) -> Absence | str:
    """Writes down that someone is away; or why not. The stand-in must be there himself, and nobody is away twice at once."""
    if until is not None and until < max(since, today):
        return _("De laatste dag ligt voor de eerste, of is al voorbij.")
    with transaction.atomic():
        Member.objects.select_for_update().filter(organisation=member.organisation_id).count()
        if _clash(member, since, until):
            return _("In die dagen staat al een afwezigheid. Trek die eerst in.")
        if stand_in is not None and (not stand_in.active or stand_in.pk == member.pk or stand_in.organisation_id != member.organisation_id):
            return _("Kies een collega die hier werkt.")
        if stand_in is not None and _clash(stand_in, since, until):
            return _("{name} is in die dagen zelf weg. Kies een ander.").format(name=stand_in.name)
        return Absence.objects.create(member=member, since=since, until=until, stand_in=stand_in)


def end_absence(absence: Absence, today: date) -> None:
    """He is back: the days that passed stay, those to come do not."""
    if absence.since >= today:
        absence.delete()
    else:
        absence.until = today - timedelta(days=1)
        absence.save(update_fields=["until"])


def let_go(member: Member, *, by: Member, heir: Member | None, procedures: Collection[Procedure], day: date) -> str:
    """Whoever leaves comes in no more; or why not, "" where it is done. Nothing of what he did changes.

    `heir`: who finishes, as his stand-in, the dossiers in which the regulation lets nobody else be named any more.
    """
    if member.pk == by.pk:
        return _("U kunt uzelf niet uitschrijven. Vraag het een collega.")
    with transaction.atomic():
        Member.objects.select_for_update().filter(organisation=member.organisation_id).count()
        others = [one for one in team_of(member.organisation, day) if one.member.pk != member.pk]
        if not any(leads(one.functions, procedures) for one in others):
            return _("Dan leest niemand meer alle dossiers. Geef eerst een ander die functie.")
        left = Dossier.objects.filter(owner=member).exclude(stage__in=DONE).count()
        if left and heir not in [one.member for one in others]:
            said = ngettext(
                "{name} behandelt nog {count} dossier. Kies wie dat afmaakt.",
                "{name} behandelt nog {count} dossiers. Kies wie die afmaakt.",
                left,
            )
            return said.format(name=member.name, count=left)
        ahead = Q(until__isnull=True) | Q(until__gte=day)
        Absence.objects.filter(ahead, stand_in=member).update(stand_in=None)
        Absence.objects.filter(ahead, member=member).delete()
        if left:
            Absence.objects.create(member=member, since=day, stand_in=heir)
        Member.objects.filter(pk=member.pk).update(active=False)
    return ""


def _clash(member: Member, since: date, until: date | None) -> bool:
    """Whether he is away on any of these days."""
    later = Q(until__isnull=True) | Q(until__gte=since)
    return Absence.objects.filter(later, member=member, **({"since__lte": until} if until is not None else {})).exists()
