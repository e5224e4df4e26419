from pathlib import Path

import pytest
from django.test import override_settings

from tests.exchange.clamd import POISON, VIRUS, clamd
from tests.exchange.postman import a_mail
from tests.factories.house import DAY, NOW, a_filing, a_member, an_organisation
from tests.factories.post import a_letter_in
from wederhoor.actions.arrival import raw_of
from wederhoor.actions.settling import join, set_aside
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Document, Dossier
from wederhoor.exchange.mail_in import again, receive
from wederhoor.exchange.mail_in.again import Reread, look_again, read_all_again
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


def test_a_mail_that_could_not_be_read_is_read_and_placed_later(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(receive, "parse", lambda _raw: None)
        receive.receive(a_mail(), organisation=organisation.slug, mailbox="klachten", now=NOW)
    assert Message.objects.get().state == "unreadable"
    assert read_all_again(now=NOW + DAY) == Reread(read=1, placed=1)
    assert Dossier.objects.get().received_at == NOW
    assert read_all_again(now=NOW + DAY) == Reread()


def test_what_a_person_set_aside_or_joined_stays_where_it_is(organisation: Organisation) -> None:
    member, dossier = a_member(organisation, "manager-propositie"), a_filing(organisation).dossier
    aside, joined = (a_letter_in(organisation, number, at=NOW, files={"a.pdf": b"%PDF"}) for number in (1, 2))
    set_aside(aside.pk, by=member, reason="spam", text="", now=NOW)
    join(joined.pk, by=member, dossier=dossier, now=NOW)
    Message.objects.update(parser=0, body="")
    assert read_all_again(now=NOW + DAY) == Reread(read=2)
    rows = Message.objects.order_by("pk").values_list("state", "body", "settled_by")
    assert list(rows) == [(state, "Vraag 7 van het examen kan niet kloppen.\n", member.pk) for state in ("set_aside", "joined")]
    assert (Attachment.objects.count(), Document.objects.count()) == (2, 1)


def test_a_file_that_an_older_reader_did_not_find_is_added(organisation: Organisation) -> None:
    member, dossier = a_member(organisation, "manager-propositie"), a_filing(organisation).dossier
    mail = a_letter_in(organisation, at=NOW, files={"a.pdf": b"%PDF", "b.pdf": b"%PDF b", "c.pdf": b"%PDF"})
    join(mail.pk, by=member, dossier=dossier, now=NOW)
    last = mail.attachments.order_by("pk")[1]
    Document.objects.filter(attachments=last).delete()
    last.delete()
    Message.objects.update(parser=1)
    read_all_again(now=NOW + DAY, organisation=organisation.slug)
    assert sorted(Document.objects.values_list("name", flat=True)) == ["a.pdf", "b.pdf", "c.pdf"]


def test_another_organisation_s_mail_is_left(organisation: Organisation) -> None:
    a_letter_in(organisation, at=NOW)
    Message.objects.update(parser=0)
    assert read_all_again(now=NOW, organisation=an_organisation().slug) == Reread()


def test_one_that_cannot_be_read_again_holds_up_no_other(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        a_letter_in(organisation, number, at=NOW)
    Message.objects.update(parser=1)
    (first,) = Message.objects.order_by("pk").values_list("pk", flat=True)[:1]
    found = raw_of
    monkeypatch.setattr(again, "raw_of", lambda kept: found(kept) if kept.message != first else (_ for _ in ()).throw(OSError()))
    assert read_all_again(now=NOW) == Reread(read=1, unread=1)


def test_a_file_waits_for_the_scanner_and_is_then_given_out_or_held(organisation: Organisation, tmp_path: Path) -> None:
    with override_settings(CLAMAV=str(tmp_path / "niet.ctl")):
        a_letter_in(organisation, at=NOW, headers={}, files={"goed.pdf": b"%PDF", "fout.pdf": VIRUS})
        assert (look_again(now=NOW), Document.objects.count()) == (0, 0)
    with clamd(tmp_path):
        assert (look_again(now=NOW), look_again(now=NOW)) == (2, 0)
    assert list(Attachment.objects.order_by("pk").values_list("held", "document__name")) == [("", "goed.pdf"), ("virus", None)]


def test_a_file_that_the_scanner_cannot_read_or_that_is_gone_holds_up_no_other(organisation: Organisation, tmp_path: Path) -> None:
    with override_settings(CLAMAV=str(tmp_path / "niet.ctl")):
        a_letter_in(organisation, at=NOW, headers={}, files={"kapot.pdf": POISON, "weg.pdf": b"%PDF weg", "goed.pdf": b"%PDF"})
    (tmp_path / Attachment.objects.get(name="weg.pdf").path).unlink()
    with clamd(tmp_path):
        assert (look_again(now=NOW), look_again(now=NOW)) == (3, 0)
    assert dict(Attachment.objects.values_list("name", "held")) == {"kapot.pdf": "unscannable", "weg.pdf": "unscannable", "goed.pdf": ""}


def test_a_scanner_that_goes_away_while_it_looks_is_waited_for(
    organisation: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(CLAMAV=str(tmp_path / "niet.ctl")):
        a_letter_in(organisation, at=NOW, headers={}, files={"een.pdf": b"%PDF"})
        there = iter([True, False])
        monkeypatch.setattr(again, "answers", lambda: next(there))
        assert look_again(now=NOW) == 0
    assert Attachment.objects.get().held == "unscanned"
