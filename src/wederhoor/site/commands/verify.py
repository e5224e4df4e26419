"""`wederhoor verify`: checks that no log was altered; exit code 1 and every break where one was."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from wederhoor.actions.verify import verify


def run(arguments: Sequence[str]) -> int:
    """Checks every matter, or those whose keys are given."""
    parser = argparse.ArgumentParser(prog="wederhoor verify", description=__doc__)
    parser.add_argument("matters", nargs="*", type=int, metavar="MATTER", help="keys of matters; all of them without")
    parser.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    broken = list(verify(given.matters or None))
    if given.json:
        print(json.dumps({"breaks": [asdict(item) for item in broken]}))
    else:
        for item in broken:
            where = "the store" if item.matter_id is None else f"matter {item.matter_id}"
            print(where + (f", act {item.seq}" if item.seq is not None else "") + f": {item.what}")
        print(f"{len(broken)} breaks" if broken else "Every log is as it was recorded.")
    return 1 if broken else 0
