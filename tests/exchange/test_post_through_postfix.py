from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from smtplib import SMTP

import pytest
from django.test import override_settings

from tests.exchange.postman import by_smtp
from tests.factories.house import NOW, a_dossier, a_member, an_organisation
from tests.factories.post import unlinked
from tests.support.postfix import Postfix, missing
from wederhoor.actions.record import record
from wederhoor.actions.values import Actor, Log, Recorded
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Act
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.exchange.mail_out.post import post_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(bool(missing()), reason=missing())]
NOOR, ROLE, HOUSE = "noor@zonland.example", "manager-propositie", "vijverhof"


@pytest.fixture
def server() -> Iterator[Postfix]:
    """A server that takes mail for whoever complains and for the organisation."""
    server = Postfix(f"{HOUSE}.example")
    try:
        yield server
    finally:
        server.throw_away()


def mails(server: Postfix, count: int) -> list[EmailMessage]:
    return [message_from_bytes(raw, policy=policy.default) for raw in server.delivered(count)]


def answered(server: Postfix, mail: EmailMessage) -> bytes:
    """Her answer, as her mail program sends it and the server lays it in the mailbox."""
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = f"Noor de Wit <{NOOR}>", mail["reply-to"], f"Re: {mail['subject']}"
    answer["Message-ID"], answer["Date"] = "<antwoord@zonland.example>", "Wed, 22 Apr 2026 12:00:00 +0200"
    answer.set_content("Dank u. Het gaat om vraag 7, café Zomer.")
    with SMTP("127.0.0.1", server.port) as line:
        line.send_message(answer)
    return server.delivered(2)[-1]


def sent(server: Postfix, email: str) -> Letter:
    """An acknowledgement that the server took."""
    organisation = an_organisation(slug=HOUSE)
    member = a_member(organisation, ROLE)
    dossier = a_dossier(organisation, complainant={"name": "Noor de Wit", "email": email})
    done = record(Log(dossier.matter_id), "acknowledge", by=Actor(ROLE, member), at=NOW, now=NOW, data={"channel": "mail"})
    assert isinstance(done, Recorded), done
    with by_smtp(server.port), override_settings(DEFAULT_FROM_EMAIL=f"post@{HOUSE}.example"):
        assert post_waiting(clock=lambda: NOW) == 1
    return Letter.objects.get(dossier=dossier)


def test_a_letter_goes_out_through_a_real_server_and_its_answer_finds_the_dossier(server: Postfix) -> None:
    letter = sent(server, NOOR)
    [mail] = mails(server, 1)
    assert "by mail.organisatie.example (Postfix)" in mail["received"]
    assert mail["message-id"] == letter.message_id
    assert unlinked(mail.get_content()) == unlinked(letter.body)
    raw = answered(server, mail)
    assert raw.startswith(b"Return-Path: <noor@zonland.example>")
    receive(raw, organisation=HOUSE, mailbox="klachten", now=NOW)
    came = Message.objects.get()
    assert (came.state, came.dossier) == ("joined", letter.dossier)


def test_what_a_real_server_sends_back_is_tied_to_its_letter(server: Postfix) -> None:
    letter = sent(server, "weg@zonland.example")
    [raw] = server.delivered(1)
    receive(raw, organisation=HOUSE, mailbox="klachten", now=NOW)
    letter.refresh_from_db()
    assert letter.state == "failed"
    assert Act.objects.filter(matter=letter.matter, act="bounced").count() == 1
