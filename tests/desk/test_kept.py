"""What was laid down along the way: agreements, cause, advice and recommendations, each apart."""

from typing import Any

import pytest

from tests.desk.replays import Story
from wederhoor.desk.shown.kept import Section, sections_of

SAID: dict[str, dict[str, Any]] = {
    "agree_communication": {"complainant": "Elke week een bericht.", "concerned": "Alleen de uitkomst."},
    "find_cause": {"category": "process", "cause": "Niemand keek het na."},
    "consult": {"question": "Klopt dit?", "answer": "Nee."},
    "advise": {"advice": "Geef geld terug."},
    "recommend": {"recommendation": "Laat twee mensen kijken."},
}


def sections(*acts: str, advice: bool = True) -> dict[str, Section]:
    story = Story("concreet-onderwijsproducten").then("file", channel="mail", kind="complaint")
    for act in acts:
        story.then(act, "klachtenfunctionaris", **SAID[act])
    return {section.title: section for section in sections_of(story.matter, story.dossier, story.sources, advice=advice)}


@pytest.mark.clause("CON-05", "CON-07", "CON-09", "CON-17")
@pytest.mark.parametrize(
    ("act", "title", "internal"),
    [
        ("agree_communication", "Afspraken", False),
        ("find_cause", "Oorzaak", True),
        ("consult", "Advies", True),
        ("advise", "Advies", True),
        ("recommend", "Aanbevelingen", True),
    ],
)
def test_each_stands_in_its_section_and_says_whether_it_stays_inside(act: str, title: str, internal: bool) -> None:
    found = sections(act)
    assert (list(found), found[title].internal) == ([title], internal)
    assert {said for name, said in found[title].items[0].lines} >= set(SAID[act].values()) - {"process"}


def test_the_category_of_a_cause_is_said_in_words() -> None:
    assert ("Soort oorzaak", "werkwijze") in sections("find_cause")["Oorzaak"].items[0].lines


def test_what_is_not_there_has_no_section() -> None:
    assert sections() == {}


@pytest.mark.clause("CON-07")
def test_who_may_not_read_advice_sees_no_section_of_it() -> None:
    assert list(sections("advise", "find_cause", advice=False)) == ["Oorzaak"]


def test_the_newest_stands_first() -> None:
    titles = [item.title for item in sections("consult", "advise")["Advies"].items]
    assert titles == ["Advies gegeven", "Advies gevraagd"]
