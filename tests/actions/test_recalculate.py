from datetime import date

import pytest

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_version, an_organisation, refreshed, shipped, took
from tests.factories.lives import MANAGER, Cast, begun, decided, destroyed
from wederhoor.actions.load import opened
from wederhoor.actions.recompute import recompute
from wederhoor.actions.record import Actor, Log, Refused, record
from wederhoor.actions.regulations import publish_calendar, publish_procedure
from wederhoor.actions.sweep import sweep
from wederhoor.actions.values import Answer
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Dossier, Proposal
from wederhoor.organisations.models import CalendarVersion, ProcedureVersion

pytestmark = pytest.mark.django_db
CLOSED = 'name = "eigen"\ntime_zone = "Europe/Amsterdam"\nclosed = [2026-04-23, 2026-04-24]\n'
FAR = 'name = "ver"\ntime_zone = "Europe/Amsterdam"\nclosed = [2031-04-23]\n'


def a_second_version(cast: Cast, *, term: str = "5 working days") -> ProcedureVersion:
    """Klik's regulation with more time to confirm receipt."""
    text = a_version(shipped("klik-onderwijs"), 2, "2026-05-01").replace('term = "3 working days"', f'term = "{term}"', 1)
    found = publish_procedure(cast.dossier.organisation, text, NOW + HOUR)
    assert isinstance(found, ProcedureVersion), found
    return found


def a_calendar(cast: Cast, text: str = CLOSED) -> CalendarVersion:
    found = publish_calendar(cast.dossier.organisation, text, NOW + HOUR)
    assert isinstance(found, CalendarVersion), found
    return found


def asked(cast: Cast, **data: object) -> Answer:
    moment = NOW + 5 * HOUR
    return record(Log(cast.dossier.matter_id), "recalculate", by=Actor(MANAGER, cast.manager), at=moment, now=moment, data=data)


def acknowledged_by(dossier: Dossier) -> date | None:
    return dossier.duties.get(duty="acknowledge").due_day


def test_a_dossier_received_before_a_new_version_stays_on_the_old_one() -> None:
    cast = begun()
    a_second_version(cast)
    later = a_dossier(cast.dossier.organisation, at=NOW + 10 * DAY)
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + 11 * DAY, text="kort")
    assert [str(refreshed(row).matter.procedure_version) for row in (cast.dossier, later)] == ["klik-onderwijs@1", "klik-onderwijs@2"]
    assert acknowledged_by(cast.dossier) == date(2026, 4, 28)


def test_recalculating_works_everything_out_by_the_other_version() -> None:
    cast = begun()
    a_second_version(cast)
    took(cast.dossier, "recalculate", cast.manager, role=MANAGER, at=NOW + 2 * HOUR, procedure="klik-onderwijs@2", reason="Ruimer.")
    assert acknowledged_by(cast.dossier) == date(2026, 4, 30)
    assert str(refreshed(cast.dossier).matter.procedure_version) == "klik-onderwijs@2"
    assert [*recompute(), *verify()] == []


def test_what_held_before_stays_readable_from_the_log() -> None:
    cast = begun()
    a_second_version(cast)
    calendar = a_calendar(cast)
    took(cast.dossier, "recalculate", cast.manager, role=MANAGER, at=NOW + 2 * HOUR, procedure="klik-onderwijs@2", calendar="default")
    assert Act.objects.get(act="recalculate").data == {
        "procedure": "klik-onderwijs@2",
        "was_procedure": "klik-onderwijs@1",
        "calendar": f"default@{calendar.digest}",
        "was_calendar": "default",
    }


def test_another_calendar_moves_the_dates() -> None:
    cast = begun()
    calendar = a_calendar(cast)
    took(cast.dossier, "recalculate", cast.manager, role=MANAGER, at=NOW + 2 * HOUR, calendar=calendar.digest, reason="Dicht.")
    assert acknowledged_by(cast.dossier) == date(2026, 4, 30)
    assert opened(refreshed(cast.dossier), NOW + DAY).shelf.row.calendar_version == calendar
    assert list(recompute()) == []


def test_acts_after_it_go_by_the_new_version() -> None:
    cast = decided()
    a_calendar(cast)
    moment = NOW + 3 * DAY
    took(cast.dossier, "recalculate", cast.manager, role=MANAGER, at=moment, calendar="default")
    took(cast.dossier, "carry_out", cast.handler, role="handler", at=moment + HOUR, account="Gedaan.")
    assert [*recompute(), *verify()] == []


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        ({}, ("procedure", "calendar")),
        ({"procedure": "klik-onderwijs@1"}, ("procedure", "calendar")),
        ({"procedure": "klik-onderwijs@9"}, ("procedure",)),
        ({"procedure": "onzin"}, ("procedure",)),
        ({"calendar": "school"}, ("calendar",)),
        ({"calendar": "0" * 64}, ("calendar",)),
    ],
)
def test_what_was_never_published_or_changes_nothing_is_refused(data: dict[str, object], missing: tuple[str, ...]) -> None:
    cast = begun()
    answer = asked(cast, **data)
    assert isinstance(answer, Refused)
    assert answer.missing == missing
    assert Act.objects.count() == 1


def test_a_version_of_someone_else_is_refused() -> None:
    cast = begun()
    other = an_organisation("ecm")
    publish_calendar(other, CLOSED, NOW)
    assert isinstance(asked(cast, procedure="ecm@1"), Refused)
    assert isinstance(asked(cast, calendar="default"), Refused)


def test_a_regulation_that_knows_no_objection_cannot_read_a_log_with_one() -> None:
    cast = decided()
    publish_procedure(cast.dossier.organisation, shipped("concreet-onderwijsproducten"), NOW)
    data = {"in_writing": True, "name": "Noor de Wit", "grounds": ["Niet eens."], "channel": "portal"}
    moment = NOW + 4 * DAY
    record(Log(cast.dossier.matter_id), "object", by=Actor("complainant"), at=moment, now=moment, data=data)
    answer = asked(cast, procedure="concreet-onderwijsproducten@1")
    assert isinstance(answer, Refused)
    assert "objection" in answer.reason


def test_a_destroyed_dossier_is_never_recalculated() -> None:
    cast = destroyed()
    a_calendar(cast)
    moment = NOW + 900 * DAY
    by = Actor(MANAGER, cast.manager)
    answer = record(Log(cast.dossier.matter_id), "recalculate", by=by, at=moment, now=moment, data={"calendar": "default"})
    assert isinstance(answer, Refused)


# What the sweep proposes ---------------------------------------------------------------------------------------------------


def test_a_new_calendar_that_moves_a_running_date_is_proposed_and_moves_nothing_itself() -> None:
    cast = begun()
    a_calendar(cast)
    assert sweep(NOW + 2 * HOUR).proposals == 1
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.dossier) == ("recalculate", cast.dossier)
    assert acknowledged_by(cast.dossier) == date(2026, 4, 28)
    assert refreshed(cast.dossier).matter.calendar_version is None


def test_it_is_proposed_once_also_when_someone_acts_in_between() -> None:
    cast = begun()
    a_calendar(cast)
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + HOUR, text="kort")
    assert [sweep(NOW + hours * HOUR).proposals for hours in (2, 3)] == [1, 0]
    a_calendar(cast, CLOSED.replace("24", "25"))
    assert sweep(NOW + 4 * HOUR).proposals == 0


def test_a_calendar_that_moves_no_running_date_is_not_proposed() -> None:
    cast = begun()
    a_calendar(cast, FAR)
    assert sweep(NOW + 2 * HOUR).proposals == 0
    assert sweep(NOW + 2 * HOUR).looked == 0


def test_the_proposal_is_settled_when_it_is_taken() -> None:
    cast = begun()
    a_calendar(cast)
    sweep(NOW + 2 * HOUR)
    took(cast.dossier, "recalculate", cast.manager, role=MANAGER, at=NOW + 3 * HOUR, calendar="default")
    assert Proposal.objects.get().settled_at == NOW + 3 * HOUR


def test_another_organisation_is_left_alone() -> None:
    cast, other = begun(), a_dossier(an_organisation("klik-onderwijs"))
    a_calendar(cast)
    assert not refreshed(other).recheck
    assert sweep(NOW + 2 * HOUR).looked == 1


def test_a_duty_that_another_regulation_puts_elsewhere_takes_its_proposals_along() -> None:
    cast = begun()
    publish_procedure(cast.dossier.organisation, shipped("concreet-onderwijsproducten"), NOW)
    was = list(cast.dossier.duties.order_by("position").values_list("duty", flat=True))
    Proposal.objects.bulk_create(Proposal(dossier=cast.dossier, act="close", position=place, made_at=NOW) for place in range(len(was)))
    took(cast.dossier, "recalculate", cast.manager, role=MANAGER, at=NOW + HOUR, procedure="concreet-onderwijsproducten@1")
    now = dict(cast.dossier.duties.values_list("position", "duty"))
    standing = set(Proposal.objects.filter(settled_at__isnull=True).values_list("position", flat=True))
    assert standing == {place for place, duty in enumerate(was) if now.get(place) == duty} < set(range(len(was)))
    assert list(recompute()) == []
