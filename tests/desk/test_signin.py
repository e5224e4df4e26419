"""Signing in, signing out, and working for one of several organisations."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client

from tests.desk.conftest import PASSWORD, Office, make_office
from wederhoor.desk.views.signin import MOST
from wederhoor.dossiers.models import Act
from wederhoor.organisations.models import Member

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
Enter = Callable[[Member], Client]


def test_whoever_is_not_signed_in_signs_in_first_and_goes_on_to_the_page_he_wanted(office: Office) -> None:
    client = Client()
    assert client.get("/bureau/register/").url == "/bureau/aanmelden/?next=/bureau/register/"  # type: ignore[attr-defined]
    sent = {"username": "manager-klik", "password": PASSWORD, "next": "/bureau/register/"}
    assert client.post("/bureau/aanmelden/", sent).url == "/bureau/register/"  # type: ignore[attr-defined]
    assert client.get("/bureau/register/").status_code == 200


def test_a_wrong_password_is_told_and_the_name_is_kept(office: Office) -> None:
    answer = Client().post("/bureau/aanmelden/", {"username": "manager-klik", "password": "fout"})
    assert answer.status_code == 422
    assert 'value="manager-klik"' in answer.content.decode()


def test_who_guesses_passwords_waits_and_nobody_else_does(office: Office) -> None:
    def tries(password: str, address: str) -> int:
        sent = {"username": "manager-klik", "password": password}
        return Client().post("/bureau/aanmelden/", sent, REMOTE_ADDR=address).status_code

    caches["counts"].clear()
    assert {tries("fout", "203.0.113.5") for _time in range(MOST)} == {422}
    assert [tries(PASSWORD, "203.0.113.5"), tries(PASSWORD, "203.0.113.6")] == [429, 302]


def test_one_never_goes_on_to_another_site(office: Office) -> None:
    sent = {"username": "manager-klik", "password": PASSWORD, "next": "https://elders.example/"}
    assert Client().post("/bureau/aanmelden/", sent).url == "/bureau/"  # type: ignore[attr-defined]


def test_signing_out_ends_the_session(desk: Client) -> None:
    desk.post("/bureau/afmelden/")
    assert desk.get("/bureau/").status_code == 302


def test_signing_out_is_asked_first(desk: Client) -> None:
    desk.get("/bureau/afmelden/")
    assert desk.get("/bureau/").status_code == 200


def test_a_user_who_is_no_member_is_told_so(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user("niemand"))
    assert client.get("/bureau/").status_code == 403


def test_a_member_of_several_organisations_chooses_and_sees_only_that_one(office: Office, enter: Enter) -> None:
    other = make_office("ander", "Andere Organisatie")
    second = Member.objects.create(organisation=other.organisation, user=office.manager.user, name="M. Bakker")
    second.roles.create(role="manager-propositie")
    ours = office.file()
    client = enter(office.manager)
    assert client.get("/bureau/").url == "/bureau/organisatie/?next=%2Fbureau%2F"  # type: ignore[attr-defined]
    client.post("/bureau/organisatie/", {"member": second.pk})
    assert client.get(f"/bureau/dossier/{ours.number}/").status_code == 404
    client.post("/bureau/organisatie/", {"member": office.manager.pk})
    assert client.get(f"/bureau/dossier/{ours.number}/").status_code == 200


def test_a_form_that_lay_open_for_one_organisation_is_refused_by_the_other_and_nothing_typed_is_lost(office: Office) -> None:
    other = make_office("ander", "Andere Organisatie")
    second = Member.objects.create(organisation=other.organisation, user=office.manager.user, name="M. Bakker")
    second.roles.create(role="manager-propositie")
    numbers = {office.file().number, other.file().number}
    note = f"/bureau/dossier/{numbers.pop()}/note/"
    assert not numbers
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.manager.user)
    chosen(client, office.manager)
    form = dict(HIDDEN.findall(client.get(note).content.decode()))
    chosen(client, second)
    answer = client.post(note, {**form, "text": "Alleen voor de eerste bedoeld.", "step": "record"})
    assert (answer.status_code, Act.objects.filter(act="note").count()) == (403, 0)
    assert "Alleen voor de eerste bedoeld." in answer.content.decode()


def chosen(client: Client, member: Member) -> None:
    """The choice of an organisation, as its own page sends it."""
    form = dict(HIDDEN.findall(client.get("/bureau/organisatie/").content.decode()))
    assert client.post("/bureau/organisatie/", {**form, "member": member.pk}).status_code == 302


def test_who_worked_for_an_organisation_that_let_him_go_chooses_anew(office: Office, enter: Enter) -> None:
    other = make_office("ander", "Andere Organisatie")
    second = Member.objects.create(organisation=other.organisation, user=office.manager.user, name="M. Bakker")
    client = enter(office.manager)
    client.post("/bureau/organisatie/", {"member": second.pk})
    second.active = False
    second.save()
    answer = client.post(f"/bureau/dossier/{office.file().number}/note/", {"text": "Voor de andere bedoeld.", "step": "record"})
    assert (answer.status_code, Act.objects.filter(act="note").count()) == (403, 0)
    assert "Voor de andere bedoeld." in answer.content.decode()


@pytest.mark.parametrize("address", ["zoeken/", "dossier/2026-0001/voorstel/1/"])
def test_what_one_only_sends_to_leads_on_to_a_page_after_signing_in(office: Office, desk: Client, address: str) -> None:
    office.file()
    assert Client().post(f"/bureau/{address}").url == f"/bureau/aanmelden/?next=/bureau/{address}"  # type: ignore[attr-defined]
    assert desk.get(f"/bureau/{address}", follow=True).status_code == 200


def test_nobody_chooses_a_membership_of_another(office: Office, enter: Enter) -> None:
    client = enter(office.employee)
    answer = client.post("/bureau/organisatie/", {"member": office.manager.pk})
    assert (answer.status_code, client.session.get("member")) == (200, None)


@pytest.mark.parametrize("address", ["", "register/", "vastleggen/", "dossier/2026-0001/", "dossier/2026-0001/assign/"])
def test_every_page_asks_who_one_is(office: Office, address: str) -> None:
    office.file()
    assert Client().get(f"/bureau/{address}").url.startswith("/bureau/aanmelden/")  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_an_empty_system_tells_what_to_do_first(client: Client) -> None:
    page = client.get("/bureau/aanmelden/").content.decode()
    assert "wederhoor organisation add" in page
    assert "wederhoor member add" in page


def signed_in(client: Client) -> str:
    """The page after signing in."""
    return client.post("/bureau/aanmelden/", {"username": "manager-klik", "password": PASSWORD}, follow=True).content.decode()


def test_a_browser_in_which_nobody_chose_begins_in_ones_own_language(office: Office) -> None:
    Member.objects.filter(pk=office.manager.pk).update(language="en")
    client = Client()
    assert '<html lang="en"' in signed_in(client)
    assert '<html lang="en"' in client.get("/bureau/register/").content.decode()


def test_a_browser_keeps_the_language_that_was_chosen_in_it(office: Office) -> None:
    Member.objects.filter(pk=office.manager.pk).update(language="en")
    client = Client()
    client.cookies["taal"] = "nl"
    assert '<html lang="nl"' in signed_in(client)


def test_who_never_chose_leaves_no_choice_in_a_browser(office: Office) -> None:
    client = Client()
    assert '<html lang="nl"' in signed_in(client)
    assert "taal" not in client.cookies
