"""A letter as it would read, made up or for a dossier: nothing changes by looking."""

import re

import pytest

from tests.factories.house import NOW, PROCEDURES, an_organisation
from tests.factories.lives import begun
from tests.factories.readers import norm, regulation
from wederhoor.actions.previews import made_up, preview
from wederhoor.actions.values import Refused
from wederhoor.core.calendar import DEFAULT
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Matter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_shipped_letter_can_be_read_with_what_is_made_up(procedure: str) -> None:
    organisation = an_organisation(procedure)
    rules = regulation(organisation)
    for letter in rules.letters:
        read = made_up(organisation, rules, DEFAULT, letter, "nl", now=NOW)
        assert not isinstance(read, Refused), read
        assert not re.search(r"[{}]", "".join(read)), read
    assert not Matter.objects.exists()


def test_for_a_dossier_it_reads_as_it_would_leave_and_changes_nothing() -> None:
    cast = begun()
    rules = regulation(cast.dossier.organisation)
    letter = norm(cast.dossier.organisation, "acknowledge")
    read = preview(rules, letter, "nl", dossier=cast.dossier, now=NOW)
    assert not isinstance(read, Refused)
    assert cast.dossier.number in "".join(read)
    assert "Noor de Wit" in read[1]
    assert (Act.objects.count(), Letter.objects.count()) == (1, 0)


def test_an_answer_can_be_read_before_it_can_be_given() -> None:
    cast = begun()
    read = preview(regulation(cast.dossier.organisation), norm(cast.dossier.organisation, "reply"), "nl", dossier=cast.dossier, now=NOW)
    assert "[wat u hier schrijft]" in read[1] if isinstance(read, tuple) else False


def test_in_english_its_days_are_english() -> None:
    organisation = an_organisation()
    letter = norm(organisation, "acknowledge").model_copy(update={"subject": "Received", "body": "On {received_on}: {terms}"})
    read = made_up(organisation, regulation(organisation), DEFAULT, letter, "en", now=NOW)
    assert isinstance(read, tuple)
    assert read[1].startswith("On Wednesday 15 April 2026:")
