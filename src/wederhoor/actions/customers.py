"""Institutions, their contact persons and their products: kept by the institution itself and by whoever keeps the settings here.

Who changed what stands in the program's log, by keys: no name, no address.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from wederhoor.actions.contacts import ask_proof, forget_letters, invitation, set_address
from wederhoor.catalogue.models import Product, Use
from wederhoor.organisations.models import ContactPerson, Customer, Member, Organisation
from wederhoor.web import limits
from wederhoor.web.contact_fields import typed_of
from wederhoor.web.fields import Values

_log = structlog.get_logger()
By = Member | ContactPerson
#: What a contact person is known by besides his address.
_KEPT: Final = ("name", "phone", "function")
#: Mails that one contact person has us send, and that go to one address at the wish of any, in an hour.
_FROM_ONE, _TO_ONE, _HOUR = 10, 3, 60 * 60


@dataclass(frozen=True, slots=True)
class Known:
    """What is said of a contact person."""

    name: str
    email: str
    phone: str = ""
    function: str = ""


def known_by(values: Values) -> Known:
    """What a form says of a contact person."""
    return Known(**typed_of(values))


# Contact persons -----------------------------------------------------------------------------------------------------------


def contacts_at(customer: Customer) -> list[ContactPerson]:
    """The contact persons of an institution, by name."""
    return list(customer.contacts.order_by("name", "pk"))


@transaction.atomic
def invite_contact(customer: Customer, known: Known, *, by: By, now: datetime) -> ContactPerson | str:
    """Names a contact person and mails him how he comes in; or why not, in Dutch."""
    _locked(customer)
    if customer.contacts.filter(email__iexact=known.email).exists():
        return _("Dit e-mailadres is al van een contactpersoon van deze instelling.")
    if _mails_too_much(by, known.email):
        return _("U liet ons dit uur al veel mails sturen. Probeer het over een uur opnieuw.")
    contact = customer.contacts.create(name=known.name, email=known.email, phone=known.phone, function=known.function)
    invitation(contact, by.name, now=now)
    _told("invited", customer, by, contact)
    return contact


def keep_contact(contact: ContactPerson, known: Known, *, by: By, now: datetime) -> str:
    """Changes what is known of a contact person. Says what follows, in Dutch, where his address is to be proven first.

    A contact person proves a new address himself; who keeps the settings writes it down.
    """
    changed = [name for name in _KEPT if getattr(contact, name) != getattr(known, name)]
    for name in changed:
        setattr(contact, name, getattr(known, name))
    contact.save(update_fields=changed)
    if changed:
        _told("changed", contact.customer, by, contact, what=changed)
    if known.email.lower() == contact.email.lower():
        return ""
    if contact.customer.contacts.filter(email__iexact=known.email).exclude(pk=contact.pk).exists():
        return _("Het e-mailadres is niet veranderd: een andere contactpersoon van de instelling heeft het al.")
    if isinstance(by, Member):
        set_address(contact, known.email)
        _told("changed", contact.customer, by, contact, what=["email"])
        return ""
    if _mails_too_much(by, known.email):
        return _("Het e-mailadres is niet veranderd: u liet ons dit uur al veel mails sturen. Probeer het over een uur opnieuw.")
    ask_proof(contact, known.email, now=now)
    return _("Wij mailden een link naar het nieuwe adres. Tot u die volgt, geldt het oude.")


@transaction.atomic
def remove_contact(contact: ContactPerson, *, by: By) -> str:
    """Takes a contact person away, who is out at once; or why not, in Dutch. The last who came in hands over first."""
    customer = _locked(contact.customer)
    others = customer.contacts.exclude(pk=contact.pk)
    if not isinstance(by, Member) and not others.filter(signed_in_at__isnull=False).exists():
        return _("Er is nog niemand anders die zich heeft aangemeld. Nodig eerst een collega uit die het overneemt.")
    key = contact.pk
    forget_letters(contact)
    contact.delete()
    _log.info(f"contact {key} of customer {customer.pk} removed by {_code(by)}")
    return ""


def _mails_too_much(by: By, email: str) -> bool:
    """Counts that a contact person has us write to an address once more; whether that is too much of him, or for whoever is there."""
    if isinstance(by, Member):
        return False
    mine = limits.too_often("contact-mails", str(by.pk), most=_FROM_ONE, seconds=_HOUR)
    return limits.too_often("contact-mails-to", email.lower(), most=_TO_ONE, seconds=_HOUR) or mine


def _locked(customer: Customer) -> Customer:
    """The institution, while nobody else changes who its contact persons are."""
    return Customer.objects.select_for_update().get(pk=customer.pk)


# Products ------------------------------------------------------------------------------------------------------------------


def products_for(customer: Customer) -> list[tuple[str, str, bool]]:
    """Every product of the organisation by code and name, and whether the institution uses it."""
    used = set(customer.uses.values_list("product", flat=True))
    rows = Product.objects.filter(organisation=customer.organisation_id).order_by("name", "pk").values_list("pk", "code", "name")
    return [(code, name, pk in used) for pk, code, name in rows]


@transaction.atomic
def keep_products(customer: Customer, codes: Collection[str], *, by: By) -> None:
    """The institution uses these products and no others. A code that is not of its organisation says nothing."""
    _locked(customer)
    wanted = set(Product.objects.filter(organisation=customer.organisation_id, code__in=codes).values_list("pk", flat=True))
    have = set(customer.uses.values_list("product", flat=True))
    customer.uses.filter(product__in=have - wanted).delete()
    Use.objects.bulk_create(Use(customer=customer, product_id=pk) for pk in sorted(wanted - have))
    if wanted != have:
        _log.info(f"products of customer {customer.pk} kept by {_code(by)}", count=len(wanted ^ have))


# For who keeps the settings ------------------------------------------------------------------------------------------------


def customers_of(
    organisation: Organisation, *, words: str = "", after: tuple[str, int] | None = None, lacking: bool = False
) -> QuerySet[Customer]:
    """The institutions of an organisation by name, with how many contact persons and products each has; from a place on.

    `words`: part of its name, its code, or of the name or address of a contact person. `lacking`: only those without a contact person.
    """
    found = organisation.customers.order_by("name", "pk")
    if lacking:
        found = found.filter(contacts__isnull=True)
    if words:
        in_contacts = ContactPerson.objects.filter(
            Q(name__icontains=words) | Q(email__icontains=words), customer__organisation=organisation
        )
        found = found.filter(Q(name__icontains=words) | Q(code__icontains=words) | Q(pk__in=in_contacts.values("customer")))
    if after is not None:
        name, key = after
        found = found.filter(Q(name__gt=name) | Q(name=name, pk__gt=key))
    return found.annotate(people=Count("contacts", distinct=True), products=Count("uses", distinct=True))


def customer_of(organisation: Organisation, key: int) -> Customer | None:
    """The institution with this key, if it is the organisation's."""
    return organisation.customers.filter(pk=key).first()


def keep_customer(organisation: Organisation, customer: Customer | None, *, name: str, code: str, by: By) -> Customer | str:
    """Makes an institution or changes how it is called; or why not, in Dutch."""
    others = organisation.customers.filter(code=code)
    if (others.exclude(pk=customer.pk) if customer else others).exists():
        return _("Er is al een instelling met deze code.")
    row = customer or Customer(organisation=organisation)
    row.name, row.code = name, code
    row.save()
    _log.info(f"customer {row.pk} kept by {_code(by)}")
    return row


def _told(done: str, customer: Customer, by: By, contact: ContactPerson, *, what: Collection[str] = ()) -> None:
    _log.info(f"contact {contact.pk} of customer {customer.pk} {done} by {_code(by)}: {', '.join(what) or 'all'}")


def _code(by: By) -> str:
    return f"m-{by.pk}" if isinstance(by, Member) else f"contact-{by.pk}"
