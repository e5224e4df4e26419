"""The file of sign-ons: what it gives, and each fault told at once and without a secret."""

from pathlib import Path

import pytest

from wederhoor.web.sign_on import Unfit, is_private, sign_ons_in

GOOD = """[[sign_on]]
key = "zonland"
organisation = "klik-onderwijs"
issuer = "https://login.zonland.example"
client_id = "wederhoor"
client_secret = "heel-geheim"
domains = { "Zonland.example" = "K001" }
"""


def written(folder: Path, text: str, *, mode: int = 0o600) -> str:
    path = folder / "sign-on.toml"
    path.write_text(text)
    path.chmod(mode)
    return str(path)


def faults(folder: Path, text: str, *, mode: int = 0o600) -> str:
    with pytest.raises(Unfit) as unfit:
        sign_ons_in(written(folder, text, mode=mode))
    return str(unfit.value)


def test_a_sign_on_is_read_with_its_domains_in_small_letters(tmp_path: Path) -> None:
    [one] = sign_ons_in(written(tmp_path, GOOD))
    assert (one.key, one.issuer, one.domains) == ("zonland", "https://login.zonland.example", {"zonland.example": "K001"})
    assert "heel-geheim" not in repr(one)


def test_without_a_file_there_is_none() -> None:
    assert sign_ons_in("") == []


def test_a_secret_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("apart\n")
    [one] = sign_ons_in(written(tmp_path, GOOD.replace('client_secret = "heel-geheim"', f'client_secret_file = "{tmp_path}/secret"')))
    assert one.client_secret == "apart"


@pytest.mark.parametrize(
    ("was", "is_now", "told"),
    [
        ('key = "zonland"\n', "", "'key' is missing"),
        ("https://", "http://", "must begin with https://"),
        ('client_id = "wederhoor"', "client_id = 7", "'client_id' must be a text"),
        ('{ "Zonland.example" = "K001" }', '["zonland.example"]', "must be a table"),
        ("client_id", "client", "'client' is not known"),
        ('client_secret = "heel-geheim"', 'client_secret_file = "/nergens/geheim"', "secret cannot be read"),
    ],
)
def test_each_fault_is_told_without_the_secret(tmp_path: Path, was: str, is_now: str, told: str) -> None:
    said = faults(tmp_path, GOOD.replace(was, is_now))
    assert told in said
    assert "heel-geheim" not in said


def test_a_secret_that_everyone_can_read_is_refused(tmp_path: Path) -> None:
    assert "everyone on this machine can read it" in faults(tmp_path, GOOD, mode=0o644)


def test_a_domain_stands_there_once_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "zonland.example stands there twice" in faults(tmp_path, GOOD + GOOD)
    assert "cannot be read" in faults(tmp_path, "[[sign_on")


@pytest.mark.parametrize(
    ("address", "private"),
    [("https://a.example", True), ("http://127.0.0.1:8000/x", True), ("http://a.example", False), ("", False), ("file:///etc", False)],
)
def test_what_travels_readable_is_not_private(address: str, private: bool) -> None:
    assert is_private(address) is private
