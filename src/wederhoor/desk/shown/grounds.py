"""How many grounds of a complaint or objection came out how."""

from collections import Counter

from wederhoor.actions.grounds import Ground
from wederhoor.web import words


def tally(grounds: tuple[Ground, ...]) -> str:
    """How many grounds came out how: "2 gegrond, 1 ongegrond"; nothing while nothing was found."""
    counted = Counter(ground.outcome for ground in grounds if ground.outcome)
    return words.join_words([f"{count} {outcome}" for outcome, count in counted.items()])
