"""From what a person typed to what the log may hold: codes stay, texts go apart, what cannot be read is named."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.engine import Given, proef
from wederhoor.core.act import VOCABULARY
from wederhoor.core.log import Folded, fold_data


def folded(act: str, /, **data: Given) -> Folded:
    return fold_data(proef().specs[act], data)


def test_codes_and_flags_stay_and_of_a_text_only_that_it_is_there() -> None:
    found = folded("file", kind="signal", anonymous=True, description="Een verhaal", complainant={"name": "Naam"})
    assert found.codes == {"kind": "signal", "anonymous": True, "description": True, "complainant.name": True}
    assert found.texts == {"description": "Een verhaal", "complainant.name": "Naam"}


def test_an_empty_text_is_an_answer_that_holds_nothing() -> None:
    assert folded("file", description="") == Folded({"description": ""}, {}, ())


def test_a_datum_that_is_none_was_not_given() -> None:
    assert folded("file", description=None, kind=None).codes == {}


@pytest.mark.parametrize(
    ("act", "data", "fault"),
    [
        ("file", {"kind": "gossip"}, "kind: 'gossip' is niet een van"),
        ("file", {"kind": ["signal"]}, "kind: een code verwacht"),
        ("file", {"anonymous": "ja"}, "anonymous: ja of nee verwacht"),
        ("file", {"filed_on": "gisteren"}, "filed_on: een datum verwacht"),
        ("file", {"filed_on": "0001-01-01"}, "filed_on: 0001-01-01 ligt buiten elke kalender"),
        ("follow_up", {"score": "hoog"}, "score: een getal verwacht"),
        ("follow_up", {"score": True}, "score: een getal verwacht"),
        ("follow_up", {"score": float("nan")}, "score: een getal verwacht"),
        ("follow_up", {"score": 0}, "score: een getal van 1 tot en met 10 verwacht"),
        ("follow_up", {"score": 10.1}, "score: een getal van 1 tot en met 10 verwacht"),
        ("judge", {"findings": [{"outcome": "maybe"}]}, "findings.outcome: 'maybe' is niet een van"),
        ("reply", {"states": [{"a": "b"}]}, "states: een code verwacht"),
    ],
)
def test_what_cannot_be_read_is_named(act: str, data: dict[str, Any], fault: str) -> None:
    found = fold_data(VOCABULARY[act], data)
    assert [text[: len(fault)] for text in found.faults] == [fault]
    assert set(found.codes) <= {"findings"}


@pytest.mark.parametrize("value", ["2026-03-02", "2026-03-02T10:00", date(2026, 3, 2), datetime(2026, 3, 2, 23, tzinfo=UTC)])
def test_a_date_stands_in_the_log_as_text(value: object) -> None:
    assert folded("file", filed_on=value).codes == {"filed_on": "2026-03-02"}


@pytest.mark.parametrize("score", [1, 7.5, 10])
def test_a_number_stays_a_number(score: float) -> None:
    assert folded("follow_up", score=score).codes == {"score": score}


def test_a_list_of_texts_holds_each_text_apart() -> None:
    found = folded("file", grounds=["Eerste", "", "Tweede"])
    assert found == Folded({"grounds": True}, {"grounds.0": "Eerste", "grounds.1": "Tweede"}, ())
    assert folded("file", grounds=[]).codes == {"grounds": ""}


def test_one_item_of_a_list_may_be_written_alone() -> None:
    assert folded("reply", states="appeal").codes == {"states": ("appeal",)}


def test_a_list_of_tables_keeps_its_rows_without_their_texts() -> None:
    found = folded("appoint", members=[{"person": "c1", "ground": "Jurist", "independent": True, "capacity": None}, "c2"])
    assert found.codes == {"members": ({"person": "c1", "ground": True, "independent": True}, "c2")}
    assert found.texts == {"members.0.ground": "Jurist"}


def test_references_may_come_as_rows() -> None:
    assert folded("assess", products=[{"product": "a"}, "b"]).codes == {"products": ({"product": "a"}, "b")}


def test_a_datum_that_no_act_knows_stays_where_it_looks_like_a_code() -> None:
    assert folded("reply", urgency="high", tries=2).codes == {"urgency": "high", "tries": 2}


def test_a_datum_that_no_act_knows_is_a_text_where_it_may_be_one() -> None:
    found = folded("reply", remark="Bel de heer Bezwaar", rows=[{"remark": "Nog een zin", "level": "a1"}, "Losse zin"])
    assert found.codes == {"remark": True, "rows": ({"remark": True, "level": "a1"}, True)}
    assert found.texts == {"remark": "Bel de heer Bezwaar", "rows.0.remark": "Nog een zin", "rows.1": "Losse zin"}


def test_what_is_no_plain_value_is_kept_as_a_text() -> None:
    assert folded("reply", moment=datetime(2026, 3, 2, tzinfo=UTC)).texts == {"moment": "2026-03-02 00:00:00+00:00"}


WORDS = st.text(min_size=1)


@given(one=WORDS, other=WORDS, act=st.sampled_from(sorted(VOCABULARY)))
def test_whatever_is_written_the_log_is_the_same(one: str, other: str, act: str) -> None:
    texts = [name for name, field in VOCABULARY[act].fields.items() if field.kind == "text"]
    first = fold_data(VOCABULARY[act], dict.fromkeys(texts, one))
    assert first.codes == fold_data(VOCABULARY[act], dict.fromkeys(texts, other)).codes


@given(st.text())
def test_no_sentence_stands_in_the_log(words: str) -> None:
    sentence = f"{words} en nog een woord"
    data = dict.fromkeys(("description", "remark", "complainant"), sentence) | {"rows": [{"note": sentence}, sentence]}
    assert "en nog een woord" not in str(fold_data(VOCABULARY["file"], data).codes)
