"""`wederhoor mail`: `receive` takes in what is handed over, `fetch` what is new in the mailboxes; `again` reads anew what was kept."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import structlog
from django.conf import settings

from wederhoor.exchange.mail_in.again import read_all_again
from wederhoor.exchange.mail_in.fetch import fetch
from wederhoor.exchange.mail_in.fetch_boxes import Box, boxes_in
from wederhoor.exchange.mail_in.maildir import receive_maildir
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.web.clock import now

_log = structlog.get_logger()


def run(arguments: Sequence[str]) -> int:
    """Exit code 0 once all is kept and placed, so that a mail server may forget it; `receive` gives 75 (try again) otherwise, `fetch` 1."""
    parser = argparse.ArgumentParser(prog="wederhoor mail", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    take = parts.add_parser("receive", help="take one message on standard input, or every message of a maildir")
    take.add_argument("--organisation", required=True, help="the organisation's short name, such as klik-onderwijs")
    take.add_argument("--mailbox", default="klachten", help="which of its mailboxes the message came to (default: klachten)")
    take.add_argument("--maildir", type=Path, help="take every message of this folder, which is left as it is; twice is once")
    take.add_argument("--json", action="store_true", help="print for a machine")
    look = parts.add_parser("fetch", help="read the mailboxes of WEDERHOOR_MAILBOXES to their end, once")
    look.add_argument("--organisation", help="only this organisation's mailboxes")
    look.add_argument("--mailbox", help="only the mailboxes of this name, such as klachten")
    look.add_argument("--json", action="store_true", help="print for a machine")
    again = parts.add_parser("again", help="read kept mails again that an older version read, or that could not be read")
    again.add_argument("--organisation", default="", help="only this organisation's mails")
    again.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    return {"receive": _receive, "fetch": _fetch, "again": _read_again}[given.part](given)


def _read_again(given: argparse.Namespace) -> int:
    """What a person placed stays where it is."""
    done = read_all_again(now=now(), organisation=given.organisation)
    said = f"{done.read} read again, {done.placed} of them placed, {done.unread} cannot be read"
    print(json.dumps(asdict(done)) if given.json else said)
    return 0


# Handed over ---------------------------------------------------------------------------------------------------------------


def _receive(given: argparse.Namespace) -> int:
    try:
        return _maildir(given) if given.maildir else _one(given)
    except (LookupError, NotADirectoryError) as fault:
        return _again(str(fault))
    except Exception as fault:  # noqa: BLE001 - whatever went wrong, the mail server must keep the message and try again
        _log.error("mail_not_taken", reason_code=type(fault).__name__)
        return _again("the message could not be taken in; try again")


def _one(given: argparse.Namespace) -> int:
    taken = receive(sys.stdin.buffer.read(), organisation=given.organisation, mailbox=given.mailbox, now=now())
    print(json.dumps(asdict(taken)) if given.json else f"{taken.state} {taken.number}".strip())
    return 0


def _maildir(given: argparse.Namespace) -> int:
    done = receive_maildir(given.maildir, organisation=given.organisation, mailbox=given.mailbox, now=now())
    states = Counter(kept.taken.state if kept else "not_kept" for kept in done)
    print(json.dumps(states) if given.json else "\n".join(f"{state}: {count}" for state, count in sorted(states.items())))
    return os.EX_TEMPFAIL if states["not_kept"] or states["new"] else 0


def _again(fault: str) -> int:
    print(f"wederhoor mail: {fault}", file=sys.stderr)
    return os.EX_TEMPFAIL


# Fetched -------------------------------------------------------------------------------------------------------------------


def _fetch(given: argparse.Namespace) -> int:
    boxes = [box for box in boxes_in(settings.MAILBOXES_FILE) if _is_asked(box, given)]
    if not boxes:
        print("wederhoor mail: there is no such mailbox in WEDERHOOR_MAILBOXES", file=sys.stderr)
        return 1
    done = [_fetched(box) for box in boxes]
    if given.json:
        print(json.dumps(done))
    else:
        for line in done:
            print(_told(line))
    return int(any(line["fault"] or line["missed"] for line in done))


def _is_asked(box: Box, given: argparse.Namespace) -> bool:
    return given.organisation in {None, box.organisation} and given.mailbox in {None, box.key}


def _fetched(box: Box) -> dict[str, object]:
    """What reading one mailbox brought; a fault in one does not hinder the next."""
    said: dict[str, object] = {"organisation": box.organisation, "mailbox": box.key, "taken": 0, "known": 0, "missed": 0, "busy": False}
    try:
        return {**said, **asdict(fetch(box, clock=now)), "fault": ""}
    except Exception as fault:  # noqa: BLE001 - the other mailboxes are read all the same
        _log.error("mailbox_broken", organisation=box.organisation, reason_code=type(fault).__name__)
        return {**said, "fault": type(fault).__name__}


def _told(line: dict[str, object]) -> str:
    if line["fault"]:
        return f"{line['organisation']} {line['mailbox']}: not read ({line['fault']})"
    if line["busy"]:
        return f"{line['organisation']} {line['mailbox']}: read by another worker just now"
    return f"{line['organisation']} {line['mailbox']}: {line['taken']} taken in, {line['known']} known already, {line['missed']} missed"
