"""The demonstration: made-up lives, but recorded as real ones are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from wederhoor.actions.entry import opens
from wederhoor.actions.verify import verify
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Act, Document, Dossier, DutyRow, Proposal, Reader
from wederhoor.organisations.models import Absence, Member, Organisation, SavedView
from wederhoor.site.demo.load import Loaded, load

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def loaded(db: None, settings: Settings, tmp_path: Path, told: list[tuple[int, int]]) -> Loaded:
    settings.DATA_DIR = tmp_path
    return load(now=NOW, years=1, dossiers=12, told=lambda done, total: told.append((done, total)))


@pytest.fixture
def played(loaded: Loaded, told: list[tuple[int, int]]) -> list[tuple[int, int]]:
    assert loaded.acts
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


@pytest.mark.usefixtures("played")
def test_of_everything_that_the_desk_shows_there_is_one() -> None:
    acts = set(Act.objects.values_list("act", flat=True))
    assert acts >= {"disclose", "comment", "mediate", "appoint", "link", "split", "accept_secrecy"}
    assert any(act.data.get("findings") for act in Act.objects.filter(act="judge"))
    assert Document.objects.count() >= 5
    assert Reader.objects.filter(party__startswith="p-").exists()
    assert Dossier.objects.filter(instance="objection", stage="formal").exists()
    assert Dossier.objects.filter(owner=None).exclude(stage="closed").exists()
    assert Dossier.objects.filter(critical=True).exists()
    assert Proposal.objects.filter(act="extend", settled_at=None).exists()


def test_each_organisation_has_mail_that_waits_someone_away_and_a_view_for_everyone_and_guests_have_a_link(loaded: Loaded) -> None:
    for organisation in Organisation.objects.all():
        assert Message.objects.filter(organisation=organisation, state="tray", attachments__isnull=False).count() == 2
        assert Absence.objects.filter(member__organisation=organisation, stand_in__isnull=False).count() == 1
        assert SavedView.objects.filter(member__organisation=organisation, shared=True).count() == 1
    assert len(loaded.doors) == 5
    assert all(opens(door.link.rstrip("/").rpartition("/")[2], now=NOW) for door in loaded.doors)


def test_one_organisation_writes_in_its_own_words_and_has_a_letter_that_waits_for_a_second_reader(loaded: Loaded) -> None:
    [letter] = Letter.objects.filter(state="to_approve")
    assert (letter.organisation.slug, letter.reader, letter.writer is not None) == ("klik-onderwijs", "manager-propositie", True)
    assert letter.body.startswith("Beste ")
    assert "ik hoor graag eerst uw kant" in letter.body


def test_two_letters_lie_there_to_be_posted(loaded: Loaded) -> None:
    waiting = Letter.objects.filter(channel="post", state="waiting")
    assert [letter.filled_for for letter in waiting] == [NOW.date()] * 2
    assert {letter.organisation.slug for letter in waiting} == {"klik-onderwijs"}
    assert all("Voorbeeldweg 12" in letter.address for letter in waiting)
