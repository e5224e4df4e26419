import pytest

from wederhoor.web.numbers import number_of


@pytest.mark.parametrize(("said", "number"), [("0", 0), ("12", 12), ("9" * 18, 10**18 - 1)])
def test_a_number_is_read(said: str, number: int) -> None:
    assert number_of(said) == number


@pytest.mark.parametrize("said", ["", "x", "-1", "1.5", "²", "٣", "9" * 19, "9" * 5000])
def test_what_no_store_holds_is_no_number(said: str) -> None:
    assert number_of(said) is None
