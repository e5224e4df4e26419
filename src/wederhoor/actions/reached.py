"""Which customers an act tells of a new version: whom it would reach, and afterwards whom it reached (EXA-10).

What is written down is which customers there were to be told, by key, so that one that comes later changes nothing of it. What became of
each mail is asked of the letter itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.db.models import Count, Q

from wederhoor.actions.addressing import NOTIFY, users_of
from wederhoor.actions.step import Step
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import CustomerTold, Dossier
from wederhoor.dossiers.statements import insert

How = Literal["reached", "under_way", "returned", "nobody"]
#: What a letter's state says of whoever it goes to, the best first; of several contact persons the best counts.
_HOW: Final[Mapping[str, How]] = {
    "sent": "reached",
    "waiting": "under_way",
    "claimed": "under_way",
    "to_approve": "under_way",
    "failed": "returned",
    "withdrawn": "returned",
}
_BEST: Final[tuple[How, ...]] = ("reached", "under_way", "returned", "nobody")
_WITH_ADDRESS: Final = ~Q(contacts__email="")


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the act would reach: so many contact persons of so many customers, and the customers without one, by key and name."""

    people: int
    customers: int
    without: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A customer that was to be told, and how that went: reached, mail under way, mail that came back, nobody to write to."""

    customer: int
    name: str
    how: How


def reach_of(organisation: int, products: Collection[str]) -> dict[str, Reach]:
    """Whom the act would reach for each of these products, by code; the code "" stands for every customer. A query for each."""
    return {product: _reach(organisation, product) for product in products}


def _reach(organisation: int, product: str) -> Reach:
    users = users_of(organisation, product).annotate(people=Count("contacts", filter=_WITH_ADDRESS, distinct=True)).order_by("name", "pk")
    rows = list(users.values_list("pk", "name", "people"))
    reached = [people for _pk, _name, people in rows if people]
    return Reach(sum(reached), len(reached), tuple((pk, name) for pk, name, people in rows if not people))


def save_told(dossier: Dossier, step: Step, letters: Sequence[Letter]) -> None:
    """Writes down which customers there were to tell, with the letter to each of their contact persons or none."""
    if step.entry.act != NOTIFY or not letters:
        return
    told = [(sheet.to.customer, letter.message_id) for sheet, letter in zip(step.letters, letters, strict=True) if sheet.to.customer]
    users = users_of(dossier.organisation_id, str(step.entry.data.get("product") or ""))
    lacking = users.exclude(pk__in={customer for customer, _letter in told}).order_by("pk").values_list("pk", flat=True)
    rows = [*told, *((pk, "") for pk in lacking)]
    seq = letters[0].seq
    insert(CustomerTold, [{"dossier_id": dossier.pk, "seq": seq, "customer_id": pk, "letter": letter} for pk, letter in rows])


def told_by(dossier: Dossier, letters: Iterable[Letter]) -> dict[int, list[Told]]:
    """Of each act that told customers, by its place in the log, each customer by name with how it went: one query."""
    states = {letter.message_id: letter.state for letter in letters}
    found: dict[int, dict[int, set[How]]] = defaultdict(lambda: defaultdict(set))
    names: dict[int, str] = {}
    rows = CustomerTold.objects.filter(dossier=dossier).order_by("customer__name", "customer_id", "pk")
    for seq, customer, name, letter in rows.values_list("seq", "customer_id", "customer__name", "letter"):
        names[customer] = name
        found[seq][customer].add(_HOW.get(states.get(letter, ""), "returned") if letter else "nobody")
    return {seq: [Told(pk, names[pk], min(how, key=_BEST.index)) for pk, how in each.items()] for seq, each in found.items()}
