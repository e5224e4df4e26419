"""What a dossier was promised and what came of it, as its page has it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from tests.factories.house import a_dossier, a_member, an_organisation, send_all, took
from tests.procedures.sixth import TEXT
from wederhoor.actions.values import NewParty
from wederhoor.core.conform import Finding, Margin, Verdict
from wederhoor.desk.shown.conform import Promise, Promises, margin_said
from wederhoor.dossiers.models import AccessLog, Dossier
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
DAY = timedelta(days=1)


def where(row: Dossier) -> str:
    return f"/bureau/dossier/{row.number}/naleving/"


def page(client: Client, row: Dossier) -> Promises:
    shown: Promises = client.get(where(row)).context["page"]
    return shown


def promise(client: Client, row: Dossier, name: str) -> Promise:
    found = page(client, row)
    return next(one for one in (*found.duties, *found.rights, *found.guards) if one.name == name)


def acknowledged(office: Office, moment: time_machine.Traveller, *, after: int) -> Dossier:
    """A complaint of Tuesday that was acknowledged so many days later."""
    row, at = office.file(at=TUESDAY), TUESDAY + after * DAY
    moment.move_to(at)
    office.do(row, "acknowledge", at=at, channel="mail", states=["steps", "terms"])
    send_all(row, at=at)
    return row


CONFIRM = "Ontvangst bevestigen, met stappen en termijnen"


@pytest.mark.clause("EXA-21")
def test_a_promise_says_who_owed_it_by_when_and_by_which_margin_it_was_kept(
    office: Office, enter: Enter, moment: time_machine.Traveller
) -> None:
    row = acknowledged(office, moment, after=1)
    one = promise(enter(office.manager), row, CONFIRM)
    assert (one.articles, one.holder, one.due) == (("KLI-09",), "manager propositie", "vrijdag 24 april")
    assert (one.said, one.margin, one.tone) == ("gedaan", "2 werkdagen voor het einde", "met")


@pytest.mark.parametrize(("after", "margin"), [(3, "op de laatste dag"), (6, "na de laatste dag"), (7, "1 werkdag te laat")])
def test_the_margin_is_told_to_the_day(office: Office, enter: Enter, moment: time_machine.Traveller, after: int, margin: str) -> None:
    row = acknowledged(office, moment, after=after)
    assert promise(enter(office.manager), row, CONFIRM).margin == margin


@pytest.mark.parametrize(("after", "margin"), [(0, "nog 3 werkdagen"), (3, "vandaag is de laatste dag"), (7, "1 werkdag te laat")])
def test_what_is_still_owed_says_what_is_left(
    office: Office, enter: Enter, moment: time_machine.Traveller, after: int, margin: str
) -> None:
    row = office.file(at=TUESDAY)
    moment.move_to(TUESDAY + after * DAY)
    assert promise(enter(office.manager), row, CONFIRM).margin == margin


@pytest.mark.parametrize(
    ("verdict", "left", "unit", "said"),
    [
        ("met", 0, "hours", "in het laatste uur"),
        ("open", 0, "hours", "nog minder dan een uur"),
        ("overdue", -3, "hours", "3 uur te laat"),
        ("used", 1, "days", "1 dag voor het einde"),
        ("open", 2, "days", "nog 2 dagen"),
        ("expired", -4, "days", ""),
        ("used_late", 0, "working days", "na de laatste dag"),
        ("open", None, "days", ""),
    ],
)
def test_a_margin_is_said_in_the_unit_of_its_term(verdict: Verdict, left: int | None, unit: Margin, said: str) -> None:
    finding = Finding("duty", "a", (), "d", "support", TUESDAY, None, verdict, None, left, unit, ())
    assert margin_said(finding) == said


@pytest.mark.clause("EXA-21")
def test_what_it_rests_on_is_linked_to_its_place_in_the_timeline(office: Office, enter: Enter, moment: time_machine.Traveller) -> None:
    row, client = acknowledged(office, moment, after=1), enter(office.manager)
    proofs = promise(client, row, CONFIRM).proofs
    assert [proof.label for proof in proofs] == ["Ontvangen", "Ontvangst bevestigd"]
    timeline = client.get(f"/bureau/dossier/{row.number}/").content.decode()
    assert all(f'id="{proof.href.partition("#")[2]}"' in timeline for proof in proofs)


@pytest.mark.clause("EXA-21")
def test_why_it_was_late_stands_beside_it(office: Office, enter: Enter, moment: time_machine.Traveller) -> None:
    row = acknowledged(office, moment, after=8)
    at = TUESDAY + 8 * DAY
    office.do(row, "explain_lateness", at=at, duty="acknowledge", cause="absence", reason="Niemand nam waar.")
    one = promise(enter(office.manager), row, CONFIRM)
    assert (one.said, one.why, one.reason) == ("te laat gedaan", "iemand was afwezig", "Niemand nam waar.")


@pytest.fixture
def wadden(moment: time_machine.Traveller) -> tuple[Dossier, Member]:
    """A complaint under a regulation that lets one depart from its rules with a reason, and its registrar."""
    organisation = an_organisation(text=TEXT)
    registrar = a_member(organisation, "registrar", "director")
    return a_dossier(organisation, at=TUESDAY), registrar


@pytest.mark.clause("EXA-21")
def test_what_was_waived_says_why_it_was_let_go(moment: time_machine.Traveller, enter: Enter) -> None:
    organisation = an_organisation("exa-men")
    row, constructor = a_dossier(organisation, at=TUESDAY), a_member(organisation, "kernconstructeur")
    took(row, "visit", constructor, role="kernconstructeur", at=TUESDAY, planned_on="2026-05-01")
    took(row, "waive", constructor, role="kernconstructeur", at=TUESDAY, duty="visit", reason="De klager wil geen bezoek.")
    [one] = [one for one in page(enter(constructor), row).duties if one.said == "niet van toepassing"]
    assert (one.why, one.reason) == ("ervan afgezien, met de reden in het dossier", "De klager wil geen bezoek.")
    assert one.margin == ""


@pytest.mark.clause("EXA-21")
def test_a_rule_that_was_departed_from_is_told_with_its_reason(wadden: tuple[Dossier, Member], enter: Enter) -> None:
    row, registrar = wadden
    of = NewParty(name="Beer Berg")
    took(row, "assign", registrar, role="registrar", at=TUESDAY, to=of, independent=True, override="Er is niemand anders.")
    [one] = page(enter(registrar), row).guards
    assert (one.said, one.articles, one.reason) == ("hiervan is afgeweken", ("W-07",), "Er is niemand anders.")


def test_in_english_nothing_is_left_in_dutch_but_what_people_wrote(office: Office, enter: Enter) -> None:
    client, row = enter(office.manager), office.file(at=TUESDAY)
    client.cookies["taal"] = "en"
    assert sorted({one.said for one in page(client, row).duties}) == ["open"]


def test_whoever_does_not_read_it_whole_has_no_such_page(office: Office, enter: Enter) -> None:
    row = office.file(at=TUESDAY)
    assert enter(office.outsider).get(where(row)).status_code == 404
    assert enter(office.manager).get("/bureau/dossier/2026-9999/naleving/").status_code == 404


def test_that_it_was_opened_is_written_down(office: Office, enter: Enter) -> None:
    row = office.file(at=TUESDAY)
    enter(office.manager).get(where(row))
    assert AccessLog.objects.get(dossier=row).who == f"m-{office.manager.pk}"


def test_the_dossier_leads_to_it(office: Office, enter: Enter) -> None:
    row = office.file(at=TUESDAY)
    assert where(row) in enter(office.manager).get(f"/bureau/dossier/{row.number}/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_much_happened(
    office: Office, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    row, client = office.file(at=TUESDAY), enter(office.manager)
    for number in range(count):
        office.do(row, "note", text=f"Gebeld, {number}.")
    client.get(where(row))
    with django_assert_num_queries(8):
        client.get(where(row))
