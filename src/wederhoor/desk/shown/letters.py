"""The letters of a regulation as a page shows them: what each is called, what it must say, what may stand in it, who changed it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.said import function_of
from wederhoor.actions.templates import LANGUAGES, OwnLetters, key_of
from wederhoor.core.fault import Fault
from wederhoor.core.letter import PLACEHOLDERS, carriers, placeholders
from wederhoor.core.procedure import STAFF, Procedure
from wederhoor.core.provision import Letter
from wederhoor.core.words import has_word
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.now import act_label
from wederhoor.web import words
from wederhoor.web.days import moment_said
from wederhoor.web.words import spoken, told

if TYPE_CHECKING:
    from wederhoor.correspondence.models import LetterTemplate, SecondReader


def listed(procedure: Procedure, own: OwnLetters) -> dict[str, Any]:
    """The letters of one regulation, in the order of its file."""
    rows = [_row(procedure, letter, own) for letter in procedure.letters]
    return {"title": spoken(procedure.title), "rows": rows}


def _row(procedure: Procedure, letter: Letter, own: OwnLetters) -> dict[str, Any]:
    worded, _language = own.worded(procedure, letter, "nl")
    role = own.reader(procedure, letter.act, letter.instance)
    mine = [code for code in LANGUAGES if (procedure.id, key_of(letter), code) in own.words]
    return {
        "href": reverse("desk:letter_template", args=[procedure.id, key_of(letter)]),
        "name": named_letter(procedure, letter),
        "subject": spoken(worded.subject),
        "article": first_article(procedure, letter.clause),
        "own": _("eigen tekst") if mine else "",
        "reader": words.filled(_("eerst gelezen door {who}"), who=reader_said(procedure, role)) if role else "",
    }


def named_letter(procedure: Procedure, letter: Letter) -> str:
    """What a letter is called: by its act, and for an objection by its instance."""
    rule = next((rule for rule in procedure.acts if (rule.id, rule.instance) == (letter.act, letter.instance)), None)
    instance = next((spoken(item.name) for item in procedure.instances if item.id == letter.instance), "")
    return instance[:1].upper() + instance[1:] + ": " + act_label(rule, letter.act).lower() if instance else act_label(rule, letter.act)


def reader_said(procedure: Procedure, role: str) -> str:
    """Who reads a letter first, in words."""
    return _("een collega") if role == STAFF else function_of(procedure, role)


def states_of(letter: Letter) -> list[tuple[str, str]]:
    """What the letter must say, with the placeholders that say it; without one, in words of its own."""
    return [(words.value_word("states", state), ", ".join(f"{{{name}}}" for name in names)) for state, names in carriers(letter).items()]


def placeholders_of(procedure: Procedure, letter: Letter) -> list[tuple[str, str]]:
    """What may stand in it, with the meaning: what the regulation's own words hold comes first."""
    ours = placeholders(letter)
    rest = [name for name in PLACEHOLDERS if not name.endswith(":") and name not in ours]
    return [(f"{{{name}}}", _meaning(procedure, name)) for name in (*ours, *rest)]


def _meaning(procedure: Procedure, name: str) -> str:
    kind, colon, about = name.partition(":")
    if colon:
        named = {duty.id: duty.name for duty in procedure.duties} | {right.id: right.name for right in procedure.rights}
        return told(PLACEHOLDERS[f"{kind}:"]).partition(",")[0] + ": " + (spoken(named[about]).lower() if about in named else about)
    if name in PLACEHOLDERS:
        return told(PLACEHOLDERS[name])
    return words.word("field", name).lower() if has_word("field", name) else name


def fault_said(fault: Fault) -> str:
    """A fault with its line."""
    said = told(fault.message)
    return _("Regel {n}: {said}").format(n=fault.line, said=said) if fault.line is not None else said


def changes_said(
    procedure: Procedure, versions: "Iterable[LetterTemplate]", readers: "Iterable[SecondReader]", today: date
) -> list[tuple[str, str, str]]:
    """Who changed what and when, the newest first; with each version of the words what they were."""
    said: list[tuple[datetime, str, str]] = []
    for one in versions:
        what = _("eigen tekst opgeslagen") if one.body else _("terug naar de tekst van de klachtenregeling")
        said.append((one.saved_at, _who(one.saved_by, what), f"{one.subject}\n\n{one.body}".strip()))
    for change in readers:
        what = words.filled(_("tweede lezer: {who}"), who=reader_said(procedure, change.role) if change.role else _("niemand"))
        said.append((change.saved_at, _who(change.saved_by, what), ""))
    newest = sorted(said, key=lambda one: one[0], reverse=True)
    return [(moment_said(localtime(at), today, short=True), what, text) for at, what, text in newest]


def _who(member: Any, what: str) -> str:  # noqa: ANN401 - a member, or nobody who works here
    return f"{member.name}: {what}" if member else what
