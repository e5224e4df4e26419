import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.factories.house import an_organisation, shipped
from wederhoor.organisations.models import Member, Organisation, ProcedureVersion
from wederhoor.site.commands import organisation as commands

pytestmark = pytest.mark.django_db
GOOD = "een-lang-genoeg-wachtwoord"


def answering(*answers: str) -> Callable[[str], str]:
    """Someone at the terminal."""
    left = list(answers)
    return lambda question: left.pop(0) if question else ""


@pytest.fixture
def regulation(tmp_path: Path) -> str:
    file = tmp_path / "regeling.toml"
    file.write_text(shipped("klik-onderwijs"), encoding="utf-8")
    return str(file)


def test_an_organisation_is_made_with_its_regulation(regulation: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["add", "onze-school", "--name", "Onze School", "--procedure", regulation]) == 0
    assert Organisation.objects.get().procedures.count() == 1
    assert "manager-propositie" in capsys.readouterr().out


def test_a_regulation_with_a_fault_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fout.toml").write_text("id = 3", encoding="utf-8")
    assert commands.run(["add", "school", "--name", "School", "--procedure", str(tmp_path / "fout.toml")]) == 1
    assert not Organisation.objects.exists()
    assert "regel 1" in capsys.readouterr().err


@pytest.mark.parametrize("slug", ["Onze School", "x-", "er-is-er-al-een"])
def test_a_slug_that_is_none_or_that_is_taken_is_refused(regulation: str, slug: str) -> None:
    an_organisation(slug="er-is-er-al-een")
    assert commands.run(["add", slug, "--name", "School", "--procedure", regulation, "--accent=bos"]) == 1
    assert ProcedureVersion.objects.count() == 1


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["add", "school", "--name", "School", "--procedure", "nergens.toml"]) == 1
    assert "nergens.toml cannot be read" in capsys.readouterr().err


def test_a_member_can_sign_in_at_once(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    an_organisation(slug="klik")
    given = ["add", "klik", "--name", "M. Bakker", "--email", "m@klik.example", "--role", "manager-propositie", "--json"]
    assert commands.run_member(given, ask=answering(GOOD, GOOD)) == 0
    assert json.loads(capsys.readouterr().out)["sign_in"] == "m@klik.example"
    assert client.login(username="m@klik.example", password=GOOD)


@pytest.mark.parametrize(
    ("answers", "more", "said"),
    [
        ((GOOD, "iets anders"), [], "differ"),
        (("kort", "kort"), [], ""),
        ((GOOD, GOOD), ["--role", "keizer"], "no role keizer"),
    ],
)
def test_a_member_is_refused_with_the_reason(
    answers: tuple[str, ...], more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    an_organisation(slug="klik")
    assert commands.run_member(["add", "klik", "--name", "X", "--email", "x@klik.example", *more], ask=answering(*answers)) == 1
    assert said in capsys.readouterr().err
    assert not Member.objects.exists()


def test_nobody_joins_what_is_not_there_or_joins_twice(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["add", "klik", "--name", "X", "--email", "x@klik.example"]
    assert commands.run_member(given, ask=answering(GOOD, GOOD)) == 1
    an_organisation(slug="klik")
    assert [commands.run_member(given, ask=answering(GOOD, GOOD)) for _ in range(2)] == [0, 1]
    assert "already" in capsys.readouterr().err


def test_who_works_elsewhere_too_keeps_his_password(capsys: pytest.CaptureFixture[str]) -> None:
    for slug in ("een", "twee"):
        an_organisation(slug=slug)
        assert commands.run_member(["add", slug, "--name", "X", "--email", "x@klik.example"], ask=answering(GOOD, GOOD)) == 0
    assert "password that was there already" in capsys.readouterr().out
