"""A thousand mails as mixed as the real world's, of people who do not exist; the same ones for the same seed."""

import base64
import random
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime

from faker import Faker

from tests.exchange.returns import REPORTS
from tests.factories.house import DAY, NOW

WORDS = "Vraag zeven van het examen klopt niet, want één antwoord ontbreekt. De student kreeg daardoor geen punt: € 25 voor niets."
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
LARGE = 25_000_000
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Gesprek\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@dataclass(frozen=True)
class Known:
    """A letter of ours that may be answered: its Message-ID, its answer address, its addressee, the number of its dossier."""

    message_id: str
    answers: str
    to: str
    number: str


@dataclass(frozen=True)
class Made:
    """A mail: what kind it is of, its bytes, and the number of the dossier that it must join, if any."""

    kind: str
    raw: bytes
    joins: str = ""


@dataclass
class Post:
    """Makes mails; `known` are the letters of ours that strangers and parties answer."""

    known: list[Known]
    seed: int = 4
    count: int = 0
    dice: random.Random = field(init=False)
    people: Faker = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - nothing secret: the same mails for the same seed
        self.people = Faker("nl_NL")
        self.people.seed_instance(self.seed)

    def mails(self, number: int) -> Iterator[Made]:
        """So many, of every kind in turn, the heavy ones few."""
        kinds = list(KINDS.items())
        for place in range(number):
            self.count += 1
            name, make = kinds[place % len(kinds)]
            yield self._made(name, make)
        for name, make in HEAVY.items():
            self.count += 1
            yield self._made(name, make)

    def _made(self, name: str, make: "Maker") -> Made:
        made = make(self)
        return Made(name, *made) if isinstance(made, tuple) else Made(name, made)

    def sender(self) -> str:
        """Someone who does not exist."""
        return f"{self.people.name()} <persoon{self.count}@{self.people.safe_domain_name()}>"

    def answered(self) -> Known:
        """A letter of ours."""
        return self.dice.choice(self.known)

    def head(self, **more: str | None) -> dict[str, str | None]:
        """The headers of an ordinary mail; None leaves one out."""
        usual: dict[str, str | None] = {
            "From": self.sender().encode("ascii", "replace").decode(),
            "To": "klachten@organisatie.example",
            "Subject": f"Klacht {self.count}",
            "Date": format_datetime(NOW - DAY * self.dice.random()),
            "Message-ID": f"<{self.count}.{self.dice.getrandbits(40)}@{self.people.safe_domain_name()}>",
        }
        return {**usual, **{name.replace("_", "-"): value for name, value in more.items()}}

    def marked(self, headers: Mapping[str, str | None]) -> bytes:
        """An ordinary mail with these headers."""
        return self.raw(None, **headers)

    def raw(self, body: bytes | None = None, **more: str | None) -> bytes:
        """A mail written by hand, so that it may be wrong."""
        lines = [f"{name}: {value}" for name, value in self.head(**more).items() if value is not None]
        return "\n".join(lines).encode() + b"\n\n" + (WORDS.encode() if body is None else body) + b"\n"

    def mail(self, **more: str | None) -> EmailMessage:
        """A mail written by the rules."""
        mail = EmailMessage()
        for name, value in self.head(**more).items():
            if value is not None:
                mail[name] = value
        mail.set_content(f"{WORDS}\nNummer {self.count}")
        return mail


Maker = Callable[[Post], bytes | tuple[bytes, str]]


# Ordinary and not quite -------------------------------------------------------------------------------------------------------


def _plain(post: Post) -> bytes:
    return post.mail().as_bytes()


def _html(post: Post) -> bytes:
    return post.raw(
        f"<html><style>p{{}}</style><p>{WORDS}</p><script>x()</script></html>".encode(), Content_Type="text/html; charset=utf-8"
    )


def _both(post: Post) -> bytes:
    mail = post.mail()
    mail.add_alternative(f"<p>{WORDS}</p>", subtype="html")
    return mail.as_bytes()


def _mislabelled(post: Post) -> bytes:
    written, said = post.dice.choice(
        [
            ("utf-8", "iso-8859-1"),
            ("cp1252", "utf-8"),
            ("cp1252", "us-ascii"),
            ("utf-16", "utf-8"),
            ("utf-8", "x-onzin"),
            ("utf-8", "punycode"),
        ]
    )
    return post.raw(WORDS.encode(written), Content_Type=f"text/plain; charset={said}", Content_Transfer_Encoding="8bit")


def _broken(post: Post) -> bytes:
    body, kind = post.dice.choice(
        [
            (b"zonder grens", "multipart/mixed; boundary=x"),
            (b"--x\n\n--x--", "multipart/mixed"),
            (b"--x\nContent-Type: text/plain\n\nafgebroken", "multipart/mixed; boundary=x"),
            (b"--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\ntekst\n--x--", "multipart/mixed; boundary=x"),
            (b"raar", ";;;"),
            (b"\xff\xfe\x00\x00", "text/plain; charset=\x00"),
        ]
    )
    return post.raw(body, Content_Type=kind)


def _base64(post: Post) -> bytes:
    body = base64.encodebytes(WORDS.encode())[: post.dice.randint(1, 200)]
    return post.raw(body, Content_Transfer_Encoding="base64", Content_Type="text/plain; charset=utf-8")


def _empty(post: Post) -> bytes:
    return post.raw(b"", Subject=post.dice.choice(["", "Klacht", None]))


def _no_head(post: Post) -> bytes:
    return post.dice.choice([f"Alleen tekst, nummer {post.count}.".encode(), bytes([0, 255, post.count % 256]) * 20, b"\x00" * post.count])


def _dates(post: Post) -> bytes:
    dates = ["Thu, 01 Jan 1970 00:00:00 +0000", "Fri, 31 Dec 2099 23:59:59 +0100", "gisteren", "Mon, 01 Jan 99999 00:00:00 +0000", None]
    return post.raw(Date=post.dice.choice(dates))


def _injected(post: Post) -> bytes:
    line = post.dice.choice(
        ["=?utf-8?q?Klacht=0D=0ABcc:_allen@elders.example?=", "Klacht\r\n Bcc: allen@elders.example", "=?utf-8?b?DQpCY2M6IHhAeS56?="]
    )
    return post.raw(Subject=line, From=f"=?utf-8?q?Noor=0D=0ABcc:?= <persoon{post.count}@elders.example>")


def _senders(post: Post) -> bytes:
    odd = [
        None,
        "",
        "onleesbaar",
        "a@b.example, c@d.example",
        "<>",
        '"a b"@c.example',
        f"{'x' * 400}@elders.example",
        "noor@zönland.example",
    ]
    return post.raw(From=post.dice.choice(odd))


# With files -------------------------------------------------------------------------------------------------------------------


def _files(post: Post) -> bytes:
    mail = post.mail()
    for name, content in (("../../bewijs.pdf", b"%PDF-1.7"), ("één foto.png", PNG), ("toets.exe", b"MZ")):
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _inline(post: Post) -> bytes:
    mail = post.mail()
    mail.add_alternative('<p>Zie <img src="cid:een"></p>', subtype="html")
    mail.get_payload()[1].add_related(PNG, "image", "png", cid="<een>")  # type: ignore[index, union-attr]
    return mail.as_bytes()


def _forwarded(post: Post) -> bytes:
    mail = post.mail()
    for _ in range(post.dice.randint(1, 4)):
        outer = post.mail(Message_ID=f"<{post.dice.getrandbits(60)}@elders.example>")
        outer.add_attachment(mail)
        mail = outer
    return mail.as_bytes()


def _calendar(post: Post) -> bytes:
    mail = post.mail()
    mail.add_alternative(CALENDAR, subtype="calendar", params={"method": "REQUEST"})
    return mail.as_bytes()


def tnef(name: str, content: bytes) -> bytes:
    """winmail.dat with one file in it."""
    parts = ((0x00069002, bytes(14)), (0x00018010, name.encode() + b"\x00"), (0x0006800F, content))
    made = (struct.pack("<BII", 2, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF) for kind, value in parts)
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(made)


def _winmail(post: Post) -> bytes:
    mail = post.mail()
    packed = tnef("bewijs.pdf", b"%PDF")[: post.dice.choice([40, 1000])]
    mail.add_attachment(packed, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return mail.as_bytes()


# Not written by a person ------------------------------------------------------------------------------------------------------


def _machine(post: Post) -> bytes:
    marks: list[dict[str, str | None]] = [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<nieuws.elders.example>"},
        {"Subject": "Automatisch antwoord: Uw klacht"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ]
    return post.marked(post.dice.choice(marks))


def _bounced(post: Post) -> bytes:
    letter = post.answered()
    write = REPORTS[post.dice.choice(list(REPORTS))]
    named = post.dice.random() < 0.5
    message_id, answers = (letter.message_id, letter.answers) if named else (f"<{post.count}@vreemd.example>", "vreemd@elders.example")
    return f"Message-ID: <rapport-{post.count}@zonland.example>\n{write(message_id, answers, f'weg{post.count}@zonland.example')}".encode()


def _own(post: Post) -> bytes:
    return post.raw(From=post.dice.choice(["klachten@eigen.example", "Klachten <KLACHTEN@eigen.example>", "wederhoor@localhost"]))


# Answers, true and forged -----------------------------------------------------------------------------------------------------


def _answer(post: Post) -> tuple[bytes, str]:
    letter = post.answered()
    way = post.dice.choice([{"To": letter.answers}, {"In_Reply_To": letter.message_id}, {"References": f"<x@y> {letter.message_id}"}])
    return post.marked({"From": f"Iemand <{letter.to.upper()}>", **way}), letter.number


def _forged(post: Post) -> bytes:
    letter = post.answered()
    token = letter.answers.partition("+")[2][:32]
    ways: list[dict[str, str | None]] = [
        {"Subject": f"Re: dossier {letter.number}"},
        {"Subject": f"Re: {letter.number}", "From": letter.to},
        {"In_Reply_To": letter.message_id},
        {"To": letter.answers},
        {"To": f"klachten+{token[:-1]}{'a' if token[-1] != 'a' else 'b'}@eigen.example", "From": letter.to},
        {"To": f"klachten+{letter.number}@eigen.example", "From": letter.to},
        {"In_Reply_To": f"<{letter.number}@eigen.example>", "From": letter.to},
        {"Subject": f"klachten+{token}@eigen.example", "From": letter.to},
    ]
    return post.marked(post.dice.choice(ways))


# Heavy ------------------------------------------------------------------------------------------------------------------------


def _large(post: Post) -> bytes:
    mail = post.mail()
    mail.add_attachment(b"%PDF" + post.dice.randbytes(1_000) * (LARGE // 1_000), maintype="application", subtype="pdf", filename="scan.pdf")
    return mail.as_bytes()


def _too_large(post: Post) -> bytes:
    return post.raw(b"x" * (50_000_000 + 1))


def _many(post: Post) -> bytes:
    return post.raw(To=",\n ".join(f"iemand{number}@zonland.example" for number in range(10_000)))


def _deep(post: Post) -> bytes:
    part = "x"
    for depth in range(120):
        part = f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n{part}\n--b{depth}--\n"
    return "\n".join(f"{name}: {value}" for name, value in post.head().items()).encode() + b"\n" + part.encode()


KINDS: dict[str, Maker] = {
    "plain": _plain,
    "html": _html,
    "both": _both,
    "mislabelled": _mislabelled,
    "broken": _broken,
    "base64": _base64,
    "empty": _empty,
    "no_head": _no_head,
    "dates": _dates,
    "injected": _injected,
    "senders": _senders,
    "files": _files,
    "inline": _inline,
    "forwarded": _forwarded,
    "calendar": _calendar,
    "winmail": _winmail,
    "machine": _machine,
    "bounced": _bounced,
    "own": _own,
    "answer": _answer,
    "forged": _forged,
}
HEAVY: dict[str, Maker] = {"large": _large, "too_large": _too_large, "many": _many, "deep": _deep}
