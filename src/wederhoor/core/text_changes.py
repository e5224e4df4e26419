"""What a version of a regulation changed: article by article, and in the steps that carry them out."""

from collections.abc import Iterator
from dataclasses import dataclass

from wederhoor.core.procedure import Procedure
from wederhoor.core.text import Article, published
from wederhoor.core.words import Language


@dataclass(frozen=True, slots=True)
class Change:
    """An article, or a step (`step`), that is "new", "gone" or "changed"; its wording before and now, each empty where there is none."""

    what: str
    step: bool
    label: str
    anchor: str
    before: str
    now: str


def changes(earlier: Procedure, later: Procedure, *, language: Language = "nl") -> tuple[Change, ...]:
    """What differs, in the order of the later version; what is gone comes last. Articles and steps are the same by their ids."""
    return (*_articles(earlier, later, language), *_steps(earlier, later, language))


def _articles(earlier: Procedure, later: Procedure, language: Language) -> Iterator[Change]:
    before, now = _by_id(earlier, language), _by_id(later, language)
    for name in (*now, *(name for name in before if name not in now)):
        old, new = before.get(name), now.get(name)
        said = (_said(old), _said(new))
        if said[0] != said[1] and (shown := new or old):
            yield Change(_what(*said), False, shown.number or shown.id, new.anchor if new else "", *said)  # noqa: FBT003 - read by name


def _steps(earlier: Procedure, later: Procedure, language: Language) -> Iterator[Change]:
    before, now = _steps_by_id(earlier, language), _steps_by_id(later, language)
    for key in (*now, *(key for key in before if key not in now)):
        (name, old), (new_name, new) = before.get(key, ("", "")), now.get(key, ("", ""))
        if (name, old) != (new_name, new):
            yield Change(_what(old, new), True, new_name or name, "", old, new)  # noqa: FBT003 - the same


def _what(before: str, now: str) -> str:
    if not before:
        return "new"
    return "changed" if now else "gone"


def _by_id(procedure: Procedure, language: Language) -> dict[str, Article]:
    return {one.id: one for section in published(procedure, language=language).sections for one in section.articles}


def _said(article: Article | None) -> str:
    """The wording, with how it is read: a reading that changes is a change too."""
    return "\n\n".join(filter(None, (article.text, article.reading))) if article else ""


def _steps_by_id(procedure: Procedure, language: Language) -> dict[tuple[str, str, str], tuple[str, str]]:
    steps = published(procedure, language=language).steps
    return {(one.instance, one.kind, one.id): (one.name, f"{one.who}, {one.term}") for one in steps if one.instance != "year"}
