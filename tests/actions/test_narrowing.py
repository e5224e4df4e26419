"""Whether a registered datum is filled, whatever its source: an act, a letter that left, a duty, a fact; for each regulation."""

import pytest

from tests.factories.house import HOUR, NOW, PROCEDURES, a_dossier, a_member, an_organisation, send_all, took
from tests.factories.lives import MANAGER, begun
from wederhoor.actions import narrowing
from wederhoor.actions.narrowing import RUNNING, Condition, How, narrowed, regulations_of
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def holds(how: How, *names: str, value: object = None) -> bool:
    return narrowed(Dossier.objects.all(), [Condition(how, names, value)], NOW + 2 * HOUR).exists()


def filled(*sources: str) -> bool:
    return holds("filled", "dossier", *sources)


def test_an_act_its_letter_and_its_duty_fill_a_datum_each_in_their_time() -> None:
    cast = begun()
    assert not filled("acknowledge.at")
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")
    assert [filled("acknowledge.at"), filled("acknowledge.sent")] == [True, False]
    send_all(cast.dossier, at=NOW + HOUR)
    assert filled("acknowledge.sent")
    assert [filled("duty acknowledge"), filled("duty onzin"), filled("messages")] == [True, False, True]


def test_a_fact_fills_a_datum_unless_it_is_empty() -> None:
    begun()
    assert [filled("fact:subject.class"), filled("judge.outcome"), filled("judge.outcome", "kind")] == [True, False, True]
    assert [holds("lacking", "dossier", "judge.outcome"), holds("lacking", "objection", "judge.outcome")] == [True, False]


def test_facts_are_asked_by_value_in_a_list_and_by_day() -> None:
    cast = begun()
    took(cast.dossier, "assess", cast.manager, role=MANAGER, at=NOW, structural=True, products=["EX-1", "EX-2"])
    Dossier.objects.update(facts={**Dossier.objects.get().facts, "own.day": "2026-04-10"})
    assert [holds("fact", "assess.structural", value=flag) for flag in (True, False)] == [True, False]
    assert [holds("fact", "none", "assess.products", value=code) for code in ("EX-2", "EX")] == [True, False]
    assert [holds("fact_from", "own.day", value=day) for day in ("2026-04-10", "2026-04-11")] == [True, False]
    assert [holds("fact_until", "own.day", value=day) for day in ("2026-04-10", "2026-04-09")] == [True, False]


def test_a_duty_is_asked_by_how_it_stands() -> None:
    cast = begun()
    states = ("open", "overdue", "met", "met_late", RUNNING, "")
    assert [holds("duty", "acknowledge", value=state) for state in states] == [True, False, False, False, True, True]
    late = NOW + 24 * 20 * HOUR
    assert narrowed(Dossier.objects.all(), [Condition("duty", ("acknowledge",), "overdue"), Condition("late", ())], late).exists()
    assert not narrowed(Dossier.objects.all(), [Condition("duty", ("acknowledge",), RUNNING)], late).exists()
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=late, channel="mail")
    send_all(cast.dossier, at=late)
    assert [holds("duty", "acknowledge", value=state) for state in states] == [False, False, False, True, False, True]


@pytest.mark.parametrize("few", [0, 100])
def test_what_is_late_is_found_whether_it_is_little_or_much(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "_FEW", few)
    late, closed = begun().dossier, begun().dossier
    Dossier.objects.filter(pk=closed.pk).update(stage="closed")
    asked = [Condition("late", ()), Condition("is", ("instance",), "dossier")]
    assert not narrowed(Dossier.objects.all(), asked, NOW).exists()
    assert list(narrowed(Dossier.objects.all(), asked, NOW + 24 * 20 * HOUR)) == [late]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_registered_datum_of_every_regulation_can_be_asked(procedure: str) -> None:
    organisation: Organisation = an_organisation(procedure)
    a_member(organisation)
    a_dossier(organisation)
    for item in regulations_of(organisation)[0].registered:
        asked = [holds(how, item.instance, *item.sources) for how in ("filled", "lacking")]
        assert sum(asked) == (item.instance == "dossier"), item.id
