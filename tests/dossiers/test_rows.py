from datetime import date

import pytest

from tests.factories.house import DAY, HOUR, NOW, PROCEDURES, a_dossier, an_organisation, took
from tests.factories.lives import MANAGER, begun, closed, decided
from wederhoor.actions.loading import take
from wederhoor.actions.recompute import recompute
from wederhoor.core.dossier import duties
from wederhoor.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_next_due_of_a_row_is_the_earliest_open_duty_of_the_engine(procedure: str) -> None:
    dossier = a_dossier(an_organisation(procedure))
    [shelf] = take([dossier.matter_id])
    days = [view.due for view in duties(shelf.replayed(NOW), NOW) if view.status == "open" and view.id != "destroy"]
    first = dossier.duties.filter(due=dossier.next_due, duty=dossier.next_duty).first()
    assert (first.due_day if first else None) == min((day for day in days if isinstance(day, date)), default=None)


def test_a_row_tells_kind_channel_product_and_receipt() -> None:
    row = begun().dossier
    assert (row.kind, row.channel, row.product, row.received_at) == ("complaint", "web", "EX-101", NOW)


def test_the_facts_hold_codes_and_no_person() -> None:
    facts = closed().dossier.matter.dossiers.get().facts
    assert facts["judge.outcome"] == "upheld"
    assert facts["find_cause.category"] == "content"
    assert not any(str(value).startswith("p-") for value in facts.values())


def test_a_right_opens_with_the_answer_and_keeps_its_last_day() -> None:
    right = decided().dossier.rights.get(right="object")
    assert (right.status, right.closes_day) == ("open", date(2026, 5, 12))


def test_a_critical_complaint_is_marked() -> None:
    cast = begun()
    took(cast.dossier, "assess", cast.manager, role=MANAGER, at=NOW + HOUR, critical=True)
    assert Dossier.objects.get(pk=cast.dossier.pk).critical


def test_a_duty_keeps_when_it_was_met() -> None:
    duty = decided().dossier.duties.get(duty="reply")
    assert (duty.status, duty.met_at) == ("met", NOW + 2 * DAY)


def test_a_row_tells_how_pressing_it_is() -> None:
    cast = begun()
    ranks = [cast.dossier.pressing]
    took(cast.dossier, "assess", cast.manager, role=MANAGER, at=NOW + HOUR, critical=True)
    ranks.append(Dossier.objects.get(pk=cast.dossier.pk).pressing)
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    ranks.append(Dossier.objects.get(pk=cast.dossier.pk).pressing)
    assert [*ranks, decided().dossier.matter.dossiers.get().pressing] == [2, 0, 1, 3]


def test_each_closing_has_its_day_and_the_first_answer_stays() -> None:
    cast = closed()
    for day in (70, 80, 90):
        took(cast.dossier, "reopen", cast.manager, role=MANAGER, at=NOW + day * DAY, reason="Nieuw feit")
        took(cast.dossier, "close", cast.manager, role=MANAGER, at=NOW + (day + 5) * DAY)
    facts = cast.dossier.matter.dossiers.get().facts
    assert facts["closed_on"] == [(NOW + day * DAY).date().isoformat() for day in (60, 75, 85, 95)]
    assert facts["answered_on"] == (NOW + 2 * DAY).date().isoformat()
    assert cast.dossier.matter.dossiers.get().closed_at == NOW + 95 * DAY
    assert list(recompute()) == []
