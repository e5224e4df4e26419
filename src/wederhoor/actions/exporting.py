"""What a register holds of its dossiers beyond their own row: read for many at a time, for a file that has no end."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from wederhoor.actions.narrowing import colleagues_of
from wederhoor.actions.public import names_of
from wederhoor.dossiers.models import Act, Dossier, DutyRow, Party
from wederhoor.organisations.models import Organisation

#: So many dossiers are read at a time.
AT_ONCE = 500
#: Ways by which someone is told without a letter that leaves.
_AT_ONCE_TOLD = frozenset({"phone", "talk", "portal"})
Place = tuple[int, str]
"""A dossier within its matter: the matter's key and the dossier's name."""


@dataclass(slots=True)
class Around:
    """What stands around some dossiers. `done`: when an act was last taken, `sent`: when its letter last left, by dossier and act.

    `due`: the last day of a duty, by dossier and duty. `who`: the name of the institution, else of the complainant, by matter.
    """

    done: dict[tuple[Place, str], datetime] = field(default_factory=dict)
    sent: dict[tuple[Place, str], datetime] = field(default_factory=dict)
    due: dict[tuple[int, str], date] = field(default_factory=dict)
    who: dict[int, tuple[str, str]] = field(default_factory=dict)
    products: Mapping[str, str] = field(default_factory=dict)


def around(rows: Sequence[Dossier], organisation: Organisation, *, acts: Collection[str], duties: Collection[str]) -> Around:
    """What stands around these dossiers: four queries however many. `acts` and `duties`: those whose days are asked."""
    matters = {row.matter_id for row in rows}
    found = Around(products=names_of(organisation, {row.product for row in rows if row.product}))
    parties = Party.objects.filter(matter__in=matters, part="complainant").order_by("pk")
    for matter, institution, name in parties.values_list("matter", "organisation_name", "name"):
        found.who.setdefault(matter, (institution, name))
    if acts:
        _acts(found, matters, {*acts, "sent"})
    if duties:
        rows_of_duties = DutyRow.objects.filter(dossier__in=rows, duty__in=duties, due_day__isnull=False).order_by("position")
        for dossier, duty, day in rows_of_duties.values_list("dossier", "duty", "due_day"):
            if day is not None:
                found.due[dossier, duty] = day
    return found


def _acts(found: Around, matters: Collection[int], wanted: Collection[str]) -> None:
    by_place: dict[tuple[int, int], tuple[Place, str]] = {}
    left: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    rows = Act.objects.filter(matter__in=matters, act__in=wanted).order_by("matter", "seq")
    for matter, seq, dossier, act, at, data in rows.values_list("matter", "seq", "dossier", "act", "at", "data"):
        if act == "sent":
            left[matter].append((data.get("of", -1), at))
            continue
        by_place[matter, seq] = ((matter, dossier), act)
        found.done[(matter, dossier), act] = at
        if data.get("channel") in _AT_ONCE_TOLD:
            found.sent[(matter, dossier), act] = at
    for matter, letters in left.items():
        for of, at in letters:
            if (matter, of) in by_place:
                found.sent[by_place[matter, of]] = at


def handlers_of(organisation: Organisation) -> Mapping[int, str]:
    """The names of the members by key."""
    return dict(colleagues_of(organisation))
