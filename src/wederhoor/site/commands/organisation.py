"""`wederhoor organisation` and `wederhoor member`: make an organisation with its regulation, and give people their place in it."""

import argparse
import getpass
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from wederhoor.actions.identity import OWN, Chosen, chosen_now, dress
from wederhoor.actions.installation import NewMember, Papers, Refusal, add_a_member, end_regulation, publish_papers, start_organisation
from wederhoor.organisations.regulations import OWN as OWN_CALENDAR
from wederhoor.web.clock import now
from wederhoor.web.colour import ACCENTS

_FAILED: Final = 1


def run(arguments: Sequence[str]) -> int:
    """Makes an organisation, publishes its regulation or calendars, or changes its looks; where anything is wrong nothing is done."""
    parser = argparse.ArgumentParser(prog="wederhoor organisation", description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    add = what.add_parser("add", help="make an organisation and publish its regulation")
    add.add_argument("slug", help="its name in addresses: small letters, digits and dashes")
    add.add_argument("--name", required=True, help="its name as people read it")
    add.add_argument("--procedure", required=True, type=Path, metavar="FILE", help="its regulation; 'wederhoor procedure check' tries it")
    add.add_argument("--accent", default="petrol", choices=tuple(ACCENTS), help="its colour (default petrol)")
    _takes_calendars(add)
    publish = what.add_parser("publish", help="publish a next version of its regulation, or a calendar; what runs keeps its own")
    publish.add_argument("slug", help="the slug of the organisation")
    publish.add_argument(
        "--procedure", type=Path, metavar="FILE", help="its regulation, with a higher version number, or another one beside it"
    )
    publish.add_argument("--default", action="store_true", help="of several regulations, complain by this one where none is named")
    _takes_calendars(publish)
    look = what.add_parser("look", help="change its name, colours, logo, or the sites that may show its regulation")
    look.add_argument("slug", help="the slug of the organisation")
    look.add_argument("--name", help="its name as people read it")
    colour = look.add_mutually_exclusive_group()
    colour.add_argument("--accent", choices=tuple(ACCENTS), help="one of the colours that are there")
    colour.add_argument("--colours", nargs=2, metavar=("LIGHT", "DARK"), help="its own colours, as '#8a1c4a' '#f0a6c0'")
    look.add_argument("--logo", type=Path, metavar="FILE", help="its logo, PNG or JPEG")
    look.add_argument("--site", action="append", metavar="SITE", help="a site that may show the regulation; names all, may be repeated")
    end = what.add_parser("end", help="name the last day on which one files under a regulation; what runs goes on under it")
    end.add_argument("slug", help="the slug of the organisation")
    end.add_argument("--procedure", required=True, metavar="ID", help="the id of the regulation, as its file has it")
    when = end.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="the last day, as 2026-12-31")
    when.add_argument("--undo", action="store_true", help="take the last day back")
    for one in (add, publish, look, end):
        one.add_argument("--json", action="store_true", help="print for a machine")
    given = parser.parse_args(list(arguments))
    return {"add": _add, "publish": _publish, "look": _look, "end": _end}[given.what](given)


def _takes_calendars(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--calendar",
        action="append",
        default=[],
        metavar="[NAME=]FILE",
        help="its calendar with its own closing days; NAME=FILE gives the calendar that terms name, such as school=school.toml",
    )


def _papers(given: argparse.Namespace) -> Papers | str:
    """The texts of the files that are named, or which cannot be read."""
    files = {name: Path(path) for name, path in map(_named, given.calendar)}
    try:
        texts = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
        return Papers(given.procedure.read_text(encoding="utf-8") if given.procedure else None, texts)
    except OSError as fault:
        return f"{fault.filename} cannot be read: {fault.strerror}"
    except UnicodeDecodeError:
        return "A file is no text in UTF-8."


def _named(given: str) -> tuple[str, str]:
    match = re.fullmatch(r"([a-z][a-z0-9_-]*)=(.+)", given)
    return (match[1], match[2]) if match else (OWN_CALENDAR, given)


def _add(given: argparse.Namespace) -> int:
    papers = _papers(given)
    if isinstance(papers, str):
        return _refused(papers)
    made = start_organisation(given.slug, given.name, papers, accent=given.accent, now=now())
    if isinstance(made, Refusal):
        return _refused("\n".join(made.reasons))
    roles = ", ".join(made.roles)
    _told(given.json, {"organisation": made.slug, "roles": made.roles}, f"Made {made.name}, at /{made.slug}/. Its roles: {roles}.")
    return 0


def _publish(given: argparse.Namespace) -> int:
    papers = _papers(given)
    if isinstance(papers, str):
        return _refused(papers)
    if papers == Papers():
        return _refused("Name what to publish: --procedure FILE, --calendar FILE or both.")
    if given.default and papers.procedure is None:
        return _refused("Name the regulation that becomes the default one: --procedure FILE. It may have been published before.")
    made = publish_papers(given.slug, replace(papers, default=given.default), now=now())
    if isinstance(made, Refusal):
        return _refused("\n".join(made.reasons))
    _told(given.json, {"organisation": made.slug, "roles": made.roles}, f"Published, see /{made.slug}/. What runs already keeps its own.")
    return 0


def _end(given: argparse.Namespace) -> int:
    why_not = end_regulation(given.slug, given.procedure, given.on)
    if why_not is not None:
        return _refused(why_not)
    said = f"One files under {given.procedure} until {given.on}, that day included." if given.on else f"{given.procedure} has no last day."
    _told(given.json, {"organisation": given.slug, "procedure": given.procedure, "last_day": given.on and given.on.isoformat()}, said)
    return 0


def _look(given: argparse.Namespace) -> int:
    held = chosen_now(given.slug)
    if held is None:
        return _refused(f"There is no organisation '{given.slug}'.")
    light, dark = given.colours or (held.light, held.dark)
    accent = OWN if given.colours else given.accent or held.accent
    sites = held.origins if given.site is None else tuple(given.site)
    try:
        logo = given.logo.read_bytes() if given.logo else None
    except OSError as fault:
        return _refused(f"{given.logo} cannot be read: {fault}")
    faults = dress(given.slug, Chosen(given.name or held.name, accent, light.lower(), dark.lower(), sites), logo=logo)
    if faults:
        return _refused("\n".join(faults))
    _told(given.json, {"organisation": given.slug, "changed": True}, f"Changed, see /{given.slug}/.")
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
