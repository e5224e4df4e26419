"""What an act carries, in words: its codes, dates and flags, the persons it names, and who took it by function."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wederhoor.core.act import Value
from wederhoor.core.log import FILED_FOR, READER_LACKS, SECOND_READER, STANDS_IN_FOR, SYSTEM, WRITTEN_BY
from wederhoor.core.norm import ActRule
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Matter, Record
from wederhoor.web import words
from wederhoor.web.words import spoken

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter, Message
    from wederhoor.dossiers.models import Document, Party

#: Data that a page tells in another way, or that say nothing to whoever reads it.
_HIDDEN: Final = frozenset(
    {
        "channel",
        "states",
        FILED_FOR,
        WRITTEN_BY,
        STANDS_IN_FOR,
        SECOND_READER,
        READER_LACKS,
        "was_procedure",
        "was_calendar",
        "documents",
        "findings",
    }
)
#: Acts that name another dossier.
_OF_DOSSIERS: Final = frozenset({"link", "unlink", "split"})
#: The outcome of these is no judgement.
_OF_TALKS: Final = frozenset({"talk", "mediate"})
_OF_PRODUCTS: Final = frozenset({"product", "products", "subject.product"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What the sections of a page are made from, besides the replay: texts by entry, persons by reference, letters by entry, messages.

    `products`: names of products by code; `now`: when it is looked at; `documents`: the files of the dossier.
    """

    texts: Mapping[int, Mapping[str, str]]
    parties: Mapping[str, "Party"]
    letters: Mapping[int, "Letter"]
    messages: Iterable["Message"] = ()
    products: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None
    documents: Iterable["Document"] = ()


def done_label(rule: ActRule | None, act: str) -> str:
    """What a timeline says of an act: the procedure's own name, else the word of the vocabulary."""
    return spoken(rule.name) if rule and rule.name else words.word("act_done", act)


def function_of(procedure: Procedure, role: str) -> str:
    """Who took an act, by function."""
    named = next((spoken(item.name).lower() for item in procedure.roles if item.id == role), "")
    return named or (words.word("party", SYSTEM) if role == SYSTEM else role)


def facts_of(matter: Matter, act: str, data: Mapping[str, Value], sources: Sources) -> Iterator[tuple[str, str]]:
    """The codes, dates and flags that an act carries: what each is called, and what it says."""
    for name, value in data.items():
        if name == READER_LACKS:
            yield _("Tweede lezer"), _("niemand: alleen de schrijver kon nalezen")
        if name in _HIDDEN or name.startswith("complainant.") or value in (None, "", ()) or _is_entry(name, value):
            continue
        if name == "to" and act in _OF_DOSSIERS:
            continue  # not everyone who reads this dossier may know of the other
        said = value_said(matter, name, value, sources)
        if said:
            yield label_of(matter, act, name), said


def _is_entry(name: str, value: Value) -> bool:
    """Whether it says of which entries of the log an act is: a number that tells a reader nothing."""
    return name == "of" and isinstance(value[0] if isinstance(value, tuple) else value, int)


def label_of(matter: Matter, act: str, name: str) -> str:
    """What a datum of an act is called: by its regulation where it declares it, else by the vocabulary."""
    own = next((field.label for field in matter.procedure.fields if field.id == name and act in field.acts), None)
    if own is None and name == "outcome" and act in _OF_TALKS:
        return _("Uitkomst")
    return spoken(own) if own else words.word("field", name)


def _text_label(matter: Matter, record: Record, name: str, sources: Sources) -> str:
    """What a text of an act is called; what is said of a member of a body, with who that is."""
    whole, _dot, rest = name.partition(".")
    place, _dot, own = rest.partition(".")
    if not (own and place.isdecimal()):
        return label_of(matter, record.act, whole if rest.isdecimal() else name)
    rows = record.data.get(whole)
    row = dict(enumerate(rows)).get(int(place)) if isinstance(rows, tuple | list) else None
    who = (
        _member(matter, {"person": row.get("person")}, sources) if isinstance(row, Mapping) and row.get("person") in sources.parties else ""
    )
    label = words.word("field", f"{whole}.{own}")
    return f"{label}, {who}" if who else label


def labelled(matter: Matter, record: Record, texts: Iterable[tuple[str, str]], sources: Sources) -> tuple[tuple[str, str], ...]:
    """The texts of an act by what each is called; of several of one kind only the first says it."""
    found: list[tuple[str, str]] = []
    told: set[str] = set()
    for name, text in texts:
        label = _text_label(matter, record, name, sources)
        found.append(("" if label in told else label, text))
        told.add(label)
    return tuple(found)


def by_whom(matter: Matter, record: Record, sources: Sources) -> str:
    """Who took an act, by function, for whom where he stood in, and who wrote it down where that was another."""
    by = function_of(matter.procedure, record.by)
    bearer = sources.parties.get(record.person or "")
    if bearer and record.data.get(STANDS_IN_FOR):
        by = words.filled(_("{by}, waargenomen door {name}"), by=by, name=bearer.name)
    writer = sources.parties.get(str(record.data.get(WRITTEN_BY)))
    return words.filled(_("{by}, vastgelegd door {writer}"), by=by, writer=writer.name) if writer else by


def value_said(matter: Matter, name: str, value: Value, sources: Sources) -> str:
    """A value of the log in words; nothing for a text, of which the log holds only that it is there."""
    if isinstance(value, bool):
        return words.word("flag", str(value).lower()) if name in _flags(matter.procedure) else ""
    if isinstance(value, tuple | list):
        return words.join_words([said for item in value if (said := value_said(matter, name, item, sources))])
    if isinstance(value, Mapping):
        return _member(matter, value, sources)
    text = str(value)
    if text in sources.parties:
        return person_said(sources.parties[text], matter.procedure)
    if name == "field" or name in _OF_PRODUCTS:
        return words.word("field", text) if name == "field" else sources.products.get(text, text)
    role = next((spoken(item.name).lower() for item in matter.procedure.roles if item.id == text), "")
    return role or _day_said(text) or words.value_word(name, text)


def person_said(party: "Party", procedure: Procedure | None = None) -> str:
    """A person by name, with what he came in as: his part, or for who works here the function that his regulation names."""
    name = party.name or party.organisation_name or party.ref
    part = words.word("party", party.part) if words.has_word("party", party.part) else ""
    if not part and party.part and procedure is not None:
        part = function_of(procedure, party.part)
    return words.filled("{name} ({part})", name=name, part=part) if part else name


@lru_cache(maxsize=256)
def _flags(procedure: Procedure) -> frozenset[str]:
    """The names of fields that hold yes or no; of a text the log holds "true" too, meaning that it is there."""
    return frozenset(name for spec in procedure.specs.values() for name, field in spec.fields.items() if field.kind == "flag")


def _member(matter: Matter, row: Mapping[str, Value], sources: Sources) -> str:
    person = value_said(matter, "person", row.get("person"), sources) if row.get("person") else ""
    capacity = str(row.get("capacity") or "")
    return words.together((person, *((_capacities(matter.procedure).get(capacity, capacity),) if capacity else ())), between=", ")


def _capacities(procedure: Procedure) -> Mapping[str, str]:
    """What the regulation calls each kind of member of a body."""
    bodies = (rule.persons.capacities for rule in procedure.acts if rule.persons)
    return {capacity.id: spoken(capacity.name) for body in bodies for capacity in body}


def _day_said(text: str) -> str:
    try:
        day = datetime.fromisoformat(text).date() if len(text) == len("2026-01-01") and text[4:5] == "-" else None
    except ValueError:
        return ""
    return words.day_in_words(day, year=True) if day else ""
