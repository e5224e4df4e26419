"""What was said in a dossier, for its account: with acts, in letters as they went out, and in messages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.load import Opened, files_of
from wederhoor.actions.said import Sources, by_whom, done_label, facts_of, labelled
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.facts import matter_language
from wederhoor.core.state import Record
from wederhoor.dossiers.before import ADVISES, listed
from wederhoor.web import words
from wederhoor.web.account import Item, Part

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter, Message

#: Acts by which both sides come to word.
_HEARING: Final = frozenset({"invite", "hear", "waive_hearing", "comment", "disclose", "talk", "mediate", "visit", "inform_concerned"})
#: Groups of the vocabulary that have a part of their own; the rest stands together.
_GROUPS: Final[Mapping[str, str]] = {"intake": "intake", "informal": "intake", "inquiry": "inquiry", "decision": "decision"}


@dataclass(frozen=True, slots=True)
class Telling:
    """A dossier to be told. `numbers`: those of its files, by reference."""

    opened: Opened
    sources: Sources
    numbers: Mapping[str, int]

    def who(self, record: Record) -> str:
        """Who took an act: by function, and by name."""
        party = self.opened.parties.get(record.person or "")
        by = by_whom(self.opened.matter, record, self.sources)
        name = (party.name or party.organisation_name) if party else ""
        return f"{name} ({by})" if name and name not in by else by

    def files(self, refs: Sequence[str]) -> str:
        """Which files go with it, by number."""
        found = [str(self.numbers[ref]) for ref in refs if ref in self.numbers]
        return _("Bijlage {numbers}").format(numbers=", ".join(found)) if found else ""


def moment(at: datetime) -> str:
    """A moment as it stands in an account."""
    return words.moment_in_words(localtime(at), year=True, weekday=False)


def acts_of(telling: Telling) -> Iterator[Part]:
    """What was said with acts, by what they are for; an act that says nothing stands in the list of what happened."""
    found: dict[str, list[Item]] = defaultdict(list)
    for record in telling.opened.dossier.records:
        item = _act(telling, record)
        if item.texts:
            found[_part_of(telling, record)].append(item)
    titles = {
        "intake": _("De klacht"),
        "hearing": _("Horen"),
        "advice": _("Advies"),
        "inquiry": _("Onderzoek"),
        "decision": _("Oordeel en oplossing"),
        "rest": _("Wat er verder is vastgelegd"),
    }
    for code, title in titles.items():
        yield Part(title, items=found[code])


def letters_of(telling: Telling) -> Part:
    """Letters as they went out, in the order in which they did."""
    sent = [letter for letter in telling.opened.letters if letter.state == "sent"]
    sent.sort(key=lambda letter: (letter.sent_at or letter.created_at, letter.pk))
    return Part(_("Brieven zoals ze zijn verstuurd"), items=[_letter(telling, letter) for letter in sent])


def messages_of(telling: Telling) -> Part:
    """What came in and what was told beside letters, each with its files."""
    return Part(_("Berichten"), items=[_message(telling, message) for message in telling.opened.messages])


def _part_of(telling: Telling, record: Record) -> str:
    if record.act in ADVISES:
        return "advice"
    if record.act in _HEARING:
        return "hearing"
    if record.act == "object":
        return "intake"
    return _GROUPS.get(telling.opened.matter.procedure.specs[record.act].group, "rest")


def _act(telling: Telling, record: Record) -> Item:
    opened = telling.opened
    facts = [f"{name}: {value}" for name, value in facts_of(opened.matter, record.act, record.data, telling.sources)]
    files = telling.files([str(ref) for ref in listed(record.data.get(DOCUMENTS))])
    said = labelled(opened.matter, record, opened.texts.get(record.index, {}).items(), telling.sources)
    texts = [("", "\n".join([*facts, *([files] if files else [])])), *said]
    title = done_label(opened.dossier.plan.rules.get(record.act), record.act)
    kept = [(name, text) for name, text in texts if text.strip()]
    return Item(title, f"{moment(record.at)}, {telling.who(record)}", kept, matter_language(opened.matter))


def _letter(telling: Telling, letter: "Letter") -> Item:
    way = words.value_word("channel", letter.channel)
    to = ", ".join(part for part in (letter.name, letter.address.replace("\n", ", ")) if part)
    entry = telling.opened.entries[letter.seq] if letter.seq is not None else None
    files = telling.files([str(ref) for ref in listed(entry.data.get(DOCUMENTS))]) if entry else ""
    when = ". ".join(part for part in (f"{moment(letter.sent_at or letter.created_at)}, {way}, {_('aan')} {to}", files) if part)
    return Item(letter.subject, when, [("", letter.body)], matter_language(telling.opened.matter))


def _message(telling: Telling, message: "Message") -> Item:
    way = words.value_word("channel", message.channel)
    whom = {"out": _("met"), "internal": _("intern, van")}.get(message.direction, _("van"))
    rows = files_of(message)
    refs = {one.pk: one.ref for one in telling.opened.documents}
    files = telling.files([refs[one.document_id] for one in rows if one.document_id in refs])
    held = [one.name for one in rows if one.document_id not in refs]
    left = _("Niet bij het dossier: {names}").format(names=", ".join(held)) if held else ""
    when = ". ".join(part for part in (f"{moment(message.received_at)}, {way}, {whom} {message.sender}", files, left) if part)
    return Item(message.subject or way, when, [("", message.body)], matter_language(telling.opened.matter))
