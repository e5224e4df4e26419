"""What is asked of the register: filters in the address, words in the session. Nothing of a person ever stands in an address."""

import re
import secrets
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from wederhoor.actions.access import visible_to
from wederhoor.actions.narrowing import Condition, colleagues_of, institutions_of, narrowed, regulations_of
from wederhoor.actions.public import products
from wederhoor.actions.search import Wanted, wanted_by
from wederhoor.desk.facets import ME, NOBODY, Facet, House, every, usual
from wederhoor.desk.seat import Seat
from wederhoor.web.fields import Choice
from wederhoor.web.numbers import number_of

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

#: In the address: what is looked for (a key, or part of a number) and where the page begins.
FIND, PLACE = "zoek", "voor"
#: In the address: rows can be chosen, and all of them are.
CHOOSING, ALL = "kiezen", "alles"
_NO_FILTERS: Final = frozenset({FIND, PLACE, CHOOSING, ALL})
#: Under which name the session keeps what was looked for, and how many of it.
SOUGHT, MOST_SOUGHT = "sought", 10
#: What is the number of a dossier or the beginning of one: nothing else that is looked for ever stands in an address.
NUMBER: Final = re.compile(r"J?(19|20)\d\d(-\d{0,8})?")
_LONGEST_FIND: Final = 500
_KEY: Final = 8


@dataclass(frozen=True)
class Question:
    """`asked`: the filters by key, none empty. `number`: part of a number. `words`: what is looked for; `key` stands for it."""

    seat: Seat
    asked: Mapping[str, str]
    number: str = ""
    words: str = ""
    key: str = ""

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """The ways to narrow that are needed here: of the regulations only where something beyond the usual is asked."""
        known = {one.key: one for one in usual()}
        if set(self.asked) <= set(known) and not self.asked.get("wie", "").startswith("m-"):
            return known
        return self.every

    @cached_property
    def every(self) -> dict[str, Facet]:
        """All ways to narrow, with what can be chosen: four queries."""
        organisation = self.seat.organisation
        house = House(colleagues_of(organisation), products(organisation), institutions_of(organisation))
        return {one.key: one for one in every(regulations_of(organisation), house)}

    def offer(self, facet: Facet, choices: tuple[Choice, ...]) -> None:
        """Lets one choose from these codes in a field that has no closed list."""
        self.every[facet.key] = replace(facet, choices=choices)

    @property
    def active(self) -> list[tuple[Facet, str]]:
        """The filters that hold, with their values."""
        return [(self.facets[key], value) for key, value in self.asked.items() if key in self.facets and self._sound(key, value)]

    @property
    def narrows(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.active or self.number or self.words)

    def visible(self) -> "QuerySet[Dossier]":
        """Whatever the member may read: the access query."""
        return visible_to(self.seat.member, reading=self.seat.reading)

    def dossiers(self) -> "QuerySet[Dossier]":
        """What he may read and asks for, the words left out."""
        found = narrowed(self.visible(), self._conditions(), self.seat.now)
        return found.filter(number__startswith=self.number) if self.number else found

    @cached_property
    def wanted(self) -> Wanted | None:
        """The words that are looked for."""
        return wanted_by(self.seat.member, self.seat.roles, self.words) if self.words else None

    def address(self, *, without: Sequence[str] = (), **more: str) -> str:
        """The same question as the query of an address, changed."""
        kept = {key: value for key, value in self.asked.items() if key not in without}
        find = self.key or self.number
        if find and FIND not in without:
            kept[FIND] = find
        return urlencode({**kept, **more})

    def _sound(self, key: str, value: str) -> bool:
        if key == "staat":
            return self.facets[key].condition(value) is not None and self._condition("plicht", self.asked.get("plicht", "")) is not None
        return self._condition(key, value) is not None

    def _conditions(self) -> Iterator[Condition]:
        for key, value in self.asked.items():
            found = self._condition(key, value) if key in self.facets else None
            if found is not None:
                yield found

    def _condition(self, key: str, value: str) -> Condition | None:
        facet = self.facets[key]
        found = facet.condition(value)
        if found is None or key == "staat":
            return None
        if key == "wie":
            return Condition("owner", (), {ME: self.seat.member.pk, NOBODY: None}.get(value, number_of(value[2:]) or 0))
        if key == "plicht":
            return Condition("duty", (value,), self.asked.get("staat", ""))
        return Condition("institution", (), facet.said(value)) if key == "instelling" else found


def question(request: HttpRequest, seat: Seat, given: QueryDict | None = None) -> Question:
    """The question as the address asks it (or `given`); what was looked for comes out of the session."""
    data = request.GET if given is None else given
    asked = {key: str(value).strip() for key, value in data.items() if key not in _NO_FILTERS and str(value).strip()}
    find = data.get(FIND, "").strip()
    if find and not NUMBER.fullmatch(find):
        return Question(seat, asked, words=_sought(request.session).get(find, ""), key=find)
    return Question(seat, asked, number=find)


def keep_words(session: SessionBase, words: str) -> str:
    """Keeps what was looked for in the session, and gives the key that stands for it in an address. The oldest make way."""
    sought = dict(_sought(session))
    words = words[:_LONGEST_FIND]
    key = next((key for key, kept in sought.items() if kept == words), "")
    if not key:
        key = "".join(secrets.choice(string.ascii_lowercase) for _ in range(_KEY))
        sought[key] = words
        session[SOUGHT] = dict(list(sought.items())[-MOST_SOUGHT:])
    return key


def _sought(session: SessionBase) -> Mapping[str, str]:
    found: Mapping[str, str] = session.get(SOUGHT, {})
    return found
