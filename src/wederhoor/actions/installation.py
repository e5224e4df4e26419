"""Setting up: organisations, the people who work there, their products and customers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.contrib.auth import get_user_model
from django.db import transaction

from wederhoor.actions.regulations import end, make_default, publish_calendar, publish_procedure
from wederhoor.catalogue.models import Cohort, Product
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import ContactPerson, Customer, Member, MemberRole, Organisation, ProcedureVersion
from wederhoor.organisations.regulations import held_each, load_procedure, newest_calendars

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def make_organisation(slug: str, name: str, *, accent: str = "petrol", settings: dict[str, object] | None = None) -> Organisation:
    """A new organisation, without people and without a regulation."""
    return Organisation.objects.create(slug=slug, name=name, accent=accent, settings=settings or {})


@transaction.atomic
def add_member(organisation: Organisation, *, name: str, email: str, sign_in: str, secret: str, roles: Iterable[str]) -> Member:
    """A person who works for an organisation, who signs in as `sign_in` and holds these roles. `secret`: the password, hashed."""
    user, _ = get_user_model().objects.get_or_create(username=sign_in, defaults={"email": email, "password": secret})
    member = Member.objects.create(organisation=organisation, user=user, name=name, email=email)
    MemberRole.objects.bulk_create([MemberRole(member=member, role=role) for role in roles])
    return member


def add_product(organisation: Organisation, *, code: str, name: str, kind: str = "product", cohorts: Iterable[int] = ()) -> Product:
    """An exam or teaching product. `cohorts`: used by who began in these school years."""
    product = Product.objects.create(organisation=organisation, code=code, name=name, kind=kind)
    Cohort.objects.bulk_create([Cohort(product=product, year=year) for year in cohorts])
    return product


def add_customer(organisation: Organisation, *, name: str, code: str, contacts: Iterable[tuple[str, str]] = ()) -> Customer:
    """An institution that buys, with the names and mail addresses of its contact persons."""
    customer = Customer.objects.create(organisation=organisation, name=name, code=code)
    ContactPerson.objects.bulk_create([ContactPerson(customer=customer, name=who, email=email) for who, email in contacts])
    return customer


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an organisation or a member was not made: every reason, one sentence each."""

    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Started:
    """An organisation that was made, with the roles that its regulation gives to members."""

    slug: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewMember:
    """Who is to be a member; `email` is also the name to sign in with, `secret` the password, hashed."""

    name: str
    email: str
    secret: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """What an organisation publishes: the text of its regulation, and of calendars by name (`OWN` is its own).

    `default`: of several regulations this becomes the one by which one complains who names none.
    """

    procedure: str | None = None
    calendars: Mapping[str, str] = field(default_factory=dict)
    default: bool = False


def start_organisation(slug: str, name: str, papers: Papers, *, accent: str, now: datetime) -> Started | Refusal:
    """An organisation with its regulation published, or why not; then nothing was made."""
    if not _SLUG.fullmatch(slug):
        return Refusal((f"'{slug}' cannot be part of an address: use small letters, digits and dashes.",))
    if Organisation.objects.filter(slug=slug).exists():
        return Refusal((f"There is an organisation '{slug}' already.",))
    with transaction.atomic():
        organisation = make_organisation(slug, name, accent=accent)
        faults = _publish(organisation, papers, now)
        transaction.set_rollback(bool(faults))
    if faults:
        return Refusal(faults)
    return Started(slug, name, _roles(organisation, now))


def publish_papers(slug: str, papers: Papers, *, now: datetime) -> Started | Refusal:
    """A next version of the regulation, calendars or both for an organisation that is there; or why not, and then nothing was published."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return Refusal((f"There is no organisation '{slug}'.",))
    with transaction.atomic():
        faults = _publish(organisation, papers, now)
        transaction.set_rollback(bool(faults))
    return Refusal(faults) if faults else Started(slug, organisation.name, _roles(organisation, now))


def end_regulation(slug: str, procedure: str, last_day: date | None) -> str | None:
    """Names the last day on which one files under a regulation of an organisation, or takes it back; why not, where it cannot be."""
    organisation = Organisation.objects.filter(slug=slug).first()
    return end(organisation, procedure, last_day) if organisation else f"There is no organisation '{slug}'."


def _publish(organisation: Organisation, papers: Papers, now: datetime) -> tuple[str, ...]:
    """Publishes the calendars, then the regulation that may count by them; every fault."""
    faults: list[str] = []
    for name, text in papers.calendars.items():
        found = publish_calendar(organisation, text, now, name=name)
        faults += [f"{name}: {fault}" for fault in found] if isinstance(found, tuple) else []
    version = publish_procedure(organisation, papers.procedure, now) if papers.procedure is not None else None
    if isinstance(version, tuple):
        return (*faults, *(str(fault) for fault in version))
    if version is not None and papers.default:
        make_default(organisation, version.procedure)
    known = newest_calendars(organisation)
    asked = load_procedure(version).calendars if version else ()
    return (*faults, *(f"Its terms count the days of a calendar: give --calendar {name}=FILE." for name in asked if name not in known))


def _roles(organisation: Organisation, now: datetime) -> tuple[str, ...]:
    """The roles of every regulation that is in force, each once."""
    held = held_each(organisation.procedures.defer("text"), now.date())
    return tuple(dict.fromkeys(role.id for one in held for role in load_procedure(one).roles if not role.part))


def add_a_member(slug: str, new: NewMember, *, now: datetime) -> Member | Refusal:
    """A member of an organisation by its slug, with roles that its regulation knows; or why not."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return Refusal((f"There is no organisation '{slug}'.",))
    known = set(_roles(organisation, now))
    strange = sorted(set(new.roles) - known)
    if strange:
        return Refusal((f"Its regulation has no role {', '.join(strange)}; it has: {', '.join(sorted(known)) or 'none in force yet'}.",))
    user = get_user_model().objects.filter(username=new.email).first()
    if user is not None and organisation.members.filter(user=user).exists():
        return Refusal((f"{new.email} is a member of {organisation.name} already.",))
    return add_member(organisation, name=new.name, email=new.email, sign_in=new.email, secret=new.secret, roles=new.roles)


@dataclass(frozen=True, slots=True)
class Begun:
    """How far a beginning has come: what is there already."""

    organisation: bool
    regulation: bool
    colleagues: bool
    dossiers: bool


def begun(organisation: Organisation | None = None) -> Begun:
    """How far an organisation has come; without one, the whole installation."""
    if organisation is None:
        return Begun(Organisation.objects.exists(), ProcedureVersion.objects.exists(), Member.objects.exists(), Dossier.objects.exists())
    several = organisation.members.filter(active=True)[:2].count() > 1
    return Begun(True, organisation.procedures.exists(), several, organisation.dossiers.exists())  # noqa: FBT003 - read by name


def nothing_yet() -> bool:
    """Whether this installation is still empty: nobody can sign in anywhere."""
    return not Member.objects.exists()
