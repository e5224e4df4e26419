"""Where there is nothing yet a page says what to do first, with what is done already ticked."""

from collections.abc import Callable

from django.test import Client

from tests.desk.conftest import Office, make_office
from wederhoor.actions.installation import add_member, make_organisation
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]


def ticked(client: Client, address: str = "/bureau/") -> dict[str, bool]:
    return {step.title: step.done for step in client.get(address).context["steps"]}


def test_an_empty_installation_names_the_commands_and_ticks_nothing(client: Client, db: None) -> None:
    page = client.get("/bureau/aanmelden/").content.decode()
    assert "wederhoor organisation add mijn-organisatie" in page
    assert not any(ticked(client, "/bureau/aanmelden/").values())


def test_an_installation_without_people_ticks_its_organisation_and_regulation(client: Client, office: Office) -> None:
    Member.objects.all().delete()
    assert list(ticked(client, "/bureau/aanmelden/").values()) == [True, True, False]


def test_a_desk_without_dossiers_says_what_comes_first(office: Office, desk: Client) -> None:
    steps = ticked(desk)
    assert steps["De klachtenregeling is bekendgemaakt"]
    assert steps["U hebt een functie uit de regeling"]
    assert not steps["Leg de eerste klacht vast"]
    assert 'href="/bureau/hulp/protocol/"' in desk.get("/bureau/").content.decode()


def test_a_desk_without_a_regulation_says_that_this_comes_first(office: Office, enter: Enter) -> None:
    bare = make_organisation("kaal", "Kaal")
    member = add_member(bare, name="A", email="a@b.nl", sign_in="a-kaal", secret="x", roles=[])
    steps = ticked(enter(member))
    assert [title for title, done in steps.items() if done] == ["U kunt zich aanmelden"]


def test_once_there_are_dossiers_there_are_no_first_steps(office: Office, enter: Enter) -> None:
    office.file()
    make_office("elders", "Elders")
    assert enter(office.manager).get("/bureau/").context["steps"] == ()
    assert enter(office.outsider).get("/bureau/").context["steps"] == ()
