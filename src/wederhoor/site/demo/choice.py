"""Which act comes next in a made-up dossier: the duty that presses first, else what brings the matter further.

Nothing here knows a regulation. The engine says what is permitted and owed; this only has a sense of the usual order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wederhoor.core.dossier import DutyView, Matter, duties, permitted
from wederhoor.core.state import Dossier

#: The usual order of work; of acts that meet no duty only these are taken, each once.
USUAL: Final = (
    "take", "pass_on", "acknowledge", "ask_completion", "complete", "invite", "talk", "confirm_in_writing", "formalise", "classify",
    "assess", "assign", "explain_procedure", "agree_communication", "inform_concerned", "excuse_lateness", "admit", "appoint",
    "hear", "consult", "open_correction", "publish_version", "notify_customers", "judge", "rule", "propose", "accept", "reply",
    "defer_to_revision", "carry_out", "carry_out_ruling", "find_cause", "recommend", "weigh_revision", "send_copies", "follow_up",
    "close", "archive",
    "analyse", "draft_report", "publish_report", "present", "decide_measures", "evaluate_measure", "close_year",
)  # fmt: skip
#: Acts that are taken only because a duty asks them.
ON_DUTY: Final = frozenset(
    [
        "ask_completion",
        "invite",
        "open_correction",
        "publish_version",
        "notify_customers",
        "defer_to_revision",
        "weigh_revision",
        "complete",
        "inform_concerned",
        "classify",
        "excuse_lateness",
        "explain_procedure",
        "pass_on",
        "take",
        "recommend",
        "propose",
        "appoint",
        "follow_up",
        "present",
        "evaluate_measure",
    ]
)
#: What nobody does before one of these was done, though a regulation may leave it open.
_AFTER: Final = {
    "carry_out": ("reply", "propose"),
    "find_cause": ("reply", "propose", "talk"),
    "follow_up": ("carry_out",),
    "recommend": ("reply", "propose"),
    "send_copies": ("reply", "accept"),
    "carry_out_ruling": ("rule",),
    "formalise": ("talk", "mediate", "explain_procedure"),
    "confirm_in_writing": ("ask_completion", "explain_procedure", "talk"),
}
#: Both sides are heard, one after the other.
_SIDES: Final = 2
_PARTY_ACTS: Final = frozenset({"accept", "complete", "confirm_in_writing", "formalise"})
_OWED: Final = frozenset({"open", "overdue"})


@dataclass(frozen=True, slots=True)
class Next:
    """An act to take, by which role, for which duty if it meets one."""

    act: str
    role: str
    duty: DutyView | None


def options(matter: Matter, dossier: Dossier, now: datetime) -> Iterator[Next]:
    """What could be done next, the most natural first."""
    may = permitted(matter, dossier)
    owed = [view for view in duties(matter, now) if view.dossier is dossier and view.status in _OWED and view.id != "destroy"]
    owed.sort(key=lambda view: (view.due is None, str(view.due)))
    offered: set[str] = set()
    for act in USUAL:
        duty = next((view for view in owed if _meets(view, act)), None)
        if (duty is not None or _natural(dossier, act)) and act not in offered:
            offered.add(act)
            roles = _roles(matter, may, act, duty)
            if roles:
                yield Next(act, roles, duty)
    for view in owed:
        for trigger in view.occurrence.duty.met_by:
            act = trigger.act.removesuffix(".sent")
            if act not in offered and act not in {"withdraw", "close"}:
                offered.add(act)
                role = _roles(matter, may, act, view)
                if role:
                    yield Next(act, role, view)


def _natural(dossier: Dossier, act: str) -> bool:
    """Whether someone would do this of his own accord now: it is not only done on duty, was not done yet, and its time has come."""
    done = len(dossier.by_act.get(act, ()))
    if act in ON_DUTY or done >= (_SIDES if act == "hear" else 1) or (act == "talk" and dossier.stage != "informal"):
        return False
    return act not in _AFTER or any(before in dossier.by_act for before in _AFTER[act])


def _meets(view: DutyView, act: str) -> bool:
    return any(trigger.act.removesuffix(".sent") == act for trigger in view.occurrence.duty.met_by)


def _roles(matter: Matter, may: dict[str, list[str]], act: str, duty: DutyView | None) -> str:
    """Who takes it: whom the duty asks, else its holder, the complainant for what is his, else the first member role that may."""
    wanted: list[str] = []
    if duty is not None:
        wanted += [role for trigger in duty.occurrence.duty.met_by if trigger.act.removesuffix(".sent") == act for role in trigger.by]
        wanted.append(duty.occurrence.duty.holder)
    if act in _PARTY_ACTS:
        wanted.insert(0, "complainant")
    roles = [role.id for role in matter.procedure.roles]
    members = [role.id for role in matter.procedure.roles if not role.part]
    return next((role for role in (*wanted, *members, *roles) if act in may.get(role, ())), "")
