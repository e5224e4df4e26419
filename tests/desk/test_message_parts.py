"""What a message brings besides its words: files in quarantine, earlier mails below it, an objection in the mailbox for those."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from tests.desk.conftest import TUESDAY, Office
from tests.exchange.postman import a_mail
from tests.factories.house import NOW, a_filing, a_member, an_organisation, took
from tests.factories.post import a_letter_in
from wederhoor.actions.belonging import token_of
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Act, Document
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.organisations.models import Member


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def held(office: Office) -> Attachment:
    """A program that came with a complaint."""
    return a_letter_in(office.organisation, at=TUESDAY, files={"toets.exe": b"MZ"}).attachments.get()


def address(file: Attachment, rest: str = "") -> str:
    return f"/bureau/postvak/{file.message_id}/{rest}"


def test_a_file_in_quarantine_is_named_with_why_and_not_given_out(desk: Client, held: Attachment) -> None:
    page = desk.get(address(held)).content.decode()
    assert "toets.exe" in page
    assert "Dit is een programma" in page
    assert [desk.get(address(held, rest)).status_code for rest in (f"bijlage/{held.pk}/", "origineel/")] == [404, 404]


def test_given_free_it_is_given_out_with_who_did_that(office: Office, desk: Client, held: Attachment) -> None:
    page = desk.post(address(held), {"step": "release", "file": held.pk}, follow=True).content.decode()
    assert f"Vrijgegeven door {office.manager.name}" in page
    assert desk.get(address(held, f"bijlage/{held.pk}/")).content == b"MZ"


def test_with_a_virus_nobody_can(desk: Client, held: Attachment) -> None:
    Attachment.objects.update(held="virus")
    page = desk.post(address(held), {"step": "release", "file": held.pk}, follow=True).content.decode()
    assert "virus gevonden" in page
    assert "Toch vrijgeven" not in page
    assert Attachment.objects.get().released_at is None


@pytest.mark.parametrize("file", ["", "0", "x", "99999999999999999999"])
def test_a_file_that_is_not_of_this_message_does_not_exist(desk: Client, held: Attachment, file: str) -> None:
    assert desk.post(address(held), {"step": "release", "file": file}).status_code == 404


def test_it_becomes_a_document_with_the_dossier_only_once_it_is_free(office: Office, desk: Client, held: Attachment) -> None:
    desk.post(address(held), {"step": "join", "number": office.file().number})
    assert Document.objects.count() == 0
    desk.post(address(held), {"step": "release", "file": held.pk})
    assert Document.objects.get().name == "toets.exe"


def test_earlier_mails_are_folded_away(office: Office, desk: Client) -> None:
    body = "Dat klopt niet.\n\nOp 20-04-2026 schreef Klachten <k@klik.nl>:\n> Uw klacht is ontvangen."
    message = a_letter_in(office.organisation, at=TUESDAY, body=body)
    page = desk.get(f"/bureau/postvak/{message.pk}/").content.decode()
    assert page.index("Dat klopt niet.") < page.index("<summary>Eerdere berichten</summary>") < page.index("Uw klacht is ontvangen.")


# The mailbox for objections ---------------------------------------------------------------------------------------------------


@pytest.fixture
def objection(db: None) -> tuple[Message, Member]:
    """Whoever got an answer writes to the mailbox for appeals, and the board that hears them."""
    organisation = an_organisation("ecm")
    dossier = a_filing(organisation).dossier
    clerk, board = a_member(organisation, "medewerker"), a_member(organisation, "medewerker", "bestuur")
    took(dossier, "acknowledge", clerk, role="medewerker", at=NOW, channel="mail")
    to = f"beroep+{token_of(Letter.objects.get().pk)}@ecm.example"
    raw = a_mail("Ik ga in beroep.\n\nNoor", headers={"To": to, "Subject": "Beroep"})
    receive(raw, organisation=organisation.slug, mailbox="beroep", now=NOW)
    return Message.objects.get(), board


@pytest.mark.clause("EXT-27", "ECM-04")
def test_a_mail_to_the_mailbox_for_objections_is_offered_as_one(
    objection: tuple[Message, Member], enter: Callable[[Member], Client]
) -> None:
    message, board = objection
    number = message.reason.partition(": ")[2]
    browser = enter(board)
    page = browser.get(f"/bureau/postvak/{message.pk}/").content.decode()
    assert f"Dit is misschien een bezwaar in dossier {number}" in page
    answer = browser.post(f"/bureau/postvak/{message.pk}/", {"step": "object", "dossier": number})
    assert answer["Location"] == f"/bureau/dossier/{number}/object/?message={message.pk}"
    message.refresh_from_db()
    assert (message.state, message.dossier and message.dossier.number) == ("joined", number)


def test_without_a_dossier_that_one_may_read_it_stays(objection: tuple[Message, Member], enter: Callable[[Member], Client]) -> None:
    message, board = objection
    assert enter(board).post(f"/bureau/postvak/{message.pk}/", {"step": "object", "dossier": "2099-0001"}).status_code == 422
    assert not Act.objects.filter(act="object").exists()


def test_the_form_of_an_act_opens_with_what_its_message_says(office: Office, desk: Client) -> None:
    dossier = office.file(channel="phone")
    message = a_letter_in(office.organisation, at=TUESDAY, body="Hierbij bevestig ik\nmijn klacht.\n\n> uw brief")
    desk.post(f"/bureau/postvak/{message.pk}/", {"step": "join", "number": dossier.number})
    page = desk.get(f"/bureau/dossier/{dossier.number}/confirm_in_writing/?message={message.pk}").content.decode()
    assert "Hierbij bevestig ik\nmijn klacht.</textarea>" in page
    assert 'value="21-04-2026 10.00"' in page


@pytest.mark.parametrize("other", ["x", "0", "99999999999999999999"])
def test_a_message_of_another_dossier_fills_in_nothing(office: Office, desk: Client, other: str) -> None:
    number = office.file(channel="phone").number
    message = a_letter_in(office.organisation, at=TUESDAY, body="Van een ander")
    for pk in (other, message.pk):
        page = desk.get(f"/bureau/dossier/{number}/confirm_in_writing/?message={pk}").content.decode()
        assert "Van een ander" not in page
