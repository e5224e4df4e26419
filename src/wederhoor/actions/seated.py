"""As whom someone who signed in may work, with what every page of the desk asks of the store before it begins: one query."""

from datetime import date, datetime

from django.db.models import F, OuterRef, QuerySet

from wederhoor.actions.access import has_put_before, read_by
from wederhoor.actions.inbox import sees_inbox, waiting
from wederhoor.actions.policy import those_away
from wederhoor.actions.posting import post_waits
from wederhoor.actions.reading import letters_before
from wederhoor.dossiers.written import Place, Written, listed, made_of
from wederhoor.organisations.models import Member, ProcedureVersion


def members_of(user: int, today: date) -> dict[Member, dict[str, int]]:
    """The members that a user may work as, by the name of the organisation, each with his functions there.

    Of a function: how many dossiers are read by it, counted up to `MUCH`. Of a member: who is away there today (`away`), whether
    anything was put before him that he does not read whole, whether letters wait, and how many messages.
    """
    found: dict[Member, dict[str, int]] = {}
    for member in _MEMBERS(user=user, today=today):
        functions = found.setdefault(member, {})
        if member.function:  # type: ignore[attr-defined]
            functions[member.function] = member.reading  # type: ignore[attr-defined]
    return found


def waiting_for(member: Member, functions: set[str] | frozenset[str], now: datetime) -> int | None:
    """How many messages wait for a member of `members_of` with these functions; None for who may not see the inbox."""
    versions = made_of(ProcedureVersion, member.versions)  # type: ignore[attr-defined]
    found: int = member.messages_wait  # type: ignore[attr-defined]
    return found if sees_inbox(versions, functions, now) else None


def _written(user: Place, today: Place) -> QuerySet[Member]:
    versions = ProcedureVersion.objects.filter(organisation=OuterRef("organisation")).order_by("pk")
    told = Member.objects.filter(user=user, active=True).select_related("organisation")
    return told.annotate(
        function=F("roles__role"),
        reading=read_by("roles__role"),
        away=those_away("organisation", today),
        before=has_put_before("pk"),
        letters_before=letters_before("organisation"),
        post_waits=post_waits("organisation"),
        messages_wait=waiting("organisation"),
        versions=listed(versions),
    ).order_by("organisation__name", "pk")


_MEMBERS = Written(_written)
