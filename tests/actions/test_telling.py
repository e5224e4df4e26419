"""Whoever looks after a dossier is told of what cannot wait, each in his own language, and of a run of messages once."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation
from tests.support import catalogue
from wederhoor.actions.telling import tell_of_message
from wederhoor.core.phrase import say
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db
SAID = say("Bij dit dossier kwam een mail binnen. Zij staat in de tijdlijn van het dossier.")


@pytest.fixture
def dossier() -> Dossier:
    """A dossier without an owner, over which one watches who reads Dutch, and one who reads English."""
    catalogue.compiled()
    dossier = a_dossier(an_organisation())
    a_member(dossier.organisation, "manager-propositie", name="Noor")
    a_member(dossier.organisation, "manager-propositie", name="Nell")
    Member.objects.filter(name="Nell").update(language="en")
    return dossier


def letters() -> dict[str, Letter]:
    return {letter.name: letter for letter in Letter.objects.filter(seq__isnull=True, name__in=("Noor", "Nell"))}


@pytest.mark.parametrize("page", ["nl", "en"])
def test_each_is_told_in_his_own_language_whatever_page_it_came_from(dossier: Dossier, page: str) -> None:
    with override(page):
        assert tell_of_message(dossier, SAID, now=NOW) == 2
    dutch, english = letters()["Noor"], letters()["Nell"]
    assert (dutch.language, dutch.subject) == ("nl", f"Nieuw bericht in dossier {dossier.number}")
    assert (english.language, english.subject) == ("en", f"New message in dossier {dossier.number}")
    assert dutch.body.startswith("Beste Noor,\n\nBij dit dossier kwam een mail binnen.")
    assert english.body.startswith("Dear Nell,\n\nAn e-mail came in for this dossier.")


def test_who_was_told_within_the_hour_in_another_language_is_not_told_again(dossier: Dossier) -> None:
    Member.objects.filter(name="Noor").delete()
    assert tell_of_message(dossier, SAID, now=NOW) == 1
    assert tell_of_message(dossier, SAID, now=NOW + HOUR - timedelta(minutes=1)) == 0
    assert tell_of_message(dossier, SAID, now=NOW + 2 * HOUR) == 1
