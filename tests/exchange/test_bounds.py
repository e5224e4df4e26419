"""Mails that a stranger made to keep a machine busy for hours, or to fill its memory: each is read in a moment or is for a person."""

import pytest

from tests.factories.house import NOW, an_organisation
from wederhoor.actions.arrival import Taken
from wederhoor.correspondence.models import Message
from wederhoor.exchange.mail_in.bounds import MOST_LINES, MOST_PARTS, TooMuch, taken_apart
from wederhoor.exchange.mail_in.parse import parse, parse_head
from wederhoor.exchange.mail_in.receive import receive

HEAD = b"From: Noor <noor@zonland.example>\nSubject: Klacht\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


def nested(depth: int) -> bytes:
    return b"".join(f"Content-Type: multipart/mixed; boundary=b{place}\n\n--b{place}\n".encode() for place in range(depth))


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: text/plain" + b";" * 1_000_000,
        b'Content-Type: text/plain; a="' + b"x;" * 300_000,
        b"Content-Type: text/plain" + b"".join(b";\n name*%d*=a" % place for place in range(100_000)),
        b"Content-Disposition: inline" + b"".join(b";\n filename*%d*=a" % place for place in range(100_000)),
        b'Content-Disposition: attachment; filename="' + b"=?utf-8?q?a?= " * 500_000 + b'"',
    ],
)
def test_a_header_made_to_be_slow_is_read_as_far_as_sense_goes(header: bytes) -> None:
    found = parse(HEAD + header + b"\n\nVraag 7 klopt niet.")
    assert found is not None
    assert (found.sender, found.subject) == ("noor@zonland.example", "Klacht")


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + nested(300) + b"\n" * 1_000_000,
        HEAD + nested(29) + b"\n" * 1_000_000,
        HEAD + MIXED + b"--b\n\n" * 1_000_000,
        HEAD + b"Content-Type: message/delivery-status\n\n" + b"a: b\n\n" * 500_000,
        HEAD + b"\n" * (MOST_LINES + 1),
        HEAD + b"\r" * (MOST_LINES + 1),
        b"X: y\n" * 1_000_000 + HEAD,
    ],
)
def test_what_is_made_of_too_much_is_not_taken_apart(raw: bytes) -> None:
    with pytest.raises(TooMuch):
        taken_apart(raw)
    assert parse(raw) is None


def test_a_mail_of_many_parts_is_read_as_long_as_someone_may_have_written_it() -> None:
    found = parse(HEAD + MIXED + b"--b\n\nVraag\n" * (MOST_PARTS - 2))
    assert found is not None
    assert found.body.count("Vraag") == MOST_PARTS - 2


def test_a_mail_passed_on_fifty_times_is_read() -> None:
    raw = HEAD + b"\nDe eerste klacht"
    for _ in range(50):
        raw = HEAD + b"Content-Type: message/rfc822\n\n" + raw
    assert [file.name for file in parse(raw).files][:1] == ["Klacht.eml"]  # type: ignore[union-attr]


def test_a_sender_of_comments_within_comments_is_nobody() -> None:
    found = parse(b"From: " + b"(" * 9_000 + b"\n\nVraag 7 klopt niet.")
    assert found is not None
    assert (found.sender, found.body) == ("", "Vraag 7 klopt niet.")


def test_a_report_of_a_thousand_long_words_is_read_in_a_moment() -> None:
    head = b"From: mailer-daemon@x.example\nSubject: undeliverable\nContent-Type: multipart/report; boundary=b\n\n"
    found = parse(head + (b"--b\n\n" + b"a" * 100_000 + b"\n") * 400)
    assert found is not None
    assert found.bounce is not None
    assert found.bounce.recipients == ()


@pytest.mark.django_db
def test_whoever_looks_at_it_sees_from_whom_it_came() -> None:
    organisation = an_organisation()
    taken = receive(HEAD + MIXED + b"--b\n\n" * 3_000, organisation=organisation.slug, mailbox="klachten", now=NOW)
    assert taken == Taken("unreadable")
    row = Message.objects.get()
    assert (row.sender, row.subject, row.parser) == ("noor@zonland.example", "Klacht", 0)


def test_the_head_alone_is_read_within_the_same_bounds() -> None:
    assert parse_head(b"X: y\n" * 150_000 + HEAD) is None
