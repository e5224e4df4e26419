"""The account of an archive is for who reads all of a dossier, and before nobody else, whatever his part."""

import pytest

from tests.factories.scenes import REGULATIONS, a_scene, log, parts_of
from wederhoor.actions.visibility import Sight, sight_of
from wederhoor.dossiers.before import Before

NOTHING = Before(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), must_accept=False)


@pytest.mark.parametrize("name", REGULATIONS)
@pytest.mark.parametrize("outside", [True, False])
def test_what_is_archived_is_put_before_nobody_by_that(name: str, outside: bool) -> None:
    matter, dossier = a_scene(name, stage="closed")
    log(matter, dossier, "archive", documents=("d-account",))
    for part, ref in parts_of(matter.procedure).items():
        sight = sight_of(matter, dossier, functions=None if outside else (), refs=(ref,))
        assert "d-account" not in sight.some.documents, part
        assert not (outside and sight.sees_account), part


@pytest.mark.parametrize(
    ("content", "sees_advice", "advice", "outside", "sees"),
    [
        ("", True, {1}, False, True),
        ("", False, set(), False, True),
        ("", False, {1}, False, False),
        ("", True, set(), True, False),
        ("disclosed", True, set(), False, False),
        (None, True, set(), False, False),
    ],
)
def test_who_reads_all_of_it_advice_and_all_sees_it(
    content: str | None,
    sees_advice: bool,
    advice: set[int],
    outside: bool,
    sees: bool,
) -> None:
    sight = Sight(content, sees_advice, frozenset(), NOTHING, frozenset(advice), outside)
    assert sight.sees_account is sees
