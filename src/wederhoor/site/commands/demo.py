"""`wederhoor demo`: five organisations with years of made-up dossiers, desk and portal, on this machine."""

import argparse
import logging
import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from wederhoor.site.commands.listening import taken
from wederhoor.site.demo import PASSWORD

HERE = ("127.0.0.1", "localhost", "[::1]")


def run(arguments: Sequence[str]) -> int:
    """Makes the database, loads it and serves, until it is stopped."""
    given = _parser().parse_args(list(arguments))
    if not given.no_serve and (fault := taken(HERE[0], given.port)):
        print(f"wederhoor demo: port {given.port} cannot be used: {fault}. Another one: --port {given.port + 1}", file=sys.stderr)
        return 1
    folder = Path(given.folder).resolve()
    database = folder / "wederhoor.sqlite3"
    _environment(folder, given.port)
    if not (given.keep and database.exists()):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _load(given.years, given.dossiers)
    if given.no_serve:
        return 0
    _announce(folder, given.port)
    # The server takes the place of this process: what the loading used is given back.
    return os.execv(sys.executable, [sys.executable, "-m", "wederhoor.site.cli", "serve", "--port", str(given.port)])  # noqa: S606 - our own words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wederhoor demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="where to serve (default 8000)")
    parser.add_argument("--years", type=int, default=3, choices=range(1, 11), metavar="1-10", help="years of made-up dossiers (default 3)")
    parser.add_argument("--dossiers", type=int, default=400, help="how many in all (default 400)")
    parser.add_argument("--folder", default="demo-data", help="where to keep it; emptied first (default demo-data)")
    parser.add_argument("--keep", action="store_true", help="go on with what an earlier demonstration left there")
    parser.add_argument("--no-serve", action="store_true", help="only load, do not serve")
    return parser


def _environment(folder: Path, port: int) -> None:
    """The settings of the demonstration: this machine only, a secret of its own, mail into a folder."""
    os.environ.update(
        {
            "WEDERHOOR_DATA_DIR": str(folder),
            "WEDERHOOR_DATABASE_URL": f"sqlite:///{folder / 'wederhoor.sqlite3'}",
            "WEDERHOOR_SECRET_KEY": secrets.token_urlsafe(50),
            "WEDERHOOR_ALLOWED_HOSTS": ",".join(HERE),
            "WEDERHOOR_BASE_URL": f"http://localhost:{port}",
            "DJANGO_SETTINGS_MODULE": "wederhoor.site.settings",
        }
    )
    os.environ.pop("WEDERHOOR_SMTP_HOST", None)


def _load(years: int, dossiers: int) -> None:
    """Loads without waiting for the disk: made-up dossiers can be loaded again."""
    os.environ["WEDERHOOR_DEMO_LOAD"] = "1"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from wederhoor.site.demo.institutions import busiest
    from wederhoor.site.demo.load import load
    from wederhoor.web.clock import now

    logging.disable(logging.INFO)  # what made-up people change is no news
    call_command("migrate", verbosity=0)
    with _progress() as told:
        loaded = load(now=now(), years=years, dossiers=dossiers, told=told)
    os.environ.pop("WEDERHOOR_DEMO_LOAD")
    print(f"{loaded.matters} zaken met {loaded.acts} handelingen geladen.")
    lines = [f"  {stage.casting.name:30} {sign_in}" for stage in loaded.stages for _, sign_in in stage.sign_ins]
    lines += ["", "Van buiten, met een link die één keer werkt; een nieuwe vraagt men aan op de pagina die dan volgt:", ""]
    lines += [f"  {door.organisation:30} {door.who}\n    {door.link}" for door in loaded.doors]
    lines += ["", "Als contactpersoon van een instelling: vraag op /klant/aanmelden/ een link; de mail komt in de map letters/mail:", ""]
    lines += [f"  {stage.casting.name:30} {busiest(stage)}" for stage in loaded.stages]
    connections.close_all()
    (Path(os.environ["WEDERHOOR_DATA_DIR"]) / "log-ins.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


class _Told:
    """A progress bar as a callable."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Dossiers laden"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns)
        self.task = self.progress.add_task("laden", total=None)

    def __call__(self, done: int, total: int) -> None:
        self.progress.update(self.task, completed=done, total=total)

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()


def _progress() -> AbstractContextManager[_Told]:
    return _Told()


def _announce(folder: Path, port: int) -> None:
    print(f"\nDesk:    http://localhost:{port}/bureau/\nPortaal: http://localhost:{port}/\n")
    print(f"Inloggen kan met een van deze namen, steeds met het wachtwoord {PASSWORD}:\n")
    names = folder / "log-ins.txt"
    if names.exists():
        print(names.read_text(encoding="utf-8"))
    print("Stoppen: Ctrl+C")
    sys.stdout.flush()
