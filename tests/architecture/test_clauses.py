"""No clause of a shipped regulation is forgotten: each is carried out, and proved by a test or said to come later."""

import pytest

from tests.support import clauses
from wederhoor.core.coverage import Row, table

ROWS = [row for name in clauses.SHIPPED for row in table(clauses.shipped(name))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.clause)
def test_a_clause_is_proved_by_a_test_or_still_to_come(row: Row) -> None:
    assert clauses.proofs().get(row.clause) or row.clause in clauses.LATER


def test_what_is_still_to_come_is_a_clause() -> None:
    assert {row.clause for row in ROWS} >= set(clauses.LATER)
