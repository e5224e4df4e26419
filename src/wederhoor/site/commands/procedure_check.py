"""`wederhoor procedure check` and `show`."""

import json
import sys
from collections.abc import Sequence
from typing import Final

from wederhoor.core.coverage import table
from wederhoor.core.fault import Fault
from wederhoor.core.procedure import Procedure
from wederhoor.core.words import Language
from wederhoor.site.commands.procedure_files import load

FAULTY: Final = 1
_DECLARES: Final = "(verklaart alleen)"


def check(names: Sequence[str], *, as_json: bool) -> int:
    """Print every fault of every file, else its table clause -> norms; 1 if any file has a fault."""
    read = [(name, load(name)) for name in names]
    if as_json:
        print(json.dumps([_as_data(name, found) for name, found in read], ensure_ascii=False, indent=2))
    else:
        for name, found in read:
            print("\n".join(_faults(name, found) if isinstance(found, tuple) else _table(name, found)))
    return FAULTY if any(isinstance(found, tuple) for _, found in read) else 0


def _faults(name: str, faults: Sequence[Fault]) -> list[str]:
    """`FILE:LINE: message`, as editors and compilers write it."""
    return [f"{_place(name, fault)}: {fault.key + ': ' if fault.key else ''}{fault.message}" for fault in faults]


def _place(name: str, fault: Fault) -> str:
    return name if fault.line is None else f"{name}:{fault.line}"


def _table(name: str, procedure: Procedure) -> list[str]:
    rows = table(procedure)
    width = max(len(row.clause) for row in rows)
    lines = [f"{name}: {procedure.name}, {len(rows)} artikelen, geen fouten"]
    for row in rows:
        norms = ", ".join(row.norms) or _DECLARES
        lines.append(f"  {row.clause:<{width}}  {norms}")
    return lines


def _as_data(name: str, found: Procedure | tuple[Fault, ...]) -> dict[str, object]:
    if isinstance(found, tuple):
        faults = [{"line": fault.line, "key": fault.key, "message": fault.message} for fault in found]
        return {"file": name, "procedure": None, "faults": faults, "clauses": []}
    clauses = [{"clause": row.clause, "text": row.text, "norms": list(row.norms), "declares": row.declares} for row in table(found)]
    return {"file": name, "procedure": found.name, "faults": [], "clauses": clauses}


def show(name: str, *, form: str, language: Language) -> int:
    """Print the regulation in the form asked for; 1 with its faults on standard error."""
    procedure = load(name)
    if isinstance(procedure, tuple):
        print("\n".join(_faults(name, procedure)), file=sys.stderr)
        return FAULTY
    sys.stdout.write(_shown(procedure, form, language))
    return 0


def _shown(procedure: Procedure, form: str, language: Language) -> str:
    if form == "json":
        from wederhoor.core.text_data import as_data

        return json.dumps(as_data(procedure), ensure_ascii=False, indent=2) + "\n"
    from wederhoor.core.text import published
    from wederhoor.core.text_drawing import sheet
    from wederhoor.core.text_plain import as_html, as_text

    text = published(procedure, language=language)
    if form == "svg":
        return sheet(text.diagrams)
    return as_html(text) if form == "html" else as_text(text)
