"""What the sweep proposes before a term lapses, and how a proposal is settled."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, refreshed, send_all, took
from tests.factories.lives import MANAGER, begun, decided
from wederhoor.actions.proposals import set_aside
from wederhoor.actions.sweep import sweep
from wederhoor.dossiers.models import Dossier, Proposal

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"
#: ExTrack answers within four weeks of Wednesday 22 April: to the end of 20 May. A notice is timely until 13 May (Ascension lies
#: between); the proposal comes the open day before, at eight.
NEAR = datetime(2026, 5, 11, 6, 0, tzinfo=UTC)


def formal() -> Dossier:
    """A complaint that ExTrack has to answer."""
    dossier = a_dossier(an_organisation("extrack"))
    officer = a_member(dossier.organisation, OFFICER)
    took(dossier, "acknowledge", officer, role=OFFICER, at=NOW + HOUR, channel="mail")
    send_all(dossier, at=NOW + HOUR)
    return dossier


def proposed(dossier: Dossier, act: str = "extend") -> list[Proposal]:
    return list(Proposal.objects.filter(dossier=dossier, act=act, settled_at__isnull=True))


def extend(dossier: Dossier, at: datetime, until: str) -> None:
    officer = dossier.organisation.members.get(roles__role=OFFICER)
    took(dossier, "extend", officer, role=OFFICER, at=at, channel="mail", until=until, reasons="Wij wachten op de maker.")


@pytest.mark.clause("EXT-14")
def test_an_extension_is_proposed_while_the_notice_can_still_be_timely() -> None:
    dossier = formal()
    sweep(NEAR - timedelta(minutes=1))
    assert proposed(dossier) == []
    sweep(NEAR)
    [one] = proposed(dossier)
    assert dossier.duties.get(position=one.position).duty == "reply"


def test_an_extension_is_proposed_once() -> None:
    dossier = formal()
    for hours in (0, 1, 24, 30):
        sweep(NEAR + hours * HOUR)
    assert Proposal.objects.filter(dossier=dossier, act="extend").count() == 1


def test_whoever_extends_settles_the_proposal_and_is_asked_again_before_the_new_date() -> None:
    dossier = formal()
    sweep(NEAR)
    extend(dossier, NEAR + HOUR, "2026-06-10")
    assert proposed(dossier) == []
    send_all(dossier, at=NEAR + 2 * HOUR)
    sweep(datetime(2026, 6, 9, 10, tzinfo=UTC))
    assert len(proposed(dossier)) == 1


def test_what_was_set_aside_stays_on_record_and_is_not_proposed_again_for_this_date() -> None:
    dossier = formal()
    sweep(NEAR)
    [one] = proposed(dossier)
    assert set_aside(dossier, one.pk, NEAR + HOUR)
    assert not set_aside(dossier, one.pk, NEAR + 2 * HOUR)
    sweep(datetime(2026, 5, 21, 10, tzinfo=UTC))
    assert [row.settled_at for row in Proposal.objects.filter(dossier=dossier, act="extend")] == [NEAR + HOUR]


def test_a_proposal_of_another_dossier_cannot_be_set_aside_here() -> None:
    dossier = formal()
    sweep(NEAR)
    assert not set_aside(a_dossier(dossier.organisation), proposed(dossier)[0].pk, NEAR + HOUR)
    assert len(proposed(dossier)) == 1


def test_a_step_set_aside_before_its_date_is_not_proposed_after_it() -> None:
    organisation = an_organisation("extrack")
    dossier = a_dossier(organisation)
    days = sorted({NOW + day * DAY for day in range(1, 60)})
    for day in days:
        sweep(day)
        for one in Proposal.objects.filter(settled_at__isnull=True):
            set_aside(dossier, one.pk, day)
    made = list(Proposal.objects.values_list("act", "position"))
    assert made
    assert len(made) == len(set(made))


def test_after_the_term_an_extension_that_is_refused_is_not_proposed() -> None:
    dossier = formal()
    sweep(datetime(2026, 5, 22, 10, tzinfo=UTC))
    assert proposed(dossier) == []


def test_where_nothing_can_be_extended_a_word_on_how_it_stands_is_proposed() -> None:
    organisation = an_organisation("exa-men")
    support = a_member(organisation, "support")
    dossier = a_dossier(organisation)
    took(dossier, "acknowledge", support, role="support", at=NOW + HOUR, channel="mail")
    send_all(dossier, at=NOW + HOUR)
    for day in range(1, 28):
        sweep(NOW + day * DAY)
    assert len(proposed(dossier, "report_progress")) == 1
    took(dossier, "report_progress", support, role="support", at=NOW + 27 * DAY + HOUR, channel="mail", reasons="Wij wachten op de maker.")
    assert proposed(dossier, "report_progress") == []


@pytest.mark.clause("KLI-16")
def test_an_objection_is_extended_once_and_then_no_more_is_proposed() -> None:
    cast = decided()
    made = took(
        cast.dossier, "object", cast.manager, role=MANAGER, at=NOW + 5 * DAY, channel="mail", in_writing=True, grounds=["Niet eens."]
    )
    objection = made.row
    sweep(NOW + 26 * DAY)
    assert len(proposed(objection)) == 1
    took(objection, "extend", cast.manager, role=MANAGER, at=NOW + 26 * DAY + HOUR, channel="mail", until="2026-06-12")
    send_all(objection, at=NOW + 26 * DAY + HOUR)
    sweep(NOW + 50 * DAY)
    assert proposed(objection) == []


def test_the_row_of_a_dossier_does_not_change_by_a_proposal() -> None:
    cast = begun()
    before = refreshed(cast.dossier).facts
    sweep(NOW + 30 * DAY)
    assert refreshed(cast.dossier).facts == before
