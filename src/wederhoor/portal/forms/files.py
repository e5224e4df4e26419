"""Files that go along with a filing: kept as soon as they come, under a token that travels with the form, until the form is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from wederhoor.actions.documents import MOST_FILES, unfit
from wederhoor.actions.uploads import Waiting, keep_waiting, upload_of, waiting
from wederhoor.actions.values import Refused, Upload
from wederhoor.portal.forms.steps import REMOVE, read_step
from wederhoor.web import limits
from wederhoor.web.fields import Posted
from wederhoor.web.words import told

#: Names of the form: files sent now, and tokens of files that were sent before.
FILES: Final = "bestanden"
WAITING: Final = "bijlage"
#: Files that one address may bring in a while of so many seconds, with whatever forms.
_BROUGHT, _MANY, _WHILE = "uploads", 200, 10 * 60


@dataclass(frozen=True, slots=True)
class Attached:
    """What goes along: the files that wait for their owner, what was wrong with others, and the names of those that came just now."""

    owner: str = ""
    items: tuple[Waiting, ...] = ()
    faults: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What goes along, in words."""
        return tuple(said(item) for item in self.items)

    @property
    def limits(self) -> str:
        """What may go along, told before it is tried."""
        told = _("Ten hoogste {count} bestanden van {each} MB, samen {all} MB.")
        return told.format(count=MOST_FILES, each=settings.LARGEST_DOCUMENT // 1_000_000, all=settings.LARGEST_FILING // 1_000_000)

    def uploads(self) -> list[Upload] | None:
        """The files themselves, as the one door takes them; None where one is gone."""
        found = [upload_of(item, owner=self.owner) for item in self.items]
        return [upload for upload in found if upload is not None] if None not in found else None


def brought(request: HttpRequest, *, owner: str, now: datetime) -> Attached:
    """The same, of a form whose step takes a file away or not; of a connection that brings very many no more are taken for a while."""
    step = read_step(request.POST)
    without = step.number if step.name == REMOVE else None
    many = bool(request.FILES) and limits.has_done_much(request, _BROUGHT, most=_MANY)
    found = attached(request.POST, MultiValueDict() if many else request.FILES, owner=owner, now=now, without=without)
    for _name in found.added:
        limits.has_done(request, _BROUGHT, seconds=_WHILE)
    too_many = _("Er komen nu te veel bestanden van uw verbinding. Probeer het over tien minuten opnieuw.")
    return replace(found, faults=(*found.faults, too_many)) if many else found


def attached(
    post: Posted, files: "MultiValueDict[str, UploadedFile[Any]]", *, owner: str, now: datetime, without: int | None = None
) -> Attached:
    """What came with a form of `owner`. New files are kept at once; what cannot go along, or is gone, is told.

    `without`: the place of a file that is taken away.
    """
    tokens = list(dict.fromkeys(str(token) for token in post.getlist(WAITING)))
    if without is not None and without < len(tokens):
        del tokens[without]
    found = [waiting(token, owner=owner) for token in tokens[:MOST_FILES]]
    items = [item for item in found if item is not None]
    faults = [_gone()] if len(items) < len(tokens) else []
    added = []
    for file in files.getlist(FILES):
        kept = _kept(file, items, owner, now)
        if isinstance(kept, str):
            faults.append(kept)
        else:
            items.append(kept)
            added.append(kept.name)
    return Attached(owner, tuple(items), tuple(faults), tuple(added))


def lost(files: Attached) -> Attached:
    """The same without the files that are gone, and that said."""
    there = tuple(item for item in files.items if waiting(item.token, owner=files.owner) is not None)
    return Attached(files.owner, there, (*files.faults, _gone()))


def said(item: Waiting) -> str:
    """A file in words: its name and how large it is."""
    return f"{item.name} ({filesizeformat(item.size)})"


def _gone() -> str:
    return _("Een bestand dat u had toegevoegd, is er niet meer. Voeg het opnieuw toe.")


def _kept(file: "UploadedFile[Any]", items: Sequence[Waiting], owner: str, now: datetime) -> Waiting | str:
    """The file as it waits now, or why it cannot go along."""
    if fault := _unfit(file, items):
        return fault
    kept = keep_waiting(Upload(file.name or "", file.read()), owner=owner, now=now)
    return told(kept.reason) if isinstance(kept, Refused) else kept


def _unfit(file: "UploadedFile[Any]", items: Sequence[Waiting]) -> str:
    name, size = file.name or "", file.size or 0
    if fault := unfit(name, size):
        return fault
    if len(items) >= MOST_FILES:
        return _("{name} kon er niet meer bij: er mogen {most} bestanden mee.").format(name=name, most=MOST_FILES)
    if _size(items) + size > settings.LARGEST_FILING:
        most = settings.LARGEST_FILING // 1_000_000
        return _("{name} kon er niet meer bij: samen mogen de bestanden {most} MB zijn.").format(name=name, most=most)
    return ""


def _size(items: Iterable[Waiting]) -> int:
    return sum(item.size for item in items)
