"""`wederhoor sweep`: looks once at everything that is due now: reminds, warns, draws what silence brings, proposes."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from wederhoor.actions.readings import ask_to_read
from wederhoor.actions.sweep import sweep
from wederhoor.web.clock import now


def run(arguments: Sequence[str]) -> int:
    """Prints what it did."""
    parser = argparse.ArgumentParser(prog="wederhoor sweep", description=__doc__)
    parser.add_argument("--limit", type=int, default=10_000, help="dossiers at most (default 10000)")
    parser.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    done = {**asdict(sweep(now(), limit=given.limit)), "asked_to_read": ask_to_read(now())}
    print(json.dumps(done) if given.json else ", ".join(f"{name}: {count}" for name, count in done.items()))
    return 0
