"""The timeline of a dossier: acts and messages in one, each with who took it by function, and how its letter fares."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.load import files_of
from wederhoor.actions.posting import POSTED, RETURNED, TOO_OLD
from wederhoor.actions.repeating import AGAIN, ARRIVED, BY_POST, DROPPED, LOST
from wederhoor.actions.said import Sources, by_whom, done_label, facts_of, label_of, labelled
from wederhoor.core.dossier import DutyView
from wederhoor.core.facts import matter_language
from wederhoor.core.log import BEGINNINGS
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.shown.articles import first_article
from wederhoor.web import words
from wederhoor.web.days import moment_said

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter, Message

#: What these acts say stays inside the organisation: it is never shown to the complainant.
INTERNAL: Final = frozenset(
    {"note", "consult", "advise", "assess", "explain_lateness", "approve", "send_back", "hold", "release", "correct", "waive", "find_cause"}
    | {"recommend", "excuse_lateness", "link", "unlink", "split", "recalculate"}
)
#: Acts by which someone spoke or wrote to us, or we with him, whether or not a channel was noted.
_CONTACTS: Final = frozenset(
    {"file", "confirm_in_writing", "complete", "formalise", "talk", "mediate", "hear", "waive_hearing", "visit", "accept", "decline"}
    | {"follow_up", "object", "withdraw", "comment", "request_inspection", "consent_extension"}
)
_FAILED: Final = gettext_noop("De brief is niet verstuurd.")
_STATES: Final[Mapping[str, str]] = {
    "waiting": gettext_noop("De brief wacht op verzending."),
    "claimed": gettext_noop("De brief wordt nu verstuurd."),
    "failed": _FAILED,
    "withdrawn": gettext_noop("De brief is niet verstuurd en ingetrokken."),
    "to_approve": gettext_noop("De brief wacht op een tweede lezer."),
}
#: Contact that someone wrote down by hand.
_BY_HAND: Final[Mapping[str, str]] = {
    "phone": gettext_noop("Telefoongesprek"),
    "talk": gettext_noop("Gesprek"),
    "visit": gettext_noop("Bezoek"),
    "": gettext_noop("Bericht"),
}
#: What people did with a letter that was posted or that failed, as `actions.posting` and `actions.repeating` record it.
_OF_LETTERS: Final[Mapping[str, str]] = {
    POSTED: gettext_noop("De brief is op de post gedaan."),
    RETURNED: gettext_noop("De post bracht de brief terug."),
    TOO_OLD: gettext_noop("De brief ging terug naar de schrijver: hij was voor een andere dag gemaakt."),
    AGAIN: gettext_noop("De brief is opnieuw verstuurd."),
    BY_POST: gettext_noop("De brief gaat nu per post."),
    ARRIVED: gettext_noop("De brief bleek te zijn aangekomen."),
    LOST: gettext_noop("De brief bleek niet te zijn aangekomen."),
    DROPPED: gettext_noop("De brief gaat niet meer weg."),
}
#: Texts that have a section of their own.
_ELSEWHERE: Final = ("complainant.", "findings.")
#: Beyond this many characters a quote is folded, after about this many.
_LONGEST_QUOTE: Final = 600
_SHOWN_OF_IT: Final = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened, as the timeline shows it. `contact`: it passed between us and someone else.

    `parts`: the texts of the quote, each by what it is called, where several stand together. `mended`: what later corrections say of it.
    `files`: the documents that came with it, by name and reference.
    """

    title: str
    at: datetime
    by: str = ""
    channel: str = ""
    article: str = ""
    detail: str = ""
    facts: str = ""
    quote: str = ""
    internal: str = ""
    tone: str = "done"
    letter: bool = False
    letter_state: str = ""
    letter_id: int | None = None
    message_id: int | None = None
    seq: int = -1
    contact: bool = False
    parts: tuple[tuple[str, str], ...] = ()
    mended: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    @property
    def lead(self) -> str:
        """The beginning of a long quote, which is shown before it is unfolded; nothing for a short one."""
        said = self.quote or self.internal
        shown = said[:_SHOWN_OF_IT].rsplit(" ", 1)[0].rstrip(" .,;:")
        return said[: len(shown)] + "…" if len(said) > _LONGEST_QUOTE else ""


@dataclass(frozen=True, slots=True)
class Sort:
    """A choice above the timeline: its code in the address, what it is called, and how many things it holds."""

    code: str
    label: str
    count: int
    current: bool


def timeline(matter: Matter, dossier: Dossier, duties: Iterable[DutyView], sources: Sources) -> list[Item]:
    """Everything that happened in this dossier, the newest first."""
    met = {view.occurrence.met_by: view for view in duties if view.occurrence.met_by is not None}
    mended = _mended(matter, dossier, sources)
    files = defaultdict(list)
    for file in sources.documents:
        files[file.seq].append((file.name, file.ref))
    items = [
        replace(
            _item(matter, dossier, record, met.get(record.index), sources),
            mended=tuple(mended[record.index]),
            files=tuple(files[record.index]),
        )
        for record in dossier.records
    ]
    refs = {file.pk: file.ref for file in sources.documents}
    items += [_message(message, refs, matter_language(matter)) for message in sources.messages]
    return sorted(items, key=lambda item: (item.at, item.seq), reverse=True)


def sorted_by(items: list[Item], chosen: str) -> tuple[list[Item], tuple[Sort, ...]]:
    """What is left of a timeline after this choice, and the choices: all, what passed with others, what stayed inside."""
    parts = {"": items, "contact": [item for item in items if item.contact], "intern": [item for item in items if not item.contact]}
    names = {"": _("Alles"), "contact": _("Contact"), "intern": _("Intern")}
    chosen = chosen if chosen in parts else ""
    return parts[chosen], tuple(Sort(code, names[code], len(found), code == chosen) for code, found in parts.items())


def _mended(matter: Matter, dossier: Dossier, sources: Sources) -> dict[int, list[str]]:
    """What corrections say of the acts that they mend, by the place of those in the log."""
    found: dict[int, list[str]] = defaultdict(list)
    for record in dossier.by_act.get("correct", ()):
        of, texts = record.data.get("of"), sources.texts.get(record.index, {})
        field = str(record.data.get("field") or "")
        if isinstance(of, int) and field not in {POSTED, RETURNED, TOO_OLD}:
            act = next((one.act for one in dossier.records if one.index == of), "")
            said = label_of(matter, act, field) + ": " + texts.get("value", "") if field else texts.get("value") or texts.get("reason", "")
            found[of].append(_(_OF_LETTERS[field]) if field in _OF_LETTERS else said)
    return found


def _item(matter: Matter, dossier: Dossier, record: Record, met: DutyView | None, sources: Sources) -> Item:
    rule = rule_for(dossier, record.act)
    texts = [(name, text) for name, text in sources.texts.get(record.index, {}).items() if not name.startswith(_ELSEWHERE)]
    said = words.together((text for _name, text in texts), between="\n")
    inside = record.act in INTERNAL
    channel = record.data.get("channel")
    letter = sources.letters.get(record.index)
    facts = () if record.act in BEGINNINGS else facts_of(matter, record.act, record.data, sources)
    item = Item(
        title=done_label(rule, record.act),
        at=record.at,
        by=by_whom(matter, record, sources),
        channel=words.value_word("channel", str(channel)) if channel else "",
        article=first_article(matter.procedure, rule.clause) if rule else "",
        facts=words.together((name + ": " + fact for name, fact in facts), between=" · "),
        quote="" if inside else said,
        internal=said if inside else "",
        parts=labelled(matter, record, texts, sources) if len(texts) > 1 else (),
        tone=_tone(met),
        detail=_detail(matter, met),
        letter=record.letter,
        seq=record.index,
        contact=record.act in _CONTACTS or (bool(channel) and not inside),
    )
    of_letter = _OF_LETTERS.get(str(record.data.get("field") or "")) if record.act == "correct" else None
    if of_letter:
        return replace(item, title=_(of_letter).rstrip("."), facts="")
    return _with_letter(item, record, letter, sources.now) if record.letter else item


def _with_letter(item: Item, record: Record, letter: "Letter | None", now: datetime | None) -> Item:
    if record.sent_back:
        return replace(item, letter_state=_("Teruggestuurd door de tweede lezer."), tone="late", letter_id=letter.pk if letter else None)
    if record.bounced and letter and letter.state == "failed" and letter.sent_at is None:
        state = " ".join(part for part in (_(_FAILED), words.kept(letter.reason)) if part)
        return replace(item, letter_state=state, tone="late", letter_id=letter.pk)
    if record.bounced and not (letter and letter.state in {"waiting", "claimed"}):
        return replace(item, letter_state=_("De brief kwam niet aan."), tone="late", letter_id=letter.pk if letter else None)
    if letter is None:
        return item
    if letter.state == "sent" and letter.sent_at:
        sent = localtime(letter.sent_at)
        said = moment_said(sent, localtime(now).date() if now else sent.date(), short=True)
        state = _("Verstuurd {when}.").format(when=said)
    else:
        by_post = letter.channel == "post" and letter.state == "waiting"
        state = _("De brief ligt klaar om te posten.") if by_post else _(_STATES.get(letter.state, ""))
    return replace(item, letter_state=" ".join(part for part in (state, words.kept(letter.reason)) if part), letter_id=letter.pk)


def _tone(met: DutyView | None) -> str:
    if met is None:
        return "done"
    return "late" if met.status == "met_late" else "met"


def _detail(matter: Matter, met: DutyView | None) -> str:
    """How long before its last day a duty was met, or how much too late."""
    item = met.occurrence if met else None
    if met is None or item is None or met.due is None or item.met_at is None:
        return ""
    last = matter.calendar.local_day(met.due) if isinstance(met.due, datetime) else met.due
    days = (last - matter.calendar.local_day(item.met_at)).days
    if met.status == "met_late":
        return _("{n} te laat").format(n=words.count_of(max(-days, 1), "days"))
    return _("op de laatste dag") if days <= 0 else _("{n} voor het einde van de termijn").format(n=words.count_of(days, "days"))


def _noted(message: "Message") -> str:
    """With whom there was contact, and who wrote it down."""
    writer = message.settled_by.name if message.settled_by else ""
    return _("{who}, vastgelegd door {name}").format(who=message.sender, name=writer)


def _sender(message: "Message") -> str:
    """Who wrote it: his address, or that it came from the page of whoever complains, who may have given neither name nor address."""
    return message.sender or (_("Klager, op de eigen pagina") if message.channel == "portal" else "")


def _message(message: "Message", refs: Mapping[int, str], language: str) -> Item:
    title = _("Bericht ontvangen") if message.direction == "in" else _(_BY_HAND.get(message.channel, _BY_HAND[""]))
    said = words.quoted("\n".join(part for part in (message.subject, message.body) if part), language)
    inside = message.direction == "internal"
    return Item(
        title,
        message.received_at,
        message_id=message.pk if message.direction == "in" else None,
        by=_sender(message) if message.settled_by is None or message.direction == "in" else _noted(message),
        channel=words.value_word("channel", message.channel),
        quote="" if inside else said,
        internal=said if inside else "",
        contact=not inside,
        files=tuple((one.name, refs.get(one.document_id or 0, "")) for one in files_of(message)),
    )
