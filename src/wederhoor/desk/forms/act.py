"""The form of an act, generated from its data; and what was typed in it, as the data that the act carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from wederhoor.actions.values import NewParty
from wederhoor.core import words
from wederhoor.core.act import Field as Datum
from wederhoor.core.act import FieldKind
from wederhoor.core.advance import channel_of
from wederhoor.core.procedure import spoken
from wederhoor.desk.forms import asked as ask
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.choices import MAY_BE_NEW, NEW, choices_of, lacking, may_be_new, row_choices
from wederhoor.web.fields import Choice, Errors, Field, Kind, Posted, Values, filled, read_fields

#: A body is named in three rows, and more when asked.
ROWS_AT_FIRST: Final = 3
MOST_ROWS: Final = 12
_SHORT: Final = frozenset(
    {"name", "organisation", "address", "city", "expertise", "ground", "against", "value", "category", "line"}  # one line will do
)
_KINDS: Final[Mapping[FieldKind, Kind]] = {"text": "longtext", "code": "text", "reference": "text", "date": "date", "number": "number"}
#: Names that mean something else in these acts than elsewhere.
_CALLED: Final[Mapping[tuple[str, str], str]] = {
    **{(act, "to"): "Welk dossier" for act in ("link", "unlink", "split")},
    **{(act, "of"): "Welke handeling" for act in ("approve", "send_back", "correct")},
    ("explain_lateness", "duty"): "Wat te laat was",
}
_HELPS: Final[Mapping[tuple[str, str], str]] = {
    **{(act, "to"): "Het nummer van het andere dossier, bijvoorbeeld 2026-0012." for act in ("link", "unlink", "split")},
    ("ask_completion", "missing"): "Aangevinkt is wat volgens de regeling nog ontbreekt. De brief vraagt om wat u aangevinkt laat.",
    ("reply", "reasons"): "Dit komt in de brief aan de klager.",
    ("note", "text"): "Alleen voor collega's. De klager ziet dit niet.",
    ("correct", "value"): "Wat er had moeten staan.",
}
_HELPS_EVERYWHERE: Final[Mapping[str, str]] = {
    "override": "Alleen als de regeling deze persoon eigenlijk niet toelaat.",
    "independent": "Had deze persoon geen deel in waar de klacht over gaat?",
    "department": "Waar deze persoon werkt: dat telt mee of hij onafhankelijk is.",
}
_YES_NO: Final = ("true", "false")


@dataclass(frozen=True, slots=True)
class ActForm:
    """The fields of an act: those shown at once, those that unfold, and for a body one tuple for each member."""

    shown: tuple[Field, ...]
    more: tuple[Field, ...] = ()
    rows: tuple[tuple[Field, ...], ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, as for the summary of what is wrong."""
        return (*self.shown, *(field for row in self.rows for field in row), *self.more)

    @property
    def unfolded(self) -> bool:
        """Whether something is typed or wrong among the fields that unfold."""
        return any(field.errors or field.value not in ("", None, [], ()) for field in self.more)

    def with_values(self, values: Mapping[str, Any], errors: Errors) -> "ActForm":
        """The same form with what was typed and what is wrong with it."""
        return ActForm(
            filled(self.shown, values, errors),
            filled(self.more, values, errors),
            tuple(filled(row, values, errors) for row in self.rows),
        )


def act_form(asked: Asked, *, rows: int = ROWS_AT_FIRST, informing: str = "") -> ActForm:
    """The empty form of an act. `informing`: by which channel it will tell; by mouth the teller ticks what he said himself."""
    needed, at_once = ask.required(asked), ask.main(asked)
    fields = [field for name in ask.names(asked) for field in _with_newcomer(asked, name, required=name in needed)]
    if informing in {"phone", "talk", "portal"} and "states" in asked.spec.fields and ask.to_state(asked):
        fields.append(_states(asked))
    shown = tuple(field for field in fields if field.name.partition("-")[0] in at_once or field.name == "states")
    more = tuple(field for field in fields if field not in shown)
    count = min(rows, MOST_ROWS) if asked.in_rows else 0
    return ActForm(shown, more, tuple(_row(asked, number) for number in range(count)))


def read_act(form: ActForm, post: Posted) -> tuple[Values, Errors]:
    """What was typed, by field name, and what is wrong with it."""
    values, errors = read_fields(form.fields, post)
    for name, value in list(values.items()):
        chosen = value if isinstance(value, list) else [value]
        if NEW in chosen and name.rpartition(".")[2] in MAY_BE_NEW and not values.get(f"{name}-name"):
            errors[f"{name}-name"] = (_("Vul de naam in van wie u bedoelt"),)
    return values, errors


def data_of(asked: Asked, values: Values) -> dict[str, Any]:
    """What the act will carry: lists where the vocabulary has lists, dates as dates, the members of a body as rows."""
    data: dict[str, Any] = {}
    for name in (*ask.names(asked), "states"):
        if name in values:
            data[name] = _named(values, name, _value(asked.spec.fields[name], values[name]))
    members = [row for number in range(MOST_ROWS) if (row := _member(asked, values, number))]
    if members:
        data["members"] = members
    return data


def label_of(asked: Asked, name: str) -> str:
    """How the screen calls a field: the procedure's own word for its own field, else the word of the vocabulary."""
    own = next((field for field in asked.matter.procedure.fields if field.id == name and asked.act in field.acts), None)
    if own:
        return spoken(own.label)
    called = _CALLED.get((asked.act, name))
    return _(called) if called else words.word("field", name)


def _with_newcomer(asked: Asked, name: str, *, required: bool) -> tuple[Field, ...]:
    """A field, and beside one that may name a newcomer his own."""
    field = _field(asked, name, required=required)
    if not may_be_new(asked, name):
        return (field,)
    return (field, *_newcomer(name))


def _newcomer(name: str) -> tuple[Field, ...]:
    hint = _("Alleen als u iemand anders noemt.")
    return (
        Field(f"{name}-name", "text", _("Naam van iemand anders"), hint),
        Field(f"{name}-email", "email", _("E-mailadres van iemand anders")),
    )


def _named(values: Values, name: str, value: object) -> object:
    """The value with the newcomer himself where the form says "someone else"."""
    if name.rpartition(".")[2] not in MAY_BE_NEW:
        return value
    if isinstance(value, list):
        return [_named(values, name, item) for item in value]
    if value != NEW:
        return value
    return NewParty(name=str(values.get(f"{name}-name", "")), email=str(values.get(f"{name}-email", "")))


def _field(asked: Asked, name: str, *, required: bool) -> Field:
    datum = ask.datum_of(asked, name)
    choices = choices_of(asked, name)
    return Field(
        name=name,
        kind=_kind(name, datum, choices),
        label=label_of(asked, name),
        help=_help(asked, name, datum),
        required=required or (name == "channel" and asked.spec.letter == "always"),
        value=_beforehand(asked, name),
        choices=choices or (_yes_or_no() if datum.kind == "flag" else ()),
        autocomplete="off" if name.startswith("complainant.") else "",
    )


def _beforehand(asked: Asked, name: str) -> str | list[str]:
    """What the form fills in itself: the way by which the letter would go, and what a complaint lacks."""
    if name == "channel" and asked.spec.letter == "always":
        return channel_of(asked.spec, {}, asked.scene) or ""
    return lacking(asked) if name == "missing" else ""


def _kind(name: str, datum: Datum, choices: tuple[Choice, ...]) -> Kind:
    if datum.kind == "flag":
        return "flag"
    if choices:
        return "choices" if datum.many else "choice"
    last = name.rpartition(".")[2]
    if last in {"email", "phone"}:
        return "email" if last == "email" else "phone"
    if datum.kind == "text" and last in _SHORT and not datum.many:
        return "text"
    return "longtext" if datum.many else _KINDS[datum.kind]


def _help(asked: Asked, name: str, datum: Datum) -> str:
    said = []
    others = ask.either(asked).get(name)
    if others:
        named = words.join_words([label_of(asked, other).lower() for other in others])
        said.append(_("Vul dit in, of anders: {others}.").format(others=named))
    if (asked.act, name) in _HELPS:
        said.append(_(_HELPS[asked.act, name]))
    elif name in _HELPS_EVERYWHERE:
        said.append(_(_HELPS_EVERYWHERE[name]))
    if datum.many and not choices_of(asked, name):
        said.append(_("Zet elk op een eigen regel."))
    return " ".join(said)


def _states(asked: Asked) -> Field:
    choices = tuple((code, words.value_word("states", code)) for code in ask.to_state(asked))
    return Field("states", "choices", _("Dit heb ik verteld"), choices=choices)


def _row(asked: Asked, number: int) -> tuple[Field, ...]:
    fields = []
    for name in ask.row_names(asked):
        whole = f"{ask.ROWS}{name}"
        datum = ask.datum_of(asked, whole)
        choices = row_choices(asked, name) or (_yes_or_no() if datum.kind == "flag" else ())
        kind = _kind(whole, datum, choices)
        fields.append(Field(f"members.{number}.{name}", kind, words.word("field", whole), choices=choices))
        if name == "person":
            fields += _newcomer(f"members.{number}.person")
    return tuple(fields)


def _member(asked: Asked, values: Values, number: int) -> dict[str, Any]:
    found = {name: values[key] for name in ask.row_names(asked) if (key := f"members.{number}.{name}") in values}
    if not found.get("person"):
        return {}
    return {**found, "person": _named(values, f"members.{number}.person", found["person"])}


def _value(datum: Datum, value: object) -> object:
    if datum.many and isinstance(value, str):
        return [line for line in (line.strip() for line in value.splitlines()) if line]
    return value.isoformat() if isinstance(value, date) else value


def _yes_or_no() -> tuple[Choice, ...]:
    return tuple((code, words.word("flag", code)) for code in _YES_NO)
