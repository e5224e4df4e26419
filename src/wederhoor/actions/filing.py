"""A complaint comes in: a new matter, its complainant, and the code by which he follows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wederhoor.actions.published import Published
from wederhoor.actions.record import record
from wederhoor.actions.tracking import code_of
from wederhoor.actions.values import Actor, Answer, Changed, NewMatter, Recorded, Refused, Upload
from wederhoor.core.log import FIRST
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Filed:
    """A filing stands in the log. `tracking_code` is shown once and never kept."""

    dossier: Dossier
    tracking_code: str
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class Before:
    """The same form was filed before with other words: that dossier. Nothing is recorded of what it says now."""

    dossier: Dossier
    tracking_code: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the public as it is sent: its key, and what tells apart what was filled in, both short and without anything of a person."""

    key: str
    words: str
    files: Sequence[Upload] = ()


def file_complaint(  # noqa: PLR0913 - what the one door takes, and whether a receipt is mailed
    organisation: Organisation,
    *,
    data: Mapping[str, object],
    by: Actor,
    at: datetime,
    now: datetime,
    key: str | None = None,
    procedure: str | None = None,
    files: Sequence[Upload] = (),
    receipt: bool = False,
    published: Published | None = None,
) -> Filed | Refused:
    """Files what came in at `at`, under the regulation then in force, or says why not. `data`: the fields of `file`, nested.

    `by`: the complainant himself (`Actor("complainant")`) or a member who registers it. `key` makes a repeated filing the same one.
    `files` become documents of the filing. `receipt`: he is mailed that it came, with the link to its page, where he left an address.
    `published`: what the organisation published, where that was read already.
    """
    log = NewMatter(organisation, procedure, receipt=receipt, published=published)
    return _filed(organisation, record(log, "file", by=by, at=at, now=now, data=data, key=key, files=files))


def file_form(
    organisation: Organisation,
    form: Form,
    *,
    procedure: str,
    data: Mapping[str, object],
    now: datetime,
    published: Published | None,
) -> Filed | Before | Refused:
    """Files what a complainant sends under the regulation of this id, and mails him a receipt.

    The same words sent again are the same filing; other words are none yet.
    """
    log = NewMatter(organisation, procedure, receipt=True, published=published, words=form.words)
    done = record(log, "file", by=Actor("complainant"), at=now, now=now, data=data, key=form.key, files=form.files)
    if not isinstance(done, Changed):
        return _filed(organisation, done)
    row = Dossier.objects.select_related("organisation").get(matter__organisation=organisation, matter__key=form.key, name=FIRST)
    return Before(row, code_of(row))


def _filed(organisation: Organisation, done: Answer) -> Filed | Refused:
    if isinstance(done, Refused):
        return done
    if isinstance(done, Changed):
        raise TypeError("a new matter cannot have changed")
    done.row.organisation = organisation
    return Filed(done.row, code_of(done.row), done)
