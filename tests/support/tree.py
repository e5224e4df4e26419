"""The project's own tree, as the architecture tests read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "wederhoor"
TESTS = ROOT / "tests"

ORDER = (
    ("core",),
    ("web",),
    ("organisations",),
    ("catalogue",),
    ("dossiers",),
    ("correspondence",),
    ("reports",),
    ("actions",),
    ("portal", "desk", "api", "exchange"),
    ("site",),
)
"""The rooms from the lowest up; rooms on one floor do not know each other."""

FLOOR = {room: floor for floor, rooms in enumerate(ORDER) for room in rooms}
EDGES = frozenset({"web", "portal", "desk", "api", "exchange", "site"})


def points_down(source: str, target: str) -> bool:
    """Whether a room may name another: a lower one, or itself."""
    return source == target or FLOOR[source] > FLOOR[target]


def room_of(path: Path) -> str:
    """The room that a source file stands in; "" for what stands above the rooms."""
    parts = path.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else ""


def sources() -> list[Path]:
    """Every Python file of the package, migrations left out."""
    return [path for path in sorted(SRC.rglob("*.py")) if "migrations" not in path.parts]


def sources_of_tests() -> list[Path]:
    """Every Python file of the tests."""
    return sorted(TESTS.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax of a file, read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from its `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def imported(tree: ast.AST) -> Iterator[str]:
    """Full names of what a file imports: the module, and for `from` also each name in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is or would be kept: tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(path for path in (ROOT / name for name in sorted(set(listed)) if name) if path.is_file())


def text_of(path: Path) -> str:
    """The text of a file; "" where it is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
