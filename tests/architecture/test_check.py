import sys

import pytest

from tests.support import check


def step(code: str, *, lane: bool = False) -> check.Step:
    return check.Step(name="a step", command=(sys.executable, "-c", code), lane=lane)


def test_a_step_that_fails_is_told_apart() -> None:
    assert not check.run(step("raise SystemExit(1)")).passed
    assert check.run(step("print('well')")).passed


def test_a_lane_without_tests_passes_and_a_check_with_that_code_does_not() -> None:
    assert check.run(step("raise SystemExit(5)", lane=True)).passed
    assert not check.run(step("raise SystemExit(5)")).passed


@pytest.mark.parametrize("line", ["=== 3 failed, 12 passed in 4.20s ===", "12 passed in 4.20s", "1 passed, 2 skipped in 65.00s (0:01:05)"])
def test_the_last_line_of_a_lane_is_kept(line: str) -> None:
    assert check.run(step(f"print({line!r}); print('after')", lane=True)).summary == line


def test_the_report_names_what_was_skipped_and_ends_with_the_last_line_of_the_tests() -> None:
    ran = check.Result(step=step("", lane=True), passed=True, seconds=1.0, summary="12 passed in 4.20s")
    absent = check.Step(name="tests, browser", command=(), skip="no Chromium is installed")
    said: list[str] = []
    check.report([ran], [absent], said.append)
    assert any("SKIPPED" in line and "no Chromium" in line for line in said)
    assert said[-1].endswith("12 passed in 4.20s")


def test_the_plan_covers_every_kind_of_check() -> None:
    names = {one.name for one in check.plan(quick=False)}
    assert names >= {"format", "lint", "templates", "types", "contracts", "dependencies", "coverage", "coverage of the core"}
    assert names >= {"tests, SQLite", "tests, PostgreSQL", "tests, browser", "tests, killing", "tests, mail server"}
