"""How the acts that I may take are offered: one filled button, three quiet ones, the rest folded by part of the vocabulary."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.core.state import Dossier
from wederhoor.desk.shown.now import Act, NotNow, Now

#: The parts of the vocabulary in the order of the work, as the page calls them.
PARTS: Final = {
    "intake": gettext_noop("Intake"),
    "informal": gettext_noop("Informeel"),
    "inquiry": gettext_noop("Onderzoek"),
    "decision": gettext_noop("Besluit"),
    "products": gettext_noop("Producten"),
    "objection": gettext_noop("Bezwaar"),
    "year": gettext_noop("Jaar"),
    "record": gettext_noop("Dossier"),
}
_QUIET: Final = 3
#: What one does most often in any dossier: never folded.
_ALWAYS_AT_HAND: Final = "note"
#: The steps of nearly every complaint, in their order.
_USUAL: Final = ("assign", "hear", "judge", "appoint", "rule", "reply", "close")
#: Where this was done, that is not needed any more.
_INSTEAD: Final = {"assign": "take"}
#: These lead to another stage too, yet are seldom what one came for.
_SELDOM: Final = frozenset({"withdraw", "refer", "destroy", "archive"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the vocabulary with the acts that are folded under it."""

    title: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands under "Wat nu"."""

    main: Act | None
    proposed: tuple[Act, ...]
    likely: tuple[Act, ...]
    parts: tuple[Part, ...]
    for_another: tuple[Act, ...]
    not_now: tuple[NotNow, ...]

    @property
    def folded(self) -> int:
        """How many acts are folded."""
        return sum(len(part.acts) for part in self.parts)

    @property
    def anything(self) -> bool:
        """Whether there is anything that I may do."""
        return bool(self.main or self.proposed or self.likely or self.parts or self.for_another)


def offered(now: Now, dossier: Dossier, *, proposals: Collection[str] = ()) -> Offer:
    """The act that meets the most urgent duty on top; beside it what was proposed, meets the next ones, or mostly comes next."""
    main = now.first[0] if now.first else None
    proposed = tuple(act for act in (*now.first, *now.others) if act.id in proposals and act is not main)
    at_hand = tuple(act for act in now.others if act.id == _ALWAYS_AT_HAND)
    found = {act.id: act for act in now.others}
    usual = tuple(found[name] for name in _USUAL if name in found and not {name, _INSTEAD.get(name)} & dossier.by_act.keys())
    moving = tuple(act for act in now.others if _moves(dossier, act.id) and act not in (*at_hand, *usual))
    next_ones = tuple(act for act in (*now.first[1:], *usual, *moving) if act not in proposed)
    likely = next_ones[: _QUIET - len(at_hand)] + at_hand
    shown = {act.id for act in (*likely, *proposed, *((main,) if main else ()))}
    rest = [act for act in (*now.first, *now.others) if act.id not in shown]
    return Offer(main, proposed, likely, _parts(rest), now.for_another, now.not_now)


def _moves(dossier: Dossier, act: str) -> bool:
    """Whether an act leads to a stage in which the dossier is not and was not."""
    if act in _SELDOM:
        return False
    stages = [stage.id for event in (act, f"{act}.sent") for stage, _trigger in dossier.plan.stages.get(event, ())]
    return any(stage != dossier.stage for stage in stages) and act not in dossier.by_act


def _parts(acts: list[Act]) -> tuple[Part, ...]:
    by_part: dict[str, list[Act]] = {part: [] for part in PARTS}
    for act in acts:
        by_part[act.group if act.group in PARTS else "record"].append(act)
    return tuple(Part(_(PARTS[part]), tuple(found)) for part, found in by_part.items() if found)
