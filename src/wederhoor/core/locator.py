"""Where a key of a TOML text stands: key path -> line, since the standard reader keeps no positions.

Meant for text that the reader has accepted: of a text that is no TOML the lines mean nothing, though nothing breaks.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

#: A path of keys and, within a list, of positions counted from 0: `("duty", 2, "term")`.
Path = tuple[str | int, ...]

_SCALAR: Final = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[^,\]}#\n]+', re.DOTALL)
_KEY: Final = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[^\s.=\]\[{},#"\']+')
_GAP: Final = re.compile(r"(?:[ \t\n,]+|#[^\n]*)*")
_JOINT: Final = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS: Final = re.compile(r"[ \t]*=?[ \t]*")
_HEADER: Final = re.compile(r"\[\[?[ \t]*")
_HEADER_END: Final = re.compile(r"[ \t]*\]?\]?")


@dataclass(slots=True)
class _Frame:
    """A list or table within a value that is still open; `index` is the next position in a list, None in a table."""

    path: Path
    index: int | None


@dataclass(slots=True)
class _Scan:
    """A walk through the text that notes the line of everything that has a path."""

    text: str
    at: int = 0
    line: int = 1
    lines: dict[Path, int] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def run(self) -> dict[Path, int]:
        table: Path = ()
        self._take(_GAP)
        while self.at < len(self.text):
            before = self.at
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._value(self._key(table))
            self._take(_GAP)
            # Only a text that is no TOML can stand still.
            self.at += self.at == before
        return self.lines

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        self.line += match[0].count("\n")
        return match[0]

    def _names(self) -> list[str]:
        names = [_plain(self._take(_KEY))]
        while self._take(_JOINT):
            names.append(_plain(self._take(_KEY)))
        return names

    def _header(self) -> Path:
        line, many = self.line, self.text.startswith("[[", self.at)
        self._take(_HEADER)
        *outer, last = self._names()
        self._take(_HEADER_END)
        path: Path = ()
        for name in outer:
            path = self._within((*path, name), line)
        if not many:
            return self._within((*path, last), line)
        path = (*path, last)
        self.lines.setdefault(path, line)
        self.counts[path] = self.counts.get(path, 0) + 1
        return self._within(path, line)

    def _within(self, path: Path, line: int) -> Path:
        if path in self.counts:
            path = (*path, self.counts[path] - 1)
        self.lines.setdefault(path, line)
        return path

    def _key(self, table: Path) -> Path:
        for name in self._names():
            table = (*table, name)
            self.lines.setdefault(table, self.line)
        self._take(_EQUALS)
        return table

    def _value(self, path: Path) -> None:
        frames: list[_Frame] = []
        following: Path | None = path
        while following is not None:
            self.lines.setdefault(following, self.line)
            opener = self.text[self.at : self.at + 1]
            if opener in ("[", "{"):
                self.at += 1
                frames.append(_Frame(following, 0 if opener == "[" else None))
            else:
                self._take(_SCALAR)
            following = self._following(frames)

    def _following(self, frames: list[_Frame]) -> Path | None:
        """The path of the next value within the frames that are open, or None where the last of them ends."""
        while frames:
            self._take(_GAP)
            frame = frames[-1]
            if self.text[self.at : self.at + 1] in ("]", "}", ""):
                self.at += 1
                frames.pop()
            elif frame.index is None:
                return self._key(frame.path)
            else:
                frame.index += 1
                return (*frame.path, frame.index - 1)
        return None


def _plain(key: str) -> str:
    """A key without its quotes. An escape stays as written; such a key is then placed on the line of its table."""
    return key[1:-1] if key[:1] in ('"', "'") else key


def lines(text: str) -> Mapping[Path, int]:
    """The line, counted from 1, of every key, table and list item of a TOML text."""
    return _Scan(text.replace("\r\n", "\n")).run()


def line_of(path: Sequence[str | int], where: Mapping[Path, int]) -> int:
    """The line of a path, or of the nearest thing around it that has one; 1 where nothing has."""
    for length in range(len(path), 0, -1):
        if (line := where.get(tuple(path[:length]))) is not None:
            return line
    return 1
