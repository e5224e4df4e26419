"""The formatted version of a mail made safe: its words and their order, nothing that is fetched, runs, asks or hides where a link goes."""

import re
from html import escape, unescape
from typing import Final
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_TAGS: Final = frozenset(
    {"a", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i"}
    | {"img", "ins", "li", "ol", "p", "pre", "q", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"u", "ul"}
)
_ATTRIBUTES: Final = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "img": {"alt"}, "ol": {"start"}}
_DROPPED: Final = frozenset({"script", "style", "title", "head", "template", "noscript", "svg", "math", "object", "iframe"})
_REL: Final = "noopener noreferrer nofollow"
_LINK: Final = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(r'<img(?: alt="([^"]*)")?>')


def made_safe(source: str) -> SafeString:
    """The HTML of a stranger as it may stand in a page of ours; behind each link stands the host that it goes to."""
    clean = nh3.clean(
        source,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        clean_content_tags=set(_DROPPED),
        url_schemes={"http", "https", "mailto"},
        link_rel=_REL,
        strip_comments=True,
    )
    clean = _PICTURE.sub(_named, clean)
    return mark_safe(_LINK.sub(_told, clean))  # noqa: S308 - cleaned above; what is added is escaped


def _named(picture: re.Match[str]) -> str:
    """A picture is not drawn: it is an attachment, or somewhere else, from where it would tell its owner that it was looked at."""
    name = unescape(picture.group(1) or "").strip()[:100]
    return escape(_("[afbeelding: {name}]").format(name=name) if name else _("[afbeelding]"))


def _told(link: re.Match[str]) -> str:
    """The link, and behind it where it goes."""
    href = unescape(link.group(1))
    try:
        parts = urlsplit(href)
        where = parts.path if parts.scheme == "mailto" else (parts.hostname or "")
    except ValueError:
        where = ""
    if not where:
        return link.group(2)
    return f'<a href="{escape(href)}" rel="{_REL}" target="_blank">{link.group(2)}</a> <small>({escape(where[:200])})</small>'
