"""Measuring the same thing several times and taking the middle one."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from os import environ
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 7
SOURCE = Path(__file__).resolve().parent.parent / "src"


def seconds(work: Callable[[], object], *, runs: int = RUNS) -> list[float]:
    """How long each of several runs took, in seconds, after one run that warms up."""
    work()
    taken = []
    for _ in range(runs):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return taken


def per_second(work: Callable[[], object], *, times: int, runs: int = RUNS) -> int:
    """The median number a second, of work that does its thing `times` times."""
    return round(times / median(seconds(work, runs=runs)))


def program_seconds(arguments: Sequence[str], *, runs: int = RUNS, variables: Mapping[str, str] | None = None) -> float:
    """The median time in seconds of `wederhoor` with these arguments, from start to answer, in a new process each time."""
    command = [sys.executable, "-m", "wederhoor.site.cli", *arguments]
    environment = {**environ, "PYTHONPATH": str(SOURCE), **(variables or {})}

    def once() -> None:
        subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - our own program

    return round(median(seconds(once, runs=runs)), 4)
