"""A regulation that is in one language only, and what of it a page leaves unmarked (WCAG 3.1.2)."""

import re
from functools import cache
from html.parser import HTMLParser
from typing import Final

from tests.factories.house import shipped

#: Stands in all words of this regulation, and in nothing else.
SIGN: Final = "ß"
_BOTH: Final = re.compile(r'\{ nl = "((?:[^"\\]|\\.)*)", en = "(?:[^"\\]|\\.)*" \}')
_ALONE: Final = re.compile(r'^(text|heading|reading|subject) = "((?:[^"\\]|\\.)*)"$', re.MULTILINE)
_BODY: Final = re.compile(r'^body = """\n', re.MULTILINE)
_VOID: Final = frozenset({"meta", "link", "input", "br", "img", "hr"})
#: What a screen reader says of an element: it is in the language of the element as a whole.
_HEARD: Final = frozenset({"alt", "aria-description", "aria-label", "placeholder", "title"})
#: These hold text only: no words in them can be marked. What is typed in a field is on its own.
_TEXT_ONLY: Final = frozenset({"title", "option", "textarea", "svg"})
_APART: Final = frozenset({"textarea"})


@cache
def spoken_in(language: str, procedure: str = "klik-onderwijs") -> str:
    """A shipped regulation as if all that it says were in this language, and nothing of it there in another."""
    text = _ALONE.sub(rf'\1 = "{SIGN} \2"', shipped(procedure)).replace('language = "nl"', f'language = "{language}"')
    return _BODY.sub(f'body = """\n{SIGN} ', _BOTH.sub(rf'"{SIGN} \1"', text))


class Marks(HTMLParser):
    """Where a page says words of the regulation: `unmarked`, or (how often) `marked` as its language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.open: list[tuple[str, bool]] = [("", False)]
        self.unmarked: list[str] = []
        self.marked = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A stroke of a drawing."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held, within = dict(attrs), {one for one, _marked in self.open}
        self.unmarked += [f"{name}: {value}" for name, value in attrs if value and "<span" in value]
        if tag == "span" and within & _TEXT_ONLY:
            self.unmarked.append(f"a span within {within & _TEXT_ONLY}")
        unread = held.get("aria-hidden") == "true"
        marked = unread or (held["lang"] == self.language if "lang" in held else self.open[-1][1])
        self.unmarked += [f"{name}: {value}" for name, value in attrs if name in _HEARD and SIGN in (value or "") and not marked]
        if tag not in _VOID:
            self.open.append((tag, marked))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        marked, within = self.open[-1][1], {tag for tag, _marked in self.open}
        self.marked += marked and SIGN in data
        if SIGN in data and not marked and not within & _APART:
            self.unmarked.append(" ".join(data.split()))


def marks_of(page: str, language: str) -> Marks:
    """What a page says of a regulation in this language."""
    found = Marks(language)
    found.feed(page)
    return found
