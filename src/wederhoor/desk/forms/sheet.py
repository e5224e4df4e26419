"""The form of an act as it goes to and fro: what was typed, which version of the log the page showed, and the letter in between."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from wederhoor.actions.values import Refused
from wederhoor.core.act import DOCUMENTS, LETTER_CHANNELS
from wederhoor.core.advance import channel_of
from wederhoor.core.calendar import Calendar
from wederhoor.core.letter import placeholders
from wederhoor.desk.forms.act import MOST_ROWS, ROWS_AT_FIRST, ActForm, act_form, data_of, read_act
from wederhoor.desk.forms.asked import Asked, required
from wederhoor.desk.forms.files import FILES, NO_FILES, Attached
from wederhoor.dossiers.before import holding
from wederhoor.web.fields import Choice, Errors, Field, Values, filled, read_fields
from wederhoor.web.numbers import number_of
from wederhoor.web.once import once

#: Names of the form itself, which no act carries.
AT, BY, SEEN, KEY, ROWS, STEP = "at", "by", "seen", "key", "rows", "step"
SUBJECT, BODY = "letter_subject", "letter_body"
#: On which day which words were shown, as `mark_of` writes it.
SHOWN = "letter_shown"
#: Stands in a form that asked what was told by mouth.
TOLD = "told"
_OF_OURS: Final = re.compile(r"[0-9a-f]{24}")
_NOT_SAID: Final = frozenset({STEP, SEEN, KEY, ROWS, SHOWN, "gezien"})
_KEPT_APART: Final = frozenset({STEP, SUBJECT, BODY, SHOWN, "csrfmiddlewaretoken"})
_BY_MOUTH: Final = frozenset({"phone", "talk"})
_WRITTEN: Final = LETTER_CHANNELS | {"portal"}


@dataclass(frozen=True)
class Sheet:
    """A form filled in so far. `channel`: how it would tell, None where it tells no one. `files`: what goes along."""

    asked: Asked
    form: ActForm
    own: tuple[Field, ...]
    seen: int
    key: str
    rows: int = ROWS_AT_FIRST
    values: Values = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    channel: str | None = None
    files: Attached = NO_FILES

    @property
    def data(self) -> dict[str, Any]:
        """What the act will carry."""
        chosen = {DOCUMENTS: list(self.files.chosen)} if self.files.chosen else {}
        return {**data_of(self.asked, self.values), **chosen}

    @property
    def by_letter(self) -> bool:
        """Whether the words are shown before they leave."""
        return self.channel in _WRITTEN

    @property
    def asked_by_rule(self) -> bool:
        """Whether something lacks that the regulation asks: what the act must carry, or what its letter promises to say."""
        return bool((required(self.asked) | _unsaid(self.asked, self.values).keys()) & self.errors.keys())

    def at(self, calendar: Calendar, now: datetime) -> datetime:
        """When it happened: as typed, in the organisation's time; else now."""
        typed = self.values.get(AT)
        return calendar.local_moment(typed) if isinstance(typed, datetime) else now

    def refused(self, refusal: Refused) -> "Sheet":
        """The same form with a refusal beside the fields that it names."""
        known = {one.name for one in self.form.fields}
        named = {name for missing in refusal.missing for name in missing.split("|")}
        errors = {**self.errors, **{name: (_("Dit ontbreekt nog of past hier niet"),) for name in sorted(named & known)}}
        return replace(self, form=self.form.with_values(self.values, errors), errors=errors)


def blank(asked: Asked, *, seen: int, roles: tuple[Choice, ...], files: Attached = NO_FILES) -> Sheet:
    """The form before anything was typed, with a key that makes sending it twice the same as once."""
    form = _marked(asked, act_form(asked), channel_of(asked.spec, {}, asked.scene))
    return Sheet(asked, form, own_fields(asked, roles), seen, secrets.token_hex(12), files=files)


def typed(asked: Asked, post: QueryDict, *, length: int, roles: tuple[Choice, ...], files: Attached = NO_FILES) -> Sheet:
    """The form as it was sent."""
    rows = (number_of(post.get(ROWS, "")) or ROWS_AT_FIRST) + (post.get(STEP) == "more")
    rows = min(max(rows, ROWS_AT_FIRST), MOST_ROWS)
    given = str(post.get("channel") or "")
    channel = channel_of(asked.spec, {"channel": given} if given else {}, asked.scene)
    form = act_form(asked, rows=rows, informing=channel or "")
    own = own_fields(asked, roles)
    values, errors = read_act(form, post)
    own_values, own_errors = read_fields(own, post)
    if channel in _BY_MOUTH and TOLD not in post and any(one.name == "states" for one in form.fields):
        errors["states"] = (_("Kruis aan wat u hebt verteld"),)
    if channel in _WRITTEN:
        errors = {**_unsaid(asked, values), **errors}
    if not (files.chosen or files.items):
        errors = {**_unshown(asked, values), **errors}
    values, errors = {**values, **own_values}, {**errors, **own_errors, **({FILES: files.faults} if files.faults else {})}
    return Sheet(
        asked,
        _marked(asked, form, channel).with_values(values, errors),
        filled(own, values, errors),
        seen_in(post, length),
        key_in(post),
        rows,
        values,
        errors,
        channel,
        files,
    )


def seen_in(post: QueryDict, length: int) -> int:
    """The length of the log that its page showed; that of now where it does not say."""
    seen = number_of(post.get(SEEN, ""))
    return length if seen is None else seen


def key_in(post: QueryDict) -> str:
    """The key of a form, by which a repeated sending is the same one; a new one where it bears none of ours."""
    key = post.get(KEY, "")
    return key if _OF_OURS.fullmatch(key) else secrets.token_hex(12)


def said_once(request: HttpRequest, key: str) -> str:
    """By which the same answers in the same form are one act; other answers, of whoever went back to it, are another."""
    return once(request, key, apart=_NOT_SAID)


def _unsaid(asked: Asked, values: Values) -> Errors:
    """Words that every letter of this act promises to say, and that nobody wrote: it would leave with a hole in it."""
    return {
        name: (_("Dit komt in de brief. Vul het in"),)
        for name in sorted(_promised(asked))
        if not values.get(name) and not _otherwise(name, values)
    }


def _promised(asked: Asked) -> set[str]:
    letters = [one for one in asked.matter.procedure.letters if (one.act, one.instance) == (asked.act, asked.seat.instance)]
    promised = set.intersection(*(set(one.states) & set(placeholders(one)) for one in letters)) if letters else set()
    return {name for name in promised & asked.spec.fields.keys() if asked.spec.fields[name].kind in {"text", "code"}}


def _marked(asked: Asked, form: ActForm, channel: str | None) -> ActForm:
    """The form with what a letter promises to say marked as asked, where a letter would leave; the one reason may stand for reasons."""
    names = _promised(asked) - ({"reasons"} if "reason" in asked.spec.fields else set()) if channel in _WRITTEN else set()

    def each(fields: tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(replace(one, required=one.required or one.name in names) for one in fields)

    return replace(form, shown=each(form.shown), more=each(form.more))


def _unshown(asked: Asked, values: Values) -> Errors:
    """Where one side is owed what the other told, something of that is chosen: to show nothing does not meet the duty (ECM-11)."""
    if asked.act != "disclose" or values.get("of"):
        return {}
    for item in asked.scene.occurrences:
        triggers = asked.scene.plan.meets.get(asked.act, {}).get(item.duty.id, ())
        sides = {str(side) for trigger in triggers for name in ("party", "to") for side in trigger.data.get(name, ())}
        owed = values.get("party") in sides or any(values.get("to") in holding(asked.scene, side) for side in sides)
        if item.pending and owed:
            clauses = {one.id: one.number or one.id for one in asked.matter.procedure.clauses}
            article = clauses.get(item.duty.clause[0], "") if item.duty.clause else ""
            return {"of": (_("Kies wat u laat zien: een verslag hier, of een document (art. {article})").format(article=article),)}
    return {}


def _otherwise(name: str, values: Values) -> bool:
    """A letter gives the one reason where there are no reasons."""
    return name == "reasons" and bool(values.get("reason"))


def own_fields(asked: Asked, roles: tuple[Choice, ...]) -> tuple[Field, ...]:
    """What the form asks besides the data of the act: when it happened, and as whom one acts where one could act as several."""
    fields = []
    if asked.spec.back_dated or asked.informs:
        hint = _("Laat leeg als het nu is.")
        if asked.informs:
            hint = _("Alleen als u het al vertelde, per telefoon of in een gesprek. Anders leeg laten.")
        fields.append(Field(AT, "moment", _("Wanneer gebeurd"), hint, value="" if asked.informs else asked.drafts.get(AT, "")))
    if len(roles) > 1:
        fields.append(Field(BY, "choice", _("U doet dit als"), choices=roles, value=roles[0][0]))
    return tuple(fields)


def letter_fields(subject: str, body: str) -> tuple[Field, ...]:
    """The words of a letter, to be changed before it leaves."""
    return (
        Field(SUBJECT, "text", _("Onderwerp"), required=True, value=subject),
        Field(BODY, "longtext", _("Tekst van de brief"), required=True, value=body),
    )


def kept(post: QueryDict) -> Iterator[tuple[str, str]]:
    """Everything that was typed, to go along hidden while the letter is looked at."""
    for name in post:
        if name not in _KEPT_APART:
            yield from ((name, str(value)) for value in post.getlist(name))


def labels_of(sheet: Sheet) -> dict[str, str]:
    """How the form calls its fields, within a sentence."""
    return {one.name: one.label.lower() for one in sheet.form.fields}
