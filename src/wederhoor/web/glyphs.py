"""Characters that can be printed for good: PDF/A takes none that its fonts lack (ISO 19005-2, 6.2.11.8). Those stand as their code."""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from wederhoor.web.typeset import Unset, typeset

_TEMPLATE: Final = Path(__file__).with_name("glyphs.typ")
#: What every font of ours has: plain, accented and extended Latin letters, and the end of a line.
_SURE: Final = frozenset({"\n", *map(chr, range(0x20, 0x7F)), *map(chr, range(0xA1, 0x180))} - {"\u00ad"})
#: Written signs of East Asia, which our fonts lack: not asked one by one.
_LACKING: Final = (range(0x2E80, 0xA4D0), range(0xAC00, 0xD7B0), range(0xF900, 0xFB00), range(0x20000, 0x323B0))
#: Signs that are no characters, and those that turn the direction of what follows: with these a text could be made to read otherwise.
_NONE: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNS: Final = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
#: Of each sign that was met whether it can be printed: the fonts come with the program.
_known: dict[str, bool] = {}


def printable(said: object, *, sure_only: bool = False) -> object:
    """The same words with each character that cannot be printed as its code, `[U+6F22]`. `said`: texts, lists and tables of these.

    `sure_only`: keeps no more than Latin letters, for what cannot be printed all the same.
    """
    found = {sign for text in _texts(said) for sign in text} - _SURE - {"\t", "\r"}
    bad = found if sure_only else _unprintable(found)
    runs = re.compile(f"[{''.join(map(re.escape, sorted(bad)))}]+") if bad else None
    return _changed(said, lambda text: _coded(text.replace("\r", "").replace("\t", " "), runs))


def _coded(text: str, runs: re.Pattern[str] | None) -> str:
    return runs.sub(lambda run: f"[{' '.join(f'U+{ord(sign):04X}' for sign in run[0])}]", text) if runs else text


def _texts(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)


def _changed(said: object, change: Callable[[str], str]) -> object:
    if isinstance(said, str):
        return change(said)
    if isinstance(said, Mapping):
        return {name: _changed(value, change) for name, value in said.items()}
    return [_changed(value, change) for value in said] if isinstance(said, list) else said


def _unprintable(signs: Collection[str]) -> set[str]:
    fresh = [sign for sign in signs if sign not in _known]
    doubtful = [sign for sign in fresh if not _never(sign)]
    failing = set(_failing(doubtful)) | (set(fresh) - set(doubtful))
    _known.update({sign: sign not in failing for sign in fresh})
    return {sign for sign in signs if not _known[sign]}


def _never(sign: str) -> bool:
    return sign in _TURNS or unicodedata.category(sign) in _NONE or any(ord(sign) in block for block in _LACKING)


def _failing(signs: Sequence[str]) -> Iterator[str]:
    if not signs or _prints(signs):
        return
    if len(signs) == 1:
        yield signs[0]
        return
    half = len(signs) // 2
    yield from _failing(signs[:half])
    yield from _failing(signs[half:])


def _prints(signs: Sequence[str]) -> bool:
    try:
        typeset(_TEMPLATE, json.dumps({"signs": list(signs)}), lasting=True)
    except Unset:
        return False
    return True
