import pytest

from tests.factories.house import a_dossier, an_organisation
from wederhoor.dossiers.models import Matter
from wederhoor.site.commands import migrate


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_up_to_date_stays_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate.run([]) == 0
    assert "No migrations to apply" in capsys.readouterr().out
    assert migrate.run(["--quiet"]) == 0


@pytest.mark.django_db(transaction=True)
def test_rows_that_an_older_version_made_are_told_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    a_dossier(an_organisation())
    assert migrate.run([]) == 0
    assert "recompute" not in capsys.readouterr().out
    Matter.objects.update(engine=1)
    assert migrate.run([]) == 0
    assert "the rows of 1 matters" in (said := capsys.readouterr().out)
    assert "wederhoor recompute --write" in said
    assert migrate.run(["--quiet"]) == 0
    assert capsys.readouterr().out == ""
