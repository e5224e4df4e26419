"""The published text as plain text and as a page of its own. Everything that came from the file is escaped on the page."""

from collections.abc import Iterator
from html import escape
from typing import Final

from wederhoor.core.text import Article, Published
from wederhoor.core.text_drawing import svg
from wederhoor.core.text_steps import Step

_SAYS: Final = {
    "nl": {
        "in_force": "Geldig vanaf {day}. Versie: {name}.",
        "trades_as": "Ook bekend als",
        "reading": "Zo lezen wij dit",
        "addition": "onze aanvulling",
        "steps": "De stappen",
        "roles": "Wie doet wat",
        "stand_in": "bij afwezigheid: {name}",
        "diagram": "De fasen",
        "articles": "artikel",
    },
    "en": {
        "in_force": "In force from {day}. Version: {name}.",
        "trades_as": "Also known as",
        "reading": "How we read this",
        "addition": "our addition",
        "steps": "The steps",
        "roles": "Who does what",
        "stand_in": "when absent: {name}",
        "diagram": "The stages",
        "articles": "article",
    },
}
_STYLE: Final = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "aside{border-left:.25rem solid;padding-left:.75rem}svg{max-width:100%;height:auto}"
)


def as_text(text: Published) -> str:
    """The regulation in plain text, for a terminal or a mail."""
    return "\n".join(_text_lines(text)) + "\n"


def _text_lines(text: Published) -> Iterator[str]:
    says = _SAYS[text.language]
    yield text.title
    yield "=" * len(text.title)
    yield text.organisation
    if text.trades_as:
        yield f"{says['trades_as']}: {', '.join(text.trades_as)}"
    yield says["in_force"].format(day=text.in_force_from, name=text.name)
    for section in text.sections:
        yield from _underlined(section.heading) if section.heading else ()
        for article in section.articles:
            yield from ("", f"{_label(article, says['addition'])}  {article.text}")
            if article.reading:
                yield f"    {says['reading']}: {article.reading}"
    yield from _underlined(says["steps"])
    for number, step in enumerate(text.steps, 1):
        yield f"{number}. {_step(step, says['articles'])}"
    yield from _underlined(says["roles"])
    for name, stand_in in text.roles:
        yield f"- {_role(name, stand_in, says['stand_in'])}"
    for diagram in text.diagrams:
        yield from (*_underlined(diagram.title), *diagram.sentences)


def _underlined(heading: str) -> tuple[str, ...]:
    return "", heading, "-" * len(heading)


def _label(article: Article, addition: str) -> str:
    label = f"{article.number} ({article.id})" if article.number else article.id
    return f"{label} [{addition}]" if article.addition else label


def _step(step: Step, articles: str) -> str:
    return f"{step.name}: {step.who}, {step.term} ({articles} {', '.join(step.clauses)})"


def _role(name: str, stand_in: str, phrase: str) -> str:
    return f"{name} ({phrase.format(name=stand_in)})" if stand_in else name


def as_html(text: Published) -> str:
    """The regulation as a whole page that stands by itself, with its diagram."""
    return (
        f'<!doctype html>\n<html lang="{text.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(text.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{as_fragment(text)}</main>\n</body>\n</html>\n"
    )


def as_fragment(text: Published) -> str:
    """The same without the page around it, for a page that has its own."""
    return "\n".join(_html_lines(text)) + "\n"


def _html_lines(text: Published) -> Iterator[str]:
    says = _SAYS[text.language]
    yield f"<h1>{escape(text.title)}</h1>"
    yield f"<p>{escape(text.organisation)}</p>"
    if text.trades_as:
        yield f"<p>{says['trades_as']}: {escape(', '.join(text.trades_as))}</p>"
    yield f"<p>{escape(says['in_force'].format(day=text.in_force_from, name=text.name))}</p>"
    for section in text.sections:
        yield "<section>"
        if section.heading:
            yield f"<h2>{escape(section.heading)}</h2>"
        for article in section.articles:
            yield from _html_article(article, says)
        yield "</section>"
    yield f"<section>\n<h2>{says['steps']}</h2>\n<ol>"
    yield from (f"<li>{escape(_step(step, says['articles']))}</li>" for step in text.steps)
    yield f"</ol>\n</section>\n<section>\n<h2>{says['roles']}</h2>\n<ul>"
    yield from (f"<li>{escape(_role(name, stand_in, says['stand_in']))}</li>" for name, stand_in in text.roles)
    yield f"</ul>\n</section>\n<section>\n<h2>{says['diagram']}</h2>"
    for diagram in text.diagrams:
        yield f"<figure>\n{svg(diagram)}<figcaption>{escape(diagram.title)}</figcaption>\n</figure>\n<ul>"
        yield from (f"<li>{escape(sentence)}</li>" for sentence in diagram.sentences)
        yield "</ul>"
    yield "</section>"


def _html_article(article: Article, says: dict[str, str]) -> Iterator[str]:
    label = _label(article, says["addition"])
    yield f'<article id="{escape(article.id)}">\n<h3>{escape(label)}</h3>'
    yield from (f"<p>{escape(part.strip())}</p>" for part in article.text.split("\n\n"))
    if article.reading:
        yield f"<aside><p>{says['reading']}: {escape(article.reading)}</p></aside>"
    yield "</article>"
