"""The readable words in the parts of a mail: of any charset, and of HTML without its scripts and styles."""

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from html import unescape
from typing import Final

#: Bytes of one text that are read, and characters of HTML; the raw message keeps the rest.
_LONGEST_PART: Final = 8_000_000
_LONGEST_HTML: Final = 2_000_000
#: Characters of a header that are read as words.
_LONGEST_HEADER: Final = 10_000
#: Charsets that are named where another is meant.
_LOOSE: Final = frozenset({"ascii", "iso8859-1", "cp1252", "utf-8"})
_NO_CHARSETS: Final = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"})
_HIDDEN: Final = frozenset({"script", "style", "title"})
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f]")
_TORN: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_BREAKS: Final = frozenset({"p", "br", "div", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4"})


def plain(text: str) -> str:
    """A text that any database keeps: no lone surrogates, no control characters but tab and line end."""
    whole = text.encode("utf-8", "surrogateescape" if _is_escaped(text) else "replace").decode("utf-8", "replace")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """A text on one line, without what cannot be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in plain(text)).split())


def header_words(value: str) -> str:
    """A header as its reader sees it, encoded words decoded; what cannot be decoded is shown as it stands."""
    short = value[:_LONGEST_HEADER]
    try:
        return one_line("".join(_decoded(piece, charset) for piece, charset in decode_header(short)))
    except (HeaderParseError, ValueError, LookupError, TypeError, AttributeError):
        return one_line(short)


def part_text(part: Message) -> str:
    """The text of one part as it came, HTML with its tags."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    return plain(_decoded(raw[:_LONGEST_PART], part.get_content_charset()))


def html_words(text: str) -> str:
    """The words of a page of HTML. Its own small reading takes time in proportion to the page, also of one made to be slow."""
    words: list[str] = []
    hidden, last = "", 0
    page = _without_comments(plain(text[:_LONGEST_HTML]))
    for tag in _TAG.finditer(page):
        name, closes = tag.group(2).lower(), bool(tag.group(1))
        if not hidden:
            words.append(page[last : tag.start()].replace("\n", " "))
            words.append("\n" if name in _BREAKS else "")
            hidden = name if name in _HIDDEN and not closes else ""
        elif closes and name == hidden:
            hidden = ""
        last = tag.end()
    words.append("" if hidden else page[last:])
    lines = (" ".join(line.split()) for line in plain(unescape("".join(words))).splitlines())
    return "\n".join(line for line in lines if line)


def _without_comments(page: str) -> str:
    kept, place = [], 0
    while (start := page.find("<!--", place)) >= 0:
        kept.append(page[place:start])
        end = page.find("-->", start + 4)
        place = end + 3 if end >= 0 else len(page)
    return "".join((*kept, page[place:]))


def _decoded(piece: bytes | str, charset: str | None) -> str:
    """Bytes as text: as they say, else as UTF-8, else as the charset in which nothing is wrong.

    Who says Latin or nothing often means UTF-8, which text in another charset hardly ever is by chance; else he means what Windows
    calls Latin.
    """
    if isinstance(piece, str):
        return piece
    said = _codec(charset)
    for name in ("utf-8",) if said in _LOOSE else (said, "utf-8"):
        try:
            return piece.decode(name)
        except (LookupError, ValueError):
            continue
    return piece.decode("cp1252", "replace")


def _codec(charset: str | None) -> str:
    """The name of a charset as it is known here; UTF-8 for what is none, and for what takes time without end to read."""
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if name.replace("_", "-") in _NO_CHARSETS else name


def _is_escaped(text: str) -> bool:
    """Whether the parser kept bytes outside ASCII as surrogates, and nothing else that UTF-8 cannot hold."""
    return not _TORN.search(text)
