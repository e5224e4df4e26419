import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.house import HOUR, NOW, an_organisation
from tests.portal.visitor import words
from tests.support.rounds import rounds
from wederhoor.actions.changes import Listing, changes, put_on_list
from wederhoor.organisations.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXA-09")]
#: A moment as RFC 3339 writes it, which Atom (RFC 4287, 3.3) asks.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def organisation() -> Organisation:
    organisation = an_organisation("exa-men", slug="exa-men")
    put_on_list(organisation, Listing("Examen A", "2", date(2026, 2, 3), "Vraag 4 heeft een duidelijker plaatje.", (2024,)), now=NOW)
    put_on_list(organisation, Listing("Examen <b>", "1", date(2026, 3, 4), "Rekenfout & x < 5 hersteld.", (2025,)), now=NOW)
    put_on_list(organisation, Listing("Examen A", "1", date(2025, 7, 31), "", (2024,)), now=NOW)
    return organisation


@time_machine.travel(NOW, tick=False)
def test_everyone_reads_what_changed_in_a_school_year_without_signing_in(client: Client, organisation: Organisation) -> None:
    page = words(client.get(f"/{organisation.slug}/wijzigingen/"))
    assert "Schooljaar 2025-2026" in page
    assert "4 maart 2026 Examen <b> versie 1 Rekenfout & x < 5 hersteld. 3 februari 2026 Examen A versie 2" in page
    assert "31 juli 2025" not in page


def test_an_earlier_school_year_and_one_cohort_have_their_own_lists(client: Client, organisation: Organisation) -> None:
    assert "31 juli 2025 Examen A versie 1" in words(client.get("/exa-men/wijzigingen/?schooljaar=2024"))
    of_one = words(client.get("/exa-men/wijzigingen/?schooljaar=2025&cohort=2025"))
    assert "Examen <b>" in of_one
    assert "plaatje" not in of_one


@pytest.mark.parametrize("query", ["schooljaar=niets", "schooljaar=99999", "cohort=-1", "schooljaar=²", "cohort='; --"])
def test_a_year_that_is_none_is_not_looked_for(client: Client, organisation: Organisation, query: str) -> None:
    assert client.get(f"/exa-men/wijzigingen/?{query}").status_code == 200


def test_a_list_without_anything_says_so(client: Client) -> None:
    an_organisation("exa-men", slug="leeg")
    assert "Er is niets veranderd" in words(client.get("/leeg/wijzigingen/"))


@pytest.mark.parametrize("path", ["wijzigingen/", "wijzigingen/atom.xml"])
def test_where_no_list_is_kept_or_it_is_hidden_there_is_no_page(client: Client, organisation: Organisation, path: str) -> None:
    an_organisation("klik-onderwijs", slug="klik")
    assert client.get(f"/klik/{path}").status_code == 404
    assert client.get(f"/niemand/{path}").status_code == 404
    organisation.settings["changes"] = "hidden"
    organisation.save()
    assert client.get(f"/exa-men/{path}").status_code == 404


def feed_of(client: Client, query: str = "") -> Element:
    return fromstring(client.get(f"/exa-men/wijzigingen/atom.xml{query}").content)  # noqa: S314 - our own


def test_the_feed_has_the_newest_first_and_is_good_xml(client: Client, organisation: Organisation) -> None:
    answer = client.get("/exa-men/wijzigingen/atom.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "max-age=900" in answer["Cache-Control"]
    titles = [entry.findtext(f"{ATOM}title") for entry in feed_of(client).findall(f"{ATOM}entry")]
    assert titles == ["Examen <b>: versie 1", "Examen A: versie 2", "Examen A: versie 1"]


@pytest.mark.parametrize("query", ["", "?cohort=2024", "?cohort=1999"])
def test_the_feed_has_all_that_atom_asks_each_once_and_well_written(client: Client, organisation: Organisation, query: str) -> None:
    feed = feed_of(client, query)
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        assert [len(one.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert MOMENT.fullmatch(str(one.findtext(f"{ATOM}updated")))
        assert urlsplit(str(one.findtext(f"{ATOM}id"))).netloc
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://localhost:8000/exa-men/wijzigingen/atom.xml{query}"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == organisation.name


def test_a_line_is_read_as_it_was_written(client: Client, organisation: Organisation) -> None:
    summary = feed_of(client).find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert (summary.get("type"), unescape(str(summary.text))) == ("html", "Rekenfout & x < 5 hersteld.")


def test_what_is_mended_keeps_its_id_and_is_told_anew(client: Client, organisation: Organisation) -> None:
    before = [(one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated")) for one in feed_of(client).findall(f"{ATOM}entry")]
    put_on_list(organisation, Listing("Examen A", "2", date(2026, 2, 3), "Vraag 4 en 5."), now=NOW + HOUR)
    feed = feed_of(client)
    after = [(one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated")) for one in feed.findall(f"{ATOM}entry")]
    assert [one for one, _updated in after] == [one for one, _updated in before]
    assert [after[0], after[2]] == [before[0], before[2]]
    assert after[1][1] == feed.findtext(f"{ATOM}updated") == "2026-04-22T11:00:00+02:00"


def test_a_feed_without_anything_says_the_same_each_time(client: Client) -> None:
    an_organisation("exa-men", slug="exa-men")
    assert {feed_of(client).findtext(f"{ATOM}updated") for _time in range(2)} == {"2019-09-01T00:00:00+02:00"}


def test_an_entry_leads_to_where_its_change_stands(client: Client, organisation: Organisation) -> None:
    for entry in feed_of(client).findall(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        page, _hash, anchor = str(link.get("href")).removeprefix("http://localhost:8000").partition("#")
        assert f'id="{anchor}"' in client.get(page).content.decode()


def test_a_feed_that_others_keep_for_a_while_is_in_the_regulations_language_for_everyone(
    client: Client, organisation: Organisation
) -> None:
    client.cookies["taal"] = "en"
    feed = feed_of(client)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert feed.findtext(f"{ATOM}title") == f"Wijzigingen bij {organisation.name}"


def test_what_xml_cannot_hold_is_left_out_of_the_feed(client: Client, organisation: Organisation) -> None:
    put_on_list(organisation, Listing("Examen\x08 C", "\x0b4", date(2026, 4, 1), "Nieuwe\x1f tekst."), now=NOW)
    feed = fromstring(client.get("/exa-men/wijzigingen/atom.xml").content)  # noqa: S314 - our own
    assert [one.text for one in feed.iter(f"{ATOM}title")][1] == "Examen C: versie 4"


def test_the_feed_of_one_cohort_holds_that_cohort(client: Client, organisation: Organisation) -> None:
    feed = fromstring(client.get("/exa-men/wijzigingen/atom.xml?cohort=2025").content)  # noqa: S314 - our own
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == ["Examen <b>: versie 1"]


def test_another_organisation_s_changes_are_not_there(client: Client, organisation: Organisation) -> None:
    other = an_organisation("exa-men", slug="ander")
    put_on_list(other, Listing("Van de ander", "1", date(2026, 3, 4), ""), now=NOW)
    assert "Van de ander" not in client.get("/exa-men/wijzigingen/").content.decode()
    assert "Van de ander" not in client.get("/exa-men/wijzigingen/atom.xml").content.decode()


@pytest.mark.parametrize(("path", "count"), [("wijzigingen/?schooljaar=2025", (6, 4)), ("wijzigingen/atom.xml", (4, 2))])
def test_the_page_costs_as_much_for_one_as_for_three(client: Client, path: str, count: tuple[int, int]) -> None:
    organisation = an_organisation("exa-men", slug="exa-men")
    client.get(f"/exa-men/{path}")  # a regulation that was not met before is read once
    for most in (1, 3):
        for number in range(most):
            put_on_list(organisation, Listing(f"P{number}", "1", date(2026, 3, 4), "", (2024,)), now=NOW)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/exa-men/{path}")
        assert len(queries) == rounds(*count)
        assert changes(organisation).count() == most
