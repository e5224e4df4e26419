import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import tree


def rooms_imported(module: ast.AST) -> Iterator[str]:
    for name in tree.imported(module):
        parts = name.split(".")
        if parts[0] == "wederhoor" and len(parts) > 1 and parts[1] in tree.FLOOR:
            yield parts[1]


def upward(room: str, module: ast.AST) -> set[str]:
    return {target for target in rooms_imported(module) if not tree.points_down(room, target)}


@pytest.mark.parametrize(
    "path", [path for path in tree.sources() if tree.room_of(path) in tree.FLOOR], ids=lambda path: str(path.relative_to(tree.SRC))
)
def test_no_import_runs_upward_not_even_for_types_or_inside_a_function(path: Path) -> None:
    assert upward(tree.room_of(path), tree.tree_of(path)) == set()


@pytest.mark.parametrize(
    ("room", "line", "found"),
    [
        ("dossiers", "from wederhoor.actions import record", {"actions"}),
        ("dossiers", "if TYPE_CHECKING:\n    from wederhoor.correspondence.models import Letter", {"correspondence"}),
        ("portal", "import wederhoor.desk.urls", {"desk"}),
        ("core", "def f():\n    from wederhoor import web", {"web"}),
        ("desk", "from wederhoor.core import term\nfrom wederhoor.desk import forms", set()),
    ],
)
def test_an_import_that_runs_upward_is_seen(room: str, line: str, found: set[str]) -> None:
    assert upward(room, ast.parse(line)) == found


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {path.parent.name for path in tree.SRC.glob("*/__init__.py")}
    assert rooms - {"procedures"} == set(tree.FLOOR)


def test_the_procedures_are_data_only() -> None:
    assert [path.name for path in (tree.SRC / "procedures").rglob("*.py")] == ["__init__.py"]
