"""To which dossier a mail belongs, and whether its sender is known there however his address is written."""

import pytest

from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation, took
from tests.factories.lives import MANAGER
from wederhoor.actions.belonging import belongs_to, letter_of, token_of
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Party

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kept", "sender", "known"),
    [
        ("noor@zönland.example", "noor@xn--znland-wxa.example", True),
        ("noor@xn--znland-wxa.example", "noor@zönland.example", True),
        ("Noor@Zonland.example", "noor@zonland.example", True),
        ("noor@zonland.example", "noor@xn--.example", False),
        ("noor@zonland.example", "noor+thuis@zonland.example", False),
        ("", "", False),
    ],
)
def test_who_answers_is_known_however_his_address_is_written(kept: str, sender: str, known: bool) -> None:
    organisation = an_organisation()
    dossier = a_dossier(organisation)
    took(dossier, "acknowledge", a_member(organisation, MANAGER), role=MANAGER, at=NOW + DAY, channel="mail")
    Party.objects.filter(matter=dossier.matter, ref="p-1").update(email=kept)
    found = belongs_to(organisation, sender=sender, tokens=[token_of(Letter.objects.get().pk)], references=())
    assert (found.dossier == dossier, bool(found.doubt)) == (known, not known)


@pytest.mark.parametrize("token", ["", "kort", "a" * 32, "1" * 32, "é" * 32])
def test_a_token_that_we_did_not_make_is_of_no_letter(token: str) -> None:
    assert letter_of(token) is None
    assert letter_of(token_of(7).upper()) == 7
