from pathlib import Path

import pytest
from django.test import override_settings

from tests.factories.house import NOW, a_member, an_organisation
from tests.factories.post import a_letter_in
from wederhoor.actions.releasing import VIRUS, is_held, release
from wederhoor.actions.values import Refused
from wederhoor.correspondence.models import Attachment
from wederhoor.dossiers.models import Document
from wederhoor.organisations.models import Member, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture
def member(organisation: Organisation) -> Member:
    return a_member(organisation, "manager-propositie")


@pytest.fixture
def file(organisation: Organisation, tmp_path: Path) -> Attachment:
    """A program that came with a complaint."""
    with override_settings(DATA_DIR=tmp_path):
        a_letter_in(organisation, at=NOW, headers={}, files={"toets.exe": b"MZ"})
    return Attachment.objects.get()


def test_a_held_file_becomes_no_document(file: Attachment) -> None:
    assert (is_held(file), file.held, file.message.state, Document.objects.count()) == (True, "program", "dossier", 0)


def test_given_free_it_becomes_one_and_who_did_that_is_kept(file: Attachment, member: Member, tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path):
        for _ in range(2):
            assert release(file.pk, message=file.message_id, by=member, now=NOW) is None
    file.refresh_from_db()
    assert (is_held(file), file.released_by, file.released_at, Document.objects.count()) == (False, member, NOW, 1)


def test_with_a_virus_it_is_never_given_free(file: Attachment, member: Member) -> None:
    Attachment.objects.update(held=VIRUS)
    assert isinstance(release(file.pk, message=file.message_id, by=member, now=NOW), Refused)
    assert Document.objects.count() == 0


def test_a_file_of_another_message_is_not_there(file: Attachment, member: Member) -> None:
    with pytest.raises(Attachment.DoesNotExist):
        release(file.pk, message=file.message_id + 1, by=member, now=NOW)
