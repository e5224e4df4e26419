"""Procedure -> its published text: the articles under their headings, what each is carried out by, who the roles are.

One value, made once, from which the plain text, the page and the letters' articles are written; so they cannot differ.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wederhoor.core.coverage import table
from wederhoor.core.norm import Clause
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.text_diagram import Diagram, diagrams
from wederhoor.core.text_steps import Step, steps
from wederhoor.core.wording import Words
from wederhoor.core.words import Language, day_in_words


@dataclass(frozen=True, slots=True)
class Article:
    """One article as published; `reading` and `addition` mark what the source left open or does not say.

    `anchor`: how a link names it, as `art-5`; by its id where it has no number, or an earlier article has the same.
    """

    id: str
    anchor: str
    number: str
    text: str
    reading: str
    addition: bool
    declares: bool
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Articles that follow each other under one heading; the heading may be empty."""

    heading: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A regulation as people read it, in one language."""

    language: Language
    title: str
    organisation: str
    trades_as: tuple[str, ...]
    name: str
    in_force_from: str
    sections: tuple[Section, ...]
    roles: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    diagrams: tuple[Diagram, ...]


def published(procedure: Procedure, *, language: Language = "nl") -> Published:
    """The published text in a language; where a text lacks that language, in Dutch."""
    return Published(
        language=language,
        title=spoken(procedure.title, language),
        organisation=procedure.organisation,
        trades_as=procedure.audience.trades_as,
        name=procedure.name,
        in_force_from=day_in_words(procedure.in_force_from, year=True, weekday=False, language=language),
        sections=tuple(_sections(procedure, language)),
        roles=tuple(_roles(procedure, language)),
        steps=steps(procedure, language=language),
        diagrams=diagrams(procedure, language=language),
    )


def anchors(procedure: Procedure) -> dict[str, str]:
    """How a link names each article, by its id: each name once."""
    found: dict[str, str] = {}
    for clause in procedure.clauses:
        by_number = f"art-{_in_link(clause.number)}"
        found[clause.id] = by_number if clause.number and by_number not in found.values() else f"art-{_in_link(clause.id)}"
    return found


def _in_link(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def _sections(procedure: Procedure, language: Language) -> Iterator[Section]:
    carried = {row.clause: row.norms for row in table(procedure)}
    named = anchors(procedure)
    heading, articles = "", list[Article]()
    for clause in procedure.clauses:
        own = spoken(clause.heading, language)
        if own and own != heading:
            if articles:
                yield Section(heading, tuple(articles))
            heading, articles = own, []
        articles.append(_article(clause, carried[clause.id], named, language))
    yield Section(heading, tuple(articles))


def _article(clause: Clause, norms: tuple[str, ...], named: Mapping[str, str], language: Language) -> Article:
    return Article(
        id=clause.id,
        anchor=named[clause.id],
        number=clause.number,
        text=spoken(clause.text, language).strip(),
        reading=spoken(clause.reading, language).strip(),
        addition=clause.addition,
        declares=clause.declares,
        norms=norms,
    )


def _roles(procedure: Procedure, language: Language) -> Iterator[tuple[str, str]]:
    """Each role by its function, with who stands in for it."""
    names: dict[str, Words] = {role.id: role.name for role in procedure.roles}
    for role in procedure.roles:
        yield spoken(role.name, language), spoken(names.get(role.stand_in, ""), language)
