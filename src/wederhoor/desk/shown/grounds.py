"""The grounds of a complaint or objection (`actions.grounds`), and how many came out how."""

from collections import Counter

from wederhoor.actions.grounds import Ground, grounds_filed, grounds_of
from wederhoor.web import words

__all__ = ["Ground", "grounds_filed", "grounds_of", "tally"]


def tally(grounds: tuple[Ground, ...]) -> str:
    """How many grounds came out how: "2 gegrond, 1 ongegrond"; nothing while nothing was found."""
    counted = Counter(ground.outcome for ground in grounds if ground.outcome)
    return words.join_words([f"{count} {outcome}" for outcome, count in counted.items()])
