"""How plain the Dutch is that the public reads: sentences, words, and words of an office, counted.

The figures are counts, no judgement: no count makes a text B1. They find what is long, heavy or stiff, so that someone looks at it.
Print them, with the sentences that are worst: python -m tests.support.plain
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tests.support import catalogue, tree
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read

#: From where in the program the public is spoken to.
PUBLIC: Final = ("portal/", "core/", "web/")
#: What stands in the place of something that is filled in: it counts as one short word.
_FILLED: Final = re.compile(r"%\(\w+\)s|\{[\w.:]*\}|\[[\w. ]+\]")
_ENDS: Final = re.compile(r"(?<=[.?!:;])\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS: Final = re.compile(r"eau|aai|ooi|oei|eeu|ieu|uw|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyàáäèéëïíìöóòüúù]", re.IGNORECASE)
#: Words of an office, each with what one says instead.
STIFF: Final[Mapping[str, str]] = {
    "aangaande": "over",
    "alsmede": "en",
    "alvorens": "voordat",
    "behoudens": "behalve",
    "betreffende": "over",
    "bijgevolg": "dus",
    "casu quo": "of",
    "conform": "volgens",
    "dan wel": "of",
    "derhalve": "daarom",
    "desgewenst": "als u dat wilt",
    "dienaangaande": "daarover",
    "dient te": "moet",
    "diens": "zijn",
    "dientengevolge": "daardoor",
    "doch": "maar",
    "eveneens": "ook",
    "gaarne": "graag",
    "geschieden": "gebeuren",
    "hetgeen": "wat",
    "hierbij delen wij": "wij schrijven",
    "hieromtrent": "hierover",
    "indien": "als",
    "inzake": "over",
    "jegens": "tegen",
    "krachtens": "volgens",
    "met betrekking tot": "over",
    "middels": "met",
    "mits": "als",
    "nadere": "meer",
    "nochtans": "toch",
    "omtrent": "over",
    "onderhavige": "deze",
    "onverwijld": "meteen",
    "op grond van": "door",
    "reeds": "al",
    "te allen tijde": "altijd",
    "te uwer": "voor uw",
    "ten aanzien van": "over",
    "ten behoeve van": "voor",
    "ten gevolge van": "door",
    "tenzij": "behalve als",
    "teneinde": "om",
    "ter zake": "hierover",
    "terzake": "hierover",
    "thans": "nu",
    "tevens": "ook",
    "uit hoofde van": "door",
    "uwerzijds": "van u",
    "vernemen": "horen",
    "vigerende": "geldende",
    "voornoemde": "deze",
    "voorts": "ook",
    "wederom": "weer",
    "zulks": "dat",
}
_STIFF: Final = re.compile(r"\b(" + "|".join(sorted(STIFF, key=len, reverse=True)) + r")\b", re.IGNORECASE)
#: "Er wordt behandeld", "men": whoever does it is not named.
_NOBODY: Final = re.compile(
    r"\bmen\b|\b(?:word|wordt|worden|werd|werden)\b(?:\s+\S+){0,6}?\s+(?:ge|be|ver|ont|her)\w{3,}(?:d|t|en)\b", re.IGNORECASE
)
_LONG_WORD: Final = 4
_LONG, _TOO_LONG = 15, 20
_HAS_WORDS: Final = 3


@dataclass(frozen=True)
class Measured:
    """What was counted in one body of text. Shares are percentages; `ease` is Flesch's count in Douma's form, `index` that of Brouwer."""

    sentences: int
    words: float
    long: float
    too_long: float
    syllables: float
    heavy: float
    nobody: float
    ease: float
    index: float

    def row(self) -> str:
        """The figures as they stand in a table."""
        return (
            f"{self.sentences} | {self.words:.1f} | {self.long:.0f} | {self.too_long:.0f} | {self.syllables:.2f} | {self.heavy:.0f} "
            f"| {self.nobody:.0f} | {self.ease:.0f} | {self.index:.0f}"
        )


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """The sentences in texts, as they are read: what ends in a full stop, a question mark or a colon, and holds words."""
    for text in texts:
        for one in _ENDS.split(_FILLED.sub("dit", text)):
            said = one.strip(" \t-•*")
            if said[-1:] in ".?!:;" and len(_WORD.findall(said)) >= _HAS_WORDS:
                yield said


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by its vowels: `klacht` one, `klachtenregeling` five."""
    return max(1, len(_VOWELS.findall(word)))


def words_of(sentence: str) -> list[str]:
    """The words of a sentence."""
    return _WORD.findall(sentence)


def measured(said: Iterable[str]) -> Measured:
    """Counts sentences."""
    found = list(said)
    lengths = [len(words_of(one)) for one in found]
    spoken = [syllables(word) for one in found for word in words_of(one)]
    each, sounds = sum(lengths) / len(found), sum(spoken) / len(spoken)
    return Measured(
        len(found),
        each,
        _share(length > _LONG for length in lengths),
        _share(length > _TOO_LONG for length in lengths),
        sounds,
        _share(one >= _LONG_WORD for one in spoken),
        _share(bool(_NOBODY.search(one)) for one in found),
        206.84 - 77 * sounds - 0.93 * each,
        195 - 200 / 3 * sounds - 2 * each,
    )


def stiff(said: Iterable[str]) -> list[str]:
    """The sentences with a word of an office, with what one says instead."""
    return [f"{found[0]!r} ({STIFF[found[0].lower()]}): {one}" for one in said if (found := _STIFF.search(one))]


def screens() -> list[str]:
    """Every sentence with which the program speaks to the public."""
    found = catalogue.sentences()
    public = {said for said, files in found.items() if any(where.startswith(PUBLIC) for where, _line in files)}
    return sorted({one for said in public for text in ([said] if isinstance(said, str) else said) for one in sentences([text])})


def procedures() -> list[Procedure]:
    """The regulations that are shipped."""
    found = [read(path.read_text(encoding="utf-8")) for path in sorted((tree.SRC / "procedures").glob("*/*.toml"))]
    return [one for one in found if isinstance(one, Procedure)]


def letters() -> list[str]:
    """Every sentence of a letter that a shipped regulation has."""
    return sorted(
        {one for procedure in procedures() for letter in procedure.letters for one in sentences(map(_dutch, (letter.subject, letter.body)))}
    )


def regulations() -> list[str]:
    """Every sentence of the regulations as their organisations published them."""
    return sorted({one for procedure in procedures() for clause in procedure.clauses for one in sentences([_dutch(clause.text)])})


#: What is measured, by the name that it has in the account.
BODIES: Final = {"schermen voor het publiek": screens, "brieven": letters, "de regelingen zelf": regulations}


def _dutch(text: str | dict[str, str]) -> str:
    return text if isinstance(text, str) else text["nl"]


def _share(held: Iterable[bool]) -> float:
    counted = list(held)
    return 100 * sum(counted) / len(counted)


if __name__ == "__main__":
    for name, body in BODIES.items():
        texts = body()
        print(f"| {name} | {measured(texts).row()} |")
        for sentence in sorted(texts, key=lambda one: -len(words_of(one)))[:30]:
            print(f"    {len(words_of(sentence))}: {sentence}")
        for sentence in stiff(texts):
            print(f"    stijf: {sentence}")
        for sentence in [one for one in texts if _NOBODY.search(one)]:
            print(f"    lijdend: {sentence}")
