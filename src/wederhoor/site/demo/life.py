"""One made-up dossier from receipt to archive, act by act, each recorded through the one door at its own moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Final

from faker import Faker

from wederhoor.actions.archived import ARCHIVE, owes
from wederhoor.actions.archiving import account_of
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.loading import entries_from, take
from wederhoor.actions.record import Actor, Log, NewMatter, NewParty, Recorded, record
from wederhoor.core.advance import advance, pass_time
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.clockwork import day_of
from wederhoor.core.dossier import Matter
from wederhoor.core.state import Dossier
from wederhoor.site.demo import texts
from wederhoor.site.demo.cast import Stage
from wederhoor.site.demo.choice import options
from wederhoor.site.demo.deeds import deed
from wederhoor.site.demo.doing import actor, at_office, bearer, filing, post

#: Parts of all matters: that are slow, slow down at an act, were left lying, go on to an objection.
_SLOW: Final = 0.2
_SLOWS_DOWN: Final = 0.4
_LEFT_LYING: Final = 0.25
_OBJECTS: Final = 0.12
#: No made-up matter goes on for longer than this many acts.
MOST_ACTS: Final = 40
_TRIED: Final = 8
#: Only what came in lately may have been left lying: older matters would have been noticed.
_RECENT: Final = timedelta(days=50)


@dataclass(slots=True)
class Life:
    """A matter that goes its way.

    `due_at`: when its next act is taken; `late`: it is slow; `stalls`: after how many acts it is left lying; `objects`: it goes on.
    """

    stage: Stage
    chance: Random
    fake: Faker
    due_at: datetime
    kind: str = "complaint"
    year: int | None = None
    matter_id: int | None = None
    acts: int = 0
    late: bool = False
    stalls: int = 1000
    objects: bool = False
    matter: Matter | None = None

    def play(self) -> bool:
        """Takes the next act at its moment and plans the one after; False when the life is over."""
        if self.matter_id is None:
            return self._begin()
        if self.acts >= min(MOST_ACTS, self.stalls):
            return False
        matter = self._read(self.matter_id)
        dossier = matter.newest_open() or matter.first
        if dossier is None or not self._act(matter, dossier):
            return self._object(matter)
        return self._plan()

    def _read(self, matter_id: int) -> Matter:
        """The matter as it stands now: read on from where it was, as the door alone writes."""
        if self.matter is None:
            self.matter = take([matter_id])[0].replayed(self.due_at)
        else:
            for entry in entries_from(matter_id, self.matter.length):
                advance(self.matter, entry)
            pass_time(self.matter, self.due_at)
        return self.matter

    # Beginning -----------------------------------------------------------------------------------------------------------

    def _begin(self) -> bool:
        done = self._open_year() if self.year is not None else self._file()
        return done and self._plan()

    def _open_year(self) -> bool:
        for role in self.stage.members:
            answer = record(
                NewMatter(self.stage.organisation, self.stage.procedure.id, "year"),
                "open_year",
                by=actor(self.stage, role),
                at=self.due_at,
                now=self.due_at,
                data={"year": self.year},
            )
            if isinstance(answer, Recorded):
                self.matter_id = answer.matter_id
                return True
        return False

    def _file(self) -> bool:
        oral = self.chance.random() < self.stage.casting.oral
        channel = self.chance.choice(("phone", "talk")) if oral else self.chance.choices(("mail", "web", "letter"), (6, 3, 1))[0]
        data = filing(self.stage, kind=self.kind, channel=channel, chance=self.chance, fake=self.fake)
        filed = file_complaint(
            self.stage.organisation,
            data=data,
            by=self._filer(oral=oral),
            at=self.due_at,
            now=self.due_at,
            procedure=self.stage.procedure.id,
        )
        if isinstance(filed, Filed):
            self.matter_id = filed.dossier.matter_id
        return isinstance(filed, Filed)

    def _filer(self, *, oral: bool) -> Actor:
        if not oral:
            return Actor(role="complainant")
        rule = next((item for item in self.stage.procedure.acts if item.id == "file" and item.instance == "dossier"), None)
        roles = [
            role for role in self.stage.members if rule is None or not rule.by or role in rule.by or {"staff", "anyone"} & set(rule.by)
        ]
        return actor(self.stage, roles[0] if roles else next(iter(self.stage.members)))

    # Going on ------------------------------------------------------------------------------------------------------------

    def _act(self, matter: Matter, dossier: Dossier) -> bool:
        for step in islice(options(matter, dossier, self.due_at), _TRIED):
            day = matter.calendar.local_day(self.due_at)
            data = deed(step, matter, dossier, day=day, chance=self.chance, outsider=self._outsider)
            by = bearer(self.stage, matter, dossier, step.role)
            if step.act == ARCHIVE and owes(matter, dossier):
                account_of(self.matter_id or 0, dossier.name, self.due_at)
            answer = record(Log(self.matter_id or 0, dossier.name), step.act, by=by, at=self.due_at, now=self.due_at, data=data)
            if isinstance(answer, Recorded):
                self.acts += 1
                if matter.procedure.specs[step.act].letter != "never":
                    post(self.due_at)
                return True
        return False

    def _object(self, matter: Matter) -> bool:
        """Some who got their answer do not leave it at that."""
        first = matter.first
        if not self.objects or first is None or first.instance != "dossier" or self.matter_id is None:
            return False
        self.objects = False
        answer = record(
            Log(self.matter_id),
            "object",
            by=Actor(role="complainant", party=next(iter(first.holders.get("complainant", ())), None)),
            at=self.due_at,
            now=self.due_at,
            data={"channel": "web", "in_writing": True, "name": self.fake.name(), "address": "Voorbeeldweg 12", "city": "Utrecht",
                  "against": "de klachtenbehandeling", "grounds": [texts.wish(self.chance)]},
        )  # fmt: skip
        return isinstance(answer, Recorded) and self._plan()

    def _outsider(self, capacity: str) -> NewParty:
        return NewParty(name=self.fake.name(), email=f"{capacity.replace(' ', '-')}{self.chance.randint(1, 9)}@buiten.example")

    # When ----------------------------------------------------------------------------------------------------------------

    def _plan(self) -> bool:
        """The next act: some working days on, within office hours; who is late waits longer."""
        calendar = DEFAULT
        wait = self.chance.choice((1, 1, 2, 2, 3, 4)) + (
            self.chance.randint(2, 8) if self.late and self.chance.random() < _SLOWS_DOWN else 0
        )
        if self.year is not None:
            wait = self.chance.randint(2, 12) if self.acts else 250
        day = calendar.working_day_after(day_of(self.due_at, calendar), wait)
        self.due_at = at_office(day, calendar, self.chance)
        return True


def beginnings(stage: Stage, count: int, *, first: datetime, last: datetime, chance: Random, fake: Faker) -> Sequence[Life]:
    """The lives of an organisation, spread over the years, a few of them slow, stalled or going on to an objection."""
    kinds, weights = zip(*stage.casting.kinds, strict=True)
    span = (last - first).total_seconds()
    lives = []
    for number in range(count):
        moment = first + timedelta(seconds=span * (number + chance.random()) / count)
        lives.append(
            Life(
                stage,
                Random(chance.random()),  # noqa: S311 - made-up lives need no secrecy
                fake,
                moment,
                kind=chance.choices(kinds, weights)[0],
                late=chance.random() < _SLOW,
                stalls=chance.randint(1, 5) if last - moment < _RECENT and chance.random() < _LEFT_LYING else 1000,
                objects=chance.random() < _OBJECTS,
            )
        )
    return lives
