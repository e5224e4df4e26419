"""Everything that a regulation leaves to whoever complains is on his page when it can be done, and refused with its article when not."""

from collections.abc import Iterator

import pytest

from tests.factories.house import NOW, PROCEDURES
from tests.factories.scenes import a_scene, log, regulation, stages_of
from wederhoor.core.dossier import permitted, why_not
from wederhoor.core.norm import ActRule
from wederhoor.core.state import Dossier, Matter
from wederhoor.portal.awaiting import OWN, has_no_purpose
from wederhoor.portal.forms.act import Taking, data_of, fields_of
from wederhoor.portal.shown import said
from wederhoor.portal.shown.status import buttons_of

#: Filled in for a question of the kind.
ANSWERS = {"flag": True, "choice": None, "date": NOW.date(), "number": 7}


def his(name: str) -> Iterator[tuple[str, str, ActRule]]:
    """Every rule that lets whoever complains act, with its instance."""
    for rule in regulation(name).acts:
        if "complainant" in rule.by:
            yield name, rule.instance, rule


RULES = [pytest.param(*one, id=f"{one[0]} {one[1]} {one[2].id}") for name in PROCEDURES for one in his(name)]


def scenes(name: str, instance: str, act: str) -> Iterator[tuple[Matter, Dossier]]:
    """The dossier from which one would take it, in each of its stages; what opens an objection is taken from the one it is against."""
    opens = {item.opened_by: item.against for item in regulation(name).instances}
    where = opens.get(act, instance)
    for stage in stages_of(regulation(name), where):
        yield a_scene(name, where, stage)


@pytest.mark.parametrize(("name", "instance", "rule"), RULES)
def test_it_is_on_his_page_when_it_can_be_done_and_else_refused_with_its_article(name: str, instance: str, rule: ActRule) -> None:
    for matter, dossier in scenes(name, instance, rule.id):
        offered = any(one is dossier and act == rule.id for one, _place, act, _rule in buttons_of(matter))
        may, refusal = rule.id in permitted(matter, dossier).get("complainant", ()), why_not(matter, dossier, rule.id)
        assert offered == (may and not has_no_purpose(dossier, rule.id, rule))
        assert may or (refusal is not None and refusal.clause is not None)


@pytest.mark.parametrize(("name", "instance", "rule"), RULES)
def test_its_form_asks_what_the_regulation_asks_and_its_button_says_what_it_does(name: str, instance: str, rule: ActRule) -> None:
    matter, dossier = next(scenes(name, instance, rule.id))
    taking = Taking(matter, dossier, rule.id, rule)
    fields = fields_of(taking, {})
    values = {one.name: one.choices[0][0] if one.choices and one.kind != "flag" else ANSWERS.get(one.kind, "Tekst.") for one in fields}
    told = data_of(taking, values, now=NOW)
    assert [datum.field for datum in rule.requires if datum.when is None and datum.field not in told] == []
    assert all(one.label and one.label != one.name for one in fields)
    assert said.to_do(matter, rule.id) not in {"", rule.id}


@pytest.mark.clause("EXA-22", "EXA-15", "ECM-04", "CON-19", "CON-11", "EXT-22", "EXT-18", "EXT-23", "KLI-05", "KLI-14")
@pytest.mark.parametrize("name", PROCEDURES)
def test_a_right_of_his_is_used_by_an_act_of_his(name: str) -> None:
    procedure = regulation(name)
    for right in procedure.rights:
        if right.holder in OWN:
            acts = {trigger.act for trigger in right.used_by}
            allowed = {rule.id for _name, _instance, rule in his(name)}
            assert acts & allowed, f"{right.id} ({right.clause}) cannot be used on the page"


def test_the_table_holds_what_the_five_regulations_leave_to_whoever_complains() -> None:
    assert len(RULES) == 48
    assert {one.values[0] for one in RULES} == set(PROCEDURES)


@pytest.mark.parametrize(("name", "called"), [("exa-men", "bezwaar of beroep"), ("ecm", "beroep"), ("extrack", "bezwaar")])
def test_what_is_taken_back_of_an_objection_is_the_objection_and_not_the_complaint(name: str, called: str) -> None:
    matter, dossier = a_scene(name, "objection", "formal")
    [label] = [
        said.to_do(matter, act, dossier=one) for one, _place, act, _rule in buttons_of(matter) if act == "withdraw" and one is dossier
    ]
    assert label == f"Mijn {called} intrekken"
    assert said.happened(matter, "withdraw", {}, dossier) == f"U trok uw {called} in"


def test_whoever_comments_is_asked_only_what_he_has_to_say() -> None:
    [(_name, instance, rule)] = [one for one in his("extrack") if one[2].id == "comment"]
    matter, dossier = next(scenes("extrack", instance, "comment"))
    assert [str(one.label) for one in fields_of(Taking(matter, dossier, "comment", rule), {})] == ["Wat wilt u erover zeggen?"]


def test_an_invitation_without_a_proposal_is_declined_as_an_invitation() -> None:
    matter, dossier = a_scene("extrack", "dossier", "informal")
    log(matter, dossier, "invite", channel="mail").sent = NOW
    labels = [said.to_do(matter, act, dossier=dossier) for act in ("accept", "decline")]
    log(matter, dossier, "propose", channel="mail").sent = NOW
    assert labels == ["De uitnodiging aannemen", "De uitnodiging afslaan"]
    assert said.to_do(matter, "decline", dossier=dossier) == "De oplossing afwijzen"
    assert said.happened(matter, "decline", {}, dossier, place=10**6) == "U wees de oplossing af"
    assert said.happened(matter, "decline", {}, dossier, place=dossier.by_act["propose"][0].index) == "U sloeg de uitnodiging af"


@pytest.mark.clause("ECM-07")
def test_who_wrote_without_a_name_can_give_it_later() -> None:
    matter, dossier = a_scene("ecm", "dossier", "formal")
    [(_name, _instance, rule)] = [one for one in his("ecm") if one[1:2] == ("dossier",) and one[2].id == "complete"]
    with_name = [one.name for one in fields_of(Taking(matter, dossier, "complete", rule), {})]
    dossier.facts |= {"anonymous": True, "complainant.name": None}
    assert "complainant.email" not in with_name
    assert [one.name for one in fields_of(Taking(matter, dossier, "complete", rule), {})][-2:] == ["complainant.name", "complainant.email"]


@pytest.mark.clause("EXT-24")
def test_what_an_objection_must_state_is_called_needed_and_may_follow_later() -> None:
    [(_name, instance, rule)] = [one for one in his("extrack") if one[2].id == "object"]
    matter, dossier = next(scenes("extrack", instance, "object"))
    fields = fields_of(Taking(matter, dossier, "object", rule), {})
    assert [one.name for one in fields if one.wanted] == ["name", "address", "city", "against"]
    assert [one.name for one in fields if one.required] == ["grounds"]
