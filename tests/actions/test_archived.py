"""Which dossiers wait for their archive, when their account is made and made anew, and what the one door says of it."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories.archive import CLOSED, KEEPER, LATER, Shut, judged, kept, shut
from tests.factories.house import DAY, a_member
from tests.factories.lives import closed
from tests.procedures.support import case
from tests.support.rounds import rounds
from wederhoor.actions.archived import accounts, archived_refs, archives, keepers, owes
from wederhoor.actions.archiving import account_now
from wederhoor.actions.packet_making import make_waiting
from wederhoor.actions.values import Refused
from wederhoor.actions.verify import verify
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin
from wederhoor.core.state import Dossier as Replayed
from wederhoor.core.state import Matter
from wederhoor.dossiers.models import Act, Document, Packet

pytestmark = pytest.mark.django_db
REOPEN = CLOSED + DAY / 2


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def states(found: Shut) -> list[str]:
    return [row.state for row in found.accounts()]


@pytest.mark.parametrize(
    ("procedure", "keeper"),
    [
        ("ecm", ("archiefhouder",)),
        ("klik-onderwijs", ("manager-propositie",)),
        ("exa-men", ("support",)),
        ("extrack", ("klachtenfunctionaris",)),
        ("concreet-onderwijsproducten", ("klachtenfunctionaris",)),
    ],
)
def test_who_keeps_the_archive_stands_in_the_regulation(procedure: str, keeper: tuple[str, ...]) -> None:
    matter: Matter = begin(case(procedure), calendar=DEFAULT, calendars={"school": DEFAULT})
    dossier = Replayed("dossier", "dossier", matter.plans["dossier"])
    assert (archives(dossier), keepers(dossier)) == (True, keeper)
    assert not archives(Replayed("year", "year", matter.plans["year"]))


@pytest.mark.clause("ECM-15")
def test_closing_has_a_worker_make_the_account_and_waits_for_nothing() -> None:
    found = judged()
    assert states(found) == []
    found.does("close", at=CLOSED)
    assert states(found) == ["waiting"]
    assert [make_waiting(LATER), make_waiting(LATER)] == [1, 0]
    assert states(found) == ["ready"]


def test_where_archiving_is_only_allowed_nothing_is_made_until_someone_asks() -> None:
    cast = closed()
    assert not Packet.objects.exists()
    opened = Shut(cast.dossier, cast.manager, cast.manager).opened(CLOSED + 90 * DAY)
    assert not owes(opened.matter, opened.dossier)
    row = account_now(opened, CLOSED + 90 * DAY)
    assert row is not None
    assert row.state == "ready"


@pytest.mark.clause("ECM-15")
def test_archiving_writes_the_digest_of_the_account_in_the_log_and_a_change_is_seen() -> None:
    found = kept()
    found.archives()
    [row] = found.accounts()
    documents = list(Document.objects.filter(packet=row).order_by("pk"))
    act = Act.objects.get(act="archive")
    assert act.data["documents"] == [one.ref for one in documents]
    assert act.digests["documents"] == {one.ref: one.digest for one in documents}
    assert list(verify()) == []
    Document.objects.filter(pk=documents[0].pk).update(digest="0" * 64)
    assert [broken.what for broken in verify()] == [
        f"the document {documents[0].ref} is not the one that was recorded",
        f"the file was altered of document {documents[0].ref}",
    ]


def test_what_happens_before_it_is_archived_makes_it_anew_and_leaves_one() -> None:
    found = kept()
    first = set(Document.objects.filter(packet__reader="archive").values_list("path", flat=True))
    found.does("note", text="Nog een telefoontje.", at=LATER)
    assert states(found) == ["waiting", "ready"]
    assert make_waiting(LATER + DAY) == 1
    assert states(found) == ["ready"]
    assert not first & set(Document.objects.filter(packet__reader="archive").values_list("path", flat=True))


def test_several_acts_before_a_worker_comes_make_it_once() -> None:
    found = shut()
    for _ in range(3):
        found.does("note", text="Gebeld.", at=LATER)
    assert states(found) == ["waiting"]


@pytest.mark.clause("ECM-15")
def test_after_opening_and_closing_again_there_is_a_new_one_and_both_stay() -> None:
    found = kept()
    found.archives()
    found.does("reopen", at=LATER, reason="Een nieuw feit.")
    found.does("close", at=LATER + DAY)
    assert make_waiting(LATER + DAY) == 1
    found.archives(at=LATER + 2 * DAY)
    assert states(found) == ["ready", "ready"]
    assert len(archived_refs(found.opened(LATER + 3 * DAY).entries, "dossier")) == 4
    assert list(verify()) == []


def test_one_of_an_earlier_closing_stays_though_nobody_archived_it() -> None:
    found = kept()
    found.does("reopen", at=LATER, reason="Een nieuw feit.")
    found.does("close", at=LATER + DAY)
    assert make_waiting(LATER + DAY) == 1
    assert states(found) == ["ready", "ready"]


def test_of_a_dossier_that_was_opened_again_none_is_made() -> None:
    found = shut()
    found.does("reopen", at=REOPEN, reason="Een nieuw feit.")
    assert make_waiting(LATER) == 0
    assert states(found) == []


@pytest.mark.parametrize("notes", [1, 3])
def test_what_waits_costs_an_act_two_rounds_however_long_the_log(notes: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    found = judged()
    for _ in range(notes):
        found.does("note", text="Gebeld.")
    with django_assert_num_queries(rounds(15, 11)):
        found.does("close", at=CLOSED)
    with django_assert_num_queries(rounds(10, 8)):
        found.does("note", at=CLOSED, text="Gebeld.")
    make_waiting(LATER)
    with django_assert_num_queries(rounds(15, 12)):
        found.archives()


def test_archived_before_a_worker_came_nothing_waits_any_more() -> None:
    found = shut()
    found.archives()
    assert states(found) == []
    assert "documents" not in Act.objects.get(act="archive").data


@pytest.mark.parametrize("act", ["disclose", "note"])
def test_no_other_act_takes_it_along(act: str) -> None:
    found = kept()
    ref = Document.objects.filter(packet__reader="archive").values_list("ref", flat=True)[0]
    said = {"to": "p-1"} if act == "disclose" else {"text": "Zie bijlage."}
    answer = found.tries(act, at=LATER, documents=[ref], **said)
    assert isinstance(answer, Refused)
    assert answer.reason == "Het verslag voor het archief blijft in het archief."


def test_what_the_keeper_adds_himself_stands_beside_it() -> None:
    found = kept()
    found.does("archive", role=KEEPER, at=LATER, documents="d-1")
    assert Act.objects.get(act="archive").data["documents"] == ["d-1", "d-2", "d-3"]


def test_another_organisation_has_none_of_it() -> None:
    found = kept()
    other = judged()
    assert accounts(other.dossier) == []
    assert isinstance(
        Shut(found.dossier, found.officer, a_member(other.dossier.organisation, KEEPER)).tries("archive", role=KEEPER, at=LATER), Refused
    )
