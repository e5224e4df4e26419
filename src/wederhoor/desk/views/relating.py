"""Linking a dossier with another, undoing that, and splitting it: each in both logs, through the one door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.access import Reading
from wederhoor.actions.record import record
from wederhoor.actions.relating import Sent, link, linked_to, links_of, meant, unlink
from wederhoor.actions.splitting import Part, split
from wederhoor.actions.values import Actor, Answer, Changed, Log, Recorded, Refused
from wederhoor.desk.forms import relating as forms
from wederhoor.desk.forms.sheet import key_in, said_once, seen_in
from wederhoor.desk.opened import Desk, put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.shown.documents import documents_to_take
from wederhoor.desk.shown.now import act_label
from wederhoor.desk.taking import Taking, taking
from wederhoor.desk.views.act import take_act
from wederhoor.web.fields import Errors, Field, Values, filled, read_fields
from wederhoor.web.words import told

Act = Callable[[Desk, Actor, Values, Sent], Answer]


@dataclass(frozen=True, slots=True)
class Page:
    """One of these forms: what it says first, what it asks, and what its button says."""

    about: str
    fields: tuple[Field, ...]
    button: str


@at_the_desk
def linking(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Links this dossier with another; of part of a number the dossiers are shown that may be meant."""
    desk = put_on_desk(seat, number)
    about = _("Beide dossiers krijgen het verband in hun logboek. Er verhuist niets: u kunt de koppeling altijd verbreken.")
    typed = request.POST.get(forms.TO, "").strip()
    found = meant(desk.row, seat.member, typed, reading=seat.reading) if typed else []
    whole = any(one.number == typed for one in found)
    page = Page(about, forms.link_fields(desk, found=() if whole else found), _("Koppelen"))
    return _asked(request, desk, "link", page, _link)


@at_the_desk
def unlinking(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Takes a link away; what it showed is as it was before."""
    desk = put_on_desk(seat, number)
    links = links_of(desk.dossier)
    seen = {row.number for row in linked_to(seat.member, links, reading=seat.reading)} if links else set()
    numbers = [to for to in links if to in seen]
    about = _("Beide dossiers blijven zoals ze zijn. Alleen het verband gaat weg.")
    fields = forms.unlink_fields(numbers, chosen=request.GET.get(forms.TO, ""))
    return _asked(request, desk, "unlink", Page(about, fields, _("Koppeling verbreken")), _unlink)


@at_the_desk
def splitting(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Makes a dossier of its own of part of this one."""
    desk = put_on_desk(seat, number)
    about = _("Het nieuwe dossier houdt de datum van ontvangst van dit dossier. Daarvan lopen zijn termijnen.")
    return _asked(request, desk, "split", Page(about, forms.split_fields(desk, documents_to_take(desk)), _("Splitsen")), _split)


def _link(desk: Desk, by: Actor, values: Values, sent: Sent) -> Answer:
    reason, relation = str(values.get(forms.REASON, "")), str(values[forms.RELATION])
    if relation != forms.MEASURE:
        return link(desk.row, str(values.get(forms.TO, "")), relation=relation, by=by, sent=sent, reason=reason, reading=_reading(desk))
    data = {"measure": values.get(forms.MEASURE), "relation": relation, "reason": reason}
    return record(Log(desk.row.matter_id, desk.row.name), "link", by=by, at=sent.now, now=sent.now, data=data, seen=sent.seen, key=sent.key)


def _unlink(desk: Desk, by: Actor, values: Values, sent: Sent) -> Answer:
    return unlink(desk.row, str(values[forms.TO]), by=by, sent=sent, reason=str(values.get(forms.REASON, "")), reading=_reading(desk))


def _reading(desk: Desk) -> Reading | None:
    """By what he reads the other dossier: from outside nobody links."""
    return desk.seat.reading if isinstance(desk.seat, Seat) else None


def _split(desk: Desk, by: Actor, values: Values, sent: Sent) -> Answer:
    part = Part(
        str(values[forms.DESCRIPTION]),
        forms.chosen_grounds(desk, values),
        tuple(values.get(forms.DOCUMENTS, ())),
        str(values.get(forms.REASON, "")),
    )
    return split(desk.row, part, by=by, sent=sent)


def _asked(request: HttpRequest, desk: Desk, name: str, page: Page, act: Act) -> HttpResponse:
    """The form, and what becomes of it: whatever is answered, what was typed stays."""
    how = taking(desk, desk.matter.procedure.specs[name])
    if not how.roles:
        return take_act(request, desk, name)
    if request.method != "POST":
        return _form(request, how, page)
    values, errors = read_fields(page.fields, request.POST)
    if errors:
        return _form(request, how, page, values, errors)
    sent = Sent(desk.seat.now, seen_in(request.POST, desk.length), said_once(request, key_in(request.POST)))
    answer = act(desk, desk.seat.actor(how.roles[0], ""), values, sent)
    if isinstance(answer, Recorded):
        messages.success(request, _("Vastgelegd. Het verband staat in beide dossiers."))
        return redirect(f"{reverse('desk:dossier', args=[answer.number])}#verwant")
    return _form(request, how, page, values, _faults(page, answer), answer)


def _faults(page: Page, answer: Answer) -> Errors:
    named = set(answer.missing) if isinstance(answer, Refused) else set()
    return {one.name: (told(answer.reason),) for one in page.fields if one.name in named and isinstance(answer, Refused)}


def _form(
    request: HttpRequest,
    how: Taking,
    page: Page,
    values: Values | None = None,
    errors: Errors | None = None,
    answer: Answer | None = None,
) -> HttpResponse:
    fields = filled(page.fields, values, errors or {}) if values is not None else page.fields
    changed = _("Intussen is er iets bijgekomen in dit dossier. Kijk of dit nog klopt en bevestig het dan opnieuw.")
    refused: Mapping[str, Any] = {"reason": answer.reason} if isinstance(answer, Refused) else {}
    context = how.desk.framed(
        number=how.desk.row.number,
        label=act_label(how.asked.rule, how.asked.act),
        about=page.about,
        fields=fields,
        own=fields,
        button=page.button,
        faulty=bool(errors),
        refused=refused,
        notice=changed if isinstance(answer, Changed) else "",
        seen=how.desk.length,
        key=key_in(request.POST),
    )
    return render(request, "desk/relating.html", context, status=409 if answer else 422 if errors else 200)
