"""Loading the demonstration: all lives played in the order of their moments, under a clock that jumps from one to the next."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from faker import Faker

from wederhoor.actions.sweep import sweep
from wederhoor.site.demo.cast import CASTINGS, Stage, build
from wederhoor.site.demo.doing import LETTERS_TAKE
from wederhoor.site.demo.dress import dress
from wederhoor.site.demo.institutions import keep, supply
from wederhoor.site.demo.letters import LETTERS_WAIT, by_post, read_twice
from wederhoor.site.demo.life import Life, beginnings
from wederhoor.site.demo.outsiders import Door, doors
from wederhoor.site.demo.scene import Scene
from wederhoor.site.demo.stories import STORIES, set_out

#: Tells how far the loading is: done, of how many.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was made: the organisations with their people, how many matters and acts, and the doors of people from outside."""

    stages: Sequence[Stage]
    matters: int
    acts: int
    doors: Sequence[Door]


def load(*, now: datetime, years: int, dossiers: int, told: Told, seed: int = 2019) -> Loaded:
    """Plays `dossiers` matters over `years` years up to `now`; what lies after now has not happened yet."""
    chance = Random(seed)  # noqa: S311 - made-up lives need no secrecy
    fake = Faker("nl_NL")
    fake.seed_instance(seed)
    first = now - timedelta(days=365 * years)
    stages = [build(casting, now=first - timedelta(days=30), fake=fake, chance=chance) for casting in CASTINGS]
    for stage in stages:
        supply(stage)
    lives: list[Life | Scene] = [life for stage in stages for life in _lives(stage, first, now, dossiers, chance, fake)]
    lives += _scenes(stages, now, chance, fake)
    acts = _play(lives, now - LETTERS_TAKE, told)
    sweep(now)
    for stage in stages:
        set_out(stage, now)
        dress(stage, now, chance=chance)
        keep(stage, now, fake=fake)
        if stage.casting.slug == LETTERS_WAIT:
            read_twice(stage, now, chance=chance, fake=fake)
            by_post(stage, now, chance=chance, fake=fake)
    return Loaded(stages, len(lives), acts, list(doors(stages, now)))


def _lives(stage: Stage, first: datetime, now: datetime, dossiers: int, chance: Random, fake: Faker) -> list[Life]:
    share = max(1, round(dossiers * stage.casting.share))
    matters = beginnings(stage, share, first=first, last=now - timedelta(hours=1), chance=chance, fake=fake)
    years = range(first.year + 1, now.year + 1)
    cycles = [Life(stage, Random(chance.random()), fake, datetime(year, 1, 5, 9, tzinfo=UTC), year=year) for year in years]  # noqa: S311
    return [*matters, *cycles]


def _scenes(stages: Sequence[Stage], now: datetime, chance: Random, fake: Faker) -> Iterator[Scene]:
    """The stories, each from its own day on."""
    by_slug = {stage.casting.slug: stage for stage in stages}
    for slug, days, story in STORIES:
        yield Scene(by_slug[slug], Random(chance.random()), fake, now - timedelta(days=days), story)  # noqa: S311


def _play(lives: Sequence[Life | Scene], now: datetime, told: Told) -> int:
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
