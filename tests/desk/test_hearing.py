"""Hearing both sides as one object: what happened on each side, what lacks before judging, and by which article."""

from typing import Any

import pytest

from tests.desk.replays import Story
from wederhoor.desk.shown.hearing import Column, hearing_of
from wederhoor.dossiers.models import Party

Told = tuple[str, dict[str, Any]]
HEARD: dict[str, Told] = {
    side: ("hear", {"party": side, "account": f"Het verhaal van {side}.", "heard_on": "2026-03-03"})
    for side in ("complainant", "concerned")
}
WAIVED: Told = ("waive_hearing", {"party": "concerned", "reason": "Hij wil niet."})


def ecm(*acts: Told) -> Story:
    story = Story("ecm").then("file", channel="mail", kind="complaint", description="Te laat gestart.", complainant={"name": "K."})
    for act, data in acts:
        story.then(act, "verantwoordelijk-medewerker", **data)
    return story


def sides(story: Story) -> dict[str, Column]:
    return {side.side: side for side in hearing_of(story.matter, story.dossier, story.sources, story.labels)}


@pytest.mark.clause("ECM-11")
@pytest.mark.parametrize(
    ("acts", "heard"),
    [
        ((), {"complainant": False, "concerned": False}),
        ((HEARD["complainant"],), {"complainant": True, "concerned": False}),
        ((HEARD["concerned"],), {"complainant": False, "concerned": True}),
        ((HEARD["complainant"], WAIVED), {"complainant": True, "concerned": True}),
        ((HEARD["complainant"], HEARD["concerned"]), {"complainant": True, "concerned": True}),
    ],
)
def test_what_lacks_on_each_side_is_told_with_its_article(acts: tuple[Told, ...], heard: dict[str, bool]) -> None:
    found = sides(ecm(*acts))
    assert {side: column.heard for side, column in found.items()} == heard
    assert {lack.article for column in found.values() for lack in column.lacks if lack.hard} <= {"11"}


@pytest.mark.clause("ECM-11")
def test_what_the_one_told_must_still_be_put_before_the_other() -> None:
    story = ecm(HEARD["complainant"], HEARD["concerned"])
    assert [(lack.hard, lack.reason[:28]) for lack in sides(story)["concerned"].lacks] == [(False, "Het verslag van de andere ka")]
    story.then("disclose", "verantwoordelijk-medewerker", party="concerned", of=[1])
    found = sides(story)
    assert (found["concerned"].lacks, len(found["complainant"].lacks)) == ((), 1)
    assert found["concerned"].events[-1].about == ("Gehoord (klager), dinsdag 3 maart",)


def test_who_waived_his_hearing_is_not_asked_to_read_anything() -> None:
    assert sides(ecm(HEARD["complainant"], WAIVED))["concerned"].lacks == ()


def test_each_side_has_its_invitation_its_account_and_what_it_said_of_it() -> None:
    invited: Told = ("invite", {"party": "complainant", "purpose": "hearing", "planned_on": "2026-03-05", "channel": "mail"})
    comment: Told = ("comment", {"party": "complainant", "of": 3, "text": "Ik zei ook iets anders."})
    story = ecm(invited, HEARD["complainant"], comment)
    events = sides(story)["complainant"].events
    assert [event.title for event in events] == ["Uitgenodigd voor een gesprek", "Gehoord", "Op de stukken gereageerd"]
    assert events[0].facts == (("Afgesproken dag", "donderdag 5 maart 2026"),)
    assert events[2].about[0].startswith("Gehoord (klager)")


@pytest.mark.parametrize(("act", "data"), [("hear", {"person": "p-2"}), ("waive_hearing", {"party": "concerned"})])
def test_without_a_party_the_side_is_that_of_the_person(act: str, data: dict[str, str]) -> None:
    story = Story("klik-onderwijs").then("file", channel="mail", kind="complaint", subject={"person": "p-2"}, bearer="p-1")
    story.parties["p-2"] = Party(ref="p-2", name="De Wit", part="concerned")
    found = sides(story.then(act, "manager-propositie", **data))
    assert (found["concerned"].who, len(found["concerned"].events), found["complainant"].events) == ("De Wit", 1, ())


def test_an_invitation_to_settle_it_is_no_hearing() -> None:
    story = Story("klik-onderwijs").then("file", channel="phone", kind="complaint", bearer="p-1")
    story.then("invite", "medewerker", party="complainant", channel="mail")
    assert sides(story) == {}
    story.then("invite", "medewerker", party="complainant", purpose="hearing", channel="mail")
    assert len(sides(story)["complainant"].events) == 1


@pytest.mark.parametrize("procedure", ["klik-onderwijs", "extrack", "concreet-onderwijsproducten", "exa-men"])
def test_a_regulation_that_asks_no_hearing_shows_none_until_there_is_one(procedure: str) -> None:
    story = Story(procedure).then("file", channel="mail", kind="complaint", description="Iets.")
    assert sides(story) == {}


def test_of_a_closed_dossier_nothing_lacks_any_more() -> None:
    story = ecm(HEARD["complainant"]).then("withdraw", reason="Opgelost.")
    assert [column.lacks for column in sides(story).values()] == [(), ()]
