"""The form of the quick intake: the few fields that matter first, in the order in which one hears or reads them; the rest folded."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _

from wederhoor.core.calendar import Calendar
from wederhoor.desk.forms import sheet as sheets
from wederhoor.desk.forms.act import ActForm
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.sheet import Sheet
from wederhoor.web.fields import Choice, Field, Posted, read_fields

#: The ways in which something is written down by hand: as the address of the form says them, and as the log does.
WAYS: Final[Mapping[str, str]] = {"telefoon": "phone", "gesprek": "talk", "brief": "letter"}
RECEIVED: Final = "received"
PRODUCT: Final = "subject.product"
_PERSON: Final = ("complainant.name", "complainant.organisation")
_STORY: Final = (PRODUCT, "description", "kind")
#: What stands first, by channel.
_FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    "phone": (*_PERSON, "complainant.phone", "complainant.email", *_STORY),
    "talk": (*_PERSON, "complainant.email", *_STORY),
    "letter": ("filed_on", *_PERSON, "complainant.address", "complainant.city", *_STORY),
    "mail": (*_PERSON, "complainant.email", "filed_on", *_STORY),
}
#: What came in on an earlier day came in at this hour: only its day counts.
_NOON: Final = time(12)


def quick(form: ActForm, channel: str, *, wanted: Iterable[str], products: Iterable[Choice]) -> ActForm:
    """The form for one channel. What the regulation asks of a whole complaint stands open where the complaint is in writing."""
    asked = set(wanted)
    first = [*_FIRST[channel], *(sorted(asked) if channel in {"letter", "mail"} else ())]
    offered = tuple(products)
    fields = {field.name: _fitted(field, asked, offered) for field in (*form.shown, *form.more) if not _settled_already(field)}
    order = [name for name in dict.fromkeys(first) if name in fields]
    shown = [fields[name] for name in order]
    if channel != "letter":
        shown[0] = replace(shown[0], autofocus=True)
    rest = tuple(field for name, field in fields.items() if name not in order)
    return replace(form, shown=tuple(shown), more=rest)


def began(asked: Asked, values: Mapping[str, Any], *, products: Iterable[Choice]) -> dict[str, Any]:
    """What stands in the form before anything was typed: the first kind, and whatever is known already."""
    kinds = [kind.id for kind in asked.matter.procedure.kinds]
    named = dict(products)
    known = {**({"kind": kinds[0]} if kinds else {}), **values}
    known[PRODUCT] = named.get(str(known.get(PRODUCT, "")), known.get(PRODUCT, ""))
    return {name: value for name, value in known.items() if value not in ("", None)}


def with_code(filled: Sheet, products: Iterable[Choice]) -> Sheet:
    """The form as it was sent, with the code of the product that one typed by its name."""
    typed = str(filled.values.get(PRODUCT, "")).strip()
    codes = {said.casefold(): code for code, name in products for said in (name, code)}
    if not typed:
        return filled
    return replace(filled, values={**filled.values, PRODUCT: codes.get(typed.casefold(), typed)})


def arrival(channel: str, own: tuple[Field, ...], *, today: date) -> tuple[Field, ...]:
    """What the form asks besides the data of the filing: of a letter the day on which it came, of anything else the moment."""
    if channel != "letter":
        return own
    received = Field(RECEIVED, "date", _("Wanneer kwam de brief binnen"), required=True, value=today, autofocus=True)
    return (received, *(field for field in own if field.name != sheets.AT))


def read_arrival(own: tuple[Field, ...], post: Posted, *, today: date) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    """What was typed of it. A letter does not come in tomorrow."""
    values, errors = read_fields([field for field in own if field.name == RECEIVED], post)
    day = values.get(RECEIVED)
    if isinstance(day, date) and day > today:
        errors[RECEIVED] = (_("Deze dag is nog niet geweest"),)
    return values, errors


def moment_of(day: object, *, calendar: Calendar, now: datetime) -> datetime:
    """The moment of receipt of what came in on a day."""
    if not isinstance(day, date) or day >= calendar.local_day(now):
        return now
    return calendar.local_moment(datetime.combine(day, _NOON))


def _settled_already(field: Field) -> bool:
    """Whether there is nothing to choose."""
    return field.name == "channel" or (field.name == "kind" and len(field.choices) == 1)


def _fitted(field: Field, asked: set[str], products: Iterable[Choice]) -> Field:
    """A field as this form asks it: products are typed, and what a whole complaint needs may come later."""
    field = replace(field, wanted=field.name in asked, required=field.required or field.name == "kind")
    if field.name == PRODUCT:
        return replace(field, suggestions=tuple(name for _code, name in products), autocomplete="off")
    return field
