"""How an organisation shows itself on a page: its accent, its style sheet where it chose colours of its own, its logo."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.urls import reverse

from wederhoor.web.colour import ACCENTS


class Shows(Protocol):
    """What is kept of an organisation's look."""

    slug: str
    accent: str
    accent_dark: str
    logo: Mapping[str, Any]


def colours(organisation: Shows) -> tuple[str, str]:
    """Its accent in the light and in the dark; petrol where it chose none."""
    if organisation.accent in ACCENTS:
        return ACCENTS[organisation.accent]
    return (organisation.accent, organisation.accent_dark) if organisation.accent_dark else ACCENTS["petrol"]


def identity(organisation: Shows) -> dict[str, Any]:
    """What a frame needs of it: `accent` by name, `theme_href` for colours of its own, `logo` with its address and size."""
    own = bool(organisation.accent_dark) and organisation.accent not in ACCENTS
    stamp = f"{organisation.accent}{organisation.accent_dark}".replace("#", "")
    return {
        "accent": "" if own else organisation.accent,
        "theme_href": f"{reverse('portal:theme', args=[organisation.slug])}?v={stamp}" if own else "",
        "logo": _logo(organisation),
    }


def _logo(organisation: Shows) -> dict[str, Any] | None:
    if not organisation.logo:
        return None
    href = f"{reverse('portal:logo', args=[organisation.slug])}?v={organisation.logo['digest'][:12]}"
    return {"href": href, "width": organisation.logo["width"], "height": organisation.logo["height"]}
