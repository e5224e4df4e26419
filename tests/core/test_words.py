"""Every code has its words in both languages; days and remaining time read as a person says them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.procedures.support import case
from wederhoor.core import words
from wederhoor.core.act import VOCABULARY as VOCABULARY_OF_ACTS
from wederhoor.core.words import Language

VOCABULARY = """
file confirm_in_writing ask_completion complete classify refer take pass_on acknowledge explain_procedure
invite talk mediate formalise
assess assign agree_communication inform_concerned consult advise hear waive_hearing visit report_progress extend
consent_extension suspend resume
judge propose accept decline reply send_copies carry_out follow_up find_cause recommend
open_correction publish_version notify_customers defer_to_revision weigh_revision
object excuse_lateness admit refuse appoint rule carry_out_ruling pay
disclose accept_secrecy comment link unlink split approve send_back explain_lateness recalculate
note correct request_inspection grant_inspection refuse_inspection waive withdraw close reopen archive hold release destroy
open_year analyse draft_report publish_report present decide_measures evaluate_measure close_year
sent bounced imported
"""
FIELDS = sorted({name for spec in VOCABULARY_OF_ACTS.values() for name in spec.fields})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("group", words.groups())
def test_every_code_has_words_in_both_languages(group: str, language: Language) -> None:
    said = {code: words.word(group, code, language=language) for code in words.codes(group)}
    assert said
    assert {code: text for code, text in said.items() if not text or text != text.strip() or "!" in text or "_" in text} == {}


@pytest.mark.parametrize("act", VOCABULARY.split())
def test_every_act_of_the_vocabulary_has_a_button_and_a_past(act: str) -> None:
    assert words.has_word("act", act)
    assert words.has_word("act_done", act)
    assert words.word("act", act) != words.word("act_done", act)


def test_every_act_that_a_person_takes_says_what_it_is_for() -> None:
    by_people = {act for act, spec in VOCABULARY_OF_ACTS.items() if not spec.system}
    assert {act for act in by_people if not words.has_word("act_help", act)} == set()


def test_the_vocabulary_holds_no_act_beside_those() -> None:
    assert set(words.codes("act")) == set(VOCABULARY.split())


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_a_label_for_staff_and_one_for_the_complainant(field: str) -> None:
    assert words.has_word("field", field)
    assert words.has_word("field_public", field)


@pytest.mark.parametrize(
    ("group", "code", "dutch"),
    [
        ("kind", "complaint", "klacht"),
        ("kind", "improvement", "verbetervoorstel"),
        ("kind", "misunderstanding", "misverstand"),
        ("act", "acknowledge", "Ontvangst bevestigen"),
        ("act_done", "acknowledge", "Ontvangst bevestigd"),
        ("act", "assign", "Behandelaar aanwijzen"),
        ("outcome", "inadmissible", "niet in behandeling genomen"),
        ("outcome_objection", "inadmissible", "niet-ontvankelijk"),
        ("duty_status", "waived", "niet van toepassing"),
        ("party", "concerned", "degene over wie de klacht gaat"),
        ("field", "complainant.name", "Naam klager"),
        ("field_public", "complainant.name", "Uw naam"),
    ],
)
def test_the_words_are_those_of_the_design(group: str, code: str, dutch: str) -> None:
    assert words.word(group, code) == dutch


OPTIONS = sorted({(name, code) for spec in VOCABULARY_OF_ACTS.values() for name, field in spec.fields.items() for code in field.options})


@pytest.mark.parametrize(("field", "code"), OPTIONS)
def test_every_option_of_a_field_is_said_in_dutch(field: str, code: str) -> None:
    assert words.has_value_word(field, code)


def test_a_code_of_a_procedures_own_is_still_readable() -> None:
    assert words.word("act", "ask_second_opinion") == "ask second opinion"
    assert not words.has_word("act", "ask_second_opinion")


def test_an_unknown_group_is_a_programmers_mistake() -> None:
    with pytest.raises(KeyError):
        words.word("colour", "red")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("channel", "mail", "e-mail"), ("subject.class", "policy", "beleid"), ("solution", "nieuwe versie", "nieuwe versie")],
)
def test_a_value_is_said_in_the_words_of_its_field(field: str, value: str, said: str) -> None:
    assert words.value_word(field, value) == said


@pytest.mark.parametrize(("act", "group"), [("file", "intake"), ("object", "objection"), ("own_act", "own")])
def test_an_act_knows_its_part_of_the_vocabulary(act: str, group: str) -> None:
    assert words.act_group(act) == group


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "dinsdag 2 juni"),
        ({"year": True}, "dinsdag 2 juni 2026"),
        ({"weekday": False}, "2 juni"),
        ({"short": True}, "di 2 jun"),
        ({"language": "en"}, "Tuesday 2 June"),
        ({"language": "en", "short": True, "year": True}, "Tue 2 Jun 2026"),
    ],
)
def test_a_day_is_said_with_its_weekday(options: dict[str, Any], said: str) -> None:
    assert words.day_in_words(date(2026, 6, 2), **options) == said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "donderdag 30 april, 16.00 uur"),
        ({"short": True}, "do 30 apr, 16.00"),
        ({"year": True, "weekday": False}, "30 april 2026, 16.00 uur"),
        ({"language": "en"}, "Thursday 30 April, 16:00"),
    ],
)
def test_a_moment_is_said_with_its_hour(options: dict[str, Any], said: str) -> None:
    assert words.moment_in_words(datetime(2026, 4, 30, 16, 0, tzinfo=UTC), **options) == said


@pytest.mark.parametrize(
    ("n", "unit", "said"),
    [
        (20, "working days", "20 werkdagen"),
        (1, "working days", "1 werkdag"),
        (24, "hours", "24 uur"),
        (1, "weeks", "1 week"),
        (6, "weeks", "6 weken"),
        (3, "years", "3 jaar"),
        (1, "months", "1 maand"),
    ],
)
def test_a_count_agrees_with_its_unit(n: int, unit: str, said: str) -> None:
    assert words.count_of(n, unit) == said


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnights"):
        words.count_of(2, "fortnights")


TUESDAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("due", "unit", "said"),
    [
        (date(2026, 5, 12), "working days", "vandaag"),
        (date(2026, 5, 13), "weeks", "morgen"),
        (date(2026, 5, 18), "working days", "nog 4 werkdagen"),
        (date(2026, 5, 8), "working days", "2 werkdagen te laat"),
        (date(2026, 5, 11), "working days", "1 werkdag te laat"),
        (date(2026, 5, 15), "days", "nog 3 dagen"),
        (date(2026, 5, 19), "weeks", "nog 1 week"),
        (date(2026, 5, 21), "weeks", "nog 9 dagen"),
        (date(2026, 5, 28), "weeks", "nog ruim 2 weken"),
        (date(2026, 6, 9), "weeks", "nog 4 weken"),
        (date(2026, 5, 30), "months", "nog 18 dagen"),
        (date(2026, 7, 14), "months", "nog ruim 2 maanden"),
        (date(2026, 12, 12), "years", "nog 7 maanden"),
        (date(2029, 5, 12), "years", "nog 3 jaar"),
        (date(2029, 6, 1), "years", "nog ruim 3 jaar"),
        (date(2026, 5, 14), "hours", "nog 2 dagen"),
    ],
)
def test_what_is_left_is_said_in_the_unit_of_the_rule(due: date, unit: str, said: str) -> None:
    assert words.remaining(due, TUESDAY, unit, words.weekdays_between) == said


def test_what_is_left_counts_the_working_days_of_the_calendar_given() -> None:
    assert words.remaining(date(2026, 5, 18), TUESDAY, "working days", lambda _first, _last: 2) == "nog 2 werkdagen"


def test_on_a_saturday_a_duty_of_friday_is_one_day_late() -> None:
    assert words.remaining(date(2026, 5, 15), date(2026, 5, 16), "working days") == "1 dag te laat"


@pytest.mark.parametrize(("due", "said"), [(date(2026, 5, 14), "2 days left"), (date(2026, 5, 10), "2 days late"), (TUESDAY, "today")])
def test_what_is_left_in_english(due: date, said: str) -> None:
    assert words.remaining(due, TUESDAY, "days", language="en") == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(15, 10, "nog 3 uur"), (12, 20, "nog 20 minuten"), (10, 0, "2 uur te laat"), (12, 1, "nog 1 minuut")],
)
def test_a_term_of_hours_counts_hours_and_then_minutes(hour: int, minute: int, said: str) -> None:
    now = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
    assert words.remaining_hours(datetime(2026, 5, 12, hour, minute, tzinfo=UTC), now) == said


@pytest.mark.parametrize(("listed", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")])
def test_a_list_is_read_with_en_before_the_last(listed: list[str], said: str) -> None:
    assert words.join_words(listed) == said


def test_a_list_in_english_is_read_with_and() -> None:
    assert words.join_words(["a", "b"], language="en") == "a and b"


def test_hours_left_and_late_in_english() -> None:
    now = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
    assert words.remaining_hours(datetime(2026, 5, 12, 15, 0, tzinfo=UTC), now, language="en") == "3 hours left"
    assert words.remaining_hours(datetime(2026, 5, 12, 11, 0, tzinfo=UTC), now, language="en") == "1 hour late"


@pytest.mark.parametrize("procedure", ["exa-men", "ecm", "concreet-onderwijsproducten", "extrack", "klik-onderwijs"])
def test_what_a_shipped_regulation_offers_in_a_field_of_its_own_has_words(procedure: str) -> None:
    offered = [(field.id, option) for field in case(procedure).fields for option in field.options]
    assert [one for one in offered if not words.has_value_word(*one)] == []
