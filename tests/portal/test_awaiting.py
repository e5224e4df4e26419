"""What waits for whoever complains, and what he is not asked: what he answered, what nobody asked, and what is so already."""

import pytest

from tests.factories.house import NOW
from tests.factories.scenes import a_scene, log
from wederhoor.core.norm import ActRule
from wederhoor.core.state import Dossier, Matter
from wederhoor.portal.awaiting import has_no_purpose, unanswered
from wederhoor.portal.shown import said
from wederhoor.portal.shown.status import buttons_of

HIM = {"by": "complainant", "person": "p-complainant"}


def rule(dossier: Dossier, act: str) -> ActRule:
    return dossier.plan.rules[act]


def put(matter: Matter, dossier: Dossier, act: str) -> None:
    """It is put to him, and its letter left."""
    log(matter, dossier, act, channel="mail").sent = NOW


def waits(dossier: Dossier) -> str:
    """The act that waits for his yes or no."""
    found = unanswered(dossier, rule(dossier, "accept"))
    return found.act if found else ""


@pytest.mark.clause("ECM-13", "CON-19", "EXT-02")
@pytest.mark.parametrize("name", ["ecm", "concreet-onderwijsproducten", "extrack"])
@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_a_proposal_waits_until_he_answers_and_the_next_one_waits_again(name: str, answer: str) -> None:
    matter, dossier = a_scene(name, "dossier", "decided")
    log(matter, dossier, "propose", channel="mail")
    assert waits(dossier) == ""  # its letter has not left
    dossier.records[-1].sent = NOW
    assert waits(dossier) == "propose"
    log(matter, dossier, answer, **HIM)
    assert waits(dossier) == ""
    put(matter, dossier, "propose")
    assert waits(dossier) == "propose"


@pytest.mark.clause("EXT-02")
@pytest.mark.parametrize("act", ["talk", "decline", "propose"])
def test_an_invitation_waits_no_more_once_one_talked_or_something_was_proposed(act: str) -> None:
    matter, dossier = a_scene("extrack", "dossier", "informal")
    put(matter, dossier, "invite")
    assert waits(dossier) == "invite"
    put(matter, dossier, act)
    assert waits(dossier) == ("propose" if act == "propose" else "")


@pytest.mark.parametrize(("name", "waiting"), [("ecm", "reply"), ("concreet-onderwijsproducten", "reply"), ("extrack", "")])
def test_a_reply_waits_for_an_answer_only_where_the_regulation_has_it_answered(name: str, waiting: str) -> None:
    matter, dossier = a_scene(name, "dossier", "decided")
    put(matter, dossier, "reply")
    assert waits(dossier) == waiting


def test_a_reply_is_answered_as_a_reply_and_not_as_a_solution() -> None:
    matter, dossier = a_scene("ecm", "dossier", "decided")
    put(matter, dossier, "reply")
    labels = [said.to_do(matter, act, dossier=dossier) for act in ("accept", "decline")]
    assert labels == ["Zeggen dat onze reactie goed is", "Zeggen dat onze reactie niet goed is"]


@pytest.mark.clause("ECM-08")
@pytest.mark.parametrize("name", ["exa-men", "ecm"])
def test_only_what_was_said_is_put_in_writing_and_once(name: str) -> None:
    matter, dossier = a_scene(name, "dossier", "intake")
    assert has_no_purpose(dossier, "confirm_in_writing", None)
    dossier.records[0].data = {**dossier.records[0].data, "channel": "phone"}
    assert not has_no_purpose(dossier, "confirm_in_writing", None)
    log(matter, dossier, "confirm_in_writing", **HIM)
    assert has_no_purpose(dossier, "confirm_in_writing", None)


@pytest.mark.clause("KLI-14")
def test_an_objection_in_writing_is_not_asked_for_in_writing_once_more() -> None:
    matter, dossier = a_scene("klik-onderwijs", "objection", "intake")
    dossier.records[0].data = {"in_writing": True, "channel": "portal"}
    assert "confirm_in_writing" not in [act for _one, _place, act, _rule in buttons_of(matter)]
    dossier.records[0].data = {"in_writing": False, "channel": "phone"}
    assert "confirm_in_writing" in [act for _one, _place, act, _rule in buttons_of(matter)]


@pytest.mark.parametrize("put_before_him", [True, False])
def test_he_reacts_to_documents_where_documents_were_put_before_him(put_before_him: bool) -> None:
    matter, _dossier = a_scene("extrack", "dossier", "formal", put=put_before_him)
    assert ("comment" in [act for _one, _place, act, _rule in buttons_of(matter)]) == put_before_him


@pytest.mark.clause("ECM-14")
def test_he_says_once_whether_he_is_satisfied_with_what_was_carried_out() -> None:
    matter, dossier = a_scene("ecm", "dossier", "decided")
    for act, said_it in (("carry_out", False), ("follow_up", True), ("carry_out", False)):
        log(matter, dossier, act, **HIM)
        assert has_no_purpose(dossier, "follow_up", None) == said_it
