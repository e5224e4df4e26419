from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from django.db import connections

from tests.exchange.postman import a_mail
from tests.factories.house import DAY, HOUR, NOW, a_filing, a_member, an_organisation, took
from wederhoor.actions.arrival import Taken
from wederhoor.actions.belonging import token_of
from wederhoor.actions.incoming import MOST_A_DAY
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Act, Dossier, Party, Text
from wederhoor.exchange.mail_in import receive as receiving
from wederhoor.exchange.mail_in.receive import receive, resume
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


def take(raw: bytes, organisation: Organisation, *, mailbox: str = "klachten", after: timedelta = timedelta(0)) -> Taken:
    return receive(raw, organisation=organisation.slug, mailbox=mailbox, now=NOW + after)


def other(number: int, **headers: str | None) -> bytes:
    return a_mail(headers={"Message-ID": f"<{number}@zonland.example>", "Subject": f"Klacht {number}", **headers})


def answered(organisation: Organisation) -> Letter:
    """The acknowledgement that Noor de Wit got."""
    dossier = a_filing(organisation).dossier
    member = a_member(organisation, "manager-propositie")
    took(dossier, "acknowledge", member, role="manager-propositie", at=NOW, channel="mail")
    return Letter.objects.get()


def to(letter: Letter) -> str:
    return f"klachten+{token_of(letter.pk)}@organisatie.example"


# A new dossier ---------------------------------------------------------------------------------------------------------------


def test_a_mail_makes_a_dossier(organisation: Organisation) -> None:
    assert take(a_mail(), organisation) == Taken("dossier", "2026-0001")
    dossier = Dossier.objects.get()
    assert (dossier.channel, dossier.received_at) == ("mail", NOW)
    assert Party.objects.get(part="complainant").email == "noor@zonland.example"
    assert Text.objects.get(field="description").body == "Klacht over examen\n\nVraag 7 klopt niet."


def test_the_raw_mail_is_kept_to_the_byte(organisation: Organisation, tmp_path: Path) -> None:
    take(a_mail(), organisation)
    assert (tmp_path / Message.objects.get().raw).read_bytes() == a_mail()


@pytest.mark.parametrize(
    ("written", "filed_on"),
    [
        ("Tue, 21 Apr 2026 23:30:00 +0000", "2026-04-22"),
        ("Tue, 21 Apr 2026 12:00:00 +0200", "2026-04-21"),
        ("Wed, 22 Apr 2026 10:00:01 +0200", "2026-04-22"),
        ("Fri, 24 Apr 2026 10:00:00 +0200", "2026-04-22"),
        ("Wed, 22 Apr 2020 10:00:00 +0200", "2026-04-22"),
        (None, "2026-04-22"),
    ],
)
def test_the_date_of_a_mail_counts_when_it_can_be_believed(organisation: Organisation, written: str | None, filed_on: str) -> None:
    take(a_mail(headers={"Date": written}), organisation)
    assert Act.objects.get().data["filed_on"] == filed_on


def test_attachments_are_kept_whole_beside_the_raw_mail(organisation: Organisation, tmp_path: Path) -> None:
    raw = (
        b"From: noor@zonland.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nZie foto\n--b\n"
        b'Content-Type: image/png; name="../foto.png"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAQI=\n--b--\n'
    )
    take(raw, organisation)
    file = Attachment.objects.get()
    assert (file.name, file.content_type, file.size) == ("foto.png", "image/png", 11)
    assert (tmp_path / file.path).read_bytes() == b"\x89PNG\r\n\x1a\n\x00\x01\x02"


# The same mail, however often ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("again", [a_mail(), b"Received: by elsewhere\n" + a_mail(), a_mail().replace(b"\n", b"\r\n")])
def test_a_mail_delivered_twice_is_one_dossier(organisation: Organisation, again: bytes) -> None:
    assert take(again, organisation, after=HOUR) == take(a_mail(), organisation)
    assert (Message.objects.count(), Dossier.objects.count()) == (1, 1)


def test_two_organisations_each_have_their_own(organisation: Organisation) -> None:
    take(a_mail(), organisation)
    assert take(a_mail(), an_organisation()).state == "dossier"
    assert Dossier.objects.count() == 2


def test_another_mail_under_the_same_message_id_is_not_lost(organisation: Organisation) -> None:
    take(a_mail(), organisation)
    assert take(a_mail("Een heel ander verhaal."), organisation) == Taken("tray")
    assert "Message-ID" in Message.objects.get(state="tray").reason


@pytest.mark.django_db(transaction=True)
def test_two_deliveries_at_once_are_one_dossier() -> None:
    organisation = an_organisation()

    def deliver(_: int) -> Taken:
        try:
            return take(a_mail(), organisation)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(deliver, range(4)))
    assert results == {Taken("dossier", Dossier.objects.get().number)}
    assert Message.objects.count() == 1


def breaking(fault: BaseException) -> Callable[..., NoReturn]:
    def broken(*_: object, **__: object) -> NoReturn:
        raise fault

    return broken


def broken_off(monkeypatch: pytest.MonkeyPatch, step: str, organisation: Organisation) -> None:
    """A mail taken in by a process that ends at a step."""
    with monkeypatch.context() as patch:
        patch.setattr(receiving, step, breaking(SystemExit()))
        with pytest.raises(SystemExit):
            take(a_mail(), organisation)


@pytest.mark.parametrize("step", ["parse", "place_all"])
def test_a_crash_after_keeping_goes_on_where_it_stopped(organisation: Organisation, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    broken_off(monkeypatch, step, organisation)
    assert Message.objects.get().state == "new"
    assert take(a_mail(), organisation, after=DAY).state == "dossier"
    assert Dossier.objects.get().received_at == NOW


def test_a_mail_left_lying_is_taken_up_by_the_worker(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_off(monkeypatch, "place_all", organisation)
    assert (resume(now=NOW), resume(now=NOW + HOUR)) == (0, 1)
    assert Dossier.objects.get().received_at == NOW


def test_a_mail_that_fails_again_is_put_before_a_person(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "place_all", breaking(RuntimeError()))
    with pytest.raises(RuntimeError):
        take(a_mail(), organisation)
    assert resume(now=NOW + HOUR) == 1
    row = Message.objects.get()
    assert (row.state, row.sender, row.subject) == ("tray", "noor@zonland.example", "Klacht over examen")


# Joining ---------------------------------------------------------------------------------------------------------------------


def test_an_answer_to_the_address_with_the_token_joins(organisation: Organisation) -> None:
    letter = answered(organisation)
    taken = take(other(2, To=to(letter)), organisation, after=HOUR)
    assert (taken.state, Message.objects.get().dossier) == ("joined", letter.dossier)


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_an_answer_to_a_message_of_ours_joins(organisation: Organisation, header: str) -> None:
    letter = answered(organisation)
    assert take(other(2, **{header: f"<vreemd@x> {letter.message_id}"}), organisation).state == "joined"


def test_an_answer_from_a_stranger_is_put_before_a_person(organisation: Organisation) -> None:
    letter = answered(organisation)
    taken = take(other(2, To=to(letter), From="vreemd@elders.example"), organisation)
    assert taken == Taken("tray")
    assert letter.dossier is not None
    assert letter.dossier.number in Message.objects.get().reason


def test_who_looks_after_the_dossier_is_told_once_an_hour_that_mail_joined_it(organisation: Organisation) -> None:
    member, letter = a_member(organisation, "manager-propositie"), answered(organisation)
    assert letter.dossier is not None
    Dossier.objects.filter(number=letter.dossier.number).update(owner=member)
    for number in (2, 3):
        assert take(other(number, To=to(letter)), organisation).state == "joined"
    [told] = Letter.objects.filter(address=member.email)
    assert told.subject == f"Nieuw bericht in dossier {letter.dossier.number}"
    assert letter.name not in told.body


def test_a_token_that_we_did_not_make_joins_nothing(organisation: Organisation) -> None:
    letter = answered(organisation)
    token = token_of(letter.pk)
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert take(other(2, To=f"klachten+{forged}@organisatie.example"), organisation).state == "dossier"


def test_a_letter_of_another_organisation_joins_nothing(organisation: Organisation) -> None:
    letter = answered(organisation)
    assert take(other(2, To=to(letter)), an_organisation()).state == "dossier"


def test_an_answer_to_two_matters_is_put_before_a_person(organisation: Organisation) -> None:
    first = answered(organisation)
    dossier = a_filing(organisation).dossier
    took(dossier, "acknowledge", a_member(organisation, "manager-propositie"), role="manager-propositie", at=NOW, channel="mail")
    second = Letter.objects.exclude(pk=first.pk).get()
    assert take(other(2, To=f"{to(first)}, {to(second)}"), organisation) == Taken("tray")


def test_a_number_in_the_subject_joins_nothing(organisation: Organisation) -> None:
    letter = answered(organisation)
    assert letter.dossier is not None
    assert take(other(2, Subject=f"Dossier {letter.dossier.number}"), organisation).number != letter.dossier.number


def test_nothing_joins_a_dossier_that_is_destroyed(organisation: Organisation) -> None:
    letter = answered(organisation)
    Dossier.objects.update(stage="destroyed")
    assert take(other(2, To=to(letter)), organisation) == Taken("tray")
    assert Message.objects.get().dossier is None


# Coming back -----------------------------------------------------------------------------------------------------------------


def report(letter: Letter, action: str) -> bytes:
    """What a mail server writes when it could not deliver."""
    kind = "multipart/report; report-type=delivery-status; boundary=b"
    status = f"--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; noor@zonland.example\nAction: {action}\n"
    returned = f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {letter.message_id}\n--b--\n"
    headers = {"From": "mailer-daemon@zonland.example", "Content-Type": kind, "Message-ID": f"<{action}@zonland.example>"}
    return a_mail(status + returned, headers=headers)


@pytest.mark.parametrize(("action", "state", "bounced"), [("failed", "failed", 1), ("delayed", "sent", 0)])
def test_a_letter_that_comes_back_is_owed_again(organisation: Organisation, action: str, state: str, bounced: int) -> None:
    letter = answered(organisation)
    mark_sent(letter, at=NOW, now=NOW)
    assert take(report(letter, action), organisation, after=HOUR) == Taken("tray")
    letter.refresh_from_db()
    assert (letter.state, Act.objects.filter(act="bounced").count()) == (state, bounced)


def test_who_sees_the_report_is_told_which_dossier(organisation: Organisation) -> None:
    letter = answered(organisation)
    mark_sent(letter, at=NOW, now=NOW)
    take(report(letter, "failed"), organisation, after=HOUR)
    assert letter.dossier is not None
    assert letter.dossier.number in Message.objects.get().reason


# Before a person -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto-Submitted": "auto-replied"}, "machine"),
        ({"From": None}, "afzender"),
        ({"From": "klachten@eigen.example"}, "eigen adres"),
        ({"From": "klachten+kenmerk@eigen.example"}, "eigen adres"),
    ],
)
def test_a_mail_that_no_one_may_answer_is_put_in_the_tray(headers: dict[str, str | None], reason: str) -> None:
    organisation = an_organisation(slug="eigen")
    assert take(other(1, **headers), organisation) == Taken("tray")
    assert reason in Message.objects.get().reason


def test_an_empty_mail_is_put_in_the_tray(organisation: Organisation) -> None:
    assert take(a_mail(""), organisation) == Taken("tray")


def test_the_mailbox_for_objections_makes_no_dossier() -> None:
    assert take(a_mail(), an_organisation("ecm"), mailbox="beroep") == Taken("tray")


@pytest.mark.clause("EXT-27")
def test_what_answers_us_in_the_mailbox_for_objections_may_be_one_and_a_person_says_so() -> None:
    organisation = an_organisation("ecm")
    dossier = a_filing(organisation).dossier
    took(dossier, "acknowledge", a_member(organisation, "medewerker"), role="medewerker", at=NOW, channel="mail")
    letter = Letter.objects.get()
    assert take(other(2, To=to(letter)), organisation, mailbox="beroep") == Taken("tray")
    assert take(other(3, To=to(letter)), organisation) == Taken("joined", dossier.number)


@pytest.mark.clause("EXA-02")
def test_what_a_colleague_forwards_is_put_before_a_person(organisation: Organisation) -> None:
    colleague = a_member(organisation, "medewerker")
    assert take(other(1, From=colleague.email.upper()), organisation) == Taken("tray")
    assert "collega" in Message.objects.get().reason


def test_a_flood_from_one_address_goes_to_a_person(organisation: Organisation) -> None:
    states = [take(other(number), organisation).state for number in range(MOST_A_DAY + 1)]
    assert states == ["dossier"] * MOST_A_DAY + ["tray"]


def test_a_mail_under_no_regulation_is_put_in_the_tray() -> None:
    organisation = Organisation.objects.create(slug="nieuw", name="Nieuw")
    assert take(a_mail(), organisation) == Taken("tray")
    assert Message.objects.get().reason == "Er is geen regeling van kracht."


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"MZ" + bytes(1000)])
def test_what_cannot_be_read_is_kept_raw_and_put_before_a_person(organisation: Organisation, tmp_path: Path, raw: bytes) -> None:
    assert take(raw, organisation) == Taken("unreadable")
    assert (tmp_path / Message.objects.get().raw).read_bytes() == raw


@pytest.mark.parametrize(("slug", "mailbox"), [("bestaat-niet", "klachten"), ("klik", "../raw"), ("klik", "")])
def test_what_nobody_owns_is_not_confirmed(slug: str, mailbox: str) -> None:
    an_organisation(slug="klik")
    with pytest.raises(LookupError):
        receive(a_mail(), organisation=slug, mailbox=mailbox, now=NOW)


def test_every_message_is_accounted_for(organisation: Organisation) -> None:
    letter = answered(organisation)
    mails = [other(1), other(1), other(2, To=to(letter)), other(3, Precedence="bulk"), b"", a_mail("", headers={"Message-ID": "<leeg@x>"})]
    states = [take(raw, organisation).state for raw in mails]
    assert states == ["dossier", "dossier", "joined", "tray", "unreadable", "tray"]
    assert (
        Message.objects.filter(state__in=["dossier", "joined", "tray", "unreadable", "set_aside"]).count() == Message.objects.count() == 5
    )


def test_the_day_of_filing_is_a_date(organisation: Organisation) -> None:
    take(a_mail(), organisation)
    assert date.fromisoformat(str(Act.objects.get().data["filed_on"])) == date(2026, 4, 22)
