"""What the tests of the engine share: the made-up regulation of engine.toml, and a case that is played act by act."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from wederhoor.core.calendar import DEFAULT, Calendar
from wederhoor.core.dossier import DutyView, RightView, begin, duties, permitted, refusal, replay, rights, step
from wederhoor.core.log import SYSTEM, Entry, fold_data
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.core.state import Dossier, Matter, Occurrence, Record
from wederhoor.core.trial import trial

TEXT = (Path(__file__).parent / "engine.toml").read_text(encoding="utf-8")
SCHOOL = Calendar(closed=frozenset({date(2026, 5, 4), date(2026, 5, 6), date(2026, 5, 7), date(2026, 5, 8)}))
#: Whatever a test writes as data of an act.
Given = Any
#: Monday 2 March 2026: no holiday within a month.
FILED = "2026-03-02T10:00"
FULL: dict[str, Any] = {
    "kind": "complaint",
    "channel": "mail",
    "complainant": {"name": "Naam", "email": "klager@school.example"},
    "description": "Wat er misging",
    "origin": "external",
}


@lru_cache
def proef(*changes: tuple[str, str]) -> Procedure:
    """The made-up regulation, with pieces of its text replaced; each must stand there once."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} keer: {old}"
        text = text.replace(old, new)
    found = read(text)
    assert isinstance(found, Procedure), "\n".join(map(str, found))
    return found


def moment(text: str) -> datetime:
    """A local moment of the default calendar, or the one with the offset that is written; in UTC."""
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=DEFAULT.zone)).astimezone(UTC)


class Case:
    """A matter in play: `do` takes one act and gives its refusal, `must` takes acts that have to be possible."""

    def __init__(self, procedure: Procedure | None = None, calendar: Calendar = DEFAULT) -> None:
        self.procedure = procedure or proef()
        self.calendar = calendar
        self.calendars = {"school": SCHOOL}
        self.matter: Matter = begin(self.procedure, calendar=calendar, calendars=self.calendars)
        self.log: list[Entry] = []

    def entry(self, act: str, at: str, by: str = "officer", /, **more: Given) -> Entry:
        """An entry; `person`, `recorded`, `dossier` and `data` are its own, all else is data."""
        person, recorded, dossier = more.pop("person", None), more.pop("recorded", at), more.pop("dossier", "dossier")
        spec = self.procedure.specs.get(act)
        data = {**more.pop("data", {}), **more}
        folded = fold_data(spec, data) if spec else None
        assert folded is None or not folded.faults, folded
        return Entry(act, moment(at), moment(recorded), by, person, folded.codes if folded else {}, dossier)

    def do(self, act: str, at: str, by: str = "officer", /, *, sent: str | None = "", **more: Given) -> str | None:
        """Takes an act; the reason if it is refused. A letter leaves at once, at `sent`, or with None not yet."""
        entry = self.entry(act, at, by, **more)
        found = step(self.matter, entry)
        if found:
            return found.reason
        self.log.append(entry)
        if self.last.letter and sent is not None:
            self.post(sent or more.get("recorded", at))
        return None

    def must(self, act: str, at: str, by: str = "officer", /, **more: Given) -> Self:
        """Takes an act that has to be possible."""
        found = self.do(act, at, by, **more)
        assert found is None, f"{act}: {found}"
        return self

    def post(self, at: str, act: str = "sent", of: int | None = None) -> Self:
        """The last letter, or that of an entry, left or bounced."""
        entry = self.entry(act, at, SYSTEM, of=self.last.index if of is None else of)
        assert step(self.matter, entry) is None
        self.log.append(entry)
        return self

    def why(self, act: str, at: str, by: str = "officer", /, **more: Given) -> tuple[str, str | None]:
        """The reason and the clause of a refusal; fails where the act is possible."""
        found = refusal(self.matter, self.entry(act, at, by, **more))
        assert found is not None, f"{act} is possible"
        return found.reason, found.clause

    def again(self, now: str | None = None) -> Matter:
        """The same log replayed from its beginning, seen at a moment."""
        when = moment(now) if now else None
        return replay(self.procedure, self.log, calendar=self.calendar, calendars=self.calendars, now=when)

    @property
    def last(self) -> Record:
        """The record of the last act that was no post."""
        return max((dossier.records[-1] for dossier in self.matter.dossiers.values()), key=lambda record: record.index)

    @property
    def base(self) -> Dossier:
        """The first dossier."""
        assert self.matter.first is not None
        return self.matter.first

    def stage(self) -> str:
        """The stage of the first dossier as people see it."""
        return self.matter.visible_stage(self.base)

    def items(self, duty: str) -> list[Occurrence]:
        """Every occurrence of a duty in the matter."""
        return [item for dossier in self.matter.dossiers.values() for item in dossier.occurrences if item.duty.id == duty]

    def duty(self, duty: str, now: str) -> DutyView:
        """The last occurrence of a duty, as it stands at a moment."""
        return [view for view in duties(self.matter, moment(now)) if view.id == duty][-1]

    def due(self, duty: str) -> str | None:
        """The due date of the last occurrence of a duty."""
        due = self.items(duty)[-1].due
        return due.isoformat() if due else None

    def right(self, right: str, now: str) -> RightView:
        """The last opening of a right, as it stands at a moment."""
        return [view for view in rights(self.matter, moment(now)) if view.opening.right.id == right][-1]

    def may(self, role: str, dossier: str | None = None) -> list[str]:
        """The acts that a role may take now."""
        return permitted(self.matter, self.matter.dossiers[dossier] if dossier else None)[role]


def filed(at: str = FILED, /, *, procedure: Procedure | None = None, calendar: Calendar = DEFAULT, **changed: Given) -> Case:
    """A complete complaint by mail of p1, changed as said; a datum that is None is left out."""
    envelope = {name: changed.pop(name) for name in ("recorded", "person") if name in changed}
    data = {name: value for name, value in {**FULL, **changed}.items() if value is not None}
    return Case(procedure, calendar).must("file", at, "complainant", **{"person": "p1", **envelope}, data=data)


def assigned(**changed: Given) -> Case:
    """The same, in the hands of h1 since the next day."""
    return filed(**changed).must("assign", "2026-03-03T10:00", to="h1")


def decided(**changed: Given) -> Case:
    """The same, answered by mail on 16 March 2026."""
    return assigned(**changed).must("reply", "2026-03-16T10:00", "handler", person="h1", channel="mail")


def objected(at: str = "2026-03-30T10:00", **more: Given) -> Case:
    """The same, with an objection of p1 against the answer."""
    data = {"person": "p1", "dossier": "objection 1", "grounds": ["Niet eens"], "against": "Het antwoord", **more}
    return decided().must("object", at, "complainant", **data)


def appointed() -> Case:
    """The same, admitted and with a committee of two since 2 April 2026."""
    case = objected().must("admit", "2026-04-01T10:00", dossier="objection 1")
    return case.must("appoint", "2026-04-02T10:00", "manager", dossier="objection 1", members=MEMBERS)


MEMBERS: list[dict[str, Any]] = [
    {"person": "c1", "capacity": "chair", "outside": True, "independent": True},
    {"person": "c2", "capacity": "Member", "independent": True},
]


def act(name: str, at: str, by: str, /, **data: Given) -> dict[str, object]:
    """One act of a list in JSON; `person`, `sent`, `recorded_at` and `dossier` stand beside the data."""
    beside: dict[str, object] = {key: data.pop(key) for key in ("person", "sent", "recorded_at", "dossier") if key in data}
    return {"act": name, "at": at, "by": by, "data": data, **beside}


def tried(*acts: Mapping[str, object], at: str | None = None, procedure: Procedure | None = None, strict: bool = False) -> dict[str, Any]:
    """What the JSON face of the engine prints of a list of acts."""
    when = moment(at) if at else None
    return trial(procedure or proef(), acts, at=when, calendars={"school": SCHOOL}, strict=strict)
