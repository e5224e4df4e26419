"""Copies to all involved: each gets one, of his own, and each is on record."""

from collections.abc import Iterator

import pytest

from tests.exchange.postman import Postman, postman
from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation, send_all
from wederhoor.actions.record import Actor, Log, Recorded, Refused, record
from wederhoor.actions.tracking import link_of
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier, Party
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.organisations.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXT-15")]
OFFICER = "klachtenfunctionaris"


@pytest.fixture
def man() -> Iterator[Postman]:
    with postman() as found:
        yield found


def answered() -> tuple[Dossier, Member]:
    """A complaint that was answered, with its complainant and someone it is about; the log is as the engine makes it."""
    organisation = an_organisation("extrack")
    officer = a_member(organisation, OFFICER)
    dossier = a_dossier(organisation, subject={"class": "conduct", "person": "medewerker"})
    Party.objects.create(
        matter_id=dossier.matter_id, ref="p-90", part="concerned", name="Bea Beklaagde", email="bea@werk.example", salt=b"0" * 16
    )
    body = f"Beste Noor de Wit,\n\nWij geven u gelijk. Volg het op {link_of(dossier, organisation.slug)}\n"
    Letter.objects.create(
        organisation=organisation,
        dossier=dossier,
        matter_id=dossier.matter_id,
        seq=0,
        act="reply",
        channel="mail",
        name="Noor",
        address="noor@zonland.example",
        subject="Antwoord",
        body=body,
        filled_for=NOW.date(),
        message_id="<antwoord@x.example>",
        state="sent",
        created_at=NOW,
        sent_at=NOW,
        party="p-1",
    )
    return dossier, officer


def copies(dossier: Dossier, officer: Member, *to: str) -> Recorded | Refused:
    at = NOW + HOUR
    done = record(
        Log(dossier.matter_id), "send_copies", by=Actor(OFFICER, officer), at=at, now=at, data={"channel": "mail", "to": list(to)}
    )
    assert isinstance(done, Recorded | Refused)
    return done


def complainant(dossier: Dossier) -> str:
    return Party.objects.get(matter_id=dossier.matter_id, part="complainant").ref


def formal(dossier: Dossier, officer: Member) -> None:
    """In the stage in which copies are sent."""
    at = NOW + HOUR / 2
    done = record(Log(dossier.matter_id), "formalise", by=Actor(OFFICER, officer), at=at, now=at, data={})
    assert isinstance(done, Recorded), done


def test_each_gets_a_mail_of_his_own_and_sees_nobody_else(man: Postman) -> None:
    dossier, officer = answered()
    formal(dossier, officer)
    done = copies(dossier, officer, complainant(dossier), "p-90", "p-90")
    assert isinstance(done, Recorded), done
    assert post_waiting(clock=lambda: NOW + HOUR) == 2
    assert [str(mail["to"]) for mail in man.taken] == ["Noor de Wit <noor@zonland.example>", "Bea Beklaagde <bea@werk.example>"]
    assert all(mail["cc"] is None and mail["bcc"] is None for mail in man.taken)
    assert all("Wij geven u gelijk." in mail.get_content() for mail in man.taken)
    assert Act.objects.filter(act="sent").count() == 1


def test_the_link_of_the_complainant_is_not_in_anyone_elses_copy() -> None:
    dossier, officer = answered()
    formal(dossier, officer)
    copies(dossier, officer, "p-90")
    body = Letter.objects.get(act="send_copies").body
    assert link_of(dossier, dossier.organisation.slug) not in body
    assert "(persoonlijke link)" in body


def test_two_with_one_mailbox_get_one() -> None:
    dossier, officer = answered()
    formal(dossier, officer)
    Party.objects.filter(ref="p-90").update(email="Noor@zonland.example")
    copies(dossier, officer, complainant(dossier), "p-90")
    assert Letter.objects.filter(act="send_copies").count() == 1


def test_who_has_no_mail_gets_his_by_post_and_it_is_done_when_both_left() -> None:
    dossier, officer = answered()
    formal(dossier, officer)
    Party.objects.filter(ref="p-90").update(email="", address="Laan 1", city="Ede")
    copies(dossier, officer, complainant(dossier), "p-90")
    assert list(Letter.objects.filter(act="send_copies").order_by("pk").values_list("channel", flat=True)) == ["mail", "post"]
    send_all(dossier, at=NOW + HOUR)
    assert Act.objects.filter(act="sent").count() == 1


def test_nobody_is_passed_over_without_a_word() -> None:
    dossier, officer = answered()
    formal(dossier, officer)
    Party.objects.filter(ref="p-90").update(email="")
    done = copies(dossier, officer, complainant(dossier), "p-90")
    assert isinstance(done, Refused)
    assert (done.reason, done.missing) == ("Van Bea Beklaagde is geen adres bekend. Vul dat eerst aan.", ("to",))
