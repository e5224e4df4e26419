"""Whose complaint a dossier is: who may say so, what it gives, and how it ends."""

import pytest

from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.portal.institution import a_complaint, an_institution
from wederhoor.actions.access import of_customer
from wederhoor.actions.institution import known_at, meant_by, put_to, take_from
from wederhoor.actions.loading import take
from wederhoor.actions.recompute import recompute
from wederhoor.actions.record import Actor, Log, Recorded, Refused, record
from wederhoor.actions.relating import Sent
from wederhoor.actions.splitting import Part, split
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Dossier, Party, Reader
from wederhoor.organisations.models import Customer, Member

pytestmark = pytest.mark.django_db
MANAGER = "manager-propositie"
SENT = Sent(NOW + HOUR)


@pytest.fixture
def customer() -> Customer:
    return an_institution(an_organisation())


@pytest.fixture
def manager(customer: Customer) -> Member:
    return a_member(customer.organisation, MANAGER)


def put(row: Dossier, customer: Customer, manager: Member) -> object:
    return put_to(row, now_of(row), customer, by=Actor(MANAGER, manager), sent=SENT)


def now_of(row: Dossier):  # type: ignore[no-untyped-def] # noqa: ANN201 - as the engine has it
    return take([row.matter_id])[0].replayed().dossiers[row.name]


@pytest.mark.clause("EXA-15")
def test_a_complaint_is_an_institutions_own_once_somebody_says_so_and_until_he_takes_it_back(customer: Customer, manager: Member) -> None:
    row = a_dossier(customer.organisation)
    assert not of_customer(customer).exists()
    assert isinstance(put(row, customer, manager), Recorded)
    assert list(of_customer(customer)) == [row]
    party = Party.objects.get(matter=row.matter_id, customer=customer)
    assert isinstance(take_from(row, now_of(row), party.ref, by=Actor(MANAGER, manager), sent=SENT), Recorded)
    assert not of_customer(customer).exists()


def test_the_log_names_a_reference_and_the_party_the_institution(customer: Customer, manager: Member) -> None:
    row = a_dossier(customer.organisation)
    put(row, customer, manager)
    act = row.matter.acts.last()
    assert act is not None
    assert str(act.data["customer"]).startswith("p-")
    assert customer.name not in str(act.data)
    assert not list(verify())


@pytest.mark.clause("EXA-15")
def test_the_address_of_a_contact_person_alone_shows_a_complaint_to_nobody(customer: Customer) -> None:
    row = a_dossier(customer.organisation)
    assert Party.objects.filter(matter=row.matter_id, email="noor@zonland.example").exists()
    assert [one.customer for one in known_at(customer.organisation, ["Noor@Zonland.example"])] == [customer]
    assert not of_customer(customer).exists()


def test_the_address_of_a_contact_person_of_another_organisation_suggests_nobody(customer: Customer) -> None:
    assert known_at(an_organisation("ecm"), ["noor@zonland.example"]) == []


def test_an_institution_of_another_organisation_cannot_be_named(customer: Customer, manager: Member) -> None:
    elsewhere = an_institution(an_organisation("ecm"))
    row = a_dossier(customer.organisation)
    assert isinstance(put(row, elsewhere, manager), Refused)
    assert not of_customer(elsewhere).exists()


@pytest.mark.parametrize("given", ["p-1", "p-99", "K001", "c-1"])
def test_nothing_but_an_institution_can_stand_where_one_is_named(customer: Customer, manager: Member, given: str) -> None:
    row = a_dossier(customer.organisation)
    done = record(Log(row.matter_id), "link", by=Actor(MANAGER, manager), at=NOW, now=NOW + HOUR, data={"customer": given})
    assert isinstance(done, Refused)


def test_whoever_complains_without_his_name_is_shown_to_no_institution(customer: Customer, manager: Member) -> None:
    row = a_complaint(customer, anonymous=True)
    assert not of_customer(customer).exists()
    assert isinstance(put(row, customer, manager), Refused)


def test_the_part_that_is_split_off_is_for_no_institution_until_somebody_says_so(customer: Customer, manager: Member) -> None:
    row = a_complaint(customer)
    done = split(row, Part("Alleen de planning."), by=Actor(MANAGER, manager), sent=SENT)
    assert isinstance(done, Recorded), done
    assert list(of_customer(customer)) == [row]


def test_an_objection_is_the_institutions_own_as_its_complaint_is(customer: Customer, manager: Member) -> None:
    row = a_complaint(customer)
    handler = a_member(customer.organisation, MANAGER)
    took(row, "assign", manager, role=MANAGER, at=NOW, to=f"m-{handler.pk}", independent=True)
    took(row, "hear", handler, role="handler", at=NOW, party="complainant", account="Gehoord.")
    took(row, "judge", handler, role="handler", at=NOW, outcome="upheld", reasons="Terecht.", consulted=[MANAGER])
    took(row, "reply", handler, role="handler", at=NOW, channel="mail", reasons="U hebt gelijk.")
    send_all(row, at=NOW)
    said = {"channel": "portal", "in_writing": True, "grounds": ["Het duurt te lang."]}
    done = record(Log(row.matter_id), "object", by=Actor("complainant"), at=NOW + HOUR, now=NOW + HOUR, data=said)
    assert isinstance(done, Recorded), done
    assert set(of_customer(customer)) == {row, done.row}


def test_readers_are_made_anew_from_the_log_and_without_the_party_it_is_nobodys(customer: Customer) -> None:
    row = a_complaint(customer)
    Reader.objects.filter(dossier=row).delete()
    list(recompute(write=True))
    assert list(of_customer(customer)) == [row]
    Party.objects.filter(matter=row.matter_id).delete()
    list(recompute(write=True))
    assert not of_customer(customer).exists()


@pytest.mark.parametrize(("typed", "found"), [("K001", 1), ("zon", 1), ("roc zonland", 1), ("%", 0), ("elders", 0)])
def test_an_institution_is_meant_by_its_code_or_part_of_its_name(customer: Customer, typed: str, found: int) -> None:
    assert len(meant_by(customer.organisation, typed)) == found
