"""The archive at the desk: the account made on closing is read, archived and kept under its keeper's name, for who reads all of it."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.archive import CLOSED, LATER, Shut, judged, kept, read, shut
from tests.factories.house import DAY, a_member, send_all
from tests.factories.lives import closed
from wederhoor.actions.packet_making import make_waiting
from wederhoor.dossiers.models import AccessLog, Act, Document, Packet
from wederhoor.organisations.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ECM-15")]


@pytest.fixture(autouse=True)
def _later(quick: time_machine.Traveller) -> None:
    quick.move_to(LATER + DAY)


def enter(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def address(found: Shut, what: str = "") -> str:
    return f"/bureau/dossier/{found.dossier.number}/{what}"


def page(found: Shut, member: Member | None = None, what: str = "") -> str:
    answer = enter(member or found.keeper).get(address(found, what))
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sent(form: Any) -> dict[str, object]:  # noqa: ANN401 -- an answer of the test client
    """What the form of the act holds already."""
    return {"seen": form.context["seen"], "key": form.context["key"], "rows": form.context["rows"], "step": "record"}


def archive(found: Shut) -> str:
    """The keeper archives it by the form."""
    client = enter(found.keeper)
    form = client.get(address(found, "archive/"))
    answer = client.post(address(found, "archive/"), sent(form), follow=True)
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_from_closing_to_archiving_the_keeper_reads_it_and_is_named() -> None:
    found = judged()
    found.does("close", at=CLOSED, channel="mail")
    send_all(found.dossier, at=CLOSED)
    assert make_waiting(CLOSED) == 1
    assert "Bewaard door: archiefhouder. Het verslag is klaar. Lees het, en archiveer dan het dossier." in page(found)
    assert "U archiveert dit verslag van het hele dossier. Lees het eerst." in page(found, what="archive/")
    said = archive(found)
    assert "Bewaard door: Anna Archief (archiefhouder)." in said
    assert "Gearchiveerd op maandag 27 april 2026, 10.00 uur door Anna Archief (archiefhouder). Het verandert niet meer." in said
    assert Act.objects.get(act="archive").data["documents"] == [one.ref for one in Document.objects.filter(packet__reader="archive")]
    assert "Wij sluiten dossier" in str([one.extract_text() for one in read(found.accounts()[0]).pages])


def test_it_is_saved_or_looked_at_and_opening_it_is_in_the_access_log() -> None:
    found = kept()
    [paper, beside_] = Document.objects.filter(packet__reader="archive").order_by("pk")
    client = enter(found.keeper)
    saved = client.get(address(found, f"document/{paper.ref}/"))
    looked = client.get(address(found, f"document/{paper.ref}/?bekijk=1"))
    beside = client.get(address(found, f"document/{beside_.ref}/?bekijk=1"))
    assert AccessLog.objects.filter(who=f"m-{found.keeper.pk}").exists()
    assert (saved.getvalue(), beside.getvalue()[:2]) == (looked.content, b"PK")  # to the end, which closes the store
    assert [one["Content-Disposition"].partition(";")[0] for one in (saved, looked, beside)] == ["attachment", "inline", "attachment"]


def test_before_a_worker_comes_the_page_says_so_and_the_form_makes_it() -> None:
    found = shut()
    assert "Het verslag wordt gemaakt. U hoeft niet te wachten. Nu maken" in page(found)
    assert "U archiveert dit verslag van het hele dossier." in page(found, what="archive/").replace("&#x27;", "'")
    assert [row.state for row in found.accounts()] == ["ready"]


def test_a_button_makes_it() -> None:
    found = shut()
    answer = enter(found.keeper).post(address(found, "archief/"), follow=True)
    assert "Het verslag is klaar." in answer.content.decode()
    assert answer.redirect_chain[0][0].endswith("#archief")


def test_what_came_since_is_said_and_nothing_is_archived_unread() -> None:
    found = kept()
    client = enter(found.keeper)
    form = client.get(address(found, "archive/"))
    found.does("note", text="Nog een telefoontje.", at=LATER)
    answer = client.post(address(found, "archive/"), {**sent(form), "seen": form.context["seen"] + 1})
    assert answer.status_code == 409
    assert "Het verslag van dit dossier is nog niet bijgewerkt." in answer.content.decode()
    assert "Lees het eerst." in answer.content.decode()
    assert not Act.objects.filter(act="archive").exists()


def test_a_large_one_is_awaited() -> None:
    found = shut()
    Document.objects.update(size=30_000_000)
    assert "Kom straks terug om het te lezen en het dossier te archiveren." in page(found, what="archive/")
    answer = enter(found.keeper).post(address(found, "archief/"), follow=True)
    assert "Kijk straks nog eens." in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "said"), [("failed", "kon niet worden gemaakt"), ("ready", "nog niet in het verslag staat"), (None, "nog geen verslag")]
)
def test_what_is_not_there_is_said_with_a_way_on(state: str | None, said: str) -> None:
    found = shut()
    Packet.objects.update(state=state or "waiting", seen=1, due=None)
    if state is None:
        Packet.objects.all().delete()
    assert said in page(found)


def test_what_was_archived_before_there_were_accounts_says_so_and_can_have_one() -> None:
    found = shut()
    found.archives()
    assert "Bewaard door: Anna Archief (archiefhouder). Er is geen verslag van dit dossier. Verslag maken" in page(found)
    enter(found.keeper).post(address(found, "archief/"))
    assert "Nog niet gearchiveerd." in page(found)


def test_opened_and_closed_again_both_stand_there() -> None:
    found = kept()
    found.archives()
    found.does("reopen", at=LATER, reason="Een nieuw feit.")
    assert "Gearchiveerd op" in page(found, found.officer)
    assert "Opnieuw maken" not in page(found, found.officer)
    found.does("close", at=LATER)
    make_waiting(LATER)
    said = page(found)
    assert said.count("Verslag van zondag 26 april 2026") == 2
    assert (said.count("Gearchiveerd op"), said.count("Nog niet gearchiveerd.")) == (1, 1)


def test_of_several_dossiers_none_is_archived_unread(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    found = shut()
    client, chosen = enter(found.keeper), {"nummer": found.dossier.number, "handeling": "archive"}
    form = client.post("/bureau/register/samen/", chosen)
    answer = client.post("/bureau/register/samen/", {**chosen, "step": "record", "key": form.context["key"]})
    assert "Het verslag van dit dossier is nog niet bijgewerkt." in answer.content.decode()
    make_waiting(LATER + DAY)
    client.post("/bureau/register/samen/", {**chosen, "step": "record", "key": form.context["key"]})
    assert Act.objects.filter(act="archive").count() == 1


def test_a_regulation_that_only_allows_it_makes_it_when_asked() -> None:
    cast = closed(LATER - 70 * DAY)
    found = Shut(cast.dossier, cast.manager, cast.manager)
    assert "Bewaard door: manager propositie. Er is nog geen verslag van dit dossier. Verslag maken" in page(found)
    assert "Gearchiveerd op" in archive(found)


def test_only_who_reads_all_of_it_has_it() -> None:
    found = kept()
    ref = Document.objects.filter(packet__reader="archive")[0].ref
    stranger, clerk = a_member(found.dossier.organisation), a_member(found.dossier.organisation, "medewerker")
    answers = [
        enter(member).get(address(found, f"document/{ref}/?bekijk=1")).status_code
        for member in (found.keeper, found.officer, stranger, clerk)
    ]
    assert answers == [200, 200, 404, 404]
    assert enter(stranger).post(address(found, "archief/")).status_code == 404


def test_while_it_is_open_there_is_none_to_make() -> None:
    found = judged()
    assert enter(found.officer).post(address(found, "archief/")).status_code == 404
    assert "archief-kop" not in enter(found.officer).get(address(found)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_archive_costs_the_page_one_query_however_many_there_are(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    found = kept()
    for turn in range(count - 1):
        found.archives(at=LATER + DAY * turn / 10)
        found.does("reopen", at=LATER + DAY * turn / 10, reason="Een nieuw feit.")
        found.does("close", at=LATER + DAY * turn / 10)
        make_waiting(LATER + DAY)
    assert len(found.accounts()) == count
    client = enter(found.keeper)
    client.get(address(found))
    with django_assert_num_queries(10):
        client.get(address(found))
    with django_assert_num_queries(11):
        client.get(address(found, "archive/"))
