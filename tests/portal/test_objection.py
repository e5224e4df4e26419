"""Objection on the complainant's own page: where it stands, where its letters lead, and that Concreet knows none."""

import pytest
import time_machine
from django.test import Client

from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, send_all, shipped, took
from tests.portal.visitor import page_of, words
from wederhoor.correspondence.models import Letter

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"


@pytest.mark.clause("EXT-24")
def test_an_objection_stands_on_the_page_and_its_letter_leads_to_that_place(client: Client) -> None:
    organisation = an_organisation("extrack")
    officer = a_member(organisation, OFFICER)
    filed = a_filing(organisation)
    took(filed.dossier, "reply", officer, role=OFFICER, at=NOW + HOUR, channel="mail", reasons="Nee.")
    send_all(filed.dossier, at=NOW + HOUR)
    made = took(filed.dossier, "object", officer, role=OFFICER, at=NOW + DAY, channel="mail", in_writing=True, grounds=["Niet eens."])
    took(made.row, "ask_completion", officer, role=OFFICER, at=NOW + DAY, channel="mail", missing=["name", "address"])
    page = client.get(page_of(client, filed.tracking_code))
    [one] = page.context["objections"]
    assert (one.number, one.anchor, one.article, one.outcome) == (made.number, "objection-1", "5", "")
    assert 'id="objection-1"' in page.content.decode()
    assert f"/dossier/{filed.dossier.number}#objection-1" in Letter.objects.get(dossier=made.row).body


@pytest.mark.clause("EXT-24")
def test_what_happened_in_an_objection_stands_in_its_own_section_and_not_under_the_complaint(client: Client) -> None:
    organisation = an_organisation("extrack")
    officer = a_member(organisation, OFFICER)
    filed = a_filing(organisation)
    took(filed.dossier, "reply", officer, role=OFFICER, at=NOW + HOUR, channel="mail", reasons="Nee.")
    send_all(filed.dossier, at=NOW + HOUR)
    made = took(filed.dossier, "object", officer, role=OFFICER, at=NOW + DAY, channel="mail", in_writing=True, grounds=["Niet eens."])
    took(made.row, "ask_completion", officer, role=OFFICER, at=NOW + DAY, channel="mail", missing=["name", "address"])
    send_all(made.row, at=NOW + DAY)
    page = client.get(page_of(client, filed.tracking_code)).content.decode()
    section = page[page.index('id="objection-1"') : page.index("</section>", page.index('id="objection-1"'))]
    rest = page.replace(section, "")
    said = [f"<b>{title}</b>" for title in ("Wij vroegen u om een aanvulling", "Wij ontvingen uw klacht")]
    assert [(one in section, one in rest) for one in said] == [(True, False), (False, True)]


def test_without_an_objection_nothing_is_said_of_it(client: Client) -> None:
    page = client.get(page_of(client, a_filing(an_organisation("extrack")).tracking_code))
    assert (page.context["objections"], page.context["no_objection"]) == ((), None)


@pytest.mark.clause("CON-25")
def test_where_the_regulation_knows_no_objection_the_page_says_so(client: Client) -> None:
    page = client.get(page_of(client, a_filing(an_organisation("concreet-onderwijsproducten")).tracking_code))
    assert page.context["no_objection"].article == "25"
    assert "Deze regeling kent geen bezwaar." in page.content.decode()


@pytest.mark.clause("EXA-22")
@pytest.mark.parametrize(("late", "offered"), [("register", True), ("refuse", False)])
def test_after_a_window_that_is_closed_for_good_nobody_is_asked_to_object(client: Client, late: str, *, offered: bool) -> None:
    organisation = an_organisation("exa-men", text=shipped("exa-men").replace('late = "register"', f'late = "{late}"'))
    constructor = a_member(organisation, "kernconstructeur")
    filed = a_filing(organisation)
    took(filed.dossier, "judge", constructor, role="kernconstructeur", at=NOW + HOUR, outcome="rejected", reasons="Nee.")
    took(filed.dossier, "reply", constructor, role="kernconstructeur", at=NOW + HOUR, channel="mail", reasons="Nee.")
    send_all(filed.dossier, at=NOW + HOUR)
    address = page_of(client, filed.tracking_code)
    with time_machine.travel(NOW + 50 * DAY, tick=False):
        page, form = client.get(address), client.get(f"{address}0/object/")
    assert (f"{address}0/object/" in page.content.decode(), form.status_code) == (offered, 200 if offered else 409)
    assert ("De termijn hiervoor is voorbij." in form.content.decode()) is not offered


WINDOWS = (
    (
        "exa-men",
        "kernconstructeur",
        "Bezwaar of beroep indienen Dat kan tot en met woensdag 3 juni",
        "Dat kon tot en met woensdag 3 juni 2026.",
    ),
    ("ecm", "verantwoordelijk-medewerker", "In beroep bij het bestuur Dat kan nu.", "In beroep bij het bestuur Dat kan nu."),
    (
        "extrack",
        "klachtenfunctionaris",
        "Bezwaar maken bij de geschillencommissie Dat kan nu.",
        "Bezwaar maken bij de geschillencommissie Dat kan nu.",
    ),
)


@pytest.mark.clause("EXA-22", "ECM-04", "EXT-22")
@pytest.mark.parametrize(("procedure", "role", "soon", "later"), WINDOWS, ids=[one[0] for one in WINDOWS])
def test_the_last_day_to_object_is_shown_and_where_there_is_none_one_may_for_as_long_as_the_dossier_is_kept(
    client: Client, procedure: str, role: str, soon: str, later: str
) -> None:
    filed = a_filing(an_organisation(procedure))
    member = a_member(filed.dossier.organisation, role)
    if procedure == "ecm":
        for party in ("complainant", "concerned"):
            took(filed.dossier, "waive_hearing", member, role=role, at=NOW, party=party, reason="Schriftelijk genoeg.")
    took(filed.dossier, "judge", member, role=role, at=NOW, outcome="rejected", reasons="Er was geen fout.")
    took(filed.dossier, "reply", member, role=role, at=NOW, channel="mail", reasons="Er was geen fout.")
    send_all(filed.dossier, at=NOW)
    for days, told in ((1, soon), (400, later)):
        with time_machine.travel(NOW + days * DAY, tick=False):
            answer = client.get(page_of(client, filed.tracking_code))
        assert told in words(answer)
        assert "/0/object/" in answer.content.decode()
