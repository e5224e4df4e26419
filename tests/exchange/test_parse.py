from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from tests.exchange.postman import a_mail
from wederhoor.actions.mail import Incoming
from wederhoor.exchange.mail_in.parse import LONGEST_BODY, MOST_FILES, parse

HEAD = b"From: Noor <noor@zonland.example>\nSubject: Klacht\n"


def parsed(raw: bytes) -> Incoming:
    found = parse(raw)
    assert found is not None
    return found


def with_files(*names: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "noor@zonland.example", "Klacht"
    mail.set_content("Zie de bijlagen.")
    for name in names:
        mail.add_attachment(b"inhoud", maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def test_an_ordinary_mail_says_who_what_and_when() -> None:
    mail = parsed(a_mail())
    assert (mail.sender, mail.sender_name, mail.subject) == ("noor@zonland.example", "Noor de Wit", "Klacht over examen")
    assert mail.body.strip() == "Vraag 7 klopt niet."
    assert mail.written_at == datetime(2026, 4, 22, 7, 30, tzinfo=UTC)
    assert not mail.automatic


@pytest.mark.parametrize(
    ("charset", "words"),
    [("iso-8859-1", "één"), ("windows-1252", "€ 5"), ("utf-8", "ĳsje"), ("utf-16", "één"), ("x-bestaat-niet", "één"), ("", "één")],
)
def test_any_charset_is_read(charset: str, words: str) -> None:
    body = words.encode(charset if charset not in {"", "x-bestaat-niet"} else "utf-8")
    kind = f"Content-Type: text/plain; charset={charset}\n".encode() if charset else b""
    transfer = b"Content-Transfer-Encoding: 8bit\n\n"
    assert parsed(HEAD + kind + transfer + body).body.strip() == words


@pytest.mark.parametrize("codec", ["unicode_escape", "rot13", "zlib", "uu_codec", "mbcs", "undefined", "idna", "punycode"])
def test_what_is_a_codec_and_no_charset_reads_nothing_into_a_text(codec: str) -> None:
    body = HEAD + f"Content-Type: text/plain; charset={codec}\n\nVraag \\u0041".encode()
    assert parsed(body).body == "Vraag \\u0041"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?Klacht_=C3=A9=C3=A9n?=", "Klacht één"),
        ("=?utf-8?b?kapot", "=?utf-8?b?kapot"),
        ("Klacht =?utf-8?b?a?=", "Klacht =?utf-8?b?a?="),
        ("=?x-onbekend?q?=C3=A9?=", "é"),
        ("Klacht\n vervolg", "Klacht vervolg"),
        ("Klacht\x00\x07", "Klacht"),
    ],
)
def test_a_subject_is_one_readable_line(written: str, read: str) -> None:
    assert parsed(a_mail(headers={"Subject": written})).subject == read


def test_a_header_written_without_encoding_is_read() -> None:
    assert parsed("From: a@b.example\nSubject: één\n\nx".encode()).subject == "één"


def test_a_mail_of_html_only_gives_its_words() -> None:
    raw = HEAD + b"Content-Type: text/html\n\n<style>p{}</style><p>Goede <b>middag</b>,<script>x()</script></p><p>Vraag 7</p>"
    assert parsed(raw).body == "Goede middag,\nVraag 7"


def test_the_plain_text_goes_before_its_html() -> None:
    mail = EmailMessage()
    mail["From"] = "noor@zonland.example"
    mail.set_content("Gewone tekst")
    mail.add_alternative("<p>Opgemaakte tekst</p>", subtype="html")
    assert parsed(mail.as_bytes()).body.strip() == "Gewone tekst"


@pytest.mark.parametrize(
    ("plain", "page", "body"),
    [
        ("Geen HTML te zien.", f"<p>De echte klacht: {'zo ' * 50}</p>", "Geen HTML te zien.\n\nDe echte klacht: zo zo"),
        ("De echte klacht", f"<p>De echte <b>klacht</b>: {'zo ' * 50}</p>", "De echte klacht: zo zo"),
        ("De klacht: " + "zo " * 50, "<p>De klacht</p>", "De klacht: zo zo"),
    ],
)
def test_a_plain_text_that_says_next_to_nothing_does_not_hide_the_page(plain: str, page: str, body: str) -> None:
    mail = EmailMessage()
    mail["From"] = "noor@zonland.example"
    mail.set_content(plain)
    mail.add_alternative(page, subtype="html")
    assert parsed(mail.as_bytes()).body.startswith(body)


def test_a_letter_that_its_program_gave_the_name_of_a_file_is_read() -> None:
    mail = parsed(HEAD + b'Content-Type: text/plain; name="klacht.txt"\n\nVraag 7 klopt niet.')
    assert (mail.body, [file.name for file in mail.files]) == ("Vraag 7 klopt niet.", ["klacht.txt"])


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\x00\x00\x00", b"Subject: leeg\n\n"])
def test_what_says_nothing_and_comes_from_nobody_is_no_mail(raw: bytes) -> None:
    assert parse(raw) is None


@pytest.mark.parametrize(
    "broken",
    [
        b"Content-Type: multipart/mixed; boundary=x\n\nzonder grens",
        b"Content-Type: multipart/mixed\n\n--x\n\n--x--",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nafgebroken",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!geen base64",
        b"Content-Type: ;;;\n\nraar",
    ],
)
def test_a_broken_mail_keeps_its_sender(broken: bytes) -> None:
    assert parsed(HEAD + broken).sender == "noor@zonland.example"


def test_a_mail_nested_past_sense_is_for_a_person() -> None:
    part = "x"
    for depth in range(200):
        part = f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n{part}\n--b{depth}--\n"
    assert parse(HEAD + part.encode()) is None


@pytest.mark.parametrize(
    "sender",
    [
        None,
        "",
        "onleesbaar",
        "a@b.example, c@d.example",
        "a@b.example\nFrom: c@d.example",
        "<a b@c.example>",
        "noor@zonland.example>\x00<x@y",
    ],
)
def test_a_sender_who_is_not_one_address_is_nobody(sender: str | None) -> None:
    assert parsed(a_mail(headers={"From": sender})).sender == ""


def test_ten_thousand_recipients_are_read_in_a_moment() -> None:
    many = ",\n ".join(f"iemand{number}@zonland.example" for number in range(10_000))
    mail = parsed(a_mail(headers={"To": f"{many}, klachten+{'a' * 32}@organisatie.example"}))
    assert mail.tokens == ("a" * 32,)


def test_a_token_is_read_from_a_recipient_only() -> None:
    assert parsed(a_mail(f"klachten+{'a' * 32}@x.example", headers={"Subject": f"klachten+{'b' * 32}@x.example"})).tokens == ()


def test_what_it_answers_comes_nearest_first() -> None:
    headers = {"In-Reply-To": "<c@x>", "References": "<a@x> <b@x>\n <c@x>"}
    assert parsed(a_mail(headers=headers)).references == ("<c@x>", "<b@x>", "<a@x>")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-replied; owner"),
        ("Precedence", "bulk"),
        ("Return-Path", "<>"),
        ("List-Id", "<nieuws.x.example>"),
        ("X-Autoreply", "yes"),
        ("Content-Type", "multipart/report; report-type=delivery-status; boundary=x"),
    ],
)
def test_a_machine_is_recognised(name: str, value: str) -> None:
    assert parsed(a_mail(headers={name: value})).automatic


def test_a_mail_that_says_it_is_not_automatic_is_not() -> None:
    assert not parsed(a_mail(headers={"Auto-Submitted": "No"})).automatic


@pytest.mark.parametrize("date", ["gisteren", "Wed, 99 Apr 2026 09:30:00 +0200", "Mon, 01 Jan 99999 00:00:00 +0200", ""])
def test_a_date_that_is_none_is_no_date(date: str) -> None:
    assert parsed(a_mail(headers={"Date": date})).written_at is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("bewijs.pdf", "bewijs.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\bewijs.pdf", "bewijs.pdf"),
        (".htaccess", "htaccess"),
        ("foto é.jpg", "foto é.jpg"),
        ("..", "bijlage-1.pdf"),
        ("a" * 300 + ".pdf", "a" * 130 + ".pdf"),
    ],
)
def test_a_file_keeps_its_name_and_nothing_of_a_folder(given: str, kept: str) -> None:
    [file] = parsed(with_files(given)).files
    assert (file.name, file.content) == (kept, b"inhoud")


def test_a_mail_within_a_mail_is_a_file_whole() -> None:
    mail = EmailMessage()
    mail["From"] = "noor@zonland.example"
    mail.set_content("Doorgestuurd.")
    inner = EmailMessage()
    inner.set_content("De eerste klacht")
    mail.add_attachment(inner)
    found = parsed(mail.as_bytes())
    assert found.body.strip() == "Doorgestuurd."
    assert b"De eerste klacht" in found.files[0].content
    assert found.files[0].name == "bijlage-1.eml"


def test_what_is_too_much_is_cut_and_says_so() -> None:
    long = parsed(a_mail("x" * (LONGEST_BODY + 1)))
    assert (len(long.body), long.cut) == (LONGEST_BODY, True)
    many = parsed(with_files(*(f"{number}.pdf" for number in range(MOST_FILES + 1))))
    assert (len(many.files), many.cut) == (MOST_FILES, True)


def test_no_character_that_a_database_refuses_comes_through() -> None:
    mail = parsed(a_mail("voor\x00na\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace")))
    assert "\x00" not in mail.body
    assert mail.body.encode()
