"""The form of an act, generated from its data; and what was typed in it, as the data that the act carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.contact import CONTACT
from wederhoor.core.act import Field as Datum
from wederhoor.core.act import FieldKind
from wederhoor.core.advance import channel_of
from wederhoor.desk.forms import asked as ask
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.choices import PERSONS, choices_of, lacking, may_be_new, names_a_product, row_choices
from wederhoor.desk.forms.findings import Row, finding_rows, findings_typed, half_found
from wederhoor.desk.forms.newcomer import Newcomer, described, faults_of, newcomer, with_newcomer
from wederhoor.web import words
from wederhoor.web.fields import Choice, Errors, Field, Kind, Posted, Values, filled, read_fields
from wederhoor.web.words import spoken

#: A body is named in three rows, and more when asked.
ROWS_AT_FIRST: Final = 3
MOST_ROWS: Final = 12
_SHORT: Final = frozenset(
    {"name", "organisation", "address", "city", "expertise", "ground", "against", "value", "category", "line"}  # one line will do
)
_KINDS: Final[Mapping[FieldKind, Kind]] = {"text": "longtext", "code": "code", "reference": "code", "date": "date", "number": "number"}
#: Names that mean something else in these acts than elsewhere.
_CALLED: Final[Mapping[tuple[str, str], str]] = {
    **{(act, "to"): gettext_noop("Welk dossier") for act in ("link", "unlink", "split")},
    **{(act, "of"): gettext_noop("Welke handeling") for act in ("approve", "send_back", "correct")},
    ("comment", "of"): gettext_noop("Over welk verslag"),
    ("comment", "party"): gettext_noop("Van wie"),
    **{(act, "outcome"): gettext_noop("Uitkomst") for act in ("talk", "mediate")},
    ("disclose", "of"): gettext_noop("Welke verslagen"),
    ("disclose", "party"): gettext_noop("Aan welke kant"),
    ("explain_lateness", "duty"): gettext_noop("Wat te laat was"),
}
_HELPS: Final[Mapping[tuple[str, str], str]] = {
    **{(act, "to"): gettext_noop("Het nummer van het andere dossier, bijvoorbeeld 2026-0012.") for act in ("link", "unlink", "split")},
    ("ask_completion", "missing"): gettext_noop(
        "Aangevinkt is wat volgens de regeling nog ontbreekt. De brief vraagt om wat u aangevinkt laat."
    ),
    ("reply", "reasons"): gettext_noop("Dit komt in de brief aan de klager."),
    ("note", "text"): gettext_noop("Alleen voor collega’s. De klager ziet dit niet."),
    ("correct", "value"): gettext_noop("Wat er had moeten staan."),
    **{("correct", name): gettext_noop("Een streepje maakt dit gegeven leeg.") for name in CONTACT if name != "contact.name"},
}
_HELPS_EVERYWHERE: Final[Mapping[str, str]] = {
    "override": gettext_noop("Alleen als de regeling deze persoon eigenlijk niet toelaat."),
    "independent": gettext_noop("Had deze persoon geen deel in waar de klacht over gaat?"),
    "department": gettext_noop("Waar deze persoon werkt: dat telt mee of hij onafhankelijk is."),
}
#: The part of whom an act names, where the regulation does not say.
_GIVEN: Final[Mapping[str, str]] = {
    "consult": "adviser",
    "assign": "handler",
    "appoint": "committee",
    "talk": "mediator",
    "mediate": "mediator",
    "inform_concerned": "concerned",
}
_YES_NO: Final = ("true", "false")


@dataclass(frozen=True, slots=True)
class ActForm:
    """The fields of an act: those shown at once, those that unfold, and for a body one tuple for each member.

    `newcomers`: for each field that names a person, how someone from outside is described beside it.
    """

    shown: tuple[Field, ...]
    more: tuple[Field, ...]
    rows: tuple[tuple[Field, ...], ...]
    newcomers: Mapping[str, Newcomer]
    findings: tuple[Row, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, as for the summary of what is wrong."""
        from_outside = (field for one in self.newcomers.values() for field in one.fields)
        of_grounds = (field for row in self.findings for field in row.fields)
        return (*self.shown, *of_grounds, *(field for row in self.rows for field in row), *self.more, *from_outside)

    @property
    def unfolded(self) -> bool:
        """Whether something is typed or wrong among the fields that unfold."""
        folded = any(field.errors or field.value not in ("", None, [], ()) for field in self.more)
        return folded or any(self.newcomers[field.name].unfolded for field in self.more if field.name in self.newcomers)

    def with_values(self, values: Mapping[str, Any], errors: Errors) -> "ActForm":
        """The same form with what was typed and what is wrong with it."""
        return ActForm(
            filled(self.shown, values, errors),
            filled(self.more, values, errors),
            tuple(filled(row, values, errors) for row in self.rows),
            {name: one.with_values(values, errors) for name, one in self.newcomers.items()},
            tuple(row.with_values(values, errors) for row in self.findings),
        )


def act_form(asked: Asked, *, rows: int = ROWS_AT_FIRST, informing: str = "") -> ActForm:
    """The empty form of an act. `informing`: by which channel it will tell; by mouth the teller ticks what he said himself."""
    needed, at_once = ask.required(asked), ask.main(asked)
    fields = [_field(asked, name, required=name in needed) for name in ask.names(asked)]
    if informing in {"phone", "talk", "portal"} and "states" in asked.spec.fields and ask.to_state(asked):
        fields.append(_states(asked))
    shown = tuple(field for field in fields if field.name in at_once or field.name == "states")
    more = tuple(field for field in fields if field not in shown)
    count = min(rows, MOST_ROWS) if asked.in_rows else 0
    body = tuple(_row(asked, number) for number in range(count))
    return ActForm(shown, more, body, _newcomers(asked, count), finding_rows(asked))


def read_act(form: ActForm, post: Posted) -> tuple[Values, Errors]:
    """What was typed, by field name, and what is wrong with it."""
    values, errors = read_fields(form.fields, post)
    for name, one in form.newcomers.items():
        if described(values, name):
            errors.pop(name, None)  # who is described need not be chosen
        errors |= {field: (fault,) for field, fault in faults_of(one, values)}
    return values, {**half_found(form.findings, values), **errors}


def data_of(asked: Asked, values: Values) -> dict[str, Any]:
    """What the act will carry: lists where the vocabulary has lists, dates as dates, the members of a body as rows."""
    data: dict[str, Any] = {}
    for name in (*ask.names(asked), "states"):
        if name in values:
            data[name] = _value(asked.spec.fields[name], values[name])
        if may_be_new(asked, name) and described(values, name):
            chosen = data.get(name, [] if ask.datum_of(asked, name).many else None)
            data[name] = with_newcomer(values, name, chosen, part=_part(asked))
    members = [row for number in range(MOST_ROWS) if (row := _member(asked, values, number))]
    if members:
        data["members"] = members
    found = findings_typed(asked, values)
    return {**data, "findings": found} if found else data


def label_of(asked: Asked, name: str) -> str:
    """How the screen calls a field: the procedure's own word for its own field, else the word of the vocabulary."""
    own = next((field for field in asked.matter.procedure.fields if field.id == name and asked.act in field.acts), None)
    if own:
        return spoken(own.label)
    called = _CALLED.get((asked.act, name))
    return _(called) if called else words.word("field", name)


def _newcomers(asked: Asked, rows: int) -> dict[str, Newcomer]:
    """Where someone from outside may be named: in fields, and in each row of a body."""
    found = {name: newcomer(name, many=ask.datum_of(asked, name).many) for name in ask.names(asked) if may_be_new(asked, name)}
    in_rows = (f"members.{number}.person" for number in range(rows))
    return {**found, **{name: newcomer(name) for name in in_rows}}


def _part(asked: Asked) -> str:
    """The part of whom this act names, as far as that is known beforehand."""
    return (asked.rule.gives_part if asked.rule else "") or _GIVEN.get(asked.act, "")


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
        between=datum.between,
    )


def _beforehand(asked: Asked, name: str) -> str | list[str]:
    """What the form fills in itself: a draft, the way by which the letter would go, and what a complaint lacks."""
    if name in asked.drafts:
        return asked.drafts[name]
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
    kind = "text" if names_a_product(name) or name in PERSONS else _KINDS[datum.kind]  # a name becomes a reference at the door
    return kind if not datum.many else "codes" if kind == "code" else "longtext"


def _help(asked: Asked, name: str, datum: Datum) -> str:
    said = []
    others = ask.either(asked).get(name)
    if others:
        named = words.join_words([label_of(asked, other).lower() for other in others])
        said.append(words.filled(_("Vul dit in, of anders: {others}."), others=named))
    if (asked.act, name) in _HELPS:
        said.append(_(_HELPS[asked.act, name]))
    elif name in _HELPS_EVERYWHERE:
        said.append(_(_HELPS_EVERYWHERE[name]))
    if _kind(name, datum, choices_of(asked, name)) in {"code", "codes"}:
        said.append(_("Een nummer of een kort woord zonder spaties."))
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
    return tuple(fields)


def _member(asked: Asked, values: Values, number: int) -> dict[str, Any]:
    found = {name: values[key] for name in ask.row_names(asked) if (key := f"members.{number}.{name}") in values}
    person = with_newcomer(values, f"members.{number}.person", found.get("person"), part=_part(asked))
    return {**found, "person": person} if person else {}


def _value(datum: Datum, value: object) -> object:
    if datum.many and isinstance(value, str):
        return [line for line in (line.strip() for line in value.splitlines()) if line]
    if datum.kind == "number" and isinstance(value, list | str):
        return [int(code) for code in value] if isinstance(value, list) else int(value)
    return value.isoformat() if isinstance(value, date) else value


def _yes_or_no() -> tuple[Choice, ...]:
    return tuple((code, words.word("flag", code)) for code in _YES_NO)
