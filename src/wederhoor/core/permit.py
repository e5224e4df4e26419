"""What is possible now, and why not: the only module that refuses. A refusal is a value with a reason and its clause.

This is the first of three questions: is it possible now (here), may you (the organisation's policy), may you see it (visibility).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from wederhoor.core.advance import open_dossier
from wederhoor.core.demand import Refusal, closing_refusal, data_refusal, dating_refusal, first, own_refusal, scene_of, together, with_act
from wederhoor.core.facts import holds, missing
from wederhoor.core.log import BEGINNINGS, OBJECTS_TO, STANDS_IN_FOR, SYSTEM, Entry
from wederhoor.core.norm import ActRule, Instance, Need, Role
from wederhoor.core.parts import TAKEN_BY_ACTING
from wederhoor.core.phrase import Phrase, named, say
from wederhoor.core.procedure import ANYONE, STAFF
from wederhoor.core.state import Dossier, Matter, Occurrence

#: The act by which someone says why something is late.
EXPLAINS: Final = "explain_lateness"
_CLOSED: Final = say("Het dossier is gesloten.")
_OTHER_STAGE: Final = say("Dit kan in deze fase niet.")
_UNKNOWN_HERE: Final = Refusal(say("Deze regeling kent deze handeling niet."))


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
        return Refusal(say("'{act}' is geen handeling van deze regeling.", act=entry.act))
    if matter.first is None:
        begins = BEGINNINGS.get(entry.act)
        return open_dossier(matter, begins) if begins else Refusal(say("Een zaak begint met een ontvangst (file) of een jaar (open_year)."))
    if entry.act in BEGINNINGS:
        known = rule_for(matter.first, entry.act)
        return Refusal(say("Dit dossier is al begonnen."), first(known.clause) if known else None)
    opened = [item for item in matter.procedure.instances if item.opened_by == entry.act]
    if opened:
        return _new_dossier(matter, entry, opened)
    found = matter.named(entry.dossier)
    if found is not None:
        return found
    return Refusal(say("Er is geen dossier '{name}' in deze zaak.", name=entry.dossier))


def _new_dossier(matter: Matter, entry: Entry, instances: list[Instance]) -> Dossier | Refusal:
    """A new objection or appeal: called by its instance and number, and against a dossier that is there."""
    name, objects_to = entry.dossier, entry.data.get(OBJECTS_TO)
    called, _, number = name.rpartition(" ")
    instance = next((item for item in instances if item.id == called and number.isdecimal()), None)
    if instance is None or matter.named(name) is not None:
        return Refusal(say("'{name}' kan de naam van dit nieuwe dossier niet zijn.", name=name), first(instances[0].clause))
    if all(item.instance != instance.against for item in matter.dossiers.values()):
        return Refusal(say("Dit kan pas later."), first(instance.clause))
    against = f"{instance.against} {objects_to}"
    if objects_to is not None and against not in matter.dossiers:
        return Refusal(say("Er is geen dossier '{name}' in deze zaak.", name=against), first(instance.clause))
    return open_dossier(matter, name, objects_to)


def impossible(matter: Matter, dossier: Dossier, act: str) -> Refusal | None:
    """Why an act is not possible for anyone, whatever its data; None if some role may take it."""
    spec = matter.procedure.specs[act]
    if spec.system:
        return None
    if dossier.destroyed:
        keep = matter.procedure.retention
        return Refusal(say("Dit dossier is vernietigd."), first(keep.clause) if keep else None)
    rule = rule_for(dossier, act)
    scene = scene_of(dossier)
    if rule is None:
        return _blocked(scene, act) if spec.always else _UNKNOWN_HERE
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
    may = _may(matter, role.id, rule_for(dossier, act)) or bool(_late_for(dossier, act, role))
    return may and not (role.part and _nobody_named(dossier, role, None))


def _late_for(dossier: Dossier, act: str, role: Role) -> set[str]:
    """The duties of which whoever was named for a part may say himself why they are late: his own, where no rule says who may."""
    if act != EXPLAINS or rule_for(dossier, act) is not None or not role.part or role.part in TAKEN_BY_ACTING:
        return set()
    return {item.duty.id for item in dossier.occurrences if item.duty.holder == role.id}


def rule_for(dossier: Dossier, act: str) -> ActRule | None:
    """The rule for an act in a dossier; for an act that opens an objection also that of the dossier objected to."""
    rule = dossier.plan.rules.get(act)
    if rule is None and dossier.against is not None and not dossier.records:
        return dossier.against.plan.rules.get(act)
    return rule


# Possible at all -----------------------------------------------------------------------------------------------------------


def _wrong_stage(matter: Matter, rule: ActRule, scene: Dossier) -> Refusal | None:
    if not rule.stages or not scene.records or scene.stage in rule.stages or matter.visible_stage(scene) in rule.stages:
        return None
    return Refusal(_CLOSED if scene.stage == "closed" else _OTHER_STAGE, first(rule.clause))


def _came_back(scene: Dossier, act: str) -> bool:
    """The last letter of this act came back, or was sent back: it may be written again, also in the stage that its leaving brought."""
    letters = scene.by_act.get(act, [])
    return bool(letters) and (letters[-1].bounced or letters[-1].sent_back) and not scene.closed


def _of_rulings(matter: Matter) -> tuple[str, ...]:
    """The beginnings of facts that an objection brings to the dossier it is against: what binds goes before every stage (EXT-26)."""
    return tuple(f"{item.id}." for item in matter.procedure.instances)


def _unmet_need(
    matter: Matter, rule: ActRule | None, dossier: Dossier, entry: Entry | None, *, only: tuple[str, ...] = ("",)
) -> Refusal | None:
    """What should have been done before. A need may ask the act's own data; without an entry such needs are passed over.

    `only` keeps to needs that ask a fact beginning so.
    """
    if rule is None or not rule.needs:
        return None
    scene = scene_of(dossier)
    if entry is not None:
        scene = with_act(matter, scene, entry)
    unmet: list[Refusal] = []
    for need in rule.needs:
        if entry is None and (_asks_own(need, rule.id) or not _asks_any(need, only)):
            continue
        if not holds(need.that, scene):
            lacking = tuple(datum.field for datum, _ in missing(scene)) if "complete" in need.that.asked else ()
            unmet.append(Refusal(named(need.reason, missing=lacking), first(need.clause) or first(rule.clause), lacking))
            if rule.id != "close":  # whoever would close is told all that is still to be done
                break
    return together(unmet) if unmet else None


def _asks_own(need: Need, act: str) -> bool:
    return any(name.startswith(f"{act}.") for name in need.that.asked)


def _asks_any(need: Need, beginnings: tuple[str, ...]) -> bool:
    return "" in beginnings or any(name.startswith(beginnings) for name in need.that.asked)


def _right_lacking(scene: Dossier, dossier: Dossier, act: str) -> Refusal | None:
    """An act by which a right is used needs that right: opened, and not used up."""
    rights = [right for right, trigger in scene.plan.uses.get(act, ()) if trigger.when is None or holds(trigger.when, dossier)]
    if not rights:
        return None
    openings = [item for item in scene.openings if item.right in rights]
    if any(item.standing for item in openings):
        return None
    if not openings:
        reason = say("Dit kan pas later.")
    else:
        reason = say("Dit is al gedaan.") if openings[-1].used_at else say("Dit recht is vervallen.")
    return Refusal(reason, first(rights[0].clause))


def _letter_waiting(scene: Dossier, act: str, rule: ActRule) -> Refusal | None:
    waiting = [record for record in scene.by_act.get(act, ()) if record.waiting]
    if any(record.to_approve for record in waiting):
        return Refusal(say("De vorige brief hierover wacht nog op een tweede lezer."), first(rule.clause))
    return Refusal(say("De vorige brief hierover is nog niet verstuurd."), first(rule.clause)) if waiting else None


def _blocked(scene: Dossier, act: str) -> Refusal | None:
    """A duty that must be met first; an act is never blocked by the duty that it meets itself."""
    owed = [item for item in scene.occurrences if act in item.duty.blocks and item.pending and not _meets(item, act)]
    if not owed:
        return None
    by_clause = {first(item.duty.clause): [one for one in owed if first(one.duty.clause) == first(item.duty.clause)] for item in owed}
    return together([_first_these(items, clause) for clause, items in by_clause.items()])


def _first_these(owed: Sequence[Occurrence], clause: str | None) -> Refusal:
    names = tuple(dict.fromkeys(label(item) for item in owed))
    return Refusal(say("Eerst nog: {duties}.", duties=names), clause, tuple(item.duty.id for item in owed))


def _meets(item: Occurrence, act: str) -> bool:
    return any(trigger.act.removesuffix(".sent") == act for trigger in item.duty.met_by)


def label(item: Occurrence) -> Phrase:
    """A duty by its name, with the item of the list it is about."""
    return say("{duty} ({item})", duty=item.duty.name, item=str(item.item)) if item.item else named(item.duty.name)


# By whom -------------------------------------------------------------------------------------------------------------------


def _not_theirs(matter: Matter, dossier: Dossier, entry: Entry) -> Refusal | None:
    if entry.by == SYSTEM:
        return None
    if matter.procedure.specs[entry.act].system:
        return Refusal(say("Dit legt alleen het systeem vast."))
    rule = rule_for(dossier, entry.act)
    clause = first(rule.clause) if rule else None
    role = next((item for item in matter.procedure.roles if item.id == entry.by), None)
    if not _may(matter, entry.by, rule) and not _of_himself(entry):
        own = _late_for(dossier, entry.act, role) if role else set()
        if not own:
            return Refusal(say("Dit is niet aan de rol '{role}'.", role=role.name if role else entry.by), clause)
        if entry.data.get("duty") not in own:
            return Refusal(say("Noem wat te laat was en wat u zelf moest doen."), clause, ("duty",))
    return _not_that_person(dossier, entry, role, clause) if role and role.part else None


def _of_himself(entry: Entry) -> bool:
    """Whether someone says anew how he himself is reached: that is everyone's right, whatever a regulation grants (AVG, article 16)."""
    if entry.act != "correct" or entry.person is None or entry.data.get("person") != entry.person:
        return False
    return all(name in {"person", "prefers"} or name.startswith("contact.") for name in entry.data)


def _may(matter: Matter, role: str, rule: ActRule | None) -> bool:
    roles = rule.by if rule and rule.by else (STAFF,)
    return role in roles or ANYONE in roles or (STAFF in roles and role in matter.procedure.members)


def _not_that_person(dossier: Dossier, entry: Entry, role: Role, clause: str | None) -> Refusal | None:
    """A part in a dossier is held by whoever was named for it, and by who stands in for him; the filer takes his own.

    Before anyone was named, nobody holds it.
    """
    holders = _holders(dossier, role)
    if holders and entry.person is not None and not {entry.person, entry.data.get(STANDS_IN_FOR)} & set(holders):
        return Refusal(say("Deze persoon is niet de {role} in dit dossier.", role=role.name), clause)
    return _nobody_named(dossier, role, clause)


def _nobody_named(dossier: Dossier, role: Role, clause: str | None) -> Refusal | None:
    if role.part in TAKEN_BY_ACTING or _holders(dossier, role):
        return None
    return Refusal(say("Er is nog geen {role} aangewezen.", role=role.name), clause)


def _holders(dossier: Dossier, role: Role) -> list[str]:
    return next((held for item in dossier.line() if (held := item.holders.get(role.part))), [])
