"""The timeline of a dossier: acts and messages in one, each with who took it by function, and how its letter fares."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.core import words
from wederhoor.core.act import Value
from wederhoor.core.dossier import DutyView
from wederhoor.core.log import BEGINNINGS, SYSTEM
from wederhoor.core.norm import ActRule
from wederhoor.core.permit import rule_for
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.shown.articles import first_article
from wederhoor.web.days import moment_said

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter, Message
    from wederhoor.dossiers.models import Party

#: What these acts say stays inside the organisation: it is never shown to the complainant.
INTERNAL: Final = frozenset(
    {"note", "consult", "advise", "assess", "explain_lateness", "approve", "send_back", "hold", "release", "correct", "waive", "find_cause"}
    | {"recommend", "excuse_lateness", "link", "unlink", "split", "recalculate"}
)
_HIDDEN: Final = frozenset({"channel", "states", "filed_for", "written_by", "was_procedure", "was_calendar"})
_OF_PRODUCTS: Final = frozenset({"product", "products", "subject.product"})
_STATES: Final[Mapping[str, str]] = {
    "waiting": "De brief wacht op verzending.",
    "claimed": "De brief wordt nu verstuurd.",
    "failed": "De brief is niet verstuurd.",
    "withdrawn": "De brief is niet verstuurd en ingetrokken.",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened, as the timeline shows it."""

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
    seq: int = -1


@dataclass(frozen=True, slots=True)
class Sources:
    """What a timeline is made from, besides the replay: texts by entry, persons by reference, letters by entry, messages.

    `products`: names of products by code; `now`: when it is looked at.
    """

    texts: Mapping[int, Mapping[str, str]]
    parties: Mapping[str, "Party"]
    letters: Mapping[int, "Letter"]
    messages: Iterable["Message"] = ()
    products: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None


def timeline(matter: Matter, dossier: Dossier, duties: Iterable[DutyView], sources: Sources) -> list[Item]:
    """Everything that happened in this dossier, the newest first."""
    met = {view.occurrence.met_by: view for view in duties if view.occurrence.met_by is not None}
    items = [_item(matter, dossier, record, met.get(record.index), sources) for record in dossier.records]
    items += [_message(message) for message in sources.messages]
    return sorted(items, key=lambda item: (item.at, item.seq), reverse=True)


def done_label(rule: ActRule | None, act: str) -> str:
    """What a timeline says of an act: the procedure's own name, else the word of the vocabulary."""
    return spoken(rule.name) if rule and rule.name else words.word("act_done", act)


def function_of(procedure: Procedure, role: str) -> str:
    """Who took an act, by function."""
    named = next((spoken(item.name).lower() for item in procedure.roles if item.id == role), "")
    return named or (words.word("party", SYSTEM) if role == SYSTEM else role)


def _item(matter: Matter, dossier: Dossier, record: Record, met: DutyView | None, sources: Sources) -> Item:
    rule = rule_for(dossier, record.act)
    said = "\n".join(text for name, text in sources.texts.get(record.index, {}).items() if _is_said(name))
    inside = record.act in INTERNAL
    channel = record.data.get("channel")
    letter = sources.letters.get(record.index)
    item = Item(
        title=done_label(rule, record.act),
        at=record.at,
        by=_bearer(matter, record, sources),
        channel=words.value_word("channel", str(channel)) if channel else "",
        article=first_article(matter.procedure, rule.clause) if rule else "",
        facts="" if record.act in BEGINNINGS else " · ".join(facts_of(matter, record.act, record.data, sources)),
        quote="" if inside else said,
        internal=said if inside else "",
        tone=_tone(met),
        detail=_detail(matter, met),
        letter=record.letter,
        seq=record.index,
    )
    return _with_letter(item, record, letter, sources.now) if record.letter else item


def _bearer(matter: Matter, record: Record, sources: Sources) -> str:
    """Who took it, and who wrote it down where that was another."""
    by = function_of(matter.procedure, record.by)
    writer = sources.parties.get(str(record.data.get("written_by")))
    return _("{by}, vastgelegd door {writer}").format(by=by, writer=writer.name) if writer else by


def _with_letter(item: Item, record: Record, letter: "Letter | None", now: datetime | None) -> Item:
    if record.bounced:
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
    return replace(item, letter_state=" ".join(part for part in (state, letter.reason) if part), letter_id=letter.pk)


def _is_said(name: str) -> bool:
    return not name.startswith("complainant.")


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


def facts_of(matter: Matter, act: str, data: Mapping[str, Value], sources: Sources) -> Iterator[str]:
    """The codes, dates and flags that an act carries, in words."""
    own = {field.id: spoken(field.label) for field in matter.procedure.fields if act in field.acts}
    for name, value in data.items():
        if name in _HIDDEN or name.startswith("complainant.") or value in (None, "", ()):
            continue
        said = value_said(matter, name, value, sources)
        if said:
            yield f"{own.get(name) or words.word('field', name)}: {said}"


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
        return person_said(sources.parties[text])
    if name in _OF_PRODUCTS:
        return sources.products.get(text, text)
    role = next((spoken(item.name).lower() for item in matter.procedure.roles if item.id == text), "")
    return role or _day_said(text) or words.value_word(name, text)


def person_said(party: "Party") -> str:
    """A person by name, with what he came in as."""
    part = words.word("party", party.part) if party.part else ""
    return f"{party.name or party.organisation_name or party.ref}{f' ({part})' if part else ''}"


@lru_cache(maxsize=256)
def _flags(procedure: Procedure) -> frozenset[str]:
    """The names of fields that hold yes or no; of a text the log holds "true" too, meaning that it is there."""
    return frozenset(name for spec in procedure.specs.values() for name, field in spec.fields.items() if field.kind == "flag")


def _member(matter: Matter, row: Mapping[str, Value], sources: Sources) -> str:
    person = value_said(matter, "person", row.get("person"), sources) if row.get("person") else ""
    capacity = str(row.get("capacity") or "")
    return f"{person}{f', {capacity}' if capacity else ''}"


def _day_said(text: str) -> str:
    try:
        day = datetime.fromisoformat(text).date() if len(text) == len("2026-01-01") and text[4:5] == "-" else None
    except ValueError:
        return ""
    return words.day_in_words(day, year=True) if day else ""


def _message(message: "Message") -> Item:
    title = _("Bericht ontvangen") if message.direction == "in" else _("Bericht")
    said = "\n".join(part for part in (message.subject, message.body) if part)
    inside = message.direction == "internal"
    return Item(
        title,
        message.received_at,
        by=message.sender,
        channel=words.value_word("channel", message.channel),
        quote="" if inside else said,
        internal=said if inside else "",
    )
