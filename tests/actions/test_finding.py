import pytest

from tests.core.engine import assigned
from wederhoor.actions.finding import findings_said
from wederhoor.core.words import Language


@pytest.mark.parametrize(("language", "said"), [("nl", "Grond 1: gegrond. Waar."), ("en", "Ground 1: upheld. Waar.")])
def test_each_ground_is_told_in_the_language_of_the_letter(language: Language, said: str) -> None:
    found = ({"number": 1, "outcome": "upheld"},)
    case = assigned().must("assess", "2026-03-04T10:00", nature="content")
    case.must("judge", "2026-03-05T10:00", "handler", person="h1", reasons=True, outcome="upheld", findings=found)
    texts = {"findings.0.reasons": "Waar."}
    assert findings_said(case.base, case.last.index, texts, {}, language) == [said]


def test_nothing_is_told_where_nothing_was_found_per_ground() -> None:
    assert findings_said(assigned().base, 0, {}, {}, "nl") == []
