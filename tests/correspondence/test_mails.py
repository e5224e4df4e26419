import pytest
from pytest_django import Settings

from tests.factories.house import NOW, a_dossier, an_organisation
from wederhoor.correspondence.mails import mail_of_no_act, new_message_id
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def mailed(of: Organisation | Dossier, *, subject: str = "Uw link", name: str = "Noor") -> Letter:
    letter = mail_of_no_act(of, name=name, address="noor@zonland.example", subject=subject, body="Hier.", day=NOW.date(), now=NOW)
    letter.save()
    return Letter.objects.get(pk=letter.pk)


def test_a_mail_of_no_dossier_is_its_organisations_alone_and_waits_to_leave() -> None:
    organisation = an_organisation()
    letter = mailed(organisation)
    assert (letter.organisation, letter.dossier, letter.matter, letter.seq, letter.act) == (organisation, None, None, None, "")
    assert (letter.state, letter.channel, letter.next_attempt) == ("waiting", "mail", NOW)


def test_a_mail_of_a_dossier_is_of_its_organisation_and_of_no_act() -> None:
    dossier = a_dossier(an_organisation())
    letter = mailed(dossier)
    assert (letter.organisation, letter.dossier, letter.matter, letter.seq) == (dossier.organisation, dossier, None, None)


def test_each_mail_can_be_told_from_every_other() -> None:
    first, second = (mailed(an_organisation()) for _ in range(2))
    assert first.message_id != second.message_id
    assert first.token != second.token


def test_what_is_too_long_to_keep_loses_its_end() -> None:
    letter = mailed(an_organisation(), subject="s" * 400, name="n" * 400)
    assert (len(letter.subject), len(letter.name)) == (300, 200)


def test_an_identifier_is_of_the_host_that_sends(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "klachten@werk.example"
    assert new_message_id().endswith("@werk.example>")
