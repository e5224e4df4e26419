"""Grounds with a finding each: numbered as they were filed, the last finding of each, and the tally."""

from tests.desk.replays import Story
from wederhoor.actions.grounds import grounds_filed, grounds_of
from wederhoor.desk.shown.grounds import tally


def objected() -> Story:
    grounds = ["De sleutel klopt niet.", "Het antwoord kwam te laat."]
    return Story("klik-onderwijs").then("file", channel="mail", kind="complaint", grounds=grounds)


def judged(story: Story, *found: tuple[int, str]) -> Story:
    rows = [{"number": number, "outcome": outcome, "reasons": f"Grond {number} onderzocht."} for number, outcome in found]
    return story.then("judge", "handler", outcome="partly", findings=rows)


def test_grounds_are_numbered_as_they_were_filed_and_later_ones_come_after() -> None:
    story = objected().then("complete", grounds=["En de factuur ook."])
    assert grounds_filed(story.dossier, story.texts) == ("De sleutel klopt niet.", "Het antwoord kwam te laat.", "En de factuur ook.")


def test_ten_grounds_stay_in_their_order() -> None:
    story = Story("klik-onderwijs").then("file", channel="mail", grounds=[f"Grond {n}" for n in range(12)])
    assert grounds_filed(story.dossier, story.texts)[10] == "Grond 10"


def test_a_complaint_without_grounds_has_no_section() -> None:
    story = Story("klik-onderwijs").then("file", channel="mail", description="Iets.")
    assert grounds_of(story.dossier, story.texts) == ()


def test_each_ground_stands_with_its_finding() -> None:
    story = judged(objected(), (2, "rejected"), (1, "upheld"))
    found = grounds_of(story.dossier, story.texts)
    assert [(ground.number, ground.outcome, ground.reasons) for ground in found] == [
        (1, "gegrond", "Grond 1 onderzocht."),
        (2, "ongegrond", "Grond 2 onderzocht."),
    ]
    assert tally(found) == "1 gegrond en 1 ongegrond"


def test_of_what_was_not_looked_at_nothing_is_said() -> None:
    found = grounds_of(objected().dossier, objected().texts)
    assert ([ground.outcome for ground in found], tally(found)) == (["", ""], "")


def test_a_later_judgement_replaces_the_finding() -> None:
    story = judged(judged(objected(), (1, "rejected"), (2, "rejected")), (1, "upheld"), (2, "rejected"))
    assert [ground.outcome for ground in grounds_of(story.dossier, story.texts)] == ["gegrond", "ongegrond"]
