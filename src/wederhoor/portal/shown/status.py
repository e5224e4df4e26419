"""The status page of a matter: what happens now, by when and by which article, what was, and what the complainant may do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wederhoor.core.clockwork import deadline
from wederhoor.core.dossier import DutyView, RightView, duties, label, permitted, rights
from wederhoor.core.explain import explain_duty, explain_right
from wederhoor.core.norm import ActRule
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.state import Dossier, Matter
from wederhoor.core.term import Unit
from wederhoor.core.text_steps import steps
from wederhoor.portal.articles import article, numbered
from wederhoor.portal.awaiting import ANSWERS, OWN, has_no_purpose, is_oral, unanswered
from wederhoor.portal.shown import said
from wederhoor.portal.shown.term import Reason, day_of, line_of_terms, reasons_of
from wederhoor.portal.shown.timeline import Event, Told, events
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.term_line import Line
from wederhoor.web.words import spoken, told

#: In the role of whom one follows and acts.
COMPLAINANT: Final = "complainant"
#: An act that he may take: in which dossier, its place, the act, its rule.
Offered = tuple[Dossier, int, str, ActRule | None]
_PENDING: Final = frozenset({"open", "overdue", "suspended", "on_its_way"})
#: What was written can be made formal too, but there is no need to until it was talked about.
_FORMALISE: Final = "formalise"
#: The act by which he adds to what he filed.
ADDS: Final = "complete"
#: Acts that end what one began are never the first button.
_ENDING: Final = frozenset({"withdraw", "decline", "waive_hearing"})


@dataclass(frozen=True, slots=True)
class Owed:
    """What someone of the organisation still does: in one sentence's parts, with the article and the reckoning.

    `due`: its last day in words, empty where there is none; `bare`: the same without its weekday.
    """

    gets: str
    name: str
    who: str
    due: str
    bare: str
    left: str
    late: bool
    stopped: bool
    article: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """A right: what one may still do, until when (`closes` in words, `bare` without weekday), or within which term once it opens."""

    name: str
    closes: str
    bare: str
    left: str
    term: str
    status: str
    article: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """An act that the complainant may take now: where it would stand, what it is called, its article."""

    act: str
    place: int
    label: str
    article: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The whole page."""

    headline: str
    noun: str
    stage: str
    received: date
    first: Owed | None
    others: tuple[Owed, ...]
    line: Line | None
    events: tuple[Event, ...]
    grants: tuple[Grant, ...]
    buttons: tuple[Button, ...]

    @property
    def adds(self) -> bool:
        """Whether an act lets him add to what he filed: then that is the way to write, and not a message."""
        return any(button.act == ADDS for button in self.buttons)

    @property
    def waits(self) -> bool:
        """Whether something was asked of him that he did not answer yet."""
        return any(event.waits for event in self.events)

    @property
    def newest_letter(self) -> Event | None:
        """The last that we wrote to him, which can be read here in full."""
        return next((event for event in reversed(self.events) if event.letter), None)


def status(matter: Matter, told: Told, now: datetime) -> Status | None:
    """The page of a matter at a moment; None for a matter in which nothing was filed."""
    first = matter.first
    if first is None or not first.records:
        return None
    today = matter.calendar.local_day(now)
    shown = [view for view in duties(matter, now) if _concerns_him(matter, view)]
    owed = [_owed(matter, view, now) for view in sorted(shown, key=lambda view: _urgency(matter, view)) if view.status in _PENDING]
    current, offered = matter.newest_open() or first, tuple(buttons_of(matter, now))
    line_of = [view for view in shown if view.dossier is current]
    return Status(
        headline=said.what_now(matter, first),
        noun=said.noun(matter),
        stage=matter.visible_stage(first),
        received=first.records[0].day,
        first=owed[0] if owed else None,
        others=tuple(owed[1:]),
        line=line_of_terms(matter, current, line_of, today) if any(view.due for view in line_of) else None,
        events=events(matter, told, _waiting(offered)),
        grants=tuple(_grants(matter, now)),
        buttons=tuple(_buttons(matter, offered)),
    )


def buttons_of(matter: Matter, now: datetime | None = None) -> Iterator[Offered]:
    """Each act that the complainant may take now, with the dossier it is taken from and the place of that dossier."""
    for place, dossier in enumerate(matter.dossiers.values()):
        for act in permitted(matter, dossier, now=now).get(COMPLAINANT, ()):
            rule = _rule(matter, dossier, act)
            if not has_no_purpose(dossier, act, rule):
                yield dossier, place, act, rule


def _rule(matter: Matter, dossier: Dossier, act: str) -> ActRule | None:
    """The rule of an act taken from this dossier; of one that opens an objection that of the objection."""
    opened = [item.id for item in matter.procedure.instances if item.opened_by == act and item.against == dossier.instance]
    own = matter.plans[opened[0]].rules.get(act) if opened else None
    return own or dossier.plan.rules.get(act)


def _concerns_him(matter: Matter, view: DutyView) -> bool:
    """What brings him a message or is said of him on the timeline; the rest is the organisation's own affair."""
    if view.id == DESTRUCTION or view.status == "lapsed":
        return False
    acts = [trigger.act.removesuffix(".sent") for trigger in view.occurrence.duty.met_by]
    return any(said.gets(matter, view.occurrence.duty) or said.happened(matter, act, {}) for act in acts)


def _urgency(matter: Matter, view: DutyView) -> tuple[bool, bool, datetime]:
    """Dated first, then what brings him a message, then what arose first."""
    moment = deadline(view.due, matter.calendar) if view.due is not None else view.occurrence.record.at
    return view.due is None, not said.gets(matter, view.occurrence.duty), moment


def _owed(matter: Matter, view: DutyView, now: datetime) -> Owed:
    item, today = view.occurrence, matter.calendar.local_day(now)
    due = day_of(view.due, matter.calendar) if view.due is not None else None
    holder = next((role.name for role in matter.procedure.roles if role.id == item.duty.holder), item.duty.holder)
    return Owed(
        gets=said.gets(matter, item.duty),
        name=told(label(item)),
        who=spoken(holder),
        due=day_said(due, today) if due else "",
        bare=day_said(due, today, weekday=False) if due else "",
        left=_left(matter, view, due, today, now) if due else "",
        late=view.status == "overdue",
        stopped=view.status == "suspended",
        article=article(matter.procedure, item.duty.clause),
        reasons=reasons_of(matter, explain_duty(item, matter), item.duty.clause),
    )


def _left(matter: Matter, view: DutyView, due: date, today: date, now: datetime) -> str:
    counted = view.occurrence.duty.term
    unit = counted.unit if counted else Unit.DAYS
    if unit is Unit.HOURS and isinstance(view.due, datetime):
        return words.remaining_hours(view.due, now)
    return words.remaining(due, today, unit.value, matter.calendar.working_days_between)


def _grants(matter: Matter, now: datetime) -> Iterator[Grant]:
    """Rights that stand open or ran out, each as it opened last, and those that open later with the term that they will have."""
    opened: dict[tuple[str, str], RightView] = {}
    for view in rights(matter, now):
        if view.opening.right.holder in OWN and view.status != "lapsed":
            opened[view.dossier.instance, view.opening.right.id] = view
    yield from (_grant(matter, view, now) for view in opened.values())
    first = matter.first
    for step in steps(matter.procedure, language=words.language()) if first is not None and not first.closed else ():
        right = next((norm for norm in matter.procedure.rights if norm.id == step.id and norm.instance == step.instance), None)
        ahead = step.kind == "right" and step.instance == "dossier" and (step.instance, step.id) not in opened
        if ahead and right and right.holder in OWN and right.term:
            yield Grant(step.name, "", "", "", said.within(matter, right, step), "later", article(matter.procedure, step.clauses), ())


def _grant(matter: Matter, view: RightView, now: datetime) -> Grant:
    right, today = view.opening.right, matter.calendar.local_day(now)
    closes = day_of(view.closes, matter.calendar) if view.closes is not None else None
    unit = right.term.unit.value if right.term else "days"
    left = words.remaining(closes, today, unit, matter.calendar.working_days_between) if closes and view.status == "open" else ""
    reasons = reasons_of(matter, explain_right(view.opening, matter), right.clause)
    last, bare = (day_said(closes, today), day_said(closes, today, weekday=False)) if closes else ("", "")
    return Grant(spoken(right.name), last, bare, left, "", view.status, article(matter.procedure, right.clause), reasons)


def _waiting(offered: Sequence[Offered]) -> frozenset[int]:
    """The places in the log of what waits for his yes or no."""
    found = (unanswered(dossier, rule) for dossier, _place, act, rule in offered if act in ANSWERS)
    return frozenset(record.index for record in found if record is not None)


def _buttons(matter: Matter, offered: Sequence[Offered]) -> Iterator[Button]:
    found = [
        Button(
            act,
            place,
            said.to_do(matter, act, spoken(rule.name) if rule else "", dossier),
            numbered(matter.procedure, rule.clause if rule else ()),
            act in _ENDING or (act == _FORMALISE and dossier.stage == "intake" and not is_oral(dossier)),
        )
        for dossier, place, act, rule in offered
    ]
    once: dict[str, Button] = {}
    for button in sorted(found, key=_rank):
        # The same act in complaint and objection is shown once: in what is open last.
        once.setdefault(button.act, button)
    for number, button in enumerate(once.values()):
        yield Button(button.act, button.place, button.label, button.article, quiet=number > 0 or button.quiet)


def _rank(button: Button) -> tuple[int, int]:
    order = _ORDER["other"] if button.act == _FORMALISE and button.quiet else _ORDER.get(button.act, _ORDER["other"])
    return order, -button.place


_ORDER: Final = {
    "accept": 0,
    "decline": 1,
    "classify": 2,
    _FORMALISE: 2,
    "confirm_in_writing": 3,
    "object": 4,
    "complete": 5,
    "reopen": 5,
    "other": 6,
    "comment": 7,
    "waive_hearing": 8,
    "withdraw": 9,
}
