from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.support import tree

HARD_FILE, HARD_FUNCTION, HARD_TEST_FILE, HARD_PAGE, HARD_SETTINGS = 400, 50, 350, 100, 300
USUAL_FILE, USUAL_FUNCTION, MEDIAN_FILE, MEDIAN_TEST = 250, 30, 100, 12


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def longer(paths: list[Path], most: int) -> dict[str, int]:
    return {str(path.relative_to(tree.ROOT)): lines(path) for path in paths if lines(path) > most}


def most_but_a_twentieth(numbers: list[int]) -> float:
    return quantiles(numbers, n=20, method="inclusive")[-1]


def function_lengths(paths: list[Path]) -> dict[str, int]:
    return {
        f"{path.relative_to(tree.ROOT)}:{function.lineno} {function.name}": tree.length(function)
        for path in paths
        for function in tree.functions(tree.tree_of(path))
    }


def test_no_file_is_too_long() -> None:
    assert longer(tree.sources(), HARD_FILE) == {}


def test_no_test_file_is_too_long() -> None:
    assert longer(tree.sources_of_tests(), HARD_TEST_FILE) == {}


def test_no_page_is_too_long() -> None:
    assert longer(sorted(tree.SRC.rglob("templates/**/*.html")), HARD_PAGE) == {}


def test_the_settings_fit_in_one_look() -> None:
    assert longer([tree.SRC / "site" / "settings.py"], HARD_SETTINGS) == {}


def test_no_function_is_too_long() -> None:
    found = function_lengths(tree.sources() + tree.sources_of_tests())
    assert {name: size for name, size in found.items() if size > HARD_FUNCTION} == {}


def test_files_are_short_as_a_rule() -> None:
    sizes = [lines(path) for path in tree.sources()]
    assert most_but_a_twentieth(sizes) <= USUAL_FILE
    assert median(sizes) <= MEDIAN_FILE


def test_functions_are_short_as_a_rule() -> None:
    assert most_but_a_twentieth(list(function_lengths(tree.sources()).values())) <= USUAL_FUNCTION


def test_tests_are_short_as_a_rule() -> None:
    sizes = [size for name, size in function_lengths(tree.sources_of_tests()).items() if " test_" in name]
    assert median(sizes) <= MEDIAN_TEST


def test_a_file_over_the_limit_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    (tmp_path / "long.py").write_text("x = 1\n" * 401, encoding="utf-8")
    assert longer([tmp_path / "long.py"], HARD_FILE) == {"long.py": 401}
