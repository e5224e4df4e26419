"""Terms: the quick road, the reckoning, and the program from start to answer. Asked: a million a second, and 0.33 s."""

from datetime import date, timedelta
from functools import partial

from bench._timing import RUNS, per_second, program_seconds
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.reckoning import reckon
from wederhoor.core.term import Term, due, parse_term

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1000)]
TERMS = ("20 working days", "6 weeks", "6 weeks rolling", "1 month", "10 working days before")
ROUNDS = 200


def run() -> dict[str, object]:
    """Medians of several runs."""
    terms = {words: term for words in TERMS if isinstance(term := parse_term(words), Term)}
    return {
        "runs": RUNS,
        "due_per_second": {words: per_second(partial(_dues, term), times=ROUNDS * len(DAYS)) for words, term in terms.items()},
        "reckon_per_second": {words: per_second(partial(_reckonings, term), times=len(DAYS)) for words, term in terms.items()},
        "program_seconds": {
            "date": program_seconds(["term", "20 working days", "--from", "2026-04-22"]),
            "explained": program_seconds(["term", "20 working days", "--from", "2026-04-22", "--explain"]),
        },
    }


def _dues(term: Term) -> None:
    calendar = DEFAULT
    for day in DAYS:
        for _ in range(ROUNDS):
            due(term, day, calendar)


def _reckonings(term: Term) -> None:
    for day in DAYS:
        reckon(term, day, DEFAULT).as_text()
