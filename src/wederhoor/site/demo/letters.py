"""Letters of the demonstration that wait for a person: one for a second reader, in the organisation's own words, and two to be posted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from faker import Faker

from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.templates import Saving, save_template, set_reader
from wederhoor.core.provision import Letter
from wederhoor.site.demo.cast import Stage
from wederhoor.site.demo.doing import actor, filing
from wederhoor.site.demo.scene import Spoiled

if TYPE_CHECKING:
    from wederhoor.organisations.models import Member

#: Where letters wait for a person, who handles them and who reads them first, and in which words.
LETTERS_WAIT: Final = "klik-onderwijs"
_ACT: Final = "explain_procedure"
_HANDLER, _READER = "medewerker", "manager-propositie"
_SUBJECT: Final = "Hoe wij met uw klacht {number} verder gaan"
_BODY: Final = """Beste {name},

Ik behandel uw klacht, en ik hoor graag eerst uw kant van het verhaal. Daarna hoor ik de andere kant.

Dit gaan wij doen:
{steps}

Dan bent u van ons aan zet:
{terms}

U volgt het zelf via {tracking_link}

Hartelijke groet,
{officer}, {organisation}"""


def read_twice(stage: Stage, now: datetime, *, chance: Random, fake: Faker) -> None:
    """Saves the words and who reads them, and has a letter wait for a second reader. Raises Spoiled where that cannot be."""
    manager, handler = actor(stage, _READER), actor(stage, _HANDLER)
    if manager.member is None or handler.member is None:
        raise Spoiled(f"{stage.casting.slug}: nobody writes letters or reads them")
    letter = [one for one in stage.procedure.letters if (one.act, one.instance) == (_ACT, "dossier")][-1]
    _own_words(stage, letter, manager.member, now - timedelta(days=1))
    at = now - timedelta(hours=2)
    filed = _filed(stage, at, chance=chance, fake=fake, channel="web")
    named = {"to": f"m-{handler.member.pk}", "independent": True}
    for act, by, data in (("assign", manager, named), (_ACT, Actor("handler", handler.member), {"channel": "mail"})):
        at += timedelta(minutes=30)
        _recorded(stage, filed, act, by, at, data)


def by_post(stage: Stage, now: datetime, *, chance: Random, fake: Faker) -> None:
    """Two who wrote by post and want their answers so: their letters lie there to be printed. Raises Spoiled."""
    manager = actor(stage, _READER)
    for waits in (timedelta(hours=1), timedelta(minutes=30)):
        filed = _filed(stage, now - waits - timedelta(hours=1), chance=chance, fake=fake, channel="letter", prefers="post")
        _recorded(stage, filed, "acknowledge", manager, now - waits, {"channel": "post"})


def _filed(stage: Stage, at: datetime, *, chance: Random, fake: Faker, channel: str, **more: object) -> Filed:
    said = {**filing(stage, kind="complaint", channel=channel, chance=chance, fake=fake), **more}
    filed = file_complaint(stage.organisation, data=said, by=Actor("complainant"), at=at, now=at, procedure=stage.procedure.id)
    if not isinstance(filed, Filed):
        raise Spoiled(f"{stage.casting.slug}, file: {filed.reason}")
    return filed


def _recorded(stage: Stage, filed: Filed, act: str, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    done = record(Log(filed.dossier.matter_id), act, by=by, at=at, now=at, data=data)
    if not isinstance(done, Recorded):
        raise Spoiled(f"{stage.casting.slug}, {act}: {done}")


def _own_words(stage: Stage, letter: Letter, writer: "Member", at: datetime) -> None:
    saving = Saving(stage.procedure, letter, "nl", _SUBJECT, _BODY, 0)
    faults = save_template(stage.organisation, saving, by=writer, now=at)
    if faults or not set_reader(stage.organisation, stage.procedure, letter, role=_READER, by=writer, now=at):
        raise Spoiled(f"{stage.casting.slug}: {faults}")
