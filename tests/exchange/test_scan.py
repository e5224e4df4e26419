from pathlib import Path

import pytest

from tests.exchange.clamd import LIMIT, VIRUS, clamd
from wederhoor.exchange.clamav.scan import Verdict, scan


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", Verdict.CLEAN),
        (b"x" * 200_000, Verdict.CLEAN),
        (b"ervoor " + VIRUS, Verdict.INFECTED),
        (b"x" * (LIMIT + 1), Verdict.TOO_LARGE),
    ],
)
def test_what_the_scanner_finds_is_told(tmp_path: Path, content: bytes, verdict: Verdict) -> None:
    with clamd(tmp_path) as address:
        assert scan(content, address=address) is verdict


@pytest.mark.parametrize("answer", [b"", b"INSTREAM: Can't allocate memory ERROR", b"stream: \xff"])
def test_an_answer_that_means_nothing_is_no_verdict(tmp_path: Path, answer: bytes) -> None:
    with clamd(tmp_path, answer=answer) as address:
        assert scan(b"x", address=address) is Verdict.UNKNOWN


@pytest.mark.parametrize("address", ["/bestaat/niet.ctl", "127.0.0.1:1", "127.0.0.1:geen"])
def test_a_scanner_that_is_not_there_is_no_verdict(address: str) -> None:
    assert scan(b"x", address=address, patience=1) is Verdict.UNKNOWN
