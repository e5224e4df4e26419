"""Writing down what came in by telephone, in a talk, by letter or by mail: the form is made from what the regulation asks."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.access import visible_to
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.public import products, regulation
from wederhoor.actions.values import Actor, Refused
from wederhoor.core.advance import open_dossier
from wederhoor.core.dossier import begin
from wederhoor.core.log import FIRST
from wederhoor.core.permit import rule_for
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.desk.forms import sheet as sheets
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.sheet import Sheet
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import article, clause_text
from wederhoor.desk.shown.effects import follows_of
from wederhoor.web.fields import Choice, Field

_CHANNELS = ("phone", "talk", "letter", "mail")


@at_the_desk
def intake(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The form for a new complaint, and the dossier that it becomes."""
    held = regulation(seat.organisation.slug, now=seat.now)
    if held is None:
        return render(request, "desk/no_regulation.html", framed(seat, "intake"))
    matter = begin(held.procedure, calendar=held.calendar)
    dossier = open_dossier(matter, FIRST)
    spec = held.procedure.specs["file"]
    asked = Asked(matter, dossier, dossier, spec, rule_for(dossier, "file"), products=products(seat.organisation))
    roles = tuple((role.id, spoken(role.name)) for role in held.procedure.roles if role.id in seat.roles)
    if not roles:
        return render(request, "desk/no_regulation.html", framed(seat, "intake", nobody=True), status=403)
    if request.method != "POST":
        return _form(request, seat, held.procedure, sheets.blank(asked, seen=0, roles=roles))
    filled = sheets.typed(asked, request.POST, length=0, roles=roles)
    if filled.errors:
        return _form(request, seat, held.procedure, filled)
    return _file(request, seat, held.procedure, filled, roles)


def _file(request: HttpRequest, seat: Seat, procedure: Procedure, filled: Sheet, roles: tuple[Choice, ...]) -> HttpResponse:
    by = Actor(str(filled.values.get(sheets.BY) or roles[0][0]), member=seat.member)
    at = filled.at(filled.asked.matter.calendar, seat.now)
    answer = file_complaint(seat.organisation, data=filled.data, by=by, at=at, now=seat.now, key=filled.key, procedure=procedure.id)
    if isinstance(answer, Filed):
        said = _("Vastgelegd als {number}. De volgcode voor de klager is {code}. Deze code ziet u maar één keer.")
        messages.success(request, said.format(number=answer.dossier.number, code=answer.tracking_code))
        mine = visible_to(seat.member).filter(pk=answer.dossier.pk).exists()
        return redirect("desk:dossier", answer.dossier.number) if mine else redirect("desk:intake")
    return _form(request, seat, procedure, filled.refused(answer), answer)


def _form(request: HttpRequest, seat: Seat, procedure: Procedure, filled: Sheet, refused: Refused | None = None) -> HttpResponse:
    asked = filled.asked
    wanted = {name for needed in asked.scene.plan.required for datum in needed.data for name in datum.field.split("|")}
    form = replace(filled.form, shown=tuple(_marked(field, wanted) for field in filled.form.shown))
    said = {}
    if refused:
        said = {"reason": sheets.spoken_reason(filled, refused), "article": article(procedure, refused.clause)}
    first = next((needed.clause[0] for needed in asked.scene.plan.required if needed.clause), None)
    context = framed(
        seat,
        "intake",
        form=form,
        own=tuple(replace(one, label=_("Wanneer kwam het binnen")) if one.name == sheets.AT else one for one in filled.own),
        key=filled.key,
        faulty=bool(filled.errors),
        refused=said,
        title=spoken(procedure.title),
        article=article(procedure, first),
        beside_class="beside-after",
        clause_text=clause_text(procedure, first),
        effects=follows_of(asked.matter, asked.seat, "file"),
    )
    return render(request, "desk/intake.html", context, status=409 if refused else 422 if filled.errors else 200)


def _marked(field: Field, wanted: set[str]) -> Field:
    """What the regulation asks of a whole complaint is said so: it may come later, for a complaint is taken down as it comes."""
    if field.name == "channel":
        said = dict(field.choices)
        return replace(field, required=True, choices=tuple((code, said[code]) for code in _CHANNELS if code in said))
    if field.name == "kind" and len(field.choices) == 1:
        return replace(field, value=field.choices[0][0])
    return replace(field, wanted=field.name in wanted)
