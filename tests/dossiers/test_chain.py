from datetime import UTC, datetime

import pytest

from wederhoor.dossiers.chain import act_digest, canonical, digest_of_heads, party_digest, salted
from wederhoor.dossiers.models import Act, Party

MOMENT = datetime(2026, 4, 22, 8, tzinfo=UTC)


def an_act(**more: object) -> Act:
    known: dict[str, object] = {"seq": 0, "act": "file", "by": "support", "data": {"kind": "complaint"}, "dossier": "dossier", "shape": 1}
    return Act(**{**known, "at": MOMENT, "recorded_at": MOMENT, "digests": {}, **more})


@pytest.mark.parametrize(
    "changed",
    [
        {"seq": 1},
        {"act": "note"},
        {"by": "leiding"},
        {"person": "p-1"},
        {"data": {"kind": "signal"}},
        {"digests": {"texts": {"a": "b"}}},
        {"dossier": "objection 1"},
        {"shape": 2},
        {"at": MOMENT.replace(hour=7)},
        {"recorded_at": MOMENT.replace(microsecond=1)},
    ],
)
def test_every_part_of_an_act_counts(changed: dict[str, object]) -> None:
    assert act_digest(an_act(**changed), "") != act_digest(an_act(), "")


def test_what_came_before_counts() -> None:
    assert act_digest(an_act(), "a") != act_digest(an_act(), "b")


def test_the_order_of_names_does_not_count() -> None:
    assert canonical({"b": 1, "a": [True, "é"]}) == '{"a":[true,"é"],"b":1}'


def test_the_same_text_with_another_salt_cannot_be_recognised() -> None:
    assert salted(b"1" * 16, "Jansen") != salted(b"2" * 16, "Jansen")
    assert party_digest(Party(ref="p-1", name="a", salt=b"1")) != party_digest(Party(ref="p-1", name="a", salt=b"2"))


def test_one_changed_head_changes_the_digest_of_all() -> None:
    assert digest_of_heads({1: "a", 2: "b"}) != digest_of_heads({1: "a", 2: "c"})
