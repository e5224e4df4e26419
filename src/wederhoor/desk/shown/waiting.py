"""Letters that wait for whoever looks: to be read before they leave, or to be seen to because they did not leave."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.access import visible_to
from wederhoor.actions.posting import MOST, to_post
from wederhoor.actions.reading import failed_for, to_read, waiting_for_reader
from wederhoor.desk.seat import Seat
from wederhoor.web.words import kept

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter

#: Rows of a group that has a page of its own.
_FIRST: Final = 5


def letters_waiting(seat: Seat) -> list[dict[str, Any]]:
    """The letters that he reads first, that failed and that are to be posted, by group; asked only where there are any."""
    mine = visible_to(seat.member, reading=seat.reading)
    groups: list[tuple[str, str, Iterable[Letter], str]] = []
    if seat.member.letters_before:  # type: ignore[attr-defined]
        groups += [
            (_("Wacht op u als tweede lezer"), "", to_read(seat.member, roles=sorted(seat.roles), among=mine), ""),
            (_("Brieven die niet weggingen"), "late", failed_for(seat.member, among=mine), ""),
        ]
    if seat.member.post_waits:  # type: ignore[attr-defined]
        groups += [(_("Te posten"), "", to_post(seat.member, among=mine), reverse("desk:post"))]
    return [_group(title, tone, list(letters), href) for title, tone, letters, href in groups if letters]


def _group(title: str, tone: str, letters: "list[Letter]", href: str) -> dict[str, Any]:
    """A group of rows; of one that has a page of its own the first stand here."""
    shown = letters[:_FIRST] if href else letters
    count = f"{MOST}+" if len(letters) > MOST else len(letters)
    return {"title": title, "tone": tone, "rows": [_row(letter) for letter in shown], "count": count, "href": href}


def _row(letter: "Letter") -> dict[str, Any]:
    number = letter.dossier.number if letter.dossier else ""
    return {"number": number, "pk": letter.pk, "subject": letter.subject, "reason": kept(letter.reason), "since": letter.created_at}


def mark_waiting(rows: Mapping[int, dict[str, Any]], seat: Seat) -> None:
    """Says in the rows of a list, by the key of their dossier, where a letter waits for a second reader."""
    if seat.member.letters_before:  # type: ignore[attr-defined]
        _mark(rows, waiting_for_reader(rows))


def _mark(rows: Mapping[int, dict[str, Any]], waiting: Iterable[int]) -> None:
    for pk in waiting:
        said = _("wacht op tweede lezer")
        rows[pk]["proposed"] = f"{rows[pk]['proposed']} · {said}" if rows[pk]["proposed"] else said
