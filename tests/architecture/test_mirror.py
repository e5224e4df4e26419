from pathlib import Path

import pytest

from tests.support import tree

APART = {"architecture", "support", "factories", "scenarios", "journeys", "browser", "procedures"}
"""What tests the house as a whole, tries a whole regulation, or helps the tests."""


def subjects(room: Path) -> set[str]:
    """Every word that a test file in a room may be about: its modules, packages, templates and data."""
    found = {room.name} | {path.stem for path in room.rglob("*") if path.suffix in {".py", ".html", ".toml", ".txt", ".css", ".js"}}
    return found | {path.name for path in room.rglob("*") if path.is_dir()}


def is_about(test: Path, known: set[str]) -> bool:
    """test_dossier.py, and test_dossier_laws.py, are about `dossier`."""
    words = test.stem.removeprefix("test_").split("_")
    return any("_".join(words[:count]) in known for count in range(1, len(words) + 1))


MIRRORED = [
    path for path in tree.sources_of_tests() if path.name.startswith("test_") and path.relative_to(tree.TESTS).parts[0] not in APART
]


@pytest.mark.parametrize("path", MIRRORED, ids=lambda path: str(path.relative_to(tree.TESTS)))
def test_a_test_stands_where_its_subject_stands(path: Path) -> None:
    room = tree.SRC / path.relative_to(tree.TESTS).parts[0]
    assert room.is_dir(), f"{room.name} is no room"
    assert is_about(path, subjects(room)), f"nothing in {room.name} is called as {path.name} says"


def test_a_test_about_nothing_is_seen() -> None:
    assert not is_about(Path("test_elsewhere.py"), {"dossier", "term"})
    assert is_about(Path("test_dossier_laws.py"), {"dossier", "term"})
