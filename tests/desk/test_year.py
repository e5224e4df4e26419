"""The years: opened from the desk by whoever may, each a dossier with its own acts."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import NOW, PROCEDURES, a_member, an_organisation, shipped
from wederhoor.actions.regulations import publish_procedure
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
#: Who opens and reads the year of each regulation.
OPENS = {
    "exa-men": "kernconstructeur",
    "ecm": "projectleider",
    "concreet-onderwijsproducten": "klachtenfunctionaris",
    "extrack": "klachtenfunctionaris",
    "klik-onderwijs": "manager-propositie",
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """A Wednesday in 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


def who(procedure: str = "klik-onderwijs", role: str = "") -> Member:
    return a_member(an_organisation(procedure), role or OPENS[procedure])


def test_an_empty_system_has_no_year_and_a_form_for_this_one(enter: Enter) -> None:
    page = enter(who()).get("/bureau/jaar/")
    assert (page.context["rows"], [field.value for field in page.context["form"]]) == ([], [2026])


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_year_is_opened_from_the_desk(enter: Enter, procedure: str) -> None:
    client = enter(who(procedure))
    page = client.post("/bureau/jaar/", {"year": "2026"}, follow=True)
    assert page.status_code == 200
    assert Act.objects.get().data["year"] == 2026
    assert [row["who"] for row in client.get("/bureau/jaar/").context["rows"]] == ["Het jaar 2026"]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_act_of_a_year_that_may_be_taken_has_a_form(enter: Enter, procedure: str) -> None:
    client = enter(who(procedure))
    client.post("/bureau/jaar/", {"year": "2026"})
    where = f"/bureau/dossier/{Dossier.objects.get().number}/"
    offer = client.get(where).context["offer"]
    acts = [act.id for act in (offer.main, *offer.likely, *offer.proposed, *(act for part in offer.parts for act in part.acts)) if act]
    assert {act: client.get(f"{where}{act}/").status_code for act in acts} == dict.fromkeys(acts, 200)
    assert acts


def test_a_year_goes_from_its_analysis_to_its_end(enter: Enter) -> None:
    member = a_member(an_organisation("exa-men"), "kernconstructeur", "leiding", "support")
    client = enter(member)
    client.post("/bureau/jaar/", {"year": "2026"})
    where = f"/bureau/dossier/{Dossier.objects.get().number}/"
    for act, data in (
        ("analyse", {"analysis": "Vooral rekenen."}),
        ("draft_report", {"conclusion": "Minder fouten.", "recommendations": "Eerder toetsen.", "report": "Het hele verslag."}),
        ("publish_report", {}),
        ("present", {"to": "management"}),
        ("decide_measures", {"decision": "Wij toetsen eerder."}),
    ):
        answer = client.post(f"{where}{act}/", {**data, "by": "kernconstructeur", "step": "record"})
        assert answer.status_code == 302, (act, answer.context and answer.context.get("refused"))
    assert client.get(where).context["title"] == "Het jaar 2026"


@pytest.mark.clause("EXA-25")
def test_a_report_without_its_conclusion_is_refused_with_the_article(enter: Enter) -> None:
    client = enter(who("exa-men"))
    client.post("/bureau/jaar/", {"year": "2026"})
    page = client.post(f"/bureau/dossier/{Dossier.objects.get().number}/publish_report/", {"step": "record"})
    assert (page.status_code, page.context["article"]) == (422, "EXA-25")
    assert [field.name for field in page.context["form"].fields if field.errors] == ["conclusion", "recommendations"]


def test_a_year_is_opened_once(enter: Enter) -> None:
    client = enter(who())
    first, second = (client.post("/bureau/jaar/", {"year": "2026"})["Location"] for _ in range(2))
    assert first == second
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("year", ["", "tweeduizend", "1", "2026,5", "99999"])
def test_what_is_no_year_is_asked_again(enter: Enter, year: str) -> None:
    page = enter(who()).post("/bureau/jaar/", {"year": year})
    assert page.status_code == 422
    assert page.context["faulty"]
    assert not Dossier.objects.exists()


def test_who_may_not_open_a_year_gets_no_form_and_opens_none(enter: Enter) -> None:
    client = enter(who("extrack", "medewerker"))
    assert client.get("/bureau/jaar/").context["form"] == ()
    client.post("/bureau/jaar/", {"year": "2026"})
    assert not Dossier.objects.exists()


def test_the_year_of_another_organisation_is_not_there(enter: Enter) -> None:
    enter(who()).post("/bureau/jaar/", {"year": "2026"})
    assert enter(who()).get("/bureau/jaar/").context["rows"] == []


def test_of_several_regulations_one_chooses_whose_year_it_is(enter: Enter) -> None:
    member = who()
    publish_procedure(member.organisation, shipped("exa-men"), NOW)
    a_role = member.roles.create(role="kernconstructeur")
    page = enter(member).get("/bureau/jaar/")
    assert [field.name for field in page.context["form"]] == ["year", "procedure"]
    enter(member).post("/bureau/jaar/", {"year": "2026", "procedure": "exa-men"})
    assert (Dossier.objects.get().matter.procedure_version.procedure, a_role.role) == ("exa-men", "kernconstructeur")


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_years(
    enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    client = enter(who())
    for year in range(2026, 2026 + count):
        client.post("/bureau/jaar/", {"year": str(year)})
    client.get("/bureau/jaar/")
    with django_assert_num_queries(7):
        client.get("/bureau/jaar/")
