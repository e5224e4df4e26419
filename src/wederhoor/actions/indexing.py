"""By which words a dossier is found: its number, who has a part in it, what it is about, and every text, letter, message and file name.

Written in the transaction that brings the words. Advice is kept apart in the index: a regulation may let only some roles read it, and
whoever complains never does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from wederhoor.actions.loading import Shelf
from wederhoor.actions.public import names_of
from wederhoor.actions.step import Step
from wederhoor.core.log import FILED_FOR, Entry
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.before import ADVISES
from wederhoor.dossiers.models import Document, Party, Text
from wederhoor.dossiers.search import remember
from wederhoor.dossiers.words import words_of

_OF_A_PARTY: Final = ("name", "organisation_name", "email", "phone", "city")
_PRODUCTS: Final = ("subject.product", "product", "products")


@dataclass(slots=True)
class _Said:
    """What is said in one dossier, the restricted part of it apart."""

    open: list[str] = field(default_factory=list)
    restricted: list[str] = field(default_factory=list)

    def of(self, entry: Entry) -> list[str]:
        """Where what an act says belongs."""
        return self.restricted if entry.act in ADVISES else self.open

    def words(self) -> set[str]:
        return words_of(self.open) | words_of(self.restricted, restricted=True)


def called(shelf: Shelf, entry: Entry, *, among: Mapping[str, str] | None = None) -> Collection[str]:
    """What the products are called that an act names: asked before anything is written, so that what is written goes in one round.

    `among`: the names of all products by code, where these were read already.
    """
    codes = _codes(entry)
    return names_of(shelf.row.organisation, codes).values() if among is None else [among[code] for code in codes if code in among]


def index_step(shelf: Shelf, step: Step, *, products: Iterable[str], files: Iterable[str] = ()) -> None:
    """The words that an act brings; `products`: what its products are called; `files`: the names of its documents.

    Destroying brings none: it has just taken them all away.
    """
    entry = step.entry
    if entry.act == "destroy":
        return
    row = shelf.dossiers[entry.dossier]
    said = _Said()
    letters = (text for sheet in step.letters for text in (sheet.subject, sheet.body))
    said.of(entry).extend([*step.texts.values(), *files, *letters])
    said.open += [*_of_entry(shelf, entry), *products]
    new = entry.dossier not in step.before
    if new:
        said.open += [row.number, *_of_complainant(shelf)]
    remember(row.pk, row.organisation_id, said.words(), new=new)
    changed = [party for ref, party in step.people.written.items() if ref not in step.people.fresh]
    if changed:
        words = words_of(text for party in changed for text in _of_party(party))
        for other in shelf.dossiers.values():
            remember(other.pk, other.organisation_id, words)


def index_message(message: Message, *, names: Iterable[str] | None = None) -> None:
    """The words of a message that a dossier has now, and the names of what came with it where those are not given."""
    if message.dossier is not None:
        names = Attachment.objects.filter(message=message).values_list("name", flat=True) if names is None else names
        said = words_of([message.sender, message.subject, message.body, *names])
        remember(message.dossier.pk, message.dossier.organisation_id, said)


# All of a matter anew ------------------------------------------------------------------------------------------------------


def words_by_dossier(shelf: Shelf) -> Mapping[str, set[str]]:
    """Every word by which the dossiers of a matter are to be found, by their names: six queries."""
    said = {name: _Said() for name in shelf.dossiers}
    alive = {name for name, row in shelf.dossiers.items() if row.stage != "destroyed"}
    for name, row in shelf.dossiers.items():
        said[name].open += [row.number, *_of_complainant(shelf)]
    for entry in shelf.entries:
        said[entry.dossier].open += [*_of_entry(shelf, entry), *called(shelf, entry)]
    for seq, text in _texts(shelf):
        said[shelf.entries[seq].dossier].of(shelf.entries[seq]).append(text)
    for name, text in _carried(shelf):
        said[name].open.append(text)
    return {name: found.words() for name, found in said.items() if name in alive}


def _texts(shelf: Shelf) -> Iterator[tuple[int, str]]:
    yield from Text.objects.filter(matter=shelf.row).values_list("seq", "body")
    yield from ((seq, name) for seq, name in Document.objects.filter(matter=shelf.row).values_list("seq", "name") if seq is not None)
    letters = Letter.objects.filter(matter=shelf.row, dossier__isnull=False)
    for seq, subject, body in letters.values_list("seq", "subject", "body"):
        if seq is not None:
            yield from ((seq, subject), (seq, body))


def _carried(shelf: Shelf) -> Iterator[tuple[str, str]]:
    names = {row.pk: name for name, row in shelf.dossiers.items()}
    letters = Letter.objects.filter(matter=shelf.row, dossier__isnull=False, seq__isnull=True)
    for dossier, subject, body in letters.values_list("dossier", "subject", "body"):
        yield from ((names[dossier], text) for text in (subject, body))
    for dossier, *texts in Message.objects.filter(dossier__in=names).values_list("dossier", "sender", "subject", "body"):
        yield from ((names[dossier], text) for text in texts)
    for dossier, file in Attachment.objects.filter(message__dossier__in=names).values_list("message__dossier", "name"):
        yield names[dossier], file


def _of_entry(shelf: Shelf, entry: Entry) -> Iterator[str]:
    """Who is named by an act, and which products, by code."""
    for ref in sorted(_named([entry.person, *entry.data.values()])):
        if ref in shelf.parties:
            yield from _of_party(shelf.parties[ref])
    yield from _codes(entry)


def _of_complainant(shelf: Shelf) -> Iterator[str]:
    ref = shelf.entries[0].data.get(FILED_FOR) if shelf.entries else None
    party = shelf.parties.get(str(ref))
    return _of_party(party) if party else iter(())


def _of_party(party: Party) -> Iterator[str]:
    return (text for name in _OF_A_PARTY if (text := str(getattr(party, name))))


def _codes(entry: Entry) -> Collection[str]:
    found: dict[str, None] = {}
    for name in _PRODUCTS:
        value = entry.data.get(name)
        found.update(dict.fromkeys(str(code) for code in (value if isinstance(value, tuple) else (value,)) if code))
    return list(found)


def _named(values: Iterable[object]) -> set[str]:
    found: set[str] = set()
    for value in values:
        if isinstance(value, str) and value.startswith("p-"):
            found.add(value)
        elif isinstance(value, tuple):
            found |= _named(value)
        elif isinstance(value, Mapping):
            found |= _named(value.values())
    return found
