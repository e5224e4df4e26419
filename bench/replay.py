"""Replaying: a dossier of twelve acts, what is permitted in it, and `procedure replay` from start to answer. Asked: 0.5 ms, 0.5 s."""

import json
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from bench._timing import RUNS, SOURCE, program_seconds, seconds
from wederhoor.core.advance import advance
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin, duties, permitted, replay, rights
from wederhoor.core.log import SYSTEM, Entry, fold_data
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read

FILE = SOURCE / "wederhoor" / "procedures" / "klik-onderwijs" / "1.toml"
TIMES = 200
#: A complaint from receipt to closing: act, role, data. Four of them are letters that leave at once.
ACTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("file", "complainant", {"kind": "complaint", "channel": "mail", "description": "x", "complainant": {"name": "x", "email": "x"}}),
    ("acknowledge", "manager-propositie", {"channel": "mail", "states": ["steps", "terms"]}),
    ("talk", "manager-propositie", {"outcome": "unsolved", "account": "x"}),
    ("formalise", "complainant", {"channel": "mail", "description": "x"}),
    ("assign", "manager-propositie", {"to": "h1", "independent": True}),
    ("assess", "handler", {"nature": "content", "severity": "medium", "structural": False}),
    ("hear", "handler", {"party": "complainant", "account": "x"}),
    ("consult", "handler", {"of": ["manager-propositie"], "account": "x"}),
    ("judge", "handler", {"outcome": "upheld", "reasons": "x"}),
    ("reply", "handler", {"channel": "mail", "reasons": "x", "states": ["appeal"]}),
    ("carry_out", "manager-propositie", {"account": "x"}),
    ("close", "manager-propositie", {}),
)


def run() -> dict[str, object]:
    """Medians of several runs, in milliseconds and seconds."""
    procedure = read(FILE.read_text(encoding="utf-8"))
    if not isinstance(procedure, Procedure):
        raise TypeError("\n".join(map(str, procedure)))
    log = twelve(procedure)
    now = log[-1].recorded_at
    matter = replay(procedure, log, calendar=DEFAULT, now=now)

    def shown() -> None:
        list(duties(matter, now))
        list(rights(matter, now))

    return {
        "runs": RUNS,
        "entries_in_log": len(log),
        "replay_ms": _ms(lambda: replay(procedure, log, calendar=DEFAULT, now=now)),
        "permitted_ms": _ms(lambda: permitted(matter)),
        "duties_and_rights_ms": _ms(shown),
        "program_seconds": {"replay": _program()},
    }


def twelve(procedure: Procedure) -> list[Entry]:
    """The twelve acts, two days apart, and the leaving of their letters."""
    matter = begin(procedure, calendar=DEFAULT)
    log: list[Entry] = []
    for number, (act, role, data) in enumerate(ACTS):
        at = datetime.fromisoformat("2026-03-02T09:00:00+00:00") + timedelta(days=2 * number)
        entry = Entry(act, at, at, role, None, fold_data(procedure.specs[act], data).codes)
        log.append(entry)
        advance(matter, entry)
        records = matter.dossiers["dossier"].records
        if records[-1].waiting:
            log.append(Entry("sent", at, at, SYSTEM, None, {"of": records[-1].index}))
            advance(matter, log[-1])
    return log


def _ms(work: Callable[[], object]) -> float:
    def many() -> None:
        for _ in range(TIMES):
            work()

    return round(median(seconds(many)) / TIMES * 1000, 3)


def _program() -> float:
    acts = [
        {"act": act, "at": f"2026-03-{2 + 2 * number:02}T10:00", "by": role, "data": data} for number, (act, role, data) in enumerate(ACTS)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "acts.json"
        path.write_text(json.dumps(acts), encoding="utf-8")
        return program_seconds(["procedure", "replay", str(FILE), "--acts", str(path), "--json"])
