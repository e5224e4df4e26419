"""Writing down what came in: by telephone, in a talk or by letter in a few keys, from a mail of the inbox, or by any way at all."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.access import visible_to
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.inbox import WAITING, message_for
from wederhoor.actions.prefill import filing_of
from wederhoor.actions.public import InForce, products, regulations
from wederhoor.actions.settling import Settled, make_dossier
from wederhoor.actions.similar import About, same_complainant
from wederhoor.actions.values import Actor, Refused
from wederhoor.core.advance import open_dossier
from wederhoor.core.dossier import begin
from wederhoor.core.log import FIRST
from wederhoor.core.permit import rule_for
from wederhoor.desk.forms import intake as forms
from wederhoor.desk.forms import sheet as sheets
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.files import attached, nothing_yet
from wederhoor.desk.forms.sheet import Sheet
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.intake import form_context
from wederhoor.desk.shown.messages import settled_said
from wederhoor.web.fields import Choice, filled
from wederhoor.web.words import spoken

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Message


@dataclass(frozen=True)
class Begun:
    """An intake as it begins: under which of the regulations in force, as which roles, by which way ("" for any), from which message."""

    seat: Seat
    every: tuple[InForce, ...]
    held: InForce
    asked: Asked
    roles: tuple[Choice, ...]
    products: tuple[Choice, ...]
    channel: str
    message: "Message | None" = None


@at_the_desk
def intake(request: HttpRequest, seat: Seat, pk: int | None = None) -> HttpResponse:
    """The form for something new, and the dossier that it becomes; with `pk` made from a message of the inbox."""
    mail = _waiting(request, seat, pk) if pk is not None else None
    if isinstance(mail, HttpResponse):
        return mail
    begun = _begun(request, seat, mail)
    if begun is None:
        return render(request, "desk/no_regulation.html", framed(seat, "intake"))
    if not begun.roles:
        return render(request, "desk/no_regulation.html", framed(seat, "intake", nobody=True), status=403)
    if request.method != "POST":
        return _form(request, begun, _blank(begun))
    sheet = _typed(request, begun)
    return _form(request, begun, sheet) if sheet.errors else _file(request, begun, sheet)


def _waiting(request: HttpRequest, seat: Seat, pk: int) -> "Message | HttpResponse":
    """The message that becomes a dossier; where it became something else meanwhile, its page says so, or the form that was sent."""
    found = message_for(seat.member, seat.roles, pk, seat.now, reading=seat.reading)
    if found is None:
        raise Http404
    return found if found.state in WAITING or request.method == "POST" else redirect("desk:message", pk)


def _begun(request: HttpRequest, seat: Seat, mail: "Message | None") -> Begun | None:
    every = [one for one in regulations(seat.organisation, now=seat.now) if one.holds or one.ended]
    wanted = request.POST.get("regeling") or request.GET.get("regeling")
    held = next((one for one in every if one.procedure.id == wanted), next(iter(every), None))
    if held is None:
        return None
    procedure = held.procedure
    matter = begin(procedure, calendar=held.calendar)
    dossier = open_dossier(matter, FIRST)
    channel = "mail" if mail else forms.WAYS.get(request.GET.get("via", ""), "")
    offered = products(seat.organisation)
    choices = () if channel else offered  # by the quick way a product is typed
    asked = Asked(matter, dossier, dossier, procedure.specs["file"], rule_for(dossier, "file"), products=choices)
    roles = tuple((role.id, spoken(role.name)) for role in procedure.roles if role.id in seat.roles)
    return Begun(seat, tuple(every), held, asked, roles, offered, channel, mail)


# The form ------------------------------------------------------------------------------------------------------------------


def _blank(begun: Begun) -> Sheet:
    sheet = sheets.blank(begun.asked, seen=0, roles=begun.roles, files=nothing_yet("file"))
    if not begun.channel:
        return sheet
    known = filing_of(begun.message, begun.held.calendar, begun.products) if begun.message else {}
    own = forms.arrival(begun.channel, sheet.own, today=begun.held.calendar.local_day(begun.seat.now))
    values = forms.began(begun.asked, known, products=begun.products)
    return replace(sheet, own=own, form=sheet.form.with_values(values, {}))


def _typed(request: HttpRequest, begun: Begun) -> Sheet:
    files = attached("file", request.POST, request.FILES, owner=begun.seat.owner, now=begun.seat.now)
    sheet = sheets.typed(begun.asked, request.POST, length=0, roles=begun.roles, files=files)
    if not begun.channel:
        return sheet
    today = begun.held.calendar.local_day(begun.seat.now)
    own = forms.arrival(begun.channel, sheet.own, today=today)
    values, errors = forms.read_arrival(own, request.POST, today=today)
    sheet = replace(sheet, values={**sheet.values, **values}, errors={**sheet.errors, **errors})
    return forms.with_code(replace(sheet, own=filled(own, sheet.values, sheet.errors)), begun.products)


def _form(request: HttpRequest, begun: Begun, sheet: Sheet, refused: Refused | None = None) -> HttpResponse:
    context = form_context(
        sheet, begun.channel, products=begun.products, regulations=[one.procedure for one in begun.every], refused=refused
    )
    context |= {"mail": begun.message, "regeling": begun.held.procedure.id}
    frame = framed(begun.seat, "inbox" if begun.message else "intake", **context)
    return render(request, "desk/intake.html", frame, status=409 if refused else 422 if sheet.errors else 200)


# Filing --------------------------------------------------------------------------------------------------------------------


def _file(request: HttpRequest, begun: Begun, sheet: Sheet) -> HttpResponse:
    answer = _filed(begun, replace(sheet, key=sheets.said_once(request, sheet.key)))
    if isinstance(answer, Settled):
        told = Refused(settled_said(answer, begun.seat.now))
        return _form(request, begun, sheet.refused(told), told)  # what was typed is not lost: it may be of use elsewhere
    if isinstance(answer, Refused):
        return _form(request, begun, sheet.refused(answer), answer)
    said = _("Vastgelegd als {number}. De volgcode voor de klager is {code}. Deze code ziet u maar één keer.")
    messages.success(request, said.format(number=answer.dossier.number, code=answer.tracking_code))
    _tell_of_earlier(request, begun, sheet, answer)
    mine = visible_to(begun.seat.member, reading=begun.seat.ever_reading).filter(pk=answer.dossier.pk).exists()
    return redirect("desk:dossier", answer.dossier.number) if mine else redirect("desk:intake")


def _filed(begun: Begun, sheet: Sheet) -> Filed | Refused | Settled:
    seat, procedure = begun.seat, begun.held.procedure.id
    if begun.message is not None:
        return make_dossier(begun.message.pk, by=seat.member, data=sheet.data, now=seat.now, procedure=procedure)
    at = sheet.at(begun.held.calendar, seat.now)
    if begun.channel == "letter":
        at = forms.moment_of(sheet.values.get(forms.RECEIVED), calendar=begun.held.calendar, now=seat.now)
    return file_complaint(
        seat.organisation,
        data=sheet.data,
        by=Actor(str(sheet.values.get(sheets.BY) or begun.roles[0][0]), member=seat.member),
        at=at,
        now=seat.now,
        key=sheet.key,
        procedure=procedure,
        files=sheet.files.uploads(),
    )


def _tell_of_earlier(request: HttpRequest, begun: Begun, sheet: Sheet, filing: Filed) -> None:
    """Says which other dossiers there are of the same complainant; that stops nothing."""
    values = sheet.values
    about = About(
        name=str(values.get("complainant.name", "")),
        email=str(values.get("complainant.email", "")),
        matter=filing.recorded.matter_id,
    )
    numbers = same_complainant(about, begun.seat.member, reading=begun.seat.reading)
    if numbers:
        messages.info(request, _("Van dezelfde klager is er al: {numbers}.").format(numbers=", ".join(numbers)))
