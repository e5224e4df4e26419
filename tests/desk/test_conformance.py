"""Naleving: how the duties of a period fared, counted over what one may read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from tests.factories.house import a_member, send_all, shipped, with_two
from wederhoor.actions.conformance import Fared
from wederhoor.actions.record import Actor
from wederhoor.actions.regulations import publish_procedure
from wederhoor.desk.shown.conformance import Figure, Kept, Overview, overview
from wederhoor.dossiers.models import Dossier, Reader
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
HERE = "/bureau/naleving/"
DAY = timedelta(days=1)
ACKNOWLEDGE = "Ontvangst bevestigen, met stappen en termijnen"


def page(client: Client, address: str = HERE) -> Overview:
    shown: Overview = client.get(address).context["page"]
    return shown


def row_of(client: Client, name: str = ACKNOWLEDGE, address: str = HERE) -> Kept:
    return next(one for one in page(client, address).rows if one.name == name)


def said(row: Kept) -> dict[str, int]:
    return {figure.label: figure.count for figure in row.figures}


def acknowledge(office: Office, row: Dossier, at: Any) -> None:  # noqa: ANN401 - a moment
    office.do(row, "acknowledge", at=at, channel="mail", states=["steps", "terms"])
    send_all(row, at=at)


@pytest.fixture
def busy(office: Office, moment: time_machine.Traveller) -> Office:
    """Four complaints: one acknowledged in time, one late, one not yet and too late, one that still may be."""
    now = TUESDAY + 10 * DAY
    moment.move_to(now)
    for after, done in ((10, 9), (12, 1), (11, None), (1, None)):
        row = office.file(at=now - after * DAY)
        if done is not None:
            acknowledge(office, row, now - done * DAY)
    return office


@pytest.mark.clause("EXA-21")
def test_each_duty_says_how_often_it_was_met_in_time_late_or_not_yet(busy: Office, enter: Enter) -> None:
    row = row_of(enter(busy.manager))
    assert said(row) == {"nu te laat": 1, "te laat gedaan": 1, "op tijd": 1, "nog bezig": 1}
    assert (row.article, row.holder, row.said) == ("KLI-09", "manager propositie", "33 procent op tijd (1 van 3)")


@pytest.mark.clause("EXA-21")
def test_every_figure_leads_to_as_many_dossiers_in_the_register(busy: Office, enter: Enter) -> None:
    client = enter(busy.manager)
    figures = [figure for row in page(client).rows for figure in row.figures]
    assert {figure.label for figure in figures} >= {"nu te laat", "te laat gedaan", "op tijd", "nog bezig"}
    assert [len(client.get(figure.href).context["rows"]) for figure in figures] == [figure.count for figure in figures]


def test_the_worst_stands_first_and_what_did_not_come_up_is_apart(busy: Office, enter: Enter) -> None:
    shown = page(enter(busy.manager))
    assert shown.rows[0].name == ACKNOWLEDGE
    assert ("Geschillencommissie benoemen", "KLI-15") in shown.idle
    assert not {name for name, _article in shown.idle} & {row.name for row in shown.rows}


def test_a_skipped_duty_is_counted_as_what_it_is(office: Office, enter: Enter) -> None:
    row = office.file(at=TUESDAY)
    office.do(row, "withdraw", by=Actor("complainant", party="p-1"))
    assert said(row_of(enter(office.manager))) == {"vervallen": 1}
    assert row_of(enter(office.manager)).width is None


@pytest.mark.clause("EXA-21")
def test_nobody_learns_of_a_dossier_that_he_may_not_read(busy: Office, enter: Enter) -> None:
    closed_to_him = Dossier.objects.order_by("pk")[0]
    Reader.objects.filter(dossier=closed_to_him).delete()
    assert said(row_of(enter(busy.manager))) == {"nu te laat": 1, "te laat gedaan": 1, "nog bezig": 1}
    other = make_office("elders", "Elders")
    assert page(enter(other.manager)).rows == ()


def test_only_who_looks_after_the_organisation_sees_it(busy: Office, enter: Enter) -> None:
    assert enter(busy.employee).get(HERE).status_code == 404
    assert enter(busy.outsider).get(HERE).status_code == 404


@pytest.mark.parametrize(
    ("asked", "count"),
    [("?van=2026-04-21", 2), ("?tot=21-04-2026", 3), ("?van=2026-04-21&tot=2026-04-21", 1), ("?van=2025-01-01&tot=2025-12-31", 0)],
)
def test_a_period_is_by_the_day_of_receipt(busy: Office, enter: Enter, asked: str, count: int) -> None:
    rows = [row for row in page(enter(busy.manager), HERE + asked).rows if row.name == ACKNOWLEDGE]
    assert sum(figure.count for row in rows for figure in row.figures) == count


def test_unless_asked_otherwise_it_is_this_year(busy: Office, enter: Enter, moment: time_machine.Traveller) -> None:
    moment.move_to(TUESDAY + 365 * DAY)
    assert "Niets in deze periode" in enter(busy.manager).get(HERE).content.decode()
    assert page(enter(busy.manager), f"{HERE}?van=2026-01-01").rows


def test_what_is_no_day_is_told_beside_the_field(busy: Office, enter: Enter) -> None:
    answer = enter(busy.manager).get(f"{HERE}?van=gisteren")
    assert answer.status_code == 422
    assert "Vul een dag in, bijvoorbeeld 31-01-2026." in answer.content.decode()
    assert 'value="gisteren"' in answer.content.decode()


def test_of_several_regulations_one_is_shown_at_a_time(enter: Enter, moment: time_machine.Traveller) -> None:
    organisation = with_two()
    client = enter(a_member(organisation, "manager-propositie", "projectleider"))
    answer = client.get(f"{HERE}?regeling=ecm")
    assert [current for _title, _href, current in client.get(HERE).context["choices"]].count(True) == 1
    assert ("Ontvangst bevestigen", "ECM-10") in answer.context["page"].idle or answer.context["several"] == {"regeling": "ecm"}


def test_the_figures_of_one_regulation_lead_to_its_own_dossiers(busy: Office, enter: Enter) -> None:
    publish_procedure(busy.organisation, shipped("ecm"), TUESDAY - 400 * DAY)
    client = enter(busy.manager)
    row = row_of(client, address=f"{HERE}?regeling=klik-onderwijs")
    assert all("regeling=klik-onderwijs" in figure.href for figure in row.figures)
    assert [len(client.get(figure.href).context["rows"]) for figure in row.figures] == [figure.count for figure in row.figures]
    assert page(client, f"{HERE}?regeling=ecm").rows == ()


def test_a_share_is_whole_only_when_it_is() -> None:
    almost = overview([Fared("a", met=999, late=1), Fared("b", met=1, late=999), Fared("c", waived=2)], [], {})
    assert [row.width for row in almost.rows] == [99, 1, None]
    assert almost.tally[-1] == Figure(2, "niet van toepassing", "")


def test_what_has_no_term_is_done_and_never_in_time() -> None:
    shown = overview([Fared("a", met=3, undated=3), Fared("b", met=5, undated=1, late=4)], [], {})
    assert [(row.said, row.width) for row in shown.rows] == [("geen termijn", None), ("50 procent op tijd (4 van 8)", 50)]
    assert [figure.label for row in shown.rows for figure in row.figures] == ["gedaan", "te laat gedaan", "gedaan"]


def test_the_year_and_the_people_lead_to_it(busy: Office, enter: Enter) -> None:
    client = enter(busy.manager)
    assert all(HERE in client.get(f"/bureau/{where}/").content.decode() for where in ("jaar", "mensen"))
    assert HERE not in enter(busy.employee).get("/bureau/jaar/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_dossiers(
    office: Office, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        office.file(at=TUESDAY - DAY)
    client = enter(office.manager)
    client.get(HERE)
    with django_assert_num_queries(7):
        client.get(HERE)
