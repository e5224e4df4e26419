"""What an act asks of whoever takes it: its fields, which are required, and the values that the regulation leaves open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from wederhoor.actions.contact import CONTACT
from wederhoor.core.act import DOCUMENTS, INTAKE_ACTS, ActSpec
from wederhoor.core.act import Field as Datum
from wederhoor.core.facts import holds, missing
from wederhoor.core.norm import ActRule
from wederhoor.core.state import Dossier, Matter
from wederhoor.web.fields import Choice

#: Acts that name the members of a body, one row for each.
ROWS: Final = "members."
#: Up to here all fields of an act are shown at once; beyond it the less usual ones unfold.
_SHOWN_AT_ONCE: Final = 7
#: What each of these acts mostly says; the rest unfolds.
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "file": (
        *("kind", "channel", "filed_on", "complainant.name", "complainant.organisation", "complainant.email", "complainant.phone"),
        *("subject.class", "subject.product", "description", "reasons"),
    ),
    "confirm_in_writing": ("channel", "filed_on", "description", "reasons"),
    "complete": ("channel", "filed_on", "description", "reasons"),
    "formalise": ("channel", "filed_on", "description", "reasons"),
    "object": ("channel", "in_writing", "filed_on", "name", "address", "city", "against", "grounds"),
    "appoint": ("reason",),
    "acknowledge": ("channel",),
    "explain_procedure": ("channel",),
    "send_copies": ("channel", "to"),
    "refer": ("channel", "to", "reason", "reasons"),
    "correct": ("of", "field", "value", "person", *CONTACT),
}
_USUAL_OF_PERSONS: Final = ("to", "independent", "outside", "reason")


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it would be taken in a dossier: `seat` is where it would stand, `scene` where it is judged.

    `grounds`: those that a judgement finds something of. `drafts`: what stands in the form beforehand. `offered`: what can be chosen in a
    field of this act alone, by its name.
    """

    matter: Matter
    seat: Dossier
    scene: Dossier
    spec: ActSpec
    rule: ActRule | None
    people: tuple[Choice, ...] = ()
    products: tuple[Choice, ...] = ()
    entries: tuple[Choice, ...] = ()
    grounds: tuple[str, ...] = ()
    drafts: Mapping[str, str | list[str]] = field(default_factory=dict)
    offered: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)

    @property
    def act(self) -> str:
        """The name of the act."""
        return self.spec.id

    @property
    def informs(self) -> bool:
        """It tells someone something: by mail or post a letter leaves."""
        return self.spec.letter != "never"

    @property
    def in_rows(self) -> bool:
        """It names a body of several members."""
        persons = self.rule.persons if self.rule else None
        if "members.person" not in self.spec.fields:
            return False
        return self.act == "appoint" if persons is None else persons.most != 1 and (persons.least > 1 or bool(persons.capacities))


def names(asked: Asked) -> tuple[str, ...]:
    """The fields that the form of this act holds, those of rows left out; in the order in which one fills them in."""
    left_out = {DOCUMENTS, "states"} if asked.informs else {DOCUMENTS}  # documents have a place of their own on the form
    if not (asked.rule and asked.rule.persons and asked.rule.persons.override):
        left_out.add("override")
    if "accept_secrecy" not in asked.seat.plan.rules:
        left_out.add("secrecy")  # where nobody can promise it, whoever it is asked of would never see anything
    if asked.in_rows:
        left_out |= {"to", "department", "independent", "outside", "ground", "expertise", "capacity"}
    left_out |= {name for name, choices in asked.offered.items() if not choices}  # there is nothing to choose
    if asked.act == "correct":
        left_out |= _left_uncorrected(asked)
    found = [name for name in asked.spec.fields if not name.startswith((ROWS, "findings.")) and name not in left_out]
    return tuple(sorted(found, key=lambda name: name != "channel"))


def _left_uncorrected(asked: Asked) -> set[str]:
    """One corrects either what an entry of the log says, or what is known of a person: the fields of the other."""
    if "person" in asked.drafts:
        return {"of", "field", "value"}
    return {name for name in asked.spec.fields if name.partition(".")[0] in {"person", "contact"}}


def row_names(asked: Asked) -> tuple[str, ...]:
    """The fields of one member of a body, without their prefix."""
    return tuple(name.removeprefix(ROWS) for name in asked.spec.fields if name.startswith(ROWS)) if asked.in_rows else ()


def required(asked: Asked) -> frozenset[str]:
    """The fields that may not stay empty. Of `a|b`, either of which will do, none is marked."""
    found = {datum.field for datum in asked.rule.requires if _asks(datum.when, asked)} if asked.rule else set()
    found |= _OWN.get(asked.act, set())
    if asked.act in asked.scene.plan.extends:
        rules = [duty.extension for duty in asked.scene.plan.duties.values() if duty.extension and duty.extension.act == asked.act]
        found |= {"until"} | ({"reasons"} if any(rule.reasons for rule in rules) else set())
    if asked.rule and asked.rule.persons and asked.rule.persons.least and not asked.in_rows:
        found.add("to")
    return frozenset(name for name in found if "|" not in name and name in asked.spec.fields)


def either(asked: Asked) -> Mapping[str, tuple[str, ...]]:
    """Fields of which one of several must be filled: each with the others."""
    if asked.rule is None:
        return {}
    groups = [datum.field.split("|") for datum in asked.rule.requires if "|" in datum.field]
    return {name: tuple(other for other in group if other != name) for group in groups for name in group}


def main(asked: Asked) -> frozenset[str]:
    """The fields that are shown at once; the others unfold."""
    every = names(asked)
    if len(every) <= _SHOWN_AT_ONCE and asked.act not in _USUAL:
        return frozenset(every)
    usual = set(_USUAL.get(asked.act, _USUAL_OF_PERSONS if "to" in every else every))
    if asked.act == "file":
        usual |= {name for needed in asked.scene.plan.required for datum in needed.data for name in datum.field.split("|")}
    elif asked.act in INTAKE_ACTS:
        usual |= {name for datum, _clause in missing(asked.scene) for name in datum.field.split("|")}
    return frozenset(name for name in every if name in usual | required(asked) | set(either(asked)) | {"override"})


def datum_of(asked: Asked, name: str) -> Datum:
    """What the vocabulary says of a field."""
    return asked.spec.fields[name]


def open_duties(asked: Asked) -> Iterator[tuple[str, str, str]]:
    """The duties still owed in the dossier: id, item and clause."""
    for item in asked.scene.occurrences:
        if item.pending:
            yield item.duty.id, item.item or "", item.duty.clause[0] if item.duty.clause else ""


def to_state(asked: Asked) -> tuple[str, ...]:
    """What a message of this act may have to say, by its duties and its letters: told by mouth, a person ticks it himself."""
    found: dict[str, None] = {}
    for duty_id in asked.seat.plan.meets.get(asked.act, {}):
        found.update(dict.fromkeys(asked.seat.plan.duties[duty_id].must_state))
        for trigger in asked.seat.plan.meets[asked.act][duty_id]:
            found.update(dict.fromkeys(str(value) for value in trigger.data.get("states", ())))
    for letter in asked.matter.procedure.letters:
        if letter.act == asked.act and letter.instance == asked.seat.instance:
            found.update(dict.fromkeys(letter.states))
    return tuple(found)


def _asks(when: object, asked: Asked) -> bool:
    return when is None or holds(when, asked.scene)  # type: ignore[arg-type]


# Without these an act says nothing, whatever the regulation asks of it.
_OWN: Final[Mapping[str, set[str]]] = {
    "waive": {"duty", "reason"},
    "note": {"text"},
    "advise": {"advice"},
    "comment": {"text"},
    "hold": {"reason"},
    "correct": {"reason"},
}
