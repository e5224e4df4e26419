"""The years of an organisation: each a dossier of its own, with what is owed in it; and opening one."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.access import visible_to
from wederhoor.actions.policy import leads
from wederhoor.actions.public import InForce, regulations
from wederhoor.actions.record import record
from wederhoor.actions.values import Actor, Changed, NewMatter, Refused
from wederhoor.core.dossier import begin, permitted
from wederhoor.core.log import YEARS
from wederhoor.desk.forms.year import PROCEDURE, YEAR, year_form
from wederhoor.desk.listing import parties_of, rules_of, with_rules
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import article, first_article
from wederhoor.desk.shown.rows import work_row
from wederhoor.web.fields import Field, filled, read_fields
from wederhoor.web.words import spoken, told

OPEN = "open_year"


@at_the_desk
def years(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The years that I may read, the newest first; and the form to open one, for whoever may."""
    known = regulations(seat.organisation, now=seat.now)
    held = [one for one in known if _roles(one, seat)]
    form = year_form(seat.now.year, tuple((one.procedure.id, spoken(one.procedure.title)) for one in held))
    if request.method != "POST" or not held:
        return _page(request, seat, known, form)
    values, errors = read_fields(form, request.POST)
    year = values.get(YEAR)
    if not errors and (not isinstance(year, (int, float)) or int(year) != year or int(year) not in YEARS):
        errors[YEAR] = (_("Vul een jaar in, bijvoorbeeld {year}").format(year=seat.now.year),)
    if errors:
        return _page(request, seat, known, filled(form, values, errors))
    chosen = next((one for one in held if one.procedure.id == values.get(PROCEDURE)), held[0])
    return _open(request, seat, known, filled(form, values, {}), chosen, int(year or 0))


def _open(request: HttpRequest, seat: Seat, known: Sequence[InForce], form: tuple[Field, ...], one: InForce, year: int) -> HttpResponse:
    """Through the one door; a year that was opened already is the same year."""
    answer = record(
        NewMatter(seat.organisation, one.procedure.id, instance="year"),
        OPEN,
        by=Actor(_roles(one, seat)[0], member=seat.member),
        at=seat.now,
        now=seat.now,
        data={"year": year},
        key=f"{OPEN}:{one.procedure.id}:{year}",
    )
    if isinstance(answer, Refused):
        return _page(request, seat, known, form, {"reason": told(answer.reason), "article": article(one.procedure, answer.clause)})
    if isinstance(answer, Changed):  # a matter that begins has no log that someone else added to
        return redirect("desk:years")
    messages.success(request, _("Het jaar {year} is geopend.").format(year=year))
    mine = visible_to(seat.member, reading=seat.ever_reading).filter(pk=answer.dossier_id).exists()
    return redirect("desk:dossier", answer.number) if mine else redirect("desk:years")


def _roles(one: InForce, seat: Seat) -> list[str]:
    """The functions in which I may open a year of this regulation."""
    able = permitted(begin(one.procedure, calendar=one.calendar))
    return [role for role, acts in able.items() if OPEN in acts and role in seat.roles]


def _page(
    request: HttpRequest, seat: Seat, known: Sequence[InForce], form: Iterable[Field], refused: dict[str, str] | None = None
) -> HttpResponse:
    found = list(with_rules(visible_to(seat.member, reading=seat.reading).filter(instance="year").order_by("-received_at", "-pk")))
    by, parties = rules_of(found, seat.now), parties_of(found)
    form = tuple(form)
    held = next((one for one in known if _roles(one, seat)), None)
    faulty = any(field.errors for field in form)
    context = {
        "rows": [work_row(row, by[row.matter_id], seat.now, parties[row.matter_id]) for row in found],
        "form": form if held else (),
        "faulty": faulty,
        "refused": refused or {},
        "article": _asked_by(held) if held else "",
        "leading": leads(seat.roles, [one.procedure for one in known]),
    }
    status = 409 if refused else 422 if faulty else 200
    return render(request, "desk/years.html", framed(seat, "years", **context), status=status)


def _asked_by(one: InForce) -> str:
    """The article by which a year is opened."""
    matter = begin(one.procedure, calendar=one.calendar)
    rule = matter.plans["year"].rules.get(OPEN)
    return first_article(one.procedure, rule.clause) if rule else ""
