import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import QuerySet

from tests.factories.house import DAY, HOUR, NOW, a_dossier, an_organisation, took
from tests.factories.lives import MANAGER, begun, destroyed
from wederhoor.actions import anchors
from wederhoor.actions.sweep import sweep
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Anchor, Dossier

pytestmark = pytest.mark.django_db
#: Half past midnight and two in the morning in Amsterdam, after the day of NOW.
HALF_PAST = datetime(2026, 4, 22, 22, 30, tzinfo=UTC)
TWO = datetime(2026, 4, 23, 0, 0, tzinfo=UTC)


def told() -> list[Mapping[str, Any]]:
    return [json.loads(line) for path in sorted(anchors.folder().glob("*.jsonl")) for line in path.read_text().splitlines()]


def test_the_sweep_anchors_each_organisation_once_a_day() -> None:
    begun()
    an_organisation()
    assert [sweep(moment).anchors for moment in (TWO, TWO + HOUR, TWO + DAY)] == [2, 0, 2]
    assert sorted(set(Anchor.objects.values_list("day", flat=True))) == [date(2026, 4, 22), date(2026, 4, 23)]
    assert [line["day"] for line in told()] == ["2026-04-22"] * 2 + ["2026-04-23"] * 2


def test_a_day_is_closed_an_hour_after_midnight() -> None:
    begun()
    sweep(HALF_PAST)
    assert Anchor.objects.get().day == date(2026, 4, 21)


def test_an_anchor_is_the_same_whenever_it_is_worked_out() -> None:
    cast = begun()
    before = anchors.heads_at_end_of(cast.dossier.organisation, date(2026, 4, 22))
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=TWO + HOUR, text="kort")
    a_dossier(cast.dossier.organisation, at=TWO + HOUR)
    assert anchors.heads_at_end_of(cast.dossier.organisation, date(2026, 4, 22)) == before
    assert len(before) == 1


def test_a_store_as_it_was_anchored_is_whole() -> None:
    cast = begun()
    sweep(TWO)
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=TWO + HOUR, text="kort")
    assert list(verify()) == []


def test_a_matter_taken_out_of_the_store_is_missed() -> None:
    cast = begun()
    gone = a_dossier(cast.dossier.organisation)
    sweep(TWO)
    QuerySet(Act).filter(matter=gone.matter).delete()
    found = [item.what for item in verify() if item.matter_id is None]
    assert found == [f"{cast.dossier.organisation.slug} is not as anchored on 2026-04-22: a log was changed or removed since"]


def test_a_store_from_before_its_newest_anchor_is_called_older() -> None:
    cast = begun()
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + HOUR, text="kort")
    sweep(TWO)
    QuerySet(Anchor).delete()
    QuerySet(Act).filter(act="note").delete()
    assert any("it is older" in item.what for item in verify())


# What was destroyed --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_destruction_is_told_at_once_and_names_nobody() -> None:
    cast = destroyed()
    [line] = told()
    assert set(line) == {"destroyed", "matter", "dossier", "root", "at"}
    assert line["destroyed"] == cast.dossier.number


def test_a_destruction_that_was_not_told_is_told_by_the_sweep_once() -> None:
    destroyed()
    moment = NOW + 900 * DAY
    for days in (0, 1):
        sweep(moment + days * DAY)
    assert [line["dossier"] for line in told() if "destroyed" in line] == ["dossier"]


def test_a_destroyed_matter_that_came_back_is_named() -> None:
    cast = destroyed()
    sweep(NOW + 900 * DAY)
    assert list(verify()) == []
    QuerySet(Act).filter(act="destroy").delete()
    found = [item.what for item in verify() if item.matter_id == cast.dossier.matter_id and "come back" in item.what]
    assert [cast.dossier.number in what for what in found] == [True]


def test_another_matter_with_the_same_key_is_not_taken_for_it() -> None:
    cast = destroyed()
    sweep(NOW + 900 * DAY)
    QuerySet(Act).filter(act="destroy").delete()
    QuerySet(Act).filter(seq=0).update(digest="0" * 64)
    assert not any("come back" in item.what for item in verify())
    assert Dossier.objects.filter(pk=cast.dossier.pk).exists()


def test_a_line_cut_short_is_told() -> None:
    begun()
    sweep(TWO)
    with (anchors.folder() / "2026.jsonl").open("a") as file:
        file.write('{"anchor": ')
    assert [item.what for item in verify()] == ["an anchor cannot be read: 2026.jsonl, line 2"]
