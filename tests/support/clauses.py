"""Every clause of the shipped regulations: what carries it out, which tests prove it, and what waits for a later part of the work."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from tests.support import tree
from wederhoor.core.coverage import table
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read

#: Clauses of which a part works only with what is still to be built, and what that is.
LATER: Final[Mapping[str, str]] = {
    "EXA-08": "telling the exam platform by a signed webhook",
    "EXA-14": "the exchange with Front",
    "EXA-16": "the exchange with monday.com",
    "EXA-18": "the draft of the yearly report",
    "EXA-20": "the import of an older archive",
    "EXA-24": "the pages of the yearly report",
    "EXA-25": "the pages of the yearly report",
    "EXA-26": "the overview of the four phases",
    "ECM-03": "the pages of the yearly report",
    "CON-04": "the exchange with AFAS Profit",
    "CON-08": "the report over any period",
    "CON-09": "measures as pages",
    "CON-22": "measures as pages",
    "CON-23": "the mail to everyone with the analysis and measures of the year",
    "EXT-19": "the export of one person's data and the processing record",
    "KLI-19": "the figures of like complaints before and after a measure",
}
SHIPPED: Final = ("exa-men", "ecm", "concreet-onderwijsproducten", "extrack", "klik-onderwijs")


@cache
def shipped(name: str) -> Procedure:
    """A shipped procedure; it has no faults."""
    found = read((tree.SRC / "procedures" / name / "1.toml").read_text(encoding="utf-8"))
    assert isinstance(found, Procedure), "\n".join(str(fault) for fault in found)
    return found


@cache
def proofs() -> Mapping[str, tuple[str, ...]]:
    """The test files that cite each clause."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in tree.sources_of_tests():
        for clause in _cited(tree.tree_of(path)):
            found[clause].add(str(path.relative_to(tree.ROOT)))
    return {clause: tuple(sorted(files)) for clause, files in found.items()}


def _cited(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.clause"):
            yield from (item.value for item in node.args if isinstance(item, ast.Constant) and isinstance(item.value, str))


def page() -> str:
    """The table of all clauses, as docs/clauses.md."""
    lines = [
        "# The clauses and what keeps them",
        "",
        "Written from the regulations and the tests by `python -m tests.support.generated`.",
        "",
    ]
    for name in SHIPPED:
        lines += [f"## {name}", "", "| clause | carried out by | proved in | still to come |", "|---|---|---|---|"]
        for row in table(shipped(name)):
            norms = ", ".join(row.norms) or "declares only"
            tests = ", ".join(f"`{path}`" for path in proofs().get(row.clause, ()))
            lines.append(f"| {row.clause} | {norms} | {tests} | {LATER.get(row.clause, '')} |")
        lines.append("")
    return "\n".join(lines)
