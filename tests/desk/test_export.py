"""The register as a file: everything one may see and asks for, days as days, and nothing that a spreadsheet would run."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
import structlog
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from tests.desk.test_finding import address
from wederhoor.organisations.models import Member

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def taken(client: Client, query: str = "", kind: str = "csv") -> bytes:
    answer = client.get(f"/bureau/register/uitvoer.{kind}{query}")
    assert answer.streaming
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def lines(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(taken(client, query).decode("utf-8-sig")), delimiter=";"))


def test_a_dossier_is_a_line_with_what_is_known_of_it(office: Office, desk: Client) -> None:
    dossier = office.file(at=TUESDAY - timedelta(days=1))
    office.do(dossier, "assess", nature="content", critical=True)
    [line] = lines(desk)
    assert [line[name] for name in ("Nummer", "Soort", "Instelling", "Klager", "Ontvangen", "Aard", "Kritieke fout")] == [
        *(dossier.number, "Klacht", "ROC Voorbeeld", "A. de Vries", "2026-04-20", "inhoud", "ja")
    ]


def test_it_begins_as_a_dutch_spreadsheet_reads_it(office: Office, desk: Client) -> None:
    office.file()
    assert taken(desk).startswith("\ufeffNummer;Soort;".encode())


def test_what_begins_like_a_formula_stays_a_text(office: Office, desk: Client) -> None:
    office.file(complainant={"name": "=CMD|' /C calc'!A0", "organisation": "@SUM(1)", "email": "a@b.nl"})
    [line] = lines(desk)
    assert (line["Klager"], line["Instelling"]) == ("'=CMD|' /C calc'!A0", "'@SUM(1)")


def test_it_holds_what_is_asked_and_nothing_that_may_not_be_seen(office: Office, desk: Client, enter: Callable[[Member], Client]) -> None:
    gone, kept = office.file(), office.file()
    office.do(gone, "withdraw")
    make_office("ander", "Ander").file()
    assert [line["Nummer"] for line in lines(desk, "?fase=formal")] == [kept.number]
    assert {line["Nummer"] for line in lines(desk)} == {gone.number, kept.number}
    assert lines(enter(office.employee)) == []


def test_what_was_looked_for_is_taken_out_alone(office: Office, desk: Client) -> None:
    office.file(description="Iets anders")
    dossier = office.file(description="De zwaluwen")
    key = address(desk, "zwaluwen").partition("?")[2]
    assert [line["Nummer"] for line in lines(desk, f"?{key}")] == [dossier.number]
    assert lines(desk, "?zoek=abcdefgh") == []


def test_it_has_no_end(office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.desk.views.export.AT_ONCE", 2)
    filed = [office.file().number for _ in range(5)]
    assert [line["Nummer"] for line in lines(desk)] == filed[::-1]
    key = address(desk, "antwoordsleutel").partition("?")[2]
    assert [line["Nummer"] for line in lines(desk, f"?{key}")] == filed[::-1]


def test_a_workbook_holds_texts_as_texts_and_days_as_days(office: Office, desk: Client) -> None:
    dossier = office.file(at=TUESDAY)
    book = zipfile.ZipFile(io.BytesIO(taken(desk, kind="xlsx")))
    assert book.testzip() is None
    sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    head, row = sheet.iter(f"{MAIN}row")
    cells = dict(zip(["".join(c.itertext()) for c in head], row, strict=True))
    assert "".join(cells["Nummer"].itertext()) == dossier.number
    assert cells["Nummer"].get("t") == "inlineStr"
    assert (cells["Ontvangen"].get("s"), cells["Ontvangen"].findtext(f"{MAIN}v")) == ("1", "46133")


def test_another_kind_of_file_is_not_there(desk: Client) -> None:
    assert desk.get("/bureau/register/uitvoer.ods").status_code == 404


def test_who_took_it_is_written_down_without_what_was_looked_for(office: Office, desk: Client) -> None:
    office.file()
    key = address(desk, "A. de Vries").partition("?")[2]
    with structlog.testing.capture_logs() as logged:
        taken(desk, f"?{key}&fase=formal")
    [line] = [entry for entry in logged if "taken out" in entry["event"]]
    assert (line["event"], line["count"]) == (f"register taken out as csv by m-{office.manager.pk}, by fase", 1)
    assert "Vries" not in str(line)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_goes_away_half_way_leaves_nothing_open(office: Office, desk: Client, kind: str) -> None:
    office.file()
    with structlog.testing.capture_logs() as logged:
        answer = desk.get(f"/bureau/register/uitvoer.{kind}")
        assert next(iter(answer.streaming_content))  # type: ignore[attr-defined]
        answer.close()
    assert [entry["count"] for entry in logged] in ([0], [])


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_one_as_for_three(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        office.file()
    taken(desk)
    with django_assert_num_queries(11):
        taken(desk)
