"""Every check of the project, one step after another: `bin/test`, and `bin/test --quick` for the static ones and the core.

A failing step does not stop the rest. Each step prints its name and time; the end lists them all, what was skipped and why, and
closes with pytest's own last lines.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import cluster, dovecot

BIN = Path(sys.executable).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_TESTS = 5
"""pytest's exit code where a lane has no tests."""
SUMMARY = re.compile(r"^=*\s*(?:no tests ran|(?:\d+ \w+, )*\d+ \w+).* in [\d.]+s.*$")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One check: a program and its arguments, and why it may be left out here."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    lane: bool = False
    skip: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a step ended."""

    step: Step
    passed: bool
    seconds: float
    summary: str = ""


def _tool(name: str, program: str, *arguments: str) -> Step:
    return Step(name=name, command=(str(BIN / program), *arguments))


def _lane(name: str, *arguments: str, database: str = "sqlite", skip: str = "") -> Step:
    command = (
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--cov",
        "--cov-append",
        "--cov-report=",
        "--cov-fail-under=0",
    )
    return Step(name=name, command=(*command, *arguments), environment={"WEDERHOOR_TEST_DATABASE": database}, lane=True, skip=skip)


def static_steps() -> Iterator[Step]:
    """What is checked without running anything."""
    yield _tool("format", "ruff", "format", "--check", ".")
    yield _tool("lint", "ruff", "check", ".")
    templates = sorted(str(path) for path in Path("src").rglob("templates/**/*.html"))
    yield Step(
        name="templates",
        command=(str(BIN / "djade"), "--target-version", "5.2", "--check", *templates),
        skip="" if templates else "there are no templates yet",
    )
    yield _tool("types", "mypy")
    yield _tool("contracts", "lint-imports", "--no-cache")
    yield _tool("dependencies", "deptry", "src")


def _workers() -> tuple[str, str]:
    return "-n", os.environ.get("WEDERHOOR_TEST_WORKERS", "2")


def test_lanes() -> Iterator[Step]:
    """The tests: on each database, in a browser, and those that kill."""
    workers = _workers()
    no_server = "" if cluster.programs() else "no PostgreSQL server is installed (Debian: apt install postgresql)"
    no_browser = "" if any(map(shutil.which, BROWSERS)) else "no Chromium is installed (Debian: apt install chromium)"
    no_mail_server = "" if dovecot.is_here() else "no Dovecot is installed (Debian: apt install dovecot-imapd)"
    yield _lane("tests, killing", "-n0", "-m", "kill")
    yield _lane("tests, browser", *workers, "-m", "browser and not kill", skip=no_browser)
    yield _lane("tests, mail server", "-n0", "-m", "imap and not kill", skip=no_mail_server)
    yield _lane("tests, PostgreSQL", *workers, "-m", "not browser and not kill", database="postgresql", skip=no_server)
    yield _lane("tests, SQLite", *workers, "-m", "not browser and not kill and not imap")


def coverage_steps() -> Iterator[Step]:
    """How much of the branches the lanes ran together: 95 % of all, 100 % of the core."""
    yield _tool("coverage", "coverage", "report")
    yield _tool("coverage of the core", "coverage", "report", "--include=src/wederhoor/core/*", "--fail-under=100")


def plan(*, quick: bool) -> list[Step]:
    """The steps in their order."""
    if quick:
        core = (sys.executable, "-m", "pytest", "-q", *_workers(), "tests/core")
        return [*static_steps(), Step(name="tests of the core", command=core, lane=True)]
    erase = _tool("coverage, from nothing", "coverage", "erase")
    return [*static_steps(), erase, *test_lanes(), *coverage_steps()]


def _environment() -> dict[str, str]:
    """What the steps inherit; modules are compiled once and kept, not anew in each of some hundred processes."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(step: Step) -> Result:
    """Run one step with its output in sight, keeping pytest's last line."""
    began = time.monotonic()
    summary = ""
    print(f"\n── {step.name}", flush=True)
    with subprocess.Popen(
        step.command,
        env=_environment() | step.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            plain = COLOURS.sub("", line).strip()
            if step.lane and SUMMARY.match(plain):
                summary = plain
    seconds = time.monotonic() - began
    passed = process.returncode == 0 or (step.lane and process.returncode == NO_TESTS)
    print(f"── {step.name}: {'passed' if passed else 'FAILED'} in {seconds:.1f} s", flush=True)
    return Result(step=step, passed=passed, seconds=seconds, summary=summary)


def report(results: list[Result], skipped: list[Step], say: Callable[[str], None] = print) -> None:
    """The list of what ran, what did not and why; pytest's own lines last."""
    say("\n── everything")
    for result in results:
        say(f"{'passed' if result.passed else 'FAILED':8}{result.seconds:7.1f} s  {result.step.name}")
    for step in skipped:
        say(f"{'SKIPPED':8}{'':9}  {step.name}: {step.skip}")
    for result in results:
        if result.summary:
            say(f"── {result.step.name}\n{result.summary}")


def main() -> int:
    """0 where every step passed, else 1."""
    parser = argparse.ArgumentParser(prog="bin/test", description="Every check of the project.")
    parser.add_argument("--quick", action="store_true", help="only the static checks and the tests of the core")
    steps = plan(quick=parser.parse_args().quick)
    results = [run(step) for step in steps if not step.skip]
    report(results, [step for step in steps if step.skip])
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
