"""What someone sees, as a table over every stage, function, part and kind of content of six regulations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.access_table import expected
from tests.factories.scenes import REGULATIONS, a_scene, log, opened, parts_of, records, regulation, stages_of
from wederhoor.actions.visibility import BLIND, Sight, sight_of
from wederhoor.core.state import Dossier, Matter, Record

CASES: Final = [(name, instance) for name in REGULATIONS for instance in regulation(name).instance_ids]
#: Every kind of content, and who sees it: who reads the dossier whole; who reads what was put before him; and nobody else.
WHOLE: Final = frozenset({"note", "note text", "advice", "advice text", "paper", "other paper", "letter", "other letter", "message", "log"})
NARROW: Final = frozenset({"paper", "letter"})
ADVICE: Final = frozenset({"advice", "advice text"})
#: Parts to whom a regulation gives advice by name: also to someone from outside.
GIVEN_ADVICE: Final = {("concreet-onderwijsproducten", "dossier", "handler")}


@dataclass
class Paper:
    """A document."""

    ref: str
    seq: int | None = None
    by: str = ""


def seen(sight: Sight, dossier: Dossier, part: str) -> set[str]:
    """The kinds of content that a sight sees; `part`: who holds it has a paper and a letter of his own."""
    [note], [advice] = records(dossier, "note"), records(dossier, "advise")
    found = {
        "note": sight.sees_act(note),
        "note text": sight.sees_text(note, "text"),
        "advice": sight.sees_act(advice),
        "advice text": sight.sees_text(advice, "advice"),
        "paper": sight.sees_document(Paper(f"d-{part}")),
        "other paper": sight.sees_document(Paper("d-other")),
        "letter": sight.sees_letter(f"p-{part}", None),
        "other letter": sight.sees_letter("p-other", None),
        "message": sight.sees_message(),
        "log": sight.sees_log,
    }
    return {kind for kind, sees in found.items() if sees}


def scenes(name: str, instance: str) -> Iterator[tuple[Matter, Dossier, str]]:
    """The scene in each stage."""
    for stage in stages_of(regulation(name), instance):
        matter, dossier = a_scene(name, instance, stage)
        yield matter, dossier, stage


@pytest.mark.parametrize(("name", "instance"), CASES)
def test_each_function_sees_all_or_nothing_in_each_stage(name: str, instance: str) -> None:
    for matter, dossier, stage in scenes(name, instance):
        for role in (role.id for role in regulation(name).roles if not role.part):
            sight = sight_of(matter, dossier, functions={role}, refs=())
            assert seen(sight, dossier, "x") == (WHOLE if role in expected(name, instance, stage) else set()), (stage, role)


@pytest.mark.parametrize(("name", "instance"), CASES)
@pytest.mark.parametrize("outside", [False, True])
def test_each_part_sees_what_its_regulation_says_in_each_stage(name: str, instance: str, outside: bool) -> None:
    for matter, dossier, stage in scenes(name, instance):
        for part, ref in parts_of(regulation(name)).items():
            content = expected(name, instance, stage).get(f"part {part}", "disclosed" if part in {"complainant", "customer"} else "")
            sight = sight_of(matter, dossier, functions=None if outside else (), refs=[ref])
            whole = content == "*" and not outside
            kinds = WHOLE if whole else NARROW if content in {"*", "disclosed"} else set()
            assert seen(sight, dossier, part) == kinds | (ADVICE if outside and (name, instance, part) in GIVEN_ADVICE else set()), (
                stage,
                part,
            )


@pytest.mark.parametrize(("name", "instance"), CASES)
def test_whoever_has_neither_function_nor_part_sees_nothing(name: str, instance: str) -> None:
    for matter, dossier, _ in scenes(name, instance):
        assert sight_of(matter, dossier, functions=(), refs=["p-stranger"]) is BLIND
        assert sight_of(matter, dossier, functions={"elders"}, refs=()) is BLIND
        assert not BLIND.anything


@given(st.sampled_from(CASES), st.data())
def test_nobody_sees_more_by_a_narrow_rule_than_by_a_whole_one(case: tuple[str, str], data: st.DataObject) -> None:
    name, instance = case
    matter, dossier = a_scene(name, instance, data.draw(st.sampled_from(stages_of(regulation(name), instance))))
    refs = data.draw(st.lists(st.sampled_from(sorted(parts_of(regulation(name)).values())), unique=True))
    functions = data.draw(st.sets(st.sampled_from([role.id for role in regulation(name).roles if not role.part])))
    narrow = sight_of(matter, dossier, functions=None, refs=refs)
    wide = sight_of(matter, dossier, functions=functions, refs=refs)
    for part in parts_of(regulation(name)):
        assert seen(narrow, dossier, part) <= seen(wide, dossier, part)


@given(st.sampled_from([case for case in CASES if case[1] != "year"]), st.booleans())
def test_who_complains_never_sees_advice_nor_notes(case: tuple[str, str], told: bool) -> None:
    matter, dossier = a_scene(*case)
    [advice], [note] = records(dossier, "advise"), records(dossier, "note")
    log(matter, dossier, "disclose", to="p-complainant", of=(advice.index, dossier.records[0].index) if told else (advice.index,))
    sight = sight_of(matter, dossier, functions=None, refs=["p-complainant"])
    assert not sight.sees_act(advice)
    assert not sight.sees_text(advice, "advice")
    assert not sight.sees_text(note, "text")
    assert sight.sees_text(dossier.records[0], "description")


def test_who_complains_and_works_there_reads_no_advice_either() -> None:
    matter, dossier = a_scene("klik-onderwijs")
    [advice] = records(dossier, "advise")
    sight = sight_of(matter, dossier, functions={"manager-propositie"}, refs=["p-complainant"])
    assert sight.whole
    assert not sight.sees_text(advice, "advice")
    assert not sight.sees_letter("p-other", advice.index)
    assert not sight.sees_document(Paper("d-9", advice.index))
    assert sight.sees_document(Paper("d-9", 0))


def test_who_stands_in_for_someone_sees_what_that_one_sees() -> None:
    matter, dossier = a_scene("klik-onderwijs")
    assert sight_of(matter, dossier, functions=(), refs=["p-mine", "p-handler"]).whole
    assert seen(sight_of(matter, dossier, functions=(), refs=["p-mine", "p-adviser"]), dossier, "adviser") == NARROW


def test_persons_are_seen_by_who_reads_it_whole_and_else_himself_and_who_wrote_to_him() -> None:
    matter, dossier = a_scene("klik-onderwijs")
    adviser = sight_of(matter, dossier, functions=None, refs=["p-adviser"])
    assert [ref for ref in ("p-adviser", "p-staff", "p-concerned") if adviser.sees_party(ref)] == ["p-adviser", "p-staff"]
    assert sight_of(matter, dossier, functions={"manager-propositie"}, refs=()).sees_party("p-concerned")


def test_a_document_that_someone_brought_is_his_to_see() -> None:
    sight = sight_of(*a_scene("klik-onderwijs"), functions=None, refs=["p-adviser"])
    assert sight.sees_document(Paper("d-77", 3, "p-adviser"))
    assert not sight.sees_document(Paper("d-77", 3, ""))


# From outside ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "instance"), CASES)
def test_from_outside_one_reads_all_that_ones_part_is_given_but_what_stays_inside(name: str, instance: str) -> None:
    for matter, dossier, stage in scenes(name, instance):
        heard = log(matter, dossier, "hear", account=True, documents=("d-other",))
        [note] = records(dossier, "note")
        dossier.holders["filer"] = ["p-filer"]
        for part, ref in parts_of(regulation(name)).items():
            sight = sight_of(matter, dossier, functions=None, refs=[ref])
            whole = expected(name, instance, stage).get(f"part {part}") == "*"
            assert everything(sight, heard) == {whole}, (stage, part)
            inside = (sight.whole, sight.sees_log, sight.sees_message(), sight.sees_text(note, "text"))
            assert inside == (False,) * 4


def everything(sight: Sight, heard: Record) -> set[bool]:
    """Whether each kind of content that is no one's in particular is seen: a set of one, for all are seen or none."""
    return {
        sight.sees_act(heard),
        sight.sees_text(heard, "account"),
        sight.sees_document(Paper("d-other", heard.index)),
        sight.sees_document(Paper("d-mailed", None, "p-filer")),
        sight.sees_letter("p-other", heard.index),
        sight.sees_contact("p-filer"),
    }


def test_secrecy_comes_before_reading_from_outside() -> None:
    matter, dossier = a_scene("extrack", "objection", "formal")
    heard = log(matter, dossier, "hear", account=True)
    log(matter, dossier, "disclose", to="p-committee", secrecy=True)
    sight = sight_of(matter, dossier, functions=None, refs=["p-committee"])
    assert (sight.must_accept, sight.from_outside, sight.sees_text(heard, "account"), sight.sees_contact("p-complainant")) == (
        True,
        *[False] * 3,
    )
    log(matter, dossier, "accept_secrecy", by="committee", person="p-committee")
    assert sight_of(matter, dossier, functions=None, refs=["p-committee"]).sees_text(heard, "account")


@pytest.mark.clause("KLI-15", "EXT-22", "EXA-23")
@pytest.mark.parametrize(("name", "part"), [("klik-onderwijs", "committee"), ("extrack", "committee"), ("exa-men", "expert")])
def test_who_judges_one_objection_reads_no_other_and_the_dossier_only_where_the_regulation_gives_it(name: str, part: str) -> None:
    matter, objection = a_scene(name, "objection", "formal")
    second = opened(matter, "object", "objection 2")
    log(matter, second, "hear", account=True)
    assert sight_of(matter, objection, functions=None, refs=[f"p-{part}"]).from_outside
    assert sight_of(matter, second, functions=None, refs=[f"p-{part}"]) is BLIND
    assert sight_of(matter, matter.dossiers["dossier"], functions=None, refs=[f"p-{part}"]).from_outside == (name == "exa-men")


def test_a_correction_is_read_where_what_it_corrects_is() -> None:
    matter, dossier = a_scene("klik-onderwijs")
    [note] = records(dossier, "note")
    of_note, of_filing = (log(matter, dossier, "correct", of=place) for place in (note.index, 0))
    sight = sight_of(matter, dossier, functions=None, refs=["p-mediator"])
    assert (sight.sees_act(of_note), sight.sees_act(of_filing)) == (False, True)


def test_advice_that_a_handler_from_outside_asked_himself_is_for_him() -> None:
    matter, dossier = a_scene("klik-onderwijs")
    log(matter, dossier, "consult", by="handler", person="p-handler", of=("p-wise",))
    asked, other = (log(matter, dossier, "advise", by="adviser", person=person, advice=True) for person in ("p-wise", "p-staff"))
    sight = sight_of(matter, dossier, functions=None, refs=["p-handler"])
    assert (sight.sees_text(asked, "advice"), sight.sees_text(other, "advice")) == (True, False)


def test_who_reads_it_from_outside_knows_the_parties_and_no_adviser() -> None:
    matter, dossier = a_scene("klik-onderwijs")
    sight = sight_of(matter, dossier, functions=None, refs=["p-handler"])
    assert [ref for ref in ("p-complainant", "p-concerned", "p-adviser", "p-stranger") if sight.sees_party(ref)] == [
        "p-complainant",
        "p-concerned",
    ]
