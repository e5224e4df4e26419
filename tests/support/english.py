"""Reads a page for Dutch outside whatever is marked as Dutch."""

import re
from collections.abc import Collection
from html.parser import HTMLParser
from typing import Final

#: Words that no English text holds.
_DUTCH: Final = re.compile(
    r"\b(het|een|niet|wordt|worden|voor|naar|nog|geen|deze|ook|uw|wij|zijn|uit|heeft|hebt|klacht|klager|wie|aan|op|bezwaar|terug)\b",
    re.IGNORECASE,
)
_VOID: Final = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect", "line"})
_SAID: Final = frozenset({"aria-label", "placeholder", "title"})


class Said(HTMLParser):
    """What a page says in its own language: texts and labels outside whatever is marked as another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        aside = tag in {"script", "style", "code", "textarea"} or held.get("lang", "en") != "en"
        aside = aside or any(one for _tag, one in self.open)
        if not aside:
            self.said += [value for name, value in attrs if name in _SAID and value]
        if tag not in _VOID:
            self.open.append((tag, aside))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(aside for _tag, aside in self.open):
            self.said.append(" ".join(data.split()))


def dutch_in(page: str, *, written: Collection[str] = ()) -> list[str]:
    """The texts of a page that hold Dutch; `written`: what people wrote, and names."""
    found = Said()
    found.feed(page)
    texts = [text for text in found.said if not any(text in one or one in text for one in written)]
    return [text for text in texts if _DUTCH.search(text)]
