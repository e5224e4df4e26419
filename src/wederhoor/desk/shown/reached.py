"""Which customers are told of a new version: before it leaves whom it will reach, afterwards whom it reached and whom not (EXA-10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.addressing import NOTIFY
from wederhoor.actions.policy import leads
from wederhoor.actions.reached import Reach, Told, reach_of, told_by
from wederhoor.actions.said import Sources, value_said
from wederhoor.core.state import Dossier
from wederhoor.desk.opened import Desk
from wederhoor.web.fields import Field

#: Products of one act that are asked beforehand; of more one sees it with the letter.
_MOST: Final = 5
_HOW: Final[Mapping[str, str]] = {
    "under_way": gettext_noop("de mail is nog onderweg"),
    "returned": gettext_noop("de mail kwam niet aan"),
    "nobody": gettext_noop("had geen contactpersoon"),
}


@dataclass(frozen=True, slots=True)
class Without:
    """A customer that is not reached: its name, why, and the page where one adds a contact person, for who may."""

    name: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Reaching:
    """Before the mail leaves, of one product or of them all: how many it goes to, and which customers have nobody to write to."""

    product: str
    people: int
    customers: int
    without: tuple[Without, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """Afterwards, of one act: the product, the customers that the mail reached, and the others with why not."""

    product: str
    names: tuple[str, ...]
    others: tuple[Without, ...]


def reaching(desk: Desk, act: str, chosen: str | None, products: Iterable[tuple[str, str]], *, by: str = "mail") -> list[Reaching]:
    """Whom a mail of this act will reach: for the product that is chosen ("" for every customer), else for each that they wait to hear of.

    `by`: the way along which it is told; along another nobody can say whom it reaches.
    """
    if act != NOTIFY or not desk.sight.whole or by != "mail":
        return []
    names = dict(products)
    codes = [chosen] if chosen is not None else _awaited(desk.dossier)[:_MOST] or [""]
    found = reach_of(desk.row.organisation_id, codes)
    pages = _may_add(desk)
    return [Reaching(names.get(code, code), one.people, one.customers, _lacking(one, pages=pages)) for code, one in found.items()]


def _lacking(reach: Reach, *, pages: bool) -> tuple[Without, ...]:
    return tuple(Without(name, "", _page(pk) if pages else "") for pk, name in reach.without)


def product_in(fields: Iterable[Field]) -> str | None:
    """The product that stands in a form; None while none does."""
    return next((one.value for one in fields if one.name == "product" and isinstance(one.value, str) and one.value), None)


def reached(desk: Desk, sources: Sources) -> list[Reached]:
    """Of each act that told customers whom it reached, the last first; nothing where none was taken."""
    records = desk.dossier.by_act.get(NOTIFY, ())
    if not records:
        return []
    told, pages = told_by(desk.row, desk.letters), _may_add(desk)
    return [
        _reached(value_said(desk.matter, "product", record.data.get("product") or "", sources), told[record.index], pages=pages)
        for record in reversed(records)
        if record.index in told
    ]


def _reached(product: str, told: Iterable[Told], *, pages: bool) -> Reached:
    found = list(told)
    others = (one for one in found if one.how != "reached")
    return Reached(
        product,
        tuple(one.name for one in found if one.how == "reached"),
        tuple(Without(one.name, _(_HOW[one.how]), _page(one.customer) if pages and one.how == "nobody" else "") for one in others),
    )


def _awaited(dossier: Dossier) -> list[str]:
    """The products of which customers are still to be told."""
    owed = [item for item in dossier.occurrences if item.pending and item.item]
    return [str(item.item) for item in owed if any(trigger.act.removesuffix(".sent") == NOTIFY for trigger in item.duty.met_by)]


def _may_add(desk: Desk) -> bool:
    return leads(desk.seat.functions or (), (desk.matter.procedure,))


def _page(customer: int) -> str:
    return reverse("desk:customer", args=[customer])
