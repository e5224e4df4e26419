"""Reckoning anew: which versions the form offers, and what comes of the choice."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from tests.factories.house import NOW, a_dossier, a_member, a_version, an_organisation, shipped
from wederhoor.actions.regulations import publish_calendar, publish_procedure
from wederhoor.dossiers.models import Act
from wederhoor.organisations.models import CalendarVersion, Member, ProcedureVersion

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """A Wednesday in 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


def asked(enter: Enter, officer: Member, number: str) -> dict[str, list[str]]:
    """The choices of the form, by field."""
    fields = enter(officer).get(f"/bureau/dossier/{number}/recalculate/").context["form"].fields
    return {field.name: [said for _code, said in field.choices] for field in fields}


def test_where_nothing_else_was_published_there_is_nothing_to_choose(enter: Enter) -> None:
    organisation = an_organisation("extrack")
    officer, dossier = a_member(organisation, "klachtenfunctionaris"), a_dossier(organisation)
    assert asked(enter, officer, dossier.number) == {"reason": []}


def test_another_version_and_a_new_calendar_are_chosen_by_name_and_day(enter: Enter) -> None:
    organisation = an_organisation("extrack")
    officer, dossier = a_member(organisation, "klachtenfunctionaris"), a_dossier(organisation)
    assert isinstance(publish_procedure(organisation, a_version(shipped("extrack"), 2, "2026-07-01"), NOW), ProcedureVersion)
    assert isinstance(publish_calendar(organisation, "closed = [2026-05-15]", NOW), CalendarVersion)
    found = asked(enter, officer, dossier.number)
    assert (found["procedure"], found["calendar"]) == (
        ["versie 2, geldt vanaf 1 juli 2026"],
        ["de kalender van de organisatie, van 22 april 2026"],
    )


def test_what_was_chosen_is_what_the_dossier_follows_since(enter: Enter) -> None:
    organisation = an_organisation("extrack")
    officer, dossier = a_member(organisation, "klachtenfunctionaris"), a_dossier(organisation)
    publish_procedure(organisation, a_version(shipped("extrack"), 2, "2026-04-01"), NOW)
    answer = enter(officer).post(f"/bureau/dossier/{dossier.number}/recalculate/", {"procedure": "extrack@2", "reason": "Nieuwe regels."})
    assert answer.status_code == 302
    assert Act.objects.get(act="recalculate").data["procedure"] == "extrack@2"
    assert asked(enter, officer, dossier.number)["procedure"] == ["versie 1, geldt vanaf 1 januari 2020"]
