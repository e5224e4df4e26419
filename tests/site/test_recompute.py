import json

import pytest

from tests.factories.lives import begun
from wederhoor.dossiers.models import Dossier
from wederhoor.site.commands import recompute

pytestmark = pytest.mark.django_db


def test_what_would_change_is_shown_and_then_changed(capsys: pytest.CaptureFixture[str]) -> None:
    cast = begun()
    Dossier.objects.update(stage="closed")
    assert recompute.run([]) == 0
    assert f"{cast.dossier.number} stage: closed -> formal" in capsys.readouterr().out
    assert recompute.run(["--write", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] is True
    assert recompute.run([]) == 0
    assert "Nothing would change" in capsys.readouterr().out
