"""Which days are open, and why others are not."""

from datetime import date

import holidays
import pytest

from wederhoor.core.calendar import DEFAULT, Calendar, Period, Unreckonable
from wederhoor.core.public_days import easter, known_years, royal_birthday

D = date.fromisoformat
A = DEFAULT
B = Calendar(liberation_day="lustrum")
C = Calendar(good_friday=True)
EQUATED = Calendar(good_friday=True, equated_days=True)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Nieuwjaarsdag"),
        ("2026-04-06", "Tweede paasdag"),
        ("2026-04-27", "Koningsdag"),
        ("2025-04-26", "Koningsdag"),
        ("2025-04-27", "zondag"),
        ("2025-04-28", None),
        ("2013-04-30", "Koninginnedag"),
        ("2006-04-29", "Koninginnedag"),
        ("1978-05-01", "Koninginnedag"),
        ("1930-09-01", "Koninginnedag"),
        ("2026-05-05", "Bevrijdingsdag"),
        ("1945-05-05", "zaterdag"),
        ("2026-05-14", "Hemelvaartsdag"),
        ("2008-05-01", "Hemelvaartsdag"),
        ("2016-05-05", "Hemelvaartsdag"),
        ("2026-05-25", "Tweede pinksterdag"),
        ("2026-12-25", "Eerste kerstdag"),
        ("2026-12-26", "Tweede kerstdag"),
        ("2026-12-27", "zondag"),
        ("2026-04-03", None),
        ("2026-05-15", None),
        ("2026-06-06", "zaterdag"),
    ],
)
def test_the_default_calendar_names_each_closed_day(day: str, name: str | None) -> None:
    assert A.why_closed(D(day)) == name
    assert A.is_open(D(day)) is (name is None)


@pytest.mark.parametrize(
    ("year", "day"), [(2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2028, "04-16"), (1900, "04-15"), (2200, "04-06"), (2038, "04-25")]
)
def test_easter_falls_where_the_tables_say(year: int, day: str) -> None:
    assert easter(year) == D(f"{year}-{day}")


@pytest.mark.parametrize("year", range(1966, 2101))
def test_the_dutch_days_agree_with_the_holidays_library(year: int) -> None:
    library = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    sundays = {easter(year), D(f"{easter(year)}").fromordinal(easter(year).toordinal() + 49)}
    theirs = set(library) - sundays | {date(year, 5, 5)}
    assert set(C.holidays(range(year, year + 1))) == theirs


def test_liberation_day_is_free_always_each_fifth_year_or_never() -> None:
    never = Calendar(liberation_day="never")
    free = {day: [c.why_closed(D(day)) == "Bevrijdingsdag" for c in (A, B, never)] for day in ("2025-05-05", "2026-05-05", "2030-05-05")}
    assert free == {"2025-05-05": [True, True, False], "2026-05-05": [True, False, False], "2030-05-05": [True, True, False]}


def test_good_friday_and_equated_days_are_closed_only_where_the_switch_says_so() -> None:
    days = [D("2026-04-03"), D("2026-01-02"), D("2026-05-15"), D("2027-05-07"), D("2024-12-27")]
    assert [A.is_open(day) for day in days] == [True] * 5
    assert [EQUATED.why_closed(day) for day in days] == ["Goede Vrijdag"] + ["gelijkgestelde dag"] * 4


def test_the_monday_before_kings_day_2027_was_never_put_on_a_par() -> None:
    assert EQUATED.is_open(D("2027-04-26"))


def test_own_closing_days_and_days_worked_overrule_the_rest() -> None:
    own = Calendar(closed=frozenset({D("2026-12-28")}), open=frozenset({D("2026-05-05"), D("2026-06-06")}))
    assert own.why_closed(D("2026-12-28")) == "eigen sluitingsdag"
    assert own.is_open(D("2026-05-05"))
    assert own.is_open(D("2026-06-06"))
    assert own.working_day_after(D("2026-06-05"), 1) == D("2026-06-06")


def test_a_period_closes_all_its_days_under_its_own_name() -> None:
    school = Calendar(name="school", periods=(Period("meivakantie", D("2026-04-25"), D("2026-05-03")),))
    assert school.why_closed(D("2026-04-28")) == "meivakantie"
    assert school.why_closed(D("2026-04-27")) == "Koningsdag"
    assert school.working_day_after(D("2026-04-24"), 1) == D("2026-05-04")


def test_another_weekend_gives_another_week() -> None:
    gulf = Calendar(weekend=frozenset({5, 6}), public_holidays="")
    assert [gulf.why_closed(D(f"2026-06-0{n}")) for n in (4, 5, 6, 7)] == [None, "vrijdag", "zaterdag", None]


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("IE", "2026-03-17", "Saint Patrick's Day"),
        ("GB-SCT", "2026-11-30", "Saint Andrew's Day"),
        ("GB-ENG", "2026-11-30", None),
        ("DE", "2026-04-03", "Karfreitag"),
        ("IE", "2026-04-03", None),
        ("", "2026-12-25", None),
    ],
)
def test_other_countries_have_the_public_days_the_library_knows(code: str, day: str, name: str | None) -> None:
    assert Calendar(public_holidays=code).why_closed(D(day)) == name


@pytest.mark.parametrize("code", ["XX", "GB-XXX", "NL-XX", "nonsense"])
def test_an_unknown_country_is_not_known(code: str) -> None:
    assert known_years(code) is None


def test_working_days_can_be_counted_between_two_days_either_way() -> None:
    assert A.working_days_between(D("2026-04-22"), D("2026-05-08")) == 10
    assert A.working_days_between(D("2026-05-08"), D("2026-04-22")) == -10
    assert A.working_days_between(D("2026-05-08"), D("2026-05-08")) == 0


@pytest.mark.parametrize(
    ("day", "n", "before"), [("2026-05-08", 1, "2026-05-07"), ("2026-05-11", 1, "2026-05-08"), ("2026-05-10", 2, "2026-05-07")]
)
def test_working_days_are_counted_back_from_the_day_before(day: str, n: int, before: str) -> None:
    assert A.working_day_before(D(day), n) == D(before)


def test_the_first_open_day_is_the_day_itself_when_it_is_open() -> None:
    assert A.first_open_day(D("2026-05-08")) == D("2026-05-08")
    assert A.first_open_day(D("2026-05-09")) == D("2026-05-11")


@pytest.mark.parametrize("n", [0, -1])
def test_there_is_no_working_day_number_nought(n: int) -> None:
    with pytest.raises(ValueError, match="number 1"):
        A.working_day_after(D("2026-05-08"), n)
    with pytest.raises(ValueError, match="number 1"):
        A.working_day_before(D("2026-05-08"), n)


def test_three_centuries_can_be_asked_of_one_calendar_in_any_order() -> None:
    fresh = Calendar(name="fresh")
    assert fresh.working_day_after(D("2026-12-31"), 1500) == D("2032-11-24")
    assert fresh.is_open(D("1900-01-02"))
    assert fresh.working_day_before(D("2200-12-31"), 1) == D("2200-12-30")
    assert fresh.working_days_between(D("1900-01-01"), D("2200-12-31")) > 75_000


@pytest.mark.parametrize("day", ["1899-12-31", "2201-01-01", "9999-12-31", "0001-01-01"])
def test_a_day_beyond_the_calendar_is_refused_with_its_years(day: str) -> None:
    assert not A.reaches(D(day))
    with pytest.raises(Unreckonable, match="loopt van 1900 tot en met 2200"):
        A.is_open(D(day))


def test_counting_out_of_the_calendar_is_refused_and_ends() -> None:
    assert A.reaches(D("2200-12-20"))
    with pytest.raises(Unreckonable, match="2200-12-20"):
        A.working_day_after(D("2200-12-20"), 30)
    with pytest.raises(Unreckonable, match="1900-01-05"):
        A.working_day_before(D("1900-01-05"), 30)
    with pytest.raises(Unreckonable, match="3000-01-01"):
        A.working_day_after(D("3000-01-01"), 1)


def test_a_count_back_grows_the_table_as_far_as_it_must() -> None:
    fresh = Calendar(name="fresh too")
    found = fresh.working_day_before(D("2026-06-01"), 2600)
    counted = [n for n in range(found.toordinal(), D("2026-06-01").toordinal()) if A.is_open(date.fromordinal(n))]
    assert len(counted) == 2600
    assert counted[0] == found.toordinal()


def test_the_library_of_another_country_bounds_its_calendar() -> None:
    first, last = Calendar(public_holidays="IE").reach
    assert first >= 1900
    assert last <= 2200


def test_calendars_with_the_same_contents_are_equal_whatever_was_asked_of_them() -> None:
    one, other = Calendar(closed=frozenset({D("2026-12-28")})), Calendar(closed=frozenset({D("2026-12-28")}))
    one.is_open(D("2026-01-01"))
    assert one == other
    assert hash(one) == hash(other)
    assert one.digest() == other.digest()
    assert len({A.digest(), B.digest(), C.digest(), one.digest()}) == 4


def test_the_kings_birthday_moves_from_a_sunday_the_way_of_its_time() -> None:
    assert royal_birthday(2036) == (D("2036-04-26"), "Koningsdag")
    assert royal_birthday(1989) == (D("1989-04-29"), "Koninginnedag")
    assert royal_birthday(1961) == (D("1961-05-01"), "Koninginnedag")
