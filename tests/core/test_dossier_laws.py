"""The laws of the core, over random permitted matters of the made-up regulation and of every regulation shipped."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.engine import proef
from tests.core.play import SECRET, Play, insides, snapshot
from tests.procedures.support import SHIPPED, case
from wederhoor.core.act import VOCABULARY
from wederhoor.core.advance import pass_time
from wederhoor.core.dossier import duties, permitted, refusal, rights, step
from wederhoor.core.explain import explain_duty, explain_right
from wederhoor.core.log import BEGINNINGS, Entry
from wederhoor.core.procedure import Procedure
from wederhoor.core.reckoning import LineKind, Reckoning
from wederhoor.core.trial import trial

NAMES = ["proef", *sorted(path.parent.name for path in SHIPPED.glob("*/1.toml"))]
SEEDS = st.integers(0, 2**32)
TURNS = 20
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
#: Beginnings of reasons that stand in the way whatever the data are.
CLOSED_DOORS = (
    "Dit kan in deze fase niet",
    "Het dossier is gesloten",
    "Dit is niet aan de rol",
    "Er is nog geen",
    "Deze regeling kent",
    "Dit dossier",
)

pytestmark = pytest.mark.parametrize("name", NAMES)
law = settings(max_examples=8, deadline=None)


def played(name: str, seed: int, *, watched: bool = False) -> Play:
    return Play(of(name), Random(seed), watched=watched).turns(TURNS)  # noqa: S311 - a matter made up, not a secret


def of(name: str) -> Procedure:
    return proef() if name == "proef" else case(name)


@law
@given(seed=SEEDS)
def test_replaying_a_log_gives_what_its_acts_gave_one_by_one(name: str, seed: int) -> None:
    play = played(name, seed)
    pass_time(play.matter, play.now)
    assert snapshot(play.again(play.now), play.now) == snapshot(play.again(play.now), play.now) == snapshot(play.matter, play.now)


@law
@given(seed=SEEDS)
def test_what_was_known_at_a_moment_never_changes(name: str, seed: int) -> None:
    play = played(name, seed, watched=True)
    for at, seen in dict(play.seen).items():
        assert snapshot(play.again(at), at) == seen


@law
@given(seed=SEEDS)
def test_a_log_holds_no_text_so_it_replays_without_them(name: str, seed: int) -> None:
    play = played(name, seed)
    assert SECRET not in str([entry.data for entry in play.log])


@law
@given(seed=SEEDS)
def test_a_refused_act_changes_nothing(name: str, seed: int) -> None:
    play = played(name, seed)
    refused = 0
    for act in VOCABULARY:
        entry = play.entry(act, play.random.choice(["complainant", "support"]), play.random.choice([*play.matter.dossiers, "objection 9"]))
        pass_time(play.matter, entry.recorded_at)
        if refusal(play.matter, entry):
            before = insides(play.matter)
            assert step(play.matter, entry) is not None
            assert insides(play.matter) == before
            refused += 1
    assert refused


@law
@given(seed=SEEDS)
def test_what_is_permitted_is_not_refused_for_its_role_or_stage_and_the_rest_is_always_refused(name: str, seed: int) -> None:
    play = played(name, seed)
    pass_time(play.matter, play.now)
    for dossier in list(play.matter.dossiers.values()):
        able = permitted(play.matter, dossier)
        for act in play.procedure.specs.keys() - BEGINNINGS.keys():
            for role, acts in able.items():
                entry = play.entry(act, role, play.named(act, dossier))
                found = refusal(play.matter, Entry(act, play.now, play.now, role, None, entry.data, entry.dossier))
                if act in acts:
                    assert found is None or not found.reason.startswith(CLOSED_DOORS), (act, role, found)
                else:
                    assert found is not None, (act, role, dossier.name)


def ends_on(found: Reckoning | None, due: object) -> bool:
    if found is None or due is None:
        return found is due
    ends = [line.day for line in found.lines if line.kind is LineKind.END]
    return ends == [found.due] and due in {found.due, found.moment}


@law
@given(seed=SEEDS)
def test_every_due_date_unfolds_into_a_reckoning_that_ends_on_it(name: str, seed: int) -> None:
    play = played(name, seed)
    now = play.now + timedelta(days=3)
    for view in duties(play.matter, now):
        assert ends_on(explain_duty(view.occurrence, play.matter), view.due), view
    for right in rights(play.matter, now):
        assert ends_on(explain_right(right.opening, play.matter), right.closes), right


@law
@given(
    items=st.lists(
        st.tuples(st.sampled_from(sorted(VOCABULARY)), st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 99)), max_size=6
    )
)
def test_a_trial_takes_any_acts_and_shows_what_came_of_them(name: str, items: list[tuple[str, date, int]]) -> None:
    procedure, roles = of(name), of(name).roles
    data = {"to": "x", "channel": "mail"}
    acts = [
        {"act": act, "at": str(day), "by": roles[place % len(roles)].id, "data": {**data, "until": str(day)}} for act, day, place in items
    ]
    shown = trial(procedure, acts)
    assert isinstance(shown["refused"], list)
    assert {item["index"] for item in shown["refused"]} <= set(range(len(items)))
