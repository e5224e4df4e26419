"""The points of a complaint, each a question of its own: added and taken away one by one. Nobody need have any."""

from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from wederhoor.core.procedure import Procedure
from wederhoor.web.fields import Field, Posted, Values

#: As the act that files calls them.
NAME: Final = "grounds"
MOST: Final = 20
#: A finding is given of each.
_FINDING: Final = "judge"


def offered(procedure: Procedure) -> bool:
    """Whether a complaint may have several points: where the regulation has them judged."""
    return any(rule.id == _FINDING and rule.instance == "dossier" for rule in procedure.acts)


def fields(count: int) -> tuple[Field, ...]:
    """So many points to write down."""
    helped = _("Schrijf in uw eigen woorden wat er niet klopt.")
    return tuple(Field(f"{NAME}.{place}", "longtext", _("Punt {n}").format(n=place + 1), helped) for place in range(count))


def typed(post: Posted, *, more: bool = False, without: int | None = None) -> list[str]:
    """The points as they came, empty ones too; `more`: one is added; `without`: the one at this place is taken away."""
    found: list[str] = []
    for place in range(MOST):
        given = post.getlist(f"{NAME}.{place}")
        found += [str(given[-1])] if given else []
    if without is not None and without < len(found):
        del found[without]
    return [*found, *([""] if more and len(found) < MOST else [])]


def arranged(post: QueryDict, *, more: bool = False, without: int | None = None) -> QueryDict:
    """What was sent, with its points numbered anew where one was added or taken away."""
    if not more and without is None and not any(name.startswith(f"{NAME}.") for name in post):
        return post
    found = typed(post, more=more, without=without)
    post = post.copy()
    for name in [name for name in post if name.startswith(f"{NAME}.")]:
        del post[name]
    for place, text in enumerate(found):
        post[f"{NAME}.{place}"] = text
    return post


def count(post: QueryDict) -> int:
    """How many points stand in what was sent, arranged."""
    return sum(name.startswith(f"{NAME}.") for name in post)


def told(values: Values) -> list[Any]:
    """Those in which something was written, in order."""
    return [values[f"{NAME}.{place}"] for place in range(MOST) if values.get(f"{NAME}.{place}")]
