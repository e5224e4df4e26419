"""What is possible now, and why not: the only module that refuses. A refusal is a value with a reason and its clause.

This is the first of three questions: is it possible now (here), may you (the organisation's policy), may you see it (visibility).
"""

from dataclasses import replace

from wederhoor.core.advance import open_dossier
from wederhoor.core.condition import Condition
from wederhoor.core.demand import Refusal, closing_refusal, data_refusal, dating_refusal, first, own_refusal, scene_of, with_act
from wederhoor.core.facts import holds, missing
from wederhoor.core.log import BEGINNINGS, SYSTEM, Entry
from wederhoor.core.norm import ActRule, Instance, Need, Role
from wederhoor.core.parts import TAKEN_BY_ACTING
from wederhoor.core.procedure import ANYONE, STAFF, spoken
from wederhoor.core.state import Dossier, Matter, Occurrence


def refusal(matter: Matter, entry: Entry) -> Refusal | None:
    """Why this act, by this role, with these data, is not possible now; None if it is."""
    dossier = target(matter, entry)
    if isinstance(dossier, Refusal):
        return dossier
    found = impossible(matter, dossier, entry.act) or _not_theirs(matter, dossier, entry)
    if found:
        return closing_refusal(matter, dossier, found) if entry.act == "close" else found
    rule = rule_for(dossier, entry.act)
    found = (
        dating_refusal(matter, entry)
        or _unmet_need(matter, rule, dossier, entry)
        or data_refusal(matter, dossier, entry, rule)
        or own_refusal(matter, dossier, entry)
    )
    # What the engine itself refuses names the clause of the act: nobody is refused without an article to read.
    return replace(found, clause=first(rule.clause)) if found and rule and found.clause is None else found


def target(matter: Matter, entry: Entry) -> Dossier | Refusal:
    """The dossier that an act would go to; a new, empty one for an act that opens one. The matter is not changed."""
    if entry.act not in matter.procedure.specs:
        return Refusal(f"'{entry.act}' is geen handeling van deze regeling.")
    if matter.first is None:
        begins = BEGINNINGS.get(entry.act)
        return open_dossier(matter, begins) if begins else Refusal("Een zaak begint met een ontvangst (file) of een jaar (open_year).")
    if entry.act in BEGINNINGS:
        known = rule_for(matter.first, entry.act)
        return Refusal("Dit dossier is al begonnen.", first(known.clause) if known else None)
    opened = [item for item in matter.procedure.instances if item.opened_by == entry.act]
    if opened:
        return _new_dossier(matter, entry.dossier, opened)
    found = matter.named(entry.dossier)
    if found is not None:
        return found
    return Refusal(f"Er is geen dossier '{entry.dossier}' in deze zaak.")


def _new_dossier(matter: Matter, name: str, instances: list[Instance]) -> Dossier | Refusal:
    """A new objection or appeal: called by its instance and number, and against a dossier that is there."""
    called, _, number = name.rpartition(" ")
    instance = next((item for item in instances if item.id == called and number.isdecimal()), None)
    if instance is None or matter.named(name) is not None:
        return Refusal(f"'{name}' kan de naam van dit nieuwe dossier niet zijn.", first(instances[0].clause))
    if all(item.instance != instance.against for item in matter.dossiers.values()):
        return Refusal("Dit kan pas later.", first(instance.clause))
    return open_dossier(matter, name)


def impossible(matter: Matter, dossier: Dossier, act: str) -> Refusal | None:
    """Why an act is not possible for anyone, whatever its data; None if some role may take it."""
    spec = matter.procedure.specs[act]
    if spec.system:
        return None
    if any(item.stage == "destroyed" for item in dossier.line()):
        keep = matter.procedure.retention
        return Refusal("Dit dossier is vernietigd.", first(keep.clause) if keep else None)
    rule = rule_for(dossier, act)
    scene = scene_of(dossier)
    if rule is None:
        return _blocked(scene, act) if spec.always else Refusal("Deze regeling kent deze handeling niet.")
    return (
        _unmet_need(matter, rule, dossier, None, only=_of_rulings(matter))
        or (None if _came_back(scene, act) else _wrong_stage(matter, rule, scene))
        or _unmet_need(matter, rule, dossier, None)
        or _right_lacking(scene, dossier, act)
        or _letter_waiting(scene, act, rule)
        or _blocked(scene, act)
    )


def allowed_to(matter: Matter, dossier: Dossier, act: str, role: Role) -> bool:
    """Whether a role may take an act, if it is possible and the role is held in this dossier."""
    return _may(matter, role.id, rule_for(dossier, act)) and not (role.part and _nobody_named(dossier, role, None))


def rule_for(dossier: Dossier, act: str) -> ActRule | None:
    """The rule for an act in a dossier; for an act that opens an objection also that of the dossier objected to."""
    rule = dossier.plan.rules.get(act)
    if rule is None and dossier.against is not None and not dossier.records:
        return dossier.against.plan.rules.get(act)
    return rule


# Possible at all -----------------------------------------------------------------------------------------------------------


def _wrong_stage(matter: Matter, rule: ActRule, scene: Dossier) -> Refusal | None:
    if not rule.stages or not scene.records or {scene.stage, matter.visible_stage(scene)} & set(rule.stages):
        return None
    reason = "Het dossier is gesloten." if scene.stage == "closed" else "Dit kan in deze fase niet."
    return Refusal(reason, first(rule.clause))


def _came_back(scene: Dossier, act: str) -> bool:
    """The last letter of this act came back undelivered: it may be written again, also in the stage that its leaving brought."""
    letters = scene.by_act.get(act, [])
    return bool(letters) and letters[-1].bounced and not scene.closed


def _of_rulings(matter: Matter) -> tuple[str, ...]:
    """The beginnings of facts that an objection brings to the dossier it is against: what binds goes before every stage (EXT-26)."""
    return tuple(f"{item.id}." for item in matter.procedure.instances)


def _unmet_need(
    matter: Matter, rule: ActRule | None, dossier: Dossier, entry: Entry | None, *, only: tuple[str, ...] = ("",)
) -> Refusal | None:
    """What should have been done before. A need may ask the act's own data; without an entry such needs are passed over.

    `only` keeps to needs that ask a fact beginning so.
    """
    if rule is None:
        return None
    scene = scene_of(dossier)
    if entry is not None:
        scene = with_act(matter, scene, entry)
    for need in rule.needs:
        if entry is None and (_asks_own(need, rule.id) or not _asks_any(need, only)):
            continue
        if not holds(need.that, scene):
            lacking = tuple(datum.field for datum, _ in missing(scene)) if "complete" in _asked(need.that) else ()
            reason = spoken(need.reason).replace("{missing}", ", ".join(lacking))
            return Refusal(reason, first(need.clause) or first(rule.clause), lacking)
    return None


def _asked(condition: Condition) -> set[str]:
    return {name for inner in condition.within() for name in inner.facts}


def _asks_own(need: Need, act: str) -> bool:
    return any(name.startswith(f"{act}.") for name in _asked(need.that))


def _asks_any(need: Need, beginnings: tuple[str, ...]) -> bool:
    return "" in beginnings or any(name.startswith(beginnings) for name in _asked(need.that))


def _right_lacking(scene: Dossier, dossier: Dossier, act: str) -> Refusal | None:
    """An act by which a right is used needs that right: opened, and not used up."""
    rights = [right for right, trigger in scene.plan.uses.get(act, ()) if trigger.when is None or holds(trigger.when, dossier)]
    if not rights:
        return None
    openings = [item for item in scene.openings if item.right in rights]
    if any(item.standing for item in openings):
        return None
    reason = "Dit kan pas later." if not openings else "Dit is al gedaan." if openings[-1].used_at else "Dit recht is vervallen."
    return Refusal(reason, first(rights[0].clause))


def _letter_waiting(scene: Dossier, act: str, rule: ActRule) -> Refusal | None:
    if any(record.waiting for record in scene.by_act.get(act, ())):
        return Refusal("De vorige brief hierover is nog niet verstuurd.", first(rule.clause))
    return None


def _blocked(scene: Dossier, act: str) -> Refusal | None:
    """A duty that must be met first; an act is never blocked by the duty that it meets itself."""
    owed = [item for item in scene.occurrences if item.pending and act in item.duty.blocks and not _meets(item, act)]
    if not owed:
        return None
    names = ", ".join(dict.fromkeys(label(item) for item in owed))
    return Refusal(f"Eerst nog: {names}.", first(owed[0].duty.clause), tuple(item.duty.id for item in owed))


def _meets(item: Occurrence, act: str) -> bool:
    return any(trigger.act.removesuffix(".sent") == act for trigger in item.duty.met_by)


def label(item: Occurrence) -> str:
    """A duty by its Dutch name, with the item of the list it is about."""
    return f"{spoken(item.duty.name)} ({item.item})" if item.item else spoken(item.duty.name)


# By whom -------------------------------------------------------------------------------------------------------------------


def _not_theirs(matter: Matter, dossier: Dossier, entry: Entry) -> Refusal | None:
    if entry.by == SYSTEM:
        return None
    if matter.procedure.specs[entry.act].system:
        return Refusal("Dit legt alleen het systeem vast.")
    rule = rule_for(dossier, entry.act)
    clause = first(rule.clause) if rule else None
    role = next((item for item in matter.procedure.roles if item.id == entry.by), None)
    if not _may(matter, entry.by, rule):
        return Refusal(f"Dit is niet aan de rol '{spoken(role.name) if role else entry.by}'.", clause)
    return _not_that_person(dossier, entry, role, clause) if role and role.part else None


def _may(matter: Matter, role: str, rule: ActRule | None) -> bool:
    roles = rule.by if rule and rule.by else (STAFF,)
    if ANYONE in roles or role in roles:
        return True
    return STAFF in roles and any(item.id == role and not item.part for item in matter.procedure.roles)


def _not_that_person(dossier: Dossier, entry: Entry, role: Role, clause: str | None) -> Refusal | None:
    """A part in a dossier is held by whoever was named for it; before anyone was, nobody holds it. The filer takes his own."""
    holders = _holders(dossier, role)
    if holders and entry.person is not None and entry.person not in holders:
        return Refusal(f"Deze persoon is niet de {spoken(role.name)} in dit dossier.", clause)
    return _nobody_named(dossier, role, clause)


def _nobody_named(dossier: Dossier, role: Role, clause: str | None) -> Refusal | None:
    if _holders(dossier, role) or role.part in TAKEN_BY_ACTING:
        return None
    return Refusal(f"Er is nog geen {spoken(role.name)} aangewezen.", clause)


def _holders(dossier: Dossier, role: Role) -> list[str]:
    return next((held for item in dossier.line() if (held := item.holders.get(role.part))), [])
