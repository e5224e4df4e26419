"""What an organisation published: every version of its regulations, its calendars as they are now, and for a form its products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wederhoor.catalogue.models import Product
from wederhoor.correspondence.models import Draft
from wederhoor.dossiers.models import Matter
from wederhoor.dossiers.selects import Asked, read_each
from wederhoor.organisations.models import CalendarVersion, Organisation, ProcedureVersion


@dataclass(frozen=True, slots=True)
class FormKeys:
    """By what a form that is sent is known: its draft, and what it files. Neither as long as it is filled in."""

    draft: str = ""
    filed: str = ""


@dataclass(frozen=True, slots=True)
class OfForm:
    """What is read along for a form. `products`: by code, in the order of their names; `filed`: the matter that it made.

    `draft`: whether it was put aside.
    """

    keys: FormKeys
    products: Mapping[str, str]
    filed: int | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """`calendars`: by name the one that was published last; `versions`: of every regulation, the newest first."""

    calendars: Mapping[str, CalendarVersion]
    versions: Sequence[ProcedureVersion]
    form: OfForm | None = None


def published(organisation: Organisation) -> Published:
    """All of it, without the texts."""
    calendars, versions = read_each(*_published("%s", organisation.pk))
    return Published({item.name: item for item in calendars}, versions)


def published_by(slug: str, form: FormKeys | None = None) -> tuple[Organisation, Published] | None:
    """The organisation of this name in addresses, with all that it published; None where there is none. `form`: and what a form asks."""
    named = f"(SELECT id FROM {Organisation._meta.db_table} WHERE slug = %s)"  # noqa: S608 - the table is ours
    asked = [Asked(Organisation, "slug = %s", [slug]), *_published(named, slug), *(_of_form(named, slug, form) if form else ())]
    found, calendars, versions, *beside = read_each(*asked)
    if not found:
        return None
    read = _read(form, *beside) if form else None
    return found[0], Published({item.name: item for item in calendars}, versions, read)


def _published(mine: str, param: object) -> tuple[Asked, Asked]:
    """The newest calendar of a name comes last."""
    calendars = Asked(CalendarVersion, f"organisation_id = {mine} ORDER BY published_at, id", [param])
    return calendars, Asked(ProcedureVersion, f"organisation_id = {mine} ORDER BY in_force_from DESC, version DESC", [param])


def _of_form(mine: str, param: object, keys: FormKeys) -> list[Asked]:
    products = Asked(Product, f"organisation_id = {mine} ORDER BY name", [param], "code, name")
    if not keys.filed:
        return [products]
    filed = Asked(Matter, f"organisation_id = {mine} AND key = %s", [param, keys.filed], "id")
    return [products, filed, Asked(Draft, f"organisation_id = {mine} AND key = %s", [param, keys.draft], "id")]


def _read(keys: FormKeys, products: list[tuple[str, str]], filed: Sequence[tuple[int]] = (), draft: Sequence[tuple[int]] = ()) -> OfForm:
    return OfForm(keys, dict(products), filed[0][0] if filed else None, bool(draft))
