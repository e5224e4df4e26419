"""`wederhoor migrate`: makes the database, or brings it up to this version."""

import argparse
from collections.abc import Sequence

from django.conf import settings
from django.core.management import call_command

from wederhoor.actions.recompute import outdated


def run(arguments: Sequence[str]) -> int:
    """Runs every migration that has not run yet, and says where rows are left that an older version made."""
    parser = argparse.ArgumentParser(prog="wederhoor migrate", description=__doc__)
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    given = parser.parse_args(list(arguments))
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0 if given.quiet else 1)
    if not given.quiet and (matters := outdated()):
        print(
            f"An older version of this program made the rows of {matters} matters. They stay in use as they are.\n"
            "See what this version would change: wederhoor recompute\nThen change it: wederhoor recompute --write"
        )
    return 0
