"""The norms of a regulation: what is owed, what may be done, who may do it, what must be kept. Frozen values, no behaviour.

Every norm names the clause or clauses that it carries out. `instance` says in which kind of dossier it holds: `dossier` (the
complaint itself), `year` (the yearly cycle) or an instance of objection that the procedure declares.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from wederhoor.core.act import FieldKind
from wederhoor.core.condition import Atoms, Condition, Moment, Norm, Trigger, Triggers
from wederhoor.core.term import Term, parse_term
from wederhoor.core.wording import Words


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _as_term(value: object) -> object:
    if not isinstance(value, str):
        return value
    term = parse_term(value)
    if isinstance(term, Term):
        return term
    raise ValueError(term.message)


Names = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
TermText = Annotated[Term, BeforeValidator(_as_term), Field(json_schema_extra={"examples": ["20 working days", "4 weeks"]})]


class Clause(Norm):
    """One numbered rule of the published text, in our own wording. `declares`: it only says something, no norm carries it out.

    `reading` tells how a wording that can be read in two ways is read here and which line gives the other reading.
    `addition`: not in the source, added by the organisation.
    """

    id: str
    text: Words
    heading: Words = ""
    number: str = ""
    declares: bool = False
    reading: Words = ""
    addition: bool = False


class Role(Norm):
    """Who does something: a function that members hold, or with `part` a place that a person gets within one dossier."""

    id: str
    name: Words
    part: str = ""
    aliases: Names = ()
    clause: Names = ()
    stand_in: str = ""


class Kind(Norm):
    """A kind of dossier that this procedure knows; `counts` as a complaint in the figures."""

    id: str
    name: Words = ""
    explanation: Words = ""
    clause: Names = ()
    counts: bool = False


class Stage(Norm):
    """A phase and what brings a dossier into it. Entering `closed` lets open duties lapse that do not survive closing."""

    id: str
    name: Words = ""
    instance: str = "dossier"
    entered_by: Triggers
    clause: Names = ()


class Instance(Norm):
    """An instance of objection or appeal: a dossier of its own within the matter, opened by `opened_by`."""

    id: str
    name: Words
    opened_by: str = "object"
    against: str = "dossier"
    clause: Names = ()


class OwnField(Norm):
    """A datum that the vocabulary lacks, declared by the procedure for the acts named."""

    id: str
    kind: FieldKind
    acts: Names
    label: Words
    many: bool = False
    options: Names = ()
    clause: Names = ()


class Need(Norm):
    """Something that must hold before an act; the reason is shown where the button would be."""

    clause: Names = ()
    that: Condition
    reason: Words


class Datum(Norm):
    """A datum that an act must carry. `empty`: an answer that says 'none' is a full answer. `when`: only then required."""

    field: str
    empty: bool = False
    when: Condition | None = None


def _as_data(value: object) -> object:
    if not isinstance(value, list | tuple):
        return value
    return tuple({"field": item} if isinstance(item, str) else item for item in value)


Data = Annotated[tuple[Datum, ...], BeforeValidator(_as_data)]


class Capacity(Norm):
    """A kind of member that a body must have, and how many."""

    id: str
    name: Words
    count: int | None = None
    aliases: Names = ()
    outside: bool | None = None
    independent: bool = False


class Persons(Norm):
    """Who may be named by an act: how many, from where, and with what part in the matter not.

    `independent` and `outside`: `stated` must be recorded as such, `not_denied` is refused only where the record says
    otherwise. `no_part`: refused is whoever has one of these parts in the matter; `any` is every part.
    `not_department`: refused is a member of the department concerned. `override`: a recorded reason lifts these.
    """

    clause: Names = ()
    least: int = 1
    most: int | None = None
    independent: Literal["", "stated", "not_denied"] = ""
    expertise: bool = False
    outside: Literal["", "stated", "not_denied"] = ""
    no_part: Names = ()
    not_department: bool = False
    capacities: tuple[Capacity, ...] = ()
    override: bool = False


class ActRule(Norm):
    """Who may take an act, in which stages, after what, with which data: one rule per act and instance.

    `values` closes a datum to the values given. `persons` rules on whom it names and `gives_part` is the part they get. `group`,
    `letter` and `back_dated` describe an act of the procedure's own, which the vocabulary lacks.
    """

    id: str
    instance: str = "dossier"
    name: Words = ""
    clause: Names = ()
    by: Names = ()
    stages: Names = ()
    needs: tuple[Need, ...] = ()
    requires: Data = ()
    values: dict[str, Atoms] = {}
    persons: Persons | None = None
    gives_part: str = ""
    group: str = ""
    letter: Literal["", "never", "asked", "always"] = ""
    back_dated: bool = True


class Required(Norm):
    """The data that a filing must hold to be complete, for the kinds named (none named: every kind)."""

    clause: Names
    instance: str = "dossier"
    kinds: Names = ()
    data: Data


class Derive(Norm):
    """A fact that follows from others: where the condition holds, `fact` is `value` from then on."""

    clause: Names = ()
    instance: str = "dossier"
    when: Condition
    fact: str
    value: str | bool | int


class Silence(Norm):
    """What passing time brings: if none of `unless` follows `after` within the term, `fact` is `value` from then on."""

    id: str
    clause: Names
    instance: str = "dossier"
    after: Triggers
    unless: Triggers
    term: TermText
    fact: str
    value: str | bool | int


class Outer(Norm):
    """An outer limit: a due date is never later than this."""

    term: TermText
    start: Moment = Field(alias="from")


class Extension(Norm):
    """How a term may be moved on by a notice that gives a new date.

    `late`: what a notice after expiry does, `refuse` it or `record` it without moving anything. `timely`: how long before expiry
    it must leave to be called timely. `times` 0 is without limit. `reasons`: whether the notice must give them. `consent`: whether
    the complainant must agree.
    """

    clause: Names = ()
    act: str = "extend"
    times: int = 0
    at_most: TermText | None = None
    in_total: TermText | None = None
    timely: TermText | None = None
    reasons: bool = True
    consent: Literal["no", "after_first", "always"] = "no"
    late: Literal["refuse", "record"] = "refuse"


class Each(Norm):
    """One duty for every item of a list: `of` names the list, `match` the datum of the act that meets it."""

    of: str
    match: str


class Duty(Norm):
    """What a holder owes, since when, by when.

    `arises`: the acts that bring it about; `start` (written `from`) what its term runs from. Without a term it is owed at once and never
    overdue. `lasting` (written `while`): it lapses as soon as this no longer holds and revives if it holds again. `met_by`:
    the acts that meet it, if a letter is needed only when it left; `must_state`: what that letter must say. `optional`: it may be
    waived with a reason. `blocks`: acts refused while it is open. `arrival`: how long after leaving a letter counts as received.
    """

    id: str
    name: Words
    clause: Names
    instance: str = "dossier"
    holder: str
    arises: Triggers
    start: Moment = Field(default=Moment(name="at"), alias="from")
    lasting: Condition | None = Field(default=None, alias="while")
    term: TermText | None = None
    outer: Outer | None = None
    each: Each | None = None
    again: bool = False
    met_by: Triggers
    must_state: Names = ()
    moved_by: Trigger | None = None
    extension: Extension | None = None
    suspendable: bool = False
    optional: bool | Condition = False
    lapses: Triggers = ()
    survives: bool = False
    blocks: Names = ()
    arrival: dict[str, TermText] = {}
    remind: TermText | None = None


class Right(Norm):
    """What a party may still do and until when. Without a term it stays open until the dossier is destroyed.

    `late`: what happens to its use after the window: `register` it as late for a person to decide, or `refuse`.
    """

    id: str
    name: Words
    clause: Names
    instance: str = "dossier"
    holder: str = "complainant"
    opens: Triggers
    start: Moment = Field(default=Moment(name="at"), alias="from")
    lasting: Condition | None = Field(default=None, alias="while")
    term: TermText | None = None
    used_by: Triggers
    repeat: bool = False
    late: Literal["register", "refuse"] = "register"
    lapses: Triggers = ()
    survives: bool = True


class Suspension(Norm):
    """How a clock is stopped: `resume_day` says whether the day of resumption still counts as suspended (default it runs)."""

    clause: Names = ()
    resume_day: Literal["runs", "suspended"] = "runs"


class Retention(Norm):
    """How long a dossier is kept, counted from when; destruction before is refused, after it is offered to the holder."""

    clause: Names
    term: TermText
    start: Moment = Field(alias="from")
    arises: Triggers
    holder: str


class Registered(Norm):
    """A datum that must be in the register before closing: any one of `sources` fills it. `when`: it applies only then."""

    id: str
    name: Words
    clause: Names
    instance: str = "dossier"
    sources: Names
    when: Condition | None = None
