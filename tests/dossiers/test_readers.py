"""Who reads what, as a table over every stage, role and part of six regulations: written from their access rules, by hand."""

from typing import Final

import pytest

from tests.factories.access_table import expected
from tests.factories.scenes import REGULATIONS, a_scene, log, parts_of, regulation, stages_of
from wederhoor.dossiers.readers import Readers, extents, readers_of, reads_advice

CASES: Final = [(name, instance) for name in REGULATIONS for instance in regulation(name).instance_ids]


def told(readers: Readers) -> dict[str, str]:
    """Readers as the table calls them."""
    return dict.fromkeys(readers.roles, "*") | {f"part {ref[2:]}": content or "*" for ref, content in readers.persons.items()}


@pytest.mark.clause("KLI-08", "EXA-02", "EXA-06", "EXA-23", "EXT-16", "EXT-22", "ECM-04", "ECM-09", "ECM-15", "CON-11", "CON-17")
@pytest.mark.parametrize(("name", "instance"), CASES)
def test_each_role_and_part_reads_what_its_regulation_says_in_each_stage(name: str, instance: str) -> None:
    for stage in stages_of(regulation(name), instance):
        matter, dossier = a_scene(name, instance, stage)
        log(matter, dossier, "agree_communication")
        log(matter, dossier, "disclose", party="concerned")
        assert told(readers_of(matter, dossier)) == expected(name, instance, stage), stage


@pytest.mark.parametrize(("name", "instance"), CASES)
def test_what_a_regulation_says_of_its_readers_without_a_dossier_is_what_they_read_in_one(name: str, instance: str) -> None:
    for stage in stages_of(regulation(name), instance):
        each = [one for one in extents(regulation(name), instance) if one.role.part or not one.by_part]
        here = [one for one in each if not one.stages or stage in one.stages]
        assert {f"part {one.role.part}" if one.role.part else one.role.id: one.content or "*" for one in here} == expected(
            name, instance, stage
        )


@pytest.mark.parametrize(("name", "instance"), CASES)
def test_who_reads_only_what_was_put_before_him_is_no_reader_while_there_is_nothing(name: str, instance: str) -> None:
    matter, dossier = a_scene(name, instance, put=False)
    assert set(readers_of(matter, dossier).persons.values()) <= {""}


@pytest.mark.parametrize("name", REGULATIONS)
def test_who_complains_is_never_among_the_readers(name: str) -> None:
    matter, dossier = a_scene(name)
    for part in parts_of(regulation(name)):
        dossier.holders[part].append("p-complainant")
    assert "p-complainant" not in readers_of(matter, dossier).persons


@pytest.mark.parametrize(("name", "role"), [("ecm", "medewerker"), ("concreet-onderwijsproducten", "medewerker"), ("extrack", "directie")])
def test_a_function_that_reads_by_its_part_reads_once_it_acted(name: str, role: str) -> None:
    matter, dossier = a_scene(name, stage="decided")
    assert "p-x" not in readers_of(matter, dossier).persons
    log(matter, dossier, "note", by=role, person="p-x")
    assert readers_of(matter, dossier).persons["p-x"] == ""


def test_whom_it_is_about_never_reads_all_of_it_whatever_else_he_did() -> None:
    matter, dossier = a_scene("klik-onderwijs", stage="formal")
    log(matter, dossier, "note", by="medewerker", person="p-concerned")
    assert readers_of(matter, dossier).persons["p-concerned"] == "disclosed"


def test_who_was_replaced_as_handler_reads_it_no_more() -> None:
    matter, dossier = a_scene("klik-onderwijs", put=False)
    matter.parts["p-before"].add("handler")
    assert set(readers_of(matter, dossier).persons) == {"p-handler", "p-mediator"}


def test_who_judges_an_objection_reads_the_complaint_where_the_regulation_says_so() -> None:
    matter, objection = a_scene("exa-men", "objection")
    first = matter.dossiers["dossier"]
    assert readers_of(matter, first).persons["p-expert"] == ""
    assert objection.against is first


@pytest.mark.clause("CON-07")
def test_advice_is_for_the_roles_that_the_regulation_names_and_else_for_who_reads_it_whole() -> None:
    matter, dossier = a_scene("concreet-onderwijsproducten")
    roles = ("klachtenfunctionaris", "handler", "medewerker", "directie")
    assert all(reads_advice(matter, dossier, (role,)) for role in roles)
    assert not reads_advice(matter, dossier, ("adviser", "concerned"))
    assert reads_advice(*a_scene("ecm"), ("bestuur",))
