"""Changes of products as everyone may read them: which product and version, when, and one line that its author released (EXA-09).

Recording a new version puts it on the list. What stands there holds nothing of a complaint, so it stays when the dossier goes; a line
that names someone from the dossier, or a customer, is refused. A change without a complaint is put on the list directly.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet

from wederhoor.actions.loading import Shelf
from wederhoor.actions.policy import leads
from wederhoor.actions.step import Step
from wederhoor.actions.values import Refused
from wederhoor.catalogue.models import Cohort, Product, ProductVersion
from wederhoor.core.phrase import say
from wederhoor.core.procedure import STAFF, Procedure
from wederhoor.dossiers.models import Party
from wederhoor.organisations.models import Customer, Organisation

PUBLISH: Final = "publish_version"
#: So many characters a line may have.
LONGEST_LINE: Final = 300
#: And so many the code of a product and the name of a version.
_LONGEST_CODE: Final = 60
#: A school year runs from 1 August to 31 July (WEB, article 1.1.1, "studiejaar").
_FIRST_MONTH: Final = 8
#: Under which name the settings of an organisation say that its list is not for everyone.
_SETTING: Final = "changes"
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Listing:
    """What someone puts on the list, or mends on it. `label`: the version; `cohorts`: of which years, by the year they began."""

    product: str
    label: str
    published_on: date
    line: str
    cohorts: tuple[int, ...] = ()


def school_year(day: date) -> int:
    """The year in which the school year of this day began."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def is_open(organisation: Organisation, procedures: Iterable[Procedure]) -> bool:
    """Whether this organisation has a list for everyone: its regulation asks one or it began one, and it did not close it."""
    if organisation.settings.get(_SETTING) == "hidden":
        return False
    asked = any(rule.id == PUBLISH for procedure in procedures for rule in procedure.acts)
    return asked or _listed(organisation).exists()


def keeps_list(functions: Collection[str], procedures: Collection[Procedure]) -> bool:
    """Whether someone with these functions looks after the list: who may publish a version, and who leads."""
    rules = [rule for procedure in procedures for rule in procedure.acts if rule.id == PUBLISH]
    named = {role for rule in rules for role in rule.by}
    return leads(functions, procedures) or bool(named & {*functions, *([STAFF] if functions else [])})


def changes(organisation: Organisation, *, year: int | None = None, cohort: int | None = None) -> "QuerySet[ProductVersion]":
    """What changed, the newest first, each with its product: of one school year, or of one cohort, or all."""
    found = _listed(organisation).select_related("product").order_by("-published_on", "-pk")
    if year is not None:
        found = found.filter(published_on__gte=date(year, _FIRST_MONTH, 1), published_on__lt=date(year + 1, _FIRST_MONTH, 1))
    return found if cohort is None else found.filter(product__cohorts__year=cohort)


def school_years(organisation: Organisation) -> list[int]:
    """The school years in which anything changed, the newest first."""
    months = _listed(organisation).dates("published_on", "month")
    return sorted({school_year(month) for month in months}, reverse=True)


def cohorts(organisation: Organisation) -> list[int]:
    """The cohorts of products that changed, the newest first."""
    found = Cohort.objects.filter(product__organisation=organisation, product__versions__listed=True)
    return sorted(found.values_list("year", flat=True).distinct(), reverse=True)


# Putting on the list -------------------------------------------------------------------------------------------------------


def fit_to_list(shelf: Shelf, step: Step | Refused) -> Step | Refused:
    """The same act; refused where it would put a line before everyone that is too long or names someone."""
    line = step.texts.get("line", "") if isinstance(step, Step) and step.entry.act == PUBLISH else ""
    if isinstance(step, Refused) or not line:
        return step
    return _unfit(line, shelf.row.organisation, {**shelf.parties, **step.people.written}.values()) or step


def list_change(shelf: Shelf, step: Step) -> None:
    """Puts the version that this act publishes on the list; part of its transaction. Without a catalogue the product begins one."""
    entry = step.entry
    if entry.act != PUBLISH:
        return
    day = entry.data.get("published_on")
    published_on = date.fromisoformat(str(day)) if day else step.matter.calendar.local_day(entry.at)
    label = str(entry.data.get("version") or published_on.isoformat())
    listing = Listing(str(entry.data["product"]), label, published_on, step.texts.get("line", ""))
    _put(shelf.row.organisation, listing, now=entry.recorded_at)


def put_on_list(organisation: Organisation, listing: Listing, *, now: datetime) -> Refused | None:
    """Puts a change on the list that no complaint led to, or mends one that stands there; why not, where its line names someone."""
    fault = _unfit(listing.line, organisation, ())
    if fault is None:
        version = _put(organisation, listing, now=now, mended=True)
        Cohort.objects.filter(product=version.product).exclude(year__in=listing.cohorts).delete()
        rows = [Cohort(product=version.product, year=year) for year in listing.cohorts]
        Cohort.objects.bulk_create(rows, ignore_conflicts=True)
    return fault


def take_off_list(organisation: Organisation, pk: int) -> bool:
    """What should not stand there goes from the list; the version stays known. Whether it stood there."""
    return bool(_listed(organisation).filter(pk=pk).update(listed=False))


def _put(organisation: Organisation, listing: Listing, *, now: datetime, mended: bool = False) -> ProductVersion:
    """`mended`: also where no line is left; else what was said of the version earlier stays."""
    code, label = listing.product[:_LONGEST_CODE], listing.label[:_LONGEST_CODE]
    product, _new = Product.objects.get_or_create(organisation=organisation, code=code, defaults={"name": listing.product[:200]})
    told: dict[str, object] = {"published_on": listing.published_on, "listed": True, "changed_at": now}
    if listing.line or mended:
        told["line"] = listing.line
    version, _new = ProductVersion.objects.update_or_create(product=product, label=label, defaults=told)
    return version


def _listed(organisation: Organisation) -> "QuerySet[ProductVersion]":
    return ProductVersion.objects.filter(product__organisation=organisation, listed=True)


def _unfit(line: str, organisation: Organisation, parties: Iterable[Party]) -> Refused | None:
    if len(line) > LONGEST_LINE:
        return Refused(say("De regel voor de openbare lijst is te lang: schrijf hem in {n} tekens.", n=LONGEST_LINE))
    customers = Customer.objects.filter(organisation=organisation).values_list("name", flat=True) if line else ()
    said = _plain(line)
    named = next((name for name in (*_names(parties), *customers) if _plain(name) and _plain(name) in said), None)
    if named is None:
        return None
    return Refused(say("De regel komt openbaar op de website, en noemt \u201c{name}\u201d. Schrijf hem zonder namen.", name=named))


def _names(parties: Iterable[Party]) -> Iterator[str]:
    for party in parties:
        yield from (party.name, party.organisation_name, party.email, party.phone)


def _plain(text: str) -> str:
    """Its words as they are compared: without regard to capitals, spaces and signs; whole, so that no name is found within a word."""
    words = " ".join(_WORD.findall(text.casefold()))
    return f" {words} " if words else ""
