from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, refreshed, took
from tests.factories.lives import MANAGER, begun, closed, decided
from wederhoor.actions.recompute import recompute
from wederhoor.actions.sweep import sweep
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, Proposal, Reminder

pytestmark = pytest.mark.django_db
#: The acknowledgement of KLI-09 is due three working days after NOW: to the end of Tuesday 28 April (27 April is King's Day).
DUE = datetime(2026, 4, 28, 22, 0, tzinfo=UTC)
#: Its regulation reminds one working day before: Friday at eight in the morning.
NEAR = datetime(2026, 4, 24, 6, 0, tzinfo=UTC)


def told() -> list[tuple[str, str]]:
    return list(Letter.objects.filter(seq__isnull=True).order_by("pk").values_list("address", "subject"))


def test_before_its_moment_nothing_is_done() -> None:
    begun()
    assert sweep(NEAR - timedelta(seconds=1)).looked == 0


def test_the_holder_is_reminded_once_before_the_end() -> None:
    cast = begun()
    assert sweep(NEAR).reminders >= 1
    assert sweep(NEAR + HOUR).reminders == 0
    assert told()[0][0] == cast.manager.email
    assert all(cast.dossier.number in subject for _, subject in told())


def test_a_reminder_names_no_one_but_its_reader() -> None:
    begun()
    sweep(NEAR)
    body = Letter.objects.filter(seq__isnull=True).first()
    assert body is not None
    assert "Noor" not in body.body + body.subject


def test_an_alarm_follows_when_the_term_is_past_and_people_are_at_work() -> None:
    begun()
    sweep(NEAR)
    assert sweep(DUE).alarms == 0
    done = sweep(DUE + 10 * HOUR)
    assert done.alarms >= 1
    assert Reminder.objects.filter(kind="after", due=DUE).exists()
    assert sweep(DUE + 11 * HOUR).alarms == 0


def test_at_night_and_on_closed_days_nobody_is_told() -> None:
    begun()
    saturday = datetime(2026, 4, 25, 10, 0, tzinfo=UTC)
    assert sweep(saturday).mails == 0
    kings_day = datetime(2026, 4, 27, 10, 0, tzinfo=UTC)
    assert sweep(kings_day).mails == 0
    assert sweep(datetime(2026, 4, 28, 6, 0, tzinfo=UTC)).mails > 0


def test_recording_in_between_does_not_swallow_a_reminder() -> None:
    cast = begun()
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NEAR + HOUR, text="kort")
    assert refreshed(cast.dossier).next_change == NEAR
    assert sweep(NEAR + 2 * HOUR).reminders >= 1


def test_a_duty_that_was_met_is_not_reminded_of() -> None:
    cast = decided()
    sweep(DUE + 10 * HOUR)
    assert not any("ontvangst" in subject.lower() for _, subject in told())
    assert cast.dossier.duties.get(duty="acknowledge").status == "met"


def test_the_owner_is_told_rather_than_everyone() -> None:
    organisation = an_organisation("ecm")
    a_member(organisation, "verantwoordelijk-medewerker")
    owner = a_member(organisation, "verantwoordelijk-medewerker")
    dossier = a_dossier(organisation)
    Dossier.objects.filter(pk=dossier.pk).update(owner=owner)
    sweep(NOW + 30 * DAY)
    assert {address for address, _ in told()} == {owner.email}


def test_what_nobody_handles_yet_is_told_to_those_who_may_read_it() -> None:
    cast = begun()
    contact = cast.dossier.duties.get(duty="contact")
    assert (contact.holder, contact.due is None) == ("handler", False)
    sweep(NOW + 40 * DAY)
    assert any("contact" in subject.lower() for address, subject in told() if address == cast.manager.email)


def test_what_someone_handles_is_told_to_him() -> None:
    cast = begun()
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    sweep(NOW + 40 * DAY)
    assert cast.handler.email in {address for address, _ in told()}


def test_what_silence_brings_is_drawn_into_the_rows() -> None:
    organisation = an_organisation("ecm")
    member = a_member(organisation, "verantwoordelijk-medewerker")
    dossier = a_dossier(organisation)
    took(dossier, "invite", member, role="verantwoordelijk-medewerker", at=NOW + HOUR, party="complainant", channel="phone")
    sweep(NOW + 20 * DAY)
    assert refreshed(dossier).facts["complainant_silent"] is True
    assert list(recompute()) == []


def test_the_end_of_the_retention_proposes_destruction_and_tells_nobody() -> None:
    cast = closed()
    due = cast.dossier.duties.get(duty="destroy").due
    assert due is not None
    before = len(told())
    sweep(due + 12 * HOUR)
    proposal = Proposal.objects.get(act="destroy")
    assert proposal.dossier == cast.dossier
    assert [subject for _, subject in told()[before:] if "ernietig" in subject] == []


def test_a_proposal_that_was_taken_is_settled() -> None:
    cast = closed()
    due = cast.dossier.duties.get(duty="destroy").due
    assert due is not None
    sweep(due + 12 * HOUR)
    took(cast.dossier, "destroy", cast.manager, role=MANAGER, at=due + DAY)
    assert Proposal.objects.get().settled_at == due + DAY


def test_a_sweep_draws_a_matter_once_and_leaves_the_rows_as_a_replay_makes_them() -> None:
    begun()
    for days in (1, 3, 8, 40, 400):
        sweep(NOW + days * DAY)
    assert list(recompute()) == []


def test_nothing_due_takes_four_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    begun()
    sweep(NOW + HOUR)
    with django_assert_num_queries(4):
        sweep(NOW + HOUR)


def test_a_limit_leaves_the_rest_for_the_next_time() -> None:
    organisation = an_organisation()
    for _ in range(3):
        a_dossier(organisation)
    assert sweep(DUE + 10 * HOUR, limit=2).looked == 2
    assert sweep(DUE + 10 * HOUR).looked == 1


def test_mails_of_no_dossier_go_after_a_month_and_those_that_wait_or_are_of_a_dossier_stay() -> None:
    organisation = an_organisation()
    row = a_dossier(organisation)
    for days, state, of in ((31, "sent", None), (31, "failed", None), (31, "waiting", None), (29, "sent", None), (31, "sent", row)):
        Letter.objects.create(
            organisation=organisation,
            dossier=of,
            channel="mail",
            address="iemand@zonland.example",
            subject=f"{days} {state}",
            body="Uw link.",
            filled_for=NOW.date(),
            message_id=f"<{days}-{state}-{of}>",
            state=state,
            created_at=NOW - timedelta(days=days),
            sent_at=NOW if state == "sent" else None,
        )
    assert sweep(NOW).passed == 2
    left = Letter.objects.filter(body="Uw link.").values_list("subject", "dossier")
    assert set(left) == {("31 waiting", None), ("29 sent", None), ("31 sent", row.pk)}
