"""The one program, `wederhoor`: finds the command asked for and loads that command only.

A command is a function `run(arguments) -> exit code` in a module of its own under `site.commands`. What a command does not
need is not loaded, so `term` and `procedure` never see Django, and a command that cannot be loaded hinders no other.
Exit codes: 0 only on success, 1 the command failed, 2 it was asked wrongly, 130 it was interrupted.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

FAILED: Final = 1
USAGE: Final = 2
INTERRUPTED: Final = 130
SETTINGS: Final = "wederhoor.site.settings"

Run = Callable[[Sequence[str]], int]


class NotSetUp(Exception):  # noqa: N818 - named for what happened
    """The installation's settings are refused; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command lives ("module:function"), one line of help, and whether Django is set up before it is loaded."""

    target: str
    help: str
    django: bool = True


COMMANDS: Final[dict[str, Command]] = {
    "term": Command("wederhoor.site.commands.term:run", "reckon when a term ends, and why", django=False),
    "procedure": Command(
        "wederhoor.site.commands.procedure:run", "check, show or try out a regulation (check | show | replay)", django=False
    ),
    "demo": Command("wederhoor.site.commands.demo:run", "fill a made-up installation and serve it", django=False),
    "migrate": Command("wederhoor.site.commands.migrate:run", "make or update the database"),
    "organisation": Command(
        "wederhoor.site.commands.organisation:run",
        "make an organisation (add), give it a next regulation or a calendar (publish), change its looks (look)",
    ),
    "member": Command("wederhoor.site.commands.organisation:run_member", "add someone who works for an organisation (add)"),
    "serve": Command("wederhoor.site.commands.serve:run", "serve desk and portal, with all the rest in one for a small office"),
    "worker": Command("wederhoor.site.commands.worker:run", "send what waits in the outbox and do other waiting work"),
    "sweep": Command("wederhoor.site.commands.sweep:run", "look at everything that is due now, once"),
    "mail": Command("wederhoor.site.commands.mail:run", "take in mail, handed over or new in the mailboxes (receive | fetch)"),
    "recompute": Command("wederhoor.site.commands.recompute:run", "show what a new engine would change, then change it"),
    "verify": Command("wederhoor.site.commands.verify:run", "check that no log was altered"),
}

_HELP: Final = """\
usage: wederhoor <command> [options]

Runs an organisation's complaints regulation from one data file.

commands:
{commands}

examples:
  wederhoor term "20 working days" --from 2026-04-22 --explain
  wederhoor procedure check my-regulation.toml
  wederhoor demo

'wederhoor <command> --help' tells what a command takes.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the exit code is the answer."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        print(help_text(), end="", file=sys.stderr)
        return USAGE
    name, rest = given[0], given[1:]
    if name in ("help", "-h", "--help"):
        if not rest or rest[0] not in COMMANDS:
            print(help_text(), end="")
            return 0
        name, rest = rest[0], ["--help"]
    if name not in COMMANDS:
        print(_unknown(name), file=sys.stderr)
        return USAGE
    return _guarded(name, rest)


def help_text() -> str:
    """The help of the program as a whole."""
    width = max(map(len, COMMANDS)) + 2
    return _HELP.format(commands="\n".join(f"  {name:<{width}}{command.help}" for name, command in COMMANDS.items()))


def prepare_django() -> None:
    """Set Django up for a command that needs it, with the settings named in the environment or else our own.

    Settings that are refused raise NotSetUp, with what to mend.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise NotSetUp(str(fault)) from fault


def load(command: Command) -> Run:
    """The function of a command; its module is loaded now, after Django where it needs that."""
    from importlib import import_module

    if command.django:
        prepare_django()
    module, _, function = command.target.partition(":")
    run: Run = getattr(import_module(module), function)
    return run


def _guarded(name: str, rest: Sequence[str]) -> int:
    if {"-h", "--help"} & set(rest):
        # Whoever asks how to begin has not set anything up yet; nothing is started or opened to tell it.
        os.environ |= {"WEDERHOOR_DEBUG": "1", "WEDERHOOR_ALLOWED_HOSTS": "", "WEDERHOOR_BASE_URL": ""}
    try:
        run = load(COMMANDS[name])
    except (ImportError, AttributeError) as fault:
        print(f"wederhoor {name} cannot be loaded here: {fault}", file=sys.stderr)
        return FAILED
    except NotSetUp as fault:
        print(fault, file=sys.stderr)
        return FAILED
    try:
        code = run(rest)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone, as in `wederhoor ... | head`; say nothing more, also not while closing down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return code


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"There is no command '{name}'.{hint} 'wederhoor --help' lists them."


if __name__ == "__main__":
    sys.exit(main())
