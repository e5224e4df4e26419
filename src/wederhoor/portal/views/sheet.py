"""A filing on its way: what came with the form, on which of its pages it is, and the pages themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from wederhoor.actions import public
from wederhoor.actions.uploads import Waiting
from wederhoor.core.dossier import Refusal
from wederhoor.core.procedure import Procedure
from wederhoor.portal.articles import article
from wederhoor.portal.forms import grounds, steps
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.behalf import BEHALF, Behalf
from wederhoor.portal.forms.files import FILES, WAITING, Attached
from wederhoor.portal.forms.filing import FilingForm, Lack, data_of, filing_form, lacking, read_filing
from wederhoor.portal.forms.message import TEXT
from wederhoor.portal.forms.steps import Step
from wederhoor.portal.shown.answers import answers, carried
from wederhoor.portal.shown.kinds import kinds_told
from wederhoor.portal.views.frame import framed
from wederhoor.web.fields import Errors, Field, Values, without_controls
from wederhoor.web.words import spoken

#: Names of the form: the regulation that was before its writer, the draft that it is of, and the address to which a draft's link goes.
REGULATION, DRAFT, KEEP_MAIL = "regeling", "concept", "bewaar_mail"
_LONGEST_NAMED: Final = 80
_ACCEPTS: Final = "accepts_regulation"
MAIL: Final = "complainant.email"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filing: the regulation, its form, what was typed in it, and what travels with it.

    `shown`: the faults that its page tells. `before`: the regulation that its writer had before him, as `id@version`. `draft`: the token of
    the draft that it is of. `behalf`: for which institution. `keep`: the question where a draft's link goes. `post`: what was sent.
    """

    found: public.InForce
    form: FilingForm
    values: Values
    errors: Errors
    token: tokens.Token
    step: Step
    files: Attached
    post: QueryDict
    now: datetime
    before: str
    behalf: Behalf
    draft: str = ""
    keep: Field | None = None

    @property
    def renewed(self) -> bool:
        """Whether another version of the regulation came into force since the form was opened."""
        return self.before != named(self.found.procedure)

    @property
    def faults(self) -> Errors:
        """What is wrong with that which this step looks at: one group, or everything."""
        if not self.step.checks:
            return {}
        if self.step.name != steps.NEXT or self.step.group is None:
            return self.errors
        names = {field.name for field in self.form.groups[min(self.step.group, len(self.form.groups) - 1)].fields}
        return {name: said for name, said in self.errors.items() if name in names}

    @property
    def held(self) -> bool:
        """Whether it cannot go on as it is."""
        return bool(self.faults or self.files.faults or (self.renewed and self.step.checks))

    def held_at(self) -> int | None:
        """The group on which it then stays; None for all on one page."""
        last = len(self.form.groups) - 1
        if self.step.group is None or self.files.faults or (self.step.name == steps.NEXT and not self.renewed):
            return None if self.step.group is None else min(self.step.group, last)
        wrong = {*self.faults, *((_ACCEPTS,) if self.renewed else ())}
        found = [place for place, group in enumerate(self.form.groups) if any(field.name in wrong for field in group.fields)]
        return found[0] if found else min(self.step.group, last)

    def filled(self) -> FilingForm:
        """The form with what was typed and what is wrong with it."""
        return self.form.with_values(self.values, self.faults)

    def data(self) -> dict[str, Any]:
        """The data of `file`."""
        return data_of(self.form, self.values, today=self.found.calendar.local_day(self.now))


def named(procedure: Procedure) -> str:
    """A regulation with its version, as the form carries it."""
    return f"{procedure.id}@{procedure.version}"


def sheet_of(
    found: public.InForce, sent: QueryDict, *, token: tokens.Token, files: Attached, now: datetime, behalf: Behalf, draft: str = ""
) -> Sheet:
    """What was sent as a filing on its way. Whoever agreed to a version that no longer holds has not agreed to this one."""
    step = steps.read_step(sent)
    post = grounds.arranged(sent, more=step.name == steps.GROUND, without=step.number if step.name == steps.NO_GROUND else None)
    form = filing_form(found.procedure, products=tuple(found.form.products.items()), points=grounds.count(post))
    values, errors = read_filing(form, post)
    before = without_controls(post.get(REGULATION, ""))[:_LONGEST_NAMED] or named(found.procedure)
    sheet = Sheet(found, form, values, errors, token, step, files, post, now, before, behalf, draft)
    if sheet.renewed:
        values.pop(_ACCEPTS, None)
    return sheet


@dataclass(frozen=True, slots=True)
class Earlier:
    """A complaint that this form made when it said something else. `key`: of its pages, nothing where the browser cannot open them.

    `text` and `files`: what is filled in now, as a message to go on with there.
    """

    number: str
    key: str = ""
    text: str = ""
    files: tuple[Waiting, ...] = ()


def in_words(sheet: Sheet) -> str:
    """Everything that was filled in, each under its question."""
    told = [field for field in sheet.filled().fields if field.name in sheet.values]
    return "\n\n".join(f"{one.label}\n{one.text}" for one in answers(_told(told, sheet.values)) if one.text)


# Pages ---------------------------------------------------------------------------------------------------------------------


def asked(request: HttpRequest, sheet: Sheet, group: int | None, *, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401 -- a context holds anything
    """The questions: all of them, or one group."""
    groups = sheet.filled().groups
    here = groups if group is None else groups[group : group + 1]
    elsewhere = [field for one in groups if one not in here for field in one.fields]
    context = {
        "groups": list(enumerate(here, start=group or 0)),
        "fields": [field for one in here for field in one.fields],
        "group": group,
        "step_number": (group or 0) + 1,
        "step_count": len(groups) + 1,
        "carried": _carried(sheet, elsewhere),
        "honeypot": tokens.HONEYPOT,
        "faulty": any(field.errors for one in here for field in one.fields)
        or bool(sheet.files.faults or (sheet.keep and sheet.keep.errors)),
        "kinds": kinds_told(sheet.found.procedure, calendar=sheet.found.calendar, calendars=sheet.found.calendars, now=sheet.now),
        "points": grounds.count(sheet.post),
        "may_point": grounds.offered(sheet.found.procedure),
        "most_points": grounds.MOST,
        "keep": sheet.keep or keep_field(""),
        "draft_days": settings.DRAFT_DAYS,
        **more,
    }
    return render(request, "portal/filing.html", _framed(sheet, **context), status=status)


def keep_field(address: str, fault: str = "") -> Field:
    """To which address the link of a draft goes."""
    label, helped = _("Naar welk e-mailadres mag de link?"), _("Leeg? Dan nemen wij het e-mailadres dat u op het formulier invulde.")
    return Field(KEEP_MAIL, "email", label, helped, value=address, errors=(fault,) if fault else (), autocomplete="email")


def reviewed(
    request: HttpRequest,
    sheet: Sheet,
    *,
    refusal: Refusal | None = None,
    doubtful: bool = False,
    earlier: Earlier | None = None,
    status: int = 200,
) -> HttpResponse:
    """Every answer once more, before it is sent."""
    lacks: tuple[Lack, ...] = ()
    if refusal is None:
        looked = lacking(sheet.form, sheet.data(), now=sheet.now, calendar=sheet.found.calendar)
        refusal, lacks = (looked, ()) if isinstance(looked, Refusal) else (None, looked)
    one_by_one, form = sheet.step.group is not None, sheet.filled()
    context = {
        "groups": [(place, group, answers(_told(group.fields, sheet.values))) for place, group in enumerate(form.groups)],
        "group": len(form.groups) if one_by_one else None,
        "one_by_one": one_by_one,
        "step_number": len(form.groups) + 1,
        "step_count": len(form.groups) + 1,
        "carried": _carried(sheet, form.fields),
        "lacks": [(lack, _place_of(sheet, lack)) for lack in lacks],
        "refusal": refusal,
        "refusal_article": article(sheet.found.procedure, refusal.clause) if refusal else "",
        "anonymous": sheet.values.get("anonymous") is True,
        "unreachable": not sheet.values.get(MAIL),
        "doubtful": doubtful,
        "confirmed": tokens.CONFIRMED,
        "busy": status == 429,  # noqa: PLR2004 -- HTTP
        "earlier": earlier,
        "anew": tokens.ANEW,
        "message_name": TEXT,
    }
    return render(request, "portal/filing_review.html", _framed(sheet, **context), status=422 if refusal else status)


def _carried(sheet: Sheet, fields: list[Field] | tuple[Field, ...]) -> list[tuple[str, str]]:
    """What travels along unseen: the answers of other pages, points that are still empty, and what a machine filled in."""
    found = list(carried(fields))
    have = {name for name, _value in found}
    found += [(field.name, "") for field in fields if field.name.startswith(f"{grounds.NAME}.") and field.name not in have]
    unseen = ((tokens.HONEYPOT, sheet.post.get(tokens.HONEYPOT)), (BEHALF, sheet.behalf.given))
    return [*found, *((name, value) for name, value in unseen if value)]


def _told(fields: Iterable[Field], values: Values) -> list[Field]:
    """What will be sent: of whoever stays anonymous nothing that names him, though it travels along in case he changes his mind."""
    return [field for field in fields if not (values.get("anonymous") and field.name.startswith("complainant."))]


def _place_of(sheet: Sheet, lack: Lack) -> int:
    return next((place for place, group in enumerate(sheet.form.groups) if any(field.id == lack.id for field in group.fields)), 0)


def _framed(sheet: Sheet, **context: Any) -> dict[str, Any]:  # noqa: ANN401 -- a context holds anything
    shared: dict[str, Any] = {
        "token": sheet.token,
        "token_name": tokens.FIELD,
        "before": named(sheet.found.procedure),
        "version": sheet.found.procedure.version,
        "by_which": spoken(sheet.found.procedure.title) if sheet.found.several else "",
        "renewed": sheet.renewed,
        "another": sheet.before.partition("@")[0] != sheet.found.procedure.id,
        "draft": sheet.draft,
        "files": sheet.files,
        "files_name": FILES,
        "waiting_name": WAITING,
        "behalf": sheet.behalf,
        "behalf_name": BEHALF,
    }
    return framed(sheet.found.organisation, sheet.found.procedure, default=sheet.found.default, **shared, **context)
