"""A made-up matter that goes as somebody wrote it: a story tells what happens and waits some working days in between."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from faker import Faker

from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.loading import take
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.values import Answer, Upload
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.clockwork import day_of
from wederhoor.core.state import Matter, Record
from wederhoor.site.demo.cast import Stage
from wederhoor.site.demo.doing import at_office, bearer, filing, post

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier


class Spoiled(RuntimeError):  # noqa: N818 - named for what happened
    """What a story tells cannot be: the regulation or the program changed since it was written."""


@dataclass(slots=True)
class Scene:
    """A story under way. `due_at`: when it goes on."""

    stage: Stage
    chance: Random
    fake: Faker
    due_at: datetime
    story: "Story"
    acts: int = 0
    steps: "Iterator[int] | None" = None

    def play(self) -> bool:
        """Tells the story up to where it waits; False when it is over."""
        if self.steps is None:
            self.steps = self.story(self)
        wait = next(self.steps, None)
        if wait is None:
            return False
        day = DEFAULT.working_day_after(day_of(self.due_at, DEFAULT), wait) if wait else day_of(self.due_at, DEFAULT)
        self.due_at = at_office(day, DEFAULT, self.chance) if wait else self.due_at + timedelta(hours=1)
        return True

    def file(self, *, channel: str = "mail", by: str = "complainant", files: Sequence[Upload] = (), **data: object) -> "Dossier":
        """A complaint comes in. `by`: the role that writes it down."""
        said = {**filing(self.stage, kind="complaint", channel=channel, chance=self.chance, fake=self.fake), **data}
        actor = Actor("complainant") if by == "complainant" else Actor(by, self.stage.members[by][0])
        done = file_complaint(
            self.stage.organisation, data=said, by=actor, at=self.due_at, now=self.due_at, procedure=self.stage.procedure.id, files=files
        )
        if not isinstance(done, Filed):
            raise Spoiled(f"{self.stage.casting.slug}, file: {done.reason}")
        self.acts += 1
        return done.dossier

    def act(self, row: "Dossier", act: str, role: str, *, files: Sequence[Upload] = (), **data: object) -> "Dossier":
        """Somebody takes an act, and its letters leave; the dossier in which it stands."""
        matter = self._replayed(row)
        by = bearer(self.stage, matter, matter.dossiers[row.name], role)
        done = record(Log(row.matter_id, row.name), act, by=by, at=self.due_at, now=self.due_at, data=data, files=files)
        stands = self.must(done)
        post(self.due_at)
        return stands.row

    def must(self, answer: Answer) -> Recorded:
        """What a story asked for must have been done. Raises Spoiled."""
        if not isinstance(answer, Recorded):
            raise Spoiled(f"{self.stage.casting.slug}: {answer}")
        self.acts += 1
        return answer

    def records(self, row: "Dossier", act: str) -> Sequence[Record]:
        """What was recorded of an act in a dossier."""
        return self._replayed(row).dossiers[row.name].by_act.get(act, [])

    def holder(self, row: "Dossier", part: str) -> str:
        """Who has a part in a dossier, by reference."""
        return self._replayed(row).dossiers[row.name].holders[part][0]

    def _replayed(self, row: "Dossier") -> Matter:
        return take([row.matter_id])[0].replayed(self.due_at)


#: Tells what happens, and gives the working days until it goes on; none means an hour.
Story = Callable[[Scene], Iterator[int]]
