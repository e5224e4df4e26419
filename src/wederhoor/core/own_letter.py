"""An organisation's own words for a letter of its regulation: every placeholder known, and nothing that the letter must state left out."""

from collections.abc import Iterator
from typing import Final

from wederhoor.core.consistency_acts import placeholder_fault
from wederhoor.core.fault import Fault
from wederhoor.core.known import Known
from wederhoor.core.letter import carriers, loose_braces, placeholders
from wederhoor.core.phrase import say
from wederhoor.core.procedure import Procedure
from wederhoor.core.provision import Letter

#: What a subject and a body may hold at most, in characters.
LONGEST_SUBJECT: Final = 300
LONGEST_BODY: Final = 50_000


def own_letter_faults(procedure: Procedure, letter: Letter, subject: str, body: str) -> tuple[Fault, ...]:
    """What is wrong with own words for this letter, each with its line where it has one."""
    return (*_written(procedure, letter, "subject", subject), *_written(procedure, letter, "body", body), *_left_out(letter, subject, body))


def _written(procedure: Procedure, letter: Letter, key: str, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(None, key, say("Hier staat nog niets."))
    if len(text) > (LONGEST_SUBJECT if key == "subject" else LONGEST_BODY):
        yield Fault(None, key, say("Dit is te lang."))
    known = Known(procedure)
    for number, line in enumerate(text.splitlines(), 1):
        if loose_braces(line):
            yield Fault(number, key, say("Een { of } staat hier los. Schrijf een gegeven als {name}."))
        for name in placeholders(line):
            message = placeholder_fault(known, letter, name)
            if message:
                yield Fault(number, key, message)


def _left_out(letter: Letter, subject: str, body: str) -> Iterator[Fault]:
    """What the letter must state may not disappear from it: the duty that asks it would not be met."""
    held = {*placeholders(subject), *placeholders(body)}
    clause = ", ".join(letter.clause) or "-"
    for state, names in carriers(letter).items():
        for name in names:
            if name not in held:
                lacking = say("{name} ontbreekt: de regeling vraagt dat deze brief dit zegt ({clause}).", name=f"{{{name}}}", clause=clause)
                yield Fault(None, state, lacking)
