"""How an organisation shows itself: what can be chosen, what is refused and why, and that every page wears it."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from tests.factories.house import shipped
from tests.factories.pictures import a_jpeg, a_png
from wederhoor.actions.regulations import publish_procedure
from wederhoor.organisations.models import Organisation

PAGE = "/bureau/instellingen/huisstijl/"
GOOD = {"name": "Klik & Co", "accent": "own", "light": "#8a1c4a", "dark": "#f0a6c0", "origins": ""}


def now_kept(office: Office) -> Organisation:
    return Organisation.objects.get(pk=office.organisation.pk)


def put_logo(desk: Client, content: bytes) -> Any:  # noqa: ANN401 - as the test client has it
    return desk.post(PAGE, {"step": "logo", "logo": SimpleUploadedFile("logo.png", content)})


def test_a_look_is_kept_and_worn_by_desk_and_portal(office: Office, desk: Client) -> None:
    assert desk.post(PAGE, {**GOOD, "step": "save"}).status_code == 302
    for address in ("/bureau/", "/klik/"):
        page = desk.get(address).content.decode()
        assert "Klik &amp; Co" in page
        assert 'href="/klik/huisstijl.css?v=8a1c4af0a6c0"' in page
    sheet = desk.get("/klik/huisstijl.css").content.decode()
    assert "--wederhoor-accent-color: light-dark(#8a1c4a, #f0a6c0);" in sheet


def test_looking_first_keeps_nothing_and_the_page_wears_it(office: Office, desk: Client) -> None:
    page = desk.post(PAGE, {**GOOD, "step": "look"}).content.decode()
    assert "kleuren.css?light=8a1c4a&amp;dark=f0a6c0" in page
    assert "Er is nog niets opgeslagen" in page
    assert now_kept(office).accent == "bos"
    assert b"#8a1c4a" in desk.get(f"{PAGE}kleuren.css?light=8a1c4a&dark=f0a6c0").content


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(office: Office, desk: Client) -> None:
    answer = desk.post(PAGE, {**GOOD, "light": "#ff9900", "step": "save"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Het contrast van deze kleur is 1,9 op 1 en moet 4,5 op 1 zijn." in page
    assert 'value="#ff9900"' in page
    assert "Neem de dichtstbijzijnde kleuren" in page
    assert now_kept(office).name == "Klik Onderwijs"


def test_the_nearest_colours_are_taken_with_one_button(office: Office, desk: Client) -> None:
    page = desk.post(PAGE, {**GOOD, "light": "#ff9900", "dark": "#101010", "step": "nearest"})
    assert page.status_code == 200
    assert 'value="#ff9900"' not in page.content.decode()


@pytest.mark.parametrize("picture", [a_png(), a_jpeg()], ids=["png", "jpeg"])
def test_a_logo_stands_on_every_page_and_nothing_in_it_can_run(office: Office, desk: Client, picture: bytes) -> None:
    assert put_logo(desk, picture).status_code == 302
    assert 'class="bar-logo" src="/klik/logo?v=' in desk.get("/bureau/").content.decode()
    answer = Client().get("/klik/logo")
    assert answer.content == picture
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert desk.post(PAGE, {"step": "no_logo"}).status_code == 302
    assert Client().get("/klik/logo").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "geen PNG of JPEG"),
        (a_png()[:60], "beschadigd"),
        (a_png(width=3001, height=1), "ten hoogste 3000 beeldpunten"),
        (a_png() + b"\x00" * 300_000, "ten hoogste 300 kB"),
        (b"\xff\xd8\xff\xe0\x00\x00", "geen PNG of JPEG"),
    ],
    ids=["svg", "broken", "wide", "heavy", "no size"],
)
def test_a_file_that_is_no_logo_is_refused_with_the_reason(office: Office, desk: Client, content: bytes, said: str) -> None:
    answer = put_logo(desk, content)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert now_kept(office).logo == {}


def test_without_a_file_it_asks_for_one(office: Office, desk: Client) -> None:
    assert "Kies eerst een bestand." in desk.post(PAGE, {"step": "logo"}).content.decode()


@pytest.mark.parametrize("site", ["https://www.klik.nl/pagina", "https://klik.nl; script-src *", "klik.nl", "http://klik.nl", "*"])
def test_only_sites_can_be_named_to_show_the_regulation(office: Office, desk: Client, site: str) -> None:
    answer = desk.post(PAGE, {**GOOD, "origins": site, "step": "save"})
    assert (answer.status_code, "Dit is geen site" in answer.content.decode()) == (422, True)


def test_sites_that_are_named_are_kept_once(office: Office, desk: Client) -> None:
    desk.post(PAGE, {**GOOD, "origins": "https://www.klik.nl/\nhttps://WWW.klik.nl\nhttps://intranet.klik.nl:8443", "step": "save"})
    assert now_kept(office).settings["embed_origins"] == ["https://www.klik.nl", "https://intranet.klik.nl:8443"]
    assert now_kept(office).settings["mailboxes"]


def test_the_line_for_ones_own_site_is_ready_to_copy_and_escapes_the_name(office: Office, desk: Client) -> None:
    desk.post(PAGE, {**GOOD, "name": 'A "B" <c>', "step": "save"})
    page = desk.get(PAGE).content.decode()
    assert "/klik/regeling/inbedden/" in page
    assert "<c>" not in page


def test_of_several_regulations_each_has_its_own_line(office: Office, desk: Client) -> None:
    publish_procedure(office.organisation, shipped("ecm"), TUESDAY)
    addresses = [re.findall(r"/klik/\S*inbedden/", line) for _title, line in desk.get(PAGE).context["snippets"]]
    assert addresses == [["/klik/regeling/inbedden/"], ["/klik/regeling/ecm/inbedden/"]]
    assert "Om te kopiëren: Klachtenregeling examinering van ECM" in desk.get(PAGE).content.decode()


def test_a_letter_is_shown_as_it_would_look(office: Office, desk: Client) -> None:
    put_logo(desk, a_png())
    answer = desk.get(f"{PAGE}brief.png?light=8a1c4a&dark=f0a6c0")
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("asked", ["light=zz&dark=f0a6c0", "light=8a1c4a", "light=8a1c4a%7D&dark=f0a6c0"])
def test_what_is_no_colour_makes_no_style_sheet(office: Office, desk: Client, asked: str) -> None:
    assert desk.get(f"{PAGE}kleuren.css?{asked}").status_code == 404


@pytest.mark.parametrize("address", ["", "kleuren.css?light=8a1c4a&dark=f0a6c0", "brief.png"])
def test_who_does_not_look_after_the_organisation_finds_no_settings(office: Office, enter: Any, address: str) -> None:  # noqa: ANN401 - a fixture
    assert enter(office.employee).get(PAGE + address).status_code == 404
    assert Client().get(PAGE + address).status_code == 302


def test_an_organisation_without_a_logo_or_that_is_not_there_has_none(office: Office, client: Client) -> None:
    assert client.get("/klik/logo").status_code == 404
    assert client.get("/niemand/huisstijl.css").status_code == 404


def test_it_takes_as_many_queries_with_a_logo_as_without(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(PAGE)
    with django_assert_num_queries(5):
        desk.get(PAGE)
    put_logo(desk, a_png())
    with django_assert_num_queries(5):
        desk.get(PAGE)


def test_a_name_that_is_too_long_is_told_and_not_cut(office: Office, desk: Client) -> None:
    answer = desk.post(PAGE, {**GOOD, "step": "save", "name": "é" * 201})
    assert "é" * 201 in answer.content.decode()
    assert (answer.status_code, now_kept(office).name) == (422, "Klik Onderwijs")
