import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.small import TEXT, changed, line_with, small
from wederhoor.core.fault import Fault
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import LONGEST, read


def faults(text: str) -> tuple[Fault, ...]:
    found = read(text)
    assert isinstance(found, tuple)
    return found


def test_a_sound_file_is_a_procedure() -> None:
    procedure = small()
    assert procedure.name == "small@1"
    assert [duty.id for duty in procedure.duties] == ["acknowledge", "reply", "look"]


SYNTAX = [
    ("version = 1", "version = ", "waarde"),
    ("version = 1", "version 1", "hoort een ="),
    ("version = 1", 'version = 1\nid = "x"', "staat hier al"),
    ("version = 1", "version = 1 2", "nieuwe regel"),
    ("version = 1", "= 1", "sleutel"),
    ("2026-01-01", "2026-02-30", "datum bestaat niet"),
]


@pytest.mark.parametrize(("old", "new", "said"), SYNTAX)
def test_what_is_no_toml_is_one_fault_with_its_line(old: str, new: str, said: str) -> None:
    text = changed(old, new)
    (fault,) = faults(text)
    assert fault.line == line_with(TEXT, old) + new.count("\n")
    assert said in fault.message


def test_a_fault_at_the_end_stands_on_the_last_line() -> None:
    (fault,) = faults('id = "x"\nversion = [1,\n')
    assert fault.line == 2


def test_a_name_of_many_parts_is_refused_before_it_is_read() -> None:
    (fault,) = faults(f"id = 'x'\na{'.a' * 30_000} = 1\n")
    assert (fault.line, "meer dan 100 punten" in fault.message) == (2, True)


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_text_may_hold_any_number_of_dots(quote: str) -> None:
    (fault,) = faults(f"id = {quote}{'a.' * 200}{quote}\nversion = \n")
    assert fault.line == 2


def test_a_syntax_fault_without_words_of_ours_is_told_as_the_reader_tells_it() -> None:
    (fault,) = faults('id = "\\q"\n')
    assert fault.message.startswith("dit is geen geldige TOML: ")


SHAPES = [
    ('id = "small"', 'idd = "small"', 'Bedoelt u "id"'),
    ("version = 1", "version = 0", "een getal van 1 of meer"),
    ("version = 1", f"version = {'9' * 20}", "een getal van 2147483647 of minder"),
    ("version = 1", "version = inf", "een heel getal"),
    ("version = 1", 'version = "een"', "een heel getal"),
    ("version = 1", "version = 1.5", "een heel getal"),
    ("in_force_from = 2026-01-01", "in_force_from = 3.5", "een datum"),
    ("in_force_from = 2026-01-01", "in_force_from = 2026-01-01T10:00:00", "een datum"),
    ('resume_day = "runs"', 'resume_day = "run"', 'Bedoelt u "runs"'),
    ('term = "2 years"', 'term = "2 jaartjes"', "geen eenheid"),
    ('term = "2 years"', "term = 2", "een termijn"),
    ('heading = "Wie kan klagen"', "heading = 3", "een tekst per taal"),
    ('heading = "Wie kan klagen"', "heading = {nl = 3}", "tussen aanhalingstekens"),
    ("declares = true", 'declares = "misschien"', "true of false"),
    ('aliases = ["customer service"]', 'alias = ["customer service"]', 'Bedoelt u "aliases"'),
    ('aliases = ["customer service"]', "zzz = 1", "Wel: id, name"),
    ('entered_by = "reply.sent"', "entered_by = 3", 'zoals "file"'),
    ('entered_by = "reply.sent"', "entered_by = {outcome = 1}", 'hier ontbreekt "act"'),
    ('when = {kind = "complaint"}}', "when = 3}", "een voorwaarde"),
    ("when = {complete = true", "when = {complete = {a = 1}", "een tekst, een getal, of true of false"),
    ('from = "end of reply"', "from = 3", "een moment"),
    ('from = "end of reply"', 'from = {erlier_of = ["at"]}', 'Bedoelt u "earlier_of"'),
    ('value = "short"', "value = [1]", "een tekst, een getal, of true of false"),
    ("least = 3", 'least = "drie"', "een heel getal"),
    ("counts = true", "counts = []", "true of false"),
    ('capacities = [{id = "chair"', 'capacities = [{idd = "chair"', 'hier ontbreekt "id"'),
    ('blocks = ["close"]', "optional = 3", "een voorwaarde, zoals"),
    ('blocks = ["close"]', "optional = {kind = {a = 1}}", "een tekst, een getal, of true of false"),
    ('arrival = {post = "1 day"}', "arrival = [1]", "een tabel"),
]


@pytest.mark.parametrize(("old", "new", "said"), SHAPES)
def test_a_fault_of_shape_is_told_on_its_line(old: str, new: str, said: str) -> None:
    told = [fault.message for fault in faults(changed(old, new)) if fault.line == line_with(TEXT, old)]
    assert any(said in message for message in told), told


def test_what_lacks_in_a_table_is_told_where_the_table_begins() -> None:
    text = changed('name = "Klager"', "")
    (fault,) = faults(text)
    assert (fault.line, fault.message) == (line_with(TEXT, 'id = "complainant"') - 1, 'hier ontbreekt "name".')


def test_an_item_of_a_list_is_told_on_its_own_line() -> None:
    (fault,) = faults(changed('["Voorbeeld", "Ander <naam>"]', '[\n  "Voorbeeld",\n  # en\n  1]'))
    assert fault.line == line_with(TEXT, "trades_as") + 3


def test_every_fault_is_told_in_the_order_of_the_lines() -> None:
    text = changed("version = 1", "version = 0").replace('term = "4 weeks"', 'term = "4 wekken"')
    lines = [fault.line for fault in faults(text)]
    assert lines == sorted(line for line in lines if line)
    assert len(lines) == 2


def test_the_key_is_named_as_people_count() -> None:
    (fault,) = faults(changed('term = "4 weeks"', 'term = "4 wekken"'))
    assert fault.key == "duty[2].term"


def test_the_names_inside_the_program_are_no_names_for_a_file() -> None:
    found = faults(changed('while = {kind = "complaint"', 'lasting = {kind = "complaint"'))
    assert [fault.line for fault in found] == [line_with(TEXT, 'while = {kind = "complaint"')]


HOSTILE = {
    "empty": "",
    "huge": "#" * (LONGEST + 1),
    "deep lists": "a = " + "[" * 100_000,
    "deep but closed": "a = " + "[" * 300 + "]" * 300,
    "deep enough": TEXT + "\n[x]\ny = " + "[" * 60 + "]" * 60,
    "deep keys": "a" + ".a" * 5_000 + " = 1",
    "long number": "version = " + "9" * 5_000,
    "nul": "id = 'x\0y'",
    "escaped nul": changed('name = "Klager"', 'name = "Kl\\u0000ager"'),
    "nul in a key": TEXT + '\n"a\\u0000" = 1\n',
    "nul in a list": changed('"Ander <naam>"', '"\\u0007"'),
    "binary": bytes(range(256)).decode("latin-1"),
    "json": '{"id": "x"}',
    "a list for a table": "retention = [1, 2]\nclause = 3\nduty = [[[]]]\nletter = [{}]\naudience = ''",
    "infinite": changed("version = 1", "version = inf"),
    "nan": changed("counts = true", "counts = nan"),
    "lone carriage return": "id = 1\rversion = 2",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_gives_faults_with_a_line(name: str) -> None:
    found = faults(HOSTILE[name])
    assert found
    assert all(fault.line for fault in found)


@pytest.mark.parametrize("text", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT.replace("\n", "\r\n")])
def test_the_marks_that_editors_leave_do_no_harm(text: str) -> None:
    assert isinstance(read(text), Procedure)


def test_lines_are_counted_alike_with_the_line_ends_of_windows() -> None:
    text = changed('term = "4 weeks"', 'term = "4 wekken"')
    assert faults(text.replace("\n", "\r\n")) == faults(text)


@given(st.integers(0, TEXT.count("\n")), st.text(max_size=20))
def test_any_line_replaced_by_anything_never_breaks_reading(number: int, line: str) -> None:
    parts = TEXT.split("\n")
    parts[number] = line
    found = read("\n".join(parts))
    assert isinstance(found, Procedure) or all(fault.line for fault in found)
