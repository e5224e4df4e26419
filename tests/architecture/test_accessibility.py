"""The account of accessibility has every criterion of WCAG 2.2, level A and AA, once, and names tests that exist."""

import re

from tests.support import tree

ACCOUNT = (tree.ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d\.\d\.\d+) \| (A|AA) \| (.+?) \| (.+?) \| (.+?) \|$", ACCOUNT, re.MULTILINE)
#: By guideline: how many criteria of level A and AA it has. 4.1.1 is no longer one.
CRITERIA = {
    "1.1": 1,
    "1.2": 5,
    "1.3": 5,
    "1.4": 9,
    "2.1": 3,
    "2.2": 2,
    "2.3": 1,
    "2.4": 8,
    "2.5": 6,
    "3.1": 2,
    "3.2": 5,
    "3.3": 6,
    "4.1": 2,
}


def test_every_criterion_has_one_row_with_how_it_is_met_and_how_it_was_checked() -> None:
    numbers = [row[0] for row in ROWS]
    assert len(numbers) == len(set(numbers)) == 55
    counted = {guide: sum(one.startswith(f"{guide}.") for one in numbers) for guide in CRITERIA}
    assert counted == CRITERIA


def test_each_level_is_whole() -> None:
    assert [sum(row[1] == level for row in ROWS) for level in ("A", "AA")] == [31, 24]


def test_every_test_that_is_named_exists() -> None:
    files = {path.stem for path in tree.sources_of_tests()}
    named = set(re.findall(r"`(?:tests/\w+/)?(test_\w+)(?:\.py)?(?:\[\w+\])?`", ACCOUNT))
    assert named - files == set()
    assert len(named) > 15
