"""Files that go along with an act: sent now, sent before and still waiting, or documents that the dossier has already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from wederhoor.actions.documents import MOST_FILES, unfit
from wederhoor.actions.uploads import Waiting, keep_waiting, upload_of, waiting
from wederhoor.actions.values import Refused, Upload
from wederhoor.core.act import DOCUMENTS
from wederhoor.web.fields import Choice, Field

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document

#: Names of the form: files sent now, and tokens of files that were sent before.
FILES, WAITING = "files", "waiting"
#: Acts that are about documents: for these the place of documents on the form is open.
_ABOUT: Final = frozenset({"disclose", "grant_inspection", "correct"})


@dataclass(frozen=True, slots=True)
class Attached:
    """What goes along. `items` wait on disk for their owner; `chosen`: references of documents; `choices`: those that can be chosen."""

    owner: str = ""
    items: tuple[Waiting, ...] = ()
    chosen: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    faults: tuple[str, ...] = ()
    unfolded: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """As the form shows them: what waits stays ticked, so that nothing is lost when the form comes back."""
        found = [Field(FILES, "file", _("Bijlagen toevoegen"), _("U kunt meer bestanden tegelijk kiezen."), errors=self.faults)]
        if self.items:
            choices = tuple((item.token, said(item.name, item.size)) for item in self.items)
            hint = _("Deze bestanden zijn bewaard. Haal het vinkje weg bij wat niet mee moet.")
            found.append(Field(WAITING, "choices", _("Klaar om mee te gaan"), hint, choices=choices, value=tuple(dict(choices))))
        if self.choices:
            found.append(Field(DOCUMENTS, "choices", _("Documenten uit dit dossier"), choices=self.choices, value=self.chosen))
        return tuple(found)

    @property
    def names(self) -> tuple[str, ...]:
        """What goes along, in words."""
        documents = dict(self.choices)
        return (*(documents[ref] for ref in self.chosen), *(said(item.name, item.size) for item in self.items))

    @property
    def open(self) -> bool:
        """Whether the form shows this part unfolded."""
        return self.unfolded or bool(self.items or self.chosen or self.faults)

    def uploads(self) -> list[Upload]:
        """The files themselves, as the one door takes them."""
        found = (upload_of(item, owner=self.owner) for item in self.items)
        return [upload for upload in found if upload is not None]


#: Where a form takes no files, or none yet.
NO_FILES: Final = Attached()


def nothing_yet(act: str, documents: Sequence["Document"] = (), *, chosen: Sequence[str] = ()) -> Attached:
    """An empty form. `chosen`: documents that are ticked beforehand."""
    choices = choices_of(documents)
    known = tuple(ref for ref in chosen if ref in dict(choices))
    return Attached(choices=choices, chosen=known, unfolded=act in _ABOUT)


def attached(
    act: str,
    post: QueryDict,
    files: "MultiValueDict[str, UploadedFile[Any]]",
    *,
    owner: str,
    now: datetime,
    documents: Sequence["Document"] = (),
) -> Attached:
    """What was sent with a form, by `owner`. New files are kept at once; what cannot be a document, or is gone, is told."""
    found = {token: waiting(token, owner=owner) for token in post.getlist(WAITING)}
    items = [item for item in found.values() if item is not None]
    faults = [_("Een bestand dat klaarstond is er niet meer. Voeg het opnieuw toe.")] if len(items) < len(found) else []
    for file in files.getlist(FILES):
        name, size = file.name or "", file.size or 0
        fault = unfit(name, size) or (
            _("Dit zijn te veel bestanden: {most} is genoeg.").format(most=MOST_FILES) if len(items) >= MOST_FILES else ""
        )
        kept = Refused(fault) if fault else keep_waiting(Upload(name, file.read()), owner=owner, now=now)
        if isinstance(kept, Refused):
            faults.append(kept.reason)
        else:
            items.append(kept)
    choices = choices_of(documents)
    chosen = tuple(ref for ref in dict.fromkeys(post.getlist(DOCUMENTS)) if ref in dict(choices))
    return Attached(owner, tuple(items), chosen, choices, tuple(faults), unfolded=act in _ABOUT)


def choices_of(documents: Sequence["Document"]) -> tuple[Choice, ...]:
    """The documents of a dossier as boxes to tick."""
    return tuple((document.ref, said(document.name, document.size)) for document in documents)


def said(name: str, size: int) -> str:
    """A file in words: its name and how large it is."""
    return f"{name} ({filesizeformat(size)})"
