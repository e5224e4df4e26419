import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connections
from django.test import override_settings

from tests.exchange.postman import DROP, Postman, by_smtp, postman
from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation
from tests.factories.post import unlinked
from wederhoor.actions.belonging import token_of
from wederhoor.actions.outbox import BACK_OFF, LEASE, claim, handing, left
from wederhoor.actions.record import record
from wederhoor.actions.sent import HALF_WAY
from wederhoor.actions.values import Actor, Log, Recorded, Refused, Upload, Written
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Document
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
NOOR = "noor@zonland.example"
ROLE = "manager-propositie"


@pytest.fixture
def man() -> Iterator[Postman]:
    with postman() as found:
        yield found


def a_letter(*, name: str = "Noor de Wit", written: Written | None = None) -> Letter:
    """An acknowledgement in the outbox."""
    organisation = an_organisation()
    dossier = a_dossier(organisation, complainant={"name": name, "email": NOOR})
    by = Actor(ROLE, without_mail(a_member(organisation, ROLE)))
    done = record(Log(dossier.matter_id), "acknowledge", by=by, at=NOW, now=NOW, data={"channel": "mail"}, letter=written)
    assert isinstance(done, Recorded), done
    return Letter.objects.get(dossier=dossier)


def without_mail(member: Member) -> Member:
    """Someone whom no mail about a letter that failed reaches: these tests count what leaves."""
    member.email = ""
    member.save()
    return member


def reminders(count: int, address: str = "lid@werk.example") -> None:
    organisation = an_organisation()
    Letter.objects.bulk_create(
        mail_of_no_act(organisation, name="", address=address, subject=f"Nog te doen {number}", body="x", day=NOW.date(), now=NOW)
        for number in range(count)
    )


def post(*, after: timedelta = timedelta(0)) -> int:
    def clock() -> datetime:
        return NOW + after

    return post_waiting(clock=clock)


# Leaving ---------------------------------------------------------------------------------------------------------------------


def test_a_letter_leaves_once_and_that_is_recorded(man: Postman) -> None:
    letter = a_letter()
    assert (post(), post()) == (1, 0)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, man.ids()) == ("sent", NOW, [letter.message_id])
    assert list(Act.objects.values_list("act", flat=True)) == ["file", "acknowledge", "sent"]


def test_a_letter_says_who_writes_and_where_answers_go(man: Postman) -> None:
    letter = a_letter()
    post()
    [mail] = man.taken
    assert mail["to"] == f"Noor de Wit <{NOOR}>"
    assert str(mail["from"]).startswith(f"{letter.organisation.name} <")
    assert mail["reply-to"] == f"klachten+{token_of(letter.pk)}@{letter.organisation.slug}.example"
    assert unlinked(mail.get_content()) == unlinked(letter.body)


def test_an_acknowledgement_as_the_template_has_it_is_automatic(man: Postman) -> None:
    a_letter()
    a_letter(written=Written("Uw klacht", "Met de hand geschreven."))
    post()
    assert [mail["auto-submitted"] for mail in man.taken] == ["auto-generated", None]


def test_a_reminder_is_automatic_and_takes_no_answer(man: Postman) -> None:
    reminders(1)
    post()
    assert (man.taken[0]["auto-submitted"], man.taken[0]["reply-to"]) == ("auto-generated", None)


@pytest.mark.parametrize(
    "name", ["Noor\r\nBcc: ander@x.example", "Wit, N. de <a@b.example>", "Noor\x00\u2028Wit", 'N."" de (Wit)', "Ñoor 日本"]
)
def test_no_name_or_subject_makes_a_header_of_its_own(man: Postman, name: str) -> None:
    a_letter(name=name, written=Written(f"Onderwerp {name}".replace("\x00", ""), "Tekst\r\n.\r\nQUIT"))
    assert post() == 1
    [mail] = man.taken
    assert [address.addr_spec for address in mail["to"].addresses] == [NOOR]
    assert mail["bcc"] is None
    assert mail.get_content().replace("\r\n", "\n").strip() == "Tekst\n.\nQUIT"


def test_without_a_mail_server_letters_go_to_a_folder(tmp_path: Path) -> None:
    letter = a_letter()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend", EMAIL_FILE_PATH=tmp_path):
        assert post() == 1
    [file] = tmp_path.iterdir()
    assert letter.message_id.encode() in file.read_bytes()


def test_a_letter_of_yesterday_is_filled_for_today(man: Postman) -> None:
    letter = a_letter()
    assert post(after=DAY) == 1
    letter.refresh_from_db()
    assert letter.filled_for == (NOW + DAY).date()
    assert man.ids() == [letter.message_id]


def test_any_other_way_that_django_can_send_by_will_do(mailoutbox: list[EmailMessage]) -> None:
    a_letter()
    assert (post(), mailoutbox[0].to) == (1, [f"Noor de Wit <{NOOR}>"])


# Not leaving -----------------------------------------------------------------------------------------------------------------


def test_a_letter_refused_for_now_is_tried_again_later(man: Postman) -> None:
    letter = a_letter()
    man.answers[NOOR] = "451 Try again"
    assert (post(), post()) == (0, 0)
    man.answers.clear()
    assert (post(after=BACK_OFF[0]), man.ids()) == (1, [letter.message_id])


def test_after_the_last_attempt_a_person_is_told(man: Postman) -> None:
    letter = a_letter()
    man.at_rcpt[NOOR] = "450 Mailbox busy"
    for _ in range(len(BACK_OFF) + 1):
        Letter.objects.update(next_attempt=NOW)
        post()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.next_attempt) == ("failed", len(BACK_OFF) + 1, None)


@pytest.mark.parametrize("answers", [{"at_rcpt": {NOOR: "550 No such user"}}, {"answers": {NOOR: "554 Spam"}}])
def test_a_letter_refused_for_good_is_shown_at_once(answers: dict[str, dict[str, str]]) -> None:
    letter = a_letter()
    with postman(**answers):
        assert post() == 0
    letter.refresh_from_db()
    assert letter.state == "failed"
    assert letter.reason.startswith("De mailserver zei: 55")
    assert Act.objects.filter(act="bounced").count() == 1


def test_an_address_that_is_none_is_shown_at_once(man: Postman) -> None:
    reminders(1, address="a@b.example\r\nRCPT TO:<c@d.example>")
    assert (post(), man.taken) == (0, [])
    assert Letter.objects.get().reason == "Dit e-mailadres klopt niet."


def test_one_bad_letter_holds_up_no_other(man: Postman) -> None:
    man.at_rcpt[NOOR] = "550 No such user"
    a_letter()
    reminders(2)
    assert post() == 2


def test_a_server_that_is_away_costs_no_letter_an_attempt() -> None:
    reminders(3)
    with by_smtp(1):
        assert post() == 0
    assert set(Letter.objects.values_list("attempts", "state")) == {(0, "waiting")}


def test_a_line_that_dies_after_the_letter_went_over_is_for_a_person(man: Postman) -> None:
    letter = a_letter()
    man.answers[NOOR] = DROP
    post()
    man.answers.clear()
    post(after=DAY)
    letter.refresh_from_db()
    assert (letter.state, letter.reason, man.ids()) == ("failed", HALF_WAY, [letter.message_id])
    assert not Act.objects.filter(act__in=["sent", "bounced"]).exists()


# Several workers -------------------------------------------------------------------------------------------------------------


def test_a_worker_that_went_silent_while_handing_over_leaves_its_letter_to_a_person(man: Postman) -> None:
    letter = a_letter()
    held = claim(now=NOW)
    assert held is not None
    assert handing(held, now=NOW)
    assert (post(after=LEASE / 2), post(after=LEASE)) == (0, 0)
    letter.refresh_from_db()
    assert (letter.state, letter.reason, man.taken) == ("failed", HALF_WAY, [])


def test_a_worker_that_went_silent_before_handing_over_leaves_its_letter_to_the_next(man: Postman) -> None:
    letter = a_letter()
    assert claim(now=NOW) is not None
    assert [post(after=after) for after in (LEASE / 2, LEASE, LEASE + BACK_OFF[0])] == [0, 0, 1]
    assert man.ids() == [letter.message_id]


def test_a_letter_at_which_every_worker_falls_silent_goes_to_a_person(man: Postman) -> None:
    letter, now = a_letter(), NOW
    for _ in range(len(BACK_OFF) + 1):
        assert claim(now=now) is not None
        assert post(after=now + LEASE - NOW) == 0
        now += LEASE + BACK_OFF[-1]
    letter.refresh_from_db()
    assert (letter.state, letter.reason, man.taken) == ("failed", "De verzending brak af voordat de brief weg was.", [])


def test_a_worker_whose_lease_ran_out_hands_nothing_over_any_more(man: Postman) -> None:
    letter = a_letter()
    moments = iter([NOW, NOW, NOW + LEASE])
    assert post_waiting(clock=lambda: next(moments, NOW + LEASE)) == 0
    assert man.ids() == []
    assert (post(after=LEASE + BACK_OFF[0]), man.ids()) == (1, [letter.message_id])


def test_a_slow_worker_whose_letter_was_taken_after_all_says_so(man: Postman) -> None:
    letter = a_letter()
    held = claim(now=NOW)
    assert held is not None
    post(after=LEASE)
    left(held, now=NOW + LEASE)
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_a_server_may_take_longer_over_a_mail_than_over_a_command(man: Postman, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: dict[bool, set[float]] = {True: set(), False: set()}
    sends = smtplib.SMTP.send

    def spy(line: smtplib.SMTP, said: bytes | str) -> None:
        waits[b"Message-ID" in (said if isinstance(said, bytes) else b"")].add(line.sock.gettimeout() or 0)  # type: ignore[union-attr]
        sends(line, said)

    monkeypatch.setattr(smtplib.SMTP, "send", spy)
    reminders(2)
    assert (post(), len(man.taken)) == (2, 2)
    assert waits == {True: {240.0}, False: {settings.EMAIL_TIMEOUT}}
    assert LEASE.total_seconds() > 2 * 240


def test_a_worker_that_is_told_to_stop_begins_no_other_letter(man: Postman) -> None:
    reminders(3)
    assert post_waiting(clock=lambda: NOW, stop=lambda: len(man.taken) == 1) == 1
    assert Letter.objects.filter(state="waiting").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once() -> None:
    reminders(20)

    def work(_: int) -> int:
        try:
            return post()
        finally:
            connections.close_all()

    with postman() as man, ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(work, range(3))) == 20
    assert len(man.ids()) == len(set(man.ids())) == 20


def test_the_documents_of_an_act_go_along_with_its_mail(man: Postman) -> None:
    organisation = an_organisation()
    dossier, by = a_dossier(organisation), Actor(ROLE, a_member(organisation, ROLE))
    files = [Upload("uitslag één.pdf", b"%PDF-1"), Upload("pagina.html", b"<script>x</script>")]
    done = record(Log(dossier.matter_id), "acknowledge", by=by, at=NOW, now=NOW, data={"channel": "mail"}, files=files)
    assert isinstance(done, Recorded), done
    post_waiting(clock=lambda: NOW)
    parts = [(part.get_filename(), part.get_content_type(), part.get_content()) for part in man.taken[0].iter_attachments()]
    assert parts == [("uitslag één.pdf", "application/pdf", b"%PDF-1"), ("pagina.html", "text/plain", "<script>x</script>")]


def test_a_mail_whose_document_is_gone_goes_to_a_person(tmp_path: Path) -> None:
    organisation = an_organisation()
    dossier, by = a_dossier(organisation), Actor(ROLE, without_mail(a_member(organisation, ROLE)))
    record(Log(dossier.matter_id), "acknowledge", by=by, at=NOW, now=NOW, data={"channel": "mail"}, files=[Upload("a", b"x")])
    (tmp_path / Document.objects.get().path).unlink()
    assert post_waiting(clock=lambda: NOW) == 0
    letter = Letter.objects.get()
    assert (letter.state, letter.reason) == ("failed", "Een bijlage van deze brief is niet te vinden.")


def test_what_is_too_large_for_a_mail_is_refused_and_goes_by_post() -> None:
    organisation = an_organisation()
    dossier, by = a_dossier(organisation), Actor(ROLE, a_member(organisation, ROLE))
    files = [Upload("a", b"x" * 6_000_000), Upload("b", b"x" * 6_000_000)]
    done = [
        record(Log(dossier.matter_id), "acknowledge", by=by, at=NOW, now=NOW, data={"channel": channel}, files=files)
        for channel in ("mail", "post")
    ]
    assert isinstance(done[0], Refused)
    assert done[0].reason.startswith("Samen zijn deze bijlagen te groot voor een mail: ten hoogste 10 MB.")
    assert isinstance(done[1], Recorded)
