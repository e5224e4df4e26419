"""The auditor's check: does each log still say what it said. It says where a chain breaks, not only that it does."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from wederhoor.actions.anchors import disagreements
from wederhoor.core.log import FIRST
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.chain import act_digest, party_digest, salted, salted_file
from wederhoor.dossiers.models import Act, Document, Matter, Party, Text

_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Break:
    """Something that is not as it was recorded. `seq` is the place in the log, None for the matter as a whole.

    Without a matter it is the store as a whole that is not as it was anchored.
    """

    matter_id: int | None
    seq: int | None
    what: str


def verify(matter_ids: Sequence[int] | None = None) -> Iterator[Break]:
    """Every break in these matters, or in all of them and in the anchors; nothing means that all is as it was recorded.

    Texts and people that were destroyed are not missed; those that are still there must be as their digests say.
    """
    wanted = Matter.objects.order_by("pk")
    keys = list((wanted if matter_ids is None else wanted.filter(pk__in=matter_ids)).values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        yield from _some(keys[start : start + _AT_ONCE])
    if matter_ids is None:
        yield from (Break(item.matter_id, None, item.what) for item in disagreements())


def _some(keys: Sequence[int]) -> Iterator[Break]:
    acts: dict[int, list[Act]] = defaultdict(list)
    for act in Act.objects.filter(matter_id__in=keys).order_by("matter_id", "seq"):
        acts[act.matter_id].append(act)
    texts: dict[int, dict[tuple[int, str], Text]] = defaultdict(dict)
    for text in Text.objects.filter(matter_id__in=keys):
        texts[text.matter_id][text.seq, text.field] = text
    parties: dict[int, list[Party]] = defaultdict(list)
    for party in Party.objects.filter(matter_id__in=keys):
        parties[party.matter_id].append(party)
    letters: dict[int, list[Letter]] = defaultdict(list)
    for letter in Letter.objects.filter(matter_id__in=keys).only("matter_id", "seq", "act"):
        letters[letter.matter_id or 0].append(letter)
    documents: dict[int, list[Document]] = defaultdict(list)
    for document in Document.objects.filter(matter_id__in=keys).order_by("pk"):
        documents[document.matter_id].append(document)
    for row in Matter.objects.filter(pk__in=keys).order_by("pk"):
        yield from _chain(row, acts[row.pk])
        yield from _texts(row.pk, acts[row.pk], texts[row.pk])
        yield from _parties(row.pk, acts[row.pk], parties[row.pk])
        yield from _letters(row.pk, acts[row.pk], letters[row.pk])
        yield from _documents(row.pk, acts[row.pk], documents[row.pk])


def _chain(row: Matter, acts: Sequence[Act]) -> Iterator[Break]:
    previous = ""
    for place, act in enumerate(acts):
        if act.seq != place:
            yield Break(row.pk, place, "an act is missing from the log")
            return
        if act_digest(act, previous) != act.digest:
            yield Break(row.pk, place, "the act is not as it was recorded")
            return
        previous = act.digest
    if row.length != len(acts):
        yield Break(row.pk, None, f"the log should hold {row.length} acts and holds {len(acts)}")
    elif row.head != previous:
        yield Break(row.pk, None, "the head of the chain is not the last act")


def _texts(matter_id: int, acts: Sequence[Act], texts: Mapping[tuple[int, str], Text]) -> Iterator[Break]:
    known = {(act.seq, name): digest for act in acts for name, digest in act.digests.get("texts", {}).items()}
    gone = {act.dossier for act in acts if act.act == "destroy"}
    for key, text in texts.items():
        if key not in known or salted(text.salt, text.body) != known[key]:
            yield Break(matter_id, key[0], f"the text '{key[1]}' is not as it was recorded")
    for act in acts:
        if FIRST in gone or act.dossier in gone:
            continue
        for name in act.digests.get("texts", {}):
            if (act.seq, name) not in texts:
                yield Break(matter_id, act.seq, f"the text '{name}' is missing")


def _parties(matter_id: int, acts: Sequence[Act], parties: Sequence[Party]) -> Iterator[Break]:
    """Of a person the last act that wrote him counts."""
    known: dict[str, tuple[int, str]] = {}
    for act in acts:
        for ref, digest in act.digests.get("parties", {}).items():
            known[ref] = (act.seq, digest)
    for party in parties:
        seq, digest = known.get(party.ref, (None, ""))
        if party_digest(party) != digest:
            yield Break(matter_id, seq, f"the person {party.ref} is not as recorded")
    there = {party.ref for party in parties}
    if not any(act.act == "destroy" for act in acts):
        for ref, (seq, _) in known.items():
            if ref not in there:
                yield Break(matter_id, seq, f"the person {ref} is missing")


def _letters(matter_id: int, acts: Sequence[Act], letters: Sequence[Letter]) -> Iterator[Break]:
    for letter in letters:
        if letter.seq is None or letter.seq >= len(acts) or acts[letter.seq].act != letter.act:
            yield Break(matter_id, letter.seq, "a letter belongs to no act")


def _documents(matter_id: int, acts: Sequence[Act], documents: Sequence[Document]) -> Iterator[Break]:
    """Every file must be as its row says, and every row as the acts that name it say."""
    logged = [(act.seq, ref, digest) for act in acts for ref, digest in act.digests.get("documents", {}).items()]
    digests = {document.ref: document.digest for document in documents}
    for seq, ref, digest in logged:
        if ref in digests and digests[ref] != digest:
            yield Break(matter_id, seq, f"the document {ref} is not the one that was recorded")
    for document in documents:
        fault = _file_fault(document)
        if fault:
            yield Break(matter_id, document.seq, f"{fault} {document.ref}")
    if not any(act.act == "destroy" for act in acts):
        gone = {ref: seq for seq, ref, _ in reversed(logged) if ref not in digests}
        yield from (Break(matter_id, seq, f"the document {ref} is missing") for ref, seq in sorted(gone.items()))


def _file_fault(document: Document) -> str:
    try:
        same = salted_file(document.salt, Path(settings.DATA_DIR) / document.path) == document.digest
    except OSError:
        return "the file is missing of document"
    return "" if same else "the file was altered of document"
