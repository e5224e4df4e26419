"""Every fault is told at once: also a name that points nowhere in a file of which another value has the wrong shape."""

from tests.support.small import TEXT
from wederhoor.core.fault import Fault
from wederhoor.core.mending import mended
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read


def faults(text: str) -> tuple[Fault, ...]:
    found = read(text)
    assert not isinstance(found, Procedure)
    return found


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def with_faults(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_wrong_unit_does_not_hide_an_unknown_role() -> None:
    text = with_faults(TEXT, ('term = "3 working days"', 'term = "5 fortnights"'), ('holder = "officer"', 'holder = "nobody"'))
    told = {fault.line: fault.message for fault in faults(text)}
    assert "fortnights" in told[line_of(text, "fortnights")]
    assert "nobody" in told[line_of(text, "nobody")]


def test_an_unknown_key_and_a_missing_one_do_not_hide_an_unknown_act() -> None:
    text = with_faults(TEXT, ('met_by = ["acknowledge"]', 'met_by = ["aknowledge"]\nfoo = 1'))
    messages = " ".join(fault.message for fault in faults(text))
    assert "foo" in messages
    assert "aknowledge" in messages


def test_a_clause_that_nothing_carries_out_is_told_beside_a_wrong_unit() -> None:
    text = with_faults(TEXT, ('term = "3 working days"', 'term = "5 fortnights"')) + '\n[[clause]]\nid = "T-99"\ntext = "Leeg."\n'
    assert any("T-99" in fault.message or fault.key.startswith("clause") for fault in faults(text))


def test_where_too_little_is_left_only_the_shape_is_told() -> None:
    assert mended({"role": 3, "id": []}) is None
    assert faults('role = 3\nid = []\nversion = "x"\n')


def test_an_item_of_a_list_that_has_no_shape_is_left_out() -> None:
    text = with_faults(TEXT, ('met_by = ["acknowledge"]', 'met_by = ["acknowledge", 4]'), ('holder = "officer"', 'holder = "nobody"'))
    assert any("nobody" in fault.message for fault in faults(text))


def test_what_the_mending_put_there_is_not_told_as_a_fault() -> None:
    text = with_faults(TEXT, ('entered_by = "object"', "entered_by = 4"))
    assert [fault.line for fault in faults(text)] == [line_of(text, "entered_by = 4")]
