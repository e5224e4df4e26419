from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import override_settings

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation
from wederhoor.actions.access import Reading, log_opening
from wederhoor.actions.arrival import keep
from wederhoor.actions.clearing import clear_old
from wederhoor.actions.inbox import message_for, tally
from wederhoor.actions.keeping import write_whole
from wederhoor.actions.settling import Settled, put_back, set_aside
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
RAW = b"Message-ID: <a@b.example>\r\nSubject: Reclame\r\n\r\nKoop nu"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(DATA_DIR=tmp_path, SET_ASIDE_DAYS=30, ACCESS_LOG_DAYS=30):
        yield tmp_path


def a_mail(member: Member, *, digest: str = "d") -> Message:
    """A mail with a file that came in at his organisation and waits."""
    slug = member.organisation.slug
    kept = keep(RAW, organisation=slug, mailbox="klachten", message_id="<a@b.example>", digest=digest, now=NOW)
    mail = Message.objects.get(pk=kept.message)
    mail.sender, mail.subject, mail.body, mail.html, mail.state = "a@b.example", "Reclame", "Koop nu", "<p>Koop nu", "tray"
    mail.save()
    path = write_whole(Path(mail.raw).with_suffix(".file"), b"bijlage")
    Attachment.objects.create(message=mail, name="folder.pdf", content_type="text/plain", size=7, path=path)
    return mail


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_of_mail_that_lay_aside_its_time_only_stays_that_it_came_in(folder: Path) -> None:
    member = a_member(an_organisation(), "manager-propositie")
    mail = a_mail(member)
    set_aside(mail.pk, by=member, reason="spam", text="van Jan", now=NOW + DAY)
    assert (clear_old(NOW + 31 * DAY), clear_old(NOW + 31 * DAY + timedelta(seconds=1)), files(folder)) == (0, 1, [])
    mail.refresh_from_db()
    assert (mail.state, mail.attachments.count(), mail.message_id) == ("cleared", 0, None)
    assert not any((mail.sender, mail.subject, mail.body, mail.html, mail.raw, mail.reason))


def test_it_still_counts_in_the_sum_and_is_not_taken_in_again_nor_opened_nor_put_back() -> None:
    member = a_member(an_organisation(), "manager-propositie")
    mail = a_mail(member)
    set_aside(mail.pk, by=member, reason="spam", text="", now=NOW)
    assert clear_old(NOW + 40 * DAY) == 1
    assert (tally(member).set_aside, tally(member).came_in) == (1, 1)
    again = keep(RAW, organisation=member.organisation.slug, mailbox="klachten", message_id="<a@b.example>", digest="d", now=NOW)
    assert (again.message, again.known, Message.objects.count()) == (mail.pk, True, 1)
    reading = Reading(frozenset({"manager-propositie"}), (member.pk,))
    assert message_for(member, reading.roles, mail.pk, NOW, reading=reading) is None
    assert isinstance(put_back(mail.pk, by=member, now=NOW), Settled)


def test_what_waits_for_a_person_and_what_lies_in_a_dossier_is_never_cleared(folder: Path) -> None:
    member = a_member(an_organisation(), "manager-propositie")
    waits, joined = a_mail(member), a_mail(member, digest="e")
    Message.objects.filter(pk=joined.pk).update(state="joined", dossier=a_dossier(member.organisation))
    kept = len(files(folder))
    assert (clear_old(NOW + 5000 * DAY), len(files(folder))) == (0, kept)
    waits.refresh_from_db()
    assert (waits.state, waits.body) == ("tray", "Koop nu")


def test_who_opened_a_dossier_is_forgotten_in_its_time() -> None:
    dossier = a_dossier(an_organisation())
    for day in (0, 1):
        log_opening(dossier, "p-1", NOW + day * DAY)
    assert (clear_old(NOW + 30 * DAY + timedelta(hours=1)), dossier.openings.count()) == (1, 1)


def test_a_session_that_is_over_goes() -> None:
    for over in (NOW - DAY, NOW + DAY):
        store = SessionStore()
        store.create()
        Session.objects.filter(pk=store.session_key).update(expire_date=over)
    assert (clear_old(NOW), Session.objects.count()) == (1, 1)
