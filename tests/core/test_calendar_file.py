"""Reading a calendar file: the calendar, or every fault with its line."""

from datetime import date

import pytest

from wederhoor.core.calendar import DEFAULT, Calendar, Fault, Period, calendar_from, read_calendar

D = date.fromisoformat
EXAMPLE = """\
name = "A"
time_zone = "Europe/Amsterdam"
weekend = ["saturday", "sunday"]
public_holidays = "NL"        # country or subdivision
liberation_day = "always"
good_friday = false
equated_days = false
closed = [2026-12-28]
open = []
"""
SCHOOL = """\
name = "school"
region = "noord"

[[period]]
name = "zomervakantie"
first = 2026-07-04
last = 2026-08-16
region = "noord"

[[period]]
name = "zomervakantie"
first = 2026-07-18
last = 2026-08-30
region = "zuid"

[[period]]
name = "kerstvakantie"
first = 2026-12-19
last = 2027-01-03
"""


def faults_of(text: str) -> list[tuple[int | None, str]]:
    found = read_calendar(text)
    assert isinstance(found, tuple)
    return [(fault.line, fault.key) for fault in found]


def test_the_published_example_is_the_default_with_one_closing_day() -> None:
    assert read_calendar(EXAMPLE) == Calendar(closed=frozenset({D("2026-12-28")}))


def test_an_empty_file_is_the_default() -> None:
    assert read_calendar("") == DEFAULT
    assert calendar_from({}) == DEFAULT


def test_a_school_calendar_takes_the_periods_of_its_region_and_of_all() -> None:
    school = read_calendar(SCHOOL)
    assert isinstance(school, Calendar)
    assert school.periods == (
        Period("zomervakantie", D("2026-07-04"), D("2026-08-16")),
        Period("kerstvakantie", D("2026-12-19"), D("2027-01-03")),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('name = "A"\nclosd = []', (2, "closd")),
        ("name = 3", (1, "name")),
        ('\ntime_zone = "Mars/Olympus"', (2, "time_zone")),
        ('time_zone = "../etc"', (1, "time_zone")),
        ("weekend = 6", (1, "weekend")),
        ('weekend = "sunday"', (1, "weekend")),
        ('weekend = ["zaterdag"]', (1, "weekend")),
        ('weekend = ["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]', (1, "weekend")),
        ('public_holidays = "XX"', (1, "public_holidays")),
        ('liberation_day = "sometimes"', (1, "liberation_day")),
        ("good_friday = 1", (1, "good_friday")),
        ('equated_days = "yes"', (1, "equated_days")),
        ("closed = [2026-12-28T10:00:00]", (1, "closed")),
        ('closed = "2026-12-28"', (1, "closed")),
        ("open = 1", (1, "open")),
        ("closed = [2026-12-28]\nopen = [2026-12-28]", (2, "open")),
        ('public_holidays = "IE"\ngood_friday = true', (2, "good_friday")),
        ('public_holidays = "IE"\nequated_days = true', (2, "equated_days")),
        ('public_holidays = "IE"\nliberation_day = "lustrum"', (2, "liberation_day")),
        ("period = 3", (1, "period")),
        ("[[period]]\nname = 3\nfirst = 2026-01-01\nlast = 2026-01-02", (2, "period.1.name")),
        ('[[period]]\nname = "x"\nfirst = 2026-01-01', (1, "period.1")),
        ('[[period]]\nname = "x"\nfirst = 2026-01-02\nlast = 2026-01-01', (1, "period.1")),
        ('[[period]]\nname = "x"\nfirst = 2026-01-02\nlast = 2028-01-01', (1, "period.1")),
        ('[[period]]\nname = "x"\nfirst = 2026-01-02\nlast = 2026-01-03\nlat = 1', (5, "period.1.lat")),
        ("a = [", (None, "")),
        ('name = "A"\nweekend = [saturday]', (2, "")),
    ],
)
def test_a_fault_is_told_with_its_line_and_key(text: str, fault: tuple[int | None, str]) -> None:
    assert faults_of(text) == [fault]


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    assert faults_of("good_friday = 1\nweekend = 3\nname = 3\nfoo = 1") == [(1, "good_friday"), (2, "weekend"), (3, "name"), (4, "foo")]


def test_faults_of_a_mapping_bear_no_line() -> None:
    assert calendar_from({"name": 3}) == (Fault(None, "name", "hier hoort een tekst tussen aanhalingstekens."),)


def test_switches_that_say_nothing_new_may_stand_in_another_countrys_file() -> None:
    found = read_calendar('public_holidays = "IE"\nliberation_day = "never"\ngood_friday = false\n')
    assert found == Calendar(public_holidays="IE", liberation_day="never")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(3, "closed", "fout."), "regel 3, closed: fout."),
        (Fault(None, "closed", "fout."), "closed: fout."),
        (Fault(3, "", "fout."), "regel 3: fout."),
        (Fault(None, "", "fout."), "fout."),
    ],
)
def test_a_fault_says_where_it_is(fault: Fault, words: str) -> None:
    assert str(fault) == words
