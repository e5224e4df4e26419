import json
from datetime import timedelta

import pytest

from tests.factories.house import NOW
from tests.factories.lives import begun
from wederhoor.site.commands import sweep

pytestmark = pytest.mark.django_db


def test_it_tells_what_it_did(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    begun()
    monkeypatch.setattr(sweep, "now", lambda: NOW + timedelta(days=30))
    assert sweep.run(["--json"]) == 0
    assert json.loads(capsys.readouterr().out)["looked"] == 1
    assert sweep.run([]) == 0
    assert "looked: 0" in capsys.readouterr().out
