"""The public page of a regulation, from the version that is in force: its text, its steps, its picture, where to turn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wederhoor.core import words
from wederhoor.core.norm import Address
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.core.text import Published, Section, published
from wederhoor.core.text_diagram import Diagram, svg
from wederhoor.core.text_steps import Step
from wederhoor.core.words import Language
from wederhoor.portal.articles import article, articles

#: What the organisation does for itself each year is no concern of whoever complains.
_INTERNAL: Final = frozenset({"year"})


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A step: what, by whom, within which term, and its articles."""

    name: str
    who: str
    term: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The steps of one kind of dossier, those of the organisation and those that the complainant may take."""

    title: str
    duties: tuple[PublicStep, ...]
    rights: tuple[PublicStep, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where to turn: in which stages, for whose attention, by which ways, and the addresses themselves."""

    stages: tuple[str, ...]
    role: str
    ways: tuple[str, ...]
    mail: str
    post: str
    article: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A diagram with what it says in words."""

    title: str
    drawing: SafeString
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole page."""

    text: Published
    sections: tuple[Section, ...]
    stretches: tuple[Stretch, ...]
    pictures: tuple[Picture, ...]
    turns: tuple[Turn, ...]
    also_for: tuple[str, ...]


def shown(procedure: Procedure, settings: Mapping[str, Any], *, language: Language = "nl") -> Shown:
    """The page of a regulation. `settings`: those of the organisation, which hold the addresses that the regulation names."""
    text = published(procedure, language=language)
    return Shown(
        text=text,
        sections=text.sections,
        stretches=tuple(_stretches(procedure, text, language)),
        pictures=tuple(_picture(diagram) for diagram in text.diagrams if diagram.instance not in _INTERNAL),
        turns=tuple(turns(procedure, settings, language=language)),
        also_for=tuple(name for name in text.trades_as if name != text.organisation),
    )


def turns(procedure: Procedure, settings: Mapping[str, Any], *, language: Language = "nl") -> Iterator[Turn]:
    """Where to turn in each stage."""
    roles = {role.id: spoken(role.name, language) for role in procedure.roles}
    for address in procedure.addresses:
        yield Turn(
            stages=tuple(dict.fromkeys(stage_name(procedure, stage, language) for stage in address.stages)),
            role=roles.get(address.role, address.role),
            ways=tuple(words.word("channel", way, language=language) for way in address.channels),
            mail=_setting(settings, "mailboxes", address.mailbox),
            post=_setting(settings, "post", address.post),
            article=article(procedure, address.clause),
        )


def turn_for(procedure: Procedure, settings: Mapping[str, Any], stage: str) -> Turn | None:
    """Where to turn in this stage; the first address where the regulation names none for it."""
    named: tuple[Address, ...] = procedure.addresses
    fitting = next((number for number, address in enumerate(named) if stage in address.stages), 0)
    return list(turns(procedure, settings))[fitting] if named else None


def stage_name(procedure: Procedure, stage: str, language: Language = "nl") -> str:
    """A stage of the complaint by the regulation's own name for it."""
    own = [item.name for item in procedure.stages if item.id == stage and item.instance == "dossier" and item.name]
    if not own and stage == "objection":
        own = [item.name for item in procedure.instances]
    return (spoken(own[0], language) if own else words.word("stage", stage, language=language)).lower()


def _setting(settings: Mapping[str, Any], group: str, key: str) -> str:
    return str(settings.get(group, {}).get(key, "")) if key else ""


def _stretches(procedure: Procedure, text: Published, language: Language) -> Iterator[Stretch]:
    names = {"dossier": _("De klacht"), **{item.id: spoken(item.name, language) for item in procedure.instances}}
    for instance, name in names.items():
        steps = [step for step in text.steps if step.instance == instance]
        if steps:
            yield Stretch(
                f"{name[:1].upper()}{name[1:]}",
                tuple(_step(procedure, step) for step in steps if step.kind == "duty"),
                tuple(_step(procedure, step) for step in steps if step.kind == "right"),
            )


def _step(procedure: Procedure, step: Step) -> PublicStep:
    return PublicStep(step.name, step.who, step.term, articles(procedure, step.clauses))


def _picture(diagram: Diagram) -> Picture:
    return Picture(diagram.title, mark_safe(svg(diagram)), diagram.sentences)  # noqa: S308 -- drawn by the core, which escapes every text
