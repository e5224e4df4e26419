"""Letters of a procedure filled for a day: which template, to whom, and every placeholder with its value, dates in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.functional import cached_property

from wederhoor.actions.finding import findings_said
from wederhoor.actions.loading import Shelf
from wederhoor.actions.templates import LANGUAGES, own_letters
from wederhoor.actions.tracking import link_of
from wederhoor.actions.values import Refused
from wederhoor.core.act import Value as Datum
from wederhoor.core.clockwork import day_of
from wederhoor.core.facts import fact, holds, matter_language, missing
from wederhoor.core.letter import Value, fill, placeholders
from wederhoor.core.log import Entry
from wederhoor.core.phrase import Code, say
from wederhoor.core.procedure import spoken
from wederhoor.core.provision import Letter
from wederhoor.core.state import Dossier, Matter
from wederhoor.core.words import Language, day_in_words, has_word, value_word, word
from wederhoor.correspondence.models import Letter as Sent
from wederhoor.dossiers.models import Dossier as DossierRow
from wederhoor.dossiers.models import Party, Text

#: Said where a date or a name is not known when the letter leaves.
UNKNOWN_DAY: Final = {"nl": "de dag die in onze klachtenregeling staat", "en": "the day stated in our complaints procedure"}
NO_NAME: Final = {"nl": "mevrouw, meneer", "en": "Sir or Madam"}
_NO_STEPS: Final = {
    "nl": "Wij behandelen uw bericht volgens onze klachtenregeling",
    "en": "We handle your message as our complaints procedure says",
}
#: Acts of which others get a copy, and what stands in it instead of a link that is one person's.
_ANSWERS: Final = ("reply", "rule")
_NO_LINK: Final = {"nl": "(persoonlijke link)", "en": "(personal link)"}
_OR: Final = {"nl": " of ", "en": " or "}
_AT_THE_LATEST: Final = {"nl": "uiterlijk", "en": "no later than"}
_GREETINGS: Final = {"nl": ("Beste", "Met vriendelijke groet,"), "en": ("Dear", "Kind regards,")}
#: Data of an own act that a letter may hold though nobody wrote them, by the names under which they may stand there.
_SPOKEN: Final = {"reasons": ("reasons", "reason")}


@dataclass(frozen=True)
class Scene:
    """All that a letter can draw on. `after` is the matter with the act in it; `texts` are those of the act itself.

    `language` is that of the letter: that of whom it is for, else that of the regulation.
    """

    shelf: Shelf
    row: DossierRow
    after: Matter
    entry: Entry
    texts: Mapping[str, str]
    now: datetime
    language: Language = "nl"

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier of the act."""
        found = self.after.named(self.entry.dossier)
        if found is None:
            raise LookupError(self.entry.dossier)
        return found

    @cached_property
    def sent(self) -> Dossier:
        """The dossier as it is when the letter leaves now: what it opens and meets is known then."""
        place = self.dossier.records[-1].index if self.entry not in self.shelf.entries else self.shelf.entries.index(self.entry)
        leaving = Entry("sent", self.now, self.now, "system", None, {"of": place}, self.entry.dossier)
        more = (leaving,) if self.entry in self.shelf.entries else (self.entry, leaving)
        found = self.shelf.replayed(more=more).named(self.entry.dossier)
        if found is None:
            raise LookupError(self.entry.dossier)
        return found

    @cached_property
    def earlier(self) -> Mapping[str, str]:
        """The newest text under each name in this matter, for what an earlier act wrote."""
        rows = Text.objects.filter(matter_id=self.shelf.row.pk).order_by("seq").values_list("field", "body") if self.shelf.row.pk else ()
        return dict(rows)


def template_for(procedure_letters: Sequence[Letter], dossier: Dossier, act: str, data: Mapping[str, Datum]) -> Letter | None:
    """The first letter of the procedure for this act whose condition holds with the act's own data among the facts."""
    candidates = [item for item in procedure_letters if item.act == act and item.instance == dossier.instance]
    if not candidates:
        return None
    full = replace(dossier, facts={**dossier.facts, **{f"{act}.{name}": value for name, value in data.items()}})
    return next((item for item in candidates if item.when is None or holds(item.when, full)), None)


def filled(letter: Letter, scene: Scene, to: Party | None) -> tuple[str, str] | Refused:
    """Subject and body of a letter to a party, or what is lacking."""
    letter, language = own_letters(scene.shelf.row.organisation).worded(scene.shelf.procedure, letter, language_of(scene))
    return filled_in(letter, replace(scene, language=language), to)


def filled_in(letter: Letter, scene: Scene, to: Party | None, *, unwritten: str = "") -> tuple[str, str] | Refused:
    """The same in just these words, in the language of the scene. `unwritten` stands where nobody wrote anything yet."""
    values: dict[str, Value] = {}
    for name in placeholders(letter):
        value = _value(name, scene, to)
        if value is not None:
            values[name] = value or unwritten
    done = fill(letter, values, language=scene.language)
    if isinstance(done, tuple):
        named = [Code("field", name) for name in done if has_word("field", name)]
        return Refused(say("In deze brief ontbreekt nog: {what}.", what=named or done), letter.clause[0] if letter.clause else None, done)
    return done.subject[:300], done.body


def language_of(scene: Scene) -> Language:
    """The language of whoever filed it, where the regulation asks for that (a datum `language`); else that of the regulation."""
    asked = matter_language(scene.after)
    return next((code for code in LANGUAGES if code == asked), "nl")


def language_for(letter: Letter | None, scene: Scene) -> Language:
    """The language in which `filled` or, without a letter of the regulation, `plain_letter` writes."""
    asked = language_of(scene)
    return own_letters(scene.shelf.row.organisation).worded(scene.shelf.procedure, letter, asked)[1] if letter else asked


def plain_letter(scene: Scene, to: Party | None) -> tuple[str, str]:
    """A letter for which the procedure has no words of its own: what the writer wrote, with a greeting."""
    scene = replace(scene, language=language_of(scene))
    done = word("act_done", scene.entry.act, language=scene.language).capitalize()
    said = "\n\n".join(body for body in scene.texts.values() if body) or f"{done}."
    subject = f"{spoken(scene.shelf.procedure.title, scene.language)}: {scene.row.number}"
    greeting, ending = _GREETINGS[scene.language]
    return subject, f"{greeting} {_name(scene, to)},\n\n{said}\n\n{ending}\n{scene.shelf.row.organisation.name}\n"


# Values --------------------------------------------------------------------------------------------------------------------


def _value(name: str, scene: Scene, to: Party | None) -> Value | None:
    kind, colon, about = name.partition(":")
    if colon and kind in _ABOUT:
        return _ABOUT[kind](scene, about)
    if name == "name":
        return _name(scene, to)
    if name in _PLAIN:
        return _PLAIN[name](scene)
    return _own(scene, name)


def _name(scene: Scene, to: Party | None) -> str:
    return (to.name or to.organisation_name if to else "") or spoken(NO_NAME, scene.language)


def _own(scene: Scene, name: str) -> Value:
    """A datum of the act itself, else what an earlier act said under that name, else nothing."""
    for alias in _SPOKEN.get(name, (name,)):
        if scene.texts.get(alias):
            return scene.texts[alias]
    code = scene.entry.data.get(name)
    if isinstance(code, str) and code:
        return _day_or_word(scene, name, code)
    if isinstance(code, tuple):
        return [_day_or_word(scene, name, str(item)) for item in code]
    if code is None and name not in _SPOKEN:
        return scene.earlier.get(name, "")
    return "" if isinstance(code, bool) or code is None else str(code)


def _day_or_word(scene: Scene, name: str, code: str) -> str:
    try:
        return day_in_words(date.fromisoformat(code), year=True, language=scene.language)
    except ValueError:
        return value_word(name, code, language=scene.language)


def _due(scene: Scene, duty: str) -> Value:
    items = [item for item in scene.sent.occurrences if item.duty.id == duty and item.due is not None]
    owed = [item for item in items if item.pending] or items
    return _local(scene, owed[-1].due) if owed else spoken(UNKNOWN_DAY, scene.language)


def _last_day(scene: Scene, right: str) -> Value:
    closes = [item.closes for item in scene.sent.openings if item.right.id == right and item.closes is not None]
    if not closes and scene.sent.against is not None:
        closes = [item.closes for item in scene.sent.against.openings if item.right.id == right and item.closes is not None]
    return _local(scene, closes[-1]) if closes else spoken(UNKNOWN_DAY, scene.language)


def _local(scene: Scene, end: date | datetime | None) -> Value:
    if isinstance(end, datetime):
        return end.astimezone(scene.shelf.calendar.zone)
    return end if end is not None else spoken(UNKNOWN_DAY, scene.language)


def _address(scene: Scene, stage: str) -> Value:
    settings = scene.shelf.row.organisation.settings
    found = next((item for item in scene.shelf.procedure.addresses if stage in item.stages), None)
    if found is None:
        return scene.shelf.row.organisation.name
    ways = (settings.get("mailboxes", {}).get(found.mailbox), settings.get("post", {}).get(found.post))
    return spoken(_OR, scene.language).join(str(way) for way in ways if way) or scene.shelf.row.organisation.name


def _steps(scene: Scene) -> Value:
    """What is still to be done in this dossier, in order, by name."""
    owed = [item for item in scene.sent.occurrences if item.pending and item.duty.id != "destroy"]
    return list(dict.fromkeys(spoken(item.duty.name, scene.language) for item in owed)) or [spoken(_NO_STEPS, scene.language)]


def _terms(scene: Scene) -> Value:
    """The steps that have a last day, with that day."""
    owed = [item for item in scene.sent.occurrences if item.pending and item.due is not None and item.duty.id != "destroy"]
    latest = spoken(_AT_THE_LATEST, scene.language)
    said = [f"{spoken(item.duty.name, scene.language)}: {latest} {_said_day(scene, item.due)}" for item in owed]
    return list(dict.fromkeys(said)) or [spoken(UNKNOWN_DAY, scene.language)]


def _said_day(scene: Scene, end: date | datetime | None) -> str:
    if end is None:
        return spoken(UNKNOWN_DAY, scene.language)
    return day_in_words(day_of(end, scene.shelf.calendar), year=True, language=scene.language)


def _missing(scene: Scene) -> Value:
    named = scene.entry.data.get("missing")
    fields = [str(item) for item in named] if isinstance(named, tuple) else [datum.field for datum, _ in missing(scene.dossier)]
    words = [_field_word(scene, name) for field in fields for name in field.split("|")[:1]]
    return list(dict.fromkeys(words))


def _field_word(scene: Scene, name: str) -> str:
    return word("field_public" if has_word("field_public", name) else "field", name, language=scene.language)


def _officer(scene: Scene) -> Value:
    """Who handles it: the handler, else whoever took the act, else the organisation."""
    holders = scene.dossier.holders.get("handler") or []
    for ref in (*reversed(holders), scene.entry.person):
        party = scene.shelf.parties.get(str(ref)) if ref else None
        if party is not None and party.name and party.member_id is not None:
            return party.name
    return scene.shelf.row.organisation.name


def _outcome(scene: Scene) -> Value:
    code = scene.entry.data.get("outcome") or fact(scene.dossier, "rule.outcome") or fact(scene.dossier, "judge.outcome")
    return value_word("outcome", str(code), language=scene.language) if code else ""


def _until(scene: Scene) -> Value:
    code = scene.entry.data.get("until")
    return date.fromisoformat(code) if isinstance(code, str) else spoken(UNKNOWN_DAY, scene.language)


def _filed_on(scene: Scene) -> Value:
    code = fact(scene.dossier, "filed_on")
    return date.fromisoformat(str(code)) if code else scene.dossier.records[0].day


def _subject(scene: Scene) -> Value:
    product, kind = fact(scene.dossier, "subject.product"), fact(scene.dossier, "subject.class")
    if product:
        return str(product)
    return value_word("subject.class", str(kind), language=scene.language) if kind else spoken(scene.shelf.procedure.title, scene.language)


def _articles(scene: Scene) -> Value:
    rule = scene.dossier.plan.rules.get(scene.entry.act)
    return list(rule.clause) if rule else []


def _link(scene: Scene) -> Value:
    """The page where the complainant follows it; of an objection the place on that page where it stands."""
    first = next(iter(scene.shelf.dossiers.values()), scene.row)
    place = f"#{scene.dossier.name.replace(' ', '-')}" if scene.dossier.against is not None else ""
    return f"{link_of(first, scene.shelf.row.organisation.slug)}{place}"


def _copy(scene: Scene) -> str:
    """The answer that was sent last in this dossier; the link of whom it was for stays out of it."""
    if not scene.row.pk:
        return ""
    told = Sent.objects.filter(dossier=scene.row, act__in=_ANSWERS, state="sent").order_by("-pk").values_list("body", flat=True).first()
    return (told or "").replace(str(_link(scene)), spoken(_NO_LINK, scene.language))


_PLAIN: Final[Mapping[str, Callable[[Scene], Value]]] = {
    "number": lambda scene: scene.row.number,
    "organisation": lambda scene: scene.shelf.row.organisation.name,
    "title": lambda scene: spoken(scene.shelf.procedure.title, scene.language),
    "version": lambda scene: scene.shelf.procedure.version,
    "articles": _articles,
    "received_on": lambda scene: scene.dossier.records[0].day,
    "filed_on": _filed_on,
    "sent_on": lambda scene: scene.shelf.calendar.local_day(scene.now),
    "until": _until,
    "steps": _steps,
    "terms": _terms,
    "missing": _missing,
    "subject": _subject,
    "officer": _officer,
    "tracking_link": _link,
    "outcome": _outcome,
    "copy": _copy,
    "findings": lambda scene: findings_said(scene.dossier, scene.dossier.records[-1].index, scene.texts, scene.earlier, scene.language),
}
_ABOUT: Final[Mapping[str, Callable[[Scene, str], Value]]] = {"due": _due, "right_last_day": _last_day, "address": _address}
