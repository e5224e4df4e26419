"""Random matters that really could be: permitted acts, taken by those who may, with data that fit, at times that go on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from wederhoor.core.act import ActSpec, Field
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin, duties, permitted, replay, rights, step
from wederhoor.core.log import SYSTEM, Entry, fold_data
from wederhoor.core.norm import ActRule
from wederhoor.core.permit import rule_for, target
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Matter

#: Stands in every text that is written; it must never come into a log.
SECRET = "geheim"
STEPS = (timedelta(minutes=5), timedelta(hours=7), timedelta(days=1), timedelta(days=4), timedelta(weeks=3), timedelta(weeks=30))
PEOPLE = ("p1", "h1", "c1", "c2", "x1")
CODES = ("steps", "terms", "missing", "reasons", "appeal", "complainant", "concerned", "a")


@dataclass
class Play:
    """A matter and its log as far as they have come; `seen` holds what a watched matter looked like after each act."""

    procedure: Procedure
    random: Random
    watched: bool = False
    now: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)
    matter: Matter = field(init=False)
    log: list[Entry] = field(default_factory=list)
    seen: list[tuple[datetime, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.matter = begin(self.procedure, calendar=DEFAULT)

    def turns(self, count: int) -> "Play":
        """Tries that many acts; those that are refused leave no trace in the log."""
        self.take(self.entry("file", "complainant", "dossier"))
        for _ in range(count):
            self.now += self.random.choice(STEPS)
            self.take(self.any_entry())
            self._post()
        return self

    def take(self, entry: Entry) -> None:
        if step(self.matter, entry) is None:
            self.log.append(entry)
            if self.watched:
                self.seen.append((entry.recorded_at, snapshot(self.matter, entry.recorded_at)))

    def any_entry(self) -> Entry:
        """One of the acts that somebody may take now, in one of the dossiers."""
        dossier = self.random.choice(list(self.matter.dossiers.values()))
        able = [(role, act) for role, acts in permitted(self.matter, dossier).items() for act in acts]
        specs = self.procedure.specs
        chosen = [pair for pair in able if not specs[pair[1]].always] or able or [("complainant", "note")]
        onward = self._onward()
        further = [pair for pair in chosen if pair[1] in onward]
        if further and self.random.random() < 0.4:
            chosen = further
        role, act = self.random.choice(chosen if self.random.random() < 0.9 else able or chosen)
        return self.entry(act, role, self.named(act, dossier))

    def _onward(self) -> set[str]:
        """The acts that bring a dossier further without closing it, and those that open an objection."""
        entered = {trigger.act for stage in self.procedure.stages if stage.id != "closed" for trigger in stage.entered_by}
        return {act.removesuffix(".sent") for act in entered} | {item.opened_by for item in self.procedure.instances}

    def named(self, act: str, dossier: Dossier) -> str:
        """The dossier that an act goes to: a new one where it opens an objection."""
        for instance in self.procedure.instances:
            if instance.opened_by == act and instance.against == dossier.instance:
                return f"{instance.id} {1 + sum(item.instance == instance.id for item in self.matter.dossiers.values())}"
        return dossier.name

    def entry(self, act: str, role: str, dossier: str) -> Entry:
        """An act with data that fit, now or registered a little later."""
        spec = self.procedure.specs[act]
        bare = Entry(act, self.now, self.now, role, None, {}, dossier)
        where = target(self.matter, bare)
        rule = rule_for(where, act) if isinstance(where, Dossier) else None
        data = {name: value for name in spec.fields for value in self._data(spec, rule, name)}
        at = self.now - timedelta(hours=30) if spec.back_dated and self.random.random() < 0.2 else self.now
        person = self._person(role, where)
        return Entry(act, at, self.now, role, person, fold_data(spec, data).codes, dossier)

    def _person(self, role: str, where: object) -> str | None:
        """Mostly whoever holds the part, sometimes another, sometimes nobody in particular."""
        part = next((item.part for item in self.procedure.roles if item.id == role), "")
        held = [person for item in where.line() for person in item.holders.get(part, ())] if isinstance(where, Dossier) else []
        choices: tuple[str | None, ...] = (*(held or PEOPLE), *(held or PEOPLE), "x1", None)
        return self.random.choice(choices)

    def _data(self, spec: ActSpec, rule: ActRule | None, name: str) -> Iterator[object]:
        required = {part for datum in rule.requires for part in datum.field.split("|")} if rule else set()
        if name in required or name.split(".", maxsplit=1)[0] in required or self.random.random() < 0.6:
            values = rule.values.get(name) if rule else None
            yield self.random.choice(values) if values else self._value(spec.fields[name])

    def _value(self, known: Field) -> object:
        one: dict[str, object] = {
            "text": f"{SECRET} verhaal",
            "code": self.random.choice(known.options or CODES),
            "reference": self.random.choice(PEOPLE),
            "date": (self.now + timedelta(days=self.random.randint(-9, 60))).date(),
            "flag": self.random.random() < 0.7,
            "number": 2026,
        }
        if known.many:
            return [one[known.kind], *([self.random.choice(CODES)] if known.kind == "code" and not known.options else [])]
        return one[known.kind]

    def _post(self) -> None:
        waiting = [record for dossier in self.matter.dossiers.values() for record in dossier.records if record.waiting]
        for record in waiting if self.random.random() < 0.8 else ():
            self.take(Entry("sent", self.now, self.now, SYSTEM, None, {"of": record.index}))
            if self.random.random() < 0.1:
                self.take(Entry("bounced", self.now, self.now, SYSTEM, None, {"of": record.index}))

    def again(self, now: datetime | None = None) -> Matter:
        """The log replayed from its beginning."""
        return replay(self.procedure, self.log, calendar=DEFAULT, now=now)


def snapshot(matter: Matter, now: datetime) -> object:
    """Everything that can be asked of a matter at a moment."""
    return (
        [(view.id, view.occurrence.item, view.dossier.name, view.status, view.due) for view in duties(matter, now)],
        [(view.opening.right.id, view.dossier.name, view.status, view.closes) for view in rights(matter, now)],
        permitted(matter),
        insides(matter),
    )


def insides(matter: Matter) -> object:
    """Everything that a replay built up, copied, without the norms it was built from."""
    return (
        matter.length,
        {person: sorted(parts) for person, parts in matter.parts.items()},
        {name: _inside(dossier) for name, dossier in matter.dossiers.items()},
    )


def _inside(dossier: Dossier) -> object:
    return (
        dossier.stage,
        dict(dossier.facts),
        dict(dossier.derived),
        [(record.index, record.act, record.sent, record.bounced) for record in dossier.records],
        [
            (item.duty.id, item.start, item.due, item.state, tuple(item.suspended), len(item.moved), item.promised, item.on_its_way)
            for item in dossier.occurrences
        ],
        [(item.right.id, item.start, item.closes, item.used_at, item.lapsed_at) for item in dossier.openings],
        {name: (hush.ends, hush.told) for name, hush in dossier.hushes.items()},
        {part: list(held) for part, held in dossier.holders.items() if held},
        dossier.holds,
    )
