"""A complaint comes in: a new matter, its complainant, and the code by which he follows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wederhoor.actions.record import record
from wederhoor.actions.tracking import code_of
from wederhoor.actions.values import Actor, Changed, NewMatter, Recorded, Refused
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Filed:
    """A filing stands in the log. `tracking_code` is shown once and never kept."""

    dossier: Dossier
    tracking_code: str
    recorded: Recorded


def file_complaint(
    organisation: Organisation,
    *,
    data: Mapping[str, object],
    by: Actor,
    at: datetime,
    now: datetime,
    key: str | None = None,
    procedure: str | None = None,
) -> Filed | Refused:
    """Files what came in at `at`, under the regulation then in force, or says why not. `data`: the fields of `file`, nested.

    `by`: the complainant himself (`Actor("complainant")`) or a member who registers it. `key` makes a repeated filing the same one.
    """
    done = record(NewMatter(organisation, procedure), "file", by=by, at=at, now=now, data=data, key=key)
    if isinstance(done, Refused):
        return done
    if isinstance(done, Changed):
        raise TypeError("a new matter cannot have changed")
    done.row.organisation = organisation
    return Filed(done.row, code_of(done.row), done)
