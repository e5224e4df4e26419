"""A procedure: one version of a complaints regulation as a frozen value, made by `reading` from a data file."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from pydantic import Field

from wederhoor.core.act import BELONGING, DOCUMENTS, VOCABULARY, ActSpec
from wederhoor.core.act import Field as ActField
from wederhoor.core.condition import Norm
from wederhoor.core.norm import (
    ActRule,
    Clause,
    Derive,
    Duty,
    Instance,
    Kind,
    Names,
    OwnField,
    Registered,
    Required,
    Retention,
    Right,
    Role,
    Silence,
    Stage,
    Suspension,
)
from wederhoor.core.phrase import spoken
from wederhoor.core.provision import (
    Access,
    Address,
    Audience,
    Exchange,
    Letter,
    Page,
    Report,
)
from wederhoor.core.wording import Words

__all__ = ["ANYONE", "BUILT_IN_INSTANCES", "STAFF", "Procedure", "fold", "spoken"]

#: Instances that every procedure has: the complaint itself and the yearly cycle.
BUILT_IN_INSTANCES = ("dossier", "year")
#: A version has a number that every store can hold.
MOST_VERSIONS = 2_147_483_647
#: Role names that stand for more than one: any member of the organisation, and anyone at all.
STAFF = "staff"
ANYONE = "anyone"


class Procedure(Norm):
    """Everything that one version of a regulation says. Lists are in the order of the file."""

    id: str
    version: int = Field(ge=1, le=MOST_VERSIONS)
    organisation: str
    title: Words
    language: str = "nl"
    in_force_from: date
    audience: Audience = Audience()
    roles: tuple[Role, ...] = Field(alias="role")
    clauses: tuple[Clause, ...] = Field(alias="clause")
    kinds: tuple[Kind, ...] = Field(alias="kind")
    stages: tuple[Stage, ...] = Field(alias="stage")
    instances: tuple[Instance, ...] = Field(default=(), alias="instance")
    fields: tuple[OwnField, ...] = Field(default=(), alias="field")
    acts: tuple[ActRule, ...] = Field(default=(), alias="act")
    required: tuple[Required, ...] = ()
    derives: tuple[Derive, ...] = Field(default=(), alias="derive")
    silences: tuple[Silence, ...] = Field(default=(), alias="silence")
    duties: tuple[Duty, ...] = Field(default=(), alias="duty")
    rights: tuple[Right, ...] = Field(default=(), alias="right")
    suspension: Suspension = Suspension()
    retention: Retention | None = None
    registered: tuple[Registered, ...] = ()
    letters: tuple[Letter, ...] = Field(default=(), alias="letter")
    pages: tuple[Page, ...] = Field(default=(), alias="page")
    exchanges: tuple[Exchange, ...] = Field(default=(), alias="exchange")
    addresses: tuple[Address, ...] = Field(default=(), alias="address")
    access: tuple[Access, ...] = ()
    reports: tuple[Report, ...] = Field(default=(), alias="report")
    calendars: Names = ()

    __hash__ = object.__hash__

    @property
    def name(self) -> str:
        """How logs and replays name it: `klik-onderwijs@1`."""
        return f"{self.id}@{self.version}"

    @cached_property
    def specs(self) -> Mapping[str, ActSpec]:
        """Every act that can be recorded under this procedure: the vocabulary, its own acts, its own fields added.

        An act of its own that opens an objection or appeal carries what `object` carries.
        """
        found = dict(VOCABULARY)
        for rule in self.acts:
            if rule.id not in found:
                data = VOCABULARY["object"].fields if rule.id in self.openers else {DOCUMENTS: BELONGING}
                found[rule.id] = ActSpec(rule.id, rule.group or "own", data, rule.letter or "never", rule.back_dated)
        for own in self.fields:
            for act in own.acts:
                if act in found:
                    spec = found[act]
                    extra = {own.id: ActField(own.kind, own.many, own.options)}
                    found[act] = ActSpec(
                        spec.id, spec.group, {**spec.fields, **extra}, spec.letter, spec.back_dated, spec.always, spec.system
                    )
        return found

    @cached_property
    def role_names(self) -> Mapping[str, str]:
        """Every name by which a role may be called, folded to small letters and hyphens, to its id."""
        found: dict[str, str] = {}
        for role in self.roles:
            spoken = role.name.values() if isinstance(role.name, dict) else (role.name,)
            for name in (*role.aliases, *spoken, role.id):
                found[fold(name)] = role.id
        return found

    @cached_property
    def openers(self) -> frozenset[str]:
        """The acts that open an objection or appeal."""
        return frozenset(item.opened_by for item in self.instances)

    @cached_property
    def members(self) -> frozenset[str]:
        """The roles without a part of their own in a dossier: whoever has one is a member of the organisation."""
        return frozenset(role.id for role in self.roles if not role.part)

    @cached_property
    def instance_ids(self) -> tuple[str, ...]:
        """The built-in instances and those declared."""
        return (*BUILT_IN_INSTANCES, *(item.id for item in self.instances))

    def norms(self) -> Iterator[tuple[str, str, Norm]]:
        """Every norm with the clause it carries out: (clause id, what it is, the norm). A norm of two clauses comes twice."""
        for what, norm, clauses in self._claims():
            for clause in clauses:
                yield clause, what, norm

    def _claims(self) -> Iterator[tuple[str, Norm, tuple[str, ...]]]:
        for label, group in self._groups():
            for norm in group:
                name = getattr(norm, "id", None) or getattr(norm, "act", None) or getattr(norm, "fact", "")
                yield f"{label} {name}".strip(), norm, getattr(norm, "clause", ())
        yield from self._inner_claims()
        yield "audience", self.audience, self.audience.clause
        yield "suspension", self.suspension, self.suspension.clause
        if self.retention:
            yield "retention", self.retention, self.retention.clause

    def _inner_claims(self) -> Iterator[tuple[str, Norm, tuple[str, ...]]]:
        for rule in self.acts:
            for need in rule.needs:
                yield f"need of {rule.id}", need, need.clause
            if rule.persons:
                yield f"persons of {rule.id}", rule.persons, rule.persons.clause
        for duty in self.duties:
            if duty.extension:
                yield f"extension of {duty.id}", duty.extension, duty.extension.clause

    def _groups(self) -> Iterator[tuple[str, tuple[Norm, ...]]]:
        yield "role", self.roles
        yield "kind", self.kinds
        yield "stage", self.stages
        yield "instance", self.instances
        yield "field", self.fields
        yield "act", self.acts
        yield "required", self.required
        yield "derive", self.derives
        yield "silence", self.silences
        yield "duty", self.duties
        yield "right", self.rights
        yield "registered", self.registered
        yield "letter", self.letters
        yield "page", self.pages
        yield "exchange", self.exchanges
        yield "address", self.addresses
        yield "access", self.access
        yield "report", self.reports


def fold(name: str) -> str:
    """A name as an id: small letters, one hyphen for every run of spaces and underscores."""
    return "-".join(name.lower().replace("_", " ").split())
