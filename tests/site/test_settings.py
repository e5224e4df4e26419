import os
import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client

from tests.support import environment


def settings_under(**variables: str) -> subprocess.CompletedProcess[str]:
    clean = {name: text for name, text in os.environ.items() if not name.startswith("WEDERHOOR_")}
    command = [sys.executable, "-c", "import wederhoor.site.settings"]
    return subprocess.run(command, env=clean | variables, capture_output=True, text=True, check=False)


def test_an_unsafe_installation_does_not_start_and_says_what_to_set() -> None:
    tried = settings_under()
    assert tried.returncode != 0
    assert "WEDERHOOR_SECRET_KEY: set a random text" in tried.stderr
    assert "WEDERHOOR_ALLOWED_HOSTS: set the host names" in tried.stderr


def test_a_safe_installation_starts() -> None:
    tried = settings_under(
        WEDERHOOR_SECRET_KEY="k" * 50,
        WEDERHOOR_ALLOWED_HOSTS="klachten.example.nl",
        WEDERHOOR_BASE_URL="https://klachten.example.nl",
    )
    assert (tried.returncode, tried.stderr) == (0, "")


@pytest.mark.django_db
def test_the_store_is_the_one_of_this_lane() -> None:
    assert connection.vendor == environment.lane()


@pytest.mark.django_db
def test_sqlite_keeps_what_it_acknowledged_and_overwrites_what_it_destroyed() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite only")
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")}
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


@pytest.mark.django_db
def test_the_health_page_answers_under_a_strict_policy(client: Client) -> None:
    answer = client.get("/gezond")
    assert (answer.status_code, answer.content) == (200, b"gezond\n")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
