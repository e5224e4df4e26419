"""The regulations of an organisation that has several, each by its own name, for whoever chooses by which he complains."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from wederhoor.actions.public import InForce, place_of
from wederhoor.web.words import spoken


@dataclass(frozen=True, slots=True)
class Offered:
    """A regulation: its name, its page, form and page on privacy; whether this page is its own, and whether one files under it now."""

    title: str
    href: str
    file_href: str
    privacy_href: str
    current: bool
    holds: bool
    ended: bool


def offered(found: InForce, every: Sequence[InForce]) -> tuple[Offered, ...]:
    """Each of them in one order on every page; nothing where there is only one."""
    if len(every) < 2:  # noqa: PLR2004 -- between one there is no choice
        return ()
    return tuple(_offered(one, current=one.procedure.id == found.procedure.id) for one in every)


def _offered(one: InForce, *, current: bool) -> Offered:
    which = place_of(one.organisation, one.procedure.id, default=one.default)
    page, form, privacy = (reverse(f"portal:{name}", args=which) for name in ("regulation", "file", "privacy"))
    return Offered(spoken(one.procedure.title), page, form, privacy, current, one.holds, one.ended is not None)
