"""The form of an act as it goes to and fro: what was typed, which version of the log the page showed, and the letter in between."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from wederhoor.actions.values import Refused
from wederhoor.core.act import LETTER_CHANNELS
from wederhoor.core.advance import channel_of
from wederhoor.core.calendar import Calendar
from wederhoor.desk.forms.act import MOST_ROWS, ROWS_AT_FIRST, ActForm, act_form, data_of, read_act
from wederhoor.desk.forms.asked import Asked
from wederhoor.web.fields import Choice, Errors, Field, Values, filled, read_fields

#: Names of the form itself, which no act carries.
AT, BY, SEEN, KEY, ROWS, STEP = "at", "by", "seen", "key", "rows", "step"
SUBJECT, BODY = "letter_subject", "letter_body"
#: Stands in a form that asked what was told by mouth.
TOLD = "told"
_KEPT_APART: Final = frozenset({STEP, SUBJECT, BODY, "csrfmiddlewaretoken"})
_BY_MOUTH: Final = frozenset({"phone", "talk"})
_WRITTEN: Final = LETTER_CHANNELS | {"portal"}


@dataclass(frozen=True)
class Sheet:
    """A form filled in so far. `channel`: how it would tell, None where it tells no one."""

    asked: Asked
    form: ActForm
    own: tuple[Field, ...]
    seen: int
    key: str
    rows: int = ROWS_AT_FIRST
    values: Values = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    channel: str | None = None

    @property
    def data(self) -> dict[str, Any]:
        """What the act will carry."""
        return data_of(self.asked, self.values)

    @property
    def by_letter(self) -> bool:
        """Whether the words are shown before they leave."""
        return self.channel in _WRITTEN

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


def blank(asked: Asked, *, seen: int, roles: tuple[Choice, ...]) -> Sheet:
    """The form before anything was typed, with a key that makes sending it twice the same as once."""
    return Sheet(asked, act_form(asked), own_fields(asked, roles), seen, secrets.token_hex(12))


def typed(asked: Asked, post: QueryDict, *, length: int, roles: tuple[Choice, ...]) -> Sheet:
    """The form as it was sent."""
    rows = _number(post.get(ROWS), ROWS_AT_FIRST) + (post.get(STEP) == "more")
    rows = min(max(rows, ROWS_AT_FIRST), MOST_ROWS)
    given = str(post.get("channel") or "")
    channel = channel_of(asked.spec, {"channel": given} if given else {}, asked.scene)
    form = act_form(asked, rows=rows, informing=channel or "")
    own = own_fields(asked, roles)
    values, errors = read_act(form, post)
    own_values, own_errors = read_fields(own, post)
    if channel in _BY_MOUTH and TOLD not in post and any(one.name == "states" for one in form.fields):
        errors["states"] = (_("Kruis aan wat u hebt verteld"),)
    values, errors = {**values, **own_values}, {**errors, **own_errors}
    return Sheet(
        asked,
        form.with_values(values, errors),
        filled(own, values, errors),
        _number(post.get(SEEN), length),
        post.get(KEY) or secrets.token_hex(12),
        rows,
        values,
        errors,
        channel,
    )


def own_fields(asked: Asked, roles: tuple[Choice, ...]) -> tuple[Field, ...]:
    """What the form asks besides the data of the act: when it happened, and as whom one acts where one could act as several."""
    fields = []
    if asked.spec.back_dated or asked.informs:
        hint = _("Laat leeg als het nu is.")
        if asked.informs:
            hint = _("Alleen als u het al vertelde, per telefoon of in een gesprek. Anders leeg laten.")
        fields.append(Field(AT, "moment", _("Wanneer gebeurd"), hint))
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


def spoken_reason(sheet: Sheet, refusal: Refused) -> str:
    """The reason of a refusal with the names of fields as the form calls them."""
    labels: Mapping[str, str] = {one.name: one.label.lower() for one in sheet.form.fields}
    reason = refusal.reason
    for missing in sorted(refusal.missing, key=len, reverse=True):
        said = [labels[name] for name in missing.split("|") if name in labels]
        if said and missing in reason:
            reason = reason.replace(missing, _(" of ").join(said))
    return reason


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < len("1000000") else otherwise
