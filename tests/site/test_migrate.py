import pytest

from wederhoor.site.commands import migrate


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_up_to_date_stays_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate.run([]) == 0
    assert "No migrations to apply" in capsys.readouterr().out
    assert migrate.run(["--quiet"]) == 0
