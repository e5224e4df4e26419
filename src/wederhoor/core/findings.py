"""What was found of each ground of a complaint or objection, and whether the judgement as a whole fits it."""

from collections.abc import Iterator, Mapping
from typing import Final

from wederhoor.core.act import Value
from wederhoor.core.condition import Atoms
from wederhoor.core.phrase import Code, Phrase, say

_WON: Final = frozenset({"upheld", "partly"})


def findings_of(data: Mapping[str, Value]) -> Iterator[Mapping[str, Value]]:
    """The rows of findings that an act carries."""
    rows = data.get("findings")
    return (row for row in rows if isinstance(row, Mapping)) if isinstance(rows, tuple) else iter(())


def contradiction(data: Mapping[str, Value], values: Mapping[str, Atoms]) -> Phrase | None:
    """Why a judgement does not fit the findings that it rests on, in Dutch; None where it fits, or nothing was found per ground.

    `values`: those that the regulation allows. One that knows no outcome between upheld and rejected leaves mixed findings to its judge.
    """
    outcome = str(data.get("outcome") or "")
    found = [str(row["outcome"]) for row in findings_of(data) if row.get("outcome")]
    if not found or not outcome:
        return None
    won, lost = any(one in _WON for one in found), any(one != "upheld" for one in found)
    if won and outcome not in _WON:
        return say("Het oordeel is {outcome}, maar niet elke grond is dat.", outcome=Code("outcome", outcome))
    if outcome in _WON and not won:
        return say("Het oordeel is {outcome}, maar geen enkele grond is dat.", outcome=Code("outcome", outcome))
    partly_known = "partly" in values.get("outcome", ("partly",))
    if outcome == "upheld" and lost and partly_known:
        return say("Niet elke grond is gegrond. Het oordeel is dan {outcome}.", outcome=Code("outcome", "partly"))
    return None
