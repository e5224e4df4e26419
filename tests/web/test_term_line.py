"""The term line is drawn right: shapes by state, breaks, dashes, words beside it, and no text over another."""

import re
from datetime import date, timedelta
from itertools import combinations, permutations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.core.spoken import marked
from wederhoor.web.term_labels import Block, Placed, place
from wederhoor.web.term_line import Line, Mark, State, large, small

TODAY = date(2026, 5, 12)
START = date(2026, 4, 30)
WEEKEND = frozenset({date(2026, 5, 9), date(2026, 5, 10)})
SHAPES = {"met": "t-met", "open": "t-open", "late": "t-over", "waived": "t-waived"}


def mark(day: int, state: State = "open", label: str = "Reageren", **more: date) -> Mark:
    return Mark(date(2026, 5, day), label, "art. 5", state, **more)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- our own drawing, never from outside


def listed(line: Line) -> ET.Element:
    """The small line as a row holds it."""
    return parsed(f"<span>{small(line)}</span>")


def drawn(*marks: Mark, suspended: tuple[tuple[date, date], ...] = ()) -> ET.Element:
    return parsed(large(Line(START, marks, TODAY, WEEKEND, suspended)))


def paths(root: ET.Element, css: str) -> list[str]:
    wide = root.find("svg[@class='term term-wide']")
    assert wide is not None
    return [one.get("d", "") for one in wide.iter("path") if one.get("class") == css]


def texts(root: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter("text")]


@pytest.mark.parametrize("state", ["met", "open", "late", "waived"])
def test_each_state_has_a_shape_of_its_own(state: State) -> None:
    svg = str(small(Line(START, (mark(15, state),), TODAY)))
    assert [one for one, css in SHAPES.items() if f'"{css}"' in svg] == [state]


def test_a_missed_duty_has_a_stretch_up_to_today() -> None:
    (stretch,) = paths(drawn(mark(8, "late")), "t-late")
    (today,) = paths(drawn(mark(8, "late")), "t-today")
    assert stretch.split("H")[1] == today[1:].split(" ")[0]


def test_a_duty_met_too_late_has_a_stretch_up_to_the_day_it_was_met() -> None:
    assert paths(drawn(mark(8, "met", met_day=date(2026, 5, 11))), "t-late")
    assert not paths(drawn(mark(8, "met", met_day=date(2026, 5, 7))), "t-late")


def test_a_duty_met_too_late_says_so() -> None:
    assert "te laat gedaan, maandag 11 mei" in "".join(drawn(mark(8, "met", met_day=date(2026, 5, 11))).itertext())


def test_an_extension_is_dashed_from_the_old_day() -> None:
    root = drawn(mark(29, old_day=date(2026, 5, 22)))
    assert len(paths(root, "t-extended")) == 1
    assert ", verlengd van 22 mei" in "".join(root.itertext())


def test_a_suspension_is_a_gap_in_the_line() -> None:
    (whole,) = paths(drawn(mark(29)), "t-past")
    (broken,) = paths(drawn(mark(29), suspended=((date(2026, 5, 4), date(2026, 5, 6)),)), "t-past")
    assert (whole.count("M"), broken.count("M")) == (1, 2)
    assert "stilgezet" in texts(drawn(mark(29), suspended=((date(2026, 5, 4), date(2026, 5, 6)),)))


def test_a_suspension_before_the_receipt_or_after_the_end_is_not_drawn() -> None:
    root = drawn(mark(29), suspended=((date(2026, 1, 1), date(2026, 1, 9)), (date(2027, 1, 1), date(2027, 1, 9))))
    assert "stilgezet" not in texts(root)


def test_closed_days_are_hatched() -> None:
    assert paths(drawn(mark(29)), "t-closed")[0].count("M") > 5
    assert 'class="t-closed" d=""' in large(Line(START, (mark(29),), TODAY))


def test_a_line_of_years_is_not_hatched() -> None:
    years = Mark(date(2029, 5, 1), "Bewaren", "art. 9", "open")
    assert "t-closed" not in large(Line(START, (years,), TODAY, WEEKEND))


def test_a_settled_line_ends_at_its_last_day_and_does_not_name_today() -> None:
    line = Line(START, (mark(8, "met"),), date(2028, 1, 1))
    assert "vandaag" not in large(line)
    assert "vandaag" in large(Line(START, (mark(8),), date(2028, 1, 1)))


def test_a_line_that_goes_on_names_today_though_every_duty_is_settled() -> None:
    assert "vandaag" in large(Line(START, (mark(8, "met"),), TODAY, running=True))


def test_a_line_without_duties_is_still_a_line() -> None:
    root = drawn()
    assert paths(root, "t-past")
    assert "ontvangen" in texts(root)


def test_the_line_says_in_words_what_it_shows() -> None:
    line = Line(
        START, (mark(8, "met", met_day=date(2026, 5, 4)), mark(11, "late", "Horen"), mark(15, "waived", "Gesprek"), mark(29)), TODAY
    )
    items = ["".join(one.itertext()) for one in parsed(large(line)).iter("li")]
    assert items == [
        "Reageren gedaan maandag 4 mei art. 5",
        "Horen te laat, moest uiterlijk maandag 11 mei art. 5",
        "Gesprek niet van toepassing art. 5",
        "Reageren uiterlijk vrijdag 29 mei art. 5",
    ]


def test_the_small_line_has_a_name_and_today_in_the_middle() -> None:
    root = listed(Line(START, (mark(15),), TODAY, WEEKEND))
    assert root.findtext("span") == "Termijnen: ontvangen 30 april; Reageren uiterlijk vrijdag 15 mei"
    assert [one.get("aria-hidden") for one in root.iter("svg")] == ["true"]
    assert [one.get("d") for one in root.iter("path") if one.get("class") == "t-today"] == ["M130.0 0V24.0"]


def test_the_small_line_says_the_name_of_a_duty_in_its_own_language() -> None:
    found = small(Line(START, (mark(15, label=marked("Antworten", "de")),), TODAY))
    assert '30 april; <span lang="de">Antworten</span> uiterlijk vrijdag 15 mei' in found


def test_what_lies_beyond_three_weeks_stays_on_the_small_line() -> None:
    root = listed(Line(date(2025, 1, 1), (Mark(date(2027, 1, 1), "Ver", "", "open"),), TODAY))
    assert [one.get("cx") for one in root.iter("circle")] == ["246.0"]


@pytest.mark.parametrize("hostile", ['<script>alert("x")</script>', '" onload="x', "a&b", "]]>", "{{ x }}"])
def test_a_hostile_label_is_only_text(hostile: str) -> None:
    line = Line(START, (Mark(date(2026, 5, 15), hostile, hostile, "open", old_day=date(2026, 5, 13)),), TODAY)
    for root in (parsed(large(line)), listed(line)):
        assert {one.tag for one in root.iter()} <= {"div", "svg", "path", "circle", "text", "ol", "li", "span"}
        assert not [name for one in root.iter() for name in one.attrib if name.startswith("on")]


def test_nothing_is_styled_or_named_in_place() -> None:
    svg = large(Line(START, (mark(8, "late"), mark(15, old_day=date(2026, 5, 13))), TODAY, WEEKEND)) + small(Line(START, (mark(8),), TODAY))
    assert not re.search(r"\b(style|id|url)\s*[=(]", svg)


def test_duties_of_one_day_are_stacked() -> None:
    wide = drawn(mark(15), mark(15, label="Horen")).find("svg")
    assert wide is not None
    assert len({one.get("cy") for one in wide.iter("circle")}) == 2


def _over(one: Placed, other: Placed) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _through(one: Placed, other: Placed) -> bool:
    return one.leader and other.left < one.block.x < other.right and other.top < one.foot


NAMES = ["Horen", "Ontvangst bevestigen", "Degene over wie het gaat informeren"]


def blocks_between(first: int, last: int) -> st.SearchStrategy[list[Block]]:
    def made(days: dict[int, str]) -> list[Block]:
        return [Block(float(x), ((name, "12 mei · art. 5"),)) for x, name in days.items()]

    return st.dictionaries(st.integers(first, last), st.sampled_from(NAMES), min_size=1, max_size=7).map(made)


@given(blocks_between(14, 986))
def test_no_label_lies_over_another_nor_over_the_edge(blocks: list[Block]) -> None:
    placed = place(blocks, width=1000, top=75, anchor=64)
    assert len(placed) == len(blocks)
    assert not [pair for pair in combinations(placed, 2) if _over(*pair)]
    assert all(one.left >= 0 and one.right <= 1000 for one in placed)


@given(blocks_between(14, 720))
def test_no_stroke_runs_through_a_label_where_there_is_room_beside_it(blocks: list[Block]) -> None:
    placed = place(blocks, width=1000, top=75, anchor=64)
    assert not [pair for pair in permutations(placed, 2) if _through(*pair)]


def test_a_label_alone_stands_under_its_day() -> None:
    (one,) = place([Block(500, (("Horen", "12 mei"),))], width=1000, top=75, anchor=64)
    assert (one.text_x, one.top, one.leader) == (500, 75, False)


def test_more_labels_than_there_is_room_for_are_all_there() -> None:
    crowd = tuple(Mark(TODAY + timedelta(days=n), "Een heel lange naam voor een plicht", "art. 1", "open") for n in range(30))
    assert texts(parsed(large(Line(START, crowd, TODAY)))).count("Een heel lange naam voor een plicht") == 30
