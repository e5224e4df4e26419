"""The second reader: where an organisation wants one, a letter waits until someone other than its writer has read it.

Which role reads it stands in the act itself (`second_reader`), written when the letter was: a replay looks nothing up. `approve`
lets it go; `send_back` takes it back, so that what it was to meet is owed again and the act may be taken anew. Its writer may take it
back too, never let it go.
"""

from typing import Final

from wederhoor.core.log import SECOND_READER, WRITTEN_BY, Entry
from wederhoor.core.phrase import Phrase, say
from wederhoor.core.procedure import STAFF
from wederhoor.core.state import Matter, Record

APPROVE: Final = "approve"
SEND_BACK: Final = "send_back"


def letter_read(matter: Matter, of: object) -> Record | None:
    """The act at that place in the log if its letter had to be read by a second reader; of any other act one just says what one thinks."""
    dossier = matter.where.get(of) if isinstance(of, int) else None
    found = next((record for record in dossier.records if record.index == of), None) if dossier else None
    return found if found is not None and found.letter and found.data.get(SECOND_READER) else None


def objection_to_reader(matter: Matter, entry: Entry, record: Record) -> Phrase | None:
    """Why this person cannot approve this letter or send it back now."""
    if not record.to_approve:
        return say("Deze brief wacht niet meer op een tweede lezer.")
    if entry.person is not None and entry.person in {record.person, record.data.get(WRITTEN_BY)}:
        return say("U schreef deze brief zelf. Een ander leest hem na.") if entry.act == APPROVE else None
    wanted = record.data.get(SECOND_READER)
    if wanted in {STAFF, entry.by}:
        return None
    named = next((role.name for role in matter.procedure.roles if role.id == wanted), str(wanted))
    return say("Deze brief wordt nagelezen door de rol '{role}'.", role=named)
