"""What goes along with a letter: the documents of the act that it tells of."""

from dataclasses import dataclass

from django.db.models import QuerySet

from wederhoor.actions.documents import content_of
from wederhoor.core.act import DOCUMENTS
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Document


@dataclass(frozen=True, slots=True)
class Going:
    """A document that goes along."""

    document: Document

    @property
    def name(self) -> str:
        """Its name."""
        return self.document.name

    @property
    def content_type(self) -> str:
        """Its type by its content."""
        return self.document.content_type

    def content(self) -> bytes:
        """The file itself. Raises FileNotFoundError where it is gone."""
        return content_of(self.document)


def going_with(letter: Letter) -> tuple[Going, ...]:
    """The documents of the letter's act, in the order in which the act names them; none for a letter without an act.

    A packet goes along on paper only: by mail whoever gets it has it from his own page.
    """
    if letter.seq is None or letter.matter_id is None:
        return ()
    data = Act.objects.values_list("data", flat=True).get(matter_id=letter.matter_id, seq=letter.seq)
    refs = data.get(DOCUMENTS) or []
    found = {one.ref: one for one in _going(letter, letter.matter_id, refs)} if refs else {}
    return tuple(Going(found[ref]) for ref in refs if ref in found)


def _going(letter: Letter, matter_id: int, refs: list[str]) -> QuerySet[Document]:
    named = Document.objects.filter(matter_id=matter_id, ref__in=refs)
    return named if letter.channel == "post" else named.filter(packet=None)
