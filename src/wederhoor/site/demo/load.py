"""Loading the demonstration: all lives played in the order of their moments, under a clock that jumps from one to the next."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from faker import Faker

from wederhoor.actions.sweep import sweep
from wederhoor.site.demo.cast import CASTINGS, Stage, build
from wederhoor.site.demo.life import Life, beginnings

#: Tells how far the loading is: done, of how many.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was made: the organisations with their people, and how many matters and acts."""

    stages: Sequence[Stage]
    matters: int
    acts: int


def load(*, now: datetime, years: int, dossiers: int, told: Told, seed: int = 2019) -> Loaded:
    """Plays `dossiers` matters over `years` years up to `now`; what lies after now has not happened yet."""
    chance = Random(seed)  # noqa: S311 - made-up lives need no secrecy
    fake = Faker("nl_NL")
    fake.seed_instance(seed)
    first = now - timedelta(days=365 * years)
    stages = [build(casting, now=first - timedelta(days=30), fake=fake, chance=chance) for casting in CASTINGS]
    lives = [life for stage in stages for life in _lives(stage, first, now, dossiers, chance, fake)]
    acts = _play(lives, now, told)
    sweep(now)
    return Loaded(stages, len(lives), acts)


def _lives(stage: Stage, first: datetime, now: datetime, dossiers: int, chance: Random, fake: Faker) -> list[Life]:
    share = max(1, round(dossiers * stage.casting.share))
    matters = beginnings(stage, share, first=first, last=now - timedelta(hours=1), chance=chance, fake=fake)
    years = range(first.year + 1, now.year + 1)
    cycles = [Life(stage, Random(chance.random()), fake, datetime(year, 1, 5, 9, tzinfo=UTC), year=year) for year in years]  # noqa: S311
    return [*matters, *cycles]


def _play(lives: Sequence[Life], now: datetime, told: Told) -> int:
    order = count()
    waiting = [(life.due_at, next(order), life) for life in lives]
    heapq.heapify(waiting)
    over = 0
    while waiting:
        moment, _, life = heapq.heappop(waiting)
        if moment < now and life.play():
            heapq.heappush(waiting, (life.due_at, next(order), life))
            continue
        over += 1
        told(over, len(lives))
    return sum(life.acts for life in lives)
