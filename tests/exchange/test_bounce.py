import pytest

from tests.exchange.postman import a_mail
from tests.exchange.returns import REPORTS
from wederhoor.actions.mail import Bounce
from wederhoor.exchange.mail_in.parse import parse

ID = "<brief-1@organisatie.example>"
TOKEN = "a" * 32
TO = "noor@zonland.example"


def bounced(raw: str) -> Bounce | None:
    found = parse(raw.encode())
    assert found is not None
    return found.bounce


@pytest.mark.parametrize("server", REPORTS)
def test_every_mail_server_says_which_letter_came_back(server: str) -> None:
    found = bounced(REPORTS[server](ID, f"klachten+{TOKEN}@organisatie.example", TO))
    assert found is not None
    assert ID in found.message_ids or TOKEN in found.tokens
    assert found.recipients == (TO,)


@pytest.mark.parametrize("word", ["delayed", "delivered", "relayed"])
def test_a_letter_that_is_only_late_did_not_come_back(word: str) -> None:
    raw = REPORTS["postfix"](ID, TO, TO).replace("Action: failed", f"Action: {word}")
    assert bounced(raw) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "mailer-daemon@x.example", "Subject": "Warning: message delayed, delivery problem"},
        {"From": "mailer-daemon@x.example", "Subject": "Gelezen: uw brief"},
        {"Auto-Submitted": "auto-replied", "Subject": "Undeliverable"},
        {"Subject": "Undeliverable: mijn klacht"},
        {"Return-Path": "<>", "In-Reply-To": ID, "Subject": "Automatisch antwoord: Uw klacht over niet bezorgde examens"},
    ],
)
def test_what_is_no_report_reports_nothing(headers: dict[str, str]) -> None:
    found = parse(a_mail(f"Message-ID: {ID}", headers=headers))
    assert found is not None
    assert found.bounce is None


def test_a_report_of_an_address_alone_says_the_address() -> None:
    raw = a_mail(f"De mail aan <{TO}> kwam niet aan.", headers={"From": "postmaster@x.example", "Subject": "Undeliverable"})
    assert parse(raw).bounce == Bounce((), (), (TO,))  # type: ignore[union-attr]
