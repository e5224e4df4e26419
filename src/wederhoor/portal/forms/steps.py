"""Which button of the form was pressed, and whether its questions stand on one page or on a page for each group."""

from dataclasses import dataclass
from typing import Final

from wederhoor.web.fields import Posted

#: The name of every button, and of the hidden field that says which group is on the page: nothing for all of them.
STEP, GROUP = "stap", "groep"
CHECK, SEND, CHANGE, NEXT, BACK = "nakijken", "versturen", "wijzigen", "verder", "terug"
ONE_BY_ONE, ALL = "per-onderwerp", "alles"
UPLOAD, REMOVE = "bijlage", "bijlage-weg"
GROUND, NO_GROUND = "punt-erbij", "punt-weg"
KEEP, FORGET = "bewaren", "concept-weg"
#: After these what was typed has to be right; after any other it may be half done.
_CHECKING: Final = frozenset({CHECK, SEND, NEXT})
_MOST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked of the form. `number`: the place of what it is about, from 0; `group`: the group on the page, None for all."""

    name: str
    number: int
    group: int | None

    @property
    def checks(self) -> bool:
        """Whether what was typed has to be right for it."""
        return self.name in _CHECKING

    def to_group(self, count: int) -> int | None:
        """The group that comes now, of so many; None for all on one page. One past the last is the page on which all is checked."""
        if self.name == ALL:
            return None
        if self.name == ONE_BY_ONE:
            return 0
        if self.group is None:
            return None
        if self.name == CHANGE:
            return min(self.number, count - 1)
        moved = {NEXT: 1, BACK: -1}.get(self.name, 0)
        return max(0, min(self.group + moved, count))


def read_step(post: Posted) -> Step:
    """The step of a form that came: without a button, as when one presses Enter, that is checking the answers."""
    name, _dot, number = _last(post, STEP).partition(".")
    group = _last(post, GROUP)
    return Step(name or CHECK, _number(number) or 0, _number(group))


def _last(post: Posted, name: str) -> str:
    given = [str(one) for one in post.getlist(name)]
    return given[-1] if given else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
