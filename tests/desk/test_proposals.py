"""Proposals in rounds: what was offered, what was answered, the open round on top (CON-19)."""

import pytest

from tests.desk.replays import Story
from wederhoor.desk.shown.proposals import rounds_of


def concreet() -> Story:
    story = Story("concreet-onderwijsproducten").then("file", channel="mail", kind="complaint", description="Boek ontbreekt.")
    return story.then("formalise", channel="mail")


def offered(story: Story, solution: str) -> Story:
    return story.then("propose", "klachtenfunctionaris", channel="mail", solution=solution, extra="Een bon.")


@pytest.mark.clause("CON-19")
def test_every_round_is_kept_and_the_open_one_stands_on_top() -> None:
    story = offered(offered(concreet(), "Nieuw boek.").then("decline", reason="Te laat."), "Geld terug.")
    found = rounds_of(story.matter, story.dossier, story.sources)
    assert [(one.number, one.offered, one.answer, one.reason) for one in found] == [
        (2, "Geld terug.", "", ""),
        (1, "Nieuw boek.", "decline", "Te laat."),
    ]
    assert found[0].sent is not None
    assert found[0].extra == "Een bon."


@pytest.mark.clause("CON-18")
def test_a_reply_that_was_answered_counts_as_an_offer() -> None:
    story = concreet().then("reply", "klachtenfunctionaris", channel="mail", reasons="U krijgt een nieuw boek.").then("accept")
    assert [(one.offered, one.answer) for one in rounds_of(story.matter, story.dossier, story.sources)] == [
        ("U krijgt een nieuw boek.", "accept")
    ]


def test_a_reply_that_nobody_answered_does_not() -> None:
    story = concreet().then("reply", "klachtenfunctionaris", channel="mail", reasons="Dank u.")
    assert rounds_of(story.matter, story.dossier, story.sources) == []
