"""`wederhoor mail receive`: takes one message on standard input and makes or joins a dossier."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

import structlog

from wederhoor.exchange.mail_in.receive import receive
from wederhoor.web.clock import now

_log = structlog.get_logger()


def run(arguments: Sequence[str]) -> int:
    """Takes the message; exit code 0 once it is kept and placed, so that a mail server may forget it, 75 (try again) otherwise."""
    parser = argparse.ArgumentParser(prog="wederhoor mail", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    take = parts.add_parser("receive", help="take one message on standard input")
    take.add_argument("--organisation", required=True, help="the organisation's short name, such as klik-onderwijs")
    take.add_argument("--mailbox", default="klachten", help="which of its mailboxes the message came to (default: klachten)")
    take.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    try:
        taken = receive(sys.stdin.buffer.read(), organisation=given.organisation, mailbox=given.mailbox, now=now())
    except LookupError as fault:
        return _again(str(fault))
    except Exception as fault:  # noqa: BLE001 - whatever went wrong, the mail server must keep the message and try again
        _log.error("mail_not_taken", reason_code=type(fault).__name__)
        return _again("the message could not be taken in; try again")
    print(json.dumps(asdict(taken)) if given.json else f"{taken.state} {taken.number}".strip())
    return 0


def _again(fault: str) -> int:
    print(f"wederhoor mail: {fault}", file=sys.stderr)
    return os.EX_TEMPFAIL
