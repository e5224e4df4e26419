import pytest

from tests.factories.house import DAY, NOW, refreshed
from tests.factories.lives import closed, decided, destroyed
from wederhoor.actions.load import opened
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def test_an_opened_dossier_shows_log_texts_and_people() -> None:
    page = opened(refreshed(decided().dossier), NOW + 3 * DAY)
    assert [entry.act for entry in page.entries] == ["file", "acknowledge", "sent", "assign", "hear", "judge", "reply", "sent"]
    assert page.texts[4]["account"] == "Schildpad"
    assert page.parties["p-1"].name == "Noor de Wit"
    assert page.length == 8


def test_its_letters_and_duties_are_those_of_the_dossier_itself() -> None:
    cast = decided()
    data = {"in_writing": True, "name": "Noor de Wit", "grounds": ["Niet eens."], "channel": "portal"}
    moment = NOW + 5 * DAY
    done = record(Log(cast.dossier.matter_id), "object", by=Actor("complainant"), at=moment, now=moment, data=data)
    assert isinstance(done, Recorded)
    page = opened(Dossier.objects.get(pk=done.dossier_id), moment)
    assert page.letters == []
    assert {view.dossier.name for view in page.duties} == {"objection 1"}
    assert set(page.rows) == {"dossier", "objection 1"}


def test_duties_are_seen_at_the_moment_of_looking() -> None:
    page = opened(refreshed(closed().dossier), NOW + 61 * DAY)
    assert {view.status for view in page.duties if view.id == "acknowledge"} == {"met"}
    assert page.row.stage == "closed"


def test_a_destroyed_dossier_opens_without_anybody() -> None:
    page = opened(destroyed().dossier, NOW + 900 * DAY)
    assert (page.parties, page.texts, page.letters) == ({}, {}, [])
    assert page.entries[-1].act == "destroy"
