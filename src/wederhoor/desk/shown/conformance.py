"""How an organisation kept its promises over a period: each duty with what became of it, in words and as a small bar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.conformance import Fared, altogether, duties_known
from wederhoor.actions.narrowing import RUNNING
from wederhoor.actions.said import function_of
from wederhoor.core.norm import Duty
from wederhoor.core.procedure import Procedure
from wederhoor.desk.shown.articles import first_article
from wederhoor.web.words import spoken, word

#: What became of a duty: as `Fared` counts it, as the register narrows to it, and what is said of it where its status does not; what has
#: no term is done, never in time.
_KINDS: Final = (
    ("overdue", "overdue", gettext_noop("nu te laat")),
    ("late", "met_late", ""),
    ("met", "met", gettext_noop("op tijd")),
    ("running", RUNNING, gettext_noop("nog bezig")),
    ("waived", "waived", ""),
    ("lapsed", "lapsed", ""),
)
_BROKEN: Final = frozenset({"overdue", "late"})
_ALL: Final = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """How often something became of a duty, and the dossiers of which that holds, in the register."""

    count: int
    label: str
    tone: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One duty: what it is, who owes it, how much of it was in time, and each of its figures. `width`: that share, of a hundred."""

    name: str
    article: str
    holder: str
    said: str
    width: int | None
    figures: tuple[Figure, ...]

    @property
    def late_width(self) -> int:
        """The rest of the bar."""
        return _ALL - (self.width or 0)


@dataclass(frozen=True, slots=True)
class Overview:
    """The duties that came up, the worst first; all of them together; and those that did not come up, by name and article."""

    rows: tuple[Kept, ...]
    tally: tuple[Figure, ...]
    said: str
    idle: tuple[tuple[str, str], ...]


def overview(found: Sequence[Fared], procedures: Sequence[Procedure], narrowed: Mapping[str, str]) -> Overview:
    """The page of these counts. `procedures`: the versions of what is shown, the newest first; `narrowed`: as the register has it."""
    known = duties_known(procedures)
    whole = altogether(found)
    newest = {procedure.id: procedure for procedure in reversed(procedures)}.values()
    return Overview(
        tuple(_kept(one, known.get(one.duty), narrowed) for one in found),
        tuple(_figures(whole)),
        _share(whole),
        tuple(_idle(newest, {one.duty for one in found})),
    )


def _kept(one: Fared, procedure: Procedure | None, narrowed: Mapping[str, str]) -> Kept:
    duty = _duty(procedure, one.duty)
    return Kept(
        name=spoken(duty.name) if duty else one.duty,
        article=first_article(procedure, duty.clause) if duty and procedure else "",
        holder=function_of(procedure, duty.holder) if duty and procedure else "",
        said=_share(one),
        width=None if one.share is None else _width(one.share),
        figures=tuple(_figures(one, narrowed)),
    )


def _figures(one: Fared, narrowed: Mapping[str, str] | None = None) -> Iterator[Figure]:
    for name, state, said in _KINDS:
        count = getattr(one, name)
        if count:
            href = "" if narrowed is None else _dossiers(one.duty, state, narrowed)
            known = said if name != "met" or not one.undated else ""
            yield Figure(count, _(known) if known else word("duty_status", state), "late" if name in _BROKEN else "", href)


def _dossiers(duty: str, state: str, narrowed: Mapping[str, str]) -> str:
    return f"{reverse('desk:register')}?{urlencode({'plicht': duty, 'staat': state, **narrowed})}"


def _share(one: Fared) -> str:
    if one.share is None:
        return _("geen termijn") if one.met else _("nog niets afgerond")
    return _("{share} procent op tijd ({met} van {all})").format(share=_width(one.share), met=one.in_time, all=one.decided)


def _width(share: float) -> int:
    """Of a hundred, whole; nothing is whole or none that is not quite so."""
    if share in {0.0, 1.0}:
        return round(_ALL * share)
    return min(max(round(_ALL * share), 1), _ALL - 1)


def _idle(procedures: Iterable[Procedure], seen: set[str]) -> Iterator[tuple[str, str]]:
    for procedure in procedures:
        for duty in procedure.duties:
            if duty.id not in seen:
                yield spoken(duty.name), first_article(procedure, duty.clause)


def _duty(procedure: Procedure | None, name: str) -> Duty | None:
    return next((duty for duty in procedure.duties if duty.id == name), None) if procedure else None
