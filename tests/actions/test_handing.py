from datetime import timedelta

import pytest

from tests.factories.house import HOUR, NOW, PROCEDURES, a_dossier, a_member, an_organisation, refreshed, shipped, took
from tests.factories.lives import MANAGER, Cast, begun
from wederhoor.actions.access import Reading
from wederhoor.actions.handing import Handed, Handing, hand_over, handled_by
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
#: Who assigns under each regulation that knows a handler.
ASSIGNS = {
    "exa-men": "support",
    "concreet-onderwijsproducten": "klachtenfunctionaris",
    "extrack": "klachtenfunctionaris",
    "klik-onderwijs": MANAGER,
}


def handed(cast: Cast, to: Member, *, by: Member | None = None, role: str = MANAGER, independent: bool = True) -> Handed:
    """What comes of handing over all that the handler has."""
    who = by or cast.manager
    asked = Handing(cast.handler, to, who, {role}, Reading(frozenset({role}), (who.pk,)), independent)
    return hand_over(asked, now=LATER)


def strict() -> Cast:
    """A dossier under a regulation that asks a word on independence."""
    text = shipped("klik-onderwijs").replace('independent = "not_denied"', 'independent = "stated"')
    organisation = an_organisation(text=text)
    return Cast(a_dossier(organisation), a_member(organisation, MANAGER), a_member(organisation, "medewerker"))


def assigned(cast: Cast, count: int = 1) -> list[Dossier]:
    """Dossiers that the handler handles."""
    rows = [cast.dossier, *(a_dossier(cast.dossier.organisation) for _ in range(count - 1))]
    for row in rows:
        took(row, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    return rows


def test_every_open_dossier_gets_another_handler_by_an_act_of_its_own() -> None:
    cast = begun()
    rows, to = assigned(cast, 3), a_member(cast.dossier.organisation)
    done = handed(cast, to)
    assert (sorted(done.done), done.refused, done.left) == (sorted(row.number for row in rows), [], 0)
    assert {refreshed(row).owner for row in rows} == {to}
    assert Act.objects.filter(act="assign", recorded_at=LATER).count() == 3


@pytest.mark.parametrize("procedure", list(ASSIGNS))
def test_it_goes_under_each_regulation_that_knows_a_handler(procedure: str) -> None:
    organisation, role = an_organisation(procedure), ASSIGNS[procedure]
    officer, first, second = a_member(organisation, role), a_member(organisation), a_member(organisation)
    dossier = a_dossier(organisation)
    took(dossier, "assign", officer, role=role, at=NOW + HOUR, to=f"m-{first.pk}", independent=True)
    asked = Handing(first, second, officer, {role}, Reading(frozenset({role}), (officer.pk,)), independent=True)
    assert hand_over(asked, now=LATER).done == [dossier.number]
    assert set(ASSIGNS) | {"ecm"} == set(PROCEDURES)


def test_who_is_bound_to_a_complaint_is_refused_there_with_the_article_and_the_rest_goes_over() -> None:
    cast = begun()
    to = a_member(cast.dossier.organisation, "medewerker")
    tied = a_dossier(cast.dossier.organisation, subject={"class": "conduct", "person": f"m-{to.pk}"})
    took(tied, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    assigned(cast)
    done = handed(cast, to)
    [refused] = done.refused
    assert (done.done, refused.number, refused.clause) == ([cast.dossier.number], tied.number, "KLI-10")
    assert refreshed(tied).owner == cast.handler


def test_without_a_word_on_independence_the_regulation_that_asks_it_refuses() -> None:
    cast = strict()
    assigned(cast)
    done = handed(cast, a_member(cast.dossier.organisation), independent=False)
    assert [one.clause for one in done.refused] == ["KLI-10"]


def test_who_may_not_assign_hands_nothing_over() -> None:
    cast = begun()
    assigned(cast)
    employee = a_member(cast.dossier.organisation, "medewerker")
    asked = Handing(
        cast.handler, employee, cast.manager, {"medewerker"}, Reading(frozenset({MANAGER}), (cast.manager.pk,)), independent=True
    )
    assert len(hand_over(asked, now=LATER).refused) == 1


def test_only_what_one_reads_is_handed_over() -> None:
    cast = begun()
    assigned(cast)
    stranger = a_member(an_organisation(), MANAGER)
    assert not handled_by(cast.handler, stranger, Reading(frozenset({MANAGER}), (stranger.pk,))).exists()
    assert handed(cast, cast.manager, by=stranger) == Handed()


def test_a_run_takes_so_many_and_goes_on_past_what_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.actions.handing.AT_ONCE", 2)
    cast = strict()
    assigned(cast, 3)
    to = a_member(cast.dossier.organisation)
    asked = Handing(cast.handler, to, cast.manager, {MANAGER}, Reading(frozenset({MANAGER}), (cast.manager.pk,)), independent=False)
    first = hand_over(asked, now=LATER)
    second = hand_over(asked, now=LATER, after=first.after)
    assert ([len(run.refused) for run in (first, second)], first.left, second.left) == ([2, 1], 1, 0)
