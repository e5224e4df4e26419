"""Whether rules on acts, duties, registration and letters name data, stages, parts and acts that exist."""

from collections.abc import Iterable, Iterator
from typing import Final

from wederhoor.core.act import VOCABULARY, Field
from wederhoor.core.consistency_names import stages_of, unknown
from wederhoor.core.known import Known, impossible
from wederhoor.core.letter import PLACEHOLDERS, loose_braces, placeholders
from wederhoor.core.locator import Path
from wederhoor.core.norm import ActRule, Datum, Duty, Each
from wederhoor.core.provision import Letter
from wederhoor.core.shape import Wrong, nearest

#: Parts that nobody need name: who files, whom a filing is about, who uses the product.
_GIVEN_PARTS: Final = frozenset({"complainant", "concerned", "customer", "contact"})
#: Acts that give a part by themselves, unless their rule names another.
_GIVES: Final = {"assign": "handler", "appoint": "committee", "consult": "adviser", "mediate": "mediator", "talk": "mediator"}
_MOMENTS: Final = frozenset({"at", "sent"})


def faults(known: Known) -> Iterator[Wrong]:
    """Every datum, stage, part and act that these norms name and that does not exist."""
    for index, rule in enumerate(known.procedure.acts):
        yield from _act(known, ("act", index), rule)
    for index, required in enumerate(known.procedure.required):
        yield from _data(("required", index, "data"), required.data, known.intake)
    for index, duty in enumerate(known.procedure.duties):
        yield from _duty(known, ("duty", index), duty)
    for index, registered in enumerate(known.procedure.registered):
        for number, source in enumerate(registered.sources):
            if message := _source(known, source):
                yield Wrong(("registered", index, "sources", number), message)
    for index, letter in enumerate(known.procedure.letters):
        yield from _letter(known, ("letter", index), letter)
    yield from _parts(known)


def _act(known: Known, path: Path, rule: ActRule) -> Iterator[Wrong]:
    if rule.id not in VOCABULARY and not (rule.group and rule.name):
        hint = nearest(rule.id, VOCABULARY) or " Een eigen handeling heeft een name en een group nodig."
        yield Wrong((*path, "id"), f'handeling "{rule.id}" is niet bekend.{hint}')
    # An objection that does not exist yet has no stage: the act that opens it is judged by the stage of what it is against.
    opening = known.opened(rule.id)
    stages = frozenset[str]().union(*(stages_of(known.procedure, instance) for instance in opening or (rule.instance,)))
    for number, stage in enumerate(rule.stages):
        if stage not in stages:
            yield Wrong((*path, "stages", number), unknown("fase", stage, stages))
    yield from _act_data(known, path, rule)
    yield from _act_persons(known, path, rule)


def _act_data(known: Known, path: Path, rule: ActRule) -> Iterator[Wrong]:
    fields = known.fields(rule.id)
    yield from _data((*path, "requires"), rule.requires, fields)
    for name, values in rule.values.items():
        if name not in fields:
            yield Wrong((*path, "values", name), unknown("gegeven", name, fields))
            continue
        for number, value in enumerate(values):
            if can_be := impossible(fields[name], value):
                yield Wrong((*path, "values", name, number), f'"{value}" kan nooit: {name} is {can_be}.')


def _act_persons(known: Known, path: Path, rule: ActRule) -> Iterator[Wrong]:
    # Whoever took an act in some role had that part in the matter too.
    parts = known.parts | known.roles | {"any"}
    for number, part in enumerate(rule.persons.no_part if rule.persons else ()):
        if part not in parts:
            yield Wrong((*path, "persons", "no_part", number), unknown("plaats in het dossier", part, parts))
    if rule.gives_part and rule.gives_part not in known.parts:
        yield Wrong((*path, "gives_part"), unknown("plaats in het dossier", rule.gives_part, known.parts))


def _data(path: Path, data: tuple[Datum, ...], fields: Iterable[str]) -> Iterator[Wrong]:
    """Data by name; `a|b` is either, and the name before a dot stands for the whole table."""
    names = {*fields, *(name.split(".")[0] for name in fields)}
    for number, datum in enumerate(data):
        for name in datum.field.split("|"):
            if name not in names:
                yield Wrong((*path, number, "field"), unknown("gegeven", name, names))


def _duty(known: Known, path: Path, duty: Duty) -> Iterator[Wrong]:
    for number, act in enumerate(duty.blocks):
        if act not in known.acts:
            yield Wrong((*path, "blocks", number), unknown("handeling", act, known.acts))
    if duty.extension and duty.extension.act not in known.acts:
        yield Wrong((*path, "extension", "act"), unknown("handeling", duty.extension.act, known.acts))
    if duty.each:
        yield from _each(known, path, duty, duty.each)
    for channel in duty.arrival:
        if channel not in (channels := _channels(known)):
            yield Wrong((*path, "arrival", channel), unknown("kanaal", channel, channels))


def _each(known: Known, path: Path, duty: Duty, each: Each) -> Iterator[Wrong]:
    lists = {name for name, field in known.facts.items() if field.many or field.kind == "reference"}
    lists |= {name.rpartition(".")[0] for name in known.facts if "." in name}
    for name in each.of.split("|"):
        if name not in lists:
            yield Wrong((*path, "each", "of"), unknown("lijst", name, lists))
    matches: dict[str, Field] = {}
    for trigger in duty.met_by:
        matches.update(known.trigger_fields(trigger.act))
    if each.match not in matches:
        yield Wrong((*path, "each", "match"), unknown("gegeven", each.match, matches))


def _channels(known: Known) -> tuple[str, ...]:
    return known.fields("reply")["channel"].options


def _source(known: Known, source: str) -> str:
    """What is wrong with a source of the register, or nothing."""
    if source.startswith("duty "):
        name = source.removeprefix("duty ")
        return "" if name in known.duties else unknown("verplichting", name, known.duties)
    name = source.removeprefix("fact:")
    act, _, part = name.rpartition(".")
    if source == "messages" or name in known.facts or (act in known.acts and part in _MOMENTS):
        return ""
    sources = {*known.facts, "messages", *(f"{act}.{part}" for act in known.acts for part in _MOMENTS)}
    return unknown("bron", source, sources)


def _letter(known: Known, path: Path, letter: Letter) -> Iterator[Wrong]:
    spec = known.acts.get(letter.act)
    if spec is None:
        yield Wrong((*path, "act"), unknown("handeling", letter.act, known.acts))
        return
    if spec.letter == "never":
        yield Wrong((*path, "act"), f'handeling "{letter.act}" stuurt niemand bericht: daar hoort geen brief bij.')
    for key, words in (("subject", letter.subject), ("body", letter.body)):
        for language, text in words.items() if isinstance(words, dict) else [("", words)]:
            if loose_braces(text):
                yield Wrong((*path, key, language), "een { of } staat hier los; schrijf een gegeven als {name}.")
            for name in placeholders(text):
                if message := placeholder_fault(known, letter, name):
                    yield Wrong((*path, key, language), message)


def placeholder_fault(known: Known, letter: Letter, name: str) -> str:
    """What is wrong with a placeholder of a letter, with the name that was probably meant; "" for nothing."""
    kind, colon, about = name.partition(":")
    names = {"due": known.duties, "right_last_day": known.rights, "address": known.stages}
    if colon and kind in names:
        return "" if about in names[kind] else f"{{{name}}}: " + unknown("naam", about, names[kind])
    ours = {*PLACEHOLDERS, *known.fields(letter.act)}
    return "" if name in ours else f"in de brief staat {{{name}}}; dat is niet bekend.{nearest(name, ours)}"


def _parts(known: Known) -> Iterator[Wrong]:
    given = {rule.gives_part or _GIVES.get(rule.id, "") for rule in known.procedure.acts} | _GIVEN_PARTS
    for index, role in enumerate(known.procedure.roles):
        if role.part and role.part not in given:
            yield Wrong(
                ("role", index, "part"),
                f'geen handeling geeft iemand de plaats "{role.part}". Schrijf gives_part = "{role.part}" bij de [[act]] die dat doet.',
            )
