"""An act of the complainant: its form, the answers checked, and recording it through the one door."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.record import Actor, Changed, Log, Recorded, Refused, record
from wederhoor.core.dossier import why_not
from wederhoor.core.procedure import spoken
from wederhoor.core.state import Dossier
from wederhoor.portal.articles import article
from wederhoor.portal.doors import COMPLAINANT, Visit, by_code
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.act import Taking, data_of, fields_of
from wederhoor.portal.shown import said
from wederhoor.portal.shown.answers import answers, carried
from wederhoor.portal.shown.status import buttons_of
from wederhoor.portal.views.following import known
from wederhoor.portal.views.frame import framed
from wederhoor.web.fields import Field, Values, filled, read_fields


@dataclass(frozen=True, slots=True)
class Sheet:
    """An act on its way: who takes it, its questions as answered, the token, and the length of the log that was before him."""

    visit: Visit
    taking: Taking
    fields: tuple[Field, ...]
    token: tokens.Token
    seen: int


@by_code
def take(request: HttpRequest, visit: Visit, place: int, act: str) -> HttpResponse:
    """Shows the form; then what was filled in; then records it."""
    taking = _taking(visit, place, act)
    if taking is None:
        return _not_possible(request, visit, place, act)
    fields = fields_of(taking, known(visit))
    length = visit.followed.matter.length
    if request.method != "POST":
        return _asked(request, Sheet(visit, taking, fields, tokens.new_token(visit.now), length))
    values, errors = read_fields(fields, request.POST)
    fields = filled(_emptied(fields), values, errors)
    sheet = Sheet(visit, taking, fields, tokens.read_token(request.POST, visit.now), _seen(request, length))
    if errors or request.POST.get("stap") == "wijzigen":
        return _asked(request, sheet, status=422 if errors else 200)
    if request.POST.get("stap") != "versturen":
        return _reviewed(request, sheet)
    return _recorded(request, sheet, values)


def _taking(visit: Visit, place: int, act: str) -> Taking | None:
    """The act as it may be taken now, from the dossier at this place."""
    matter = visit.followed.matter
    found = [(dossier, rule) for dossier, at, name, rule in buttons_of(matter) if at == place and name == act]
    return Taking(matter, found[0][0], act, found[0][1]) if found else None


def _emptied(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """What was filled in beforehand and then wiped out stays wiped out."""
    return tuple(Field(one.name, one.kind, one.label, one.help, one.required, one.choices, autocomplete=one.autocomplete) for one in fields)


def _seen(request: HttpRequest, length: int) -> int:
    given = request.POST.get("gezien", "")
    return int(given) if given.isdecimal() and len(given) < 9 else length  # noqa: PLR2004 -- no log is that long


def _asked(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    return render(
        request, "portal/act.html", _framed(sheet, fields=sheet.fields, faulty=any(one.errors for one in sheet.fields)), status=status
    )


def _reviewed(request: HttpRequest, sheet: Sheet, *, answer: Refused | Changed | None = None) -> HttpResponse:
    context: dict[str, Any] = {"answers": answers(sheet.fields), "carried": carried(sheet.fields)}
    if isinstance(answer, Refused):
        context |= {"refusal": answer, "refusal_article": article(sheet.taking.matter.procedure, answer.clause)}
    if isinstance(answer, Changed):
        events = [said.happened(sheet.taking.matter, entry.act, entry.data) for entry in answer.added]
        context |= {"changed": True, "added": [event for event in events if event], "seen": answer.length}
    return render(request, "portal/act_review.html", _framed(sheet, **context), status=409 if answer else 200)


def _recorded(request: HttpRequest, sheet: Sheet, values: Values) -> HttpResponse:
    visit, taking = sheet.visit, sheet.taking
    party = visit.followed.party
    answer = record(
        Log(visit.followed.dossier.matter_id, taking.dossier.name),
        taking.act,
        by=Actor(COMPLAINANT, party=party.ref if party else None),
        at=visit.now,
        now=visit.now,
        data=data_of(taking, values, now=visit.now),
        seen=sheet.seen,
        key=f"portal-{sheet.token.key}",
    )
    if isinstance(answer, Recorded):
        return redirect("portal:status", code=visit.code)
    return _reviewed(request, sheet, answer=answer)


def _not_possible(request: HttpRequest, visit: Visit, place: int, act: str) -> HttpResponse:
    """Why this cannot be done now, with what was typed still there to copy. Sent twice, it was done the first time."""
    matter = visit.followed.matter
    dossiers = list(matter.dossiers.values())
    token = tokens.read_token(request.POST, visit.now)
    if request.method == "POST" and f"portal-{token.key}" in visit.followed.keys:
        return redirect("portal:status", code=visit.code)
    reason, clause = _why(visit, dossiers[place] if place < len(dossiers) else dossiers[0], act)
    typed = [(name, " ".join(request.POST.getlist(name))) for name in request.POST if name not in _OWN_FIELDS]
    context: dict[str, Any] = {
        "title": said.to_do(matter, act),
        "reason": reason,
        "article": article(matter.procedure, clause),
        "typed": typed,
        "code": visit.code,
    }
    return render(request, "portal/act_refused.html", framed(visit.organisation, matter.procedure, **context), status=409)


def _why(visit: Visit, dossier: Dossier, act: str) -> tuple[str, str | None]:
    matter = visit.followed.matter
    if act not in matter.procedure.specs:
        return _("Dit kent deze regeling niet."), None
    refusal = why_not(matter, dossier, act)
    return (refusal.reason, refusal.clause) if refusal else (_("Dit kan alleen iemand van de organisatie."), None)


_OWN_FIELDS = frozenset({"csrfmiddlewaretoken", "stap", "gezien", tokens.FIELD})


def _framed(sheet: Sheet, **context: Any) -> dict[str, Any]:  # noqa: ANN401 -- a context holds anything
    matter, rule = sheet.taking.matter, sheet.taking.rule
    return framed(
        sheet.visit.organisation,
        matter.procedure,
        **{
            "title": said.to_do(matter, sheet.taking.act, spoken(rule.name) if rule else ""),
            "article": article(matter.procedure, rule.clause if rule else ()),
            "code": sheet.visit.code,
            "number": sheet.visit.followed.dossier.number,
            "token": sheet.token,
            "token_name": tokens.FIELD,
            "seen": sheet.seen,
            **context,
        },
    )
