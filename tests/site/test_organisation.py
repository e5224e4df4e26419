import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.factories.house import an_organisation, shipped, with_two
from tests.factories.pictures import a_png
from tests.procedures.sixth import TEXT as SIXTH
from wederhoor.organisations.models import Member, Organisation, ProcedureVersion
from wederhoor.organisations.regulations import OWN, load_calendar
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


CLOSED = 'name = "ons"\npublic_holidays = "NL"\nclosed = [2026-12-28]\n'


@pytest.fixture
def school(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "zesde.toml").write_text(SIXTH, encoding="utf-8")
    (tmp_path / "school.toml").write_text(CLOSED, encoding="utf-8")
    return str(tmp_path / "zesde.toml"), f"school={tmp_path / 'school.toml'}"


def test_a_regulation_whose_terms_name_a_calendar_comes_with_it(school: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    regulation, calendar = school
    add = ["add", "wadden", "--name", "Wadden", "--procedure", regulation]
    assert commands.run(add) == 1
    assert not Organisation.objects.exists()
    assert "--calendar school=FILE" in capsys.readouterr().err
    assert commands.run([*add, "--calendar", calendar]) == 0
    assert [version.name for version in Organisation.objects.get().calendars.all()] == ["school"]


def test_a_next_version_and_own_closing_days_are_published(regulation: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    organisation = an_organisation("klik-onderwijs", slug="klik")
    (tmp_path / "ons.toml").write_text(CLOSED, encoding="utf-8")
    Path(regulation).write_text(shipped("klik-onderwijs").replace("version = 1", "version = 2"), encoding="utf-8")
    assert commands.run(["publish", "klik", "--procedure", regulation, "--calendar", str(tmp_path / "ons.toml"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["organisation"] == "klik"
    assert sorted(organisation.procedures.values_list("version", flat=True)) == [1, 2]
    assert not load_calendar(organisation.calendars.get(name=OWN)).is_open(date(2026, 12, 28))


def test_another_regulation_comes_beside_the_first_and_becomes_the_default_one_when_that_is_said(
    regulation: str, capsys: pytest.CaptureFixture[str]
) -> None:
    organisation = an_organisation("ecm", slug="twee")
    publish = ["publish", "twee", "--procedure", regulation, "--json"]
    assert commands.run(publish) == 0
    assert set(json.loads(capsys.readouterr().out)["roles"]) >= {"verantwoordelijk-medewerker", "manager-propositie"}
    for given, default in (([], "ecm"), (["--default"], "klik-onderwijs")):
        assert commands.run([*publish, *given]) == 0
        organisation.refresh_from_db()
        assert organisation.settings["default_procedure"] == default
    assert organisation.procedures.count() == 2


def test_a_last_day_is_named_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    organisation = with_two()
    for given, day in ((["--on", "2026-12-31"], "2026-12-31"), (["--undo"], None)):
        assert commands.run(["end", "twee", "--procedure", "ecm", "--json", *given]) == 0
        assert json.loads(capsys.readouterr().out)["last_day"] == day
        organisation.refresh_from_db()
        assert organisation.settings["last_days"] == ({"ecm": day} if day else {})


@pytest.mark.parametrize(("slug", "procedure", "said"), [("twee", "klik-onderwijs", "default"), ("nergens", "ecm", "no organisation")])
def test_what_cannot_end_is_told(slug: str, procedure: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with_two()
    assert commands.run(["end", slug, "--procedure", procedure, "--on", "2026-12-31"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("slug", "text", "said"),
    [
        ("klik", shipped("klik-onderwijs").replace("Den Haag", "Breda").replace('"Klacht"', '"Klachtje"'), "hoger nummer"),
        ("klik", "id = 3", "regel 1"),
        ("nergens", "", "no organisation 'nergens'"),
    ],
)
def test_what_cannot_be_published_is_told_and_nothing_is(
    slug: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    organisation = an_organisation("klik-onderwijs", slug="klik")
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    (tmp_path / "c.toml").write_text(CLOSED, encoding="utf-8")
    assert commands.run(["publish", slug, "--procedure", str(tmp_path / "p.toml"), "--calendar", str(tmp_path / "c.toml")]) == 1
    assert said in capsys.readouterr().err
    assert (organisation.procedures.count(), organisation.calendars.count()) == (1, 0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Name what to publish"),
        (["--calendar", "nergens.toml"], "nergens.toml cannot be read"),
        (["--calendar", "latin.toml"], "no text in UTF-8"),
        (["--calendar", "fout.toml"], "default: "),
        (["--calendar", "goed.toml", "--default"], "Name the regulation that becomes the default one"),
    ],
)
def test_what_there_is_to_publish_is_named_and_readable(
    given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    an_organisation("klik-onderwijs", slug="klik")
    monkeypatch.chdir(tmp_path)
    Path("latin.toml").write_bytes(b'name = "\xe9"')
    Path("fout.toml").write_text("weekend = 3", encoding="utf-8")
    Path("goed.toml").write_text(CLOSED, encoding="utf-8")
    assert commands.run(["publish", "klik", *given]) == 1
    assert said in capsys.readouterr().err


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


# How it shows itself --------------------------------------------------------------------------------------------------------


def test_a_look_is_changed_and_what_is_not_named_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = an_organisation(slug="klik")
    (tmp_path / "logo.png").write_bytes(a_png())
    given = ["look", "klik", "--colours", "#8A1C4A", "#f0a6c0", "--logo", str(tmp_path / "logo.png"), "--site", "https://klik.nl", "--json"]
    assert commands.run(given) == 0
    found = Organisation.objects.get()
    assert (found.name, found.accent, found.accent_dark, found.logo["width"]) == (held.name, "#8a1c4a", "#f0a6c0", 60)
    assert found.settings["embed_origins"] == ["https://klik.nl"]
    assert commands.run(["look", "klik", "--accent", "bos", "--name", "Klik"]) == 0
    assert Organisation.objects.get().settings["embed_origins"] == ["https://klik.nl"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--colours", "#ff9900", "#f0a6c0"], "De dichtstbijzijnde kleur die wel kan, is"),
        (["--site", "klik.nl"], "Dit is geen site: klik.nl"),
        (["--logo", "nergens.png"], "cannot be read"),
        (["--logo", __file__], "geen PNG of JPEG"),
    ],
)
def test_a_look_that_cannot_be_is_refused_whole(more: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    an_organisation(slug="klik")
    assert commands.run(["look", "klik", "--name", "Nieuw", *more]) == 1
    assert said in capsys.readouterr().err
    assert Organisation.objects.get().name != "Nieuw"


def test_an_organisation_that_is_not_there_has_no_look() -> None:
    assert commands.run(["look", "niemand", "--name", "Nieuw"]) == 1
