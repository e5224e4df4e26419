"""How a clause is called on screen: by the number that its regulation gives it, else by its id."""

from functools import lru_cache

from wederhoor.core.procedure import Procedure
from wederhoor.web.words import spoken


def article(procedure: Procedure, clause: str | None) -> str:
    """The article of a clause, ready for the second voice; nothing for nothing."""
    return _numbers(procedure).get(clause, clause) if clause else ""


def first_article(procedure: Procedure, clauses: tuple[str, ...]) -> str:
    """The article that is named where a norm rests on several."""
    return article(procedure, clauses[0]) if clauses else ""


def clause_text(procedure: Procedure, clause: str | None) -> str:
    """The wording of a clause as published; nothing for nothing."""
    return next((spoken(one.text) for one in procedure.clauses if one.id == clause), "")


@lru_cache(maxsize=256)
def _numbers(procedure: Procedure) -> dict[str, str]:
    return {clause.id: clause.number or clause.id for clause in procedure.clauses}
