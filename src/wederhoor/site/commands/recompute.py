"""`wederhoor recompute`: shows what this version of the engine would change in the derived rows, then (with --write) changes it."""

import argparse
import json
from collections.abc import Sequence

from wederhoor.actions.recompute import recompute


def run(arguments: Sequence[str]) -> int:
    """Prints each difference; changes nothing without --write."""
    parser = argparse.ArgumentParser(prog="wederhoor recompute", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the rows anew where they differ")
    parser.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    found = list(recompute(write=given.write))
    if given.json:
        rows = [{"number": item.number, "field": item.field, "stored": item.stored, "computed": item.computed} for item in found]
        print(json.dumps({"written": given.write, "differences": rows}, default=str))
        return 0
    for item in found:
        print(f"{item.number} {item.field}: {item.stored} -> {item.computed}")
    print(f"{len(found)} differences, {'written' if given.write else 'nothing changed'}." if found else "Nothing would change.")
    return 0
