"""Drafts in the store: saved at once they are one, and a mail of one that is gone opens nothing."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings

from tests.factories.house import DAY, NOW, an_organisation
from wederhoor.actions.drafting import Saved, clear_expired, discard, owner_of, resume, save
from wederhoor.actions.keeping import drop
from wederhoor.actions.outbox import claim, left
from wederhoor.actions.uploads import Waiting, keep_waiting, place_of
from wederhoor.actions.values import Upload
from wederhoor.correspondence.models import Draft, Letter
from wederhoor.organisations.models import Organisation

SAVED = Saved("a", owner_of("a"), "klik-onderwijs@1", {"description": ["Half."]})


def kept(organisation: Organisation) -> str:
    token = save(organisation, SAVED, to="noor@zonland.example", now=NOW)
    assert token is not None
    return token


@pytest.mark.django_db(transaction=True)
def test_saved_at_once_it_is_one_draft_with_one_link() -> None:
    organisation, tokens = an_organisation(), set()

    def saving() -> None:
        try:
            tokens.add(kept(organisation))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=saving) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(tokens), Draft.objects.count(), Letter.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_a_mail_that_left_goes_with_its_draft() -> None:
    organisation = an_organisation()
    token = kept(organisation)
    mail = claim(now=NOW)
    assert mail is not None
    assert f"/{organisation.slug}/klacht/verder/{token}/" in mail.body
    left(mail, now=NOW)
    assert discard(organisation, SAVED.key)
    assert not Letter.objects.exists()
    assert not discard(organisation, SAVED.key)


@pytest.mark.django_db
def test_a_file_that_is_gone_is_said_and_never_kept_empty(tmp_path: Path) -> None:
    organisation = an_organisation()
    with override_settings(DATA_DIR=tmp_path):
        file = keep_waiting(Upload("foto.txt", b"wat ik zag"), owner=SAVED.owner, now=NOW)
        assert isinstance(file, Waiting)
        drop(place_of(file, owner=SAVED.owner))
        assert save(organisation, replace(SAVED, files=[file]), to="noor@zonland.example", now=NOW) is None
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_it_is_kept_to_its_last_moment_and_no_longer() -> None:
    organisation = an_organisation()
    token = kept(organisation)
    found = resume(organisation, token, now=NOW + 13 * DAY)
    assert found is not None
    assert found.saved.answers == {"description": ["Half."]}
    assert resume(organisation, token, now=NOW + 14 * DAY) is None
    assert clear_expired(NOW + 14 * DAY) == 1
