"""The steps of a regulation in words: who does what, within which term, counted from what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from wederhoor.core.condition import Moment, Triggers
from wederhoor.core.norm import Duty, Right
from wederhoor.core.phrase import filled
from wederhoor.core.procedure import BUILT_IN_INSTANCES, Procedure, spoken
from wederhoor.core.spoken import together
from wederhoor.core.term import Term, term_in_words
from wederhoor.core.words import Language, count_of, word

_PHRASES: Final = {
    "nl": {
        "bare_within": "binnen {term}",
        "bare_same_day": "nog op de dag zelf",
        "bare_before": "uiterlijk {term} ervoor",
        "within": "binnen {term} na {start}",
        "same_day": "nog op de dag zelf, na {start}",
        "before": "uiterlijk {term} vóór {start}",
        "none": "zonder vaste termijn, na {start}",
        "open": "zolang het dossier bestaat, na {start}",
        "earlier": "{moments}, wat het eerst komt",
        "later": "{moments}, wat het laatst komt",
        "end": "het einde van “{name}”",
        "filed": "de datum van de klacht zelf",
        "dated": "de datum bij “{field}”",
        "sent": "verzending van “{act}”",
        "act": "“{act}”",
        "silence": "uitblijven van bericht",
        "received": "ontvangst van de klacht",
        "year_end": "het einde van het jaar",
    },
    "en": {
        "bare_within": "within {term}",
        "bare_same_day": "on the day itself",
        "bare_before": "{term} before at the latest",
        "within": "within {term} of {start}",
        "same_day": "on the day itself, after {start}",
        "before": "{term} before {start} at the latest",
        "none": "without a fixed term, after {start}",
        "open": "for as long as the dossier exists, after {start}",
        "earlier": "{moments}, whichever is earlier",
        "later": "{moments}, whichever is later",
        "end": "the end of “{name}”",
        "filed": "the date that the complaint bears",
        "dated": "the date in “{field}”",
        "sent": "dispatch of “{act}”",
        "act": "“{act}”",
        "silence": "hearing nothing",
        "received": "receipt of the complaint",
        "year_end": "the end of the year",
    },
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `kind` is "duty" or "right"; `instance` says in which kind of dossier.

    `term` tells the term and what it runs from, in words; `within` the term alone, empty where there is none.
    """

    kind: str
    id: str
    name: str
    who: str
    term: str
    within: str
    clauses: tuple[str, ...]
    instance: str


def steps(procedure: Procedure, *, language: Language = "nl") -> tuple[Step, ...]:
    """Every duty and right, the complaint's first, then those of each objection, then those of the year; in the order of the file."""
    first, *rest = BUILT_IN_INSTANCES
    order = [first, *(item.id for item in procedure.instances), *rest]
    return tuple(step for instance in order for step in _of_instance(procedure, instance, language))


def term_words(term: Term, language: Language = "nl") -> str:
    """The count and its unit: "3 werkdagen", "3 working days"."""
    if language == "nl":
        return term_in_words(term)
    return f"{term.count} {term.calendar} days" if term.calendar else count_of(term.count, term.unit.value, language=language)


def start_words(procedure: Procedure, start: Moment, occasions: Triggers, language: Language = "nl") -> str:
    """From when something runs that these occasions bring about: "“Dossier sluiten” of “Intrekken”"."""
    starts = [_moment(procedure, trigger.moment or start, (trigger,), language) for trigger in occasions]
    return _either(list(dict.fromkeys(starts)), language)


def _of_instance(procedure: Procedure, instance: str, language: Language) -> Iterator[Step]:
    roles = {role.id: spoken(role.name, language) for role in procedure.roles}
    norms: tuple[Duty | Right, ...] = (*procedure.duties, *procedure.rights)
    for norm in norms:
        if norm.instance == instance:
            yield Step(
                kind="duty" if isinstance(norm, Duty) else "right",
                id=norm.id,
                name=spoken(norm.name, language),
                who=roles.get(norm.holder, word("term", "person", language=language)),
                term=_term(procedure, norm, language),
                within=_said(norm, "bare_", language) if norm.term else "",
                clauses=norm.clause,
                instance=instance,
            )


def _term(procedure: Procedure, norm: Duty | Right, language: Language) -> str:
    occasions = norm.arises if isinstance(norm, Duty) else norm.opens
    return _said(norm, "", language, start=start_words(procedure, norm.start, occasions, language))


def _said(norm: Duty | Right, bare: str, language: Language, *, start: str = "") -> str:
    """The term in words; with `bare` what it runs from is left out."""
    says = _PHRASES[language]
    if norm.term is None:
        return filled(says[f"{bare}none" if isinstance(norm, Duty) else f"{bare}open"], start=start)
    if norm.term.count == 0:
        return filled(says[f"{bare}same_day"], start=start)
    return filled(says[f"{bare}before" if norm.term.back else f"{bare}within"], term=term_words(norm.term, language), start=start)


def _moment(procedure: Procedure, moment: Moment, occasions: Triggers, language: Language) -> str:
    says = _PHRASES[language]
    for key, inner in (("earlier", moment.earlier_of), ("later", moment.later_of)):
        if inner:
            said = [_moment(procedure, item, occasions, language) for item in inner]
            return filled(says[key], moments=_either(said, language))
    if moment.name.startswith("end of "):
        about = moment.name.removeprefix("end of ")
        norms: tuple[Duty | Right, ...] = (*procedure.duties, *procedure.rights)
        return filled(says["end"], name=next((spoken(norm.name, language) for norm in norms if norm.id == about), about))
    if moment.name == "year_end":
        return says["year_end"]
    act, _, part = moment.name.rpartition(".")
    if act or part == "filed_on":
        return _part(procedure, act or "file", part, language)
    if part == "at":
        said = [_event(procedure, trigger.act, language) for trigger in occasions]
    else:
        said = [_part(procedure, trigger.act.removesuffix(".sent"), part, language) for trigger in occasions]
    return _either(list(dict.fromkeys(said)), language)


def _event(procedure: Procedure, event: str, language: Language) -> str:
    if event.startswith("silence."):
        return _PHRASES[language]["silence"]
    return _part(procedure, event.removesuffix(".sent"), "sent" if event.endswith(".sent") else "at", language)


def _part(procedure: Procedure, act: str, part: str, language: Language) -> str:
    says = _PHRASES[language]
    if part == "filed_on":
        return says["filed"]
    if part == "at":
        return says["received"] if act == "file" else filled(says["act"], act=act_words(procedure, act, language))
    if part == "sent":
        return filled(says["sent"], act=act_words(procedure, act, language))
    return filled(says["dated"], field=_field_words(procedure, part, language))


def _field_words(procedure: Procedure, name: str, language: Language) -> str:
    own = next((spoken(field.label, language) for field in procedure.fields if field.id == name), "")
    return own or word("field", name, language=language)


def act_words(procedure: Procedure, act: str, language: Language = "nl") -> str:
    """An act as a button says it, in the procedure's own words where it has them."""
    own = next((spoken(rule.name, language) for rule in procedure.acts if rule.id == act and rule.name), "")
    return own or word("act", act, language=language)


def _either(said: list[str], language: Language) -> str:
    *others, last = said
    return together((together(others, between=", "), " of " if language == "nl" else " or ", last)) if others else last
