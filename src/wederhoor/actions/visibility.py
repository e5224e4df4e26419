"""May you see it: what of a dossier someone sees, by the regulation's access rules and by what was put before him.

The third of three questions; `core.permit` answers what is possible now, `actions.policy` what you may do. The rows by which lists
find a dossier come from the same answer (`dossiers.readers`), so a page never shows what a list would not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol

from wederhoor.actions.policy import roles_in
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.dossiers.before import Before, advice_in, before
from wederhoor.dossiers.readers import BY_CODE, WHOLE, readers_of, reads_advice


class File(Protocol):
    """What is asked of a document: its reference, the act that brought it, and who brought it ("" for staff)."""

    ref: str
    seq: int | None
    by: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What someone sees of one dossier. `content`: as of a row of readers, None where he reads nothing of it.

    `some`: what is before him, where he does not read it whole; `advice`: the acts that hold advice, by their place in the log.
    `outside`: he does not work here, and never sees what stays inside.
    """

    content: str | None
    sees_advice: bool
    refs: frozenset[str]
    some: Before
    advice: frozenset[int]
    outside: bool = False

    @property
    def whole(self) -> bool:
        """Reads all of it; what is advice only where `sees_advice`."""
        return self.content == WHOLE and not self.outside

    @property
    def from_outside(self) -> bool:
        """Reads this dossier from outside: all of it but what stays inside."""
        return self.content == WHOLE and self.outside and not self.must_accept

    @property
    def anything(self) -> bool:
        """Reads anything of it at all."""
        return self.content is not None

    @property
    def must_accept(self) -> bool:
        """Has to accept secrecy before he sees what was put before him."""
        return self.some.must_accept

    @property
    def sees_account(self) -> bool:
        """What is archived of the whole dossier, advice and all."""
        return self.whole and (self.sees_advice or not self.advice)

    @property
    def sees_log(self) -> bool:
        """The log as it stands in the chain."""
        return self.whole

    def sees_act(self, record: Record) -> bool:
        """That this was done, when and in which role."""
        return self.whole or record.index in self.some.acts

    def sees_text(self, record: Record, field: str) -> bool:
        """What an act says; `field` as the row of texts names it (`reasons`, `grounds.0`)."""
        if self.whole:
            return self.sees_advice or record.index not in self.advice
        return record.index in self.some.all_texts or (record.index, field.partition(".")[0]) in self.some.texts

    def sees_letter(self, party: str, seq: int | None) -> bool:
        """A letter to this party ("" where it went to someone without a part). `seq`: the act that it came from."""
        if self.whole:
            return self.sees_advice or seq not in self.advice
        return party in self.refs or (self.from_outside and seq in self.some.acts)

    def sees_document(self, document: File) -> bool:
        """A file: brought by him or put before him, or of a dossier that he reads; what came with advice goes with the advice.

        Of what came by mail who reads from outside sees what the parties sent.
        """
        if self.whole:
            return self.sees_advice or document.seq not in self.advice
        if self.from_outside and document.seq is None and document.by in self.some.persons:
            return True
        return document.ref in self.some.documents or document.by in self.refs

    def sees_message(self) -> bool:
        """What came in by mail and other ways."""
        return self.whole

    def sees_party(self, ref: str) -> bool:
        """Who a person is: for who does not read it whole, himself and whoever asked or told him something."""
        return self.whole or ref in self.refs or ref in self.some.persons

    def sees_contact(self, ref: str) -> bool:
        """Where a person is reached: for who reads the dossier; of others nobody knows more than his own."""
        return ref in self.refs or (self.sees_party(ref) and (self.whole or self.from_outside))


_NOTHING: Final = Before(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), must_accept=False)
#: Nothing at all.
BLIND: Final = Sight(None, sees_advice=False, refs=frozenset(), some=_NOTHING, advice=frozenset())


def sight_of(matter: Matter, dossier: Dossier, *, functions: Collection[str] | None, refs: Collection[str]) -> Sight:
    """What someone sees, by the functions he holds and by his references in this matter, those he stands in for included.

    `functions`: None for someone from outside the organisation. Advice inside the organisation is never for whoever complains.
    """
    mine, readers, outside = frozenset(refs), readers_of(matter, dossier), functions is None
    complains = any(matter.parts.get(ref, set()) & BY_CODE for ref in mine)
    roles = roles_in(matter, dossier, functions=functions or (), refs=mine)
    advised = not complains and reads_advice(matter, dossier, roles, outside=outside)
    if functions is not None and readers.whole_to(functions, mine):
        return Sight(WHOLE, advised, mine, _NOTHING, frozenset(record.index for record in advice_in(matter)))
    theirs = {readers.persons[ref] for ref in mine if ref in readers.persons}
    if not theirs and not complains:
        return BLIND
    content = WHOLE if WHOLE in theirs and not complains else "own" if not theirs else "agreed" if theirs == {"agreed"} else "disclosed"
    some = before(matter, dossier, mine, content, advised=advised)
    return Sight(content, sees_advice=False, refs=mine, some=some, advice=frozenset(), outside=outside)
