"""Conditions and triggers asked of a dossier: pure questions, nothing changes."""

from collections.abc import Iterable, Mapping

from wederhoor.core.act import INTAKE_ACTS, Value
from wederhoor.core.condition import GIVEN, UNKNOWN, Atoms, Condition, Trigger
from wederhoor.core.norm import Datum
from wederhoor.core.state import SHARED, Dossier, Matter, Record

#: Names that stand for a whole table of data.
GROUPS = frozenset({"complainant", "subject", "members", "findings"})


def fact(dossier: Dossier, name: str) -> Value:
    """A fact of a dossier, None where nobody stated it. An objection sees the complaint's kind, subject and parties."""
    value = dossier.derived.get(name)
    if value is None:
        value = dossier.facts.get(name)
    if value is None:
        if name.startswith("duty."):
            return _duty_state(dossier, name.removeprefix("duty."))
        if name in {"stage", "instance"}:
            return str(getattr(dossier, name))
        if dossier.against is not None and (name in SHARED or name.startswith("subject.")):
            return fact(dossier.against, name)
    return value


def matter_language(matter: Matter) -> str:
    """That of whoever filed it, where the regulation asks for that (a datum `language`); else that of the regulation."""
    first = matter.first
    asked = (fact(first, "complainant.language") or fact(first, "language")) if first else None
    return str(asked or matter.procedure.language)


def _duty_state(dossier: Dossier, duty: str) -> Value:
    """Of several occurrences the one that is still owed speaks, else the last."""
    states = [item.state for item in dossier.occurrences if item.duty.id == duty]
    return next((state for state in states if state not in {"met", "waived", "lapsed"}), states[-1] if states else None)


def holds(condition: Condition, dossier: Dossier) -> bool:
    """Whether everything that the condition asks is so."""
    for name, wanted in condition.facts.items():
        if not _is_any(fact(dossier, name), wanted):
            return False
    for trigger in condition.done:
        if not happened(trigger, dossier):
            return False
    for trigger in condition.not_done:
        if happened(trigger, dossier):
            return False
    if condition.any and not any(holds(inner, dossier) for inner in condition.any):
        return False
    return not any(holds(inner, dossier) for inner in condition.none)


def happened(trigger: Trigger, dossier: Dossier) -> bool:
    """Whether such an act was taken in the dossier (with `.sent`: and its letter left; with `after`: later than that act)."""
    act = trigger.act.removesuffix(".sent")
    sent = act != trigger.act
    since = _last_index(dossier, trigger.after) if trigger.after else -1
    return any(
        record.index > since and (not sent or record.sent is not None) and fits(trigger, record, dossier)
        for record in dossier.by_act.get(act, ())
    )


def _last_index(dossier: Dossier, act: str) -> int:
    records = dossier.by_act.get(act)
    return records[-1].index if records else -1


def fits(trigger: Trigger, record: Record, dossier: Dossier) -> bool:
    """Whether an act is the occasion meant: taken by such a role, with such data, while such things hold."""
    if trigger.by and record.by not in trigger.by:
        return False
    for name, wanted in trigger.data.items():
        value = record.named.get(name)
        if value is None and record.act in INTAKE_ACTS:
            value = fact(dossier, name)
        if not _is_any(value, wanted):
            return False
    return trigger.when is None or holds(trigger.when, dossier)


def _is_any(value: Value, wanted: Atoms) -> bool:
    if isinstance(value, tuple):
        return any(item in wanted for item in value) or (GIVEN in wanted and bool(value)) or (UNKNOWN in wanted and not value)
    if value is None or value == "":
        return UNKNOWN in wanted
    # True is no 1 and False no 0: a flag is only ever a flag.
    if isinstance(value, bool):
        return any(item is value for item in wanted) or GIVEN in wanted
    return (value in wanted and not (value in (0, 1) and any(item is True or item is False for item in wanted))) or GIVEN in wanted


def is_filled(facts: Mapping[str, Value], datum: Datum) -> bool:
    """Whether a datum is there: `a|b` is filled by either; an empty answer counts only where the procedure says so."""
    for name in datum.field.split("|"):
        value = facts.get(name)
        if value is not None and (datum.empty or value not in ("", ())):
            return True
        if value is None and name in GROUPS and any(key.startswith(f"{name}.") for key in facts):
            return True
    return False


def missing(dossier: Dossier) -> Iterable[tuple[Datum, str]]:
    """The data that the filing lacks to be complete, each with the clause that asks it."""
    kind = fact(dossier, "kind")
    for required in dossier.plan.required:
        if required.kinds and kind not in required.kinds:
            continue
        for datum in required.data:
            if datum.when is not None and not holds(datum.when, dossier):
                continue
            if not is_filled(dossier.facts, datum):
                yield datum, required.clause[0] if required.clause else ""
