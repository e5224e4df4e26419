"""The same act in several dossiers: each by itself through the one door, in the role in which one may take it there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from wederhoor.actions.loading import take
from wederhoor.actions.record import record
from wederhoor.actions.values import Actor, Changed, Log, Recorded
from wederhoor.core.dossier import why_not
from wederhoor.desk.forms.sheet import Sheet, labels_of
from wederhoor.desk.opened import Desk
from wederhoor.desk.question import Question
from wederhoor.desk.shown.archive import not_archived_unread
from wederhoor.desk.shown.now import act_label
from wederhoor.desk.shown.refused import Why, why_said
from wederhoor.desk.taking import Taking, taking
from wederhoor.web.fields import Choice

if TYPE_CHECKING:
    from wederhoor.desk.seat import Seat

#: Acts that make sense for several dossiers at once: none of them writes to anybody.
ACTS: Final = (
    *("assign", "take", "pass_on", "classify", "assess", "note", "link", "hold", "release"),
    *("archive", "close", "reopen", "destroy"),
)
MOST: Final = 100
#: What would write a letter in an act that can also do without.
_TELLS: Final = frozenset({"channel", "states", "reasons"})


@dataclass(frozen=True, slots=True)
class Option:
    """An act that can be taken in some of the dossiers chosen: in so many of them."""

    act: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the act in one dossier: done, or why not, with the article."""

    number: str
    done: bool
    reason: str = ""
    article: str = ""


def chosen(asked: Question, numbers: Collection[str]) -> list[Desk]:
    """The dossiers with these numbers that he may read, replayed; what he may not see is not among them. Six queries at most."""
    wanted = list(dict.fromkeys(numbers))[:MOST]
    rows = {row.number: row for row in asked.visible().filter(number__in=wanted)}
    shelves = {shelf.row.pk: shelf for shelf in take({row.matter_id for row in rows.values()})}
    found = [(rows[number].name, shelves[rows[number].matter_id]) for number in wanted if number in rows]
    now = asked.seat.now
    return [Desk(shelf.dossiers[name], shelf, shelf.replayed(now), now, asked.seat) for name, shelf in found]


def options(desks: Sequence[Desk]) -> list[Option]:
    """The acts that can be taken in at least one of them by whoever sits there."""
    found = []
    for act in ACTS:
        able = [desk for desk in desks if role_for(desk, act)]
        if able:
            found.append(Option(act, act_label(able[0].dossier.plan.rules.get(act), act), len(able)))
    return found


def role_for(desk: Desk, act: str) -> str:
    """The role in which he takes the act there; empty where he cannot."""
    if act not in desk.matter.procedure.specs:
        return ""
    return next((role for role in desk.roles if act in desk.permitted[role]), "")


def form_for(desks: Sequence[Desk], act: str) -> Taking | None:
    """How the act is asked: as in the first dossier where it can be, with colleagues as the only persons that all of them know."""
    model = next((desk for desk in desks if role_for(desk, act)), None)
    if model is None or act not in ACTS:
        return None
    how = taking(model, model.matter.procedure.specs[act])
    people: tuple[Choice, ...] = tuple((f"m-{member.pk}", member.name) for member in _seat(model).colleagues) if how.asked.people else ()
    spec = how.asked.spec
    if spec.letter == "asked":
        spec = replace(spec, letter="never", fields={name: field for name, field in spec.fields.items() if name not in _TELLS})
    return replace(how, asked=replace(how.asked, people=people, spec=spec), choices=how.choices[:1])


def take_each(desks: Sequence[Desk], sheet: Sheet, seen: dict[str, int]) -> Iterator[Outcome]:
    """Records the act in each, and tells of each what came of it. Done twice it is once."""
    for desk in desks:
        yield _take(desk, sheet, seen.get(desk.row.number))


def _take(desk: Desk, sheet: Sheet, seen: int | None) -> Outcome:
    act, number = sheet.asked.act, desk.row.number
    key = f"{sheet.key}-{desk.row.matter_id}-{desk.row.name}"
    role = role_for(desk, act) or next(iter(desk.roles), "")
    if key not in desk.shelf.keys and not role_for(desk, act):
        refusal = why_not(desk.matter, desk.dossier, act)
        return _not_done(number, why_said(desk.matter.procedure, refusal)) if refusal else Outcome(number, done=False)
    unread = not_archived_unread(desk, act) if key not in desk.shelf.keys else None
    if unread is not None:
        return Outcome(number, done=False, reason=unread.reason)
    answer = record(
        Log(desk.row.matter_id, desk.row.name),
        act,
        by=Actor(role, member=_seat(desk).member),
        at=sheet.at(desk.matter.calendar, desk.now),
        now=desk.now,
        data=_data(sheet),
        seen=None if key in desk.shelf.keys else seen,
        key=key,
    )
    if isinstance(answer, Recorded):
        return Outcome(number, done=True)
    if isinstance(answer, Changed):
        return Outcome(number, done=False, reason="changed")
    return _not_done(number, why_said(desk.matter.procedure, answer, labels_of(sheet)))


def _not_done(number: str, why: Why) -> Outcome:
    return Outcome(number, done=False, reason=why.reason, article=why.article)


def _data(sheet: Sheet) -> dict[str, Any]:
    return dict(sheet.data)


def _seat(desk: Desk) -> "Seat":
    return desk.seat  # type: ignore[return-value] # only members come to the register
