from datetime import date
from pathlib import Path

import pytest

from wederhoor.exchange.mail_in.fetch_boxes import Box, Unsafe, boxes_in

WHOLE = """
[[mailbox]]
organisation = "klik-onderwijs"
key = "klachten"
host = "imap.example.nl"
user = "klachten@example.nl"
password_file = "/run/secrets/klachten"
"""


def faults(text: str, folder: Path, mode: int = 0o600) -> str:
    path = folder / "mailboxes.toml"
    path.write_text(text)
    path.chmod(mode)
    with pytest.raises(Unsafe) as unsafe:
        boxes_in(str(path))
    return str(unsafe.value)


def boxes(text: str, folder: Path, mode: int = 0o600) -> tuple[Box, ...]:
    path = folder / "mailboxes.toml"
    path.write_text(text)
    path.chmod(mode)
    return boxes_in(str(path))


def test_without_a_file_there_are_no_mailboxes() -> None:
    assert boxes_in("") == ()


def test_a_mailbox_is_read_with_what_goes_without_saying(tmp_path: Path) -> None:
    [box] = boxes(WHOLE + "since = 2026-01-31\n", tmp_path)
    assert (box.security, box.door, box.folder, box.move_to, box.since) == ("tls", 993, "INBOX", "", date(2026, 1, 31))
    assert box.place == "klachten@example.nl@imap.example.nl:993/INBOX"


def test_the_secret_is_read_when_it_is_needed(tmp_path: Path) -> None:
    [box] = boxes(WHOLE.replace("/run/secrets/klachten", str(tmp_path / "secret")), tmp_path)
    (tmp_path / "secret").write_text("een\n")
    assert box.secret() == "een"
    (tmp_path / "secret").write_text("twee\n")
    assert box.secret() == "twee"


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    [box] = boxes(WHOLE.replace('password_file = "/run/secrets/klachten"', 'password = "geheim"'), tmp_path)
    assert box.secret() == "geheim"
    assert "geheim" not in repr(box)


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        (('host = "imap.example.nl"', ""), "'host' is missing"),
        (('host = "imap.example.nl"', "host = 7"), "'host' must be a text"),
        (('key = "klachten"', 'key = "klachten"\nport = "143"'), "'port' must be a whole number"),
        (('key = "klachten"', 'key = "klachten"\nport = true'), "'port' must be a whole number"),
        (('key = "klachten"', 'key = "klachten"\nsince = "gisteren"'), "'since' must be a date"),
        (('key = "klachten"', 'key = "klachten"\ntoken_command = []'), "'token_command' must be a list of texts"),
        (('key = "klachten"', 'key = "klachten"\nwachtwoord = "x"'), "'wachtwoord' is unknown"),
        (('key = "klachten"', 'key = "klachten"\nsecurity = "none"'), "readable to all on the way"),
        (('key = "klachten"', 'key = "klachten"\nsecurity = "ssl"'), "must be tls, starttls or none"),
        (('key = "klachten"', 'key = "klachten"\nmove_to = "INBOX"'), "'move_to' is the folder itself"),
        (('key = "klachten"', 'key = "klachten"\nevery = 0'), "'every' must be at least 1"),
        (('password_file = "/run/secrets/klachten"', ""), "write one of password"),
        (('key = "klachten"', 'key = "klachten"\ntoken_file = "/x"'), "write one of password"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, instead: tuple[str, str], said: str) -> None:
    assert said in faults(WHOLE.replace(*instead), tmp_path)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_on_this_very_machine_it_need_not_be_encrypted(tmp_path: Path, host: str) -> None:
    [box] = boxes(WHOLE.replace("imap.example.nl", host) + 'security = "none"\n', tmp_path)
    assert box.door == 143


def test_a_password_that_everyone_can_read_is_refused(tmp_path: Path) -> None:
    text = WHOLE.replace('password_file = "/run/secrets/klachten"', 'password = "geheim"')
    said = faults(text, tmp_path, 0o644)
    assert "chmod o-r" in said
    assert "geheim" not in said


def test_a_file_that_only_points_to_secrets_may_be_read(tmp_path: Path) -> None:
    assert len(boxes(WHOLE, tmp_path, 0o644)) == 1


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    said = faults(WHOLE.replace("host", "hots") + WHOLE + WHOLE.replace("user", "name"), tmp_path)
    assert [line.partition(":")[0] for line in said.splitlines()] == ["mailbox 1", "mailbox 1", "mailbox 3", "mailbox 3"]


def test_the_same_mailbox_twice_is_refused(tmp_path: Path) -> None:
    assert faults(WHOLE + WHOLE, tmp_path) == "mailbox 2: the same as an earlier one"


@pytest.mark.parametrize("text", ["[[mailbox", "[mailbox]\nkey = 1", "[[box]]\nkey = 1", 'mailbox = ["x"]'])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    assert faults(text, tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unsafe, match="FileNotFoundError"):
        boxes_in(str(tmp_path / "geen.toml"))
