"""A message opened: its text and files safe, likely dossiers, the three ways out, and what can be undone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from tests.factories.post import a_letter_in
from wederhoor.actions.search import search, wanted_by
from wederhoor.actions.settling import Settled, join, set_aside
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def message(office: Office) -> Message:
    files = {"foto.svg": SVG, "brief.pdf": b"%PDF-1.7 x"}
    return a_letter_in(office.organisation, at=TUESDAY, sender="A. de Vries <vries@voorbeeld.nl>", files=files)


def address(message: Message, rest: str = "") -> str:
    return f"/bureau/postvak/{message.pk}/{rest}"


def does(client: Client, message: Message, step: str, **fields: str) -> Any:  # noqa: ANN401 - as the test client has it
    return client.post(address(message), {"step": step, **fields}, follow=True)


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_its_text_is_shown_as_text(desk: Client, message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(body="<img src=x onerror=alert(1)>\nVraag 7")
    page = desk.get(address(message)).content.decode()
    assert "&lt;img src=x" in page
    assert "vries@voorbeeld.nl" in page


def test_a_file_is_only_ever_saved_never_shown(desk: Client, message: Message) -> None:
    for one, kind in zip(message.attachments.order_by("pk"), ("text/plain", "application/pdf"), strict=True):
        answer = desk.get(address(message, f"bijlage/{one.pk}/"))
        assert answer["Content-Disposition"].startswith("attachment")
        assert (answer["Content-Type"].partition(";")[0], answer["X-Content-Type-Options"]) == (kind, "nosniff")
    assert answer.content == b"%PDF-1.7 x"


def test_the_original_comes_to_the_byte(desk: Client, message: Message, tmp_path: Path) -> None:
    answer = desk.get(address(message, "origineel/"))
    assert answer.content == (tmp_path / message.raw).read_bytes()
    assert (answer["Content-Type"], answer["Content-Disposition"].endswith('.eml"')) == ("application/octet-stream", True)


def test_a_file_of_another_message_or_one_that_is_gone_does_not_exist(office: Office, desk: Client, message: Message) -> None:
    other = a_letter_in(office.organisation, 2, at=TUESDAY)
    one = message.attachments.earliest("pk")
    assert desk.get(address(other, f"bijlage/{one.pk}/")).status_code == 404
    (Path(one.path)).unlink(missing_ok=True)
    Message.objects.filter(pk=other.pk).update(raw="raw/weg.eml")
    assert desk.get(address(other, "origineel/")).status_code == 404


def test_likely_dossiers_are_offered_with_why(office: Office, desk: Client, message: Message) -> None:
    number = office.file().number
    page = desk.get(address(message)).content.decode()
    assert f"{number} · A. de Vries · zelfde afzender" in page


def test_it_joins_the_dossier_that_one_chose(office: Office, desk: Client, message: Message) -> None:
    dossier = office.file()
    page = does(desk, message, "join", dossier=dossier.number).content.decode()
    assert (state_of(message), message.dossier, message.settled_by) == ("joined", dossier, office.manager)
    assert f"Gevoegd bij dossier {dossier.number}" in page


def test_after_joining_the_acts_that_it_may_bring_are_offered(office: Office, desk: Client, message: Message) -> None:
    dossier = office.file(channel="phone")
    page = does(desk, message, "join", number=dossier.number).content.decode()
    query = f"?message={message.pk}&amp;documents=d-1&amp;documents=d-2"
    assert f"/bureau/dossier/{dossier.number}/confirm_in_writing/{query}" in page
    assert f"/bureau/dossier/{dossier.number}/accept/" not in page


def test_a_number_that_is_not_there_is_said_so(office: Office, desk: Client, message: Message) -> None:
    office.file()
    page = does(desk, message, "join", number="2099-0001")
    assert (page.status_code, state_of(message)) == (422, "tray")
    assert "2099-0001" in page.content.decode()


@pytest.mark.parametrize("likely", [True, False])
def test_without_a_choice_nothing_joins(office: Office, desk: Client, message: Message, likely: bool) -> None:
    if likely:
        office.file()
    assert (does(desk, message, "join").status_code, state_of(message)) == (422, "tray")


def test_it_joins_no_dossier_that_one_may_not_read(office: Office, message: Message, enter: Callable[[Member], Client]) -> None:
    number = office.file().number
    Dossier.objects.get().readers.all().delete()
    assert (does(enter(office.manager), message, "join", number=number).status_code, state_of(message)) == (422, "tray")


@pytest.mark.parametrize("way", ["join", "object"])
def test_it_joins_no_dossier_that_is_destroyed(office: Office, desk: Client, message: Message, way: str) -> None:
    number = office.file().number
    Dossier.objects.update(stage="destroyed")
    page = does(desk, message, way, number=number, dossier=number)
    assert (page.status_code, state_of(message)) == (422, "tray")
    assert way == "object" or "vernietigd" in page.content.decode()


@pytest.mark.clause("ECM-02")
def test_it_is_set_aside_with_a_reason_and_can_be_put_back(office: Office, desk: Client, message: Message) -> None:
    does(desk, message, "aside", reason="other", text="per ongeluk gestuurd")
    assert (state_of(message), message.reason, message.settled_by) == ("set_aside", "other: per ongeluk gestuurd", office.manager)
    assert "Terugzetten in het postvak" in desk.get(address(message)).content.decode()
    does(desk, message, "back")
    assert state_of(message) == "tray"


def test_without_a_reason_nothing_is_set_aside(desk: Client, message: Message) -> None:
    page = does(desk, message, "aside", text="zomaar")
    assert (page.status_code, state_of(message)) == (422, "tray")
    assert "zomaar" in page.content.decode()


@pytest.mark.parametrize(("step", "fields"), [("aside", {"reason": "spam"}), ("join", {}), ("back", {}), ("out", {})])
def test_the_second_of_two_is_told_what_the_first_did(
    office: Office, desk: Client, message: Message, step: str, fields: dict[str, str]
) -> None:
    dossier = office.file()
    if step in {"back", "out"}:
        join(message.pk, by=office.manager, dossier=dossier, now=TUESDAY)
        if step == "out":
            Message.objects.filter(pk=message.pk).update(state="dossier")
        page = does(desk, message, step, **fields)
        assert "Dit bericht is al" in page.content.decode()
        return
    set_aside(message.pk, by=office.manager, reason="test", text="", now=TUESDAY)
    page = does(desk, message, step, **fields, **({"dossier": dossier.number} if step == "join" else {}))
    assert "Dit bericht is al terzijde gelegd. Dat deed M. Bakker, di 21 apr, 10.00." in page.content.decode()


def test_what_was_joined_wrongly_goes_back(office: Office, desk: Client, message: Message) -> None:
    join(message.pk, by=office.manager, dossier=office.file(), now=TUESDAY)
    assert "Uit het dossier gehaald" in does(desk, message, "out").content.decode()
    assert state_of(message) == "tray"


def test_what_something_rests_on_stays_and_one_is_told(office: Office, desk: Client, message: Message) -> None:
    dossier = office.file()
    join(message.pk, by=office.manager, dossier=dossier, now=TUESDAY)
    office.do(dossier, "note", text="Zie bijlage.", documents=[message.attachments.earliest("pk").document.ref])  # type: ignore[union-attr]
    assert "rust al iets op dit bericht" in does(desk, message, "out").content.decode()
    assert state_of(message) == "joined"


def test_a_post_that_says_nothing_shows_the_page(desk: Client, message: Message) -> None:
    assert (does(desk, message, "onzin").status_code, state_of(message)) == (200, "tray")


@pytest.mark.clause("EXA-02")
def test_what_a_machine_made_a_dossier_of_says_so(office: Office, desk: Client) -> None:
    made = a_letter_in(office.organisation, 7, at=TUESDAY, headers={})
    page = desk.get(address(made)).content.decode()
    assert "Dit werd dossier" in page
    assert "Dat ging vanzelf." in page


# A dossier is made of it -----------------------------------------------------------------------------------------------------


def test_the_form_begins_with_what_the_mail_tells(desk: Client, message: Message) -> None:
    form = desk.get(address(message, "vastleggen/")).context["form"]
    values = {field.name: field.shown for field in form.shown}
    assert (values["complainant.name"], values["complainant.email"]) == ("A. de Vries", "vries@voorbeeld.nl")
    assert values["filed_on"] == "21-04-2026"
    assert "Vraag 7 van het examen" in values["description"]


def test_it_becomes_a_dossier_received_when_it_came_in(office: Office, desk: Client, message: Message) -> None:
    post = {"channel": "mail", "kind": "complaint", "complainant.name": "A. de Vries", "description": "Vraag 7 klopt niet."}
    page = desk.post(address(message, "vastleggen/"), post, follow=True).content.decode()
    dossier = Dossier.objects.get()
    assert (state_of(message), message.dossier, dossier.received_at, dossier.channel) == ("dossier", dossier, TUESDAY, "mail")
    assert "De volgcode voor de klager is" in page
    assert dossier.documents.count() == 2


def test_a_dossier_is_made_of_it_only_once(office: Office, desk: Client, message: Message) -> None:
    post = {"channel": "mail", "kind": "complaint", "description": "Vraag 7 klopt niet."}
    desk.post(address(message, "vastleggen/"), post)
    again = desk.post(address(message, "vastleggen/"), post)
    assert (again.status_code, Dossier.objects.count()) == (409, 1)
    assert f"Dit bericht is al een dossier geworden: {Dossier.objects.get().number}." in again.content.decode()
    assert "Vraag 7 klopt niet." in again.content.decode()


def test_a_form_that_is_not_right_keeps_what_was_typed(desk: Client, message: Message) -> None:
    page = desk.post(address(message, "vastleggen/"), {"channel": "mail", "complainant.email": "geen adres", "description": "Onleesbaar"})
    assert (page.status_code, state_of(message)) == (422, "tray")
    assert "Onleesbaar" in page.content.decode()


def test_whoever_files_what_was_settled_meanwhile_is_told(
    office: Office, desk: Client, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settled_first(*_: object, **__: object) -> Settled:
        return Settled("joined", "P. Smit", TUESDAY, "2026-0007")

    monkeypatch.setattr("wederhoor.desk.views.intake.make_dossier", settled_first)
    page = desk.post(address(message, "vastleggen/"), {"channel": "mail", "kind": "complaint", "description": "x"}, follow=True)
    assert "Dit bericht is al gevoegd bij dossier 2026-0007. Dat deed P. Smit" in page.content.decode()


def test_a_filing_that_is_refused_comes_back_with_the_reason(desk: Client, message: Message) -> None:
    page = desk.post(
        address(message, "vastleggen/"), {"channel": "mail", "kind": "complaint", "description": "x", "subject.product": "y" * 150}
    )
    assert (page.status_code, state_of(message)) == (409, "tray")


def test_words_of_a_message_that_was_taken_out_find_the_dossier_no_more(office: Office, desk: Client) -> None:
    odd = a_letter_in(office.organisation, 8, at=TUESDAY, body="Schildpadsoep")
    dossier = office.file()
    wanted = wanted_by(office.manager, (), "schildpadsoep")
    join(odd.pk, by=office.manager, dossier=dossier, now=TUESDAY)
    assert [hit.dossier for hit in search(Dossier.objects.all(), wanted, limit=5)] == [dossier.pk]
    does(desk, odd, "out")
    assert search(Dossier.objects.all(), wanted, limit=5) == []


def test_the_page_of_the_dossier_leads_to_the_message(office: Office, desk: Client, message: Message) -> None:
    dossier = office.file()
    join(message.pk, by=office.manager, dossier=dossier, now=TUESDAY)
    assert f'href="{address(message)}"' in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_files_and_likely_dossiers(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    files = {f"{n}.pdf": b"%PDF-1.7 x" for n in range(count)}
    found = a_letter_in(office.organisation, 9, at=TUESDAY, sender="vries@voorbeeld.nl", files=files)
    for _ in range(count):
        office.file()
    desk.get(address(found))
    with django_assert_num_queries(10):
        assert len(desk.get(address(found)).context["likely"]) == count
