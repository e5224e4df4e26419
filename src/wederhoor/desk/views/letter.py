"""A letter as it leaves, fit for the printer, and what people do with it: post it, read it as second reader, mend what failed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.going import going_with
from wederhoor.actions.posting import POSTED, RETURNED, came_back, can_come_back, is_to_post, made_ready, posted
from wederhoor.actions.record import record
from wederhoor.actions.repeating import AGAIN, ARRIVED, BY_POST, DROPPED, LOST, Repeat, go_on, possible_steps
from wederhoor.actions.values import Log, Recorded, Refused, Written
from wederhoor.core.procedure import STAFF
from wederhoor.core.second import APPROVE, SEND_BACK
from wederhoor.desk.drafting import letter_facts
from wederhoor.desk.forms.letter import EMAIL, POSTED_ON, REASON, failed_fields, posted_field, reason_field
from wederhoor.desk.forms.sheet import BODY, SUBJECT
from wederhoor.desk.opened import Desk, put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import article
from wederhoor.web.fields import Field, filled, read_fields
from wederhoor.web.numbers import number_of
from wederhoor.web.words import kept, told

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter

STEP: Final = "step"
#: A letter of an earlier day is made right for today.
_READY: Final = "ready"
_STATES: Final = {
    "waiting": gettext_noop("wacht op verzending"),
    "claimed": gettext_noop("onderweg"),
    "sent": gettext_noop("verstuurd"),
    "failed": gettext_noop("niet verstuurd"),
    "withdrawn": gettext_noop("ingetrokken"),
    "to_approve": gettext_noop("wacht op een tweede lezer"),
}
_DONE: Final = {
    POSTED: gettext_noop("De brief is gepost. Dat staat nu in het dossier."),
    RETURNED: gettext_noop("Vastgelegd dat de brief terugkwam. Kijk het adres na en stuur hem nog eens."),
    _READY: gettext_noop("Nagekeken voor vandaag. Wat hieronder staat, kan op de post."),
    APPROVE: gettext_noop("De brief gaat weg."),
    SEND_BACK: gettext_noop("De brief is terug bij de schrijver."),
    AGAIN: gettext_noop("De brief gaat opnieuw weg."),
    BY_POST: gettext_noop("De brief ligt klaar om te printen en te posten."),
    ARRIVED: gettext_noop("Vastgelegd dat de brief is aangekomen."),
    LOST: gettext_noop("Vastgelegd dat de brief niet is aangekomen. Verstuur hem nu opnieuw."),
    DROPPED: gettext_noop("Deze brief gaat niet meer weg."),
}
#: After these one stays with the letter: there is more to do.
_STAYS: Final = frozenset({AGAIN, BY_POST, LOST, RETURNED, _READY})


@dataclass(frozen=True)
class Room:
    """A letter on the desk of whoever looks at it."""

    desk: Desk
    letter: "Letter"

    @property
    def role(self) -> str:
        """In which of his roles he reads a letter first, or mends what failed."""
        act = APPROVE if self.letter.state == "to_approve" else "correct"
        able = [role for role in self.desk.roles if act in self.desk.permitted[role]]
        wanted = self.letter.reader if act == APPROVE and self.letter.reader != STAFF else ""
        return wanted if wanted in able else next(iter(able), "")

    @property
    def own(self) -> bool:
        """Whether he wrote it himself."""
        seat = self.desk.seat
        return isinstance(seat, Seat) and self.letter.writer_id == seat.member.pk


@at_the_desk
def letter(request: HttpRequest, seat: Seat, number: str, pk: int) -> HttpResponse:
    """Shows a letter of this dossier; a post takes a step with it."""
    desk = put_on_desk(seat, number)
    found = desk.row.letters.select_related("organisation", "writer").filter(pk=pk).first()
    if found is None:
        raise Http404
    room = Room(desk, found)
    if request.method != "POST":
        return _page(request, seat, room, _fields(room))
    step = request.POST.get(STEP) or (POSTED if is_to_post(found) else AGAIN)
    asked = tuple(one for one in _fields(room) if step in {AGAIN, SEND_BACK, POSTED})
    values, errors = read_fields(asked, request.POST)
    if errors:
        return _page(request, seat, room, filled(asked, values, errors), status=422)
    refused = _take(room, step, values, request.POST.get("seen", ""))
    if refused:
        found.refresh_from_db()
        again = () if step in _ON_PAPER else filled(asked, values, {})
        return _page(request, seat, room, again or _fields(room), refused, status=409)
    messages.success(request, _(_DONE[step]))
    return redirect("desk:letter", number, pk) if step in _STAYS else redirect("desk:dossier", number)


def _take(room: Room, step: str, values: dict[str, Any], seen: str) -> Refused | None:
    """The step through the one door; why not where it cannot be."""
    now, by = room.desk.seat.now, room.desk.seat.actor(room.role, "")
    if step in _ON_PAPER:
        return _ON_PAPER[step](room, values)
    if step in {APPROVE, SEND_BACK}:
        data = {"of": room.letter.seq, **({"reason": values[REASON]} if step == SEND_BACK else {})}
        log = Log(room.desk.row.matter_id, room.desk.row.name)
        done = record(log, step, by=by, at=now, now=now, data=data, seen=number_of(seen))
        if isinstance(done, Recorded | Refused):
            return None if isinstance(done, Recorded) else done
        return Refused(_("Een collega deed intussen iets in dit dossier. Kijk de brief nog eens na."))
    if step not in possible_steps(room.letter):
        return Refused(_("Een collega heeft deze brief al afgehandeld."))
    words = Written(values[SUBJECT], values[BODY]) if step == AGAIN and _changed(room.letter, values) else None
    return go_on(room.letter, Repeat(step, words, str(values.get(EMAIL) or "")), by=by, now=now)


def _posted(room: Room, values: dict[str, Any]) -> Refused | None:
    seat = room.desk.seat
    return posted(room.letter, values[POSTED_ON], by=seat.actor(room.role, ""), now=seat.now)


def _came_back(room: Room, _values: dict[str, Any]) -> Refused | None:
    return came_back(room.letter, by=room.desk.seat.actor(room.role, ""), now=room.desk.seat.now)


def _ready(room: Room, _values: dict[str, Any]) -> Refused | None:
    ready = is_to_post(room.letter) and made_ready(room.letter, now=room.desk.seat.now)
    return None if ready else Refused(_("Deze brief kan vandaag zo niet weg: een datum erin is veranderd. Kijk hem na."))


_ON_PAPER: Final = {POSTED: _posted, RETURNED: _came_back, _READY: _ready}


def _changed(found: "Letter", values: dict[str, Any]) -> bool:
    if SUBJECT not in values:
        return False
    return (values[SUBJECT].strip(), values[BODY].replace("\r\n", "\n").strip()) != (found.subject.strip(), found.body.strip())


def _fields(room: Room) -> tuple[Field, ...]:
    if room.letter.state == "to_approve":
        return (reason_field(own=room.own),)
    if is_to_post(room.letter):
        return (posted_field(room.letter, localtime(room.desk.seat.now).date()),)
    return failed_fields(room.letter) if AGAIN in possible_steps(room.letter) else ()


def _page(
    request: HttpRequest, seat: Seat, room: Room, fields: tuple[Field, ...], refused: Refused | None = None, *, status: int = 200
) -> HttpResponse:
    found, desk = room.letter, room.desk
    rule = desk.dossier.plan.rules.get(found.act)
    clause = refused.clause if refused else rule.clause[0] if rule and rule.clause else None
    files = going_with(found)
    shown = {
        "fields": fields,
        "steps": possible_steps(found),
        "postable": is_to_post(found) and bool(room.role),
        "older": found.filled_for < localtime(seat.now).date(),
        "can_come_back": can_come_back(found) and bool(room.role),
        "on_paper": is_to_post(found) or can_come_back(found),
        "to_read": found.state == "to_approve",
        "own": room.own and found.state == "to_approve",
        "may_read": bool(room.role) and not room.own,
        "state": _("ligt klaar om te posten") if is_to_post(found) else _(_STATES[found.state]),
        "reason": kept(found.reason),
        "refused": told(refused.reason) if refused else "",
        "article": article(desk.matter.procedure, clause),
        "files": files,
        "facts": letter_facts(desk, found, [file.name for file in files]),
        "seen": desk.length,
        "speaks": desk.language,
    }
    return render(request, "desk/letter.html", framed(seat, "", number=desk.row.number, letter=found, **shown), status=status)
