import os
import signal

import pytest
import time_machine
from django.db import connections

from tests.exchange.postman import postman
from tests.exchange.test_post import a_letter
from tests.factories.house import NOW
from wederhoor.site.commands import worker

pytestmark = pytest.mark.django_db


def test_one_round_sends_what_waits() -> None:
    letter = a_letter()
    with postman() as man, time_machine.travel(NOW, tick=False):
        assert worker.run(["--once"]) == 0
    assert man.ids() == [letter.message_id]


def test_a_fault_in_one_part_does_not_hinder_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def broken(**_: object) -> int:
        raise ValueError

    monkeypatch.setattr(worker, "post_waiting", broken)
    monkeypatch.setattr(worker, "sweep", lambda _now: done.append("sweep"))
    monkeypatch.setattr(worker, "resume", lambda **_: done.append("resume"))
    monkeypatch.setattr(connections, "close_all", lambda: done.append("reconnect"))
    assert worker.run(["--once"]) == 1
    assert done == ["reconnect", "sweep", "resume"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_works_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    rounds: list[int] = []

    def round_of_work(**_: object) -> bool:
        rounds.append(1)
        if len(rounds) == 3:
            os.kill(os.getpid(), number)
        return True

    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(worker, "work", round_of_work)
    try:
        assert worker.run(["--pause", "0"]) == 0
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    assert len(rounds) == 3
