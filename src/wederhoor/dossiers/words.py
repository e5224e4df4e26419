"""Text as words to search by: folded, without accents, with the stem of each; and what someone looks for as the same.

Both databases find by these words, so that they find the same. Of a text only the set of its words is kept, never their order.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import Final

import Stemmer

#: The version of what makes these words; raise it when other words come out, and `wederhoor recompute` makes them anew.
SHAPE: Final = 3
#: Before a stem; before a word of restricted content (advice); before the key of the organisation.
STEM: Final = "="
RESTRICTED: Final = "!"
OWNER: Final = "#"
#: Of one text so many characters are read, and of what someone looks for so many words: neither may cost more than it helps.
MOST_CHARACTERS: Final = 200_000
MOST_TERMS: Final = 12
_LONGEST: Final = 40
_SHORTEST_PREFIX: Final = 3
#: Accents, and what may stand unseen within a word: where it may be broken, as in many a mail.
_UNHEARD: Final = re.compile("[\u0300-\u036f\u00ad\u200b\u2060\ufeff]")
_WORD: Final = re.compile(r"[^\W_]+\*?")
#: Words that stand in nearly every text and tell nothing of what is looked for.
_IDLE: Final = frozenset(
    """aan als bij dat de den der des deze die dit door een en er het hij ik in is je maar met mijn na naar niet nog of om ook op over te
    tot uit van voor was wat we wij ze zij zijn zo""".split()  # noqa: SIM905 - a list of this length reads better so
)
_made: Final = local()


@dataclass(frozen=True, slots=True)
class Term:
    """One word that is looked for; `prefix`: the beginning of one, its stem unknown."""

    word: str
    stem: str
    prefix: bool = False


def fold(text: str) -> str:
    """Lower case without accents or unseen breaks: "één" and "een" are the same word to whoever looks for it."""
    return text.lower() if text.isascii() else _UNHEARD.sub("", unicodedata.normalize("NFKD", text.casefold()))


def words_of(texts: Iterable[str], *, restricted: bool = False) -> set[str]:
    """The words by which these texts are found, each as written and by its stem."""
    plain = {word for text in texts for word in _words(text[:MOST_CHARACTERS])}
    found = plain | {f"{STEM}{stem}" for word in plain if (stem := stem_of(word)) != word}
    return {f"{RESTRICTED}{word}" for word in found} if restricted else found


def terms_of(looked_for: str) -> tuple[Term, ...]:
    """What someone looks for: each of its words, the idle ones left out unless there are no others. A star: what begins so."""
    found: dict[Term, None] = {}
    for said in _WORD.findall(fold(looked_for[:MOST_CHARACTERS])):
        word = said.removesuffix("*")[:_LONGEST]
        prefix = said.endswith("*") and len(word) >= _SHORTEST_PREFIX
        if _telling(word):
            found[Term(word, word if prefix else stem_of(word), prefix)] = None
        if len(found) > 4 * MOST_TERMS:
            break
    telling = [term for term in found if term.word not in _IDLE]
    return tuple((telling or list(found))[:MOST_TERMS])


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem, taken until it stays the same: of "examens" and "examen" alike "exam". Words of other scripts have none."""
    if not (word.isascii() and word.isalpha()):
        return word
    stemmer = getattr(_made, "stemmer", None)
    if stemmer is None:  # one for each thread: it keeps notes while it works
        stemmer = _made.stemmer = Stemmer.Stemmer("dutch_porter", 0)
    shorter = str(stemmer.stemWord(word))
    while shorter != word:
        word, shorter = shorter, str(stemmer.stemWord(shorter))
    return word


def _words(text: str) -> Iterable[str]:
    return (word for said in _WORD.findall(fold(text)) if _telling(word := said.removesuffix("*")[:_LONGEST]))


def _telling(word: str) -> bool:
    """A single letter tells nothing; a single digit or sign of another script does."""
    return len(word) > 1 or (bool(word) and not (word.isascii() and word.isalpha()))
