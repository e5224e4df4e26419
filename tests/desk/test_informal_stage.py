"""The informal stage on the screen, under each regulation that has one: talks, mediation, the way out, and terms from the formal filing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.desk.conftest import TUESDAY
from tests.factories.house import a_member, an_organisation
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.values import Actor
from wederhoor.desk.shown.informal import Informal
from wederhoor.dossiers.models import Dossier, DutyRow
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
ROLES = {
    "klik-onderwijs": ("medewerker", "manager-propositie"),
    "extrack": ("contactpersoon", "klachtenfunctionaris", "medewerker"),
    "concreet-onderwijsproducten": ("medewerker", "klachtenfunctionaris"),
}
FULL: dict[str, Any] = {
    "kind": "complaint",
    "channel": "phone",
    "complainant": {
        "name": "A. de Vries",
        "organisation": "ROC Voorbeeld",
        "email": "vries@voorbeeld.nl",
        "phone": "0612345678",
        "address": "Weg 1",
        "city": "Zutphen",
    },
    "subject": {"class": "product", "product": "VIG-3"},
    "description": "Het boek kwam te laat.",
    "reasons": "De les ging niet door.",
}


@dataclass
class Case:
    """A complaint by telephone, at the desk of someone who holds every role that works on it."""

    client: Client
    dossier: Dossier
    clock: time_machine.Traveller
    user: User

    def page(self) -> dict[str, Any]:
        return self.client.get(f"/bureau/dossier/{self.dossier.number}/").context  # type: ignore[return-value]

    def section(self) -> Informal:
        found = self.page()["informal"]
        assert isinstance(found, Informal)
        return found

    def post(self, act: str, **data: object) -> HttpResponse:
        return self.client.post(f"/bureau/dossier/{self.dossier.number}/{act}/", {**data, "step": "record"})  # type: ignore[return-value]

    def does(self, act: str, **data: object) -> None:
        answer = self.post(act, **data)
        assert answer.status_code == 302, answer.content.decode()[-3000:]

    def later(self, **span: float) -> None:
        self.clock.shift(timedelta(**span))
        self.client.force_login(self.user)

    def due(self, duty: str) -> str:
        row = DutyRow.objects.filter(dossier=self.dossier, duty=duty).order_by("-position").first()
        return f"{row.due_day}" if row else ""


@pytest.fixture
def case(moment: time_machine.Traveller) -> Callable[[str], Case]:
    """One under any of these regulations."""

    def begun(procedure: str) -> Case:
        organisation = an_organisation(procedure)
        member: Member = a_member(organisation, *ROLES[procedure])
        at = TUESDAY - timedelta(hours=1)
        done = file_complaint(organisation, data=FULL, by=Actor(ROLES[procedure][0], member=member), at=at, now=at)
        assert isinstance(done, Filed), done
        client = Client()
        client.force_login(member.user)
        return Case(client, done.dossier, moment, member.user)

    return begun


@pytest.mark.clause("CON-11", "EXT-02", "KLI-04")
@pytest.mark.parametrize("procedure", list(ROLES))
def test_an_oral_complaint_begins_with_a_talk_and_shows_the_ways_on(case: Callable[[str], Case], procedure: str) -> None:
    found = case(procedure).section()
    assert found.standing.startswith("Er is nog niet geprobeerd")
    assert {"talk", "formalise"} <= {way.act.id for way in found.ways}


@pytest.mark.clause("CON-11", "KLI-04")
@pytest.mark.parametrize("procedure", ["concreet-onderwijsproducten", "klik-onderwijs"])
def test_solved_in_a_talk_it_closes_and_the_page_says_that_it_can_still_be_formal(case: Callable[[str], Case], procedure: str) -> None:
    one = case(procedure)
    one.does("talk", outcome="solved", account="Boek nagestuurd.")
    one.dossier.refresh_from_db()
    assert (one.dossier.stage, one.section().standing[:15]) == ("closed", "Samen opgelost.")


@pytest.mark.clause("CON-12", "EXT-02", "KLI-05")
@pytest.mark.parametrize("procedure", list(ROLES))
def test_formal_after_a_failed_talk_keeps_the_talk_and_counts_from_the_formal_filing(case: Callable[[str], Case], procedure: str) -> None:
    one = case(procedure)
    one.does("talk", outcome="unsolved", account="Geen akkoord.")
    assert one.section().standing.startswith("Niet opgelost.")
    assert one.due("acknowledge") in {"", "None"} or procedure == "extrack"  # EXT-10: owed from receipt in any case
    one.later(days=6)
    one.does("formalise", channel="mail", filed_on="27-04-2026", steps_taken="Gebeld.")
    found = one.section()
    assert (found.formal_at, [step.lines[-1][1] for step in found.steps]) == (
        datetime.fromisoformat("2026-04-27T08:00:00+00:00"),
        ["Geen akkoord."],
    )
    assert one.due({"klik-onderwijs": "acknowledge", "extrack": "reply"}.get(procedure, "acknowledge")) > "2026-04-28"


@pytest.mark.clause("KLI-04")
def test_who_works_on_it_is_refused_as_its_mediator_with_the_article(case: Callable[[str], Case]) -> None:
    one = case("klik-onderwijs")
    page = one.post("mediate", mediator="p-2", outcome="unsolved", independent="true")
    refused = page.context["refused"]  # type: ignore[attr-defined]
    assert (page.status_code, refused["article"], refused["reason"]) == (409, "KLI-04", "Wie aanwijst, kan niet zichzelf aanwijzen.")


@pytest.mark.clause("KLI-04")
def test_someone_independent_may_mediate_and_the_outcome_stands_in_the_section(case: Callable[[str], Case]) -> None:
    one = case("klik-onderwijs")
    someone = {"mediator-name": "B. Midden", "mediator-email": "midden@buiten.nl"}
    one.does("mediate", **someone, outcome="unsolved", account="Er werd geluisterd.", independent="true")
    step = one.section().steps[0]
    assert {("Bemiddelaar", "B. Midden (bemiddelaar)"), ("Uitkomst", "niet opgelost")} <= set(step.lines)


@pytest.mark.clause("EXT-02")
def test_a_hearing_is_told_apart_from_the_talk_that_tries_to_settle_it(case: Callable[[str], Case]) -> None:
    one = case("extrack")
    one.client.post(
        f"/bureau/dossier/{one.dossier.number}/invite/",
        {"channel": "phone", "told": "1", "planned_on": "28-04-2026", "purpose": "talk", "step": "record"},
    )
    assert one.section().standing.startswith("Er is uitgenodigd.")
    assert one.page()["hearing"] == ()


@pytest.mark.clause("EXT-08")
def test_a_formal_complaint_that_is_not_complete_says_so(case: Callable[[str], Case]) -> None:
    one = case("extrack")
    one.does("formalise", channel="mail")
    assert one.section().standing == "De formele klacht is binnen, maar nog niet volledig. Vraag om wat ontbreekt."
