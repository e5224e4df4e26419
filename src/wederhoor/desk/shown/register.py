"""What stands around the list of the register: its filters as fields and as tags, and its views as tabs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.desk.facets import Facet, by_group, usual
from wederhoor.desk.question import FIND, Question

if TYPE_CHECKING:
    from wederhoor.organisations.models import SavedView


class Control(NamedTuple):
    """One filter as a field of a form."""

    facet: Facet
    value: str

    @property
    def typed(self) -> str:
        """Its value as one would type it."""
        return self.facet.typed(self.value)


@dataclass(frozen=True, slots=True)
class Tag:
    """Something that is asked, and the address without it."""

    said: str
    href: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A view; `mine` can be changed by who looks, `keeper` shares it."""

    name: str
    href: str
    current: bool
    pk: int = 0
    mine: bool = False
    shared: bool = False
    keeper: str = ""


def fields(asked: Question) -> list[Control]:
    """The filters that are used most, with what is asked; whatever else is asked goes along unseen."""
    shown = [Control(facet, asked.asked.get(facet.key, "")) for facet in usual()]
    return [one if _offered(one) else Control(asked.facets[one.facet.key], one.value) for one in shown]


def _offered(one: Control) -> bool:
    return not one.value or one.facet.is_day or one.value in dict(one.facet.choices)


def unseen(asked: Question) -> list[tuple[str, str]]:
    """What is asked beyond the usual filters, to go along hidden when these change."""
    known = {facet.key for facet in usual()}
    find = asked.key or asked.number
    kept = [(key, value) for key, value in asked.asked.items() if key not in known]
    return [*kept, (FIND, find)] if find else kept


def grouped(asked: Question) -> Iterator[tuple[str, list[Control]]]:
    """Every filter, in groups; one without anything to choose from is left out."""
    titles = {
        "usual": _("Vaak gebruikt"),
        "subject": _("Waar het over gaat"),
        "terms": _("Termijnen"),
        "registered": _("Wat de regeling vastlegt"),
    }
    for group, found in by_group(asked.every.values()).items():
        shown = [Control(facet, asked.asked.get(facet.key, "")) for facet in found if facet.is_day or facet.choices]
        if shown:
            yield titles[group], shown


def tags(asked: Question) -> list[Tag]:
    """Everything that is asked, each to be taken away."""
    here = reverse("desk:register")
    found = [Tag(f"{facet.label}: {facet.said(value)}", f"{here}?{asked.address(without=(facet.key,))}") for facet, value in asked.active]
    looked_for = asked.words or asked.number
    if looked_for:
        found.append(Tag(_("Gezocht: {words}").format(words=looked_for), f"{here}?{asked.address(without=(FIND,))}"))
    return found


def tabs(asked: Question, views: "Sequence[SavedView]") -> list[Tab]:
    """All dossiers, and each view; the current one is that which asks the same."""
    here = reverse("desk:register")
    now = _pairs(asked.address(without=(FIND,)))
    plain = not (asked.key or asked.number)
    made = [
        Tab(
            name=view.name,
            href=f"{here}?{view.query}",
            current=plain and bool(now) and _pairs(view.query) == now,
            pk=view.pk,
            mine=view.member_id == asked.seat.member.pk,
            shared=view.shared,
            keeper="" if view.member_id == asked.seat.member.pk else getattr(view, "keeper", ""),
        )
        for view in views
    ]
    return [Tab(_("Alle dossiers"), here, current=plain and not now), *made]


def _pairs(query: str) -> set[tuple[str, object]]:
    return set(QueryDict(query).dict().items())


def only_filters(query: str, known: Iterable[str]) -> str:
    """Of a query the filters alone: what a view may keep."""
    kept = QueryDict(mutable=True)
    for key, value in QueryDict(query).dict().items():
        if key in set(known) and value:
            kept[key] = str(value)
    return kept.urlencode()
