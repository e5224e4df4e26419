"""Dossiers replayed from a few acts, without a store: for the sections of a page, which are made from values alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.clauses import shipped
from wederhoor.actions.said import Sources
from wederhoor.core.advance import advance
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin, permitted
from wederhoor.core.log import Entry, fold_data
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier, Matter
from wederhoor.desk.shown.now import Act, act_label
from wederhoor.dossiers.models import Party

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Story:
    """A matter as it is told act by act, a day apart, with the texts of each. What is told is trusted, as a log is."""

    procedure: str
    texts: dict[int, Mapping[str, str]] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    matter: Matter = field(init=False)

    def __post_init__(self) -> None:
        self.matter = begin(shipped(self.procedure), calendar=DEFAULT)

    def then(self, act: str, by: str = "complainant", *, bearer: str | None = None, **data: Any) -> "Story":  # noqa: ANN401 - as typed
        """One more act."""
        folded = fold_data(self.matter.procedure.specs[act], data)
        assert not folded.faults, folded.faults
        self.texts[self.matter.length] = folded.texts
        at = START + self.matter.length * DAY
        advance(self.matter, Entry(act, at, at, by, bearer, folded.codes))
        if self.dossier.records[-1].letter:
            advance(self.matter, Entry("sent", at, at, "system", None, {"of": self.matter.length - 1}))
        return self

    @property
    def dossier(self) -> Dossier:
        """The dossier of the complaint."""
        found = self.matter.first
        assert found is not None
        return found

    @property
    def sources(self) -> Sources:
        """What the sections are made from."""
        return Sources(self.texts, self.parties, {})

    @property
    def possible(self) -> dict[str, Act]:
        """Every act that someone may take now."""
        acts = {act for able in permitted(self.matter, self.dossier).values() for act in able}
        return {act: Act(act, act_label(rule_for(self.dossier, act), act), "", "") for act in sorted(acts)}

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The same by id and label."""
        return tuple((act.id, act.label) for act in self.possible.values())
