"""What was laid down along the way: agreements, the root cause, advice and recommendations, each in a section of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.said import Sources, by_whom, done_label, facts_of, label_of
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.shown.articles import first_article

AGREEMENTS: Final = ("agree_communication",)
CAUSES: Final = ("find_cause",)
ADVICE: Final = ("consult", "advise")
RECOMMENDATIONS: Final = ("recommend",)


@dataclass(frozen=True, slots=True)
class Kept:
    """One of those: what was done, when and by whom, and what it says, line by line."""

    title: str
    at: datetime
    by: str
    lines: tuple[tuple[str, str], ...]
    article: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page. `internal`: the complainant never sees it."""

    title: str
    items: tuple[Kept, ...]
    internal: bool = False


def sections_of(matter: Matter, dossier: Dossier, sources: Sources, *, advice: bool) -> list[Section]:
    """Those that hold something. `advice`: whether whoever looks may read advice."""
    found = (
        (_("Afspraken"), AGREEMENTS, False),
        (_("Oorzaak"), CAUSES, True),
        (_("Advies"), ADVICE if advice else (), True),
        (_("Aanbevelingen"), RECOMMENDATIONS, True),
    )
    sections = [Section(title, tuple(_kept(matter, dossier, acts, sources)), inside) for title, acts, inside in found]
    return [section for section in sections if section.items]


def _kept(matter: Matter, dossier: Dossier, acts: tuple[str, ...], sources: Sources) -> Iterator[Kept]:
    records = [record for act in acts for record in dossier.by_act.get(act, ())]
    for record in sorted(records, key=lambda one: one.index, reverse=True):
        rule = rule_for(dossier, record.act)
        article = first_article(matter.procedure, rule.clause) if rule else ""
        lines = tuple(lines_of(matter, record, sources))
        yield Kept(done_label(rule, record.act), record.at, by_whom(matter, record, sources), lines, article)


def lines_of(matter: Matter, record: Record, sources: Sources) -> Iterator[tuple[str, str]]:
    """What an act says: its codes and dates in words, then its texts, each with what it is called."""
    yield from facts_of(matter, record.act, record.data, sources)
    for name, body in sources.texts.get(record.index, {}).items():
        yield label_of(matter, record.act, name), body
