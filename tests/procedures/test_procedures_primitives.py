"""Every primitive that the regulations ask of a procedure file, proved by replay: a table with one proof for each."""

from collections import Counter

import pytest

from tests.procedures.primitives import Proof, answers
from tests.procedures.primitives_intake import ROWS as INTAKE
from tests.procedures.primitives_steps import ROWS as STEPS

ROWS = [*INTAKE, *STEPS]
#: By group: intake, admissibility, classification, roles, terms, steps, outcomes, objection, register, keeping, reports, messages.
ASKED = {
    "I": (1, 2, 3, 4, 6, 7, 9, 13, 14, 15, 21, 22),
    "A": (2, 3, 15, 17, 22),
    "C": (1, 2, 3, 5, 6, 7, 11),
    "R": (1, 2, 3, 4, 5, 8, 13, 14, 16, 17),
    "T": (1, 2, 3, 5, 6, 7, 8, 9, 12, 15, 17, 18, 21, 27, 28, 29, 40, 41, 42, 43, 44),
    "P": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 33, 34),
    "O": (1, 2, 3, 4, 10),
    "B": (1, 2, 3, 4, 5, 6, 18, 19),
    "G": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    "V": (1, 2, 4, 5, 6, 7, 9, 10),
    "M": (1, 2, 3, 4, 5, 6, 10),
    "K": (1, 2, 3, 4, 5),
}


@pytest.mark.parametrize("proof", ROWS, ids=lambda proof: f"{proof.primitive}-{proof.regulation}")
def test_a_procedure_file_can_say_it(proof: Proof) -> None:
    assert answers(proof) == proof.answers


def test_each_primitive_has_its_proof() -> None:
    asked = {f"{group}{number:02}" for group, numbers in ASKED.items() for number in numbers}
    assert set(Counter(proof.primitive for proof in ROWS)) == asked
