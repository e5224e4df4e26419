"""`wederhoor procedure check | show | replay | schema`: a regulation held to its form, shown, and tried on a case.

Needs no database and loads no Django.
"""

import gc
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from typing import Final

_EXAMPLES: Final = """\
examples:
  wederhoor procedure check my-regulation.toml
  wederhoor procedure check klik-onderwijs --json
  wederhoor procedure show klik-onderwijs --format html > regulation.html
  wederhoor procedure replay klik-onderwijs --acts case.json --at 2026-06-01 --json

FILE is a path, or the name of a regulation that is shipped: klik-onderwijs, or klik-onderwijs@1 for a version.
"""
_ACTS: Final = """\
ACTS.json is a list of acts in the order in which they were recorded:

  [{"act": "file", "at": "2026-04-28T10:00", "by": "complainant", "data": {"kind": "complaint", "channel": "mail"}},
   {"act": "acknowledge", "at": "2026-04-30T09:00", "by": "manager", "data": {"channel": "mail"}, "sent": null}]

A moment without offset is local. "sent" is when the letter left: left out, at once; null, not yet. "recorded_at" left out
is "at". Exit code 3: with --strict an act was refused.
"""


def run(arguments: Sequence[str]) -> int:
    """Do what is asked; 0 on success, 1 where a regulation has faults, 2 where it was asked wrongly, 3 where --strict stopped."""
    asked = _parser().parse_args(arguments)
    # Looking for plugins that nobody installs, and for garbage while everything is being loaded, costs a tenth of the start each.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()
    try:
        return _TASKS[asked.task](asked)
    finally:
        gc.enable()


def _check(asked: Namespace) -> int:
    from wederhoor.site.commands.procedure_check import check

    return check(asked.files, as_json=asked.json)


def _show(asked: Namespace) -> int:
    from wederhoor.site.commands.procedure_check import show

    return show(asked.file, form=asked.format, language=asked.language)


def _replay(asked: Namespace) -> int:
    from wederhoor.site.commands.procedure_replay import replay

    return replay(asked)


def _schema(asked: Namespace) -> int:
    del asked
    from wederhoor.core.schema import text

    sys.stdout.write(text())
    return 0


_TASKS: Final[dict[str, Callable[[Namespace], int]]] = {"check": _check, "show": _show, "replay": _replay, "schema": _schema}


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "wederhoor procedure",
        description="Checks, shows and tries out a regulation.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    tasks = parser.add_subparsers(dest="task", required=True, metavar="check | show | replay | schema")
    check = tasks.add_parser("check", help="every fault with its line, else which norm carries out which clause", allow_abbrev=False)
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--json", action="store_true", help="print for a machine")
    show = tasks.add_parser("show", help="the regulation as people read it", allow_abbrev=False)
    show.add_argument("file", metavar="FILE")
    show.add_argument("--format", choices=("text", "html", "svg", "json"), default="text", help="svg draws the stages (default: text)")
    show.add_argument("--language", choices=("nl", "en"), default="nl", help="where the file has words in it (default: nl)")
    _add_replay(
        tasks.add_parser("replay", help="try a case", epilog=_ACTS, formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False)
    )
    tasks.add_parser("schema", help="the JSON Schema of a procedure file, for editors", allow_abbrev=False)
    return parser


def _add_replay(replay: ArgumentParser) -> None:
    replay.add_argument("file", metavar="FILE")
    replay.add_argument("--acts", required=True, metavar="ACTS.json", help="the case; - reads standard input")
    replay.add_argument("--at", metavar="MOMENT", help="when one looks (default: now, or the last act if that is later)")
    replay.add_argument("--calendar", metavar="FILE", help="the organisation's calendar")
    replay.add_argument(
        "--named-calendar", action="append", default=[], metavar="NAME=FILE", help="a calendar that terms name, such as school=school.toml"
    )
    replay.add_argument("--strict", action="store_true", help="stop at the first act that is refused, with exit code 3")
    replay.add_argument("--json", action="store_true", help="print for a machine")
