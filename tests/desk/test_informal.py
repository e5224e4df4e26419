"""The informal stage: where it stands, the ways out, and what going formal sets in motion; per regulation."""

import pytest

from tests.desk.replays import Story
from wederhoor.desk.shown.informal import Informal, informal_of

STARTS = {
    "klik-onderwijs": ("KLI-04", {"channel": "phone"}),
    "extrack": ("EXT-02", {"channel": "phone"}),
    "concreet-onderwijsproducten": ("CON-11", {"channel": "phone"}),
}


def begun(procedure: str) -> Story:
    return Story(procedure).then("file", kind="complaint", description="Iets.", **STARTS[procedure][1])


def section(story: Story) -> Informal | None:
    return informal_of(story.matter, story.dossier, story.sources, tuple(story.possible.values()))


@pytest.mark.clause("CON-11", "EXT-02", "KLI-04")
@pytest.mark.parametrize("procedure", list(STARTS))
def test_a_talk_that_failed_asks_to_tell_the_way_to_a_formal_complaint(procedure: str) -> None:
    story = begun(procedure).then("talk", "medewerker", outcome="unsolved", account="Geen akkoord.")
    found = section(story)
    assert found is not None
    assert found.standing.startswith("Niet opgelost.")
    assert ("Verslag", "Geen akkoord.") in found.steps[0].lines
    assert {"formalise"} <= {way.act.id for way in found.ways}


@pytest.mark.clause("CON-11", "KLI-04")
@pytest.mark.parametrize("procedure", ["klik-onderwijs", "concreet-onderwijsproducten"])
def test_a_talk_that_solved_it_says_so_and_closes_it(procedure: str) -> None:
    story = begun(procedure).then("talk", "medewerker", outcome="solved")
    found = section(story)
    assert (story.dossier.stage, found and found.standing[:15]) == ("closed", "Samen opgelost.")


@pytest.mark.clause("KLI-05")
def test_formal_it_keeps_what_was_recorded_and_says_since_when() -> None:
    story = begun("klik-onderwijs").then("talk", "medewerker", outcome="unsolved").then("formalise", channel="mail")
    found = section(story)
    assert found is not None
    assert (found.formal_at, [step.title for step in found.steps], found.ways) == (story.dossier.records[-1].at, ["Gesprek gevoerd"], ())


@pytest.mark.clause("KLI-04")
def test_what_follows_on_a_formal_complaint_is_told_beforehand() -> None:
    found = section(begun("klik-onderwijs"))
    assert found is not None
    assert ("Ontvangst bevestigen, met stappen en termijnen", "KLI-09") in found.follows
    assert any("gesloten" in leads for way in found.ways for leads in way.leads if way.act.id == "talk")


@pytest.mark.parametrize("procedure", ["ecm", "exa-men"])
def test_a_regulation_without_an_informal_stage_shows_none(procedure: str) -> None:
    story = Story(procedure).then("file", channel="phone", kind="complaint", description="Iets.")
    assert section(story) is None


def test_what_began_formally_shows_none() -> None:
    assert section(Story("klik-onderwijs").then("file", channel="mail", kind="complaint", description="Iets.")) is None
