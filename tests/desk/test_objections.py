"""Objection and appeal on the desk's pages, one path for each regulation: each act through its form, each refusal with its article."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, refreshed, send_all, took
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member, Organisation
from wederhoor.web import clock

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Page

pytestmark = pytest.mark.django_db
Enter = Callable[[Member], Client]
LETTER = {"letter_subject": "Over uw bezwaar", "letter_body": "Dit is de brief."}


@dataclass
class Room:
    """The desks of those who work on one matter, and the clock that they share."""

    enter: Enter
    traveller: time_machine.Traveller
    dossier: Dossier

    def at(self, moment: datetime) -> None:
        """It is this moment; all letters that waited have left."""
        self.traveller.move_to(moment)

    def does(self, who: Member, act: str, *, on: Dossier | None = None, **data: object) -> Dossier:
        """An act through its form that must succeed; its letter leaves. The dossier that it went to."""
        answer = self._post(who, act, on or self.dossier, data)
        assert answer.status_code == 302, (act, answer.context.get("refused"), answer.context.get("reason"))
        found = Dossier.objects.get(number=answer["Location"].rstrip("/").rpartition("/")[2])
        self.traveller.shift(timedelta(minutes=5))
        for one in Dossier.objects.filter(matter=self.dossier.matter_id):
            send_all(one, at=clock.now())
        return refreshed(found)

    def refused(self, who: Member, act: str, *, on: Dossier | None = None, **data: object) -> tuple[str, str]:
        """An act that is refused: why, and by which article, as the page says it."""
        page = self._post(who, act, on or self.dossier, data)
        assert page.status_code == 409, page.status_code
        told = page.context.get("refused") or {"reason": page.context["reason"], "article": page.context["article"]}
        assert told["reason"] in page.content.decode()
        return told["reason"], told["article"]

    def page(self, who: Member, on: Dossier) -> "Page":
        """The page of a dossier."""
        return self.enter(who).get(f"/bureau/dossier/{on.number}/")

    def _post(self, who: Member, act: str, on: Dossier, data: dict[str, object]) -> "Page":
        flat = {name.replace("__", "."): value for name, value in data.items()}
        return self.enter(who).post(f"/bureau/dossier/{on.number}/{act}/", {**flat, **LETTER, "step": "send", "rows": "3"})


@pytest.fixture
def traveller() -> Iterator[time_machine.Traveller]:
    """A Wednesday."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def seat(number: int, member: Member, **said: str) -> dict[str, Any]:
    """One member of a committee, as the form asks him."""
    return {f"members__{number}__person": f"m-{member.pk}", **{f"members__{number}__{name}": value for name, value in said.items()}}


def answered(organisation: Organisation, member: Member, role: str, *before: tuple[str, dict[str, Any]]) -> Dossier:
    """A complaint of which the answer left an hour after NOW."""
    dossier = a_dossier(organisation)
    for act, data in before:
        took(dossier, act, member, role=role, at=NOW + HOUR, **data)
    took(dossier, "reply", member, role=role, at=NOW + HOUR, channel="mail", reasons="Daarom.")
    send_all(dossier, at=NOW + HOUR)
    return dossier


# Klik: late, independent assessors, extension, carrying out -----------------------------------------------------------------


@pytest.fixture
def klik(enter: Enter, traveller: time_machine.Traveller) -> tuple[Room, Member, Member, Member]:
    """Klik's manager, two assessors, and a complaint that was answered."""
    organisation = an_organisation("klik-onderwijs")
    manager, handler = a_member(organisation, "manager-propositie"), a_member(organisation, "medewerker")
    first, second = a_member(organisation, name="Assessor Aal"), a_member(organisation, name="Assessor Bever")
    dossier = a_dossier(organisation)
    took(dossier, "assign", manager, role="manager-propositie", at=NOW + HOUR, to=f"m-{handler.pk}", independent=True)
    took(dossier, "judge", handler, role="handler", at=NOW + HOUR, outcome="rejected", reasons="Nee", consulted=["manager-propositie"])
    took(dossier, "reply", handler, role="handler", at=NOW + HOUR, channel="mail", reasons="Nee")
    send_all(dossier, at=NOW + HOUR)
    return Room(enter, traveller, dossier), manager, first, second


@pytest.mark.clause("KLI-14")
def test_at_klik_a_late_objection_is_registered_and_refused_or_excused_by_a_person(klik: tuple[Room, Member, Member, Member]) -> None:
    room, manager, first, second = klik
    room.at(NOW + 30 * DAY)
    objection = room.does(manager, "object", channel="mail", grounds="Ik ben het er niet mee eens.")
    assert objection.facts["late"] is True
    [card] = room.page(manager, room.dossier).context["objections"]
    assert "Na de termijn ingediend." in card.said
    two: dict[str, Any] = {
        **seat(0, first, independent="true", capacity="jurist"),
        **seat(1, second, independent="true", capacity="docent"),
    }
    assert room.refused(manager, "appoint", on=objection, **two)[1] == "KLI-14"
    room.does(manager, "excuse_lateness", on=objection, reason="Hij was ziek.")
    room.does(manager, "appoint", on=objection, **two)
    assert refreshed(objection).stage == "formal"


@pytest.mark.clause("KLI-14")
def test_at_klik_a_late_objection_may_be_refused_with_its_reason(klik: tuple[Room, Member, Member, Member]) -> None:
    room, manager, _first, _second = klik
    room.at(NOW + 30 * DAY)
    objection = room.does(manager, "object", channel="mail", grounds="Niet eens.")
    room.does(manager, "refuse", on=objection, channel="mail", reason="Te laat, zonder goede reden.")
    assert refreshed(objection).stage == "closed"


@pytest.mark.clause("KLI-15", "KLI-16", "KLI-17")
def test_at_klik_independent_assessors_hear_extend_and_rule_and_the_ruling_is_carried_out(
    klik: tuple[Room, Member, Member, Member],
) -> None:
    room, manager, first, second = klik
    room.at(NOW + 5 * DAY)
    objection = room.does(manager, "object", channel="mail", grounds="Niet eens.")
    one = seat(0, first, independent="true", capacity="jurist")
    assert room.refused(manager, "appoint", on=objection, **one) == ("Er zijn ten minste 2 personen nodig.", "KLI-15")
    assert room.refused(manager, "appoint", on=objection, **one, **seat(1, second))[1] == "KLI-15"
    room.does(manager, "appoint", on=objection, **one, **seat(1, second, independent="true", capacity="docent"))
    room.does(first, "hear", on=objection, party="complainant", account="Zij vertelde haar kant.")
    room.does(first, "extend", on=objection, channel="mail", until="12-06-2026", duty="rule")
    assert str(refreshed(objection).duties.get(duty="rule").due_day) == "2026-06-12"
    room.at(NOW + 20 * DAY)
    room.does(second, "rule", on=objection, channel="mail", outcome="upheld", reasons="Zij heeft gelijk.")
    carried = refreshed(objection).duties.get(duty="carry-out-ruling")
    assert (carried.status, str(carried.due_day)) == ("open", "2026-05-26")
    room.does(manager, "carry_out_ruling", on=objection, account="Het cijfer is hersteld.")
    room.does(manager, "close", on=objection)
    assert refreshed(objection).stage == "closed"


# Exa.men: an independent expert, no binding force ---------------------------------------------------------------------------


@pytest.mark.clause("EXA-22", "EXA-23")
def test_at_exa_men_one_independent_expert_judges_and_exa_men_says_what_it_does(enter: Enter, traveller: time_machine.Traveller) -> None:
    organisation = an_organisation("exa-men")
    support, expert = a_member(organisation, "support"), a_member(organisation, name="Deskundige Das")
    judged: tuple[str, dict[str, Any]] = ("judge", {"outcome": "rejected", "reasons": "Nee."})
    room = Room(enter, traveller, answered(organisation, support, "support", judged))
    room.at(NOW + 60 * DAY)
    objection = room.does(support, "object", channel="mail", grounds="Niet eens.")
    named: dict[str, Any] = {"to": f"m-{expert.pk}", "independent": "true"}
    assert room.refused(support, "appoint", on=objection, **named)[1] == "EXA-22"
    room.does(support, "excuse_lateness", on=objection, reason="De brief kwam laat aan.")
    assert room.refused(support, "appoint", on=objection, **named, part_in_exam="true")[1] == "EXA-23"
    room.does(support, "appoint", on=objection, **named)
    assert room.refused(support, "reply", on=objection, channel="mail", reasons="x")[1] == "EXA-23"
    room.does(expert, "rule", on=objection, channel="mail", outcome="partly", reasons="Een herkansing past hier.")
    room.does(support, "reply", on=objection, channel="mail", reasons="Wij bieden een herkansing aan.")
    assert refreshed(objection).stage == "closed"


# ExTrack: completeness, the mixed committee, a binding ruling ----------------------------------------------------------------


@pytest.mark.clause("EXT-22", "EXT-24", "EXT-25", "EXT-26")
def test_at_extrack_an_incomplete_objection_is_completed_and_a_mixed_committee_rules_bindingly(
    enter: Enter, traveller: time_machine.Traveller
) -> None:
    organisation = an_organisation("extrack")
    officer, board = a_member(organisation, "klachtenfunctionaris"), a_member(organisation, "directie")
    employee, lawyer = a_member(organisation, "medewerker"), a_member(organisation, name="Jurist Jol")
    room = Room(enter, traveller, answered(organisation, officer, "klachtenfunctionaris"))
    room.at(NOW + 100 * DAY)
    spoken: dict[str, Any] = {"channel": "mail", "in_writing": "false", "grounds": "Niet eens."}
    assert room.refused(officer, "object", **spoken)[1] == "5"
    objection = room.does(officer, "object", channel="mail", in_writing="true", grounds="Niet eens.")
    room.does(officer, "ask_completion", on=objection, channel="mail", missing=["name", "address"])
    more: dict[str, Any] = {"name": "Noor de Wit", "address": "Lindelaan 4", "city": "Utrecht", "against": "De functionaris"}
    room.does(officer, "complete", on=objection, channel="mail", **more)
    inside = seat(0, employee, capacity="employee", outside="false")
    room.does(board, "appoint", on=objection, **inside, **seat(1, lawyer, capacity="lawyer", outside="true", independent="true"))
    room.does(lawyer, "hear", on=objection, party="complainant", account="Gehoord.")
    assert room.refused(lawyer, "rule", on=objection, channel="mail", outcome="upheld", binding="false", reasons="x")[1] == "5"
    room.does(lawyer, "rule", on=objection, channel="mail", outcome="upheld", binding="true", reasons="Terecht.")
    [card] = room.page(officer, room.dossier).context["objections"]
    assert "Uitspraak: gegrond." in card.said
    assert "Te doen: " in card.owed
    room.does(board, "carry_out_ruling", on=objection, account="Betaald.")
    room.does(officer, "close", on=objection)
    assert room.refused(officer, "reopen", reason="x")[1] == "5"


# ECM: the board, in writing ------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-04")
def test_at_ecm_a_spoken_appeal_is_asked_in_writing_and_the_board_decides(enter: Enter, traveller: time_machine.Traveller) -> None:
    organisation = an_organisation("ecm")
    clerk, board = a_member(organisation, "verantwoordelijk-medewerker"), a_member(organisation, "bestuur")
    room = Room(enter, traveller, a_dossier(organisation))
    role = "verantwoordelijk-medewerker"
    took(room.dossier, "take", clerk, role=role, at=NOW + HOUR)
    for party in ("complainant", "concerned"):
        took(room.dossier, "hear", clerk, role=role, at=NOW + HOUR, party=party, account="Gehoord.")
    took(room.dossier, "judge", clerk, role=role, at=NOW + 2 * HOUR, outcome="rejected", reasons="Nee.")
    took(room.dossier, "propose", clerk, role=role, at=NOW + 2 * HOUR, channel="phone", solution="Uitleg", states=["outcome", "reasons"])
    room.at(NOW + DAY)
    appeal = room.does(clerk, "object", channel="phone", grounds="Niet eens.")
    room.does(clerk, "ask_completion", on=appeal, channel="mail")
    room.does(clerk, "confirm_in_writing", on=appeal, channel="mail", grounds="Hier op schrift.")
    page = room.enter(clerk).get(f"/bureau/dossier/{appeal.number}/rule/")
    assert (page.status_code, page.context["reason"]) == (403, "Dit is aan: bestuur.")
    assert page.context["article"]
    room.does(board, "take", on=appeal)
    room.does(board, "hear", on=appeal, party="complainant", account="Gehoord.")
    room.does(board, "rule", on=appeal, channel="mail", outcome="upheld", reasons="Terecht.")
    room.does(clerk, "carry_out_ruling", on=appeal, account="Gedaan.")
    room.does(board, "close", on=appeal)
    assert refreshed(appeal).stage == "closed"


# Concreet: none ------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CON-25")
def test_at_concreet_there_is_none_and_the_page_says_so(enter: Enter, traveller: time_machine.Traveller) -> None:
    organisation = an_organisation("concreet-onderwijsproducten")
    officer = a_member(organisation, "klachtenfunctionaris")
    room = Room(enter, traveller, a_dossier(organisation))
    said = room.page(officer, room.dossier).context["no_objection"]
    assert (said.said.startswith("Deze regeling kent geen bezwaar."), said.article) == (True, "25")
    page = enter(officer).get(f"/bureau/dossier/{room.dossier.number}/object/")
    assert (page.status_code, page.context["article"]) == (409, "25")


def test_an_objection_tells_what_it_is_against_and_its_complaint_leads_to_it(klik: tuple[Room, Member, Member, Member]) -> None:
    room, manager, _first, _second = klik
    room.at(NOW + 5 * DAY)
    objection = room.does(manager, "object", channel="mail", grounds="Niet eens.")
    back = room.page(manager, objection).context["within"]
    assert (back.number, back.said) == (room.dossier.number, "Tegen de beslissing in dossier")
    [card] = room.page(manager, room.dossier).context["objections"]
    assert card.href == f"/bureau/dossier/{objection.number}/"


def test_a_complaint_with_its_objection_costs_no_more_queries_the_longer_their_log(
    klik: tuple[Room, Member, Member, Member], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    room, manager, _first, _second = klik
    room.at(NOW + 5 * DAY)
    objection = room.does(manager, "object", channel="mail", grounds="Niet eens.")
    desk = room.enter(manager)
    for _ in range(3):
        for dossier in (room.dossier, objection):
            room.does(manager, "note", on=dossier, text="Gebeld.")
            desk.get(f"/bureau/dossier/{dossier.number}/")
            with django_assert_num_queries(10):
                desk.get(f"/bureau/dossier/{dossier.number}/")


@pytest.mark.clause("ECM-04")
def test_the_button_by_which_one_objects_bears_the_name_and_the_article_of_the_regulation(enter: Enter) -> None:
    organisation = an_organisation("ecm")
    officer, dossier = a_member(organisation, "verantwoordelijk-medewerker"), a_dossier(organisation)
    offer = enter(officer).get(f"/bureau/dossier/{dossier.number}/").context["offer"]
    assert [(act.label, act.article) for part in offer.parts for act in part.acts if act.id == "object"] == []
    took(dossier, "take", officer, role="verantwoordelijk-medewerker", at=NOW)
    for side in ("complainant", "concerned"):
        took(dossier, "waive_hearing", officer, role="verantwoordelijk-medewerker", at=NOW, party=side)
    took(dossier, "judge", officer, role="verantwoordelijk-medewerker", at=NOW, outcome="rejected", reasons="Ongegrond.")
    took(dossier, "reply", officer, role="verantwoordelijk-medewerker", at=NOW, channel="talk", reasons="Ongegrond.", states=["appeal"])
    offer = enter(officer).get(f"/bureau/dossier/{dossier.number}/").context["offer"]
    assert [(act.label, act.article) for part in offer.parts for act in part.acts if act.id == "object"] == [("In beroep gaan", "4")]
