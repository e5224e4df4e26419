"""A term and its words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.core.calendar import DEFAULT
from wederhoor.core.fault import Fault
from wederhoor.core.term import Term, Unit, due, format_term, parse_term, term_in_words

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(lambda name: name not in {"working", "calendar"})
UNITS = st.sampled_from(list(Unit))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    back = draw(st.booleans())
    roll = draw(st.booleans()) and not back
    calendar = draw(st.none() | NAMES)
    unit = draw(UNITS) if calendar is None else Unit.WORKING_DAYS
    return Term(draw(st.integers(1, 100)), unit, calendar, roll=roll, back=back)


@given(term=terms())
def test_every_term_can_be_written_and_read_back(term: Term) -> None:
    assert parse_term(format_term(term)) == term


@given(text=st.text(max_size=30))
def test_any_text_is_a_term_or_a_fault(text: str) -> None:
    assert isinstance(parse_term(text), (Term, Fault))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("20 working days", Term(20, Unit.WORKING_DAYS)),
        ("1 working day", Term(1, Unit.WORKING_DAYS)),
        ("1 werkdag", Term(1, Unit.WORKING_DAYS)),
        ("  10  Werkdagen ", Term(10, Unit.WORKING_DAYS)),
        ("10 dagen", Term(10, Unit.DAYS)),
        ("10 kalenderdagen", Term(10, Unit.DAYS)),
        ("10 calendar days", Term(10, Unit.DAYS)),
        ("6 weken", Term(6, Unit.WEEKS)),
        ("1 week", Term(1, Unit.WEEKS)),
        ("2 maanden", Term(2, Unit.MONTHS)),
        ("3 jaar", Term(3, Unit.YEARS)),
        ("1 year", Term(1, Unit.YEARS)),
        ("24 uur", Term(24, Unit.HOURS)),
        ("1 hour", Term(1, Unit.HOURS)),
        ("3 school days", Term(3, Unit.WORKING_DAYS, "school")),
        ("1 school day", Term(1, Unit.WORKING_DAYS, "school")),
        ("3 schooldagen", Term(3, Unit.WORKING_DAYS, "school")),
        ("1 schooldag", Term(1, Unit.WORKING_DAYS, "school")),
        ("-3 days", Term(3, Unit.DAYS, back=True)),
        ("3 days before", Term(3, Unit.DAYS, back=True)),
        ("2 weken terug", Term(2, Unit.WEEKS, back=True)),
        ("6 weeks rolling", Term(6, Unit.WEEKS, roll=True)),
        ("6 weken doorlopend", Term(6, Unit.WEEKS, roll=True)),
    ],
)
def test_terms_are_read_in_english_and_in_dutch(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is geen termijn"),
        ("soon", "is geen termijn"),
        ("20", "is geen termijn"),
        ("20 working days please 3", "is geen eenheid"),
        ("1.5 weeks", "is geen termijn"),
        ("20 fortnights", "is geen eenheid"),
        ("0 weeks", "telt van 1 tot en met 5218"),
        ("101 years", "telt van 1 tot en met 100"),
        ("3 days before rolling", "teruggerekend"),
    ],
)
def test_what_is_no_term_is_told_why(text: str, message: str) -> None:
    found = parse_term(text)
    assert isinstance(found, Fault)
    assert message in found.message


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_term_that_cannot_be_is_not_made(count: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 100 years"):
        Term(count, Unit.YEARS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("20 working days", "20 werkdagen"),
        ("1 working day", "1 werkdag"),
        ("24 hours", "24 uur"),
        ("6 weeks rolling", "6 weken"),
        ("1 school day", "1 schooldag"),
        ("3 training days", "3 trainingdagen"),
    ],
)
def test_a_term_is_said_in_plain_dutch(text: str, words: str) -> None:
    term = parse_term(text)
    assert isinstance(term, Term)
    assert term_in_words(term) == words


def test_a_term_of_no_days_ends_on_the_day_itself() -> None:
    term = parse_term("0 days")
    assert isinstance(term, Term)
    assert due(term, date(2026, 3, 16), DEFAULT) == date(2026, 3, 16)
