"""What now, and what not: the acts that I may take in a dossier, those that meet a duty first, and why others cannot be taken."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.core.clockwork import deadline
from wederhoor.core.condition import Condition
from wederhoor.core.demand import first, not_yet
from wederhoor.core.dossier import DutyView, Refusal, label, permitted, refusal, why_not
from wederhoor.core.facts import fact, happened, holds
from wederhoor.core.log import BEGINNINGS, Entry, fold_data
from wederhoor.core.norm import ActRule
from wederhoor.core.permit import rule_for
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Matter
from wederhoor.core.wording import Words
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.refused import Why, why_said
from wederhoor.desk.shown.term import left_of
from wederhoor.web import words
from wederhoor.web.words import language_of, quoted, spoken, told

#: Parts whose bearer often has no log-in: what he says by phone or letter, staff write down in his name.
SPOKEN_FOR: Final = frozenset({"complainant", "customer", "concerned"})
#: The rank of a duty, and the duty.
Owed = tuple[tuple[bool, bool, datetime, int], DutyView]
#: Acts that end a dossier, and the data that their own forms ask.
_ENDS: Final = frozenset({"close", "destroy"})
_ASKED: Final = ("reason", "reasons")
#: A place in the subject of a letter, with what stands before it to join it.
_PLACE: Final = re.compile(r"\s*[\(:]?\s*\{[^}]*\}\)?")
_OPEN: Final = frozenset({"open", "overdue", "suspended", "on_its_way"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a button: what it is called, its article, as which role it would be taken, and the duty that it meets.

    `left`: what is left of the term of that duty; `toward`: it does not meet the duty yet, but must be done before. `help`: what it is
    for; `letter`: what the letter that it sends is called.
    """

    id: str
    label: str
    article: str
    role: str
    meets: str = ""
    group: str = ""
    left: str = ""
    late: bool = False
    toward: bool = False
    help: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class NotNow:
    """An act that cannot be taken now, with the reason and its article."""

    label: str
    reason: str
    article: str


@dataclass(frozen=True, slots=True)
class Now:
    """What may be done now: acts that meet a duty or lead to it, others, those in another's name; and what cannot be done."""

    first: tuple[Act, ...]
    others: tuple[Act, ...]
    for_another: tuple[Act, ...]
    not_now: tuple[NotNow, ...]


def now_of(
    matter: Matter,
    dossier: Dossier,
    duties: Iterable[DutyView],
    roles: tuple[str, ...],
    *,
    now: datetime,
    spoken_for: tuple[str, ...] = (),
    by_role: Mapping[str, list[str]] | None = None,
) -> Now:
    """Everything that may and may not be done in this dossier now, by whoever has these roles, also for those he speaks for.

    `by_role`: what each role may do, where the caller knows it already.
    """
    by_role = permitted(matter, dossier) if by_role is None else by_role
    views = tuple(duties)
    owed = _owed(matter, views, roles, now)
    able = {act: role for role in reversed(roles) for act in by_role.get(role, ())}
    early = dict(_too_early(matter, dossier, able, now))
    mine = {act: role for act, role in able.items() if act not in early}
    toward = _toward(dossier, owed, mine)
    acts = [_act(matter, dossier, name, mine[name], {**toward, **owed}) for name in matter.procedure.specs if name in mine]
    first = [_told(matter, act, owed.get(act.id) or toward[act.id], now, toward=act.id not in owed) for act in acts if act.meets]
    return Now(
        tuple(sorted(first, key=lambda act: (act.toward, (owed.get(act.id) or toward[act.id])[0]))),
        tuple(act for act in acts if not act.meets),
        tuple(_for_another(matter, dossier, by_role, spoken_for, set(mine)) if roles else ()),
        (*_not_now(matter, dossier, by_role, set(able)), *(_refused(matter, dossier, act, why) for act, why in early.items())),
    )


def _told(matter: Matter, act: Act, owed: Owed, now: datetime, *, toward: bool) -> Act:
    view = owed[1]
    return replace(act, left=left_of(matter, view, now=now), late=view.status == "overdue", toward=toward)


def _toward(dossier: Dossier, owed: Mapping[str, Owed], mine: Mapping[str, str]) -> dict[str, Owed]:
    """Acts of mine that must be done before one that meets a duty: each with the most urgent duty that waits for it."""
    found: dict[str, Owed] = {}
    for act, duty in sorted(owed.items(), key=lambda item: item[1][0]):
        waiting, seen = [act], {act}
        while waiting:
            now_at = waiting.pop()
            for before in _needed_before(dossier, now_at) - seen:
                seen.add(before)
                if before in mine and before not in owed:
                    found.setdefault(before, duty)
                elif before not in mine:
                    waiting.append(before)
    return found


def _needed_before(dossier: Dossier, act: str) -> set[str]:
    """The acts whose facts, or whose having been done, an act still waits for."""
    rule = rule_for(dossier, act)
    lacking: list[Condition] = [need.that for need in rule.needs if not holds(need.that, dossier)] if rule else []
    inner: list[Condition] = [*lacking, *chain.from_iterable(that.any for that in lacking)]
    asked = {name.partition(".")[0] for one in inner for name in one.facts if "." in name and fact(dossier, name) is None}
    done = {trigger.act.removesuffix(".sent") for one in inner for trigger in one.done if not happened(trigger, dossier)}
    return (asked | done) & dossier.plan.rules.keys() - {act}


def _too_early(matter: Matter, dossier: Dossier, able: Mapping[str, str], now: datetime) -> Iterable[tuple[str, Refusal]]:
    """What would be refused whatever one fills in, said before one does.

    Closing though the register lacks something, destroying though the retention still runs, extending a term that is over.
    """
    for act in sorted(_ENDS & able.keys()):
        given = fold_data(matter.procedure.specs[act], dict.fromkeys(_ASKED, "?")).codes
        found = refusal(matter, Entry(act, now, now, able[act], _bearer(matter, dossier, able[act]), given, dossier.name))
        if found is not None:
            yield act, found
    for act in sorted(dossier.plan.extends & able.keys()):
        found, rule = not_yet(matter, dossier, act, now), rule_for(dossier, act)
        if found is not None:
            yield act, found if found.clause or not rule else replace(found, clause=first(rule.clause))


def _bearer(matter: Matter, dossier: Dossier, role: str) -> str | None:
    part = next(item.part for item in matter.procedure.roles if item.id == role)
    return next(iter(dossier.holders.get(part, ())), None) if part else None


def _refused(matter: Matter, dossier: Dossier, act: str, why: Refusal) -> NotNow:
    return NotNow(act_label(rule_for(dossier, act), act), *why_said(matter.procedure, why))


def act_label(rule: ActRule | None, act: str) -> str:
    """What a button says: the procedure's own name of the act, else the word of the vocabulary."""
    return spoken(rule.name) if rule and rule.name else words.word("act", act)


def _owed(matter: Matter, duties: Iterable[DutyView], roles: tuple[str, ...], now: datetime) -> dict[str, Owed]:
    """For each act the most urgent duty that it would meet: its rank (my own first, those without a date last) and its name."""
    found: dict[str, Owed] = {}
    for number, view in enumerate(duties):
        if view.status not in _OPEN or not view.occurrence.pending or view.id == "destroy":
            continue
        ends = deadline(view.due, matter.calendar) if view.due is not None else now
        duty = view.occurrence.duty
        rank = (duty.holder not in roles, view.due is None, ends, number)
        plain = [trigger for trigger in duty.met_by if not trigger.data]
        for trigger in plain or duty.met_by:
            act = trigger.act.removesuffix(".sent")
            mine = not trigger.by or bool(set(trigger.by) & set(roles))
            if mine and (act not in found or rank < found[act][0]):
                found[act] = (rank, view)
    return found


def _act(matter: Matter, dossier: Dossier, name: str, role: str, owed: dict[str, Owed]) -> Act:
    rule = rule_for(dossier, name) or _opening(matter, dossier, name)
    clause = first_article(matter.procedure, rule.clause) if rule else ""
    meets = told(label(owed[name][1].occurrence)) if name in owed else ""
    group, letter = matter.procedure.specs[name].group, letter_named(matter, dossier, name)
    return Act(name, act_label(rule, name), clause, role, meets, group, help=help_of(name), letter=letter)


def _opening(matter: Matter, dossier: Dossier, act: str) -> ActRule | None:
    """The rule of an act that opens an objection against this dossier: it stands in the rules of that objection."""
    opened = [item.id for item in matter.procedure.instances if item.opened_by == act and item.against == dossier.instance]
    return matter.plans[opened[0]].rules.get(act) if opened else None


def help_of(act: str) -> str:
    """What an act is for, in a sentence; nothing for one of the procedure's own."""
    return words.word("act_help", act) if words.has_word("act_help", act) else ""


def letter_named(matter: Matter, dossier: Dossier, act: str) -> str:
    """What the letter is called that this act sends, by its template; where its subject depends on the case, the first that can be."""
    subject = _subjects(matter.procedure).get((dossier.instance, act), "")
    return quoted(_PLACE.sub("", spoken(subject)).strip(" :,-."), language_of(subject))


@lru_cache(maxsize=256)
def _subjects(procedure: Procedure) -> dict[tuple[str, str], Words]:
    """The subject of the first letter of each act, by instance and act."""
    found: dict[tuple[str, str], Words] = {}
    for letter in procedure.letters:
        found.setdefault((letter.instance, letter.act), letter.subject)
    return found


def _for_another(
    matter: Matter, dossier: Dossier, by_role: Mapping[str, list[str]], spoken_for: tuple[str, ...], mine: set[str]
) -> Iterable[Act]:
    for role in spoken_for:
        for name in by_role[role]:
            if name not in mine:
                mine.add(name)
                yield _act(matter, dossier, name, role, {})


def _not_now(matter: Matter, dossier: Dossier, by_role: Mapping[str, list[str]], mine: set[str]) -> Iterable[NotNow]:
    for name, rule in dossier.plan.rules.items():
        if name in mine or name in BEGINNINGS:
            continue
        yield NotNow(act_label(rule, name), *not_mine(matter, dossier, rule, by_role))


def not_mine(matter: Matter, dossier: Dossier, rule: ActRule, by_role: Mapping[str, list[str]]) -> Why:
    """Why an act that I may not take is not there, with its article: it is another's, nobody can now, or whose it is is not there yet."""
    clause = first_article(matter.procedure, rule.clause)
    able = [spoken(role.name) for role in matter.procedure.roles if rule.id in by_role[role.id]]
    if able:
        return Why(words.filled(_("Dit is aan: {who}."), who=words.join_words(able)), clause)
    if refusal := why_not(matter, dossier, rule.id):
        return why_said(matter.procedure, refusal)
    lacking = [spoken(role.name).lower() for role in matter.procedure.roles if role.id in rule.by]
    return Why(words.filled(_("Nog niet aangewezen: {who}."), who=words.join_words(lacking)), clause)
