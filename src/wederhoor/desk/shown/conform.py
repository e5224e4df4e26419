"""What a dossier was promised and what came of it: each duty and right with its verdict, its margin and the acts that it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.said import done_label, function_of
from wederhoor.core.conform import BROKEN, Finding, conform
from wederhoor.core.dossier import explanation_of, label
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Due, Occurrence
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import article
from wederhoor.desk.shown.term import day_of
from wederhoor.web import words
from wederhoor.web.days import day_said, moment_said
from wederhoor.web.words import filled, kept, spoken, told

#: What is not kept in time, and what was.
_LATE: Final = BROKEN | {"used_late"}
_GOOD: Final = frozenset({"met", "used"})
#: Why something was let go, as `core.conform` says it.
_LET_GO: Final = (
    gettext_noop("een andere handeling nam dit weg"),
    gettext_noop("de grond viel weg"),
    gettext_noop("het dossier werd gesloten"),
    gettext_noop("het dossier werd heropend"),
    gettext_noop("het dossier is vernietigd"),
    gettext_noop("ervan afgezien, met de reden in het dossier"),
    gettext_noop("ervan afgeweken, met de reden in het dossier"),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """An act that a promise rests on: what it was, when, and where it stands in the timeline."""

    label: str
    at: datetime
    href: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. `due`: its last day in words, "" without one; `said`: the verdict; `margin`: what was left or how much too late.

    `from_then`: that day is the first on which it may be done instead. `why`: why it was let go, or why it was late; `reason`: what
    someone wrote down of that.
    """

    name: str
    articles: tuple[str, ...]
    holder: str
    arose: datetime
    due: str
    said: str
    tone: str
    margin: str
    why: str
    reason: str
    proofs: tuple[Proof, ...]
    from_then: bool = False


@dataclass(frozen=True, slots=True)
class Promises:
    """All of a dossier: what was owed, what parties could do, which rules were departed from; and how many of each verdict."""

    duties: tuple[Promise, ...]
    rights: tuple[Promise, ...]
    guards: tuple[Promise, ...]
    tally: tuple[Mapping[str, object], ...]


def promises(desk: Desk) -> Promises:
    """Everything that was promised in this dossier, as it stands now."""
    mine = [finding for finding in conform(desk.matter, desk.seat.now) if finding.dossier == desk.dossier.name]
    duties = [finding for finding in mine if finding.what == "duty"]
    rights = [finding for finding in mine if finding.what == "right"]
    states = [view.status for view in desk.duties if view.id != DESTRUCTION]
    return Promises(
        tuple(_duty(desk, one, view.occurrence, view.status) for one, view in zip(duties, desk.duties, strict=True)),
        tuple(_right(desk, one, spoken(view.opening.right.name)) for one, view in zip(rights, desk.rights, strict=True)),
        tuple(_guard(desk, one) for one in mine if one.what == "guard"),
        tuple(_tally(states)),
    )


def _tally(states: Iterable[str]) -> Iterator[Mapping[str, object]]:
    found = list(states)
    for code in words.codes("duty_status"):
        count = found.count(code)
        if count:
            yield {"count": count, "label": words.word("duty_status", code), "tone": "late" if code in BROKEN else ""}


def _duty(desk: Desk, finding: Finding, item: Occurrence, status: str) -> Promise:
    said = words.word("duty_status", status)
    why, reason = _reason(desk, finding, item)
    return _promise(desk, finding, told(label(item)), said, why=why, reason=reason)


def _right(desk: Desk, finding: Finding, name: str) -> Promise:
    late = finding.verdict == "used_late"
    return _promise(
        desk, finding, name, _("te laat gebruikt") if late else words.word("right_status", finding.verdict), why=kept(finding.why)
    )


def _guard(desk: Desk, finding: Finding) -> Promise:
    rule = desk.dossier.plan.rules.get(finding.id)
    reason = desk.texts_seen.get(finding.evidence[0], {}).get("override", "")
    return _promise(desk, finding, done_label(rule, finding.id), _("hiervan is afgeweken"), why=kept(finding.why), reason=reason)


def _promise(desk: Desk, finding: Finding, name: str, said: str, *, why: str = "", reason: str = "") -> Promise:
    procedure = desk.matter.procedure
    return Promise(
        name=name,
        articles=tuple(article(procedure, clause) for clause in finding.clauses),
        holder=function_of(procedure, finding.holder),
        arose=finding.arose,
        due=_day(desk, finding.promised),
        said=said,
        tone="late" if finding.verdict in _LATE else "met" if finding.verdict in _GOOD else "",
        margin=margin_said(finding),
        why=why,
        reason=reason,
        proofs=tuple(_proofs(desk, finding.evidence)),
        from_then=finding.what == "duty" and finding.id == DESTRUCTION,
    )


def _reason(desk: Desk, finding: Finding, item: Occurrence) -> tuple[str, str]:
    """Why a duty was late or let go, as a code says it and as someone wrote it down."""
    if finding.verdict in BROKEN:
        explained = explanation_of(desk.dossier, item)
        texts = desk.texts_seen.get(explained.index, {}) if explained else {}
        why = words.value_word("cause", finding.cause) if finding.cause else ""
        return why, texts.get("reason", "")
    texts = desk.texts_seen.get(item.waived_by, {}) if item.waived_by is not None and finding.verdict == "waived" else {}
    return kept(finding.why), texts.get("reason", "")


def _day(desk: Desk, due: Due | None) -> str:
    """The last day, or of a term in hours its end."""
    calendar = desk.matter.calendar
    today = calendar.local_day(desk.seat.now)
    if isinstance(due, datetime):
        return moment_said(due.astimezone(calendar.zone), today)
    return day_said(day_of(due, calendar), today) if due is not None else ""


def margin_said(finding: Finding) -> str:
    """What was left or is left, or how much too late, in the unit of the term."""
    left = finding.margin
    if left is None or finding.verdict == "expired":
        return ""
    if left == 0 and finding.verdict in _LATE:
        return _("na de laatste dag")  # on a closed day: no working day too late
    count = words.count_of(abs(left), finding.unit)
    if left < 0:
        return filled(_("{n} te laat"), n=count)
    if left == 0:
        return _at_last(finding)
    return filled(_("nog {n}") if finding.verdict == "open" else _("{n} voor het einde"), n=count)


def _at_last(finding: Finding) -> str:
    """Of what was done, or may still be done, with nothing left of the term."""
    if finding.verdict == "open":
        return _("nog minder dan een uur") if finding.unit == "hours" else _("vandaag is de laatste dag")
    return _("in het laatste uur") if finding.unit == "hours" else _("op de laatste dag")


def _proofs(desk: Desk, evidence: Iterable[int]) -> Iterator[Proof]:
    """Where each act stands; an act of another dossier of the matter on the page of that one."""
    for index in dict.fromkeys(evidence):
        entry = desk.entries[index]
        dossier, row = desk.matter.dossiers[entry.dossier], desk.rows[entry.dossier]
        href = f"{desk.seat.address('dossier', row.number)}#{place_of(index)}"
        yield Proof(done_label(rule_for(dossier, entry.act), entry.act), entry.at, href)


def place_of(index: int) -> str:
    """Where on the page of its dossier an act stands."""
    return f"handeling-{index}"
