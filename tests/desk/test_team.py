import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from wederhoor.actions.installation import add_member
from wederhoor.actions.values import Actor
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.organisations.models import Absence, Member

TEAM = "/bureau/mensen/"


def page_of(member: Member) -> str:
    """The page of a colleague."""
    return f"{TEAM}{member.pk}/"


def handled(office: Office, *, by: Member | None = None, about: Member | None = None) -> Dossier:
    """A dossier that the employee handles."""
    subject = {"class": "conduct", "person": f"m-{about.pk}"} if about else {"class": "product", "product": "VIG-3"}
    dossier = office.file(subject=subject)
    office.do(dossier, "assign", to=f"m-{(by or office.employee).pk}", independent=True)
    return dossier


def test_everyone_sees_who_works_here_and_who_is_away(desk: Client, office: Office) -> None:
    Absence.objects.create(member=office.employee, since=TUESDAY.date(), until=TUESDAY.date(), stand_in=office.manager)
    text = desk.get(TEAM).content.decode()
    assert "P. Smit" in text
    assert "Manager Propositie" in text
    assert "M. Bakker neemt waar." in text
    assert "behandelt" not in text


def test_only_who_leads_opens_the_page_of_another(enter: Callable[[Member], Client], office: Office) -> None:
    employee = enter(office.employee)
    assert f'href="{page_of(office.manager)}"' not in employee.get(TEAM).content.decode()
    assert employee.get(page_of(office.manager)).status_code == 404
    assert employee.get(page_of(office.employee)).status_code == 200
    assert enter(office.manager).get(page_of(office.employee)).status_code == 200


def test_a_member_of_another_organisation_is_not_there(desk: Client) -> None:
    other = make_office("ander", "Ander")
    assert desk.get(page_of(other.employee)).status_code == 404


def test_someone_reports_that_he_is_away_and_who_stands_in(enter: Callable[[Member], Client], office: Office) -> None:
    data = {"step": "away", "since": "21-04-2026", "until": "24-04-2026", "stand_in": str(office.manager.pk)}
    answer = enter(office.employee).post(page_of(office.employee), data, follow=True)
    assert "De afwezigheid van P. Smit staat erin." in answer.content.decode()
    assert "Weg tot en met" in answer.content.decode()
    assert Absence.objects.get().stand_in == office.manager


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(desk: Client, office: Office) -> None:
    data = {"step": "away", "since": "21-04-2026", "until": "20-04-2026"}
    answer = desk.post(page_of(office.employee), data)
    assert answer.status_code == 422
    assert "De laatste dag ligt voor de eerste" in answer.content.decode()
    assert 'value="20-04-2026"' in answer.content.decode()
    assert desk.post(page_of(office.employee), {"step": "away", "since": "onzin"}).status_code == 422


def test_who_is_back_says_so(desk: Client, office: Office) -> None:
    absence = Absence.objects.create(member=office.manager, since=TUESDAY.date() - timedelta(days=3))
    desk.post(page_of(office.manager), {"step": "back", "absence": absence.pk})
    assert Absence.objects.get().until == TUESDAY.date() - timedelta(days=1)
    desk.post(page_of(office.manager), {"step": "back", "absence": "9999"})
    desk.post(page_of(office.manager), {"step": "onzin"})


def test_whoever_stands_in_opens_and_finds_the_dossiers_of_the_one_away(enter: Callable[[Member], Client], office: Office) -> None:
    dossier = handled(office)
    page = f"/bureau/dossier/{dossier.number}/"
    assert enter(office.outsider).get(page).status_code == 404
    Absence.objects.create(member=office.employee, since=TUESDAY.date(), stand_in=office.outsider)
    client = enter(office.outsider)
    assert client.get(page).status_code == 200
    assert dossier.number in client.get("/bureau/register/").content.decode()
    assert dossier.number in client.get("/bureau/").content.decode()
    office.do(dossier, "hear", by=Actor("handler", office.outsider), party="complainant", account="Verteld.")
    assert "waargenomen door Q. Jansen" in client.get(page).content.decode()


def test_a_stand_in_is_one_no_longer_when_the_other_is_back(
    enter: Callable[[Member], Client], office: Office, moment: time_machine.Traveller
) -> None:
    dossier = handled(office)
    Absence.objects.create(member=office.employee, since=TUESDAY.date(), until=TUESDAY.date(), stand_in=office.outsider)
    page = f"/bureau/dossier/{dossier.number}/"
    assert enter(office.outsider).get(page).status_code == 200
    moment.move_to(TUESDAY + timedelta(hours=15))
    assert enter(office.outsider).get(page).status_code == 404


def test_everything_that_someone_handles_goes_over_each_by_its_own_act(desk: Client, office: Office) -> None:
    mine = [handled(office) for _ in range(3)]
    answer = desk.post(page_of(office.employee), {"step": "hand", "to": str(office.outsider.pk), "independent": "true"})
    text = answer.content.decode()
    assert "3 dossiers gingen over." in text
    assert set(Dossier.objects.values_list("owner", flat=True)) == {office.outsider.pk}
    assert Act.objects.filter(act="assign").count() == 6
    assert all(dossier.number in text for dossier in mine)


def test_what_the_independence_guard_refuses_stays_and_is_told_with_its_article(desk: Client, office: Office) -> None:
    free, tied = handled(office), handled(office, about=office.outsider)
    answer = desk.post(page_of(office.employee), {"step": "hand", "to": str(office.outsider.pk), "independent": "true"})
    text = answer.content.decode()
    assert "1 dossier ging over." in text
    assert "1 dossier bleef waar het was." in text
    told = text[text.index("bleef waar") : text.index("Wat overging")]
    assert tied.number in told
    assert "KLI-10" in told
    assert Dossier.objects.get(pk=free.pk).owner == office.outsider
    assert Dossier.objects.get(pk=tied.pk).owner == office.employee


def test_to_whom_must_be_chosen(desk: Client, office: Office) -> None:
    handled(office)
    assert desk.post(page_of(office.employee), {"step": "hand"}).status_code == 422
    assert Dossier.objects.get().owner == office.employee


def test_more_than_a_hundred_go_in_runs_and_what_was_refused_is_not_tried_again(
    desk: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wederhoor.actions.handing.AT_ONCE", 2)
    handled(office, about=office.outsider)
    for _ in range(3):
        handled(office)
    form = {"step": "hand", "to": str(office.outsider.pk), "independent": "true"}
    first = desk.post(page_of(office.employee), form).content.decode()
    assert "2 dossiers wachten nog" in first
    [after] = re.findall(r'name="after" value="(\d+)"', first)
    second = desk.post(page_of(office.employee), {**form, "after": after}).content.decode()
    assert "2 dossiers gingen over." in second
    assert Dossier.objects.filter(owner=office.employee).count() == 1


def test_who_leaves_hands_over_first_and_then_comes_in_no_more(desk: Client, enter: Callable[[Member], Client], office: Office) -> None:
    handled(office)
    text = desk.post(page_of(office.employee), {"step": "leave"}, follow=True).content.decode()
    assert "P. Smit behandelt nog 1 dossier. Kies wie dat afmaakt." in text
    desk.post(page_of(office.employee), {"step": "hand", "to": str(office.outsider.pk), "independent": "true"})
    assert "komt er niet meer in" in desk.post(page_of(office.employee), {"step": "leave"}, follow=True).content.decode()
    assert "P. Smit" not in desk.get(TEAM).content.decode()
    assert enter(office.employee).get("/bureau/").status_code == 403


def test_who_finishes_what_cannot_be_handed_over_reads_it(desk: Client, enter: Callable[[Member], Client], office: Office) -> None:
    dossier = handled(office)
    assert "Wie maakt af" in desk.get(page_of(office.employee)).content.decode()
    desk.post(page_of(office.employee), {"step": "leave", "heir": str(office.outsider.pk)})
    assert not Member.objects.get(pk=office.employee.pk).active
    assert enter(office.outsider).get(f"/bureau/dossier/{dossier.number}/").status_code == 200


def test_an_employee_hands_nothing_over_and_lets_nobody_go(enter: Callable[[Member], Client], office: Office) -> None:
    client = enter(office.employee)
    assert client.post(page_of(office.employee), {"step": "hand", "to": str(office.manager.pk)}).status_code == 404
    assert client.post(page_of(office.employee), {"step": "leave"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_people(
    desk: Client, office: Office, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count - 1):
        made = add_member(office.organisation, name=f"N{number}", email="", sign_in=f"n{number}", secret="!", roles=["medewerker"])
        Absence.objects.create(member=made, since=TUESDAY.date() + timedelta(days=1))
    desk.get(TEAM)
    with django_assert_num_queries(8):
        desk.get(TEAM)


def test_a_stand_in_for_whom_it_is_about_is_refused(office: Office) -> None:
    dossier = handled(office, about=office.outsider)
    Absence.objects.create(member=office.employee, since=TUESDAY.date(), stand_in=office.outsider)
    with pytest.raises(AssertionError, match="gaat over u"):
        office.do(dossier, "hear", by=Actor("handler", office.outsider), party="complainant")


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_of_a_colleague_does_not_grow_with_what_he_handles(
    desk: Client, office: Office, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        handled(office)
    desk.get(page_of(office.employee))
    with django_assert_num_queries(9):
        desk.get(page_of(office.employee))


def test_whoever_leads_says_in_which_language_a_colleague_is_written_to(desk: Client, office: Office) -> None:
    assert "checked" in desk.get(page_of(office.employee)).content.decode().partition('value="nl"')[2][:10]
    answer = desk.post(page_of(office.employee), {"step": "language", "language": "en"}, follow=True)
    assert "De taal van P. Smit is bewaard." in answer.content.decode()
    assert list(Member.objects.exclude(language="").values_list("pk", "language")) == [(office.employee.pk, "en")]


def test_ones_own_choice_shows_at_once(enter: Callable[[Member], Client], office: Office) -> None:
    client = enter(office.employee)
    page = client.post(page_of(office.employee), {"step": "language", "language": "en"}, follow=True).content.decode()
    assert '<html lang="en"' in page
    assert "Your language is saved." in page
    assert Member.objects.get(pk=office.employee.pk).language == "en"


def test_a_language_that_nobody_speaks_here_is_refused(desk: Client, office: Office) -> None:
    assert desk.post(page_of(office.employee), {"step": "language", "language": "xx"}).status_code == 422
    assert not Member.objects.exclude(language="").exists()


def test_nobody_chooses_for_another_who_does_not_lead(enter: Callable[[Member], Client], office: Office) -> None:
    assert enter(office.employee).post(page_of(office.manager), {"step": "language", "language": "en"}).status_code == 404
