"""Texts of an account: without the code of whoever complains; those that are too long for paper stand beside it as files."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.load import Opened
from wederhoor.actions.packet_hiding import hidden
from wederhoor.actions.tracking import code_of
from wederhoor.web.account import Account, Part

#: Letters of one text on paper, and of all texts together: to draw a thousand of them takes a third of a megabyte of memory.
LONGEST: Final = 50_000
MOST: Final = 600_000
#: What is no longer than this stands on paper, however many there are.
_SHORT: Final = 500


@dataclass
class Apart:
    """An account whose long texts are set apart. `files`: those, each under its name in the zip."""

    account: Account
    files: list[tuple[str, bytes]] = field(default_factory=list)
    left: int = MOST


def without_code(part: Part, opened: Opened) -> Part:
    """A file is passed on: the code of whoever complains stands in none, also where he wrote it himself."""
    code = code_of(next(iter(opened.rows.values())))
    plain = _plain(code)
    items = [
        replace(item, texts=[(name, hidden(text, (code,)) if plain in _plain(text) else text) for name, text in item.texts])
        for item in part.items
    ]
    return replace(part, items=items)


def set_apart(account: Account) -> Apart:
    """Long texts go to files of their own, and so does what comes once the account is long; in their place stands which file it is."""
    found = Apart(account)
    found.account = replace(account, parts=[_shortened(found, part) for part in account.parts])
    return found


def _shortened(found: Apart, part: Part) -> Part:
    return replace(part, items=[replace(item, texts=list(_texts(found, item.texts))) for item in part.items])


def _texts(found: Apart, texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, text in texts:
        if len(text) <= _SHORT or len(text) <= min(LONGEST, found.left):
            found.left -= len(text)
            yield name, text
        else:
            yield name, _file(found, text)


def _file(found: Apart, text: str) -> str:
    content = text.encode("utf-8", "replace")
    name = f"tekst-{len(found.files) + 1:03d}.txt"
    found.files.append((name, content))
    digest = hashlib.sha256(content).hexdigest()
    return _("Deze tekst is lang. Hij zit in de zip als {file}. Controlegetal (SHA-256):\n{digest}").format(file=name, digest=digest)


def _plain(text: str) -> str:
    return "".join(text.upper().split()).replace("-", "")
