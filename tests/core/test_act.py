"""The vocabulary: what each act may carry and how it may be recorded."""

import pytest

from wederhoor.core.act import CHANNELS, DOCUMENTS, INTAKE_ACTS, LETTER_CHANNELS, VOCABULARY, YEAR_ACTS, Field, flatten


def test_every_act_is_called_by_its_name_and_stands_in_one_group() -> None:
    assert {name: spec.id for name, spec in VOCABULARY.items()} == {name: name for name in VOCABULARY}
    assert {spec.group for spec in VOCABULARY.values()} == {
        "intake",
        "informal",
        "inquiry",
        "decision",
        "products",
        "objection",
        "record",
        "year",
        "system",
    }


@pytest.mark.parametrize("act", ["acknowledge", "explain_procedure", "report_progress", "extend", "propose", "reply", "rule", "refuse"])
def test_an_act_that_informs_sends_a_letter_and_may_not_be_dated_back(act: str) -> None:
    spec = VOCABULARY[act]
    assert (spec.letter, spec.back_dated) == ("always", False)
    assert {"channel", "states", "reasons"} <= set(spec.fields)


@pytest.mark.parametrize("act", ["file", "object", "talk", "assign", "judge", "accept", "resume"])
def test_what_others_do_or_say_may_be_registered_later(act: str) -> None:
    assert VOCABULARY[act].back_dated
    assert VOCABULARY[act].letter == "never"


@pytest.mark.parametrize("act", ["suspend", "destroy", "close_year", "publish_report"])
def test_some_acts_count_from_their_recording_though_they_inform_nobody(act: str) -> None:
    assert not VOCABULARY[act].back_dated


def test_closing_informs_only_where_a_channel_is_given() -> None:
    assert VOCABULARY["close"].letter == "asked"


def test_only_the_system_records_that_a_letter_left_or_came_back() -> None:
    assert {name for name, spec in VOCABULARY.items() if spec.system} == {"sent", "bounced", "imported"}


def test_notes_and_comments_need_no_article() -> None:
    always = {name for name, spec in VOCABULARY.items() if spec.always}
    assert {"note", "comment", "correct", "hold", "release", "waive", "disclose"} <= always
    assert not always & {"reply", "judge", "destroy", "close", "file"}


def test_what_adds_to_a_filing_has_the_fields_of_a_filing_or_some_of_them() -> None:
    filing = set(VOCABULARY["file"].fields)
    for act in INTAKE_ACTS - {"object", "classify"}:
        assert set(VOCABULARY[act].fields) == filing
    assert "kind" in VOCABULARY["classify"].fields


def test_the_channels_of_letters_are_channels() -> None:
    assert set(CHANNELS) > LETTER_CHANNELS


def test_the_yearly_cycle_has_acts_of_its_own() -> None:
    assert {"open_year", "publish_report", "close_year"} <= YEAR_ACTS
    assert "reply" not in YEAR_ACTS


def test_nested_tables_become_dotted_names_and_lists_stay_whole() -> None:
    data = {"kind": "signal", "subject": {"class": "product", "more": {"deep": 1}}, "grounds": [{"a": 1}]}
    assert dict(flatten(data)) == {"kind": "signal", "subject.class": "product", "subject.more.deep": 1, "grounds": [{"a": 1}]}


def test_every_act_may_name_documents_but_those_of_the_system_and_destruction() -> None:
    without = {name for name, spec in VOCABULARY.items() if DOCUMENTS not in spec.fields}
    assert without == {"sent", "bounced", "imported", "destroy"}
    assert all(spec.fields[DOCUMENTS] == Field("reference", many=True) for name, spec in VOCABULARY.items() if name not in without)
