"""The names that exist within one procedure, gathered once, so that whatever names something can be held against them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final

from wederhoor.core.act import INTAKE_ACTS, KINDS, ActSpec, Field
from wederhoor.core.condition import GIVEN, UNKNOWN, Atom, Norm
from wederhoor.core.locator import Path
from wederhoor.core.procedure import Procedure

#: The states of a duty that do not depend on the time of looking, so that a condition may ask for them.
DUTY_STATES: Final = ("open", "on_its_way", "suspended", "met", "waived", "lapsed", UNKNOWN)
#: A fact that has values of more than one kind, since a derived value joins what was filed: nothing about it is impossible.
_MIXED: Final = Field("reference", options=("anything",))
_FLAG: Final = Field("flag")
_CAPACITY_FIELDS: Final = ("capacity", "members.capacity")


@dataclass(frozen=True)
class Known:
    """What a procedure knows by name. Sets are of ids; `facts` says of each fact what it may be."""

    procedure: Procedure

    @property
    def acts(self) -> Mapping[str, ActSpec]:
        """Acts of the vocabulary and of the procedure's own."""
        return self.procedure.specs

    @cached_property
    def norms(self) -> tuple[tuple[Path, Norm], ...]:
        """Every norm with its path, the outer before the inner."""
        return tuple(_norms(self.procedure, ()))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Ids of roles."""
        return _ids(self.procedure.roles)

    @cached_property
    def parts(self) -> frozenset[str]:
        """Parts that a person can get within a dossier."""
        return frozenset(role.part for role in self.procedure.roles if role.part)

    @cached_property
    def clauses(self) -> frozenset[str]:
        """Ids of clauses."""
        return _ids(self.procedure.clauses)

    @cached_property
    def stages(self) -> frozenset[str]:
        """Stages of any instance; an open objection brings the complaint into `objection` by itself."""
        objection = {"objection"} if self.procedure.instances else set()
        return _ids(self.procedure.stages) | objection

    @cached_property
    def duties(self) -> frozenset[str]:
        """Ids of duties; the end of the retention is the duty `destroy`."""
        kept = {"destroy"} if self.procedure.retention else set()
        return _ids(self.procedure.duties) | kept

    @cached_property
    def rights(self) -> frozenset[str]:
        """Ids of rights."""
        return _ids(self.procedure.rights)

    @cached_property
    def silences(self) -> frozenset[str]:
        """Ids of silences."""
        return _ids(self.procedure.silences)

    @cached_property
    def capacities(self) -> tuple[str, ...]:
        """Capacities of members, of any body."""
        return tuple(capacity.id for rule in self.procedure.acts if rule.persons for capacity in rule.persons.capacities)

    @cached_property
    def intake(self) -> Mapping[str, Field]:
        """The data of a filing, whichever act adds them."""
        found: dict[str, Field] = {}
        for act in sorted(INTAKE_ACTS):
            for name, field in self.fields(act).items():
                found[name] = _joined(found.get(name), field)
        return found

    @cached_property
    def facts(self) -> Mapping[str, Field]:
        """Every fact that a condition may ask about, with what it may be."""
        found = dict(self.intake)
        for act in self.acts:
            found.update({f"{act}.{name}": field for name, field in self.fields(act).items()})
        found["stage"] = Field("code", options=tuple(sorted(self.stages)))
        found["instance"] = Field("code", options=self.procedure.instance_ids)
        found["complete"] = found["late"] = _FLAG
        for instance in self.procedure.instances:
            found[f"{instance.id}.open"] = found[f"{instance.id}.ruled"] = _FLAG
        for duty in self.duties:
            found[f"duty.{duty}"] = Field("code", options=DUTY_STATES)
        brought = [(item.fact, item.value) for item in self.procedure.derives]
        brought += [(item.fact, item.value) for item in self.procedure.silences]
        for name, value in brought:
            found[name] = _joined(found.get(name), _field_of(value))
        return found

    def fields(self, act: str) -> Mapping[str, Field]:
        """The data that an act carries, each code closed to what this procedure knows; empty for an act that is unknown."""
        spec = self.acts.get(act)
        return {name: self._closed(name, field) for name, field in spec.fields.items()} if spec else {}

    def trigger_fields(self, event: str) -> Mapping[str, Field]:
        """What the data of an occasion may ask: those of the act, and for an act of the intake all that was filed."""
        act = event.removesuffix(".sent")
        return {**self.intake, **self.fields(act)} if act in INTAKE_ACTS else self.fields(act)

    def is_event(self, event: str) -> bool:
        """Whether this can happen at all: an act, its letter leaving, a silence that ends."""
        kind, _, name = event.partition(".")
        return event.removesuffix(".sent") in self.acts or (kind == "silence" and name in self.silences)

    def can_happen(self, event: str, instance: str) -> bool:
        """Whether some rule lets this event come about in that instance."""
        if event.startswith("silence."):
            return any(f"silence.{item.id}" == event and item.instance == instance for item in self.procedure.silences)
        spec = self.acts.get(act := event.removesuffix(".sent"))
        if spec is None or spec.always or spec.system:
            return spec is not None
        return any(rule.id == act and (rule.instance == instance or instance in self.opened(act)) for rule in self.procedure.acts)

    def opened(self, act: str) -> tuple[str, ...]:
        """Where an act that opens an objection is heard: in the objection and in what it is against, wherever its rule stands."""
        return tuple(name for item in self.procedure.instances if item.opened_by == act for name in (item.id, item.against))

    def _closed(self, name: str, field: Field) -> Field:
        if name == "kind" and set(field.options) == set(KINDS):
            return replace(field, options=tuple(kind.id for kind in self.procedure.kinds))
        if name in _CAPACITY_FIELDS and self.capacities:
            return replace(field, options=self.capacities)
        return field


def _norms(norm: Norm, path: Path) -> Iterator[tuple[Path, Norm]]:
    for name, key in _keys(type(norm)):
        value = getattr(norm, name)
        for step, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(item, Norm):
                place: Path = (*path, key) if step is None else (*path, key, step)
                yield place, item
                yield from _norms(item, place)


@cache
def _keys(kind: type[Norm]) -> tuple[tuple[str, str], ...]:
    """Each field of a kind of norm with its key in a file; a trigger writes its moment as `from`, without an alias."""
    return tuple((name, "from" if name == "moment" else entry.alias or name) for name, entry in kind.model_fields.items())


def impossible(field: Field, value: Atom) -> str:
    """What a datum can be, where this value is none of it; else nothing."""
    if value in (UNKNOWN, GIVEN) or field == _MIXED:
        return ""
    if field.options:
        return "" if value in field.options else f"een van {', '.join(field.options)}"
    if field.kind == "flag":
        return "" if isinstance(value, bool) else "true of false"
    if field.kind == "number":
        return _no_number(field, value)
    if field.kind in ("text", "date"):
        return "alleen given of unknown"
    return "" if isinstance(value, str) else "een tekst"


def _no_number(field: Field, value: Atom) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "een getal"
    least, most = field.between or (value, value)
    return "" if least <= value <= most else f"een getal van {least} tot en met {most}"


def _ids(items: Iterable[object]) -> frozenset[str]:
    return frozenset(str(getattr(item, "id", "")) for item in items)


def _joined(old: Field | None, new: Field) -> Field:
    """A fact that may come from two places: any value of either. Without a closed list on both sides any code will do."""
    if old is None:
        return new
    if old.kind != new.kind:
        return _MIXED
    options = tuple(dict.fromkeys((*old.options, *new.options))) if old.options and new.options else ()
    return Field(old.kind, old.many or new.many, options)


def _field_of(value: Atom) -> Field:
    if isinstance(value, bool):
        return _FLAG
    return Field("number") if isinstance(value, int | float) else Field("code", options=(value,))
