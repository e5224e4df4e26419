"""The public page of a regulation, from the version that is in force: its text, its steps, its picture, where to turn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wederhoor.core.procedure import Procedure
from wederhoor.core.provision import Address
from wederhoor.core.text import Article, Published, Section, published
from wederhoor.core.text_changes import Change, changes
from wederhoor.core.text_diagram import Diagram
from wederhoor.core.text_drawing import NARROW, pieces
from wederhoor.core.text_steps import Step
from wederhoor.core.words import Language
from wederhoor.portal.articles import article, articles
from wederhoor.web import words
from wederhoor.web.booklet import Booklet, Chapter
from wederhoor.web.words import filled, language, spoken, together

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
    """Where to turn: in which stages, for whose attention with the name of who that is, by which ways, and the addresses themselves."""

    stages: tuple[str, ...]
    role: str
    ways: tuple[str, ...]
    mail: str
    post: str
    article: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A diagram, drawn for a page and for a telephone, with what it says in words."""

    title: str
    wide: SafeString
    narrow: SafeString
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
    changes: tuple[Change, ...]
    before: int


def shown(procedure: Procedure, settings: Mapping[str, Any], *, before: Procedure | None = None) -> Shown:
    """The page of a regulation. `settings`: those of the organisation, which hold the addresses that the regulation names.

    `before`: the version before it, to say what changed since.
    """
    text, pictures = _drawn_text(procedure, language())
    return Shown(
        text=text,
        sections=text.sections,
        stretches=tuple(_stretches(procedure, text)),
        pictures=pictures,
        turns=tuple(turns(procedure, settings)),
        also_for=tuple(name for name in text.trades_as if name != text.organisation),
        changes=changes(before, procedure, language=language()) if before else (),
        before=before.version if before else 0,
    )


@lru_cache(maxsize=32)
def _drawn_text(procedure: Procedure, spoken_in: Language) -> tuple[Published, tuple[Picture, ...]]:
    """The text and its drawings: the same for every reader of a version."""
    text = published(procedure, language=spoken_in)
    names = _names(procedure)
    return text, tuple(_picture(diagram, names[diagram.instance]) for diagram in text.diagrams if diagram.instance not in _INTERNAL)


def booklet(procedure: Procedure) -> Booklet:
    """The regulation on paper: its text by article, and the steps with who and by when."""
    text = published(procedure, language=language())
    told = _("Versie {version}, geldt vanaf {day}.").format(version=procedure.version, day=text.in_force_from)
    chapters = [Chapter(one.heading, [_entry(article) for article in one.articles]) for one in text.sections]
    for stretch in _stretches(procedure, text):
        steps = [(_numbered(step), (f"{step.name}\n{step.who}, {step.term}",)) for step in (*stretch.duties, *stretch.rights)]
        chapters.append(Chapter(_("Stap voor stap: {what}").format(what=stretch.title.lower()), steps))
    return Booklet(text.title, (text.organisation, told), chapters, language())


def _numbered(step: PublicStep) -> str:
    """The articles of a step as a page calls them: a bare number says nothing beside a step."""
    return ", ".join(f"art. {one}" if one[:1].isdigit() else one for one in step.articles)


def _entry(article: Article) -> tuple[str, tuple[str, ...]]:
    reading = f"{_('Zo lezen wij dit.')} {article.reading}" if article.reading else ""
    addition = _("Dit hebben wij zelf toegevoegd.") if article.addition else ""
    return article.number or article.id, tuple(filter(None, (*article.text.split("\n\n"), reading, addition)))


def turns(procedure: Procedure, settings: Mapping[str, Any]) -> Iterator[Turn]:
    """Where to turn in each stage."""
    roles = {role.id: spoken(role.name) for role in procedure.roles}
    for address in procedure.addresses:
        yield Turn(
            stages=tuple(dict.fromkeys(stage_name(procedure, stage) for stage in address.stages)),
            role=together(filter(None, (roles.get(address.role, address.role), _setting(settings, "holders", address.role))), between=", "),
            ways=tuple(words.word("channel", way) for way in address.channels),
            mail=_setting(settings, "mailboxes", address.mailbox),
            post=_setting(settings, "post", address.post),
            article=article(procedure, address.clause),
        )


def turn_for(procedure: Procedure, settings: Mapping[str, Any], stage: str) -> Turn | None:
    """Where to turn in this stage; the first address where the regulation names none for it."""
    named: tuple[Address, ...] = procedure.addresses
    fitting = next((number for number, address in enumerate(named) if stage in address.stages), 0)
    return list(turns(procedure, settings))[fitting] if named else None


def stage_name(procedure: Procedure, stage: str) -> str:
    """A stage of the complaint by the regulation's own name for it."""
    own = [item.name for item in procedure.stages if item.id == stage and item.instance == "dossier" and item.name]
    if not own and stage == "objection":
        own = [item.name for item in procedure.instances]
    return (spoken(own[0]) if own else words.word("stage", stage)).lower()


def _setting(settings: Mapping[str, Any], group: str, key: str) -> str:
    return str(settings.get(group, {}).get(key, "")) if key else ""


def _stretches(procedure: Procedure, text: Published) -> Iterator[Stretch]:
    for instance, name in _names(procedure).items():
        steps = [step for step in text.steps if step.instance == instance]
        if steps:
            yield Stretch(
                name[:1].upper() + name[1:],
                tuple(_step(procedure, step) for step in steps if step.kind == "duty"),
                tuple(_step(procedure, step) for step in steps if step.kind == "right"),
            )


def _names(procedure: Procedure) -> dict[str, str]:
    """What each kind of dossier that whoever complains may have is called."""
    return {"dossier": _("De klacht"), **{item.id: spoken(item.name) for item in procedure.instances}}


def _step(procedure: Procedure, step: Step) -> PublicStep:
    return PublicStep(step.name, step.who[:1].upper() + step.who[1:], step.term, articles(procedure, step.clauses))


def _picture(diagram: Diagram, name: str) -> Picture:
    title = filled(_("Van begin tot eind: {what}"), what=name.lower())
    return Picture(title, _drawn(pieces(diagram)), _drawn(pieces(diagram, width=NARROW, part="-smal")), diagram.sentences)


def _drawn(drawing: Iterable[str]) -> SafeString:
    return mark_safe("".join(drawing))  # noqa: S308 -- drawn by the core, which escapes every text
