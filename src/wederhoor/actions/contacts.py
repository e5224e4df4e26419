"""Contact persons of institutions sign in by a mailed link, and prove a new address by another.

A link is made when its letter leaves, so that no store ever holds it. One address may be a contact person of several institutions, of
several organisations: who proved it is all of them at once.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.links import digest_of, new_token, standing, use
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.statements import insert
from wederhoor.organisations.models import ContactLink, ContactPerson
from wederhoor.web.speaking import speaking
from wederhoor.web.words import moment_in_words

#: Where a letter has its link, by what the link does, and until when it works: filled in when the letter leaves.
ENTERS, INVITES, PROVES, UNTIL = "{contact_link}", "{contact_invitation}", "{contact_address}", "{contact_until}"
#: Whoever asks for a link is there to use it; whoever is invited is not.
_HOURS: Final = 2
_PAGES: Final[Mapping[str, str]] = {ENTERS: "link", INVITES: "link", PROVES: "adres"}


# Letters -------------------------------------------------------------------------------------------------------------------


def ask_link(email: str, *, now: datetime) -> int:
    """Mails a link to this address, from each organisation that knows it; returns how many letters that makes."""
    by_organisation: dict[int, ContactPerson] = {}
    for contact in at_address(email):
        by_organisation.setdefault(contact.customer.organisation_id, contact)
    for contact in by_organisation.values():
        said = _("U vroeg een link om aan te melden als contactpersoon van {customer}.").format(customer=contact.customer.name)
        write(contact, _("Uw link om aan te melden"), [said, _works_once(), ENTERS, _not_asked()], now=now)
    return len(by_organisation)


def write(contact: ContactPerson, subject: str, lines: Iterable[str], *, now: datetime, to: str = "") -> None:
    """A letter to a contact person from the organisation, not about any dossier; nothing about persons stands in its subject."""
    organisation = contact.customer.organisation
    body = "\n\n".join([_("Beste {name},").format(name=contact.name), *lines, _("Met vriendelijke groet,") + f"\n{organisation.name}\n"])
    letter = mail_of_no_act(
        organisation,
        party=f"c-{contact.pk}",
        name=contact.name,
        address=to or contact.email,
        subject=f"{organisation.name}: {subject}",
        body=body,
        day=localtime(now).date(),
        now=now,
    )
    insert(Letter, [letter])


def forget_letters(contact: ContactPerson) -> None:
    """Destroys what was mailed to a contact person, who is none any more. One that a worker holds just now leaves, without a link."""
    Letter.objects.filter(party=f"c-{contact.pk}", dossier=None).exclude(state="claimed").delete()


def _works_once() -> str:
    return _("De link werkt één keer, tot {until}.").format(until=UNTIL)


def _not_asked() -> str:
    return _("Hebt u dit niet gevraagd? Dan hoeft u niets te doen.")


def invitation(contact: ContactPerson, by: str, *, now: datetime) -> None:
    """Tells a new contact person that he is one and how he comes in. `by`: who named him, whose language need not be his."""
    customer = contact.customer
    with speaking():
        said = _("{by} heeft u als contactpersoon van {customer} opgegeven bij {organisation}.").format(
            by=by, customer=customer.name, organisation=customer.organisation.name
        )
        what = _("U ziet daar de klachten van uw instelling en houdt de gegevens bij.")
        again = _("Werkt de link niet meer? Vraag een nieuwe aan: {address}").format(address=f"{settings.BASE_URL}/klant/aanmelden/")
        write(contact, _("U bent contactpersoon"), [said, what, _works_once(), INVITES, again], now=now)


def ask_proof(contact: ContactPerson, email: str, *, now: datetime) -> None:
    """Mails a link to the new address of a contact person; until it is followed the old one holds."""
    said = _("U gaf dit adres op als uw nieuwe e-mailadres. Bevestig het met deze link.")
    write(contact, _("Bevestig uw nieuwe adres"), [said, _works_once(), PROVES, _not_asked()], now=now, to=email)


# Links ---------------------------------------------------------------------------------------------------------------------


def with_contact_link(letter: Letter, body: str, *, now: datetime) -> str:
    """The body of a letter that leaves now, with a new link where it has the place for one; none for who is no contact any more."""
    what = next((mark for mark in _PAGES if mark in body), None)
    if what is None or letter.dossier_id is not None or not letter.party.startswith("c-"):
        return body
    contact = ContactPerson.objects.filter(pk=int(letter.party[2:])).first()
    if contact is None or (what != PROVES and contact.email.lower() != letter.address.lower()):
        return body.replace(what, "", 1).replace(UNTIL, "", 1)
    token, until = new_token(), now + (timedelta(hours=_HOURS) if what == ENTERS else timedelta(days=settings.ENTRY_LINK_DAYS))
    proves = letter.address if what == PROVES else ""
    ContactLink.objects.create(contact=contact, digest=digest_of(token), email=proves, made_at=now, expires_at=until)
    with speaking(letter.language):
        said = moment_in_words(localtime(until), year=True)
    return body.replace(what, f"{settings.BASE_URL}/klant/{_PAGES[what]}/{token}/", 1).replace(UNTIL, said, 1)


def opens(token: str, *, now: datetime) -> bool:
    """Whether this link would let someone in now."""
    return standing(_entries(), token, now).exists()


def enter(token: str, *, now: datetime) -> list[ContactPerson]:
    """Uses the link: as whom one comes in, once; nobody for a link that does not work."""
    link = use(_entries().select_related("contact"), token, now)
    return signed_in(at_address(link.contact.email), now=now) if link else []


def signed_in(contacts: Iterable[ContactPerson], *, now: datetime) -> list[ContactPerson]:
    """Writes down that these came in."""
    found = list(contacts)
    ContactPerson.objects.filter(pk__in=[one.pk for one in found]).update(signed_in_at=now)
    return found


def proves(token: str, *, now: datetime) -> bool:
    """Whether this link would prove an address now."""
    return standing(_proofs(), token, now).exists()


@transaction.atomic
def prove(token: str, *, now: datetime) -> ContactPerson | None:
    """Uses the link by which a contact person proves his new address, which holds from now on; the old one is told.

    None for a link that does not work, or where another contact person of the institution has that address by now.
    """
    link = use(_proofs().select_related("contact__customer__organisation"), token, now)
    if link is None or link.contact.customer.contacts.filter(email__iexact=link.email).exclude(pk=link.contact_id).exists():
        return None
    contact = link.contact
    told = _("Uw e-mailadres bij ons is veranderd. Hebt u dat niet gedaan? Laat het ons meteen weten.")
    write(contact, _("Uw adres is veranderd"), [told], now=now)
    set_address(contact, link.email)
    return contact


def set_address(contact: ContactPerson, email: str) -> None:
    """Another address: links that went to the old one work no more, and whoever came in by it is out."""
    contact.email = email
    contact.save(update_fields=["email"])
    ContactLink.objects.filter(contact=contact, used_at__isnull=True).delete()


# Reading -------------------------------------------------------------------------------------------------------------------


def at_address(email: str) -> QuerySet[ContactPerson]:
    """As whom this address is known, in every institution."""
    return _whole().filter(email__iexact=email)


def vouched_for(email: str, *, organisation: str, code: str) -> QuerySet[ContactPerson]:
    """The contact person with this address of one institution of an organisation: its own sign-on vouches for no other."""
    return at_address(email).filter(customer__organisation__slug=organisation, customer__code=code)


def contacts_of(visits: Mapping[int, str]) -> list[ContactPerson]:
    """The contact persons with these keys whose address is still the one that was proven; `visits`: the mark of it, by key."""
    found = _whole().filter(pk__in=visits) if visits else ()
    return [one for one in found if mark_of(one) == visits[one.pk]]


def mark_of(contact: ContactPerson) -> str:
    """What a visit remembers of an address: whether it is still the same."""
    return salted_hmac("wederhoor.contact", contact.email.lower(), algorithm="sha256").hexdigest()[:32]


def _whole() -> QuerySet[ContactPerson]:
    return ContactPerson.objects.select_related("customer__organisation").order_by("customer__name", "pk")


def _entries() -> QuerySet[ContactLink]:
    return ContactLink.objects.filter(email="")


def _proofs() -> QuerySet[ContactLink]:
    return ContactLink.objects.exclude(email="")
