"""Which clauses someone outside the desk meets, and where each is walked through with scripts and without; and why no other is such."""

from collections.abc import Mapping
from typing import Final

import pytest

from tests.support import clauses, tree
from wederhoor.core.coverage import table

#: What a complainant, a customer or the public meets: the test file in which it is walked through in both kinds of browser.
HERE: Final[Mapping[str, tuple[str, ...]]] = {
    "journeys/test_portal_exa_men.py": ("EXA-01", "EXA-03", "EXA-04", "EXA-05", "EXA-09", "EXA-13", "EXA-22", "EXA-23"),
    "journeys/test_browser_exa_men.py": ("EXA-10",),
    "journeys/test_portal_ecm.py": (*("ECM-01", "ECM-04", "ECM-05", "ECM-07", "ECM-08", "ECM-10", "ECM-11", "ECM-12", "ECM-13", "ECM-14"),),
    "journeys/test_browser_ecm.py": ("ECM-06",),
    "journeys/test_portal_concreet.py": (*("CON-02", "CON-11", "CON-12", "CON-14", "CON-15", "CON-18", "CON-19", "CON-20", "CON-25"),),
    "journeys/test_portal_extrack.py": (
        *("EXT-02", "EXT-03", "EXT-04", "EXT-06", "EXT-07", "EXT-08", "EXT-09", "EXT-10", "EXT-11", "EXT-12", "EXT-13", "EXT-14"),
        *("EXT-16", "EXT-22", "EXT-23", "EXT-24", "EXT-25", "EXT-27"),
    ),
    "journeys/test_browser_extrack.py": ("EXT-26",),
    "journeys/test_portal_klik.py": (
        *("KLI-03", "KLI-04", "KLI-05", "KLI-06", "KLI-07", "KLI-09", "KLI-10", "KLI-12", "KLI-13", "KLI-14", "KLI-16", "KLI-17"),
    ),
    "journeys/test_browser_klik.py": ("KLI-15", "KLI-20"),
    "journeys/test_portal_read.py": (
        *("EXA-27", "ECM-16", "CON-01", "CON-03", "CON-10", "CON-24", "EXT-01", "EXT-05", "EXT-17", "KLI-02", "KLI-08", "KLI-18"),
    ),
    "browser/test_customer.py": ("EXA-15",),
    "browser/test_inspection.py": ("EXT-18",),
    "browser/test_regulation.py": ("EXA-19", "KLI-01"),
}
#: What nobody outside the desk meets, by the reason.
NOT_HERE: Final[Mapping[str, tuple[str, ...]]] = {
    "how what came in is taken in, sorted, passed on or divided among colleagues": ("EXA-02", "ECM-09", "CON-13", "CON-16"),
    "advice asked inside or of someone outside, who has a page of his own": ("EXA-06", "CON-07", "EXT-20"),
    "how one finds out and judges at the desk; what comes of it is read in the answer": ("CON-05", "CON-17", "KLI-11"),
    "how a product is mended and weighed": ("EXA-07", "EXA-08", "EXA-11", "EXA-12"),
    "what the dossier and the registers hold": ("EXA-14", "EXA-17", "ECM-02", "ECM-15", "CON-06", "EXT-15"),
    "how staff keep to the regulation": ("EXA-21",),
    "another system than ours": ("EXA-16", "EXA-20", "CON-04"),
    "the year, its report and its measures": (
        *("EXA-18", "EXA-24", "EXA-25", "EXA-26", "ECM-03", "CON-08", "CON-09", "CON-21", "CON-22", "CON-23", "EXT-21", "KLI-19"),
    ),
    "the processing of personal data": ("EXT-19",),
}
#: A module says by one of these that its tests are walked through in both kinds of browser.
BOTH: Final = ('usefixtures("kind")', "scripts without", "params=[True, False]", '"scripts", [True, False]')


def test_every_clause_is_met_outside_the_desk_or_there_is_a_reason_why_not() -> None:
    all_of_them = [row.clause for name in clauses.SHIPPED for row in table(clauses.shipped(name))]
    told = [clause for group in (*HERE.values(), *NOT_HERE.values()) for clause in group]
    assert sorted(told) == sorted(all_of_them)


@pytest.mark.parametrize(("file", "clause"), [(file, clause) for file, group in HERE.items() for clause in group])
def test_a_clause_is_walked_through_with_scripts_and_without(file: str, clause: str) -> None:
    text = (tree.TESTS / file).read_text(encoding="utf-8")
    assert f"tests/{file}" in clauses.proofs()[clause]
    assert any(sign in text for sign in BOTH)
