"""How a primitive is proved: a case replayed on a regulation, and short questions with the answers they must give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.procedures.sixth import SCHOOL, SIXTH
from tests.procedures.support import Act, case, duties, refusals, right, run
from wederhoor.core.procedure import Procedure


@dataclass(frozen=True)
class Proof:
    """That one primitive works: these acts on this regulation answer these questions so."""

    primitive: str
    regulation: str
    acts: Sequence[Act]
    answers: Mapping[str, object]
    at: str | None = None
    note: str = field(default="", compare=False)


def regulation(name: str) -> Procedure:
    """A shipped regulation, or the invented sixth."""
    return SIXTH if name == "sixth" else case(name)


def answers(proof: Proof) -> dict[str, object]:
    """What the replay, or the regulation itself, says to each question of the proof."""
    procedure = regulation(proof.regulation)
    result = run(procedure, proof.acts, proof.at, calendars={"school": SCHOOL})
    return {question: _answer(question, result, procedure) for question in proof.answers}


def _answer(question: str, result: Mapping[str, Any], procedure: Procedure) -> object:
    what, _, about = question.partition(" ")
    if what in {"due", "status", "holder", "met", "times"}:
        found = duties(result, about)
        return len(found) if what == "times" else found[-1][what] if found else None
    if what in {"closes", "right"}:
        return right(result, about)["closes" if what == "closes" else "status"]
    if what == "refused":
        return [f"{act} {clause}" for act, clause in refusals(result)]
    if what == "may":
        role, _, name = about.partition(" ")
        return name in result["permitted"][role]
    return _of_regulation(what, about, procedure) if about else result[what]


def _of_regulation(what: str, about: str, procedure: Procedure) -> object:
    """What no replay shows: a page, a report's contents, a mailbox, who reads, another system, a letter's version."""
    name, _, item = about.partition(" ")
    if what == "page":
        return next(page.audience for page in procedure.pages if page.id == name)
    if what == "report":
        return item in next(report.contents for report in procedure.reports if report.id == name)
    if what == "mailbox":
        return next(address.mailbox for address in procedure.addresses if address.id == name)
    if what == "exchange":
        return item in next(exchange.holds for exchange in procedure.exchanges if exchange.id == name)
    assert what == "reads", f"een vraag die niemand kent: {what} {about}"
    return any(name in access.roles and not access.only_part for access in procedure.access if access.instance == "dossier")
