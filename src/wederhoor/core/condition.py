"""The three small phrases that norms are made of: a condition, a trigger and a moment.

A condition asks about the facts of a dossier, a trigger about one act as it is recorded, a moment names a point in time.
In a procedure file each is written as a string or a small table; here they are frozen values.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

#: Stands in a condition for a fact that nobody has stated, `given` for one that somebody has.
UNKNOWN: Final = "unknown"
GIVEN: Final = "given"

Atom = str | bool | int | float


class Norm(BaseModel):
    """What every value of a procedure shares: it never changes, and a key it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


def _as_tuple(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


def _gather(value: object, names: frozenset[str], into: str) -> object:
    """Collects the free keys of a table under one name, so that a file may write `kind = "complaint"` straight."""
    if not isinstance(value, Mapping) or into in value:
        return value
    free = {key: _as_tuple(item) for key, item in value.items() if key not in names}
    return {**{key: item for key, item in value.items() if key in names}, into: free}


Atoms = Annotated[tuple[Atom, ...], BeforeValidator(_as_tuple)]


class Trigger(Norm):
    """An act as an occasion: `"file"`, `"reply.sent"`, or a table with what its data must hold.

    `act` may end in `.sent`: the moment its letter really left (at once where no letter is needed). `by` names the roles
    that must take it; `when` is a condition on the dossier with that act in it; `after` (in a condition only) asks that it
    came later than the last of that other act; `moment` (written `from`) replaces the norm's own start. All other keys
    are data of the act: a list means any of these, and a datum that is itself a list must hold one of them.
    """

    act: str
    by: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)] = ()
    when: "Condition | None" = None
    after: str | None = None
    moment: "Moment | None" = None
    data: Mapping[str, Atoms] = {}

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, value: object) -> object:
        if isinstance(value, str):
            return {"act": value}
        if isinstance(value, Mapping) and "from" in value:
            value = {("moment" if key == "from" else key): item for key, item in value.items()}
        return _gather(value, frozenset({"act", "by", "when", "after", "moment"}), "data")


Triggers = Annotated[tuple[Trigger, ...], BeforeValidator(_as_tuple)]


class Condition(Norm):
    """What must hold of a dossier: every fact named has one of the values given, and the reserved keys hold as well.

    `done`: each of these acts was taken; `not_done`: none was; `any`: at least one of these conditions holds; `none`: none does.
    A fact's value may be `unknown` or `given`.
    """

    facts: Mapping[str, Atoms] = {}
    done: Triggers = ()
    not_done: Triggers = ()
    any: tuple[Self, ...] = ()
    none: Annotated[tuple[Self, ...], BeforeValidator(_as_tuple)] = ()

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, value: object) -> object:
        return _gather(value, frozenset({"done", "not_done", "any", "none"}), "facts")

    @cached_property
    def asked(self) -> frozenset[str]:
        """The names of all facts that are asked here or inside."""
        return frozenset(name for inner in self.within() for name in inner.facts)

    def within(self) -> Iterator["Condition"]:
        """This condition and every condition inside it."""
        yield self
        for inner in (*self.any, *self.none):
            yield from inner.within()
        for trigger in (*self.done, *self.not_done):
            if trigger.when:
                yield from trigger.when.within()


class Moment(Norm):
    """A point in time to count from.

    `"at"` (when the act happened), `"filed_on"` (the date it bears, never after receipt), `"sent"` (when its letter left), any
    date in its data such as `"until"`; another act's, `"file.filed_on"`, `"carry_out.at"`, `"rule.sent"`; the end of
    another term, `"end of reply"`. A table `earlier_of` or `later_of` takes two or more of these.
    """

    name: str = "at"
    earlier_of: tuple[Self, ...] = ()
    later_of: tuple[Self, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    @cached_property
    def moves(self) -> bool:
        """Whether it may still shift once it is known: the end of another term, the earlier or the later of several."""
        return bool(self.earlier_of or self.later_of) or self.name.startswith("end of ")

    def names(self) -> Iterator[str]:
        """Every plain moment inside."""
        for inner in (*self.earlier_of, *self.later_of):
            yield from inner.names()
        if not (self.earlier_of or self.later_of):
            yield self.name


def rebuild() -> None:
    """Ties the forward names together; called once by the module that uses them."""
    namespace: dict[str, Any] = {"Condition": Condition, "Moment": Moment}
    Trigger.model_rebuild(_types_namespace=namespace)
    Condition.model_rebuild()


rebuild()
