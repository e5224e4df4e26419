"""Huisstijl: the name, colours and logo of the organisation, shown before they are kept, and how its own site shows the regulation."""

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.actions.identity import (
    DARK_FIELD,
    LIGHT_FIELD,
    LOGO_FIELD,
    OWN,
    Chosen,
    faults_of,
    look_of,
    remove_logo,
    save_logo,
    save_look,
)
from wederhoor.actions.public import place_of, regulations
from wederhoor.desk.forms.identity import chosen_of, identity_fields, logo_field
from wederhoor.desk.officer import by_the_officer
from wederhoor.desk.seat import Seat, framed
from wederhoor.web.colour import ACCENTS, DARK, HEX, LIGHT, nearest, theme
from wederhoor.web.fields import Errors, Field, Values, filled, read_fields
from wederhoor.web.paper import Look, Paper, pictured
from wederhoor.web.words import spoken, told

STEP: Final = "step"


@by_the_officer
def identity(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The form; what was chosen shown on this very page, which then wears it; saving; the logo."""
    step = request.POST.get(STEP, "") if request.method == "POST" else ""
    if step == "logo":
        return _logo(request, seat)
    if step == "no_logo":
        remove_logo(seat.organisation)
        messages.success(request, _("Het logo is weg."))
        return redirect("desk:identity")
    return _chosen(request, seat, step) if step else _page(request, seat, identity_fields(seat.organisation))


def _chosen(request: HttpRequest, seat: Seat, step: str) -> HttpResponse:
    form = identity_fields(seat.organisation)
    values, errors = read_fields(form, request.POST)
    if step == "nearest":
        values = {**values, **_nearest(values)}
    chosen = chosen_of(values)
    errors = {**{field: (told(fault),) for field, fault in faults_of(chosen).items()}, **errors}
    if errors:
        return _page(request, seat, filled(form, values, errors), can_mend=_can_mend(values, errors), status=422)
    if step != "save":
        return _page(request, seat, filled(form, values, {}), **_worn(chosen))
    save_look(seat.organisation, chosen)
    messages.success(request, _("De huisstijl is opgeslagen."))
    return redirect("desk:identity")


def _nearest(values: Values) -> Mapping[str, str]:
    """The colours as they can be read everywhere."""
    found = ((LIGHT_FIELD, LIGHT), (DARK_FIELD, DARK))
    return {field: nearest(values[field], mode) for field, mode in found if HEX.fullmatch(str(values.get(field, "")))}


def _can_mend(values: Values, errors: Errors) -> bool:
    return any(field in errors and HEX.fullmatch(str(values.get(field, ""))) for field in (LIGHT_FIELD, DARK_FIELD))


def _logo(request: HttpRequest, seat: Seat) -> HttpResponse:
    files = request.FILES.getlist(LOGO_FIELD)
    fault = told(save_logo(seat.organisation, files[0].read())) if files else _("Kies eerst een bestand.")
    if fault:
        return _page(request, seat, identity_fields(seat.organisation), logo=(fault,), status=422)
    messages.success(request, _("Het logo is opgeslagen."))
    return redirect("desk:identity")


def _worn(chosen: Chosen) -> dict[str, Any]:
    """The page wears what was chosen before it is kept."""
    own = chosen.accent == OWN
    light, dark = (chosen.light, chosen.dark) if own else ACCENTS[chosen.accent]
    asked = urlencode({LIGHT_FIELD: light[1:], DARK_FIELD: dark[1:]})
    return {
        "organisation": chosen.name,
        "accent": "",
        "theme_href": f"{reverse('desk:identity_theme')}?{asked}",
        "letter_href": f"{reverse('desk:identity_letter')}?{asked}",
        "shown": True,
    }


def _page(
    request: HttpRequest,
    seat: Seat,
    fields: tuple[Field, ...],
    *,
    logo: tuple[str, ...] = (),
    status: int = 200,
    **more: object,
) -> HttpResponse:
    context = framed(
        seat,
        "identity",
        fields=fields,
        faulty=any(field.errors for field in fields),
        logo_fields=filled([logo_field()], {}, {LOGO_FIELD: logo} if logo else {}),
        snippets=_snippets(seat),
        letter_href=reverse("desk:identity_letter"),
    )
    return render(request, "desk/identity.html", {**context, **more}, status=status)


def _snippets(seat: Seat) -> list[tuple[str, str]]:
    """The line for its own site; where there are several regulations one for each, by its name."""
    organisation = seat.organisation
    several = regulations(organisation, now=seat.now) if organisation.settings.get("default_procedure") else []
    if len(several) < 2:  # noqa: PLR2004 -- one needs no name
        return [("", _snippet(_("Klachtenregeling van {name}").format(name=organisation.name), [organisation.slug]))]
    named = [(spoken(one.procedure.title), place_of(organisation, one.procedure.id, default=one.default)) for one in several]
    return [(title, _snippet(title, place)) for title, place in named]


def _snippet(title: str, place: list[str]) -> str:
    address = f"{settings.BASE_URL}{reverse('portal:embedded', args=place)}"
    return f'<iframe src="{address}" title="{escape(title)}" width="100%" height="900" loading="lazy"></iframe>'


@by_the_officer
def identity_theme(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The style sheet of colours that are not kept yet."""
    del seat
    answer = HttpResponse(theme(*_asked(request)), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


@by_the_officer
def identity_letter(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A letter as it would look: a picture of its first page."""
    look = look_of(seat.organisation)
    if LIGHT_FIELD in request.GET:
        look = Look(_asked(request)[0], look.logo)
    paper = Paper(
        _("S. Jansen\nDorpsstraat 1\n1234 AB Voorbeeldstad"),
        "2026-0001",
        ((_("Ons kenmerk"), "2026-0001"),),
        _("Wij hebben uw klacht ontvangen"),
        _("Beste S. Jansen,\n\nDit is een voorbeeld van een brief.\n\nMet vriendelijke groet"),
    )
    answer = HttpResponse(pictured(paper, organisation=seat.organisation.name, now=seat.now, look=look), content_type="image/png")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The two colours in the address, without their number signs."""
    light, dark = (f"#{request.GET.get(field, '')}" for field in (LIGHT_FIELD, DARK_FIELD))
    if not (HEX.fullmatch(light) and HEX.fullmatch(dark)):
        raise Http404
    return light, dark
