import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import tree

CLOCK = "wederhoor.web.clock"
READINGS = {"now", "today", "utcnow", "localdate", "localtime"}
WITH_ARGUMENTS = {"localdate", "localtime", "now"}
"""Harmless where they are told the moment or are not the clock's: localtime(moment), and a method `now(...)` of a value."""
DATABASE_CLOCK = {"django.db.models.functions.Now", "django.db.models.functions.datetime.Now"}


def readings(module: ast.AST) -> Iterator[str]:
    """What reads the time by itself: a call, a field that fills itself, the database's clock."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from (str(word.arg) for word in node.keywords if word.arg in {"auto_now", "auto_now_add"})
            if isinstance(node.func, ast.Attribute) and node.func.attr in READINGS and not _is_told(node):
                yield ast.unparse(node.func)
            if ast.unparse(node.func) in {"time.time", "time.time_ns"}:
                yield ast.unparse(node.func)
    yield from DATABASE_CLOCK & set(tree.imported(module))


def _is_told(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    owner = ast.unparse(call.func.value)
    zone_only = owner.endswith("datetime") and call.func.attr == "now"
    return owner == "clock" or (call.func.attr in WITH_ARGUMENTS and bool(call.args) and not zone_only)


@pytest.mark.parametrize(
    "path", [path for path in tree.sources() if path != tree.SRC / "web" / "clock.py"], ids=lambda path: str(path.relative_to(tree.SRC))
)
def test_nothing_reads_the_time_but_the_clock_of_web(path: Path) -> None:
    assert list(readings(tree.tree_of(path))) == []


def test_only_the_edges_ask_the_clock() -> None:
    asking = {tree.room_of(path) for path in tree.sources() if CLOCK in set(tree.imported(tree.tree_of(path)))}
    assert asking <= tree.EDGES


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now()",
        "datetime.now(UTC)",
        "datetime.datetime.now(tz=zone)",
        "date.today()",
        "timezone.now()",
        "timezone.localdate()",
        "time.time()",
        "models.DateTimeField(auto_now_add=True)",
        "from django.db.models.functions import Now",
    ],
)
def test_a_reading_of_the_time_is_seen(line: str) -> None:
    assert list(readings(ast.parse(line)))


@pytest.mark.parametrize("line", ["clock.now()", "timezone.localtime(moment)", "record(now=now)", "time.monotonic()"])
def test_what_is_told_the_time_may_use_it(line: str) -> None:
    assert list(readings(ast.parse(line))) == []
