"""By what the register can be narrowed: the columns of a dossier, and whatever the organisation's regulations register."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from wederhoor.actions.narrowing import RUNNING, Condition, How
from wederhoor.core.act import INTAKE_ACTS
from wederhoor.core.log import YEARS
from wederhoor.core.norm import OwnField, Registered
from wederhoor.core.procedure import Procedure
from wederhoor.core.words.fields import VALUES_OF
from wederhoor.web import words
from wederhoor.web.fields import Choice

Group = Literal["usual", "subject", "terms", "registered"]
YES, NO = "ja", "nee"
ME, NOBODY = "mij", "niemand"
REGULATION: Final = "regeling"
#: What the vocabulary lets one register, whatever the regulation: the key in the address, the act and its datum.
_FACTS: Final = (
    ("klasse", "file", "subject.class"),
    ("afdeling", "file", "subject.department"),
    ("aard", "assess", "nature"),
    ("ernst", "assess", "severity"),
    ("oorzaak", "find_cause", "category"),
    ("te-laat-door", "explain_lateness", "cause"),
    ("herkomst", "file", "origin"),
)
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow. `key`: its name in an address; without `choices` it is a day. `open`: its codes are those in use."""

    key: str
    label: str
    how: How
    names: tuple[str, ...]
    group: Group = "registered"
    choices: tuple[Choice, ...] = ()
    open: bool = False

    @property
    def is_day(self) -> bool:
        """Whether a day is asked."""
        return self.how in {"from", "until", "fact_from", "fact_until"}

    def condition(self, value: str) -> Condition | None:
        """What is asked with this value; None where it is none of them."""
        if self.is_day:
            day = day_of(value)
            return Condition(self.how, self.names, _moment(day, self.how)) if day else None
        if not self.open and value not in dict(self.choices):
            return None
        if self.open and (len(value) > _LONGEST or not value.isprintable()):
            return None
        if self.how in {"filled", "late"}:
            return Condition("lacking" if value == NO else self.how, self.names)
        flag = {YES: True, NO: False}.get(value) if self.choices and self.choices[0][0] == YES else None
        return Condition(self.how, self.names, value if flag is None else flag)

    def typed(self, value: str) -> str:
        """Its value as a form shows it."""
        day = day_of(value) if self.is_day else None
        return f"{day:%d-%m-%Y}" if day else value

    def said(self, value: str) -> str:
        """Its value in words."""
        if self.is_day:
            day = day_of(value)
            return words.day_in_words(day, year=True, weekday=False, short=True) if day else value
        return dict(self.choices).get(value, value)


def day_of(text: str) -> date | None:
    """A day as a form or an address has it; as people write it too."""
    parts = text.strip().split("-")
    if len(parts) == len(("d", "m", "y")) and len(parts[-1]) == len("2026"):
        parts.reverse()
    try:
        day = date.fromisoformat("-".join((parts[0], *(part.zfill(2) for part in parts[1:]))))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _moment(day: date, how: How) -> object:
    if how.startswith("fact"):
        return day.isoformat()
    last = day if how == "from" else day + timedelta(days=1)
    return datetime.combine(last, datetime.min.time(), get_current_timezone())


# The columns ---------------------------------------------------------------------------------------------------------------


def usual() -> tuple[Facet, ...]:
    """What is asked most: no regulation need be read for it."""
    return (
        Facet("fase", _("Fase"), "is", ("stage",), "usual", _codes("stage")),
        Facet("soort", _("Soort"), "is", ("kind",), "usual", _codes("kind")),
        Facet("oordeel", _("Oordeel"), "is", ("outcome",), "usual", _codes("outcome")),
        Facet("wie", _("Behandelaar"), "owner", (), "usual", ((ME, _("ik")), (NOBODY, _("nog niemand")))),
        Facet("te-laat", _("Te laat"), "late", (), "usual", ((YES, _("ja")),)),
        Facet("kritiek", _("Kritieke fout"), "is", ("critical",), "usual", _yes_no()),
        Facet("van", _("Ontvangen vanaf"), "from", ("received_at",), "usual"),
        Facet("tot", _("Ontvangen tot en met"), "until", ("received_at",), "usual"),
    )


@dataclass(frozen=True, slots=True)
class House:
    """Who and what an organisation has that can be chosen: colleagues, products and institutions."""

    colleagues: Sequence[tuple[int, str]] = ()
    products: Sequence[Choice] = ()
    institutions: Sequence[Choice] = ()


def every(procedures: Sequence[Procedure], house: House) -> tuple[Facet, ...]:
    """Everything by which one can narrow under these regulations, each key once."""
    first = usual()
    colleagues = tuple((f"m-{pk}", name) for pk, name in house.colleagues)
    found = [replace(one, choices=(*one.choices, *colleagues)) if one.key == "wie" else one for one in first]
    found += [
        Facet("weg", _("Weg waarlangs"), "is", ("channel",), "subject", _codes("channel")),
        Facet("product", _("Product"), "is", ("product",), "subject", tuple(house.products)),
        Facet("instelling", _("Instelling"), "institution", (), "subject", tuple(house.institutions)),
        Facet("plicht", _("Verplichting"), "duty", (), "terms", tuple(_duties(procedures).items())),
        Facet("staat", _("Hoe het daarmee staat"), "duty", (), "terms", (*_codes("duty_status"), (RUNNING, _("loopt nog")))),
        Facet("gesloten-van", _("Gesloten vanaf"), "from", ("closed_at",), "terms"),
        Facet("gesloten-tot", _("Gesloten tot en met"), "until", ("closed_at",), "terms"),
        *_regulations(procedures),
        *_of_vocabulary(procedures),
        *_own(procedures),
        *_registered(procedures),
    ]
    return tuple({one.key: one for one in found}.values())


def _codes(group: str) -> tuple[Choice, ...]:
    return tuple((code, words.word(group, code)) for code in words.codes(group))


def _yes_no() -> tuple[Choice, ...]:
    return ((YES, _("ja")), (NO, _("nee")))


def _regulations(procedures: Iterable[Procedure]) -> Iterator[Facet]:
    """Under which regulation a dossier runs, where there are several."""
    found = {procedure.id: words.spoken(procedure.title) for procedure in reversed(tuple(procedures))}
    if len(found) > 1:
        yield Facet(REGULATION, _("Regeling"), "is", ("matter__procedure_version__procedure",), "subject", tuple(found.items()))


def _duties(procedures: Iterable[Procedure]) -> dict[str, str]:
    found: dict[str, str] = {}
    for procedure in procedures:
        for duty in procedure.duties:
            found.setdefault(duty.id, words.spoken(duty.name) or duty.id)
    return dict(sorted(found.items(), key=lambda pair: pair[1].lower()))


# What is registered --------------------------------------------------------------------------------------------------------


def _of_vocabulary(procedures: Sequence[Procedure]) -> Iterator[Facet]:
    for key, act, field in _FACTS:
        codes = _values(procedures, act, field) or (words.codes(VALUES_OF[field]) if field in VALUES_OF else ())
        choices = tuple((code, words.value_word(field, code)) for code in codes)
        name = field if act == "file" else f"{act}.{field}"
        label = _("Oorzaak van te laat") if key == "te-laat-door" else words.word("field", field)
        yield Facet(key, label, "fact", (name,), "subject", choices, open=not choices)


def _values(procedures: Iterable[Procedure], act: str, field: str) -> tuple[str, ...]:
    """The values that these regulations leave open for a datum."""
    rules = (rule for procedure in procedures for rule in procedure.acts if rule.id == act)
    return tuple(dict.fromkeys(str(value) for rule in rules for value in rule.values.get(field, ())))


def _own(procedures: Iterable[Procedure]) -> Iterator[Facet]:
    """The data that a regulation declares itself."""
    for procedure in procedures:
        for field in procedure.fields:
            names = tuple(f"{act}.{field.id}" for act in field.acts)
            yield from _of_field(field, (*names, field.id) if INTAKE_ACTS & set(field.acts) else names)


def _of_field(field: OwnField, names: tuple[str, ...]) -> Iterator[Facet]:
    key, label = f"eigen.{field.id}", words.spoken(field.label)
    if field.kind == "date":
        yield Facet(f"{key}.van", words.filled(_("{what}: vanaf"), what=label), "fact_from", names)
        yield Facet(f"{key}.tot", words.filled(_("{what}: tot en met"), what=label), "fact_until", names)
    elif field.kind == "flag":
        yield Facet(key, label, "fact", names, choices=_yes_no())
    elif field.kind == "text":
        yield Facet(key, label, "filled", ("dossier", *names), choices=_filled())
    else:
        choices = tuple((code, words.value_word(field.id, code)) for code in field.options)
        yield Facet(key, label, "fact", names, choices=choices, open=not choices)


def _registered(procedures: Iterable[Procedure]) -> Iterator[Facet]:
    """Whether a datum of the register is filled; of one in several regulations any source will do."""
    found: dict[tuple[str, str], Facet] = {}
    for procedure in procedures:
        for item in procedure.registered:
            one = _of_item(item)
            before = found.get((item.instance, item.id))
            names = tuple(dict.fromkeys((*(before or one).names, *one.names)))
            found[item.instance, item.id] = replace(before or one, names=names)
    yield from found.values()


def _of_item(item: Registered) -> Facet:
    key = f"vast.{item.id}" if item.instance == "dossier" else f"vast.{item.instance}.{item.id}"
    return Facet(key, _capital(words.spoken(item.name)), "filled", (item.instance, *item.sources), choices=_filled())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _filled() -> tuple[Choice, ...]:
    return ((YES, _("ingevuld")), (NO, _("niet ingevuld")))


def by_group(facets: Iterable[Facet]) -> Mapping[Group, list[Facet]]:
    """The ways to narrow, as the form shows them together."""
    found: dict[Group, list[Facet]] = {"usual": [], "subject": [], "terms": [], "registered": []}
    for one in facets:
        found[one.group].append(one)
    return found
