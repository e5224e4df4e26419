import pytest

from tests.support.small import TEXT, changed, line_with, small
from wederhoor.core.coverage import table
from wederhoor.core.reading import read


def test_the_table_names_for_each_clause_what_carries_it_out() -> None:
    rows = {row.clause: row.norms for row in table(small())}
    assert rows["VB-02"] == ("duty acknowledge", "duty reply")
    assert rows["VB-09"] == ("retention",)
    assert rows["VB-06"] == ()


def test_the_table_holds_every_clause_in_its_order() -> None:
    assert [row.clause for row in table(small())] == [f"VB-0{number}" for number in range(1, 10)]


def test_a_clause_that_nothing_carries_out_is_a_fault() -> None:
    found = read(changed("declares = true\n", ""))
    assert isinstance(found, tuple)
    assert found[0].line == line_with(TEXT, 'id = "VB-06"')
    assert "niets voert artikel VB-06 uit" in found[0].message


def test_a_clause_that_declares_may_be_carried_out_as_well() -> None:
    assert small('id = "VB-01"', 'id = "VB-01"\ndeclares = true').id == "small"


BASELESS = [
    ('clause = "VB-08"\nafter', "clause = []\nafter", "deze norm noemt geen artikel"),
    ('clause = "VB-07"\nholder', "clause = []\nholder", "deze norm noemt geen artikel"),
    ('clause = "VB-07"\nkinds', "clause = []\nkinds", "deze norm noemt geen artikel"),
    ('clause = "VB-07"\npartner', "clause = []\npartner", "deze norm noemt geen artikel"),
    ('clause = "VB-09"', "clause = []", "de bewaartermijn noemt geen artikel"),
]


@pytest.mark.parametrize(("old", "new", "said"), BASELESS)
def test_a_norm_that_no_clause_asks_for_is_a_fault(old: str, new: str, said: str) -> None:
    found = read(changed(old, new))
    assert isinstance(found, tuple)
    assert any(said in fault.message and fault.line == line_with(TEXT, old) for fault in found), found


RESTRICTED = [
    ('clause = "VB-03"\npersons', "persons", ["persons"]),
    ('clause = "VB-03"\nvalues', "values", ["values", "requires", "needs"]),
    ('clause = "VB-05"\ngives', "gives", ["persons"]),
]


@pytest.mark.parametrize(("old", "new", "what"), RESTRICTED)
def test_a_rule_that_restricts_names_the_clause_that_asks_it(old: str, new: str, what: list[str]) -> None:
    found = read(changed(old, new))
    assert isinstance(found, tuple)
    told = [word for word in what if any(f"beperkt met {word}" in fault.message for fault in found)]
    assert told == what


def test_a_need_or_a_rule_on_persons_may_name_its_own_clause() -> None:
    assert small('clause = "VB-03"\npersons = {', 'persons = {clause = "VB-03", ').id == "small"
    assert small("that = {done", 'clause = "VB-03"\nthat = {done').id == "small"


def test_a_need_with_a_clause_of_its_own_does_not_excuse_the_rest_of_the_rule() -> None:
    text = changed("that = {done", 'clause = "VB-03"\nthat = {done').replace('clause = "VB-03"\nvalues', "values")
    found = read(text)
    assert isinstance(found, tuple)
    assert [fault.key for fault in found] == ["act[5].values", "act[5].requires"]
