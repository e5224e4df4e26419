"""Documents: files that belong to acts, on disk before they are named, chained, and gone with their dossier."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from tests.factories.house import COMPLAINT, DAY, HOUR, NOW, a_dossier, a_member, an_organisation, took
from tests.factories.lives import MANAGER, closed
from wederhoor.actions.documents import MOST_FILES, content_of
from wederhoor.actions.record import BY_SYSTEM, Actor, Log, NewMatter, Recorded, Refused, Upload, record
from wederhoor.actions.values import Answer
from wederhoor.actions.verify import verify
from wederhoor.dossiers.chain import salted
from wederhoor.dossiers.models import Act, Document, Dossier
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 een scan"
PNG = b"\x89PNG\r\n\x1a\n een foto"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def officer() -> Member:
    return a_member(an_organisation(), MANAGER)


@pytest.fixture
def dossier(officer: Member) -> Dossier:
    return a_dossier(officer.organisation)


def noted(dossier: Dossier, by: Member, *files: Upload, **data: object) -> Answer:
    said = {"text": "Er is iets bijgevoegd.", **data}
    return record(Log(dossier.matter_id), "note", by=Actor(MANAGER, by), at=NOW + HOUR, now=NOW + HOUR, data=said, files=files)


def files_on_disk() -> list[Path]:
    return [path for path in (Path(settings.DATA_DIR) / "documents").rglob("*") if path.is_file()]


def test_a_file_becomes_a_document_of_the_act_that_brings_it(dossier: Dossier, officer: Member) -> None:
    done = noted(dossier, officer, Upload("scan van de brief.pdf", PDF))
    assert isinstance(done, Recorded), done
    document = Document.objects.get()
    assert (document.ref, document.seq, document.by, document.name) == ("d-1", done.seq, "", "scan van de brief.pdf")
    assert (document.content_type, document.size, content_of(document)) == ("application/pdf", len(PDF), PDF)
    act = Act.objects.get(matter=dossier.matter_id, seq=done.seq)
    assert (act.data["documents"], act.digests["documents"]) == (["d-1"], {"d-1": document.digest})
    assert list(verify()) == []


def test_the_references_count_on_within_the_matter_and_never_come_again(dossier: Dossier, officer: Member) -> None:
    noted(dossier, officer, Upload("a.txt", b"een"), Upload("b.txt", b"twee"))
    noted(dossier, officer, Upload("c.txt", b"drie"), documents=["d-1"])
    assert list(Document.objects.order_by("pk").values_list("ref", flat=True)) == ["d-1", "d-2", "d-3"]
    assert [act.data.get("documents") for act in Act.objects.order_by("seq")] == [None, ["d-1", "d-2"], ["d-1", "d-3"]]
    Document.objects.filter(ref="d-3").delete()
    noted(dossier, officer, Upload("d.txt", b"vier"))
    assert Document.objects.order_by("pk").last().ref == "d-4"  # type: ignore[union-attr]


@pytest.mark.parametrize("named", [["d-1"], "d-1", ["d-9", "x"], [["d-1"]]])
def test_an_act_may_not_name_what_is_no_document_of_its_matter(dossier: Dossier, officer: Member, named: object) -> None:
    noted(a_dossier(officer.organisation), officer, Upload("elders.txt", b"van een ander"))
    done = noted(dossier, officer, Upload("mee.txt", b"erbij"), documents=named)
    assert isinstance(done, Refused)
    assert done.reason.startswith("Dit document hoort niet bij deze zaak: ")
    assert len(files_on_disk()) == Document.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ([Upload("leeg.pdf", b"")], "Het bestand leeg.pdf is leeg."),
        ([Upload("groot.pdf", b"x" * 101)], "Het bestand groot.pdf is te groot: ten hoogste 0 MB."),
        ([Upload("a", b"x")] * (MOST_FILES + 1), "Dit zijn te veel bestanden: voeg er ten hoogste 20 tegelijk toe."),
    ],
)
def test_what_cannot_be_a_document_is_refused_before_anything_is_written(
    dossier: Dossier, officer: Member, files: list[Upload], reason: str
) -> None:
    with override_settings(LARGEST_DOCUMENT=100):
        done = noted(dossier, officer, *files)
    assert isinstance(done, Refused)
    assert (done.reason, files_on_disk(), Act.objects.count()) == (reason, [], 1)


def test_an_act_that_is_refused_leaves_no_file(dossier: Dossier, officer: Member) -> None:
    at = NOW + HOUR
    by = Actor(MANAGER, officer)
    done = record(Log(dossier.matter_id), "judge", by=by, at=at, now=at, data={"outcome": "upheld"}, files=[Upload("a", b"x")])
    assert isinstance(done, Refused)
    assert files_on_disk() == []


def test_someone_who_was_too_late_leaves_no_file(dossier: Dossier, officer: Member) -> None:
    by = Actor(MANAGER, officer)
    data = {"text": "Te laat."}
    files = [Upload("a", b"x")]
    record(Log(dossier.matter_id), "note", by=by, at=NOW + HOUR, now=NOW + HOUR, data=data, seen=0, files=files)
    assert (files_on_disk(), Act.objects.count()) == ([], 1)


def test_a_repeated_call_makes_no_second_document(dossier: Dossier, officer: Member) -> None:
    by, files = Actor(MANAGER, officer), [Upload("a", b"x")]
    for _ in range(2):
        record(Log(dossier.matter_id), "note", by=by, at=NOW, now=NOW, data={"text": "Eens"}, key="een", files=files)
    assert Document.objects.count() == 1


def test_a_filing_brings_its_documents_from_the_complainant(officer: Member) -> None:
    done = record(
        NewMatter(officer.organisation), "file", by=Actor("complainant"), at=NOW, now=NOW, data=COMPLAINT, files=[Upload("a.png", PNG)]
    )
    assert isinstance(done, Recorded)
    document = Document.objects.get()
    assert (document.seq, document.by, document.dossier_id, document.content_type) == (0, "p-1", done.dossier_id, "image/png")


@pytest.mark.parametrize("act", ["sent", "destroy"])
def test_acts_of_the_system_and_destruction_bring_none(dossier: Dossier, act: str) -> None:
    done = record(Log(dossier.matter_id), act, by=BY_SYSTEM, at=NOW, now=NOW, data={}, files=[Upload("a", b"x")])
    assert done == Refused("Onbekend gegeven: documents.", None, ("documents",))


@pytest.mark.django_db(transaction=True)
def test_a_destroyed_dossier_takes_its_files_with_it() -> None:
    cast = closed()
    noted(cast.dossier, cast.manager, Upload("a.pdf", PDF))
    assert len(files_on_disk()) == 1
    due = cast.dossier.duties.get(duty="destroy").due
    assert due is not None
    took(cast.dossier, "destroy", cast.manager, role=MANAGER, at=due + DAY)
    assert (files_on_disk(), Document.objects.count(), list(verify([cast.dossier.matter_id]))) == ([], 0, [])


def spoil(path: Path) -> None:
    path.write_bytes(b"iets anders")


@pytest.mark.parametrize(
    ("harm", "said"), [(Path.unlink, "the file is missing of document d-1"), (spoil, "the file was altered of document d-1")]
)
def test_verify_says_which_file_is_not_what_it_was(dossier: Dossier, officer: Member, harm: Callable[[Path], None], said: str) -> None:
    noted(dossier, officer, Upload("a.pdf", PDF))
    harm(files_on_disk()[0])
    assert [(found.seq, found.what) for found in verify()] == [(1, said)]


def test_verify_misses_a_row_and_knows_another_in_its_place(dossier: Dossier, officer: Member) -> None:
    noted(dossier, officer, Upload("a.pdf", PDF), Upload("b.pdf", PDF))
    Document.objects.filter(ref="d-1").delete()
    other = Document.objects.get(ref="d-2")
    Document.objects.update(digest=salted(other.salt, b"vals"))
    Path(settings.DATA_DIR, other.path).write_bytes(b"vals")
    assert [found.what for found in verify()] == ["the document d-2 is not the one that was recorded", "the document d-1 is missing"]
