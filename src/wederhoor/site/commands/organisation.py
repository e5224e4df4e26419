"""`wederhoor organisation` and `wederhoor member`: make an organisation with its regulation, and give people their place in it."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from wederhoor.actions.installation import NewMember, Refusal, add_a_member, start_organisation
from wederhoor.web.clock import now

ACCENTS: Final = ("petrol", "indigo", "bos", "pruim", "leem")
_FAILED: Final = 1


def run(arguments: Sequence[str]) -> int:
    """Makes an organisation and publishes its regulation; nothing is made where the regulation has a fault."""
    parser = argparse.ArgumentParser(prog="wederhoor organisation", description=__doc__)
    add = parser.add_subparsers(dest="what", required=True).add_parser("add", help="make an organisation and publish its regulation")
    add.add_argument("slug", help="its name in addresses: small letters, digits and dashes")
    add.add_argument("--name", required=True, help="its name as people read it")
    add.add_argument("--procedure", required=True, type=Path, metavar="FILE", help="its regulation; 'wederhoor procedure check' tries it")
    add.add_argument("--accent", default="petrol", choices=ACCENTS, help="its colour (default petrol)")
    add.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    try:
        text = given.procedure.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        return _refused(f"{given.procedure} cannot be read: {fault}")
    made = start_organisation(given.slug, given.name, text, accent=given.accent, now=now())
    if isinstance(made, Refusal):
        return _refused("\n".join(made.reasons))
    roles = ", ".join(made.roles)
    _told(given.json, {"organisation": made.slug, "roles": made.roles}, f"Made {made.name}, at /{made.slug}/. Its roles: {roles}.")
    return 0


def run_member(arguments: Sequence[str], *, ask: Callable[[str], str] = getpass.getpass) -> int:
    """Gives a person a place in an organisation; the password is asked on the terminal, twice."""
    parser = argparse.ArgumentParser(prog="wederhoor member", description=__doc__)
    add = parser.add_subparsers(dest="what", required=True).add_parser("add", help="add someone who works for an organisation")
    add.add_argument("organisation", help="the slug of the organisation")
    add.add_argument("--name", required=True, help="the name of the person")
    add.add_argument("--email", required=True, help="the mail address: this is also the name to sign in with")
    add.add_argument(
        "--role", action="append", default=[], metavar="ROLE", help="what the person is there for; may be given more than once"
    )
    add.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    secret = _password(given.email, ask)
    if secret is None:
        return _FAILED
    new = NewMember(given.name, given.email, make_password(secret), tuple(given.role))
    made = add_a_member(given.organisation, new, now=now())
    if isinstance(made, Refusal):
        return _refused("\n".join(made.reasons))
    kept = made.user.password != new.secret
    said = f"{made.name} signs in as {given.email}" + (", with the password that was there already." if kept else ".")
    _told(given.json, {"member": made.name, "sign_in": given.email, "password_kept": kept}, said)
    return 0


def _password(email: str, ask: Callable[[str], str]) -> str | None:
    first = ask(f"Password for {email}: ")
    if first != ask("The same once more: "):
        _refused("The two passwords differ; nothing was made.")
        return None
    try:
        validate_password(first)
    except ValidationError as fault:
        _refused("\n".join(fault.messages))
        return None
    return first


def _told(for_machine: bool, data: dict[str, object], said: str) -> None:  # noqa: FBT001 - straight from the option
    print(json.dumps(data) if for_machine else said)


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return _FAILED
