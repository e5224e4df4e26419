"""What of a matter is before someone who does not read it whole: what he did, what was sent to him, what was put before him.

Values in, values out. An act puts something before someone where it is for him (`disclose`, `consult` and others name him or his part),
or where its letter goes to him. Before someone from outside whom the regulation gives the whole dossier lies all of that dossier but what
stays inside. Under secrecy he sees that he was asked, and the rest once he has accepted it (EXT-20).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wederhoor.core.act import DOCUMENTS, INTAKE_ACTS, Value
from wederhoor.core.log import FILED_FOR, WRITTEN_BY
from wederhoor.core.state import Dossier, Matter, Record

#: Acts that put something before someone.
PUTS: Final = frozenset({"disclose", "consult"})
#: What is advice inside the organisation: never for those by whom or about whom the complaint is.
ADVISES: Final = frozenset({"advise", "consult"})
#: What stays inside the organisation: remarks, its own weighing, other dossiers, how its terms and files are kept.
INSIDE: Final = ADVISES | {
    *("note", "assess", "find_cause", "recommend", "explain_lateness", "waive", "approve", "send_back", "hold", "release"),
    *("link", "unlink", "split", "recalculate", "accept_secrecy", "imported"),
}
#: Parts of those by whom or about whom a complaint is: they never read all of it.
SIDES: Final = frozenset({"complainant", "customer", "concerned"})
#: Data by which an act names whom it is for, and acts in which they name something else.
_FOR: Final = ("to", "of", "person", "mediator")
_NOT_FOR: Final = INTAKE_ACTS | {"link", "unlink", "split", "correct", "approve", "send_back", "sent", "bounced", "comment", "judge"}
#: The texts of an act that are for whom the act is for: what a letter tells, unless it is said here.
_TOLD: Final = frozenset({"reasons", "reason", "solution", "extra"})
_TEXTS: Final[Mapping[str, frozenset[str]]] = {
    "consult": frozenset({"question"}),
    "hear": frozenset({"account"}),
    "inform_concerned": frozenset({"account", "reasons"}),
}
_COMPLAINT: Final = INTAKE_ACTS - {"classify"}


@dataclass(frozen=True, slots=True)
class Before:
    """Acts, by their place in the log: those he sees; texts of these, some or all; documents and persons, by reference.

    `must_accept`: he was asked to keep secret what is put before him, and has not accepted that yet.
    """

    acts: frozenset[int]
    texts: frozenset[tuple[int, str]]
    all_texts: frozenset[int]
    documents: frozenset[str]
    persons: frozenset[str]
    must_accept: bool


def before(matter: Matter, dossier: Dossier, refs: Collection[str], content: str, *, advised: bool = False) -> Before:
    """What is before someone, by his references, in a dossier with those above and against it.

    `content`: as of a row of readers; of who reads it whole, as someone from outside does. `advised`: the regulation gives him advice.
    """
    return _Looking(matter, dossier, frozenset(refs), content, advised=advised).found()


def advice_in(matter: Matter) -> Iterator[Record]:
    """Every act of the matter that holds advice."""
    return (record for item in matter.dossiers.values() for act in ADVISES for record in item.by_act.get(act, ()))


def told(act: str, data: Mapping[str, Value], dossier: Dossier, complainant: str | None) -> Iterator[str]:
    """Whom an act informs, by reference; the complainant unless it says otherwise."""
    complainants = [complainant] if complainant else []
    concerned = holding(dossier, "concerned")
    if act == "inform_concerned":
        yield from [str(data["person"])] if data.get("person") else concerned
    elif act == "send_copies" and isinstance(data.get("to"), tuple):
        for code in listed(data["to"]):
            yield from {"complainant": complainants, "concerned": concerned}.get(str(code), [str(code)])
    elif data.get("party") == "concerned":
        yield from concerned
    else:
        yield from complainants


def holding(dossier: Dossier, part: str) -> list[str]:
    """Who has a part in a dossier, by reference; where nobody has it there, who has it in the dossier that it is against."""
    return next((held for item in dossier.line() if (held := item.holders.get(part))), [])


def listed(value: Value) -> tuple[Value, ...]:
    """A datum of an act as a list: what is one stands alone in it."""
    return value if isinstance(value, tuple) else () if value in (None, "") else (value,)


class _Looking:
    """Goes once through the acts of the dossiers that lie together, in the order of the log."""

    def __init__(self, matter: Matter, dossier: Dossier, refs: frozenset[str], content: str, *, advised: bool) -> None:
        self.matter, self.dossier, self.refs, self.content, self.advised = matter, dossier, refs, content, advised
        near = (*dossier.line(), *matter.against(dossier))
        self.records = sorted(((record, item) for item in near for record in item.records), key=lambda pair: pair[0].index)
        self.complainant = next(iter(holding(dossier, "complainant")), None)
        self.side = any(matter.parts.get(ref, set()) & SIDES for ref in refs)
        self.must_accept = self._secret()
        self.whole = not (content or self.must_accept)
        self.asked: set[str] = set()
        self.acts: set[int] = set()
        self.texts: set[tuple[int, str]] = set()
        self.all_texts: set[int] = set()
        self.documents: set[str] = set()
        self.persons: set[str] = set()

    def found(self) -> Before:
        """Everything that is before him."""
        if self.whole:
            self.persons.update(self._parties())
        for record, item in self.records:
            if record.person in self.refs or record.data.get(WRITTEN_BY) in self.refs:
                self.asked.update(_named(record.data) if record.act == "consult" else ())
                self._all_of(record)
                continue
            if self.whole and item is self.dossier and self._is_open(record):
                self._all_of(record)
            if self._is_for(record, item):
                self._for_him(record, item)
            elif record.act == "agree_communication" and self.content == "agreed":
                self.acts.add(record.index)
                self.texts.add((record.index, "concerned"))
        return Before(
            frozenset(self.acts),
            frozenset(self.texts),
            frozenset(self.all_texts),
            frozenset(self.documents),
            frozenset(self.persons),
            self.must_accept,
        )

    def _parties(self) -> Iterator[str]:
        """Who has a part in it and is no adviser; he too for whom another filed."""
        for near in self.dossier.line():
            yield from (ref for part, refs in near.holders.items() if part != "adviser" for ref in refs)
            yield from (str(one.data[FILED_FOR]) for one in near.records[:1] if one.data.get(FILED_FOR))

    def _is_open(self, record: Record) -> bool:
        """Whether someone from outside who reads the dossier sees this: nothing from inside, but what he asked or is given."""
        if record.act == "correct":
            return record.data.get("of") in self.acts
        return record.act not in INSIDE or (record.act in ADVISES and (self.advised or record.person in self.asked))

    def _all_of(self, record: Record) -> None:
        self.acts.add(record.index)
        self.all_texts.add(record.index)
        self.documents.update(_documents(record))

    def _for_him(self, record: Record, item: Dossier) -> None:
        """He sees that it was done; what it puts before him or tells him where he has accepted secrecy, or need not."""
        if record.act in PUTS and not self._counts(record):
            return
        self.acts.add(record.index)
        self.persons.update([record.person] if record.person else ())
        if self.must_accept and record.act in PUTS:
            return
        informs = self.matter.procedure.specs[record.act].letter == "always"
        self.texts.update((record.index, name) for name in _TEXTS.get(record.act, _TOLD if informs else ()))
        if not self.must_accept:
            self.documents.update(_documents(record))
        if record.act == "disclose":
            self._disclosed(record, item)

    def _disclosed(self, record: Record, item: Dossier) -> None:
        """The acts that it lists; where it lists neither acts nor documents, the complaint itself."""
        acts = {place for place in listed(record.data.get("of")) if isinstance(place, int)}
        if not acts and not record.data.get(DOCUMENTS):
            acts = {one.index for near in item.line() for one in near.records if one.act in _COMPLAINT}
        if self.side:
            acts -= {one.index for one in advice_in(self.matter)}
        self.acts |= acts
        self.all_texts |= acts

    def _counts(self, record: Record) -> bool:
        """What is put before someone who reads what it was agreed to tell him counts from that agreement on (CON-17)."""
        agreed = (one.index for one, _ in self.records if one.act == "agree_communication")
        return self.content != "agreed" or record.index > next(agreed, record.index)

    # For whom ------------------------------------------------------------------------------------------------------------------

    def _is_for(self, record: Record, item: Dossier) -> bool:
        spec = self.matter.procedure.specs[record.act]
        if spec.letter == "always" or record.letter:
            return bool(self.refs & set(told(record.act, record.data, item, self.complainant)))
        if record.act in _NOT_FOR:
            return False
        parts = [role for role in self.matter.procedure.roles if role.part and self.refs & set(holding(item, role.part))]
        called = self.refs | {name for role in parts for name in (role.id, role.part)}
        return bool(called & {*_named(record.data), str(record.data.get("party"))})

    # Secrecy -------------------------------------------------------------------------------------------------------------------

    def _secret(self) -> bool:
        """Whether he has yet to accept secrecy: since he was last consulted under it, else since the first that was so put before him."""
        put = [(record, item) for record, item in self.records if record.act in PUTS and _under_secrecy(record, item)]
        asked = [record for record, item in put if self._is_for(record, item)]
        if not asked:
            return False
        consulted = [record for record in asked if record.act == "consult"]
        since = (consulted[-1] if consulted else asked[0]).index
        return not any(one.index > since and self._accepts(one) for one, _ in self.records if one.act == "accept_secrecy")

    def _accepts(self, record: Record) -> bool:
        """He accepted it; or staff laid down the declaration that he signed, and nobody else was consulted."""
        if record.person in self.refs:
            return True
        by_staff = any(role.id == record.by and not role.part for role in self.matter.procedure.roles)
        consulted = {name for one, _ in self.records if one.act == "consult" and one.index < record.index for name in _named(one.data)}
        return by_staff and len(consulted) == 1 and bool(consulted & self.refs)


def _under_secrecy(record: Record, dossier: Dossier) -> bool:
    """The act says so, or the regulation lets it be taken no other way."""
    rule = dossier.plan.rules.get(record.act)
    return record.data.get("secrecy") is True or (rule is not None and rule.values.get("secrecy") == (True,))


def _named(data: Mapping[str, Value]) -> Iterator[str]:
    for name in _FOR:
        yield from (item for item in listed(data.get(name)) if isinstance(item, str))
    for row in listed(data.get("members")):
        yield str(row.get("person")) if isinstance(row, Mapping) else str(row)


def _documents(record: Record) -> Iterator[str]:
    """What went into the archive is before nobody: its account holds the whole dossier."""
    return (str(ref) for ref in listed(record.data.get(DOCUMENTS) if record.act != "archive" else None))
