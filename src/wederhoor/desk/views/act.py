"""An act: its form, for what informs someone the letter as it will leave, and the one door."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.record import record
from wederhoor.actions.values import Changed, Log, Recorded, Refused, Written
from wederhoor.core import words
from wederhoor.core.dossier import permitted, why_not
from wederhoor.core.log import BEGINNINGS, Entry
from wederhoor.desk.drafting import Draft, drafted
from wederhoor.desk.forms import sheet as sheets
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.sheet import Sheet
from wederhoor.desk.opened import Desk, put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import article, clause_text, first_article
from wederhoor.desk.shown.effects import effects_of
from wederhoor.desk.shown.now import act_label, not_mine
from wederhoor.desk.shown.people import whose
from wederhoor.desk.shown.timeline import done_label, function_of
from wederhoor.desk.taking import Taking, taking
from wederhoor.web.fields import Field


@dataclass(frozen=True)
class Trouble:
    """Why a form comes back: a refusal, or what others added in the meantime."""

    refused: Refused | None = None
    added: tuple[Entry, ...] = ()


@at_the_desk
def act(request: HttpRequest, seat: Seat, number: str, name: str) -> HttpResponse:
    """The form of an act; sent, the letter that it writes; sent again, the act itself."""
    desk = put_on_desk(seat, number)
    spec = desk.matter.procedure.specs.get(name.replace("-", "_")) or desk.matter.procedure.specs.get(name)
    if spec is None or spec.system or spec.id in BEGINNINGS:
        raise Http404
    how = taking(desk, spec)
    if not how.roles:
        return _not_possible(request, desk, how)
    if request.method != "POST":
        return _form(request, desk, how, sheets.blank(how.asked, seen=desk.length, roles=how.choices))
    filled = sheets.typed(how.asked, request.POST, length=desk.length, roles=how.choices)
    step = request.POST.get(sheets.STEP, "")
    if step in {"more", "back"}:
        return _form(request, desk, how, replace(filled, form=filled.form.with_values(filled.values, {}), errors={}))
    if filled.errors:
        return _form(request, desk, how, filled, faulty=True)
    if filled.by_letter:
        return _with_letter(request, desk, how, filled, send=step == "send")
    return _take(request, desk, how, filled, None)


def _with_letter(request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, *, send: bool) -> HttpResponse:
    """Shows the letter first; once it was seen, and changed if need be, it goes."""
    letter = drafted(desk, how.call(filled.data, filled.at(desk.matter.calendar, desk.seat.now), filled.values))
    if isinstance(letter, Refused):
        return _form(request, desk, how, filled.refused(letter), Trouble(letter))
    if letter is None:
        return _take(request, desk, how, filled, None)
    if not send:
        return _look(request, desk, how, filled, letter)
    subject, body = (request.POST.get(name, "").replace("\r\n", "\n").strip() for name in (sheets.SUBJECT, sheets.BODY))
    if not subject or not body:
        return _look(request, desk, how, filled, replace(letter, subject=subject, body=body))
    changed = (subject, body) != (letter.subject.strip(), letter.body.strip())
    return _take(request, desk, how, filled, Written(subject, body) if changed else None, letter)


def _take(
    request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, written: Written | None, letter: Draft | None = None
) -> HttpResponse:
    """Through the one door; whatever it answers, nothing that was typed is lost."""
    call = how.call(filled.data, filled.at(desk.matter.calendar, desk.seat.now), filled.values)
    answer = record(
        Log(desk.row.matter_id, desk.row.name),
        call.act,
        by=call.by,
        at=call.at,
        now=call.now,
        data=call.data,
        seen=filled.seen,
        key=filled.key,
        letter=written,
    )
    if isinstance(answer, Recorded):
        messages.success(request, _("Vastgelegd: {act}.").format(act=done_label(how.asked.rule, call.act).lower()))
        return redirect("desk:dossier", answer.number)
    if isinstance(answer, Changed):
        again, trouble = replace(filled, seen=answer.length), Trouble(added=answer.added)
    else:
        again, trouble = filled.refused(answer), Trouble(answer)
    if letter is None or isinstance(answer, Refused):
        return _form(request, desk, how, again, trouble)
    seen = replace(letter, subject=written.subject, body=written.body) if written else letter
    return _look(request, desk, how, again, seen, trouble)


# Pages ---------------------------------------------------------------------------------------------------------------------


def _form(
    request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, trouble: Trouble | None = None, *, faulty: bool = False
) -> HttpResponse:
    clause = how.asked.rule.clause[0] if how.asked.rule and how.asked.rule.clause else ""
    context = _shared(desk, how, filled, trouble)
    context |= {
        "form": filled.form,
        "own": filled.own,
        "seen": filled.seen,
        "key": filled.key,
        "rows": filled.rows,
        "asks_told": any(one.name == "states" for one in filled.form.fields),
        "faulty": faulty,
        "step": "look" if how.asked.spec.letter == "always" else "record",
        "clause_text": clause_text(desk.matter.procedure, clause),
        "effects": effects_of(desk.matter, how.asked.seat, desk.duties, how.asked.act, now=desk.seat.now),
        "not_mine": _in_whose_name(desk, how),
    }
    return render(request, "desk/act.html", framed(desk.seat, "", **context), status=_status(trouble, faulty=faulty))


def _look(request: HttpRequest, desk: Desk, how: Taking, filled: Sheet, letter: Draft, trouble: Trouble | None = None) -> HttpResponse:
    fields = sheets.letter_fields(letter.subject, letter.body)
    errors = {one.name: (_("Dit is nog niet ingevuld"),) for one in fields if not one.value}
    typed = {one.name: one.value for one in fields}
    own: tuple[Field, ...] = tuple(replace(one, value=typed[one.name], errors=errors.get(one.name, ())) for one in fields)
    kept = [(name, value) for name, value in sheets.kept(request.POST) if name not in {sheets.SEEN, sheets.KEY, sheets.ROWS}]
    kept += [(sheets.SEEN, str(filled.seen)), (sheets.KEY, filled.key), (sheets.ROWS, str(filled.rows))]
    context = _shared(desk, how, filled, trouble) | {
        "own": own,
        "kept": kept,
        "faulty": bool(errors),
        "by_post": letter.channel == "post",
        "letter_facts": [(_("Aan"), letter.to), (_("Weg"), words.value_word("channel", letter.channel))],
    }
    status = _status(trouble, faulty=bool(errors))
    return render(request, "desk/look.html", framed(desk.seat, "", **context), status=status)


def _not_possible(request: HttpRequest, desk: Desk, how: Taking) -> HttpResponse:
    """Why this act cannot be taken: never only a button that does nothing."""
    rule = how.asked.rule
    refusal = why_not(desk.matter, desk.dossier, how.asked.act)
    reason, clause = (refusal.reason, refusal.clause) if refusal else (_("Dit is niet aan u."), None)
    if rule is not None:
        reason, clause = not_mine(desk.matter, desk.dossier, rule, permitted(desk.matter, desk.dossier))
    context = {
        "number": desk.row.number,
        "label": act_label(how.asked.rule, how.asked.act),
        "reason": reason,
        "article": article(desk.matter.procedure, clause),
    }
    return render(request, "desk/not_possible.html", framed(desk.seat, "", **context), status=409 if refusal else 403)


def _shared(desk: Desk, how: Taking, filled: Sheet, trouble: Trouble | None) -> dict[str, Any]:
    refused = trouble.refused if trouble else None
    said = {}
    if refused:
        said = {"reason": sheets.spoken_reason(filled, refused), "article": article(desk.matter.procedure, refused.clause)}
    return {
        "number": desk.row.number,
        "who": whose(desk.holders, desk.parties),
        "label": act_label(how.asked.rule, how.asked.act),
        "article": first_article(desk.matter.procedure, how.asked.rule.clause) if how.asked.rule else "",
        "refused": said,
        "added": list(_added(desk, how.asked, trouble.added if trouble else ())),
    }


def _added(desk: Desk, asked: Asked, entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for entry in entries:
        by = function_of(desk.matter.procedure, entry.by)
        yield {"label": done_label(asked.seat.plan.rules.get(entry.act), entry.act), "by": by, "recorded_at": entry.recorded_at}


def _in_whose_name(desk: Desk, how: Taking) -> str:
    if not how.party:
        return ""
    return _("U legt dit vast namens: {who}.").format(who=function_of(desk.matter.procedure, how.roles[0]))


def _status(trouble: Trouble | None, *, faulty: bool) -> int:
    """409 where the act cannot be, 422 where the form is not right: a browser shows both as a page."""
    return 409 if trouble else 422 if faulty else 200
