"""Setting up: organisations, the people who work there, their products and customers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth import get_user_model
from django.db import transaction

from wederhoor.actions.regulations import publish_procedure
from wederhoor.catalogue.models import Product
from wederhoor.core.reading import read
from wederhoor.organisations.models import ContactPerson, Customer, Member, MemberRole, Organisation
from wederhoor.organisations.regulations import in_force, load_procedure

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


def add_product(organisation: Organisation, *, code: str, name: str, kind: str = "product", constructor: Member | None = None) -> Product:
    """An exam or teaching product, with the member who keeps its content."""
    return Product.objects.create(organisation=organisation, code=code, name=name, kind=kind, core_constructor=constructor)


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


def start_organisation(slug: str, name: str, text: str, *, accent: str, now: datetime) -> Started | Refusal:
    """An organisation with its regulation published, or why not; then nothing was made."""
    if not _SLUG.fullmatch(slug):
        return Refusal((f"'{slug}' cannot be part of an address: use small letters, digits and dashes.",))
    if Organisation.objects.filter(slug=slug).exists():
        return Refusal((f"There is an organisation '{slug}' already.",))
    procedure = read(text)
    if isinstance(procedure, tuple):
        return Refusal(tuple(str(fault) for fault in procedure))
    with transaction.atomic():
        publish_procedure(make_organisation(slug, name, accent=accent), text, now)
    return Started(slug, name, tuple(role.id for role in procedure.roles if not role.part))


def add_a_member(slug: str, new: NewMember, *, now: datetime) -> Member | Refusal:
    """A member of an organisation by its slug, with roles that its regulation knows; or why not."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return Refusal((f"There is no organisation '{slug}'.",))
    held = in_force(organisation, now.date())
    known = {role.id for role in load_procedure(held).roles if not role.part} if held else set()
    strange = sorted(set(new.roles) - known)
    if strange:
        return Refusal((f"Its regulation has no role {', '.join(strange)}; it has: {', '.join(sorted(known)) or 'none in force yet'}.",))
    user = get_user_model().objects.filter(username=new.email).first()
    if user is not None and organisation.members.filter(user=user).exists():
        return Refusal((f"{new.email} is a member of {organisation.name} already.",))
    return add_member(organisation, name=new.name, email=new.email, sign_in=new.email, secret=new.secret, roles=new.roles)


def nothing_yet() -> bool:
    """Whether this installation is still empty: nobody can sign in anywhere."""
    return not Member.objects.exists()
