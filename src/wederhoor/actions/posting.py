"""Letters by post: which wait for the letter box, that a person posted them, and that the post brought one back.

Each stands in the log as a correction of the act that wrote the letter, by whoever did it; only then is what the letter was to meet met.
"""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from wederhoor.actions.letters import end_of, fresh, go_back
from wederhoor.actions.loading import take
from wederhoor.actions.record import record
from wederhoor.actions.sent import mark_bounced, mark_sent
from wederhoor.actions.values import Actor, Log, Recorded, Refused
from wederhoor.core.phrase import say
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

#: What one can do, by the code under which the log keeps it.
POSTED: Final = "letter.posted"
RETURNED: Final = "letter.returned"
TOO_OLD: Final = "letter.other_day"
#: So many letters are shown, printed and posted in one go.
MOST: Final = 100
_NO_MORE: Final = say("Een collega heeft deze brief al afgehandeld.")
_NOT_THEN: Final = say("Een brief kan niet gepost zijn voor de dag die erop staat, en niet na vandaag.")
OTHER_DAY: Final = say(
    "Deze brief was voor een andere dag gemaakt en is terug bij de schrijver. Kijk hem na, print hem opnieuw en post die."
)
_BROUGHT_BACK: Final = say("De post bracht deze brief terug.")


def post_waits(organisation: str) -> Exists:
    """Whether any letter of an organisation waits to be posted; `organisation` names the column of the asking query."""
    return Exists(_waiting(OuterRef(organisation)))


def to_post(member: Member, *, among: QuerySet[Dossier]) -> list[Letter]:
    """The letters that wait to be posted, of dossiers that he reads, the oldest first; where there are more than MOST, one more."""
    rows = list(_waiting(member.organisation_id).select_related("dossier").order_by("created_at", "pk"))
    mine = set(among.filter(pk__in={row.dossier_id for row in rows}).order_by().values_list("pk", flat=True)) if rows else set()
    return [row for row in rows if row.dossier_id in mine][: MOST + 1]


def _waiting(organisation: object) -> QuerySet[Letter]:
    """By the index of the outbox, which holds only what waits: a sum cannot be looked up in that of all letters of an organisation."""
    waiting = Letter.objects.filter(next_attempt__isnull=False, state="waiting", channel="post", matter__isnull=False)
    return waiting.alias(of=F("organisation_id") + 0).filter(of=organisation)


def is_to_post(letter: Letter) -> bool:
    """Whether it waits to be posted."""
    return letter.channel == "post" and letter.state == "waiting"


def can_come_back(letter: Letter) -> bool:
    """Whether the post can bring it back."""
    return letter.channel == "post" and letter.state == "sent" and letter.matter_id is not None


def made_ready(letter: Letter, *, now: datetime) -> bool:
    """Makes a letter of an earlier day right for today. False: it went back to its writer, who looks at what changed in it."""
    return fresh(letter, now)


def posted(letter: Letter, day: date, *, by: Actor, now: datetime) -> Refused | None:
    """A person says on which day the letter was posted. One that bears another day goes back to its writer (design section 3)."""
    with transaction.atomic():
        row = _locked(letter)
        if not is_to_post(row) or row.matter_id is None:
            return Refused(_NO_MORE)
        calendar = take([row.matter_id])[0].calendar
        if not row.filled_for <= day <= calendar.local_day(now):
            return Refused(_NOT_THEN, None, ("posted_on",))
        holds = row.filled_for == day
        refused = _on_record(row, POSTED if holds else TOO_OLD, by, now)
        if refused:
            transaction.set_rollback(True)
            return refused
        if not holds:
            go_back(row, now)
            return Refused(OTHER_DAY)
        mark_sent(row, at=min(now, end_of(day, calendar)), now=now)
        return None


def came_back(letter: Letter, *, by: Actor, now: datetime) -> Refused | None:
    """The post brought the letter back undelivered: what it met is owed again."""
    with transaction.atomic():
        row = _locked(letter)
        if not can_come_back(row):
            return Refused(_NO_MORE)
        refused = _on_record(row, RETURNED, by, now)
        if refused:
            transaction.set_rollback(True)
            return refused
        mark_bounced(row, at=now, now=now, reason=str(_BROUGHT_BACK))
        return None


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=letter.pk)


def _on_record(row: Letter, step: str, by: Actor, now: datetime) -> Refused | None:
    if row.matter_id is None or row.dossier is None:
        return Refused(_NO_MORE)
    done = record(Log(row.matter_id, row.dossier.name), "correct", by=by, at=now, now=now, data={"of": row.seq, "field": step})
    return None if isinstance(done, Recorded) else done if isinstance(done, Refused) else Refused(_NO_MORE)
