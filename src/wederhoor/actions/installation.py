"""Setting up: organisations, the people who work there, their products and customers."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import transaction

from wederhoor.catalogue.models import Product
from wederhoor.organisations.models import ContactPerson, Customer, Member, MemberRole, Organisation


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
