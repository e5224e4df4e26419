from pathlib import Path

import pytest

from wederhoor.site import environment

SAFE = {
    "WEDERHOOR_SECRET_KEY": "k" * 50,
    "WEDERHOOR_ALLOWED_HOSTS": "klachten.example.nl",
    "WEDERHOOR_BASE_URL": "https://klachten.example.nl",
}


def test_a_safe_environment_has_no_faults() -> None:
    assert environment.faults(SAFE) == []


def test_whoever_tries_it_out_needs_to_set_nothing_else() -> None:
    assert environment.faults({"WEDERHOOR_DEBUG": "yes"}) == []


@pytest.mark.parametrize("name", ["WEDERHOOR_ALLOWED_HOSTS", "WEDERHOOR_BASE_URL"])
def test_error_pages_with_all_details_are_for_this_machine_alone(name: str) -> None:
    [fault] = environment.faults({"WEDERHOOR_DEBUG": "1", name: SAFE[name]})
    assert fault.startswith("WEDERHOOR_DEBUG: leave it off")
    here = {"WEDERHOOR_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],.localhost", "WEDERHOOR_BASE_URL": "http://localhost:8000"}
    assert environment.faults({"WEDERHOOR_DEBUG": "1", **here}) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"WEDERHOOR_SECRET_KEY": ""}, "WEDERHOOR_SECRET_KEY"),
        ({"WEDERHOOR_SECRET_KEY": "k" * 49}, "WEDERHOOR_SECRET_KEY"),
        ({"WEDERHOOR_SECRET_KEY": environment.TRIAL_SECRET}, "WEDERHOOR_SECRET_KEY"),
        ({"WEDERHOOR_ALLOWED_HOSTS": ""}, "WEDERHOOR_ALLOWED_HOSTS"),
        ({"WEDERHOOR_ALLOWED_HOSTS": "klachten.example.nl,*"}, "WEDERHOOR_ALLOWED_HOSTS"),
        ({"WEDERHOOR_ALLOWED_HOSTS": "elders.example.nl"}, "WEDERHOOR_ALLOWED_HOSTS"),
        ({"WEDERHOOR_BASE_URL": "http://klachten.example.nl"}, "WEDERHOOR_BASE_URL"),
        ({"WEDERHOOR_BASE_URL": ""}, "WEDERHOOR_BASE_URL"),
        ({"WEDERHOOR_TIME_ZONE": "Europa/Amsterdam"}, "WEDERHOOR_TIME_ZONE"),
        ({"WEDERHOOR_CLAMAV": "ergens"}, "WEDERHOOR_CLAMAV"),
        ({"WEDERHOOR_DATA_DIR": __file__}, "WEDERHOOR_DATA_DIR"),
        ({"WEDERHOOR_SMTP_SECURITY": "ssl"}, "WEDERHOOR_SMTP_SECURITY"),
        ({"WEDERHOOR_SMTP_HOST": "mail.example.nl"}, "WEDERHOOR_MAIL_FROM"),
        (
            {"WEDERHOOR_SMTP_HOST": "mail.example.nl", "WEDERHOOR_SMTP_SECURITY": "none", "WEDERHOOR_MAIL_FROM": "k@example.nl"},
            "WEDERHOOR_SMTP_SECURITY",
        ),
    ],
)
def test_what_is_unsafe_is_refused_by_name(change: dict[str, str], named: str) -> None:
    found = environment.faults(SAFE | change)
    assert [fault.split(":")[0] for fault in found] == [named]


@pytest.mark.parametrize("base", ["http://localhost:8000", "http://127.0.0.1:8000", "http://klik.localhost"])
def test_an_unencrypted_address_may_only_be_this_machine(base: str) -> None:
    assert environment.faults(SAFE | {"WEDERHOOR_BASE_URL": base, "WEDERHOOR_ALLOWED_HOSTS": "localhost,127.0.0.1,.localhost"}) == []


def test_sqlite_takes_the_write_lock_at_once_and_waits_for_the_disk() -> None:
    found = environment.database("sqlite:////srv/wederhoor.sqlite3")
    assert found["NAME"] == "/srv/wederhoor.sqlite3"
    assert (found["OPTIONS"]["transaction_mode"], found["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]
    assert "secure_delete=ON" in found["OPTIONS"]["init_command"]


def test_loading_the_demonstration_does_not_wait_for_the_disk() -> None:
    assert "synchronous=OFF" in environment.database("sqlite:///demo.sqlite3", demo_load=True)["OPTIONS"]["init_command"]


def test_a_postgresql_address_is_taken_apart_and_pooled() -> None:
    found = environment.database("postgresql://jan:ge%40heim@db.example:5433/klachten?sslmode=require")
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "klachten",
        "USER": "jan",
        "PASSWORD": "ge@heim",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert found["OPTIONS"] == {"pool": True, "sslmode": "require"}


def test_a_socket_is_named_by_its_folder() -> None:
    found = environment.database("postgresql:///klachten?host=/run/postgresql")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {"pool": True})


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite://host/file", "postgresql://host", "klachten.sqlite3"])
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="WEDERHOOR_DATABASE_URL"):
        environment.database(url)


@pytest.mark.parametrize(("text", "expected"), [("25", 25), ("", 587), (" 465 ", 465)])
def test_a_number_is_read(text: str, expected: int) -> None:
    assert environment.number({"WEDERHOOR_SMTP_PORT": text}, "WEDERHOOR_SMTP_PORT", 587) == expected


def test_a_number_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="WEDERHOOR_SMTP_PORT"):
        environment.number({"WEDERHOOR_SMTP_PORT": "vijf"}, "WEDERHOOR_SMTP_PORT", 587)


def test_mailboxes_that_are_not_safe_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "mailboxes.toml"
    path.write_text(
        '[[mailbox]]\norganisation = "o"\nkey = "k"\nhost = "imap.example.nl"\nuser = "u"\nsecurity = "none"\ntoken_file = "/t"\n'
    )
    [fault] = environment.faults({"WEDERHOOR_DEBUG": "1", "WEDERHOOR_MAILBOXES": str(path)})
    assert fault.startswith("WEDERHOOR_MAILBOXES: mailbox 1: 'security' must be tls or starttls")
