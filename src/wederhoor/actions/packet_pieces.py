"""The pieces of which a dossier consists, each as one can give it: what was told with an act, letters, messages, files, acts and terms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.load import Opened
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.dossier import label
from wederhoor.core.explain import explain_duty
from wederhoor.core.facts import matter_language
from wederhoor.core.state import Record
from wederhoor.dossiers.before import holding, listed
from wederhoor.web import words
from wederhoor.web.words import spoken, told

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Message
    from wederhoor.dossiers.models import Document

#: The acts one by one, and the account of every term.
TIMELINE, TERMS = "timeline", "terms"
#: How each kind of piece is called where its own name says too much.
_KINDS: Final = ("act", "letter", "message", "document")
#: What people wrote: the rest is said by the program.
WRITTEN: Final = frozenset({"act", "letter", "message"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece. `key` stands for it within its dossier; `text` is empty for a file. `record`: the act that it is of.

    `party`: who brought it, or to whom it went; `withdrawn`: a correction says that it does not belong in this dossier.
    `names`: by what someone is known in it who is no party of the matter. `title` knows the language of its words (`core.spoken`).
    """

    key: str
    kind: str
    title: str
    at: datetime | None
    text: str = ""
    record: Record | None = None
    party: str = ""
    document: "Document | None" = None
    withdrawn: bool = False
    names: tuple[str, ...] = ()

    @property
    def plain_title(self) -> str:
        """What it is, without any of its words: for who does not get it."""
        said = {"act": _("Handeling"), "letter": _("Brief"), "message": _("Bericht"), "document": _("Document")}
        return said.get(self.kind, self.title)


def pieces_of(opened: Opened, *, sees: Callable[[Record], bool]) -> list[Piece]:
    """Every piece of a dossier, in the order of time, behind the list of acts and the account of terms. `sees`: acts to be listed."""
    found = [*_acts(opened), *_letters(opened), *_messages(opened), *_documents(opened)]
    found.sort(key=lambda piece: (piece.at.timestamp() if piece.at else 0, _KINDS.index(piece.kind)))
    return [_timeline(opened, sees), *_terms(opened), *found]


def act_name(opened: Opened, act: str) -> str:
    """What an act is called once it was done."""
    rule = opened.dossier.plan.rules.get(act)
    return spoken(rule.name) if rule and rule.name else words.word("act_done", act)


def role_name(opened: Opened, role: str) -> str:
    """What a function is called."""
    named = next((spoken(item.name).lower() for item in opened.matter.procedure.roles if item.id == role), "")
    return named or (words.word("party", role) if words.has_word("party", role) else role)


def _acts(opened: Opened) -> Iterator[Piece]:
    for record in opened.dossier.records:
        said = opened.texts.get(record.index, {})
        body = "\n\n".join(f"{_field(opened, record.act, name)}\n{text}" for name, text in said.items() if text.strip())
        if body:
            facts = _("Door {role}").format(role=role_name(opened, record.by))
            yield Piece(
                f"act-{record.index}", "act", act_name(opened, record.act), record.at, f"{facts}\n\n{body}", record, record.person or ""
            )


def _field(opened: Opened, act: str, name: str) -> str:
    plain = name.rstrip("0123456789").rstrip(".")
    own = next((field.label for field in opened.matter.procedure.fields if field.id == plain and act in field.acts), None)
    return spoken(own) if own else words.word("field", plain)


def _letters(opened: Opened) -> Iterator[Piece]:
    records, spoken_in = {record.index: record for record in opened.dossier.records}, matter_language(opened.matter)
    for letter in opened.letters:
        if letter.state != "sent":
            continue
        to = " ".join(part for part in (letter.name, letter.address.replace("\n", ", ")) if part)
        text = f"{_('Aan')}: {to}\n{_('Onderwerp')}: {letter.subject}\n\n{letter.body}"
        title = words.filled(_("Brief: {subject}"), subject=words.quoted(letter.subject, letter.language or spoken_in))
        at = letter.sent_at or letter.created_at
        yield Piece(f"letter-{letter.pk}", "letter", title, at, text, records.get(-1 if letter.seq is None else letter.seq), letter.party)


def _messages(opened: Opened) -> Iterator[Piece]:
    """What came in, and contact that someone wrote down; what is marked as internal stays inside, as a note does."""
    spoken_in = matter_language(opened.matter)
    for message in opened.messages:
        if message.direction == "internal":
            continue
        by_hand = message.direction == "out"
        whom = _("Met") if by_hand else _("Van")
        head = [f"{whom}: {message.sender}", *([] if by_hand else [f"{_('Onderwerp')}: {message.subject}"])]
        way = words.value_word("channel", message.channel)
        about = words.quoted(message.subject, spoken_in) or way
        title = _("Contact: {way}").format(way=way) if by_hand else words.filled(_("Bericht: {subject}"), subject=about)
        by = _known(opened, message)
        names = () if by else tuple(part for part in (message.sender, *parseaddr(message.sender)) if part)
        text = "\n".join(head) + f"\n\n{message.body}"
        yield Piece(f"message-{message.pk}", "message", title, message.received_at, text, party=by, names=names)


def _known(opened: Opened, message: "Message") -> str:
    """Whose it is: of whoever complains what was written on his page, else of who is known by that address or name."""
    if message.channel == "portal":
        return next(iter(holding(opened.matter.first or opened.dossier, "complainant")), "")
    said = {part.casefold() for part in (message.sender, *parseaddr(message.sender)) if part}
    return next((ref for ref, party in opened.parties.items() if said & {party.email.casefold(), party.name.casefold()}), "")


def _documents(opened: Opened) -> Iterator[Piece]:
    """Files as they came; packets that were made, and copies with parts blacked out, are none of these."""
    records = {record.index: record for record in opened.dossier.records}
    corrections = (one for one in opened.dossier.by_act.get("correct", ()) if one.data.get("field") == DOCUMENTS)
    wrong = {str(ref) for one in corrections for ref in listed(one.data.get(DOCUMENTS))}
    for document in opened.documents:
        if document.packet_id is None and document.copy_of_id is None:
            record = records.get(document.seq) if document.seq is not None else None
            yield Piece(
                f"document-{document.ref}",
                "document",
                document.name,
                document.added_at,
                record=record,
                party=document.by,
                document=document,
                withdrawn=document.ref in wrong,
            )


def _timeline(opened: Opened, sees: Callable[[Record], bool]) -> Piece:
    rules = opened.dossier.plan.rules
    lines = []
    for record in opened.dossier.records:
        if sees(record):
            rule = rules.get(record.act)
            article = f" ({_articles(opened, rule.clause)})" if rule and rule.clause else ""
            lines.append(f"{_moment(record.at)}: {act_name(opened, record.act)}, {role_name(opened, record.by)}{article}")
    return Piece(TIMELINE, "timeline", _("Wat er gebeurde"), None, "\n".join(lines))


def _terms(opened: Opened) -> Iterator[Piece]:
    said = []
    for view in opened.duties:
        reckoned = explain_duty(view.occurrence, opened.matter)
        status = words.word("duty_status", view.status)
        head = f"{told(label(view.occurrence))} ({_articles(opened, view.occurrence.duty.clause)}): {status}"
        why = [f"{words.day_in_words(one.day, year=True)}: {told(one.text)}" for one in (reckoned.lines if reckoned else ()) if one.day]
        said.append("\n".join([head, *why]))
    if said:
        yield Piece(TERMS, "terms", _("De termijnen, en hoe ze zijn gerekend"), None, "\n\n".join(said))


def _articles(opened: Opened, clauses: tuple[str, ...]) -> str:
    numbers = {clause.id: clause.number or clause.id for clause in opened.matter.procedure.clauses}
    return words.join_words(list(dict.fromkeys(f"art. {numbers.get(one, one)}" for one in clauses)))


def _moment(at: datetime) -> str:
    return words.moment_in_words(localtime(at), year=True)
