"""The page of the intake: its form by the way in which it came, and what beside it tells what follows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.actions.values import Refused
from wederhoor.core.procedure import Procedure
from wederhoor.desk.forms import intake as forms
from wederhoor.desk.forms import sheet as sheets
from wederhoor.desk.forms.sheet import Sheet
from wederhoor.desk.shown.articles import article, clause_text
from wederhoor.desk.shown.effects import follows_of
from wederhoor.desk.shown.refused import why_said
from wederhoor.web import words
from wederhoor.web.fields import Choice, Field
from wederhoor.web.words import spoken

_CHANNELS: Final = ("phone", "talk", "letter", "mail")


def form_context(
    sheet: Sheet, channel: str, *, products: Sequence[Choice], regulations: Sequence[Procedure], refused: Refused | None
) -> dict[str, Any]:
    """What the page of the intake shows, around which `framed` puts the rest."""
    asked = sheet.asked
    procedure = asked.matter.procedure
    wanted = {name for needed in asked.scene.plan.required for datum in needed.data for name in datum.field.split("|")}
    first = next((needed.clause[0] for needed in asked.scene.plan.required if needed.clause), None)
    if channel:
        form = forms.quick(sheet.form, channel, wanted=wanted, products=products)
        lead = [one for one in sheet.own if one.name == forms.RECEIVED]
        folded = [one for one in sheet.own if one.name != forms.RECEIVED] if channel != "mail" else []
    else:
        form = replace(sheet.form, shown=tuple(_marked(field, wanted) for field in sheet.form.shown))
        lead, folded = [_when(one) for one in sheet.own], []
    under = {"regeling": procedure.id} if procedure.id != regulations[0].id else {}
    said = why_said(procedure, refused, sheets.labels_of(sheet)).said() if refused else {}
    return {
        "form": form,
        "lead": lead,
        "scan": [_scan(one) for one in sheet.files.fields] if channel == "letter" else [],
        "takes_files": channel not in {"letter", "mail"},
        "files": sheet.files,
        "folded": folded,
        "own": sheet.own,
        "key": sheet.key,
        "faulty": bool(sheet.errors),
        "refused": said,
        "channel": channel,
        "heading": _headings().get(channel, _("Klacht vastleggen")),
        "ways": list(_ways(channel, under)),
        "whole_href": f"{reverse('desk:intake')}?{urlencode(under)}".rstrip("?"),
        "regulations": [(one.id, spoken(one.title)) for one in regulations] if len(regulations) > 1 else [],
        "via": next((way for way, code in forms.WAYS.items() if code == channel), ""),
        "one_kind": procedure.kinds[0].id if channel and len(procedure.kinds) == 1 else "",
        "title": spoken(procedure.title),
        "article": article(procedure, first),
        "beside_after": True,
        "clause_text": clause_text(procedure, first),
        "effects": follows_of(asked.matter, asked.seat, "file"),
    }


def _headings() -> dict[str, str]:
    return {
        "phone": _("Telefoongesprek vastleggen"),
        "talk": _("Gesprek vastleggen"),
        "letter": _("Brief vastleggen"),
        "mail": _("Dossier maken van een bericht"),
    }


def _ways(channel: str, under: dict[str, str]) -> list[dict[str, Any]]:
    """The quick ways, each with its own short form. `under`: what an address says of the regulation."""
    base = reverse("desk:intake")
    return [
        {"href": f"{base}?{urlencode({'via': way, **under})}", "label": words.value_word("channel", code), "current": code == channel}
        for way, code in forms.WAYS.items()
    ]


def _when(one: Field) -> Field:
    return replace(one, label=_("Wanneer kwam het binnen")) if one.name == sheets.AT else one


def _scan(one: Field) -> Field:
    return replace(one, label=_("Scan van de brief")) if one.kind == "file" else one


def _marked(field: Field, wanted: set[str]) -> Field:
    """What the regulation asks of a whole complaint is said so: it may come later, for a complaint is taken down as it comes."""
    if field.name == "channel":
        said = dict(field.choices)
        return replace(field, required=True, choices=tuple((code, said[code]) for code in _CHANNELS if code in said))
    if field.name == "kind" and len(field.choices) == 1:
        return replace(field, value=field.choices[0][0])
    return replace(field, wanted=field.name in wanted)
