"""What pages say and draw: articles in the second voice, days and words in Dutch, the term line, cards and groups."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime

from wederhoor.core.spoken import language_in
from wederhoor.web import term_line as lines
from wederhoor.web import words
from wederhoor.web.days import moment_said
from wederhoor.web.fields import Field

register = template.Library()
#: Words in another language, as `core.spoken` marks them.
_MARKED: Final = re.compile(r'<span lang="([a-zA-Z-]+)">')
_MARKED_WHOLE: Final = re.compile(r'<span lang="[a-zA-Z-]+">[^<]*</span>')
_SMALL: Final = re.compile(r"[^\W\d_]*[a-zà-ÿ]")


@register.filter
def article(reference: str) -> SafeString:
    """An article in the second voice: "5" is shown as "art. 5"; a reference that has its own words is kept. Nothing for nothing."""
    return _article(reference) if reference else SafeString("")


@lru_cache(maxsize=1024, typed=True)  # what is marked safe and what is not are kept apart
def _article(reference: str) -> SafeString:
    said = f"art. {reference}" if str(reference)[0].isdigit() else reference
    return format_html('<span class="article">{}</span>', said)


@register.filter
def day(value: date | None, style: str = "") -> str:
    """A day in words; `style` holds any of short, year and bare (without weekday). A moment is taken on its local day."""
    if value is None:
        return ""
    local = _local(value).date() if isinstance(value, datetime) else value
    return words.day_in_words(local, year="year" in style, weekday="bare" not in style, short="short" in style)


@register.filter
def moment(value: datetime | None, style: str = "") -> str:
    """A moment in words, in the organisation's time; `style` as for `day`."""
    if value is None:
        return ""
    return words.moment_in_words(_local(value), year="year" in style, weekday="bare" not in style, short="short" in style)


@register.simple_tag
def when(value: datetime, now: datetime) -> str:
    """A moment in short words; of another year than that of `now` with its year: "wo 11 nov, 09.36", "di 17 jun 2025, 10.00"."""
    return moment_said(_local(value), _local(now).date(), short=True)


@register.filter
def named(code: str, names: Mapping[str, str]) -> str:
    """The name of what has this code, as of a product; the code itself where it has no name here."""
    return (names or {}).get(code) or code


@register.simple_tag
def remaining(due: date, today: date, unit: str = "days", working_days: words.CountWorkingDays = words.weekdays_between) -> str:
    """What is left in the unit of the rule: "nog 2 werkdagen"."""
    return words.remaining(due, today, unit, working_days)


@register.filter
def word(code: str, group: str) -> str:
    """The word of a code: {{ duty.status|word:"duty_status" }}."""
    return words.word(group, str(code))


@register.filter
def said(value: str, field: str) -> str:
    """The word of a value in a field of an act: {{ "mail"|said:"channel" }}."""
    return words.value_word(field, str(value))


@register.filter
def told(text: str) -> str:
    """A sentence of the core in the language of the page: {{ refusal.reason|told }}."""
    return words.told(text)


@register.filter
def lang(its_language: str) -> SafeString:
    """The attribute of a piece of text in this language, as a letter or what someone wrote: nothing where the page is in it."""
    return format_html(' lang="{}"', its_language) if its_language and its_language != words.language() else SafeString("")


@register.filter
def in_language(said: str) -> SafeString:
    """The same of an option, which holds no mark within its text: {{ said|in_language }}."""
    return lang(language_in(said))


@register.filter
def quoted(text: str, its_language: str) -> str:
    """What was written in this language, marked where the page is in another: {{ letter.subject|quoted:speaks }}."""
    return words.quoted(text, its_language)


@register.simple_block_tag
def page_title(content: str, organisation: str = "") -> SafeString:
    """The title of a page. It holds no marks, so it bears the language itself where all its words are in one that is not the page's.

    Numbers and names stand in any language: what has no small letter is no word.
    """
    found = set(_MARKED.findall(content))
    own = _SMALL.search(strip_tags(_MARKED_WHOLE.sub("", content)))
    its_own = lang(found.pop()) if len(found) == 1 and not own else ""
    return format_html("<title{}>{}{}</title>", its_own, mark_safe(strip_tags(content)), f" · {organisation}" if organisation else "")  # noqa: S308 -- a template made it


@register.filter
def count(n: int, unit: str) -> str:
    """A number with its unit: {{ 20|count:"working days" }}."""
    return words.count_of(n, unit)


@register.filter
def listed(items: list[str]) -> str:
    """A list as one reads it: a, b en c."""
    return words.join_words([str(item) for item in items])


@register.simple_tag
def term_line(line: lines.Line) -> SafeString:
    """The large term line of a dossier, a status page or a letter."""
    return lines.large(line, language=words.language())


@register.simple_tag
def term_axis(line: lines.Line) -> SafeString:
    """The small term line of a row, on the axis that all rows share."""
    return lines.small(line, language=words.language())


@register.simple_tag
def form_field(field: Field) -> SafeString:
    """One field with its label, help and faults."""
    return render_to_string("web/components/field.html", {"field": field})


@register.simple_block_tag
def card(content: str, title: str = "", tone: str = "", article: str = "") -> SafeString:
    """A card around its content; tone "now" for what is to be done first, "quiet" for what is only told."""
    return render_to_string("web/components/card.html", {"content": content, "title": title, "tone": tone, "article": article})


@register.simple_block_tag
def group(content: str, title: str, count: int | None = None, tone: str = "") -> SafeString:
    """A group of rows under its header, with their number; tone "late" for what is overdue."""
    return render_to_string("web/components/group.html", {"content": content, "title": title, "count": count, "tone": tone})


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """What a mapping holds under a key that the page has in a variable; nothing where it lacks."""
    return mapping.get(key, "")


def _local(value: datetime) -> datetime:
    return localtime(value) if is_aware(value) else value
