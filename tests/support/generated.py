"""Files that a program writes from the code, and that a test holds fresh. Write them anew: python -m tests.support.generated"""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from tests.support import clauses, tree
from wederhoor.core import schema


@dataclass(frozen=True, kw_only=True)
class Generated:
    """A file, by its path from the top, and what makes its text."""

    path: str
    make: Callable[[], str]


def rooms() -> str:
    """The rooms from the top down, each with the first line of its own description."""
    lines = [
        "# The rooms",
        "",
        "Written from the code by `python -m tests.support.generated`.",
        "",
        "| room | what it is for |",
        "|---|---|",
    ]
    for floor in reversed(tree.ORDER):
        for room in floor:
            about = ast.get_docstring(tree.tree_of(tree.SRC / room / "__init__.py")) or ""
            lines.append(f"| `{room}` | {about.splitlines()[0]} |")
    return "\n".join(lines) + "\n"


ALL = (
    Generated(path="docs/rooms.md", make=rooms),
    Generated(path="docs/clauses.md", make=clauses.page),
    Generated(path="src/wederhoor/procedures/procedure.schema.json", make=schema.text),
)


def main() -> None:
    """Write every generated file."""
    for one in ALL:
        (tree.ROOT / one.path).write_text(one.make(), encoding="utf-8")


if __name__ == "__main__":
    main()
