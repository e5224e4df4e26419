"""Triage on the page of a dossier: what it is, whether it is on paper, who goes on with it, and what it looks like."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.desk.conftest import COMPLAINT, TUESDAY, Office
from tests.factories.house import HOUR, a_dossier, a_member, an_organisation, took
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.values import Actor
from wederhoor.dossiers.models import Act, Dossier, DutyRow
from wederhoor.organisations.models import Member

DAY = timedelta(days=1)
OFFICERS = {
    "exa-men": "support",
    "ecm": "verantwoordelijk-medewerker",
    "concreet-onderwijsproducten": "klachtenfunctionaris",
    "extrack": "klachtenfunctionaris",
    "klik-onderwijs": "manager-propositie",
}
Enter = Callable[[Member], Client]


def panel(client: Client, dossier: Dossier) -> object:
    return client.get(f"/bureau/dossier/{dossier.number}/").context["triage"]


def begun(procedure: str, **filing: object) -> tuple[Dossier, Member]:
    """Something that came in on Tuesday morning under one of the five, and its officer."""
    organisation = an_organisation(procedure)
    return a_dossier(organisation, at=TUESDAY - HOUR, **filing), a_member(organisation, OFFICERS[procedure])


@pytest.mark.parametrize(
    ("procedure", "kinds"),
    [
        ("exa-men", ["complaint", "remark"]),
        ("ecm", ["complaint", "signal", "improvement"]),
        ("concreet-onderwijsproducten", ["complaint", "misunderstanding", "question"]),
        ("extrack", ["complaint", "signal", "remark", "improvement", "question", "misunderstanding"]),
        ("klik-onderwijs", []),
    ],
)
def test_the_kinds_are_those_of_the_regulation(
    db: None, moment: time_machine.Traveller, enter: Enter, procedure: str, kinds: list[str]
) -> None:
    dossier, officer = begun(procedure, kind="complaint")
    if procedure == "extrack":
        dossier = a_dossier(dossier.organisation, at=TUESDAY - HOUR, kind="question")
    shown = panel(enter(officer), dossier)
    assert [code for code, _said in shown.kinds] == kinds  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("procedure", "steps"),
    [
        ("exa-men", []),
        ("ecm", []),
        ("concreet-onderwijsproducten", ["take", "pass_on"]),
        ("extrack", ["take", "pass_on", "refer"]),
        ("klik-onderwijs", ["take", "pass_on"]),
    ],
)
def test_who_goes_on_with_it_is_offered_where_no_duty_says_so_already(
    db: None, moment: time_machine.Traveller, enter: Enter, procedure: str, steps: list[str]
) -> None:
    dossier, officer = begun(procedure, **({"kind": "question"} if procedure == "extrack" else {}))
    page = enter(officer).get(f"/bureau/dossier/{dossier.number}/").context
    assert [step.id for step in page["triage"].who] == steps
    offer = page["offer"]
    offered = [offer.main, *offer.proposed, *offer.likely, *(act for part in offer.parts for act in part.acts)]
    assert {"take", "pass_on"} <= {act.id for act in offered if act}


def test_once_it_is_taken_triage_is_over(office: Office, desk: Client) -> None:
    dossier = office.file()
    assert panel(desk, dossier) is not None
    office.do(dossier, "take")
    assert panel(desk, dossier) is None


@pytest.mark.clause("CON-02")
def test_reclassing_keeps_what_was_and_the_first_date(db: None, moment: time_machine.Traveller, enter: Enter) -> None:
    dossier, officer = begun("concreet-onderwijsproducten", kind="question", filed_on="2026-04-17")
    client = enter(officer)
    shown = panel(client, dossier)
    post = {"seen": shown.seen, "key": shown.key, "kind": "complaint", "reason": "Toch een klacht"}  # type: ignore[attr-defined]
    answer = client.post(f"/bureau/dossier/{dossier.number}/classify/", post)
    assert answer.status_code == 302
    assert [act.data.get("kind") for act in Act.objects.order_by("seq")] == ["question", "complaint"]
    assert (Dossier.objects.get().kind, Dossier.objects.get().received_at) == ("complaint", TUESDAY - HOUR)
    assert DutyRow.objects.get(duty="acknowledge").due_day.isoformat() == "2026-04-24"  # type: ignore[union-attr]


@pytest.mark.parametrize(("procedure", "kind"), [("ecm", "signal"), ("extrack", "question")])
def test_the_terms_of_what_was_reclassed_are_those_of_what_came_in(
    db: None, moment: time_machine.Traveller, procedure: str, kind: str
) -> None:
    first, officer = begun(procedure, kind="complaint")
    second = a_dossier(first.organisation, at=TUESDAY - HOUR, kind=kind)
    took(second, "classify", officer, role=OFFICERS[procedure], at=TUESDAY + DAY, kind="complaint", reason="Toch een klacht")
    due = [DutyRow.objects.get(dossier=dossier, duty="acknowledge").due for dossier in (first, second)]
    assert due[0] == due[1] is not None


def test_a_reason_that_the_regulation_asks_is_asked(db: None, moment: time_machine.Traveller, enter: Enter) -> None:
    dossier, officer = begun("concreet-onderwijsproducten")
    client = enter(officer)
    answer = client.post(f"/bureau/dossier/{dossier.number}/classify/", {"kind": "misunderstanding", "seen": "1", "key": "k"})
    assert (answer.status_code, Act.objects.count()) == (409, 1)
    assert "Dit ontbreekt nog of past hier niet" in answer.content.decode()


@pytest.mark.clause("ECM-07")
@pytest.mark.parametrize(
    ("procedure", "kind"),
    [("exa-men", "complaint"), ("ecm", "signal"), ("concreet-onderwijsproducten", "complaint"), ("klik-onderwijs", "complaint")],
)
def test_without_a_name_it_is_a_signal_only_where_the_regulation_says_so(
    db: None, moment: time_machine.Traveller, procedure: str, kind: str
) -> None:
    dossier, _officer = begun(procedure, anonymous=True, complainant={})
    assert dossier.kind == kind


# On paper --------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-08")
def test_what_was_told_is_to_be_asked_in_writing_at_once(db: None, moment: time_machine.Traveller, enter: Enter) -> None:
    dossier, officer = begun("ecm", channel="phone")
    shown = panel(enter(officer), dossier)
    asking = [(step.id, step.label) for step in shown.asking]  # type: ignore[attr-defined]
    assert asking == [("ask_completion", "Vragen om de klacht op te schrijven")]
    assert [step.id for step in shown.writing] == ["confirm_in_writing"]  # type: ignore[attr-defined]


@pytest.mark.clause("KLI-05")
def test_what_was_told_to_klik_can_be_put_on_paper_though_nothing_asks_for_it(office: Office, desk: Client) -> None:
    shown = panel(desk, office.file(channel="talk"))
    assert [step.id for step in shown.writing] == ["confirm_in_writing"]  # type: ignore[attr-defined]
    assert shown.asking == ()  # type: ignore[attr-defined]


def test_what_is_on_paper_is_not_asked_again(office: Office, desk: Client) -> None:
    assert panel(desk, office.file(channel="letter")).writing == ()  # type: ignore[attr-defined]
    told = office.file(channel="phone")
    office.do(told, "confirm_in_writing", channel="letter")
    shown = panel(desk, told)
    assert shown is None or shown.writing == ()  # type: ignore[attr-defined]


# Like it ---------------------------------------------------------------------------------------------------------------------


def test_earlier_dossiers_like_it_stand_beside_it_with_why(office: Office, desk: Client) -> None:
    earlier = office.file(at=TUESDAY - 30 * DAY)
    page = desk.get(f"/bureau/dossier/{office.file().number}/")
    [(like, why)] = page.context["triage"].likes
    assert (like.number, like.product_name) == (earlier.number, "VIG-3")
    assert why == "zelfde afzender, zelfde naam, lijkt erop in woorden, zelfde instelling, zelfde product"
    assert f"/bureau/dossier/{earlier.number}/" in page.content.decode()


def test_what_one_may_not_read_is_no_likeness(office: Office, enter: Enter) -> None:
    office.file(at=TUESDAY - DAY)
    by = Actor("medewerker", member=office.employee)
    done = file_complaint(office.organisation, data=COMPLAINT, by=by, at=TUESDAY, now=TUESDAY)
    assert isinstance(done, Filed), done
    shown = panel(enter(office.employee), done.dossier)
    assert shown.likes == ()  # type: ignore[attr-defined]
