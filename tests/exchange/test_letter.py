"""A letter as it goes over the line: headers that no relay changes, and none that a stranger made."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.exchange.postman import Postman, a_mail, postman
from tests.factories.house import DAY, HOUR, NOW, a_member, an_organisation
from tests.factories.lives import MANAGER
from wederhoor.actions.belonging import token_of
from wederhoor.actions.record import Actor, Log, Recorded, Upload, Written, record
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Dossier
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
LONG = "Onze beslissing over uw klacht: de beoordeling van het praktijkexamen élektrotechniek in Coevorden – " * 2


@pytest.fixture
def man() -> Iterator[Postman]:
    with postman() as found:
        yield found


def complained(headers: dict[str, str | None] | None = None) -> tuple[Organisation, Dossier]:
    """A dossier that a mail began."""
    organisation = an_organisation()
    receive(a_mail(headers=headers), organisation=organisation.slug, mailbox="klachten", now=NOW)
    return organisation, Dossier.objects.get(organisation=organisation)


def tells(
    organisation: Organisation, dossier: Dossier, act: str = "acknowledge", *, at: datetime = NOW + HOUR, letter: Written | None = None
) -> Letter:
    by = Actor(MANAGER, a_member(organisation, MANAGER))
    done = record(Log(dossier.matter_id), act, by=by, at=at, now=at, data={"channel": "mail"}, letter=letter)
    assert isinstance(done, Recorded), done
    return Letter.objects.latest("pk")


def leave(at: datetime = NOW + HOUR) -> None:
    def clock() -> datetime:
        return at

    post_waiting(clock=clock)


def test_what_answers_a_mail_by_itself_says_which_and_that_no_machine_need_answer(man: Postman) -> None:
    tells(*complained())
    leave()
    [mail] = man.taken
    assert (mail["in-reply-to"], mail["references"], mail["auto-submitted"]) == (
        "<een@zonland.example>",
        "<een@zonland.example>",
        "auto-replied",
    )


def test_the_next_letter_stands_in_the_same_thread(man: Postman) -> None:
    organisation, dossier = complained()
    first = tells(organisation, dossier)
    leave()
    tells(organisation, dossier, "report_progress", at=NOW + DAY, letter=Written("Stand van zaken", "Wij zijn bezig."))
    leave(NOW + DAY)
    mail = man.taken[-1]
    assert mail["references"] == f"{first.message_id} <een@zonland.example>"
    assert mail["auto-submitted"] is None


@pytest.mark.parametrize("named", ["<a\tb@x.example>", "geen", "<één@x.example>"])
def test_an_identifier_that_is_none_is_not_repeated(man: Postman, named: str) -> None:
    organisation, dossier = complained()
    Message.objects.update(message_id=named)
    tells(organisation, dossier)
    leave()
    [mail] = man.taken
    assert (mail["in-reply-to"], mail["references"]) == (None, None)


def test_the_mail_of_someone_else_in_the_dossier_is_not_answered(man: Postman) -> None:
    organisation, dossier = complained()
    Message.objects.update(sender="Ander <ander@elders.example>")
    tells(organisation, dossier)
    leave()
    assert man.taken[0]["in-reply-to"] is None


def test_nothing_in_it_gives_a_relay_reason_to_change_it(man: Postman) -> None:
    organisation, dossier = complained()
    letter = tells(organisation, dossier, letter=Written(LONG, f"Geachte mevrouw,\n\nÉén lange regel: {'é' * 2000}\n\nFrom hier\n.\n"))
    leave()
    [mail], [raw] = man.taken, man.raw
    assert all(byte < 128 for byte in raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert str(mail["subject"]) == " ".join(LONG.split())
    assert mail.get_content().replace("\r\n", "\n").rstrip() == letter.body.rstrip()


def test_every_header_is_of_ours_and_of_the_domain_that_sends(man: Postman) -> None:
    letter = tells(*complained())
    leave()
    [mail] = man.taken
    domain = str(mail["from"].addresses[0].domain)
    assert domain == man.senders[0].rpartition("@")[2] == letter.message_id.rstrip(">").rpartition("@")[2]
    assert mail["date"].datetime == NOW + HOUR
    names = {name.lower() for name in mail.keys()}  # noqa: SIM118 - a mail is no mapping
    usual = {"content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to", "reply-to", "message-id", "date"}
    assert names == usual | {"in-reply-to", "references", "auto-submitted", "content-language"}
    assert mail["content-language"] == letter.language == "nl"


def test_tried_again_it_is_the_same_letter(man: Postman) -> None:
    letter = tells(*complained())
    man.answers[letter.address] = "451 later"
    leave()
    man.answers.clear()
    leave(NOW + 2 * HOUR)
    assert [(mail["message-id"], mail["reply-to"]) for mail in man.taken] == [
        (letter.message_id, f"klachten+{token_of(letter.pk)}@{letter.organisation.slug}.example")
    ]


@pytest.mark.parametrize("name", ["uit\r\nBcc: x@y.example\r\n.pdf", "ùîtslag\u202egpj.pdf", "a" * 200 + ".pdf"])
def test_the_name_of_a_file_makes_no_header(man: Postman, name: str) -> None:
    organisation, dossier = complained()
    by = Actor(MANAGER, a_member(organisation, MANAGER))
    files = [Upload(name, b"%PDF-1")]
    record(Log(dossier.matter_id), "acknowledge", by=by, at=NOW, now=NOW, data={"channel": "mail"}, files=files)
    leave()
    [mail] = man.taken
    [file] = mail.iter_attachments()
    assert (mail["bcc"], file.get_content()) == (None, b"%PDF-1")


@pytest.mark.parametrize(("written", "goes"), [("noor@zönland.example", "noor@xn--znland-wxa.example"), ("Noor@Zonland.Example",) * 2])
def test_a_domain_with_accents_goes_by_its_name_in_ascii(man: Postman, written: str, goes: str) -> None:
    letter = tells(*complained())
    Letter.objects.filter(pk=letter.pk).update(address=written)
    leave()
    assert [address.addr_spec for address in man.taken[0]["to"].addresses] == [goes]


@pytest.mark.parametrize("written", ["noör@zonland.example", "noor@straße.example", "", "a@b.example, c@d.example", "noor@zonland"])
def test_an_address_that_no_server_knows_is_told_and_not_guessed(man: Postman, written: str) -> None:
    letter = tells(*complained())
    Letter.objects.filter(pk=letter.pk).update(address=written)
    leave()
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == ("failed", "Dit e-mailadres klopt niet.")
    assert letter.message_id not in man.ids()
