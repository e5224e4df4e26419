"""Closing: what the register asks and where to fill it, each closing once, and a complainant who is not satisfied."""

import pytest

from tests.desk.replays import Story
from wederhoor.desk.shown.closing import Register, register_of, turns_of, unhappy_of


def exa() -> Story:
    return Story("exa-men").then("file", channel="mail", kind="complaint", wants_reply=True, description="Fout.")


def register(story: Story) -> Register:
    found = register_of(story.matter, story.dossier, story.possible.keys())
    assert found is not None
    return found


@pytest.mark.clause("EXA-17")
def test_what_lacks_says_its_article_and_the_act_that_fills_it() -> None:
    found = {datum.name: datum for datum in register(exa()).data}
    outcome = found["Gegrond of ongegrond"]
    assert (outcome.filled, outcome.article, outcome.fills) == (False, "EXA-17", (("judge", "Oordeel vastleggen", True),))
    assert found["Datum ontvangst"].filled


@pytest.mark.clause("EXA-17")
def test_what_cannot_exist_does_not_count() -> None:
    wanted, unwanted = register(exa()), register(Story("exa-men").then("file", channel="mail", kind="remark", wants_reply=False))
    assert (wanted.there, wanted.asked) == (3, 7)
    assert unwanted.asked < wanted.asked


@pytest.mark.parametrize("procedure", ["ecm", "klik-onderwijs"])
def test_a_regulation_that_registers_nothing_asks_nothing(procedure: str) -> None:
    story = Story(procedure).then("file", channel="mail", kind="complaint")
    found = register_of(story.matter, story.dossier, ())
    assert found is None or found.asked >= 0


def test_of_a_closed_dossier_nothing_is_asked() -> None:
    story = exa().then("withdraw", reason="Laat maar.")
    assert register_of(story.matter, story.dossier, ()) is None


def again() -> Story:
    story = Story("ecm").then("file", channel="mail", kind="complaint", complainant={"name": "K."}, description="Iets.")
    for party in ("complainant", "concerned"):
        story.then("hear", "verantwoordelijk-medewerker", party=party)
    story.then("judge", "verantwoordelijk-medewerker", outcome="rejected").then("reply", "verantwoordelijk-medewerker", channel="mail")
    story.then("close", "verantwoordelijk-medewerker").then("reopen", "verantwoordelijk-medewerker", reason="Nieuw feit.")
    story.then("judge", "verantwoordelijk-medewerker", outcome="upheld").then("reply", "verantwoordelijk-medewerker", channel="mail")
    return story.then("close", "verantwoordelijk-medewerker")


def test_the_first_answer_and_every_closing_stand_there_once_each() -> None:
    story = again()
    found = turns_of(story.matter, story.dossier, story.sources)
    assert [(turn.title, turn.said) for turn in found] == [
        ("Eerste antwoord", ""),
        ("Dossier gesloten", "ongegrond"),
        ("Dossier heropend", "Nieuw feit."),
        ("Reactie gestuurd", ""),
        ("Dossier gesloten", "gegrond"),
    ]


def test_a_dossier_that_was_never_opened_again_tells_nothing_of_it() -> None:
    story = exa()
    assert turns_of(story.matter, story.dossier, story.sources) == []


@pytest.mark.clause("ECM-14")
@pytest.mark.parametrize(("satisfied", "told"), [(True, False), (False, True)])
def test_a_bad_answer_may_open_it_again(satisfied: bool, told: bool) -> None:
    story = again().then("carry_out", "verantwoordelijk-medewerker")
    story.then("follow_up", "verantwoordelijk-medewerker", satisfied=satisfied, score=3)
    found = unhappy_of(story.matter, story.dossier, story.possible.keys())
    assert (found is not None) is told
    if found:
        assert (found.score, found.reopens, found.article) == ("3", True, "1")


def test_once_it_is_open_again_nobody_is_asked_to() -> None:
    story = again().then("carry_out", "verantwoordelijk-medewerker").then("follow_up", "verantwoordelijk-medewerker", satisfied=False)
    story.then("reopen", "verantwoordelijk-medewerker")
    assert unhappy_of(story.matter, story.dossier, ()) is None
