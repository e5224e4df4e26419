"""A contact person over every address of the site with the keys of another institution: nothing of it, and his own lists as they were."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader

from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation
from tests.portal.institution import a_complaint, an_institution, signed_in, the_contact
from wederhoor.actions.contacts import ask_link
from wederhoor.actions.customers import Known, invite_contact
from wederhoor.actions.outbox import claim, left
from wederhoor.actions.record import Actor, Log, Recorded, Upload, record
from wederhoor.dossiers.models import AccessLog, Act, Dossier
from wederhoor.organisations.models import ContactPerson, Customer, Organisation

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR
#: What stands in the other institution's complaint, its contact person, its name and its file.
SENTINELS = ("Doorwrochte", "Zeezicht", "zeehond@zee.example", "Zeehond", "parel.txt", "Parelmoer")
OWN_KEYS = ("<int:customer>", "<str:number>", "<int:pk>", "<int:party>", "<str:key>")
NEW = r'(name="(csrfmiddlewaretoken|key|formulier)" value="|namens=|nonce-|sessionid=|csrftoken=|expires=|D:\d)[^"&;\']*'


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("wederhoor.web.mailed_links.AT_LEAST", 0.0)
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def mine() -> Customer:
    return an_institution(an_organisation())


def elsewhere(mine: Customer, where: str) -> Organisation:
    """The same organisation, or another."""
    return mine.organisation if where == "next door" else an_organisation("ecm")


def vault(organisation: Organisation) -> Dossier:
    """A complaint of another institution, with a document that was put before its complainant."""
    other = an_institution(organisation, "Z001", name="Zeezicht College", email="zeehond@zee.example")
    other.contacts.update(name="Zeehond")
    row = a_complaint(other, description="Doorwrochte klacht.", complainant={"name": "Zeehond", "email": "zeehond@zee.example"})
    role = "manager-propositie" if organisation.procedures.filter(procedure="klik-onderwijs").exists() else "verantwoordelijk-medewerker"
    staff = Actor(role, a_member(organisation, role))
    for act, data, files in (
        ("note", {"text": "Iets."}, (Upload("parel.txt", b"Parelmoer"),)),
        ("disclose", {"party": "complainant", "documents": ["d-1"]}, ()),
    ):
        done = record(Log(row.matter_id), act, by=staff, at=NOW, now=NOW, data=data, files=files)
        assert isinstance(done, Recorded), done
    return row


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Every address as it is written, with the permission that it asks."""
    for pattern in patterns:
        written = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, written)
        else:
            yield written, str(getattr(pattern.callback, "permission", ""))


def filled(written: str, row: Dossier, customer: Customer) -> str:
    """The address of something of the other institution."""
    parts = {"customer": customer.pk, "number": row.number, "ref": "d-1", "pk": customer.pk, "person": the_contact(customer).pk}
    parts |= {"slug": row.organisation.slug, "kind": "csv", "token": "x"}
    filled_in = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(parts.get(found[1], 1)), written)
    assert "<" not in filled_in
    return filled_in


def said(answer: Any) -> str:  # noqa: ANN401 - as the test client has it
    """Everything that comes back, headers too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{content.decode(errors='replace')}\n{answer.headers}"


@pytest.mark.clause("EXA-15")
@pytest.mark.parametrize("where", ["next door", "other organisation"])
def test_no_address_gives_anything_of_another_institution(mine: Customer, where: str) -> None:
    row = vault(elsewhere(mine, where))
    theirs = Customer.objects.get(name="Zeezicht College")
    a_complaint(mine)
    browser = signed_in(mine, LATER)
    before = (Act.objects.filter(matter=row.matter_id).count(), ContactPerson.objects.filter(customer=theirs).count())
    every = sorted(addresses(get_resolver().url_patterns), key=lambda one: "afmelden" in one[0])
    for method, (written, permission) in product(("get", "post"), every):
        if method == "get" and "afmelden" in written:
            continue
        address = filled(written, row, theirs)
        sent = {"wie": str(the_contact(theirs).pk), "stap": "weg", "number": row.number, "zoek": row.number}
        answer = getattr(browser, method)(address, sent)
        assert answer.status_code < 500, address
        assert not [word for word in SENTINELS if word in said(answer)], (method, address, answer.status_code)
        if permission == "customer" and any(key in written for key in OWN_KEYS):
            assert answer.status_code == 404, (method, address)
    after = (Act.objects.filter(matter=row.matter_id).count(), ContactPerson.objects.filter(customer=theirs).count())
    assert after == before
    assert not AccessLog.objects.filter(dossier=row).exists()


@pytest.mark.clause("EXA-15")
@pytest.mark.parametrize("rest", ["dossier/{}/", "dossier/{}/dossier.pdf", "dossier/{}/document/d-1/"])
@pytest.mark.parametrize("where", ["next door", "other organisation"])
def test_with_his_own_institution_in_the_address_a_number_of_another_gives_nothing(mine: Customer, rest: str, where: str) -> None:
    row = vault(elsewhere(mine, where))
    answer = signed_in(mine, LATER).get(f"/klant/{mine.pk}/{rest.format(row.number)}")
    # The same number may be his own in another organisation; never the other's words.
    assert answer.status_code == 404
    assert not [word for word in SENTINELS if word in said(answer)]


@pytest.mark.clause("EXA-15")
def test_a_colleagues_private_complaint_with_the_schools_name_and_address_is_not_the_schools(mine: Customer) -> None:
    row = a_dossier(mine.organisation, description="Doorwrochte klacht over mijn rooster.")
    browser = signed_in(mine, LATER)
    assert row.number not in said(browser.get(f"/klant/{mine.pk}/"))
    assert browser.get(f"/klant/{mine.pk}/dossier/{row.number}/").status_code == 404


LISTS = ("", "?fase=formal", "?product=EX-101", "?jaar=2026", "?te-laat=ja", "uitvoer.csv", "producten/", "contactpersonen/", "gegevens/")


@pytest.mark.clause("EXA-15")
def test_what_another_institution_has_changes_no_list_filter_count_or_export(mine: Customer) -> None:
    a_complaint(mine)
    browser = signed_in(mine, LATER)

    def lists() -> dict[str, str]:
        return {rest: re.sub(NEW, "", said(browser.get(f"/klant/{mine.pk}/{rest}"))) for rest in LISTS}

    before = lists()
    vault(mine.organisation)
    assert lists() == before


@pytest.mark.clause("EXA-15")
@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv"])
def test_what_is_taken_out_holds_ones_own_and_nothing_of_another(mine: Customer, kind: str) -> None:
    own, theirs = a_complaint(mine), vault(mine.organisation)
    browser, asked = signed_in(mine, LATER), f"/klant/{mine.pk}/uitvoer.{kind}"
    whole, sought = (read(browser.get(f"{asked}{query}"), kind) for query in ("", f"?product={theirs.number}&zoek=Doorwrochte"))
    assert own.number in whole
    assert [word for word in (*SENTINELS, theirs.number) if word in whole + sought] == []


def read(answer: Any, kind: str) -> str:  # noqa: ANN401 - as the test client has it
    """The words within a file."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if kind == "csv":
        return str(content.decode())
    with ZipFile(BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@pytest.mark.clause("EXA-15")
def test_an_invitation_of_another_institution_opens_that_one_and_not_this(mine: Customer) -> None:
    vault(mine.organisation)
    theirs = Customer.objects.get(name="Zeezicht College")
    invite_contact(theirs, Known("Bo", "bo@zee.example"), by=the_contact(theirs), now=LATER)
    letter = claim(now=LATER)
    while letter is not None and letter.address != "bo@zee.example":
        left(letter, now=LATER)
        letter = claim(now=LATER)
    assert letter is not None
    link = re.search(r"/klant/link/[\w-]+/", letter.body)
    assert link is not None
    browser = Client()
    browser.post(link[0])
    assert [browser.get(f"/klant/{one.pk}/").status_code for one in (theirs, mine)] == [200, 404]


def test_nobody_at_all_gets_a_page_of_an_institution(mine: Customer) -> None:
    row = a_complaint(mine)
    for rest in (*LISTS, f"dossier/{row.number}/", f"dossier/{row.number}/dossier.pdf", "klacht/"):
        answer = Client().get(f"/klant/{mine.pk}/{rest}")
        assert (answer.status_code, answer["Location"]) == (302, "/klant/aanmelden/"), rest


def test_a_link_asked_for_at_one_organisation_tells_the_other_nothing(mine: Customer) -> None:
    other = an_institution(an_organisation("ecm"), name="Zeezicht College", email="noor@zonland.example")
    ask_link("noor@zonland.example", now=LATER)
    bodies = {letter.organisation_id: letter.body for one in (mine, other) for letter in one.organisation.letters.all()}
    assert "Zeezicht" not in bodies[mine.organisation.pk]
    assert mine.name not in bodies[other.organisation.pk]
