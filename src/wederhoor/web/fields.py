"""Forms as values: what a field asks, how it is shown, and how what was posted is read.

Everything typed is kept, also what is wrong: `read_fields` gives it back as typed, beside the faults, and `filled` puts both
into the fields for the page that shows the form again.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Literal, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from wederhoor.core.log import YEARS

Kind = Literal[
    "text",
    "longtext",
    "code",
    "codes",
    "email",
    "phone",
    "date",
    "moment",
    "flag",
    "choice",
    "choices",
    "number",
    "file",
    "person",
    "colour",
]
Values = dict[str, Any]
Errors = dict[str, tuple[str, ...]]
Choice = tuple[str, str]

# Up to here a choice is shown whole; beyond it a list unfolds.
_SHOWN_WHOLE: Final = 5
_LONGEST: Final = {"longtext": 20_000, "codes": 2_000, "email": 254, "phone": 40}
_LONGEST_ELSE: Final = 500
#: What is kept of a person has room for no more: the last part of a field's name tells what it is.
_LONGEST_OF_PERSON: Final = {"name": 200, "organisation": 200, "address": 300, "city": 120}
_SEVERAL_LINES: Final = frozenset({"longtext", "codes"})
#: What no database, feed or spreadsheet holds: control characters, but tabs and line ends. And what turns around the words beside it:
#: a name in Arabic needs none of those.
_CONTROLS: Final = dict.fromkeys(
    (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF)
)
#: What comes along unseen when one copies from a web page, a PDF or a word processor: places where a word may be broken, marks of the
#: beginning of a text. With them a mail address reaches nobody and a word is not found.
_UNSEEN: Final = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
_DIGITS_OF_PHONE: Final = range(6, 16)
#: What stands around an address that was copied out of a mail or a sentence.
_COPIED: Final = re.compile(r"\A(?:mailto:|<)|[>.,;]+\Z")
_DUTCH_DAY: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_HOUR: Final = re.compile(r"(\d{1,2})[:.](\d{2})")
#: No longer than what a number in the log keeps whole.
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
#: Thousands, or a part of one: a point means the one to a Dutch reader and the other to an English one.
_THOUSANDS: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_CODE: Final = re.compile(r"[\w./-]{1,40}")
_TRUE: Final = frozenset({"true", "on", "1", "ja"})


class Posted(Protocol):
    """What Django gives for posted data and files."""

    def getlist(self, key: str, /) -> Sequence[Any]:
        """Every value under this name."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks. `name` may be dotted, as in the data of acts; `value` and `errors` show what was typed before.

    `wanted`: it is needed in the end, yet may follow later. `suggestions`: what one may complete while typing in an input.
    `between`: the least and the most that a number can be.

    A `code` is a short word of letters and digits that goes into the log as it stands; `codes` is one on each line.

    A `flag` is a box to tick; with `choices` ("true" and "false") it is a question with an answer that may be left open.
    """

    name: str
    kind: Kind
    label: str
    help: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    value: Any = ""
    errors: tuple[str, ...] = ()
    autocomplete: str = ""
    wanted: bool = False
    suggestions: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    autofocus: bool = False

    @property
    def id(self) -> str:
        """The id of its control, fit for a fragment of an address."""
        return "veld-" + re.sub(r"[^a-z0-9]+", "-", self.name.lower())

    @property
    def described_by(self) -> str:
        """The ids of its help and its faults, for aria-describedby; empty when it has neither."""
        return " ".join(f"{self.id}-{part}" for part, there in (("hulp", self.hint), ("fout", self.errors)) if there)

    @property
    def hint(self) -> str:
        """Its help, and how a date is written."""
        how = {
            "date": _("Dag-maand-jaar, bijvoorbeeld 31-03-2026."),
            "moment": _("Dag-maand-jaar en tijd, bijvoorbeeld 31-03-2026 14.30."),
        }
        return " ".join(
            part for part in (self.help, how.get(self.kind, ""), _in_range(_("Een getal van {least} tot en met {most}."), self)) if part
        )

    @property
    def widget(self) -> str:
        """The shape of its control: input, textarea, select, radios, boxes, box or file."""
        if self.kind == "flag":
            return "radios" if self.choices else "box"
        if self.kind == "choice" or (self.kind == "person" and self.choices):
            return "radios" if len(self.choices) <= _SHOWN_WHOLE else "select"
        return {"longtext": "textarea", "codes": "textarea", "choices": "boxes", "file": "file"}.get(self.kind, "input")

    @property
    def input_type(self) -> str:
        """The type of an input: it decides the keyboard of a phone."""
        return {"email": "email", "phone": "tel", "colour": "color"}.get(self.kind, "text")

    @property
    def input_mode(self) -> str:
        """Digits for a number; a date needs its dashes."""
        return "decimal" if self.kind == "number" else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that are chosen, for radios, boxes and a list."""
        if isinstance(self.value, bool):
            return ("true" if self.value else "false",)
        return tuple(self.value) if isinstance(self.value, (list, tuple)) else (str(self.value),)

    @property
    def shown(self) -> str:
        """Its value as one would type it."""
        if isinstance(self.value, datetime):
            return f"{self.value:%d-%m-%Y %H.%M}"
        if isinstance(self.value, date):
            return f"{self.value:%d-%m-%Y}"
        if isinstance(self.value, float):
            return f"{self.value:g}".replace(".", ",")
        return "" if self.value is None else str(self.value)


def read_fields(fields: Sequence[Field], post: Posted, files: Posted | None = None) -> tuple[Values, Errors]:
    """The values by field name and the faults by field name. What was left empty is not among the values; what is wrong is, as typed."""
    values: Values = {}
    errors: Errors = {}
    for field in fields:
        value, fault = _read(field, post, files)
        if value not in ("", None, []):
            values[field.name] = value
        elif field.required and not fault:
            fault = _("Dit is nog niet ingevuld")
        if fault:
            errors[field.name] = (fault,)
    return values, errors


def filled(fields: Sequence[Field], values: Mapping[str, Any], errors: Mapping[str, tuple[str, ...]]) -> tuple[Field, ...]:
    """The same fields with what was typed and what is wrong with it."""
    # Of boxes nothing is sent when all were unticked: what the form had ticked beforehand must not come back.
    empty = {one.name: () if one.kind == "choices" else one.value for one in fields}
    return tuple(replace(one, value=values.get(one.name, empty[one.name]), errors=errors.get(one.name, ())) for one in fields)


def _read(field: Field, post: Posted, files: Posted | None) -> tuple[Any, str]:
    if field.kind == "file":
        return (list(files.getlist(field.name)) if files else []), ""
    given = [_clean(one, whole=field.kind in _SEVERAL_LINES) for one in post.getlist(field.name)]
    if field.kind == "choices":
        return _chosen(field, [one for one in given if one])
    text = given[-1] if given else ""
    if field.kind == "flag" and not field.choices:
        ticked = text in _TRUE
        missing = field.required and not ticked
        return ticked, _("Zet hier een vinkje") if missing else ""
    return _read_text(field, text) if text else ("", "")


def _read_text(field: Field, text: str) -> tuple[Any, str]:
    longest = _LONGEST_OF_PERSON.get(re.split("[.-]", field.name)[-1]) or _LONGEST.get(field.kind, _LONGEST_ELSE)
    if len(text) > longest:
        return text, _("Dit is te lang: {n} tekens, er passen er {longest}").format(n=len(text), longest=longest)
    if field.choices:
        value, fault = _chosen(field, [text])
        code = value[0]
        return (code in _TRUE if field.kind == "flag" and not fault else code), fault
    reader = _READERS.get(field.kind)
    if reader is None:
        return text, ""
    read, fault = reader(text)
    outside = field.between is not None and not fault and not field.between[0] <= read <= field.between[1]
    return read, _in_range(_("Vul een getal in van {least} tot en met {most}"), field) if outside else fault


def _in_range(said: str, field: Field) -> str:
    return said.format(least=field.between[0], most=field.between[1]) if field.between else ""


def _clean(given: object, *, whole: bool) -> str:
    """Text without the characters that no store keeps, and without white space around it; on one line unless `whole`.

    A browser sends no line ends from a control of one line: with them a name could be a letter of its own in a mail of ours.
    """
    text = without_controls(str(given)).translate(_UNSEEN).replace("\r\n", "\n").strip()
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        return ""  # nobody reads anything in it
    return text if whole else " ".join(text.splitlines())


def without_controls(text: str) -> str:
    """A text without the characters that no store, feed or file of ours can hold; tabs and line ends stay."""
    return text.translate(_CONTROLS)


def _chosen(field: Field, given: list[str]) -> tuple[list[str], str]:
    known = {code for code, _said in field.choices}
    fault = "" if set(given) <= known else _("Kies een van de mogelijkheden")
    return given, fault


def _read_email(text: str) -> tuple[Any, str]:
    text = _COPIED.sub("", text)
    try:
        validate_email(text)
    except ValidationError:
        return text, _("Vul een e-mailadres in zoals naam@voorbeeld.nl")
    return text, ""


def _read_phone(text: str) -> tuple[Any, str]:
    digits = sum(letter.isdigit() for letter in text)
    known = re.fullmatch(r"[+\d\s()./\u2010-\u2014-]+", text) and digits in _DIGITS_OF_PHONE
    return text, "" if known else _("Vul een telefoonnummer in, met alleen cijfers")


def _read_date(text: str) -> tuple[Any, str]:
    day = _day_of(text)
    return (text, _("Vul de datum in als dag-maand-jaar")) if day is None else (day, "") if day.year in YEARS else (text, _no_year())


def _read_moment(text: str) -> tuple[Any, str]:
    """A local moment, without a zone: the edge knows the organisation's."""
    day_text, _between, hour_text = text.replace("T", " ").replace(", ", " ").rpartition(" ")
    day, hour = _day_of(day_text), _HOUR.fullmatch(hour_text)
    if day and day.year not in YEARS:
        return text, _no_year()
    if day and hour and int(hour[1]) < 24 and int(hour[2]) < 60:  # noqa: PLR2004 -- a day has 24 hours of 60 minutes
        return datetime(day.year, day.month, day.day, int(hour[1]), int(hour[2])), ""  # noqa: DTZ001
    return text, _("Vul de dag in als dag-maand-jaar, en de tijd als uren.minuten")


def _day_of(text: str) -> date | None:
    if dutch := _DUTCH_DAY.fullmatch(text):
        day, month, year = (int(part) for part in dutch.groups())
    elif iso := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_year() -> str:
    """Of a day that no calendar of ours has, and no moment of it every store."""
    return _("Kijk het jaar na: vul een jaar in van {first} tot en met {last}").format(first=YEARS[0], last=YEARS[-1])


def _read_number(text: str) -> tuple[Any, str]:
    if not _NUMBER.fullmatch(text):
        return text, _("Vul een getal in")
    if _THOUSANDS.fullmatch(text):
        return text, _("Schrijf duizendtallen zonder punt of komma, zoals 1250")
    number = float(text.replace(",", "."))
    return (int(number) if number.is_integer() else number), ""


def _read_code(text: str) -> tuple[Any, str]:
    return text, "" if _CODE.fullmatch(text) else _("Gebruik hier alleen letters, cijfers en - _ . /, ten hoogste 40, zonder spaties")


def _read_colour(text: str) -> tuple[Any, str]:
    colour = text.lower()
    return colour, "" if _COLOUR.fullmatch(colour) else _("Vul een kleur in als # met zes cijfers of letters, bijvoorbeeld #0b5567")


def _read_codes(text: str) -> tuple[Any, str]:
    faults = (_read_code(line.strip())[1] for line in text.splitlines() if line.strip())
    return text, next((fault for fault in faults if fault), "")


_READERS: Final[Mapping[str, Callable[[str], tuple[Any, str]]]] = {
    "code": _read_code,
    "codes": _read_codes,
    "colour": _read_colour,
    "email": _read_email,
    "phone": _read_phone,
    "date": _read_date,
    "moment": _read_moment,
    "number": _read_number,
}
