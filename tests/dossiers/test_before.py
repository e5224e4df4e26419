import pytest

from tests.factories.scenes import a_scene, log, records
from wederhoor.core.state import Dossier, Matter
from wederhoor.dossiers.before import Before, before, told


def before_adviser(matter: Matter, dossier: Dossier, content: str = "disclosed") -> Before:
    """What is before the adviser."""
    return before(matter, dossier, ["p-adviser"], content)


def bare(name: str = "klik-onderwijs", instance: str = "dossier") -> tuple[Matter, Dossier]:
    """A scene in which nothing was put before anyone."""
    return a_scene(name, instance, put=False)


def test_of_what_he_was_asked_he_reads_the_question_and_not_what_was_made_of_it() -> None:
    matter, dossier = bare()
    asked = log(matter, dossier, "consult", of=("p-adviser",), documents=("d-1",))
    found = before_adviser(matter, dossier)
    assert found.texts == {(asked.index, "question")}
    assert (set(found.acts), set(found.documents), set(found.persons)) == ({asked.index}, {"d-1"}, {"p-staff"})
    assert not found.must_accept


def test_what_he_did_himself_he_reads_whole_also_where_another_wrote_it_down() -> None:
    matter, dossier = bare()
    own = log(matter, dossier, "advise", by="adviser", person="p-adviser", documents=("d-2",))
    written = log(matter, dossier, "note", written_by="p-adviser")
    found = before_adviser(matter, dossier)
    assert found.all_texts == {own.index, written.index}
    assert found.documents == {"d-2"}


def test_a_disclosure_lists_acts_and_documents_and_without_either_it_is_the_complaint() -> None:
    matter, dossier = bare()
    [note] = records(dossier, "note")
    listing = log(matter, dossier, "disclose", to="p-adviser", of=(note.index,), documents=("d-1",))
    assert before_adviser(matter, dossier).all_texts == {note.index}
    log(matter, dossier, "disclose", to="adviser")
    found = before_adviser(matter, dossier)
    assert found.all_texts == {note.index, dossier.records[0].index}
    assert listing.index in found.acts


def test_what_was_put_before_another_is_not_before_him() -> None:
    matter, dossier = bare()
    log(matter, dossier, "disclose", to="p-mediator", documents=("d-1",))
    log(matter, dossier, "disclose", party="concerned", documents=("d-2",))
    assert not before_adviser(matter, dossier).acts
    assert before(matter, dossier, ["p-concerned"], "disclosed").documents == {"d-2"}


def test_acts_that_name_him_for_something_else_are_not_for_him() -> None:
    matter, dossier = bare()
    for act, data in (("judge", {"consulted": ("p-adviser",)}), ("link", {"to": "p-adviser"}), ("comment", {"party": "concerned"})):
        log(matter, dossier, act, **data)
    assert not before_adviser(matter, dossier).acts
    assert not before(matter, dossier, ["p-concerned"], "disclosed").acts


def test_members_of_a_body_see_that_they_were_named() -> None:
    matter, dossier = bare(instance="objection")
    named = log(matter, dossier, "appoint", members=({"person": "p-committee", "capacity": "x"},))
    assert before(matter, dossier, ["p-committee"], "disclosed").acts == {named.index}


def test_a_letter_is_for_whom_it_goes_to() -> None:
    matter, dossier = bare()
    letter = log(matter, dossier, "report_progress")
    copies = log(matter, dossier, "send_copies", to=("concerned", "p-mediator"))
    informed = log(matter, dossier, "inform_concerned")
    assert before(matter, dossier, ["p-complainant"], "own").acts >= {letter.index}
    assert before(matter, dossier, ["p-mediator"], "disclosed").acts == {copies.index}
    concerned = before(matter, dossier, ["p-concerned"], "disclosed")
    assert concerned.acts == {copies.index, informed.index}
    assert (informed.index, "account") in concerned.texts


def test_his_own_hearing_he_reads_and_that_of_the_other_side_not() -> None:
    matter, dossier = bare()
    own = log(matter, dossier, "hear", party="concerned")
    log(matter, dossier, "hear", party="complainant")
    assert before(matter, dossier, ["p-concerned"], "disclosed").texts == {(own.index, "account")}


@pytest.mark.clause("CON-17")
def test_what_it_was_agreed_to_tell_him_is_before_him_from_that_agreement_on() -> None:
    matter, dossier = bare("concreet-onderwijsproducten")
    log(matter, dossier, "disclose", to="p-concerned", documents=("d-1",))
    assert not before(matter, dossier, ["p-concerned"], "agreed").acts
    agreed = log(matter, dossier, "agree_communication")
    log(matter, dossier, "disclose", to="p-concerned", documents=("d-2",))
    found = before(matter, dossier, ["p-concerned"], "agreed")
    assert found.documents == {"d-2"}
    assert {text for text in found.texts if text[0] == agreed.index} == {(agreed.index, "concerned")}


# Secrecy -------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXT-20")
@pytest.mark.parametrize(("name", "flag"), [("extrack", None), ("extrack", True), ("klik-onderwijs", True)])
def test_under_secrecy_he_sees_that_he_was_asked_and_the_rest_once_he_accepted(name: str, flag: bool | None) -> None:
    matter, dossier = bare(name)
    asked = log(matter, dossier, "consult", of=("p-adviser",), documents=("d-1",), secrecy=flag)
    found = before_adviser(matter, dossier)
    assert found.must_accept
    assert found.acts == {asked.index}
    assert not found.texts | found.documents
    log(matter, dossier, "accept_secrecy", by="adviser", person="p-adviser")
    found = before_adviser(matter, dossier)
    assert not found.must_accept
    assert found.documents == {"d-1"}
    assert (asked.index, "question") in found.texts


@pytest.mark.clause("EXT-20")
def test_whoever_is_consulted_again_accepts_again() -> None:
    matter, dossier = bare("extrack")
    for _ in range(2):
        log(matter, dossier, "consult", of=("p-adviser",), secrecy=True)
        assert before_adviser(matter, dossier).must_accept
        log(matter, dossier, "accept_secrecy", by="adviser", person="p-adviser")
        assert not before_adviser(matter, dossier).must_accept


@pytest.mark.clause("EXT-20")
def test_a_declaration_that_staff_laid_down_counts_for_the_only_one_consulted() -> None:
    matter, dossier = bare("extrack")
    log(matter, dossier, "consult", of=("p-adviser",), secrecy=True)
    log(matter, dossier, "accept_secrecy", by="klachtenfunctionaris")
    assert not before_adviser(matter, dossier).must_accept
    log(matter, dossier, "consult", of=("p-adviser", "p-second"), secrecy=True)
    log(matter, dossier, "accept_secrecy", by="klachtenfunctionaris")
    assert before_adviser(matter, dossier).must_accept


def test_what_another_accepts_is_not_his_acceptance() -> None:
    matter, dossier = bare("klik-onderwijs")
    log(matter, dossier, "disclose", to="p-adviser", documents=("d-1",), secrecy=True)
    log(matter, dossier, "accept_secrecy", by="mediator", person="p-mediator")
    assert before_adviser(matter, dossier).must_accept
    assert not before(matter, dossier, ["p-mediator"], "disclosed").must_accept


def test_an_act_informs_the_complainant_unless_it_says_otherwise() -> None:
    _, dossier = bare()
    assert list(told("reply", {}, dossier, "p-1")) == ["p-1"]
    assert list(told("reply", {}, dossier, None)) == []
    assert list(told("invite", {"party": "concerned"}, dossier, "p-1")) == ["p-concerned"]
    assert list(told("inform_concerned", {"person": "p-9"}, dossier, "p-1")) == ["p-9"]
    assert list(told("send_copies", {"to": ("complainant", "p-9")}, dossier, "p-1")) == ["p-1", "p-9"]
