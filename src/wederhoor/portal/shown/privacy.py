"""What becomes of someone's data under a regulation: what is asked, who reads it, how long it is kept, what one may ask (GDPR, art. 13).

All of it is read from what runs: the form, the rules by which a dossier is read, the retention, the settings. What no file and no
setting says, and holds for each regulation alike, stands in the template.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from wederhoor.actions.outbox import KEPT
from wederhoor.core.condition import Moment, Trigger
from wederhoor.core.log import FIRST
from wederhoor.core.norm import ActRule
from wederhoor.core.procedure import Procedure
from wederhoor.core.text_steps import start_words, term_words
from wederhoor.portal.articles import article, articles
from wederhoor.portal.forms import asked
from wederhoor.portal.forms.filing import filing_form
from wederhoor.portal.shown import privacy_readers
from wederhoor.portal.shown.privacy_readers import Scene
from wederhoor.portal.shown.regulation import turn_for
from wederhoor.web.words import language, spoken, together

#: Roles of those who complain.
_THEIRS: Final = frozenset({"complainant", "customer", "anyone"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions of the form under one heading, with the articles that ask them."""

    title: str
    labels: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one asks about his data: by mail or by post, and for whose attention; each empty where nobody filled it in."""

    mail: str
    post: str
    role: str


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a dossier is kept: from its closing (`closing`), or from something else (`since`, in words); who destroys it then.

    `anew`: the closing of an objection starts it once more.
    """

    term: str
    since: str
    closing: bool
    holder: str
    anew: bool
    article: str


@dataclass(frozen=True, slots=True)
class Partner:
    """Another system that the regulation names."""

    name: str
    article: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """The whole page. `secret`: the articles by which advisers promise secrecy first; `inspect`: those that grant inspection.

    `objection`: what may follow on a decision, as the regulation calls it, in small letters.
    Days: of a draft, of a link to one's page or to come in by, of a mail of no dossier that we sent or set aside, of who opened a dossier.
    """

    asked: tuple[Asked, ...]
    nameless: bool
    reach: Reach
    scenes: tuple[Scene, ...]
    secret: tuple[str, ...]
    partners: tuple[Partner, ...]
    retention: Retention | None
    inspect: tuple[str, ...]
    objection: str
    draft_days: int
    link_days: int
    entry_days: int
    mail_days: int
    aside_days: int
    opening_days: int


def privacy(procedure: Procedure, kept: Mapping[str, Any]) -> Privacy:
    """The page of a regulation. `kept`: the settings of its organisation, which hold the addresses."""
    return Privacy(
        asked=tuple(Asked(one.title, tuple(field.label for field in one.fields), one.articles) for one in filing_form(procedure).groups),
        nameless=asked.may_be_nameless(procedure),
        reach=_reach(procedure, kept),
        scenes=tuple(privacy_readers.scenes(procedure)),
        secret=articles(procedure, (clause for rule in procedure.acts if rule.values.get("secrecy") == (True,) for clause in rule.clause)),
        partners=tuple(_partners(procedure)),
        retention=_retention(procedure),
        inspect=articles(procedure, (clause for rule in _inspections(procedure) for clause in rule.clause)),
        objection=together((spoken(one.name).lower() for one in procedure.instances), between=_(" of ")),
        draft_days=settings.DRAFT_DAYS,
        link_days=settings.STATUS_LINK_DAYS,
        entry_days=settings.ENTRY_LINK_DAYS,
        mail_days=KEPT.days,
        aside_days=settings.SET_ASIDE_DAYS,
        opening_days=settings.ACCESS_LOG_DAYS,
    )


def _reach(procedure: Procedure, kept: Mapping[str, Any]) -> Reach:
    """The address for questions about data, else the one for complaints."""
    own = str(kept.get("mailboxes", {}).get("privacy", ""))
    turn = turn_for(procedure, kept, procedure.addresses[0].stages[0]) if procedure.addresses else None
    if turn is None:
        return Reach(own, "", "")
    return Reach(own or turn.mail, turn.post, "" if own else turn.role)


def _inspections(procedure: Procedure) -> Iterator[ActRule]:
    return (rule for rule in procedure.acts if rule.id == "request_inspection" and rule.instance == FIRST and _THEIRS & set(rule.by))


def _partners(procedure: Procedure) -> Iterator[Partner]:
    """Each system once, by the first article that names it."""
    named = {one.partner: one.clause for one in reversed(procedure.exchanges)}
    for one in dict.fromkeys(exchange.partner for exchange in procedure.exchanges):
        yield Partner(one.replace("-", " ").capitalize(), article(procedure, named[one]))


def _retention(procedure: Procedure) -> Retention | None:
    keep = procedure.retention
    if keep is None:
        return None
    others = tuple(trigger for trigger in keep.arises if not _is_closing(procedure, trigger, keep.start))
    return Retention(
        term=term_words(keep.term, language()),
        since=start_words(procedure, keep.start, others, language()) if others else "",
        closing=len(others) < len(keep.arises),
        holder=next((spoken(role.name) for role in procedure.roles if role.id == keep.holder), keep.holder),
        anew=bool(procedure.instances) and keep.start.name == "at",
        article=article(procedure, keep.clause),
    )


def _is_closing(procedure: Procedure, trigger: Trigger, start: Moment) -> bool:
    """Whether the time runs from this act, and the dossier closes by it."""
    runs = trigger.moment or start
    closed = (stage for stage in procedure.stages if stage.id == "closed" and stage.instance == FIRST)
    closes = any(entered.act == trigger.act for stage in closed for entered in stage.entered_by)
    return closes and runs.name == "at" and not (runs.earlier_of or runs.later_of)
