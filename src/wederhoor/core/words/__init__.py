"""The words of the system: Dutch first, English second, for every code that reaches a screen or a letter.

The one door is `word(group, code)`. Groups: `kind`, `stage`, `act` (a button), `act_done` (a timeline), `act_help` (what it is
for), `outcome`, `outcome_objection`, `duty_status`, `right_status`, `channel`, `nature`, `severity`, `party`, `subject_class`,
`field` (as staff read it), `field_public` (as a complainant reads it) and the others that `groups()` names. A procedure may rename
any of them: its words are looked up first, by whoever calls.
"""

from collections.abc import Mapping
from typing import Final

from wederhoor.core.words.acts import ACT_GROUPS, DONE, TO_DO
from wederhoor.core.words.codes import CODES
from wederhoor.core.words.days import (
    UNITS,
    CountWorkingDays,
    Language,
    count_of,
    day_in_words,
    join_words,
    moment_in_words,
    remaining,
    remaining_hours,
    weekdays_between,
)
from wederhoor.core.words.fields import PUBLIC, STAFF, VALUES_OF
from wederhoor.core.words.helps import HELPS

__all__ = [
    "UNITS",
    "CountWorkingDays",
    "Language",
    "act_group",
    "codes",
    "count_of",
    "day_in_words",
    "groups",
    "has_value_word",
    "has_word",
    "join_words",
    "moment_in_words",
    "remaining",
    "remaining_hours",
    "value_word",
    "weekdays_between",
    "word",
]

_WORDS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    **CODES,
    "act": TO_DO,
    "act_done": DONE,
    "act_help": HELPS,
    "field": STAFF,
    "field_public": PUBLIC,
}
_GROUP_OF_ACT: Final = {code: group for group, acts in ACT_GROUPS.items() for code in acts}


def groups() -> tuple[str, ...]:
    """The names of all groups of words."""
    return tuple(_WORDS)


def codes(group: str) -> tuple[str, ...]:
    """The codes of a group, in their natural order. An unknown group is a KeyError."""
    return tuple(_WORDS[group])


def has_word(group: str, code: str) -> bool:
    """Whether the group holds a word of its own for this code."""
    return code in _WORDS[group]


def word(group: str, code: str, *, language: Language = "nl") -> str:
    """The word of a code. A code of a procedure's own, which this table cannot know, is shown with spaces for its joints.

    An unknown group is a KeyError: it is a mistake of a programmer, never of a procedure.
    """
    found = _WORDS[group].get(code)
    if found is None:
        return code.replace("_", " ").replace("-", " ").replace(".", ": ")
    return found[language]


def value_word(field: str, value: str, *, language: Language = "nl") -> str:
    """The word of a value that an act carries in this field: the channel "mail" is said as "e-mail"."""
    group = VALUES_OF.get(field)
    return word(group, value, language=language) if group else value


def has_value_word(field: str, value: str) -> bool:
    """Whether this value of this field has a word of its own."""
    return field in VALUES_OF and has_word(VALUES_OF[field], value)


def act_group(act: str) -> str:
    """The part of the vocabulary an act belongs to (intake, inquiry, ...), or "own" for an act that a procedure declares."""
    return _GROUP_OF_ACT.get(act, "own")
