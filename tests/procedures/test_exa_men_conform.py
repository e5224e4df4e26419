import pytest

from tests.core.engine import Case, moment
from tests.procedures.support import case
from wederhoor.core.conform import by_clause, conform


@pytest.mark.clause("EXA-21")
def test_what_was_met_late_or_skipped_is_told_per_duty() -> None:
    tried = Case(case("exa-men"))
    tried.must("file", "2026-06-08T09:00", "complainant", kind="complaint", channel="mail", wants_reply=True)
    tried.must("acknowledge", "2026-06-16T09:00", "support", channel="mail")
    tried.must("withdraw", "2026-06-17T09:00", "complainant", reason="x")
    findings = {finding.id: finding for finding in conform(tried.matter, moment("2026-06-18T09:00")) if finding.what == "duty"}
    assert (findings["acknowledge"].verdict, findings["acknowledge"].margin) == ("met_late", -1)
    assert findings["reply"].verdict == "lapsed"
    assert {"EXA-03", "EXA-05"} <= {tally.clause for tally in by_clause(findings.values())}
