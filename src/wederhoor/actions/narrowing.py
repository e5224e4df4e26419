"""Narrowing what a member may read to what he asks: by columns, by what was registered, by duties, institutions and days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from django.db.models import BooleanField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.db.models.lookups import Contains, GreaterThanOrEqual, LessThanOrEqual

from wederhoor.core.procedure import Procedure
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, DutyRow, Party
from wederhoor.organisations.models import Customer, Member, Organisation
from wederhoor.organisations.regulations import load_procedure

How = Literal["is", "from", "until", "fact", "fact_from", "fact_until", "filled", "lacking", "institution", "owner", "late", "duty"]
#: Of so many of the newest dossiers the values are looked at that a field without a closed list has.
_LOOKED_AT: Final = 500
_CLIENTS: Final = ("complainant", "customer")
_ENDED: Final = ("closed", "destroyed")
_OWED: Final = ("open", "on_its_way")
#: How a duty can stand that no status says: it is still owed, and not too late.
RUNNING: Final = "running"
#: Written with its values in the text: SQLite uses a partial index only where it can see them.
_STILL_OPEN: Final = RawSQL("""NOT ("dossiers_dossier"."stage" IN ('closed', 'destroyed'))""", (), output_field=BooleanField())
#: Up to so many late dossiers are named one by one, beyond it every open dossier is asked in its turn.
_FEW: Final = 2_000
_LOOKUPS: Final = {"contains": Contains, "gte": GreaterThanOrEqual, "lte": LessThanOrEqual}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked. `names`: a column, facts of which any will do, sources of a datum, or the instance and the duty."""

    how: How
    names: tuple[str, ...]
    value: object = None


def narrowed(found: "QuerySet[Dossier]", asked: Iterable[Condition], now: datetime) -> "QuerySet[Dossier]":
    """The dossiers for which all of this holds. What is late is looked up at once: a query of its own."""
    for one in asked:
        found = _late(found, now) if one.how == "late" else found.filter(_holds(one, now))
    return found


def still_open(found: "QuerySet[Dossier]") -> "QuerySet[Dossier]":
    """Dossiers that are not closed, by an index that holds no others."""
    return found.filter(_STILL_OPEN)


def _late(found: "QuerySet[Dossier]", now: datetime) -> "QuerySet[Dossier]":
    """Named by their keys where they are few; else in the order of the register, by an index that holds no closed ones.

    What is open and not late came in lately, so that little is passed over. That order is kept by hiding the moment from the index of
    what is due: by that one all that is late would be sorted first.
    """
    keys = list(still_open(found.filter(next_due__lte=now)).order_by().values_list("pk", flat=True)[: _FEW + 1])
    if len(keys) <= _FEW:
        return found.filter(pk__in=keys)
    return still_open(found).alias(due=Coalesce("next_due", Value(None), output_field=DateTimeField())).filter(due__lte=now)


def regulations_of(organisation: Organisation) -> list[Procedure]:
    """Every version of every regulation that an organisation published, the newest first: one query."""
    return [load_procedure(row) for row in organisation.procedures.defer("text").order_by("procedure", "-version")]


def values_in_use(found: "QuerySet[Dossier]", names: Sequence[str]) -> dict[str, list[str]]:
    """Which codes these facts have among the newest dossiers, in the order of the alphabet: one query."""
    used: dict[str, set[str]] = {name: set() for name in names}
    for facts in found.order_by("-received_at", "-pk").values_list("facts", flat=True)[:_LOOKED_AT]:
        for name in names:
            value = facts.get(name)
            used[name].update(str(code) for code in (value if isinstance(value, list) else [value]) if code not in (None, "", True, False))
    return {name: sorted(codes) for name, codes in used.items()}


def institutions_of(organisation: Organisation) -> list[tuple[str, str]]:
    """The customers by code and name."""
    return list(Customer.objects.filter(organisation=organisation).order_by("name").values_list("code", "name"))


def institution_named(organisation: Organisation, code: str) -> str | None:
    """The name of a customer."""
    return Customer.objects.filter(organisation=organisation, code=code).values_list("name", flat=True).first()


def colleagues_of(organisation: Organisation) -> list[tuple[int, str]]:
    """The members by key and name."""
    return list(Member.objects.filter(organisation=organisation).order_by("name", "pk").values_list("pk", "name"))


# Each kind of condition ----------------------------------------------------------------------------------------------------


def _holds(one: Condition, now: datetime) -> Q:
    return _HOLDS[one.how](one, now)


def _column(one: Condition, _now: datetime) -> Q:
    ending = {"is": "", "from": "__gte", "until": "__lt"}[one.how]
    return Q(**{f"{one.names[0]}{ending}": one.value})


def _filled(one: Condition, _now: datetime) -> Q:
    instance, *sources = one.names
    filled = _any(_source(source) for source in sources)
    return Q(instance=instance) & (filled if one.how == "filled" else ~filled)


def _owner(one: Condition, _now: datetime) -> Q:
    return Q(owner_id=one.value) if one.value is not None else Q(owner__isnull=True) & ~Q(stage__in=_ENDED)


def _institution(one: Condition, _now: datetime) -> Q:
    return Q(matter__in=Party.objects.filter(part__in=_CLIENTS, organisation_name=str(one.value)).values("matter"))


def _fact(one: Condition, _now: datetime) -> Q:
    """Of several names any: a regulation's own datum may come with several acts. A list holds the value as one of its codes."""
    if one.how == "fact":
        whole = _any(Q(**{f"facts__{name}": one.value}) for name in one.names)
        return whole | _any(_text(name, "contains", f'"{one.value}"') for name in one.names) if isinstance(one.value, str) else whole
    return _any(_text(name, "gte" if one.how == "fact_from" else "lte", one.value) for name in one.names)


def _text(name: str, lookup: str, value: object) -> Q:
    left: Any = KeyTextTransform(name, "facts")
    return Q(_LOOKUPS[lookup](left, str(value)))


def _source(source: str) -> Q:
    """Whether this source of a registered datum is there, as far as the rows tell it; the engine says it exactly when closing."""
    if source == "messages":
        return Q(pk__isnull=False)
    if source.startswith("duty "):
        return Q(Exists(DutyRow.objects.filter(dossier=OuterRef("pk"), duty=source.removeprefix("duty "))))
    name = source.removeprefix("fact:")
    act, _dot, part = name.rpartition(".")
    if part not in {"at", "sent"}:
        return Q(facts__has_key=name) & ~Q(**{f"facts__{name}": ""})
    taken = Q(Exists(Act.objects.filter(matter=OuterRef("matter"), dossier=OuterRef("name"), act=act)))
    if part == "at":
        return taken
    left = Letter.objects.filter(dossier=OuterRef("pk"), act=act).exclude(state="sent")
    return taken & ~Q(Exists(left))


def _duty(one: Condition, now: datetime) -> Q:
    duty, state = one.names[0], str(one.value)
    rows = DutyRow.objects.filter(dossier=OuterRef("pk"), duty=duty)
    if state == "overdue":
        return Q(Exists(rows.filter(status__in=_OWED, due__lte=now)))
    if state == RUNNING:
        in_time = Q(due__isnull=True) | Q(due__gt=now)
        return Q(Exists(rows.filter(in_time, status__in=(*_OWED, "suspended"))))
    if state == "met_late":
        return Q(Exists(rows.filter(status="met", met_at__gte=F("due"))))
    if state == "met":
        return Q(Exists(rows.filter(Q(due__isnull=True) | Q(met_at__lt=F("due")), status="met")))
    return Q(Exists(rows.filter(status=state) if state else rows))


def _any(parts: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for part in parts:
        found |= part
    return found


_HOLDS: Final[Mapping[How, Callable[[Condition, datetime], Q]]] = {
    **dict.fromkeys(("is", "from", "until"), _column),
    **dict.fromkeys(("fact", "fact_from", "fact_until"), _fact),
    **dict.fromkeys(("filled", "lacking"), _filled),
    "institution": _institution,
    "owner": _owner,
    "duty": _duty,
}
