import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support import tree
from tests.support.small import TEXT, changed, line_with
from wederhoor.core.coverage import table
from wederhoor.site.commands import procedure, procedure_replay
from wederhoor.site.commands.procedure_files import find, load, shipped_names

FILED = {"act": "file", "at": "2026-04-28T10:00", "by": "complainant", "data": {"kind": "complaint", "channel": "mail"}}
CLOSED = {"act": "close", "at": "2026-04-29T10:00", "by": "officer"}


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.toml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def given(tmp_path: Path, content: object) -> str:
    path = tmp_path / "acts.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> int:
    return procedure.run(arguments)


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


# check ---------------------------------------------------------------------------------------------------------------------


def test_a_sound_file_prints_its_table(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", small) == 0
    printed = capsys.readouterr().out
    assert "9 artikelen, geen fouten" in printed
    assert "  VB-02  duty acknowledge, duty reply\n" in printed
    assert "  VB-06  (verklaart alleen)\n" in printed


def test_every_fault_of_every_file_is_printed_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = changed('holder = "archivist"', 'holder = "nobody"')
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    assert run("check", str(path), str(tmp_path / "absent.toml")) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first == f'{path}:{line_with(text, "nobody")}: retention.holder: rol "nobody" is niet bekend.'
    assert second.startswith(f"{tmp_path / 'absent.toml'}: dit bestand is er niet")


def test_check_prints_for_a_machine(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("x", encoding="utf-8")
    assert run("check", small, str(broken), "--json") == 1
    sound, faulty = json.loads(capsys.readouterr().out)
    assert (sound["procedure"], sound["faults"], len(sound["clauses"])) == ("small@1", [], 9)
    assert sound["clauses"][1]["norms"] == ["duty acknowledge", "duty reply"]
    assert (faulty["procedure"], faulty["faults"][0]["line"], faulty["clauses"]) == (None, 1, [])


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"id = 'x'\n\xff", b"\x00" * 100, b""])
def test_what_is_no_text_is_a_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    found = load(str(path))
    assert isinstance(found, tuple)
    assert found[0].line == content.count(b"\n") + 1


def test_a_folder_is_a_fault(tmp_path: Path) -> None:
    found = load(str(tmp_path))
    assert isinstance(found, tuple)
    assert "kan niet worden gelezen" in found[0].message


@pytest.mark.parametrize("name", shipped_names())
def test_the_table_of_a_shipped_regulation_leaves_no_clause_without_a_norm(name: str) -> None:
    found = load(name)
    assert not isinstance(found, tuple), "\n".join(map(str, found))
    assert [row.clause for row in table(found) if not row.norms and not row.declares] == []


@pytest.mark.parametrize("name", ["extrack", "extrack@1"])
def test_a_shipped_regulation_is_found_by_its_name(name: str) -> None:
    assert find(name) == tree.SRC / "procedures" / "extrack" / "1.toml"


@pytest.mark.parametrize("name", ["extrack@999", "nothing", "../extrack", "EXTRACK", "a\0b", ""])
def test_what_is_not_there_is_not_found(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    found = load(name)
    assert isinstance(found, tuple)


# show ----------------------------------------------------------------------------------------------------------------------

FORMS = {"text": "Klachtenregeling Voorbeeld\n====", "html": "<!doctype html>", "svg": "<svg ", "json": '{\n  "id": "small"'}


@pytest.mark.parametrize("form", FORMS)
def test_a_regulation_is_shown_in_every_form(form: str, small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", small, "--format", form) == 0
    assert capsys.readouterr().out.startswith(FORMS[form])


def test_a_regulation_is_shown_in_english(small: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", small, "--language", "en") == 0
    assert "Anyone may complain." in capsys.readouterr().out


def test_a_regulation_with_faults_is_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.toml"
    path.write_text("x = 1", encoding="utf-8")
    assert run("show", str(path)) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "hier ontbreekt" in printed.err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert answer(capsys)["type"] == "object"


# replay --------------------------------------------------------------------------------------------------------------------


def test_a_case_is_tried(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replay", small, "--acts", given(tmp_path, [FILED]), "--at", "2026-04-29T12:00", "--json") == 0
    found = answer(capsys)
    assert (found["procedure"], found["stage"], found["at"]) == ("small@1", "intake", "2026-04-29T12:00:00+02:00")
    assert set(found) == {"procedure", "at", "kind", "stage", "outcome", "duties", "rights", "permitted", "refused"}


def test_a_refused_act_is_listed_and_the_run_goes_on(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replay", small, "--acts", given(tmp_path, [FILED, CLOSED, FILED]), "--json") == 0
    refused = answer(capsys)["refused"]
    assert isinstance(refused, list)
    assert {row["index"] for row in refused} == {1, 2}


def test_strict_stops_at_the_first_refusal_with_a_code_of_its_own(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replay", small, "--acts", given(tmp_path, [FILED, CLOSED, CLOSED]), "--strict", "--json") == 3
    found = answer(capsys)
    assert isinstance(found["refused"], list)
    assert (len(found["refused"]), "stopped" in found) == (1, False)


def test_strict_without_a_refusal_is_a_success(small: str, tmp_path: Path) -> None:
    assert run("replay", small, "--acts", given(tmp_path, [FILED]), "--strict", "--json") == 0


def test_what_came_of_it_is_told_in_dutch(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assigned = {"act": "assign", "at": "2026-04-28T11:00", "by": "officer", "person": "p-2", "data": {"to": "p-3"}}
    judged = {"act": "judge", "at": "2026-04-28T12:00", "by": "handler", "person": "p-3", "data": {"outcome": "upheld", "reasons": "x"}}
    replied = {"act": "reply", "at": "2026-04-28T13:00", "by": "officer", "data": {"channel": "mail"}}
    closed = {**CLOSED, "at": "2026-04-28T10:30"}
    acts = given(tmp_path, [FILED, closed, assigned, judged, replied])
    school = tmp_path / "school.toml"
    school.write_text("", encoding="utf-8")
    assert run("replay", small, "--acts", acts, "--at", "2026-05-02", "--named-calendar", f"school={school}") == 0
    printed = capsys.readouterr().out
    assert "op zaterdag 2 mei 2026, 23.59 uur\n" in printed
    assert "Soort: klacht\n" in printed
    assert "Ontvangst bevestigen: te laat, uiterlijk vrijdag 1 mei 2026 (artikel VB-02, support)" in printed
    assert "Bezwaar maken: " in printed
    assert "Geweigerd:\n  1. Dossier sluiten: " in printed


def test_nothing_at_all_is_told_too(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replay", small, "--acts", given(tmp_path, [])) == 0
    assert "Fase: nog niet begonnen" in capsys.readouterr().out


def test_without_a_moment_the_clock_is_read(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procedure_replay, "now", lambda: datetime(2026, 6, 1, 10, tzinfo=UTC))
    assert run("replay", small, "--acts", given(tmp_path, [FILED]), "--json") == 0
    assert answer(capsys)["at"] == "2026-06-01T12:00:00+02:00"


def test_an_act_of_later_is_seen_as_well(
    small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procedure_replay, "now", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    assert run("replay", small, "--acts", given(tmp_path, [{**FILED, "sent": None}]), "--json") == 0
    assert answer(capsys)["at"] == "2026-04-28T10:00:00+02:00"


def test_the_acts_may_come_on_standard_input(small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps([FILED])))
    assert run("replay", small, "--acts", "-", "--json") == 0
    assert answer(capsys)["stage"] == "intake"


def test_the_calendars_given_are_reckoned_with(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = tmp_path / "a.toml"
    closed.write_text("closed = [2026-04-29]", encoding="utf-8")
    named = f"school={closed}"
    acts = given(tmp_path, [FILED])
    assert run("replay", small, "--acts", acts, "--calendar", str(closed), "--named-calendar", named, "--json") == 0
    duties = answer(capsys)["duties"]
    assert isinstance(duties, list)
    assert {row["id"]: row["due"] for row in duties}["acknowledge"] == "2026-05-04"


WRONG_ACTS = [
    ("{", "geen geldige JSON"),
    ("[" * 100_000, "geen leesbare JSON"),
    ("[" + "9" * 5000 + "]", "geen leesbare JSON"),
    ({"act": "file"}, "hier hoort een lijst van handelingen"),
    ([FILED, "file"], "handeling 1: hier hoort een tabel"),
    ([{**FILED, "act": 3}], "handeling 0"),
    ([FILED, {"at": "2026-04-28"}], "handeling 1"),
    ([FILED, {**CLOSED, "at": "morgen"}], "handeling 1"),
    ([{**FILED, "at": "0001-01-01T00:00"}], ""),
]


@pytest.mark.parametrize(("acts", "said"), WRONG_ACTS, ids=[said or "early" for _, said in WRONG_ACTS])
def test_acts_that_cannot_be_read_are_told_by_their_index(
    acts: object, said: str, small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("replay", small, "--acts", given(tmp_path, acts), "--at", "2026-05-01", "--json") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "Traceback" not in printed.err


WRONG_REST = [
    (("--at", "gisteren"), "--at gisteren: dit is geen moment"),
    (("--at", "0001-01-01T00:00"), "dit is geen moment"),
    (("--at", "9999-12-31T23:59+00:00"), "ligt buiten elke kalender"),
    (("--calendar", "absent.toml"), "absent.toml: dit bestand kan niet worden gelezen"),
    (("--named-calendar", "school"), "schrijf NAAM=BESTAND"),
    (("--calendar", "wrong.toml"), "wrong.toml: regel 1"),
    (("--calendar", "binary.toml"), "geen tekst in UTF-8"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_REST)
def test_what_is_given_wrongly_is_told(
    arguments: tuple[str, ...], said: str, small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.toml").write_text("nmae = 'A'", encoding="utf-8")
    (tmp_path / "binary.toml").write_bytes(b"\xff")
    assert run("replay", small, "--acts", given(tmp_path, [FILED]), *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_term_in_days_of_a_calendar_that_is_not_given_is_told(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acts = given(tmp_path, [FILED, {"act": "assign", "at": "2026-04-28T11:00", "by": "officer", "data": {"to": "p-3"}}])
    assert run("replay", small, "--acts", acts) == 2
    assert "school" in capsys.readouterr().err


def test_a_calendar_of_that_name_beside_the_regulation_is_taken(small: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(small).parent / "school.toml").write_text('name = "school"', encoding="utf-8")
    assert run("replay", small, "--acts", given(tmp_path, [FILED]), "--json") == 0
    assert capsys.readouterr().err == ""


def test_a_case_is_not_tried_on_a_regulation_with_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.toml"
    path.write_text("x = 1", encoding="utf-8")
    assert run("replay", str(path), "--acts", given(tmp_path, [])) == 1
    assert "regel 1" in capsys.readouterr().err


def test_no_command_loads_django(small: str, tmp_path: Path) -> None:
    code = (
        "import sys; from wederhoor.site.cli import main; "
        f"main(['procedure', 'check', {small!r}]); main(['procedure', 'show', {small!r}]); "
        f"main(['procedure', 'replay', {small!r}, '--acts', {given(tmp_path, [FILED])!r}]); "
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env={"PYTHONPATH": str(tree.ROOT / "src")})
    assert done.returncode == 0, done.stderr
