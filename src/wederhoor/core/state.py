"""What a replay builds up: records, duties and rights as they stand, dossiers, the matter. Changed only by `advance`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from wederhoor.core.act import Value
from wederhoor.core.calendar import Calendar
from wederhoor.core.condition import Moment
from wederhoor.core.log import FIRST, SECOND_READER
from wederhoor.core.norm import Duty, Right, Silence
from wederhoor.core.plan import Plan
from wederhoor.core.procedure import Procedure

#: A due date: a day that runs until midnight, or for terms in hours a moment.
Due = date | datetime
#: A period in which a clock stood still, both days included; None: it still stands.
Period = tuple[date, date | None]


@dataclass(slots=True)
class Record:
    """An entry as it stands in the replay; `sent` is when its letter left, or its own moment where no letter was needed.

    `named` are its data as conditions see them: a person named stands there with the roles that he has in the matter. `approved` and
    `sent_back` say what a second reader did with its letter.
    """

    index: int
    act: str
    at: datetime
    recorded_at: datetime
    day: date
    by: str
    person: str | None
    data: Mapping[str, Value]
    named: Mapping[str, Value]
    letter: bool = False
    sent: datetime | None = None
    bounced: bool = False
    approved: bool = False
    sent_back: bool = False

    @property
    def to_approve(self) -> bool:
        """Its letter waits for a second reader."""
        return self.waiting and not self.approved and bool(self.data.get(SECOND_READER))

    @property
    def waiting(self) -> bool:
        """A letter of this act has been written and has not left."""
        return self.letter and self.sent is None and not (self.bounced or self.sent_back)


@dataclass(slots=True)
class Moved:
    """A due date moved on by a notice: to when, from when, whether the notice came in time to be called timely, and which it was."""

    until: date
    before: Due
    on: date
    timely: bool
    moved: bool
    by: int


@dataclass(slots=True)
class Occurrence:
    """One duty as it arose once: what a holder owes in this dossier, with all that happened to it."""

    duty: Duty
    record: Record
    start_from: Moment
    item: str | None = None
    start: date | datetime | None = None
    due: Due | None = None
    promised: date | None = None
    met_at: datetime | None = None
    met_by: int | None = None
    on_its_way: int | None = None
    waived_at: datetime | None = None
    waived_by: int | None = None
    lapsed_at: datetime | None = None
    lapsed_by: str = ""
    moved: list[Moved] = field(default_factory=list)
    suspended: list[Period] = field(default_factory=list)
    suspended_days: tuple[tuple[date, date], ...] = ()

    @property
    def pending(self) -> bool:
        """Still owed: neither met, nor waived, nor lapsed."""
        return self.met_at is None and self.waived_at is None and self.lapsed_at is None

    @property
    def standing_still(self) -> bool:
        """Its clock is stopped."""
        return bool(self.suspended) and self.suspended[-1][1] is None

    @property
    def state(self) -> str:
        """The status as far as it does not depend on the time of looking."""
        if self.waived_at is not None:
            return "waived"
        if self.met_at is not None:
            return "met"
        if self.lapsed_at is not None:
            return "lapsed"
        if self.on_its_way is not None:
            return "on_its_way"
        return "suspended" if self.standing_still else "open"


@dataclass(slots=True)
class Opening:
    """One right as it opened once."""

    right: Right
    record: Record
    start_from: Moment
    start: date | datetime | None = None
    closes: Due | None = None
    used_at: datetime | None = None
    used_by: int | None = None
    lapsed_at: datetime | None = None
    lapsed_by: str = ""

    @property
    def standing(self) -> bool:
        """It was not used up and did not lapse; whether its window is past depends on when one looks."""
        return self.lapsed_at is None and (self.used_at is None or self.right.repeat)


@dataclass(slots=True)
class Hush:
    """A silence that runs: after `record`, unless someone speaks, until `ends`."""

    silence: Silence
    record: Record
    ends: Due
    told: bool = False


@dataclass(slots=True)
class Dossier:
    """A dossier in the making: the complaint, an objection to it, or a year. `closings`: each time that it was closed."""

    name: str
    instance: str
    plan: Plan
    against: "Dossier | None" = None
    stage: str = ""
    facts: dict[str, Value] = field(default_factory=dict)
    derived: dict[str, Value] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    by_act: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    occurrences: list[Occurrence] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    hushes: dict[str, Hush] = field(default_factory=dict)
    holders: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    holds: int = 0
    closings: list[datetime] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Closed or destroyed."""
        return self.stage in {"closed", "destroyed"}

    @property
    def destroyed(self) -> bool:
        """Destroyed, or against one that is."""
        return self.stage == "destroyed" or (self.against is not None and self.against.destroyed)

    def line(self) -> Iterator["Dossier"]:
        """This dossier, the one that it is against, and so on up to the complaint."""
        found: Dossier | None = self
        while found is not None:
            yield found
            found = found.against


#: Facts of the complaint that an objection against it sees as its own.
SHARED: Final = ("kind", "anonymous", "origin", "prefers", "wants_reply")


@dataclass(slots=True)
class Matter:
    """A whole matter: its dossiers, who has had what part in it, and how far its log has been read."""

    procedure: Procedure
    plans: Mapping[str, Plan]
    calendar: Calendar
    calendars: Mapping[str, Calendar]
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    where: dict[int, Dossier] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    length: int = 0

    @property
    def first(self) -> Dossier | None:
        """The dossier that the matter began with."""
        return next(iter(self.dossiers.values()), None)

    def against(self, dossier: Dossier) -> Iterator[Dossier]:
        """The objections or appeals that run or ran against a dossier, and those against these."""
        return (other for other in self.dossiers.values() if other is not dossier and any(item is dossier for item in other.line()))

    def visible_stage(self, dossier: Dossier) -> str:
        """The stage as people see it: `objection` while one is open against the dossier."""
        if dossier.stage != "destroyed" and any(not other.closed for other in self.against(dossier)):
            return "objection"
        return dossier.stage

    def newest_open(self) -> Dossier | None:
        """The last objection that is not closed, else None."""
        found = [item for item in self.dossiers.values() if item.against is not None and not item.closed]
        return found[-1] if found else None

    def named(self, name: str) -> Dossier | None:
        """A dossier by its name; the first one also by its plain names."""
        if name in {FIRST, f"{FIRST} 1", "complaint", "klacht"}:
            return self.first
        return self.dossiers.get(name)
