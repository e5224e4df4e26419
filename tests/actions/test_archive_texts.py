"""What is too long for paper stands beside it, whole and with its digest, so that an account takes no more memory than it may."""

import hashlib

from wederhoor.actions.archive_texts import LONGEST, MOST, set_apart
from wederhoor.web.account import Account, Item, Part


def account(*texts: str) -> Account:
    return Account("Verslag", "ECM", (), (), [Part("Berichten", items=[Item("Bericht", texts=[("Tekst", text)]) for text in texts])])


def test_what_is_short_stays() -> None:
    given = account("kort", "x" * LONGEST)
    found = set_apart(given)
    assert (found.account, found.files) == (given, [])


def test_a_long_text_goes_whole_to_a_file_that_the_account_names() -> None:
    text = "é" * (LONGEST + 1)
    found = set_apart(account("voor", text, "na"))
    said = [item.texts[0] for item in found.account.parts[0].items]
    assert found.files == [("tekst-001.txt", text.encode())]
    assert (said[0], said[2]) == (("Tekst", "voor"), ("Tekst", "na"))
    assert said[1][0] == "Tekst"
    assert "tekst-001.txt" in said[1][1]
    assert hashlib.sha256(text.encode()).hexdigest() in said[1][1]


def test_once_an_account_is_long_what_comes_goes_to_files_but_what_is_short() -> None:
    texts = ["x" * 40_000] * 20
    found = set_apart(account(*texts, "kort"))
    kept = [item.texts[0][1] for item in found.account.parts[0].items]
    assert sum(len(text) for text in kept) <= MOST + 20 * 500
    assert (len(found.files), kept[-1]) == (20 - MOST // 40_000, "kort")


def test_half_a_sign_hinders_nothing() -> None:
    assert set_apart(account("\ud800" * (LONGEST + 1))).files[0][1] == b"?" * (LONGEST + 1)
