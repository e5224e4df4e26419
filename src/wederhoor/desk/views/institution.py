"""Whose complaint a dossier is: putting it to an institution, which then reads what its complainant reads, and taking it away again."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.institution import known_at, meant_by, put_to, take_from
from wederhoor.actions.relating import Sent
from wederhoor.actions.values import Answer, Recorded, Refused
from wederhoor.desk.forms.customers import CUSTOMER, REASON, STEP, put_fields
from wederhoor.desk.forms.sheet import key_in, said_once, seen_in
from wederhoor.desk.opened import Desk, put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.taking import taking
from wederhoor.desk.views.act import take_act
from wederhoor.dossiers.readers import institutions_of
from wederhoor.web.fields import Errors, Field, filled, read_fields
from wederhoor.web.words import told


@at_the_desk
def institution(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """To which institutions it is put now; those that may be meant are shown, first of all by the address of who complains."""
    desk = put_on_desk(seat, number)
    roles = taking(desk, desk.matter.procedure.specs["link"]).roles
    if not roles:
        return take_act(request, desk, "link")
    if request.method != "POST":
        return _asked(request, desk, put_fields((), ""))
    by, sent = seat.actor(roles[0], ""), Sent(seat.now, seen_in(request.POST, desk.length), said_once(request, key_in(request.POST)))
    if request.POST.get(STEP) == "take":
        return _answered(request, desk, take_from(desk.row, desk.dossier, request.POST.get("ref", ""), by=by, sent=sent))
    typed = request.POST.get(CUSTOMER, "").strip().replace("\x00", "")[:200]
    found = meant_by(seat.organisation, typed) if typed else []
    whole = next((one for one in found if typed.lower() in {one.code.lower(), one.name.lower()}), None)
    fields = put_fields(() if whole else found, typed)
    if whole is None:
        none = _("Geen instelling gevonden met deze naam of code")
        errors: Errors = {} if found else {CUSTOMER: (none if typed else _("Dit is nog niet ingevuld"),)}
        return _asked(request, desk, filled(fields, {CUSTOMER: "" if found else typed}, errors), status=422)
    values, _errors = read_fields(fields, request.POST)
    return _answered(request, desk, put_to(desk.row, desk.dossier, whole, by=by, sent=sent, reason=str(values.get(REASON, ""))), fields)


def _answered(request: HttpRequest, desk: Desk, answer: Answer, fields: tuple[Field, ...] = ()) -> HttpResponse:
    if isinstance(answer, Recorded):
        messages.success(request, _("Vastgelegd. Hier staat welke instelling dit dossier ziet."))
        return redirect("desk:institution", desk.row.number)
    changed = _("Intussen is er iets bijgekomen in dit dossier. Kijk of dit nog klopt en bevestig het dan opnieuw.")
    refused = told(answer.reason) if isinstance(answer, Refused) else changed
    return _asked(request, desk, fields or put_fields((), ""), refused=refused, status=409)


def _asked(request: HttpRequest, desk: Desk, fields: tuple[Field, ...], *, refused: str = "", status: int = 200) -> HttpResponse:
    refs = [ref for ref in institutions_of(desk.dossier) if ref in desk.parties]
    complains = desk.holders("complainant")
    emails = {desk.parties[ref].email for ref in complains if ref in desk.parties and desk.parties[ref].email}
    mine = {desk.parties[ref].customer_id for ref in refs}
    near = [one for one in known_at(desk.seat.organisation, emails) if one.customer_id not in mine] if emails else []
    context = desk.framed(
        number=desk.row.number,
        institutions=[(ref, desk.parties[ref].organisation_name) for ref in refs],
        near=near,
        fields=fields,
        refused=refused,
        seen=desk.length,
        key=secrets.token_hex(12),
    )
    return render(request, "desk/institution.html", context, status=status)
