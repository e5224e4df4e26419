"""The readable words in the parts of a mail: of any charset, and of HTML without its scripts and styles."""

from email.header import decode_header
from email.message import Message
from html.parser import HTMLParser
from typing import Final

#: Characters of HTML that are read; the raw message keeps the rest.
_LONGEST_HTML: Final = 2_000_000
_HIDDEN: Final = frozenset({"script", "style", "title"})
_BREAKS: Final = frozenset({"p", "br", "div", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4"})


def plain(text: str) -> str:
    """A text that any database keeps: no lone surrogates, no control characters but tab and line end."""
    whole = text.encode("utf-8", "surrogateescape" if _is_escaped(text) else "replace").decode("utf-8", "replace")
    return "".join(letter for letter in whole.replace("\r\n", "\n").replace("\r", "\n") if letter >= " " or letter in "\n\t")


def one_line(text: str) -> str:
    """A text on one line, without what cannot be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in plain(text)).split())


def header_words(value: str) -> str:
    """A header as its reader sees it, encoded words decoded; what cannot be decoded is shown as it stands."""
    try:
        return one_line("".join(_decoded(piece, charset) for piece, charset in decode_header(value)))
    except (ValueError, LookupError, TypeError, AttributeError):
        return one_line(value)


def part_words(part: Message) -> str:
    """The text of one part, HTML as words."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    text = _decoded(raw, part.get_content_charset())
    return html_words(text) if part.get_content_type() == "text/html" else plain(text)


def html_words(text: str) -> str:
    """The words of a page of HTML."""
    reader = _Words()
    reader.feed(plain(text[:_LONGEST_HTML]))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).splitlines())
    return "\n".join(line for line in lines if line)


def _decoded(piece: bytes | str, charset: str | None) -> str:
    """Bytes as text: as they say, else as UTF-8, else as the charset in which nothing is wrong."""
    if isinstance(piece, str):
        return piece
    for name in (charset, "utf-8"):
        try:
            return piece.decode(name) if name else piece.decode("utf-8")
        except (LookupError, ValueError):
            continue
    return piece.decode("cp1252", "replace")


def _is_escaped(text: str) -> bool:
    """Whether the parser kept bytes outside ASCII as surrogates, and nothing else that UTF-8 cannot hold."""
    return all(not "\ud800" <= letter <= "\udfff" or "\udc80" <= letter <= "\udcff" for letter in text)


class _Words(HTMLParser):
    """Gathers what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in _HIDDEN
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
