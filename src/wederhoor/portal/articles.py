"""How an article of a regulation is called on a page: by its number where the text has one, else by its id."""

from collections.abc import Iterable

from wederhoor.core.procedure import Procedure


def article(procedure: Procedure, clauses: str | Iterable[str] | None) -> str:
    """The first of these clauses by its number or id; nothing for none."""
    named = [clauses] if isinstance(clauses, str) else list(clauses or ())
    if not named:
        return ""
    numbers = {clause.id: clause.number for clause in procedure.clauses}
    return numbers.get(named[0]) or named[0]


def numbered(procedure: Procedure, clauses: Iterable[str]) -> str:
    """The number of the first of these clauses that has one, for a button: an id of the file says nothing there."""
    numbers = {clause.id: clause.number for clause in procedure.clauses}
    return next((numbers[clause] for clause in clauses if numbers.get(clause)), "")


def articles(procedure: Procedure, clauses: Iterable[str]) -> tuple[str, ...]:
    """Each of these clauses by its number or id, each once."""
    return tuple(dict.fromkeys(article(procedure, clause) for clause in clauses))
