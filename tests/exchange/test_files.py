from email.message import EmailMessage

import pytest

from tests.factories.mails import CALENDAR, PNG, tnef
from wederhoor.actions.mail import File
from wederhoor.exchange.mail_in.parse import parse
from wederhoor.exchange.mail_in.tnef import unpacked


def mail(subject: str = "Klacht") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "noor@zonland.example", subject
    made.set_content("Zie hieronder.")
    return made


def files(made: EmailMessage) -> list[File]:
    found = parse(made.as_bytes())
    assert found is not None
    return list(found.files)


def test_the_files_of_a_mail_within_a_mail_can_be_reached() -> None:
    first, second, third = mail("Het / begin"), mail("Tweede"), mail()
    first.add_attachment(PNG, maintype="image", subtype="png", filename="foto.png")
    second.add_attachment(first)
    third.add_attachment(second)
    found = files(third)
    assert [file.name for file in found] == ["Tweede.eml", "Het begin.eml", "foto.png"]
    assert found[2].content == PNG
    assert b"Subject: Het / begin" in found[1].content


def test_a_picture_in_the_text_and_an_invitation_are_files() -> None:
    made = mail()
    made.add_alternative('<img src="cid:een">', subtype="html")
    made.add_alternative(CALENDAR, subtype="calendar")
    html = made.get_payload()[1]  # type: ignore[index]
    assert isinstance(html, EmailMessage)
    html.add_related(PNG, "image", "png", cid="<een>")
    assert [file.name for file in files(made)] == ["bijlage-1.png", "bijlage-2.ics"]


def test_what_outlook_packed_is_unpacked_beside_it() -> None:
    made = mail()
    made.add_attachment(tnef("map\\bewijs.pdf", b"%PDF"), maintype="application", subtype="ms-tnef", filename="winmail.dat")
    assert [(file.name, file.content[:4]) for file in files(made)] == [("winmail.dat", b"\x78\x9f\x3e\x22"), ("bewijs.pdf", b"%PDF")]


@pytest.mark.parametrize("cut", [0, 3, 6, 10, 40, 55])
def test_a_broken_pack_gives_what_is_whole(cut: int) -> None:
    whole = tnef("a.pdf", b"%PDF")
    assert list(unpacked(whole[:cut])) == []
    assert list(unpacked(whole + whole[6:])) == [("a.pdf", b"%PDF")] * 2


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("utf-8", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("cp1252", "us-ascii"),
        ("cp1252", "iso-8859-1"),
        ("utf-8", "punycode"),
        ("utf-8", "onzin"),
    ],
)
def test_a_charset_that_lies_is_seen_through(written: str, said: str) -> None:
    head = f"From: noor@zonland.example\nContent-Type: text/plain; charset={said}\nContent-Transfer-Encoding: 8bit\n\n"
    found = parse(head.encode() + "één “aanhaling” van € 5".encode(written))
    assert found is not None
    assert found.body == "één “aanhaling” van € 5"


def test_a_broken_mail_within_a_mail_does_not_make_the_whole_unreadable() -> None:
    head = b"From: noor@zonland.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nZie de bijlage.\n--b\n"
    found = parse(head + "Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=weg\n\nVraag één\n--b--\n".encode())
    assert found is not None
    assert found.body.strip() == "Zie de bijlage."
    assert b"Content-Type: multipart/mixed" in found.files[0].content
