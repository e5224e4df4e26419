"""What a mail tells of the complaint in it: by whom, when, of which product."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from tests.factories.house import NOW, an_organisation
from tests.factories.post import a_letter_in
from wederhoor.actions.prefill import Head, filing_of, head_of, product_in
from wederhoor.core.calendar import DEFAULT
from wederhoor.correspondence.models import Message

PRODUCTS = {"VIG-3": "Verzorgende IG 3", "VIG": "Verzorgende", "NL": "Nederlands"}


@pytest.fixture(autouse=True)
def _own_folder(db: None, tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def a_message(**headers: str) -> Message:
    return a_letter_in(an_organisation(), at=NOW, subject="Over VIG-3", headers={"Precedence": "bulk", **headers})


def test_the_form_begins_with_what_the_mail_tells() -> None:
    told = filing_of(a_message(Date="Tue, 21 Apr 2026 23:30:00 +0000"), DEFAULT, PRODUCTS.items())
    assert told["description"] == "Over VIG-3\n\nVraag 7 van het examen kan niet kloppen."
    assert (told["complainant.name"], told["complainant.email"]) == ("Noor de Wit", "noor@zonland.example")
    assert (told["filed_on"], told["subject.product"], told["channel"]) == (date(2026, 4, 22), "VIG-3", "mail")


def test_of_a_very_long_mail_the_form_holds_the_beginning() -> None:
    message = a_message()
    message.body = "Vraag 7. " * 10_000
    assert len(str(filing_of(message, DEFAULT, ())["description"])) < 20_000


@pytest.mark.parametrize("written", ["Wed, 22 Apr 2020 10:00:00 +0200", "Fri, 24 Apr 2026 10:00:00 +0200", "gisteren", ""])
def test_a_date_that_cannot_be_believed_is_that_of_receipt(written: str) -> None:
    assert filing_of(a_message(Date=written), DEFAULT, ())["filed_on"] == date(2026, 4, 22)


@pytest.mark.parametrize("sender", ["=?utf-8?b?a?= <noor@zonland.example>", "=?x-niets?q?Noor?= <noor@zonland.example>", "(" * 5_000])
def test_a_name_that_cannot_be_read_leaves_the_address(sender: str) -> None:
    message = a_message()
    (Path(settings.DATA_DIR) / message.raw).write_text(f"From: {sender}\n\nVraag 7", encoding="utf-8")
    assert filing_of(message, DEFAULT, ())["complainant.name"] == "noor@zonland.example"


def test_a_date_without_a_zone_is_read_as_utc() -> None:
    assert head_of(a_message(Date="Tue, 21 Apr 2026 09:00:00 -0000")).written_at is not None


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("=?utf-8?q?No=C3=ABl_de_Wit?= <noor@zonland.example>", "Noël de Wit"),
        ("noor@zonland.example", ""),
        ("=?onzin?q?x?= <noor@zonland.example>", ""),
    ],
)
def test_the_name_of_its_sender_is_read(tmp_path: Path, sender: str, name: str) -> None:
    message = a_message()
    whole = tmp_path / message.raw
    whole.write_bytes(whole.read_bytes().replace(b"Noor de Wit <noor@zonland.example>", sender.encode()))
    assert head_of(message).name == name


def test_a_raw_mail_that_is_gone_tells_nothing() -> None:
    assert head_of(Message(raw="raw/nergens.eml", received_at=NOW)) == Head()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("het examen verzorgende ig 3 klopt niet", "VIG-3"),
        ("VIG-3.", "VIG-3"),
        ("de verzorgende", "VIG"),
        ("onze verzorgenden", ""),
        ("NL", ""),
        ("(Nederlands)", "NL"),
        ("", ""),
    ],
)
def test_a_product_is_known_by_its_code_or_its_whole_name(text: str, code: str) -> None:
    assert product_in(text, PRODUCTS) == code
