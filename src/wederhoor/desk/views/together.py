"""Several dossiers at once: choose an act, fill in one form, and read of each dossier what came of it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wederhoor.desk.forms import sheet as sheets
from wederhoor.desk.forms.sheet import Sheet
from wederhoor.desk.opened import Desk
from wederhoor.desk.question import question
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.now import act_label
from wederhoor.desk.taking import Taking
from wederhoor.desk.together import chosen, form_for, options, take_each
from wederhoor.web.numbers import number_of

#: Names of the form: the numbers chosen, the act, and how long each log was when it was chosen.
NUMBER, ACT, LENGTH = "nummer", "handeling", "gezien"


@at_the_desk
def together(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was chosen, what can be done with it, the form of that, and its outcome; nothing of it stands in an address."""
    desks = chosen(question(request, seat), request.POST.getlist(NUMBER))
    if request.method != "POST" or not desks:
        return redirect("desk:register")
    how = form_for(desks, request.POST.get(ACT, ""))
    if how is None:
        return _show(request, seat, desks, options=options(desks))
    blank = sheets.blank(how.asked, seen=0, roles=())
    if sheets.STEP not in request.POST:
        return _form(request, seat, desks, how, blank)
    typed = sheets.typed(how.asked, request.POST, length=0, roles=())
    if typed.errors:
        return _form(request, seat, desks, how, typed)
    outcomes = list(take_each(desks, replace(typed, key=sheets.said_once(request, typed.key)), _lengths(request)))
    label = act_label(how.asked.rule, how.asked.act)
    done = sum(outcome.done for outcome in outcomes)
    return _show(request, seat, desks, outcomes=outcomes, label=label, done=done, left=len(outcomes) - done)


def _form(request: HttpRequest, seat: Seat, desks: list[Desk], how: Taking, filled: Sheet) -> HttpResponse:
    label = act_label(how.asked.rule, how.asked.act)
    context = {
        "form": filled.form,
        "own": filled.own,
        "key": filled.key,
        "act": how.asked.act,
        "label": label,
        "faulty": bool(filled.errors),
    }
    status = 422 if filled.errors else 200
    return _show(request, seat, desks, status=status, lengths=[(desk.row.number, desk.length) for desk in desks], **context)


def _show(request: HttpRequest, seat: Seat, desks: list[Desk], *, status: int = 200, **more: object) -> HttpResponse:
    numbers = [desk.row.number for desk in desks]
    context = framed(seat, "register", numbers=numbers, back_href=reverse("desk:register"), **more)
    return render(request, "desk/together.html", context, status=status)


def _lengths(request: HttpRequest) -> dict[str, int]:
    pairs = (said.rpartition(":") for said in request.POST.getlist(LENGTH))
    return {number: length for number, _colon, said in pairs if (length := number_of(said)) is not None}
