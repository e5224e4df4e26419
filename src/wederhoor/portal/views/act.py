"""An act of the complainant: its form, the answers checked, and recording it through the one door."""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions import public
from wederhoor.actions.record import Actor, Changed, Log, Recorded, Refused, record
from wederhoor.core.dossier import permitted, why_not
from wederhoor.core.facts import matter_language
from wederhoor.core.state import Dossier
from wederhoor.portal.articles import article, numbered
from wederhoor.portal.awaiting import ANSWERS, unanswered
from wederhoor.portal.doors import COMPLAINANT, Visit, following, said_once, typed
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.act import Taking, asks_product, data_of, fields_of, says_nothing
from wederhoor.portal.forms.files import FILES, WAITING, Attached, brought, lost
from wederhoor.portal.forms.steps import CHANGE, REMOVE, SEND, UPLOAD, read_step
from wederhoor.portal.shown import said
from wederhoor.portal.shown.answers import Answer, answers, carried
from wederhoor.portal.shown.status import buttons_of
from wederhoor.portal.shown.timeline import Letter
from wederhoor.portal.views.following import known
from wederhoor.portal.views.frame import framed
from wederhoor.web.fields import Field, Values, filled, read_fields
from wederhoor.web.words import in_one_language, spoken, told, word

#: An objection is one to the reply.
OBJECTS: Final = "object"
REPLY: Final = "reply"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An act on its way: who takes it, its questions as answered, the token, and the length of the log that was before him."""

    visit: Visit
    taking: Taking
    fields: tuple[Field, ...]
    token: tokens.Token
    seen: int
    files: Attached = field(default_factory=Attached)


@following
def take(request: HttpRequest, visit: Visit, place: int, act: str) -> HttpResponse:
    """Shows the form; then what was filled in; then records it."""
    taking = _taking(visit, place, act)
    if taking is None:
        return _not_possible(request, visit, place, act)
    products = public.products(visit.organisation) if asks_product(taking) else ()
    fields = fields_of(taking, known(visit), products=products)
    length = visit.followed.matter.length
    if request.method != "POST":
        return _asked(request, Sheet(visit, taking, fields, tokens.new_token(visit.now), length))
    step, files = read_step(request.POST), _files(request, visit, taking)
    values, errors = read_fields(fields, request.POST)
    if not errors and says_nothing(taking, values) and not files.items:
        errors = {fields[-1].name: (_("Vul hier of hierboven iets in"),)}
    among_files = step.name in {UPLOAD, REMOVE}
    errors = {} if among_files else errors
    fields = filled(_emptied(fields), values, errors)
    sheet = Sheet(visit, taking, fields, tokens.read_token(request.POST, visit.now), _seen(request, length), files)
    if errors or files.faults or among_files or step.name == CHANGE:
        return _asked(request, sheet, status=422 if errors or files.faults else 200)
    if step.name != SEND:
        return _reviewed(request, sheet)
    return _recorded(request, sheet, values)


def _files(request: HttpRequest, visit: Visit, taking: Taking) -> Attached:
    """What goes along with it: files sent now, and those that came before and wait."""
    if not taking.takes_files:
        return Attached()
    return brought(request, owner=visit.owner, now=visit.now)


def _taking(visit: Visit, place: int, act: str) -> Taking | None:
    """The act as it may be taken now, from the dossier at this place."""
    matter = visit.followed.matter
    found = [(dossier, rule) for dossier, at, name, rule in buttons_of(matter, visit.now) if at == place and name == act]
    return Taking(matter, found[0][0], act, found[0][1]) if found else None


def _emptied(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """What was filled in beforehand and then wiped out stays wiped out."""
    return tuple(Field(one.name, one.kind, one.label, one.help, one.required, one.choices, autocomplete=one.autocomplete) for one in fields)


def _seen(request: HttpRequest, length: int) -> int:
    given = request.POST.get("gezien", "")
    return int(given) if given.isdecimal() and len(given) < 9 else length  # noqa: PLR2004 -- no log is that long


def _asked(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    return render(
        request,
        "portal/act.html",
        _framed(sheet, fields=sheet.fields, faulty=bool(sheet.files.faults) or any(one.errors for one in sheet.fields)),
        status=status,
    )


def _reviewed(request: HttpRequest, sheet: Sheet, *, answer: Refused | Changed | None = None) -> HttpResponse:
    along = (Answer(_("Bestanden"), "bijlagen", ", ".join(sheet.files.names)),) if sheet.files.items else ()
    context: dict[str, Any] = {"answers": (*answers(sheet.fields), *along), "carried": carried(sheet.fields)}
    if isinstance(answer, Refused):
        context |= {"refusal": answer, "refusal_article": article(sheet.taking.matter.procedure, answer.clause)}
    if isinstance(answer, Changed):
        events = [said.happened(sheet.taking.matter, entry.act, entry.data) for entry in answer.added]
        context |= {"changed": True, "added": [event for event in events if event], "seen": answer.length}
    return render(request, "portal/act_review.html", _framed(sheet, **context), status=409 if answer else 200)


def _recorded(request: HttpRequest, sheet: Sheet, values: Values) -> HttpResponse:
    visit, taking, uploads = sheet.visit, sheet.taking, sheet.files.uploads()
    if uploads is None:
        return _asked(request, replace(sheet, files=lost(sheet.files)), status=422)
    party = visit.followed.party
    answer = record(
        Log(visit.followed.dossier.matter_id, taking.dossier.name),
        taking.act,
        by=Actor(COMPLAINANT, party=party.ref if party else None),
        at=visit.now,
        now=visit.now,
        data=data_of(taking, values, now=visit.now),
        seen=sheet.seen,
        key=said_once(request, sheet.token),
        files=uploads,
    )
    if isinstance(answer, Recorded):
        return redirect("portal:status", key=visit.key)
    return _reviewed(request, sheet, answer=answer)


def _not_possible(request: HttpRequest, visit: Visit, place: int, act: str) -> HttpResponse:
    """Why this cannot be done now, with what was typed still there to copy. Sent twice, it was done the first time."""
    matter = visit.followed.matter
    dossiers = list(matter.dossiers.values())
    token = tokens.read_token(request.POST, visit.now)
    if request.method == "POST" and said_once(request, token) in visit.followed.keys:
        return redirect("portal:status", key=visit.key)
    reason, clause = _why(visit, dossiers[place] if place < len(dossiers) else dossiers[0], act)
    context: dict[str, Any] = {
        "title": said.to_do(matter, act),
        "reason": reason,
        "article": article(matter.procedure, clause),
        "typed": typed(request),
        "key": visit.key,
    }
    return render(request, "portal/act_refused.html", framed(visit.organisation, matter.procedure, **context), status=409)


def _why(visit: Visit, dossier: Dossier, act: str) -> tuple[str, str | None]:
    matter = visit.followed.matter
    if act not in matter.procedure.specs:
        return _("Dit kent deze regeling niet."), None
    refusal = why_not(matter, dossier, act, now=visit.now)
    if refusal:
        return told(refusal.reason), refusal.clause
    if act in permitted(matter, dossier).get(COMPLAINANT, ()):
        return _("Dit is nu niet nodig: u deed het al, of er is niets waarop u moet antwoorden."), None
    return _("Dit kan alleen iemand van de organisatie."), None


def _about(sheet: Sheet) -> Letter | None:
    """The letter that he answers by this act: what he accepts, declines or objects to."""
    taking = sheet.taking
    put = unanswered(taking.dossier, taking.rule) if taking.act in ANSWERS else None
    if taking.act == OBJECTS:
        put = next((one for one in reversed(taking.dossier.records) if one.act == REPLY), None)
    return next((one for one in sheet.visit.followed.letters if put is not None and one.seq == put.index), None)


def _framed(sheet: Sheet, **context: Any) -> dict[str, Any]:  # noqa: ANN401 -- a context holds anything
    matter, rule = sheet.taking.matter, sheet.taking.rule
    title = said.to_do(matter, sheet.taking.act, spoken(rule.name) if rule else "", sheet.taking.dossier)
    return framed(
        sheet.visit.organisation,
        matter.procedure,
        **{
            "title": title,
            "short_title": in_one_language(title, word("act", sheet.taking.act)),
            "article": numbered(matter.procedure, rule.clause if rule else ()),
            "key": sheet.visit.key,
            "place": list(matter.dossiers.values()).index(sheet.taking.dossier),
            "act": sheet.taking.act,
            "number": sheet.visit.followed.dossier.number,
            "token": sheet.token,
            "token_name": tokens.FIELD,
            "seen": sheet.seen,
            "files": sheet.files,
            "takes_files": sheet.taking.takes_files,
            "about": _about(sheet),
            "speaks": matter_language(matter),
            "files_name": FILES,
            "waiting_name": WAITING,
            **context,
        },
    )
