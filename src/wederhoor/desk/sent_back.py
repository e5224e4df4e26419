"""A letter that its second reader sent back: what was filled in then, and what he remarked, for who writes it anew."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from wederhoor.core.act import ActSpec, Value
from wederhoor.core.second import SEND_BACK
from wederhoor.core.state import Record
from wederhoor.desk.drafting import Draft
from wederhoor.desk.opened import Desk

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter


@dataclass(frozen=True, slots=True)
class SentBack:
    """What came back: the act, its letter, and by whom and with what remark."""

    record: Record
    letter: "Letter | None"
    who: str
    remark: str

    def on(self, draft: Draft) -> Draft:
        """The letter as it would be, in the words that its writer had given it himself."""
        if self.letter is None or not self.letter.edited:
            return draft
        return replace(draft, subject=self.letter.subject, body=self.letter.body)


def sent_back(desk: Desk, act: str) -> SentBack | None:
    """The letter of this act that came back and was not written anew yet; for who reads the dossier whole. One query where there is one."""
    record = next(reversed(desk.dossier.by_act.get(act, [])), None)
    if record is None or not record.sent_back or not desk.sight.whole:
        return None
    said = next((one for one in reversed(desk.dossier.by_act.get(SEND_BACK, [])) if one.data.get("of") == record.index), None)
    remark = desk.texts_seen.get(said.index, {}).get("reason", "") if said else ""
    reader = desk.persons_seen.get(said.person or "") if said else None
    return SentBack(record, desk.row.letters.filter(seq=record.index).order_by("pk").first(), reader.name if reader else "", remark)


def drafts_anew(desk: Desk, spec: ActSpec, again: SentBack) -> dict[str, str | list[str]]:
    """What its form held, by field, as far as the form still asks it."""
    texts = {name: body for name, body in desk.texts_seen.get(again.record.index, {}).items() if name in spec.fields}
    codes = {name: value for name, value in again.record.data.items() if name in spec.fields and value not in (True, None)}
    flags = {name: "true" for name, value in again.record.data.items() if value is True and spec.fields.get(name) and name not in texts}
    return {**{name: _typed(value) for name, value in codes.items()}, **flags, **texts}


def _typed(value: Value) -> str | list[str]:
    """A datum of the log as one types it."""
    if isinstance(value, tuple):
        return [str(one) for one in value]
    if value is False:
        return "false"
    try:
        return f"{date.fromisoformat(str(value)):%d-%m-%Y}"
    except ValueError:
        return str(value)
