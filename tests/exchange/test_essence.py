import pytest

from tests.exchange.postman import a_mail
from wederhoor.exchange.mail_in.essence import essence, message_id_of


@pytest.mark.parametrize(
    "road",
    [
        b"Received: by mx2.example; Wed, 22 Apr 2026\n\tfrom elsewhere\n",
        b"Delivered-To: klachten@organisatie.example\n",
        b"X-Spam-Score: 0.1\n",
        b"Delivery-date: Wed, 22 Apr 2026 09:31:00 +0200\nContent-Length: 20\nLines: 1\n",
        b"IronPort-SDR: abc\nAuthentication-Results-Original: mx.example; spf=pass\n",
        b"From noor Wed Apr 22\n",
    ],
)
def test_a_mail_is_the_same_by_whatever_road_it_came(road: bytes) -> None:
    assert essence(road + a_mail()) == essence(a_mail())
    assert essence(a_mail().replace(b"\n", b"\r\n")) == essence(a_mail())


@pytest.mark.parametrize("other", [a_mail("Anders."), a_mail(headers={"Subject": "Anders"}), a_mail(headers={"In-Reply-To": "<a@b>"})])
def test_another_mail_is_another(other: bytes) -> None:
    assert essence(other) != essence(a_mail())


@pytest.mark.parametrize(("one", "two"), [(b"", b"x"), (b"geen kop", b"ook geen kop"), (b"\x00", b"\xff")])
def test_what_is_no_mail_is_told_apart_too(one: bytes, two: bytes) -> None:
    assert essence(one) != essence(two)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("<een@zonland.example>", "<een@zonland.example>"),
        ("\n <gevouwen@x>", "<gevouwen@x>"),
        ("geen kenmerk", None),
        ("<twee woorden@x>", None),
        ("<é@x>", None),
        (f"<{'a' * 300}@x>", None),
    ],
)
def test_a_message_id_is_trusted_only_when_it_is_one(header: str, found: str | None) -> None:
    assert message_id_of(a_mail(headers={"Message-ID": header})) == found


def test_a_message_id_in_the_body_is_none() -> None:
    assert message_id_of(a_mail("Message-ID: <in@de.tekst>", headers={"Message-ID": None})) is None
