"""The English catalogue: every sentence that a page or the core says, with its English.

`python -m tests.support.catalogue` gathers the sentences anew, keeps what is translated, and lists what still lacks its English;
with `--check` it writes nothing and ends with 1 where the file is not as it should be.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tests.support import tree

PO: Final = tree.SRC / "locale" / "en" / "LC_MESSAGES" / "django.po"
_KEYWORDS: Final = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "say": None, "ngettext": (1, 2)}
_CALL: Final = re.compile(r"\b(n?gettext|_)\(")
_PLACES: Final = (re.compile(r"\{(\w*)\}"), re.compile(r"%\((\w+)\)s"))
_TOP: Final = """# The English of everything that Wederhoor says. Gathered by: python -m tests.support.catalogue
"""


def sentences() -> dict[str | tuple[str, str], list[tuple[str, int]]]:
    """Every sentence in the program, with the files that say it."""
    found: dict[str | tuple[str, str], list[tuple[str, int]]] = {}
    for path in sorted([*tree.SRC.rglob("*.py"), *tree.SRC.rglob("templates/**/*.html")]):
        where = path.relative_to(tree.SRC).as_posix()
        for said in _in_python(path) if path.suffix == ".py" else _in_template(path):
            files = found.setdefault(said, [])
            if (where, 0) not in files:
                files.append((where, 0))
    return found


def _in_python(path: Path) -> Iterator[str | tuple[str, str]]:
    with path.open("rb") as file:
        for _line, message, _comments, _context in extract("python", file, keywords=_KEYWORDS, options={"encoding": "utf-8"}):
            yield message if isinstance(message, str) else (message[0], message[1])


def _in_template(path: Path) -> Iterator[str | tuple[str, str]]:
    """What Django's own reading of a template calls by gettext. The call ends where Python can read it."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for start in _CALL.finditer(code):
        end = start.end()
        while True:
            end = code.index(")", end) + 1
            try:
                call = ast.parse(code[start.start() : end].strip(), mode="eval").body
            except SyntaxError:
                continue
            break
        texts = [arg.value for arg in getattr(call, "args", ()) if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if texts:
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def gathered() -> Catalog:
    """The catalogue as it should be: every sentence of today, with the English that it had; what nobody says any more is gone."""
    known = committed()
    catalog = Catalog(locale="en", charset="utf-8", fuzzy=False, header_comment=_TOP.strip())
    for said, files in sentences().items():
        before = known.get(said if isinstance(said, str) else said[0])
        english = before.string if before is not None and isinstance(before.string, str) == isinstance(said, str) else None
        catalog.add(said, english, locations=files)
    return catalog


def committed() -> Catalog:
    """The catalogue as the file has it."""
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def written(catalog: Catalog) -> str:
    """The text of the file: in the order of the sentences, without moments of making and without line numbers."""
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=True, include_lineno=False, width=0)
    head = ["Content-Type: text/plain; charset=utf-8", "Language: en", "Plural-Forms: nplurals=2; plural=(n != 1);"]
    lines = "".join(f'"{line}\\n"\n' for line in head)
    return f'{_TOP}msgid ""\nmsgstr ""\n{lines}\n' + out.getvalue().decode()


def missing(catalog: Catalog) -> list[str]:
    """The sentences without English."""
    return [_dutch(message) for message in catalog if message.id and not all(_english(message))]


def astray(catalog: Catalog) -> list[str]:
    """The sentences whose English has other places than the Dutch, or is only guessed at."""
    return [_dutch(message) for message in catalog if message.id and all(_english(message)) and (message.fuzzy or _differs(message))]


def _differs(message: Message) -> bool:
    wanted = _places(_dutch(message))
    return any(_places(text) != wanted for text in _english(message))


def _places(text: str) -> set[str]:
    """A language begins another sentence with a capital: `{Objection}` and `{objection}` are one place."""
    return {name.lower() for places in _PLACES for name in places.findall(text)} - {"n", "count", "counter"}


def _dutch(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _english(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def compiled() -> None:
    """The catalogue as gettext reads it, beside the file; for tests, since an installation compiles it at set-up."""
    target = PO.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= PO.stat().st_mtime:
        return
    out = io.BytesIO()
    write_mo(out, committed())
    aside = target.with_suffix(f".{id(out)}.new")
    aside.write_bytes(out.getvalue())
    aside.replace(target)


def main() -> int:
    """Gathers, or checks."""
    catalog = gathered()
    text = written(catalog)
    lacking, wrong = missing(catalog), astray(catalog)
    for said in lacking:
        print(f"no English: {said}")
    for said in wrong:
        print(f"other places: {said}")
    if "--check" in sys.argv:
        stale = not PO.exists() or PO.read_text(encoding="utf-8") != text
        print("the catalogue is not fresh: run python -m tests.support.catalogue" if stale else "the catalogue is fresh")
        return int(stale or bool(lacking or wrong))
    PO.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
