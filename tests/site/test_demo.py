"""The demonstration: made-up lives, but recorded as real ones are."""

from datetime import UTC, datetime

import pytest

from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Dossier, DutyRow
from wederhoor.organisations.models import Member, Organisation
from wederhoor.site.demo.load import load

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def played(db: None) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    load(now=NOW, years=1, dossiers=12, told=lambda done, total: told.append((done, total)))
    return told


def test_each_organisation_has_dossiers_people_and_a_year(played: list[tuple[int, int]]) -> None:
    assert played[-1][0] == played[-1][1]
    for organisation in Organisation.objects.all():
        assert Dossier.objects.filter(organisation=organisation, instance="dossier").exists()
        assert Dossier.objects.filter(organisation=organisation, instance="year").exists()
        assert Member.objects.filter(organisation=organisation).exists()
    assert Organisation.objects.count() == 5


def test_every_made_up_log_holds_and_ends_before_now(played: list[tuple[int, int]]) -> None:
    assert played
    assert list(verify()) == []
    assert not Act.objects.filter(recorded_at__gt=NOW).exists()


def test_most_matters_come_to_an_end_and_their_duties_were_earned(played: list[tuple[int, int]]) -> None:
    assert played
    assert Dossier.objects.filter(instance="dossier", stage="closed").count() >= 6
    assert DutyRow.objects.filter(status="met", met_at__isnull=False).count() >= 30
