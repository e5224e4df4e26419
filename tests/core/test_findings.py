"""Findings per ground: which judgement fits them."""

import pytest

from wederhoor.core.act import VOCABULARY
from wederhoor.core.findings import contradiction, findings_of
from wederhoor.core.log import fold_data

ANY: dict[str, tuple[str, ...]] = {}
NO_PARTLY = {"outcome": ("upheld", "rejected")}


def judged(outcome: str, *found: str) -> dict[str, object]:
    return {"outcome": outcome, "findings": tuple({"number": n, "outcome": one} for n, one in enumerate(found, start=1))}


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        ("upheld", ("upheld", "upheld")),
        ("partly", ("upheld", "rejected")),
        ("partly", ("partly",)),
        ("rejected", ("rejected", "inadmissible")),
        ("inadmissible", ("inadmissible",)),
        ("upheld", ()),
        ("", ("upheld",)),
    ],
)
def test_a_judgement_that_fits_what_was_found(outcome: str, found: tuple[str, ...]) -> None:
    assert contradiction(judged(outcome, *found), ANY) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "found", "why"),
    [
        ("rejected", ("rejected", "upheld"), "Het oordeel is ongegrond, maar niet elke grond is dat."),
        ("upheld", ("rejected",), "Het oordeel is gegrond, maar geen enkele grond is dat."),
        ("partly", ("rejected", "inadmissible"), "Het oordeel is deels gegrond, maar geen enkele grond is dat."),
        ("upheld", ("upheld", "rejected"), "Niet elke grond is gegrond. Het oordeel is dan deels gegrond."),
    ],
)
def test_a_judgement_that_its_grounds_do_not_bear(outcome: str, found: tuple[str, ...], why: str) -> None:
    assert contradiction(judged(outcome, *found), ANY) == why  # type: ignore[arg-type]


def test_a_regulation_without_partly_leaves_mixed_findings_to_its_judge() -> None:
    mixed = judged("upheld", "upheld", "rejected")
    assert contradiction(mixed, NO_PARTLY) is None  # type: ignore[arg-type]


def test_the_log_holds_number_and_outcome_of_a_finding_and_of_its_reasons_only_that_they_are_there() -> None:
    rows = [{"number": 1, "outcome": "upheld", "reasons": "Dat klopt."}]
    folded = fold_data(VOCABULARY["judge"], {"outcome": "upheld", "findings": rows})
    assert list(findings_of(folded.codes)) == [{"number": 1, "outcome": "upheld", "reasons": True}]
    assert folded.texts == {"findings.0.reasons": "Dat klopt."}


def test_what_is_no_row_of_findings_is_passed_over() -> None:
    assert list(findings_of({"findings": ("p-1",)})) == list(findings_of({"findings": True})) == []
