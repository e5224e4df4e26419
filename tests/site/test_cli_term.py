"""`wederhoor term`, and the program around it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wederhoor.site import cli
from wederhoor.site.cli import Command, main

CALENDAR_B = 'name = "B"\nliberation_day = "lustrum"\n'
SCHOOL = 'name = "school"\n[[period]]\nname = "meivakantie"\nfirst = 2026-04-25\nlast = 2026-05-03\n'


@pytest.fixture
def written(tmp_path: Path) -> Path:
    (tmp_path / "b.toml").write_text(CALENDAR_B, encoding="utf-8")
    (tmp_path / "school.toml").write_text(SCHOOL, encoding="utf-8")
    (tmp_path / "bad.toml").write_text("name = 3\nclosd = []\n", encoding="utf-8")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (["20 working days", "--from", "2026-04-22"], "2026-05-26"),
        (["3 dagen", "--from", "2026-04-30T23:59"], "2026-05-03"),
        (["3 dagen", "--from", "2026-04-30T22:30Z"], "2026-05-04"),
        (["-5 working days", "--from", "2026-05-10"], "2026-05-01"),
        (["24 hours", "--from", "2026-04-30T16:00"], "2026-05-01T16:00:00+02:00"),
        (["24 hours", "--from", "2026-10-24 12:00"], "2026-10-25T11:00:00+01:00"),
    ],
)
def test_the_due_date_is_printed_plain(arguments: list[str], due: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", *arguments]) == 0
    assert capsys.readouterr().out == f"{due}\n"


def test_the_reckoning_stands_beneath_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "5 working days", "--from", "2026-04-30", "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026-05-08"
    assert lines[3] == "  2026-05-05 (dinsdag 5 mei): Bevrijdingsdag, telt niet mee"
    assert len(lines) == 5


def test_a_machine_gets_the_date_with_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "2 working days", "--from", "2026-05-04", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "from": "2026-05-04",
        "count": 2,
        "unit": "working days",
        "due": "2026-05-07",
        "because": [
            "2026-05-04 (maandag 4 mei): 2 werkdagen vanaf deze dag; de dag zelf telt niet mee",
            "2026-05-05 (dinsdag 5 mei): Bevrijdingsdag, telt niet mee",
            "2026-05-07 (donderdag 7 mei): uiterste dag, tot middernacht",
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["24 hours", "--from", "2026-04-30T14:00Z"], ("2026-04-30T16:00:00+02:00", 24, "hours", "2026-05-01T16:00:00+02:00")),
        (["2 days before", "--from", "2026-04-30T22:30Z"], ("2026-05-01", -2, "days", "2026-04-29")),
    ],
)
def test_a_machine_gets_hours_with_offset_and_a_count_back_as_negative(
    arguments: list[str], expected: tuple[str, int, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["term", *arguments, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["from"], answer["count"], answer["unit"], answer["due"]) == expected


def test_a_calendar_file_changes_the_date(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "10 working days", "--from", "2026-04-22", "--calendar", str(written / "b.toml")]) == 0
    assert capsys.readouterr().out == "2026-05-07\n"


def test_days_of_a_named_calendar_come_from_its_own_file(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "3 school days", "--from", "2026-04-23", "--calendar", f"school={written / 'school.toml'}", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["unit"], answer["due"]) == ("school days", "2026-05-06")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["soon", "--from", "2026-04-22"], "'soon' is geen termijn"),
        (["2 days", "--from", "22-4-2026"], "'22-4-2026' is geen dag of tijdstip"),
        (["2 days", "--from", "2026-02-29"], "'2026-02-29' is geen dag of tijdstip"),
        (["24 hours", "--from", "2026-04-22"], "vanaf een tijdstip"),
        (["2 school days", "--from", "2026-04-22"], "geen kalender met de naam 'school'"),
        (["2 working days", "--from", "9999-12-31"], "loopt van 1900 tot en met 2200"),
        (["2 days", "--from", "9999-12-31"], "eindigt buiten elke kalender"),
        (["2 days", "--from", "2026-04-22", "--calendar", "{dir}/none.toml"], "cannot be read: No such file"),
        (["2 days", "--from", "2026-04-22", "--calendar", "{dir}/bytes.toml"], "cannot be read:"),
        (["2 days", "--from", "2026-04-22", "--calendar", "{dir}/bad.toml"], "bad.toml: regel 2, closd: deze sleutel bestaat niet"),
    ],
)
def test_what_is_asked_wrongly_is_told_on_standard_error(
    arguments: list[str], message: str, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["term", *(argument.format(dir=written) for argument in arguments)]) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""


def test_every_fault_of_a_calendar_file_is_told(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["term", "soon", "--from", "2026-04-22", "--calendar", str(written / "bad.toml")])
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_arguments_that_lack_are_a_usage_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["term", "2 days"])
    assert ended.value.code == 2
    assert "--from" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"], ["help", "nothing"]])
def test_help_lists_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert [name for name in cli.COMMANDS if f"\n  {name} " not in told] == []


@pytest.mark.parametrize("arguments", [["term", "--help"], ["help", "term"]])
def test_help_of_a_command_teaches_by_example(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert 'wederhoor term "20 working days" --from 2026-04-22' in capsys.readouterr().out


def test_no_command_at_all_is_a_usage_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "commands:" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "hint"), [("trem", "Did you mean 'term'?"), ("xyzzy", "'wederhoor --help' lists them.")])
def test_an_unknown_command_is_told_with_the_nearest_one(name: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name]) == 2
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize("target", ["wederhoor.site.commands.nowhere:run", "wederhoor.site.commands.term:nothing"])
def test_a_command_that_cannot_be_loaded_hinders_no_other(
    target: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cli.COMMANDS, "broken", Command(target, "cannot be loaded", django=False))
    assert main(["broken"]) == 1
    assert "wederhoor broken cannot be loaded here" in capsys.readouterr().err
    assert main(["term", "2 days", "--from", "2026-04-22"]) == 0


def interrupted(_arguments: object) -> int:
    raise KeyboardInterrupt


def test_an_interrupted_command_says_so_by_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "load", lambda _command: interrupted)
    assert main(["term"]) == 130


def program(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    source = Path(cli.__file__).parents[2]
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(source), **environment}
    return subprocess.run([sys.executable, *arguments], env=variables, capture_output=True, text=True, check=False, timeout=60)


def test_a_term_is_reckoned_without_loading_django_or_the_holidays_library() -> None:
    code = (
        "import sys; from wederhoor.site.cli import main; main(['term', '2 days', '--from', '2026-04-22']);"
        "print([name for name in ('django', 'holidays', 'pydantic', 'click') if name in sys.modules])"
    )
    assert program("-c", code).stdout == "2026-04-24\n[]\n"


def test_the_program_ends_with_the_commands_exit_code() -> None:
    assert program("-m", "wederhoor.site.cli", "term", "soon", "--from", "2026-04-22").returncode == 2
    assert program("-m", "wederhoor.site.cli", "term", "2 days", "--from", "2026-04-22").returncode == 0


def test_settings_that_are_refused_are_told_plainly() -> None:
    ended = program("-m", "wederhoor.site.cli", "verify")
    assert ended.returncode == 1
    assert "WEDERHOOR_SECRET_KEY" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    command = f"{sys.executable} -m wederhoor.site.cli term '5000 working days' --from 2026-04-22 --explain | true"
    source = Path(cli.__file__).parents[2]
    ended = subprocess.run(
        ["/bin/sh", "-c", command], env={"PYTHONPATH": str(source)}, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stderr == ""


@pytest.mark.parametrize("name", [name for name, command in cli.COMMANDS.items() if command.django])
def test_help_needs_no_installation(name: str) -> None:
    ended = program("-c", "import sys; from wederhoor.site.cli import main; sys.exit(main(sys.argv[1:]))", name, "--help")
    assert (ended.returncode, ended.stdout.startswith(f"usage: wederhoor {name}"), ended.stderr) == (0, True, "")


def test_a_command_that_needs_django_is_loaded_with_django_set_up() -> None:
    assert cli.load(Command("wederhoor.site.commands.term:run", "reckon a term"))(["2 days", "--from", "2026-04-22"]) == 0
