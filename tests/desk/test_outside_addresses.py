"""Someone from outside over every address of the site: he gets what is his, what is public, and nothing else."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.desk.conftest import TUESDAY, Office
from tests.desk.outsider import COMPLAINED, EEL, Outsider, recorded
from tests.factories.house import NOW, a_dossier, a_member, an_organisation
from tests.portal.institution import an_institution, signed_in
from wederhoor.actions.record import Actor, Upload
from wederhoor.actions.tracking import code_of
from wederhoor.dossiers.models import Party
from wederhoor.web.limits import COUNTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Every address as it is written, with the permission that it asks."""
    for pattern in patterns:
        written = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, written)
        else:
            yield written, str(getattr(pattern.callback, "permission", ""))


def filled(written: str, **values: object) -> str:
    """The address of something that exists and is not his."""
    parts = {"number": values["number"], "ref": "d-1", "pk": 1, "name": "note", "slug": values["slug"], "party": values["party"]}
    parts |= {
        "token": "x",
        "code": values["code"],
        "place": 0,
        "act": "withdraw",
        "version": 1,
        "kind": "csv",
        "person": 1,
        "customer": 1,
        "stage": "intake",
        "procedure": "klik-onderwijs",
        "key": "reply",
    }
    for kind in ("str", "slug", "int"):
        for name, value in parts.items():
            written = written.replace(f"<{kind}:{name}>", str(value))
    return written


EVERY = list(addresses(get_resolver().url_patterns))


@pytest.fixture
def eel() -> Outsider:
    """Consulted in one dossier; beside it lies another of the same organisation, with a document, that he has nothing to do with."""
    organisation = an_organisation("klik-onderwijs")
    manager = Actor("manager-propositie", a_member(organisation, "manager-propositie"))
    mine, other = (a_dossier(organisation, at=NOW) for _ in range(2))
    recorded(mine, "note", manager, text="Iets.")
    recorded(other, "note", manager, text="Intern gemor.", files=(Upload("geheim.txt", b"geheim van binnen"),))
    recorded(mine, "assign", manager, to=EEL, outside=True)
    return Outsider(mine).comes_in()


@pytest.mark.clause("KLI-08", "KLI-10", "EXA-23")
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_gives_him_anything_of_another_dossier(eel: Outsider, method: str) -> None:
    other = eel.dossier.organisation.dossiers.exclude(pk=eel.dossier.pk).get()
    stranger = Party.objects.get(matter_id=other.matter_id, part="complainant")
    guarded = [written for written, permission in EVERY if permission not in {"public", "complainant"}]
    for written, party in product(guarded, (stranger.pk, eel.party.pk)):
        address = filled(written, number=other.number, slug=other.organisation.slug, party=party, code="ABCD")
        answer = getattr(eel.client, method)(address)
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "<" not in address
        assert answer.status_code < 500, address
        assert not [word for word in (*COMPLAINED, "Intern gemor", "geheim") if word.encode() in said], address
        assert answer.status_code == 404 or not written.startswith("/bij/<int:party>"), address
        at_the_door = answer.status_code in {302, 401, 403, 404, 405}
        assert at_the_door or not written.startswith("/bureau/"), address
        if written == "/bij/afmelden/":
            eel.comes_back()


def test_the_code_of_the_complainant_stays_his(eel: Outsider) -> None:
    assert code_of(eel.dossier) not in eel.page()
    assert Client().get(eel.address()).status_code == 302


def test_a_number_that_no_store_holds_is_no_fault_of_the_program_at_any_address(office: Office, desk: Client) -> None:
    dossier, contact = office.file(), signed_in(an_institution(office.organisation), TUESDAY)
    values = {"number": dossier.number, "slug": office.organisation.slug, "code": "ABCD", "party": 1}
    for written in (one for one, _permission in EVERY if "<int:" in one):
        address = filled(re.sub("<int:[a-z]+>", "9" * 30, written), **values)
        assert {client.get(address).status_code for client in (desk, contact)} <= {302, 403, 404, 405}, written


@pytest.mark.parametrize("odd", ["%00", "%E2%80%AE%F0%9F%98%80%22%3C'" + "a" * 3000], ids=["nothing", "turned, quoted and very long"])
def test_a_word_that_is_none_is_no_fault_of_the_program_at_any_address(office: Office, desk: Client, odd: str) -> None:
    contact = signed_in(an_institution(office.organisation), TUESDAY)
    values = {"number": office.file().number, "slug": office.organisation.slug, "code": "ABCD", "party": 1}
    for written in (one for one, _permission in EVERY if "<str:" in one):
        caches[COUNTS].clear()  # who guesses so much would wait, and see nothing of the page itself
        client = desk if written.startswith("/bureau/") else contact
        for name in re.findall("<str:([a-z]+)>", written):
            address = filled(written.replace(f"<str:{name}>", odd), **values)
            assert client.get(address).status_code in {200, 302, 403, 404, 405}, written
