import json
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from tests.procedures.sixth import SIXTH
from tests.support.small import small
from wederhoor.core.procedure import Procedure
from wederhoor.core.spoken import Spoken, marked
from wederhoor.core.text import published
from wederhoor.core.text_data import as_data
from wederhoor.core.text_diagram import ANY, BEGIN, Diagram, Edge, diagrams
from wederhoor.core.text_drawing import NARROW, WIDE, pieces, sheet, svg
from wederhoor.core.text_plain import as_fragment, as_html, as_text
from wederhoor.core.text_steps import steps
from wederhoor.core.words import Language


def test_the_articles_stand_under_their_headings() -> None:
    sections = published(small()).sections
    assert [section.heading for section in sections] == ["Wie kan klagen", "Behandeling & antwoord"]
    assert [article.id for article in sections[0].articles] == ["VB-01", "VB-02"]


def test_readings_and_additions_are_marked_in_the_text() -> None:
    text = as_text(published(small()))
    assert "2.1 (VB-03)  U krijgt binnen 4 weken antwoord.\n    Zo lezen wij dit: Vier weken vanaf ontvangst." in text
    assert "VB-08 [onze aanvulling]" in text


def test_the_roles_are_told_by_function_with_who_stands_in() -> None:
    assert "- Klachtenfunctionaris (bij afwezigheid: Klantenservice)\n" in as_text(published(small()))


def test_the_head_tells_since_when_and_which_version() -> None:
    assert "Geldig vanaf 1 januari 2026. Versie: small@1." in as_text(published(small()))


def test_english_is_used_where_there_are_words_and_dutch_where_not() -> None:
    text = as_text(published(small(), language="en"))
    assert "Anyone may complain." in text
    assert "Wij zeggen binnen 3 werkdagen" in text
    assert "In force from 1 January 2026" in text


def test_without_other_names_none_are_told() -> None:
    text = published(small('trades_as = ["Voorbeeld", "Ander <naam>"]', ""))
    assert "Ook bekend als" not in as_text(text) + as_html(text)


def test_articles_before_any_heading_stand_without_one() -> None:
    text = published(small('heading = "Wie kan klagen"', ""))
    assert [section.heading for section in text.sections] == ["", "Wie kan klagen", "Behandeling & antwoord"]
    assert "<h2></h2>" not in as_html(text)
    assert "\n\n1.1 (VB-01)" in as_text(text)


@pytest.mark.parametrize("piece", ["<naam>", "<drie>", "& antwoord"])
def test_everything_from_the_file_is_escaped_on_the_page(piece: str) -> None:
    page = as_html(published(small()))
    assert piece not in page
    assert piece.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page


def test_the_page_is_whole_and_the_fragment_stands_in_it() -> None:
    text = published(small())
    page = as_html(text)
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert as_fragment(text) in page
    ET.fromstring(f"<div>{as_fragment(text)}</div>")  # noqa: S314 - our own page


TERMS = [
    ("acknowledge", "binnen 3 werkdagen na de datum van de klacht zelf"),
    ("reply", "binnen 4 weken na de datum van de klacht zelf of “Behandelaar aanwijzen”, wat het laatst komt"),
    ("look", "zonder vaste termijn, na “Aard en ernst bepalen”"),
    ("object", "binnen 6 weken na het einde van “Antwoorden”"),
]


@pytest.mark.parametrize(("name", "said"), TERMS)
def test_a_step_tells_its_term_in_words(name: str, said: str) -> None:
    told = {step.id: step.term for step in steps(small())}
    assert told[name] == said


CHANGED_TERMS = [
    ('from = "end of reply"', 'from = "year_end"', "object", "binnen 6 weken na het einde van het jaar"),
    ('from = "end of reply"', 'from = "at"', "object", "binnen 6 weken na verzending van “Reactie versturen”"),
    ('from = "end of reply"', 'from = "sent"', "object", "binnen 6 weken na verzending van “Reactie versturen”"),
    ('from = "end of reply"', 'from = "end of destroy"', "object", "binnen 6 weken na het einde van “destroy”"),
    ('term = "6 weeks"', 'term = "0 days"', "object", "nog op de dag zelf, na het einde van “Antwoorden”"),
    ('term = "6 weeks"\n', "", "object", "zolang het dossier bestaat, na het einde van “Antwoorden”"),
    (
        'arises = "assess"',
        'arises = ["assess", "silence.quiet"]',
        "look",
        "zonder vaste termijn, na “Aard en ernst bepalen” of uitblijven van bericht",
    ),
    ('arises = "assess"', 'arises = "file"', "look", "zonder vaste termijn, na ontvangst van de klacht"),
    (
        'arises = "assess"',
        'arises = {act = "extend", from = "until"}',
        "look",
        "zonder vaste termijn, na de datum bij “Nieuwe datum”",
    ),
    ('term = "6 weeks"', 'term = "6 weeks before"', "object", "uiterlijk 6 weken vóór"),
    ('{later_of = ["filed_on"', '{earlier_of = ["filed_on"', "reply", "wat het eerst komt"),
]


@pytest.mark.parametrize(("old", "new", "name", "said"), CHANGED_TERMS)
def test_every_start_of_a_term_has_words(old: str, new: str, name: str, said: str) -> None:
    told = {step.id: step.term for step in steps(small(old, new))}
    assert said in told[name]


@pytest.mark.parametrize(("language", "said"), [("nl", "na de datum bij “Dag van het examen”"), ("en", "of the date in “Day of the exam”")])
def test_a_date_of_the_regulation_s_own_goes_by_its_label(language: Language, said: str) -> None:
    assert next(step.term for step in steps(SIXTH, language=language) if step.id == "file_in_time").endswith(said)


def test_steps_are_told_in_english_too() -> None:
    told = {step.id: step.term for step in steps(small('term = "4 weeks"', 'term = "4 school days"'), language="en")}
    assert told["acknowledge"] == "within 3 working days of the date that the complaint bears"
    assert told["reply"].startswith("within 4 school days of ")


RULING = """[[duty]]
id = "rule"
name = "Uitspraak"
clause = "VB-05"
instance = "objection"
holder = "committee"
arises = "object"
met_by = "rule"

"""


def test_the_steps_of_an_objection_come_after_those_of_the_complaint() -> None:
    first = '[[duty]]\nid = "acknowledge"'
    told = [step.id for step in steps(small(first, RULING + first))]
    assert told == ["acknowledge", "reply", "look", "object", "rule"]


def complaint(procedure: Procedure) -> Diagram:
    return diagrams(procedure)[0]


def test_the_diagram_has_the_stages_and_the_acts_between_them() -> None:
    diagram = complaint(small())
    assert [stage for stage, _ in diagram.stages] == ["intake", "formal", "decided", "closed"]
    assert Edge(BEGIN, "intake", ("de klacht komt binnen",)) in diagram.edges
    assert Edge("formal", "decided", ("Reactie versturen (verzonden)",)) in diagram.edges
    assert Edge(ANY, "closed", ("Dossier sluiten",)) in diagram.edges


def test_the_sentences_say_what_the_drawing_shows() -> None:
    sentences = complaint(small()).sentences
    assert "Van in behandeling naar besloten: Reactie versturen (verzonden)." in sentences
    assert "Uit elke fase naar gesloten: Dossier sluiten." in sentences


def test_an_occasion_that_names_its_stage_comes_from_there() -> None:
    procedure = small(
        'entered_by = "reply.sent"', 'entered_by = ["silence.quiet", {act = "reply", when = {stage = ["intake", "decided", "unknown"]}}]'
    )
    into = [edge for edge in complaint(procedure).edges if edge.to == "decided"]
    assert into == [Edge(ANY, "decided", ("geen bericht",)), Edge("intake", "decided", ("Reactie versturen",))]


def test_each_kind_of_dossier_has_a_diagram_of_its_own() -> None:
    assert [diagram.instance for diagram in diagrams(small())] == ["dossier", "objection"]


def test_each_piece_of_the_drawing_names_its_stage_and_holds_its_text_alternative() -> None:
    diagram = complaint(small())
    drawn = [ET.fromstring(piece) for piece in pieces(diagram)]  # noqa: S314 - our own drawing
    name = "{http://www.w3.org/2000/svg}"
    assert [one.findtext(f"{name}title") for one in drawn] == [said for _, said in diagram.stages]
    assert [one.findtext(f"{name}desc", "") for one in drawn] == [" ".join(diagram.told[stage]) for stage, _ in diagram.stages]
    assert "Het begint bij intake: de klacht komt binnen." in diagram.sentences


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_two_lines_of_text_stand_on_each_other(width: int) -> None:
    places = re.findall(r'<text x="(\d+)" y="([\d.]+)"', "".join(pieces(complaint(small()), width=width)[:1]))
    lines = sorted((int(x), float(y)) for x, y in places)
    assert all(first[0] != second[0] or second[1] - first[1] >= 15 for first, second in pairwise(lines))


def test_each_step_stands_in_the_stage_in_which_it_is_taken_first() -> None:
    placed = {stage: [step.id for step in found] for stage, found in complaint(small()).steps.items()}
    assert placed == {"intake": ["acknowledge", "look"], "formal": ["reply"], "closed": ["object"]}


def test_the_drawing_says_who_does_each_step_and_by_when() -> None:
    said = re.sub(r"<[^>]+>|\s+", " ", svg(complaint(small())).partition("</desc>")[2])
    assert "Klantenservice, binnen 3 werkdagen" in " ".join(said.split())
    assert "mag dit, binnen 6 weken" in " ".join(said.split())


def test_a_page_may_show_a_diagram_twice() -> None:
    diagram = complaint(small())
    ids = re.findall(r'id="([^"]+)"', "".join((*pieces(diagram), *pieces(diagram, width=NARROW, part="-smal"))))
    assert len(ids) == len(set(ids)) == 2 * len(diagram.stages) + 2 * sum(1 for told in diagram.told.values() if told)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_lines_of_words_are_wrapped_to_the_width(width: int) -> None:
    diagram = complaint(small('name = "Lokalen bekijken"', f'name = "{"Heel goed kijken " * 9}"'))
    drawing = "".join(pieces(diagram, width=width))
    assert max(len(line) for line in re.findall(r">([^<>]+)</text>", drawing)) <= width / 7


def test_all_drawings_fit_on_one_sheet() -> None:
    drawn = diagrams(small())
    root = ET.fromstring(sheet(drawn))  # noqa: S314 - our own drawing
    inner = root.findall("{http://www.w3.org/2000/svg}svg")
    assert len(inner) == sum(len(diagram.stages) for diagram in drawn)
    assert int(str(root.get("height"))) >= sum(int(str(one.get("height"))) for one in inner)


def test_a_procedure_as_data_is_read_back_the_same() -> None:
    procedure = small()
    data = json.loads(json.dumps(as_data(procedure)))
    assert Procedure.model_validate(data, by_alias=True, by_name=False) == procedure


def test_the_data_are_written_as_in_a_file() -> None:
    duty = as_data(small())["duty"]
    assert isinstance(duty, list)
    assert duty[1]["term"] == "4 weeks"
    assert duty[1]["from"] == {"later_of": ["filed_on", "assign.at"]}
    assert duty[0]["arises"] == [{"act": "file", "kind": ["complaint"], "from": "file.filed_on"}]


def test_a_description_holds_no_words_in_two_languages_and_bears_that_of_words_in_one() -> None:
    half = diagrams(small(), language="en")[0]
    plain = [bool(said) and not any(isinstance(one, Spoken) for one in said) for said in half.told.values()]
    assert ["<desc" in piece for piece in pieces(half)] == plain
    assert set(plain) == {True, False}
    whole = replace(complaint(small()), told={"intake": (marked("Eingang", "de"),)}, stages=(("intake", "Eingang"),), edges=())
    assert 'aria-describedby="fase-dossier-intake-desc"' in svg(whole)
    assert '<desc id="fase-dossier-intake-desc" lang="de">Eingang</desc>' in svg(whole)
