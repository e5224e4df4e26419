"""What a dossier is called: its first words, its kind and its stage, in the words of its regulation."""

from typing import Final

from django.utils.translation import gettext as _

from wederhoor.core.spoken import language_in, marked
from wederhoor.desk.opened import Desk
from wederhoor.web import words
from wederhoor.web.words import spoken

_LONGEST_TITLE: Final = 90


def title_of(desk: Desk) -> str:
    """What it is about, in the complainant's own first words."""
    if desk.dossier.instance == "year":
        return _("Het jaar {year}").format(year=desk.dossier.facts.get("open_year.year", ""))
    seq = desk.dossier.records[0].index
    texts = desk.texts.get(seq, {})
    said = next((texts[name] for name in ("description", "against", "grounds.0", "reasons") if texts.get(name)), "")
    line = said.strip().split("\n")[0].split(". ")[0]
    if len(line) > _LONGEST_TITLE:
        line = f"{line[:_LONGEST_TITLE].rsplit(' ', 1)[0]}…"
    return marked(line, language_in(said)) or words.filled(_("{kind} zonder omschrijving"), kind=kind_of(desk).capitalize())


def kind_of(desk: Desk) -> str:
    """The kind as its regulation calls it; for an objection the name of its instance."""
    procedure, item = desk.matter.procedure, desk.dossier
    instance = next((spoken(one.name).lower() for one in procedure.instances if one.id == item.instance), "")
    kind = str(item.facts.get("kind") or ("year" if item.instance == "year" else "complaint"))
    named = next((spoken(one.name).lower() for one in procedure.kinds if one.id == kind and one.name), "")
    return instance or named or words.word("kind", kind)


def stage_of(desk: Desk) -> str:
    """The stage as its regulation calls it; "bezwaar" while one is open."""
    stage = desk.matter.visible_stage(desk.dossier)
    stages = desk.matter.procedure.stages
    named = next((spoken(one.name).lower() for one in stages if one.id == stage and one.instance == desk.dossier.instance and one.name), "")
    return named or words.word("stage", stage)
