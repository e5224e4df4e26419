import json

import pytest
from django.db.models import QuerySet

from tests.factories.lives import begun
from wederhoor.dossiers.models import Act
from wederhoor.site.commands import verify

pytestmark = pytest.mark.django_db


def test_whole_logs_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    assert verify.run([]) == 0
    assert "as it was recorded" in capsys.readouterr().out


def test_a_break_is_told_with_its_place_and_an_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    cast = begun()
    QuerySet(Act).update(by="iemand")
    assert verify.run(["--json"]) == 1
    [found] = json.loads(capsys.readouterr().out)["breaks"]
    assert (found["matter_id"], found["seq"]) == (cast.dossier.matter_id, 0)
    assert verify.run([]) == 1
    assert "act 0" in capsys.readouterr().out
