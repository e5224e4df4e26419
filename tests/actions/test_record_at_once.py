from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.factories.house import HOUR, NOW, a_filing, an_organisation
from tests.factories.lives import MANAGER, Cast, begun
from wederhoor.actions.record import Actor, Changed, Log, Recorded, record
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Dossier

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """The answers of several threads that start together, each with a connection of its own."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def note(cast: Cast, text: str, *, seen: int | None = None, key: str | None = None) -> Callable[[], object]:
    log, by = Log(cast.dossier.matter_id), Actor(MANAGER, cast.manager)
    return lambda: record(log, "note", by=by, at=NOW + HOUR, now=NOW + HOUR, data={"text": text}, seen=seen, key=key)


def test_of_two_who_saw_the_same_log_one_is_told_what_the_other_did() -> None:
    cast = begun()
    answers = at_once([note(cast, "een", seen=1), note(cast, "twee", seen=1)])
    assert sorted(type(answer).__name__ for answer in answers) == ["Changed", "Recorded"]
    [changed] = [answer for answer in answers if isinstance(answer, Changed)]
    assert [entry.act for entry in changed.added] == ["note"]


def test_without_saying_what_they_saw_all_are_applied_one_after_the_other() -> None:
    cast = begun()
    answers = at_once([note(cast, str(number)) for number in range(6)])
    assert all(isinstance(answer, Recorded) for answer in answers)
    assert list(Act.objects.values_list("seq", flat=True)) == list(range(7))
    assert list(verify()) == []


def test_one_key_twice_at_once_is_one_act() -> None:
    cast = begun()
    first, second = at_once([note(cast, "een", key="k"), note(cast, "een", key="k")])
    assert first == second
    assert Act.objects.filter(act="note").count() == 1


def test_one_filing_twice_at_once_is_one_dossier() -> None:
    organisation = an_organisation()
    first, second = at_once([lambda: a_filing(organisation, key="form"), lambda: a_filing(organisation, key="form")])
    assert first == second
    assert Dossier.objects.count() == 1


def test_filings_at_once_get_numbers_of_their_own() -> None:
    organisation = an_organisation()
    at_once([lambda: a_filing(organisation) for _ in range(5)])
    assert Dossier.objects.values("number").distinct().count() == 5
