"""A part of a dossier becomes a dossier of its own: with its date, its complainant and copies of its documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.actions.test_relating import links
from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation
from tests.factories.lives import MANAGER
from wederhoor.actions.documents import content_of
from wederhoor.actions.record import Actor, Log, Recorded, Refused, Upload, record
from wederhoor.actions.relating import Sent, unlink
from wederhoor.actions.splitting import Part, split
from wederhoor.actions.values import Answer
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Act, Document, Dossier, Party, Text
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
LATER = NOW + 2 * HOUR


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def officer() -> Member:
    return a_member(an_organisation(), MANAGER)


@pytest.fixture
def row(officer: Member) -> Dossier:
    return with_documents(a_dossier(officer.organisation), officer)


def with_documents(row: Dossier, by: Member) -> Dossier:
    files = [Upload("brief.pdf", b"%PDF-1"), Upload("foto.png", b"\x89PNG\r\n\x1a\n")]
    done = record(Log(row.matter_id), "note", by=Actor(MANAGER, by), at=LATER, now=LATER, data={"text": "Twee klachten"}, files=files)
    assert isinstance(done, Recorded), done
    return row


def parted(row: Dossier, by: Member, *, key: str | None = None, seen: int | None = None, **more: object) -> Answer:
    said = {"description": "De tweede klacht: het cijfer.", "grounds": ["Het cijfer klopt niet."], "documents": ["d-2"], **more}
    return split(row, Part(**said), by=Actor(MANAGER, by), sent=Sent(LATER + HOUR, seen, key))  # type: ignore[arg-type]


def test_a_part_split_off_keeps_its_date_of_receipt_and_its_complainant(row: Dossier, officer: Member) -> None:
    done = parted(row, officer, reason="Het zijn er twee.")
    assert isinstance(done, Recorded), done
    new = done.row
    assert (new.received_at, new.product, new.channel, new.kind) == (NOW, row.product, row.channel, row.kind)
    texts = dict(Text.objects.filter(matter=done.matter_id).values_list("field", "body"))
    assert (texts["description"], texts["grounds.0"]) == ("De tweede klacht: het cijfer.", "Het cijfer klopt niet.")
    assert texts["remedy_sought"] == "Een nieuwe beoordeling."
    party = Party.objects.get(matter=done.matter_id, part="complainant")
    assert (party.name, party.organisation_name, party.email) == ("Noor de Wit", "ROC Zonland", "noor@zonland.example")
    assert (links(row), links(new)) == ({new.number: "split_to"}, {row.number: "split_from"})
    assert list(verify()) == []


def test_its_documents_are_copies_of_their_own(row: Dossier, officer: Member) -> None:
    done = parted(row, officer)
    assert isinstance(done, Recorded)
    [copy] = Document.objects.filter(matter=done.matter_id)
    kept = Document.objects.get(matter=row.matter_id, ref="d-2")
    assert (copy.ref, copy.name, content_of(copy)) == ("d-1", "foto.png", content_of(kept))
    assert copy.path != kept.path
    assert copy.digest != kept.digest


def test_a_split_sent_twice_makes_one_dossier(row: Dossier, officer: Member) -> None:
    first, second = parted(row, officer, key="k"), parted(row, officer, key="k")
    assert isinstance(first, Recorded)
    assert isinstance(second, Recorded)
    assert (first.number, Dossier.objects.count()) == (second.number, 2)


@pytest.mark.parametrize(
    ("wrong", "missing"), [({"documents": ["d-9"]}, ("documents",)), ({"description": " "}, ("description",)), ({"seen": 1}, None)]
)
def test_a_split_that_cannot_be_leaves_nothing_behind(
    row: Dossier, officer: Member, wrong: dict[str, object], missing: tuple[str, ...] | None
) -> None:
    done = parted(row, officer, **wrong)  # type: ignore[arg-type]
    assert (done.missing if isinstance(done, Refused) else None) == missing
    assert not isinstance(done, Recorded)
    assert (Dossier.objects.count(), Act.objects.filter(act__in=["split", "link"]).count()) == (1, 0)


def test_an_unlink_after_a_split_leaves_two_dossiers(row: Dossier, officer: Member) -> None:
    done = parted(row, officer)
    assert isinstance(done, Recorded)
    unlink(row, done.number, by=Actor(MANAGER, officer), sent=Sent(LATER + 2 * HOUR))
    assert (links(row), links(done.row), Dossier.objects.count()) == ({}, {}, 2)


def test_who_the_complaint_is_about_is_named_anew(officer: Member) -> None:
    about = a_dossier(officer.organisation, subject={"class": "conduct", "person": "S. Bakker"})
    done = parted(about, officer, documents=())
    assert isinstance(done, Recorded), done
    assert Party.objects.filter(matter=done.matter_id, name="S. Bakker").count() == 1
    assert list(verify()) == []
