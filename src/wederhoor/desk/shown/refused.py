"""Why something is refused, as a page shows it: the reason, its article behind it."""

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from django.utils.html import format_html_join

from wederhoor.actions.values import Refused
from wederhoor.core.demand import Refusal
from wederhoor.core.procedure import Procedure
from wederhoor.desk.forms.lacking import reason_of
from wederhoor.desk.shown.articles import article
from wederhoor.web.templatetags.wederhoor import article as in_second_voice


class Why(NamedTuple):
    """A reason, ready for a page, with the article that stands behind it."""

    reason: str
    article: str

    def said(self) -> dict[str, str]:
        """As a template reads it."""
        return {"reason": self.reason, "article": self.article}


def why_said(procedure: Procedure, refusal: Refusal | Refused, labels: Mapping[str, str] | None = None) -> Why:
    """The reason and its article. Of several reasons each before the last has its own behind it already. `labels`: as of `reason_of`."""
    *before, last = refusal.parts or (refusal,)
    reason = reason_of(procedure, last, labels)
    if before:
        pairs = ((reason_of(procedure, part, labels), in_second_voice(article(procedure, part.clause))) for part in before)
        reason = format_html_join(" ", "{}", ((said,) for said in (*chain.from_iterable(pairs), reason) if said))
    return Why(reason, article(procedure, last.clause))
