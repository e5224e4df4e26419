"""What a letter says of each ground: how it was judged, and why."""

from collections.abc import Mapping

from wederhoor.core.findings import findings_of
from wederhoor.core.phrase import spoken
from wederhoor.core.state import Dossier
from wederhoor.core.words import Language, word

_JUDGING = ("judge", "rule")
_GROUND = {"nl": "Grond", "en": "Ground"}


def findings_said(dossier: Dossier, act: int, texts: Mapping[str, str], earlier: Mapping[str, str], language: Language) -> list[str]:
    """A line for each ground by the last judgement of this dossier; none where nothing was found per ground.

    `texts` are those of the act at `act` in the log, whose letter this is; `earlier` the newest that any act wrote.
    """
    judged = [record for name in _JUDGING for record in dossier.by_act.get(name, ()) if record.data.get("findings")]
    last = max(judged, key=lambda record: record.index, default=None)
    if last is None:
        return []
    said = texts if last.index == act else earlier
    group = "outcome_objection" if dossier.against is not None else "outcome"
    ground = spoken(_GROUND, language)
    lines = []
    for place, row in enumerate(findings_of(last.data)):
        outcome = word(group, str(row.get("outcome") or ""), language=language)
        lines.append(f"{ground} {row.get('number') or place + 1}: {outcome}. {said.get(f'findings.{place}.reasons', '')}".strip())
    return lines
