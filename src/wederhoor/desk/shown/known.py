"""What is known of a dossier: the facts that its page tells, what a party may still do, and every entry of its log."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from wederhoor.actions.public import names_of
from wederhoor.actions.said import Sources, done_label, function_of, value_said
from wederhoor.core.dossier import RightView
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.term import day_of, why_right
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.words import spoken

#: The facts of a dossier that its page tells; the rest stands in its sections, the timeline and the log.
_TOLD: Final = (
    *("kind", "channel", "filed_on", "subject.class", "subject.product", "subject.version", "subject.department"),
    *("assess.nature", "assess.severity", "assess.structural", "judge.outcome", "rule.outcome", "follow_up.satisfied", "follow_up.score"),
)


def product_names(desk: Desk) -> Mapping[str, str]:
    """What the products are called that an act named, by code: a query only where one named another than the dossier is about."""
    own = desk.row.product
    others = {code for record in desk.dossier.records for code in _products(record.data)} - {own}
    name = str(desk.row.product_name or "")  # type: ignore[attr-defined] # it came with the row
    return {**names_of(desk.seat.organisation, others), **({own: name} if name else {})}


def _products(data: Mapping[str, object]) -> set[str]:
    values = [data.get(name) for name in ("subject.product", "product", "products")]
    return {str(code) for value in values for code in (value if isinstance(value, tuple) else (value,)) if code}


def facts_known(desk: Desk, sources: Sources) -> list[tuple[str, str]]:
    """What its page tells beside the timeline, each with what it is called."""
    facts = {**desk.dossier.facts}
    own = {field.id: spoken(field.label) for field in desk.matter.procedure.fields}
    shown = []
    for name in (*_TOLD, *own):
        value = facts.get(name)
        if value in (None, "", ()):
            continue
        plain = name.partition(".")[2] if name.split(".")[0] in desk.matter.procedure.specs else name
        said = value_said(desk.matter, plain, value, sources)
        if said:
            shown.append((own.get(name) or words.word("field", plain), said))
    procedure = desk.matter.procedure
    version = words.filled(_("{title}, versie {version}"), title=spoken(procedure.title), version=str(procedure.version))
    return [*shown, (_("Regeling"), version)]


def rights_of(desk: Desk) -> list[dict[str, Any]]:
    """What a party may still do or did, with its last day and its reckoning."""
    return [_right(desk, view) for view in desk.rights]


def _right(desk: Desk, view: RightView) -> dict[str, Any]:
    status = words.word("right_status", view.status)
    if view.status == "open" and view.closes is not None:
        last = day_said(day_of(view.closes, desk.matter.calendar), desk.matter.calendar.local_day(desk.seat.now))
        status = _("kan tot en met {day}").format(day=last)
    right = view.opening.right
    return {
        "label": spoken(right.name),
        "holder": function_of(desk.matter.procedure, right.holder),
        "said": status,
        "article": first_article(desk.matter.procedure, right.clause),
        "why": why_right(desk.matter, view.opening, now=desk.seat.now),
    }


def log_of(desk: Desk) -> list[dict[str, Any]]:
    """Every entry of this dossier as it stands in the chain."""
    rules = desk.dossier.plan.rules
    return [
        {
            "seq": seq,
            "label": done_label(rules.get(entry.act), entry.act),
            "by": function_of(desk.matter.procedure, entry.by),
            "at": entry.at,
            "recorded_at": entry.recorded_at,
            "digest": desk.shelf.digests[seq],
            "correctable": not desk.matter.procedure.specs[entry.act].system,
        }
        for seq, entry in enumerate(desk.entries)
        if entry.dossier == desk.dossier.name
    ]
